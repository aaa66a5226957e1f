"""A memory that counts how often it is asked, and how often that fails."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, Forgotten, Memory, MemoryTrouble, Record

P = ParamSpec("P")
R = TypeVar("R")

NO_FAULT = Conflict, Forgotten
"""What is no fault of the memory's: somebody else was quicker."""


class Counted:
    """The memory it is given, counted."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.calls = self.troubles = 0

    def read(self, person: Identity) -> Record | None:
        """See Memory."""
        return self._counted(self._memory.read, person)

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        """See Memory."""
        self._counted(self._memory.write, person, kept, replacing)

    def forget(self, person: Identity) -> None:
        """See Memory."""
        self._counted(self._memory.forget, person)

    def forget_account(self, account: str) -> None:
        """See Memory."""
        self._counted(self._memory.forget_account, account)

    def _counted(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        self.calls += 1
        try:
            return call(*args, **kwargs)
        except NO_FAULT:
            raise
        except MemoryTrouble:
            self.troubles += 1
            raise
