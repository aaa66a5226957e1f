"""No memory at all: what the skill runs on where none is set up."""

from lower_back_release.memory.kept import Kept


class Forgetful:
    """Keeps nothing beyond the session."""

    def read(self, person: str) -> Kept | None:
        """Nothing: everybody is new."""
        return None

    def write(self, person: str, kept: Kept, replacing: int) -> None:
        """Does nothing."""

    def forget(self, person: str) -> None:
        """Does nothing."""
