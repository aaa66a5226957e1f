"""When somebody wants to be reminded: a time of day, and days."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week, in the order of Python's `weekday`."""

SETS: Mapping[str, tuple[str, ...]] = {"daily": WEEK, "weekdays": WEEK[:5], "weekends": WEEK[5:]}
"""Several of them by one word."""

ONCE = ("today", "tomorrow")
"""Days that come once."""

PARTS: Mapping[str, int] = {"morning": 8, "afternoon": 15, "evening": 20, "night": 21}
"""The parts of a day, and the hour that is proposed where somebody names no other. Nobody's but ours: it is read back
before anything is set."""

HOURS_A_DAY, NOON, MINUTES_AN_HOUR = 24, 12, 60

SMALL_HOURS = 5
"""The hour at which a night ends: "three at night" is after midnight, "ten at night" before it."""

LONGEST = 120
"""Letters of a wish as text; that of all seven days has some 60."""

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class When:
    """A time of day, and days."""

    minute: int | None = None
    """Minutes since midnight, by the clock of the device; None where no time was named."""
    days: tuple[str, ...] = ()
    """Days of the week, on which it comes again and again; or one of ONCE; none for the next time it is so late."""

    @property
    def recurs(self) -> bool:
        """Whether it comes again and again."""
        return bool(self.days) and self.days[0] in WEEK

    def changed(self, other: "When") -> "When":
        """The same, with whatever the other one names."""
        return When(self.minute if other.minute is None else other.minute, other.days or self.days)

    def without_time(self) -> "When":
        """The same days."""
        return replace(self, minute=None)

    def to_text(self) -> str:
        """As `when` reads it."""
        time = () if self.minute is None else ("{:02}:{:02}".format(*divmod(self.minute, MINUTES_AN_HOUR)),)
        return " ".join((*time, *self.days))


def when(text: str) -> When:
    """What was named: a time ("20:00"), a part of the day and days, in any order, one word each.

    An hour up to twelve is that of the part of the day that is named with it. Of days that come once the first counts,
    where no others are named. Raises ValueError of anything else.
    """
    if len(text) > LONGEST:
        raise ValueError("when")
    words = text.split()
    times = [_minute(time) for time in map(_TIME.fullmatch, words) if time]
    parts = [word for word in words if word in PARTS]
    known = {*PARTS, *WEEK, *ONCE, *SETS}
    if any(word not in known and not _TIME.fullmatch(word) for word in words):
        raise ValueError("when")
    return When(_time(times, parts), _days(words))


def _minute(time: re.Match[str]) -> int:
    return int(time[1]) * MINUTES_AN_HOUR + int(time[2])


def _time(times: list[int], parts: list[str]) -> int | None:
    if not times:
        return PARTS[parts[0]] * MINUTES_AN_HOUR if parts else None
    hour, minute = divmod(times[0], MINUTES_AN_HOUR)
    part = parts[0] if parts else "morning"
    if part == "night" and hour == NOON:
        hour = 0
    elif hour < NOON and (part in ("afternoon", "evening") or (part == "night" and hour >= SMALL_HOURS)):
        hour += NOON
    return hour * MINUTES_AN_HOUR + minute


def _days(words: Iterable[str]) -> tuple[str, ...]:
    named = [day for word in words for day in SETS.get(word, (word,))]
    weekly = tuple(day for day in WEEK if day in named)
    return weekly or tuple(day for day in named if day in ONCE)[:1]
