"""What somebody has done before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lower_back_release.lesson.routine import Routine
from lower_back_release.person.bounds import LATEST_MS, listed, poses_known, up_to

HOUR_MS = 60 * 60 * 1000
"""Milliseconds of an hour. Whoever comes to the end again within one has done the last pose again, and no more."""

DAY_MS = 24 * HOUR_MS
"""Milliseconds of a day."""

WEEK_MS = 7 * DAY_MS
"""Milliseconds of a week."""

FINISHES_KEPT = 10
"""How many ends of a practice are kept: enough to speak of a week."""

MOST_DAYS = 100_000
"""More days of practice than anybody has."""


@dataclass(frozen=True)
class History:
    """What somebody has done before, and when."""

    welcomed: bool = False
    """Whether they have heard the safety note."""
    known: tuple[str, ...] = ()
    """Ids of the poses they have been in, whose setup can be short."""
    finished_ms: tuple[int, ...] = ()
    """When they last came to the end of the routine, in milliseconds since 1970 (UTC), the latest last."""
    days: int = 0
    """How many days of practice lie before this one."""
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
        if self.finished_ms and moment_ms - self.finished_ms[-1] < HOUR_MS:
            return self
        return replace(self, finished_ms=(*self.finished_ms, moment_ms)[-FINISHES_KEPT:])

    def finished_since(self, moment_ms: int) -> int:
        """How many times they have come to the end of the routine since a moment."""
        return sum(each > moment_ms for each in self.finished_ms)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "welcomed": int(self.welcomed),
            "known": list(self.known),
            "finished_ms": list(self.finished_ms),
            "days": self.days,
            "seen_ms": self.seen_ms,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], routine: Routine) -> "History":
        """What `to_json` made. Raises KeyError, TypeError or ValueError where it can't be that."""
        return cls(
            welcomed=bool(int(kept["welcomed"])),
            known=poses_known(kept["known"], routine),
            finished_ms=tuple(up_to(moment, LATEST_MS) for moment in listed(kept["finished_ms"])[-FINISHES_KEPT:]),
            days=up_to(kept["days"], MOST_DAYS),
            seen_ms=up_to(kept["seen_ms"], LATEST_MS),
        )


def day_of(moment_ms: int, routine: Routine) -> int:
    """The number of the day a moment is in, by the hour at which a new one begins; of milliseconds since 1970 (UTC)."""
    return (moment_ms - routine.day_begins * HOUR_MS) // DAY_MS
