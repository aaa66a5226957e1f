"""Many at once: what they are told is kept is kept, and nobody's practice is lost in another's."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Memory, MemoryTrouble, Record
from lower_back_release.memory.remember import remember
from tests.memory.test_remember import further

ONE_PERSON = Identity("amzn1.ask.account.EVERYWHERE")

# A pretended DynamoDB in this process would only test its own locks.
pytestmark = pytest.mark.parametrize(
    "place",
    ["sqlite", *(pytest.param(each, marks=pytest.mark.slow) for each in ("dynamodb_local", "dynamodb_local_http"))],
    indirect=True,
)


def until_it_is_kept(memory: Memory, person: Identity, request: str, said: dict[str, int]) -> None:
    """Reads, takes a turn and keeps it; and again, as often as others are in the way."""
    while True:
        there = memory.read(person) or Record({}, 0, "")
        try:
            ours = Record({**there.progress, **said}, there.version + 1, request)
            remember(memory, person, ours, further(**{**there.progress, **said}), unhurried)
        except MemoryTrouble:
            continue
        return


def unhurried() -> float:
    return 0.0


def test_one_person_on_32_devices_loses_nothing(memory: Memory) -> None:
    turns = 2
    devices = [f"device {number}" for number in range(32)]

    def practise(device: str) -> None:
        for turn in range(1, turns + 1):
            until_it_is_kept(memory, ONE_PERSON, f"{device}-{turn}", {device: turn})

    with ThreadPoolExecutor(len(devices)) as pool:
        list(pool.map(practise, devices))
    kept = memory.read(ONE_PERSON)
    assert kept is not None
    assert kept.progress == dict.fromkeys(devices, turns)
    assert kept.version == len(devices) * turns


@pytest.mark.slow
def test_500_people_at_once_each_find_their_own(memory: Memory) -> None:
    def practise(number: int) -> Record | None:
        person = Identity(f"amzn1.ask.account.{number}")
        version = 0
        for breath in range(1, 4):
            ours = Record({"person": number, "breath": breath}, version + 1, f"{number}-{breath}")
            version = remember(memory, person, ours, further(breath=breath), unhurried).version
        return memory.read(person)

    with ThreadPoolExecutor(500) as pool:
        found = list(pool.map(practise, range(500)))
    assert found == [Record({"person": number, "breath": 3}, 3, f"{number}-3") for number in range(500)]
