"""What is kept of a person, and what a memory is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from lower_back_release.memory.pseudonym import Identity

MOST_BYTES = 2_000
"""The most that a progress may take as compact JSON. A usual one of this routine takes 600, one full of wishes 1,100:
what is much larger is a mistake. DynamoDB asks a second write's price for an item above 1,024 bytes."""


class Trouble(Exception):  # noqa: N818 - as below
    """Something out of our hands has failed. The message is the kind of trouble only, never of whom or about what."""


class MemoryTrouble(Trouble):  # a MemoryError is something else in Python
    """The memory can't be used now. The message is the kind of trouble only, never the person or what was kept."""


class Conflict(MemoryTrouble):
    """Somebody else wrote meanwhile."""


class Unreadable(MemoryTrouble):
    """Something is kept of the person, but of a newer schema. It is never overwritten."""


class Forgotten(MemoryTrouble):
    """The person had themselves forgotten meanwhile: what is forgotten is not brought back."""


class Damaged(Unreadable):
    """Something is kept of the person that nobody can read any more. It can only be overwritten, or forgotten."""


class Unkeepable(MemoryTrouble):
    """A progress that no memory can keep: too large, or not plain."""


@dataclass(frozen=True)
class Record:
    """What is kept of one person.

    Raises Unkeepable where the progress is anything but integers, strings and lists of these by name, or too large.
    """

    progress: Mapping[str, Any]
    """Plain JSON, as `Progress.to_json` makes it."""
    version: int
    """Grows by one with every write, from 1."""
    request: str
    """The id of the request that wrote it, so that the same request again changes nothing twice."""
    mark: str = ""
    """Made at random with the first version, so that a note begun anew is known from the one that was forgotten. Empty
    in notes from before there were marks."""

    def __post_init__(self) -> None:
        if not all(type(name) is str and _plain(value) for name, value in self.progress.items()):
            raise Unkeepable("NotPlain")
        if len(json.dumps(dict(self.progress), separators=(",", ":"), ensure_ascii=False).encode()) > MOST_BYTES:
            raise Unkeepable("TooLarge")


class Memory(Protocol):
    """Where things are kept. All that fails raises MemoryTrouble, and nothing else."""

    def read(self, person: Identity) -> Record | None:
        """What is kept of the person; None of somebody new. Raises MemoryTrouble, and Unreadable of what is damaged."""

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        """Keeps this, if what is in place is of the version `replacing` (0: nothing in place) and of the same mark.

        None is for what is damaged: this is kept in its place, whatever it is. Raises Conflict if it isn't so.
        """

    def forget(self, person: Identity) -> None:
        """Keeps nothing of the person any more, readable or not. Raises MemoryTrouble."""

    def forget_account(self, account: str) -> None:
        """Keeps nothing of anybody who uses the account. Raises MemoryTrouble."""


def _plain(value: object) -> bool:
    # `type`, not `isinstance`: a bool is an int to Python, and another type to DynamoDB.
    return type(value) in (int, str) or (type(value) is list and all(type(each) in (int, str) for each in value))
