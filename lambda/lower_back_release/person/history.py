"""What somebody has done before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lower_back_release.lesson.routine import Routine
from lower_back_release.person.bounds import LATEST_MS, listed, poses_known, up_to

HOUR_MS = 60 * 60 * 1000
"""Milliseconds of an hour."""

DAY_MS = 24 * HOUR_MS
"""Milliseconds of a day."""

DAYS_A_WEEK = 7
"""Days of a week, and how many of the last days of practice are kept: enough to speak of one."""

TO_THE_END = "end"
"""What is written to a day on which somebody came to the end of the routine."""

MOST_DAYS = 100_000
"""More days of practice than anybody has."""


@dataclass(frozen=True)
class Practiced:
    """A day on which somebody was in a pose."""

    hour: int
    """The hour in which they first were, since 1970 (UTC): which day that was hangs on where they are."""
    to_the_end: bool = False
    """Whether they came to the end of the routine on that day."""

    def day(self, routine: Routine) -> int:
        """The number of the day, as `day_of` has it."""
        return day_of(self.hour * HOUR_MS, routine)

    def to_text(self) -> str:
        """As it is kept."""
        return f"{self.hour} {TO_THE_END}" if self.to_the_end else str(self.hour)

    @classmethod
    def from_text(cls, kept: Any) -> "Practiced":
        """What `to_text` made. Raises ValueError where it can't be that."""
        hour, _, word = str(kept).partition(" ")
        if word not in ("", TO_THE_END):
            raise ValueError("no day of practice")
        return cls(up_to(hour, LATEST_MS // HOUR_MS), bool(word))


@dataclass(frozen=True)
class History:
    """What somebody has done before, and when."""

    welcomed: bool = False
    """Whether they have heard the safety note."""
    known: tuple[str, ...] = ()
    """Ids of the poses they have been in, whose setup can be short."""
    practiced: tuple[Practiced, ...] = ()
    """The last days of practice, the latest last; and the last that came to the end, where that was before them."""
    days: int = 0
    """On how many days before the one on which they last said something they were in a pose."""
    seen_ms: int = 0
    """When they last said something, in milliseconds since 1970 (UTC); 0 of somebody new."""

    def knowing(self, pose_id: str) -> "History":
        """The same, with a pose they have now been in."""
        return self if pose_id in self.known else replace(self, known=(*self.known, pose_id))

    def forgetting(self, pose_id: str) -> "History":
        """The same, with a pose that is to be told in full again."""
        return replace(self, known=tuple(each for each in self.known if each != pose_id))

    def practicing(self, routine: Routine, *, to_the_end: bool = False) -> "History":
        """The same, having been in a pose on the day on which they last said something, perhaps the last one."""
        today = Practiced(self.seen_ms // HOUR_MS, to_the_end)
        return replace(self, practiced=by_day((*self.practiced, today), routine))

    def seen(self, moment_ms: int, routine: Routine) -> "History":
        """The same, saying something at this moment, in milliseconds since 1970 (UTC): days before are now over."""
        last_seen, today = day_of(self.seen_ms, routine), day_of(moment_ms, routine)
        over = sum(last_seen <= each.day(routine) < today for each in self.practiced)
        return replace(self, seen_ms=moment_ms, days=min(self.days + over, MOST_DAYS))

    def days_back(self, routine: Routine) -> dict[int, bool]:
        """By how many days lie between the last days of practice and now, the latest first: whether to the end."""
        today = day_of(self.seen_ms, routine)
        return {max(0, today - each.day(routine)): each.to_the_end for each in reversed(self.practiced)}

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "welcomed": int(self.welcomed),
            "known": list(self.known),
            "practiced": [each.to_text() for each in self.practiced],
            "days": self.days,
            "seen_ms": self.seen_ms,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], routine: Routine) -> "History":
        """What `to_json` made. Raises KeyError, TypeError or ValueError where it can't be that."""
        return cls(
            welcomed=bool(int(kept["welcomed"])),
            known=poses_known(kept["known"], routine),
            practiced=by_day(map(Practiced.from_text, listed(kept["practiced"])), routine),
            days=up_to(kept["days"], MOST_DAYS),
            seen_ms=up_to(kept["seen_ms"], LATEST_MS),
        )


def day_of(moment_ms: int, routine: Routine) -> int:
    """The number of the day a moment is in, by the hour at which a new one begins; of milliseconds since 1970 (UTC)."""
    return (moment_ms - routine.day_begins * HOUR_MS) // DAY_MS


def by_day(practiced: Iterable[Practiced], routine: Routine) -> tuple[Practiced, ...]:
    """Each day of practice once, as many as are kept of them."""
    days: dict[int, Practiced] = {}
    for each in sorted(practiced, key=lambda each: each.hour):
        before = days.setdefault(each.day(routine), each)
        days[each.day(routine)] = replace(before, to_the_end=before.to_the_end or each.to_the_end)
    ordered = tuple(days.values())
    last_end = tuple(each for each in ordered[:-DAYS_A_WEEK] if each.to_the_end)[-1:]
    recent = ordered[-DAYS_A_WEEK:]
    return recent if any(each.to_the_end for each in recent) else last_end + recent
