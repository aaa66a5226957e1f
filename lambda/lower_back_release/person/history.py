"""What somebody has done before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lower_back_release.lesson.routine import Routine

DAY_MS = 24 * 60 * 60 * 1000
"""Milliseconds of a day."""

DAYS_KEPT = 10
"""How many days of practice are kept: enough to speak of a week."""


@dataclass(frozen=True)
class History:
    """What somebody has done before, and when."""

    welcomed: bool = False
    """Whether they have heard the safety note."""
    known: tuple[str, ...] = ()
    """Ids of the poses they have been in, whose setup can be short."""
    days: tuple[int, ...] = ()
    """The last days on which they came to the end of the routine, in days since 1970 (UTC), the latest last."""
    seen_ms: int = 0
    """When they last said something, in milliseconds since 1970 (UTC); 0 of somebody new."""

    def knowing(self, pose_id: str) -> "History":
        """The same, with a pose they have now been in."""
        return self if pose_id in self.known else replace(self, known=(*self.known, pose_id))

    def forgetting(self, pose_id: str) -> "History":
        """The same, with a pose that is to be told in full again."""
        return replace(self, known=tuple(each for each in self.known if each != pose_id))

    def finishing(self, moment_ms: int) -> "History":
        """The same, having come to the end of the routine at this moment, in milliseconds since 1970 (UTC)."""
        days = dict.fromkeys((*self.days, moment_ms // DAY_MS))
        return replace(self, days=tuple(days)[-DAYS_KEPT:])

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "welcomed": int(self.welcomed),
            "known": list(self.known),
            "days": list(self.days),
            "seen": self.seen_ms,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], routine: Routine) -> "History":
        """What `to_json` made. Raises KeyError, TypeError or ValueError where it can't be that."""
        return cls(
            welcomed=bool(int(kept["welcomed"])),
            known=tuple(pose for pose in kept["known"] if pose in routine.order),
            days=tuple(int(day) for day in kept["days"]),
            seen_ms=int(kept["seen"]),
        )
