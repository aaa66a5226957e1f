"""A turn is remembered once, whoever else is talking, and whatever fails."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, Forgotten, Memory, MemoryTrouble, Record, Unkeepable, Unreadable
from lower_back_release.memory.remember import PATIENCE_SECONDS, TRIES, remember
from lower_back_release.memory.schema import LAST_VERSION, following

ADA = Identity("amzn1.ask.account.ADA")


def further(**ours: int) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """The larger of every number, of theirs and ours."""
    return lambda theirs: {name: max(theirs.get(name, 0), ours.get(name, 0)) for name in theirs.keys() | ours.keys()}


class Watched:
    """A memory that notes what is asked of it, and lets something happen before each write."""

    def __init__(self, memory: Memory, *before: Callable[[Memory], None]) -> None:
        self.memory = memory
        self.asked: list[str] = []
        self.before = list(before)

    def read(self, person: Identity) -> Record | None:
        self.asked.append("read")
        return self.memory.read(person)

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        self.asked.append("write")
        if self.before:
            self.before.pop(0)(self.memory)
        self.memory.write(person, kept, replacing)

    def forget(self, person: Identity) -> None:
        self.memory.forget(person)

    def forget_account(self, account: str) -> None:
        self.memory.forget_account(account)


def unhurried() -> float:
    """A clock that stands still: how long a machine takes is nothing to these tests."""
    return 0.0


def others_write(version: int, request: str = "other", **progress: int) -> Callable[[Memory], None]:
    return lambda memory: memory.write(ADA, Record(progress, version, request), version - 1)


def test_a_turn_costs_one_write_and_no_read(memory: Memory) -> None:
    watched = Watched(memory)
    assert remember(watched, ADA, Record({"breath": 1}, 1, "r1"), further(breath=1), unhurried).version == 1
    assert remember(watched, ADA, Record({"breath": 2}, 2, "r2"), further(breath=2), unhurried).version == 2
    assert watched.asked == ["write", "write"]
    assert memory.read(ADA) == Record({"breath": 2}, 2, "r2")


def test_two_devices_at_once_lose_nothing(memory: Memory) -> None:
    watched = Watched(memory, others_write(1, kitchen=3))
    assert remember(watched, ADA, Record({"bedroom": 5}, 1, "r1"), further(bedroom=5), unhurried).version == 2
    assert memory.read(ADA) == Record({"kitchen": 3, "bedroom": 5}, 2, "r1")
    assert watched.asked == ["write", "read", "write"]


def test_a_request_that_comes_again_changes_nothing(memory: Memory) -> None:
    assert remember(memory, ADA, Record({"breath": 1}, 1, "r1"), further(breath=1), unhurried).version == 1
    assert remember(memory, ADA, Record({"breath": 9}, 1, "r1"), further(breath=9), unhurried).version == 1
    assert memory.read(ADA) == Record({"breath": 1}, 1, "r1")


def test_it_tries_again_where_others_write_twice(memory: Memory) -> None:
    watched = Watched(memory, others_write(1, kitchen=1), others_write(2, kitchen=2))
    assert remember(watched, ADA, Record({"bedroom": 5}, 1, "r1"), further(bedroom=5), unhurried).version == 3
    assert memory.read(ADA) == Record({"kitchen": 2, "bedroom": 5}, 3, "r1")


def test_it_gives_up_when_others_write_again_and_again(memory: Memory) -> None:
    watched = Watched(memory, *(others_write(n, kitchen=n) for n in range(1, TRIES + 1)))
    with pytest.raises(MemoryTrouble, match=r"^Crowded$"):
        remember(watched, ADA, Record({"bedroom": 5}, 1, "r1"), further(bedroom=5), clock=lambda: 0.0)
    assert memory.read(ADA) == Record({"kitchen": TRIES}, TRIES, "other")


def test_after_the_last_version_there_is_the_first_again(memory: Memory) -> None:
    memory.write(ADA, Record({"breath": 1}, LAST_VERSION, "r1", "a1"), 0)
    ours = Record({"breath": 2}, following(LAST_VERSION), "r2", "a1")
    assert remember(memory, ADA, ours, further(breath=2), unhurried).version == 1
    assert memory.read(ADA) == Record({"breath": 2}, 1, "r2", "a1")
    assert remember(memory, ADA, Record({"breath": 3}, 2, "r3", "a1"), further(breath=3), unhurried).version == 2


@pytest.mark.parametrize("version", [1, 7])
def test_what_was_forgotten_on_another_device_is_not_brought_back(memory: Memory, version: int) -> None:
    with pytest.raises(Forgotten):
        remember(memory, ADA, Record({"breath": 2}, version + 1, "r2"), further(breath=2), unhurried)
    assert memory.read(ADA) is None


class Slow(Forgetful):
    """Somebody else is always first."""

    def __init__(self) -> None:
        self.writes = 0

    def read(self, person: Identity) -> Record | None:
        return Record({}, 5, "other")

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        self.writes += 1
        raise Conflict("Conflict")


@pytest.mark.parametrize(
    "steps", [[0, PATIENCE_SECONDS + 0.1], [0, 0.1, PATIENCE_SECONDS + 0.1]], ids=["writing", "reading"]
)
def test_what_takes_too_long_is_given_up(steps: list[float]) -> None:
    memory, clock = Slow(), iter(steps)
    with pytest.raises(MemoryTrouble, match=r"^TooSlow$"):
        remember(memory, ADA, Record({"breath": 2}, 2, "r2"), further(breath=2), lambda: next(clock))
    assert memory.writes == 1


def test_what_cannot_be_read_is_not_overwritten() -> None:
    class Newer(Slow):
        def read(self, person: Identity) -> Record | None:
            raise Unreadable("NewerSchema")

    memory = Newer()
    with pytest.raises(Unreadable):
        remember(memory, ADA, Record({"breath": 2}, 2, "r2"), further(breath=2), unhurried)
    assert memory.writes == 1


def test_what_is_no_plain_json_is_trouble_like_any_other(memory: Memory) -> None:
    with pytest.raises(Unkeepable):
        remember(memory, ADA, Record({"breath": 1.5}, 1, "r1"), further(), unhurried)
    assert memory.read(ADA) is None


def test_who_has_no_memory_goes_on_without() -> None:
    assert remember(Forgetful(), ADA, Record({"breath": 1}, 1, "r1"), further(breath=1), unhurried).version == 1
    assert remember(Forgetful(), ADA, Record({"breath": 2}, 2, "r2"), further(breath=2), unhurried).version == 2
