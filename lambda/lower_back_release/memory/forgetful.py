"""No memory at all: what the skill runs on where none is set up."""

from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Record


class Forgetful:
    """Keeps nothing beyond the session."""

    def read(self, person: Identity) -> Record | None:
        """Nothing: everybody is new."""
        return None

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        """Does nothing."""

    def forget(self, person: Identity) -> None:
        """Does nothing."""

    def forget_account(self, account: str) -> None:
        """Does nothing."""
