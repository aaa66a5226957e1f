"""When somebody wants to be reminded: a time of day, and days."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week, in the order of Python's `weekday`."""

SETS: Mapping[str, tuple[str, ...]] = {"daily": WEEK, "weekdays": WEEK[:5], "weekends": WEEK[5:]}
"""Several of them by one word."""

NEXT = tuple(f"next_{day}" for day in WEEK)
"""The same days, the next time that they come."""

ONCE = ("today", "tomorrow", *NEXT)
"""Days that come once. So does a date, such as "2027-12-03"."""

HABITS: Mapping[str, str] = {f"{part}s": part for part in ("morning", "afternoon", "evening", "night")}
"""A part of the day by a word that names every day with it, where no other days are named: the German "abends" is
"every evening", and after "tomorrow at six" it is the evening of tomorrow."""

OTHERWISE = "otherwise"
"""Any other days, which no reminder of ours can have: "every other day", or once and again and again."""

PARTS: Mapping[str, int] = {"morning": 8, "afternoon": 15, "evening": 20, "night": 21}
"""The parts of a day, and the hour that is proposed where somebody names no other. Nobody's but ours: it is read back
before anything is set."""

HOURS_A_DAY, NOON, MINUTES_AN_HOUR = 24, 12, 60
MINUTES_A_DAY, HALF_A_DAY = HOURS_A_DAY * MINUTES_AN_HOUR, NOON * MINUTES_AN_HOUR

SMALL_HOURS = 5
"""The hour at which a night ends: "three at night" is after midnight, "ten at night" before it."""

REACHES: Mapping[str, Iterable[int]] = {
    "morning": range(4, 12),
    "afternoon": range(12, 18),
    "evening": range(17, 24),
    "night": (*range(19, 24), *range(SMALL_HOURS)),
}
"""The hours that may be said to be in a part of the day: an hour stays as it is said, where only another part is
named. Nobody's but ours, as above."""

STRETCHED: Mapping[str, Iterable[int]] = {"afternoon": range(18, 21)}
"""Hours that few say to be in a part of the day: taken so only of an hour that was said in the other half of it, as "at
eight" and then "in the afternoon". Nobody's but ours, as above."""

LONGEST = 120
"""Letters of a wish as text; that of all seven days has some 70."""

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class When:
    """A time of day, and days."""

    minute: int | None = None
    """Minutes since midnight, by the clock of the device; None where no time was named."""
    days: tuple[str, ...] = ()
    """Days of the week, on which it comes again and again; or one of ONCE, a date, or OTHERWISE; none for the next time
    it is so late."""
    part: str = ""
    """The part of the day, of PARTS, that was named: what an hour is in that is named after it. Else empty."""
    habit: bool = False
    """Whether the days are meant only where no others have been named: see HABITS."""

    @property
    def at(self) -> int | None:
        """Minutes since midnight: those named, else those proposed for the part of the day; None where neither was."""
        if self.minute is None and self.part:
            return PARTS[self.part] * MINUTES_AN_HOUR
        return self.minute

    @property
    def recurs(self) -> bool:
        """Whether it comes again and again."""
        return bool(self.days) and self.days[0] in WEEK

    @property
    def otherwise(self) -> bool:
        """Whether it is on days that no reminder of ours can have."""
        return self.days == (OTHERWISE,)

    @property
    def date(self) -> date | None:
        """The date it is on, where that was named."""
        return _date(self.days[0]) if len(self.days) == 1 else None

    def changed(self, other: "When") -> "When":
        """The same, with whatever the other one names.

        An hour up to twelve may be meant in either half of the day: it is taken in the part that was named before, and
        as near to the time before as it can be. The same hour once more is taken as it is: somebody wants it changed.
        """
        days = self.days if other.habit and self.days else other.days or self.days
        if other.part:
            minute = self._moved_to(other.part) if other.minute is None else other.minute
            return When(minute, days, other.part)
        if other.minute is None:
            return replace(self, days=days)
        if not self.part or not _in_either_half(other.minute):
            return When(other.minute, days)
        if self.minute is None:
            return When(_in_part(other.minute, self.part), days, self.part)
        if self.minute % HALF_A_DAY == other.minute % HALF_A_DAY:
            return When(other.minute, days)
        near = min(_halves(other.minute), key=lambda minute: _apart(minute, self.minute or 0))
        return When(near, days, part_of(near))

    def to_change(self) -> "When":
        """The same, where an hour named without its half of the day is meant near to it."""
        return self if self.minute is None or self.part else replace(self, part=part_of(self.minute))

    def without_time(self) -> "When":
        """The same days."""
        return When(None, self.days)

    def without_days(self) -> "When":
        """The same time."""
        return replace(self, days=())

    def to_text(self) -> str:
        """As `when` reads it."""
        time = () if self.minute is None else ("{:02}:{:02}".format(*divmod(self.minute, MINUTES_AN_HOUR)),)
        return " ".join((*time, *((self.part,) if self.part else ()), *self.days))

    def _moved_to(self, part: str) -> int | None:
        """The hour as it is said, in another part of the day; None where that hour isn't said to be in it."""
        if self.minute is None:
            return None
        said = [each for each in _halves(self.minute) if each // MINUTES_AN_HOUR in REACHES[part]]
        late = self.minute + HALF_A_DAY
        return said[0] if said else late if late // MINUTES_AN_HOUR in STRETCHED.get(part, ()) else None


def when(text: str) -> When:
    """What was named: a time ("20:00"), a part of the day and days, in any order, one word each.

    An hour up to twelve is that of the part of the day that is named with it. Days that come once, with others of any
    kind, are OTHERWISE. Raises ValueError of anything else.
    """
    if len(text) > LONGEST:
        raise ValueError("when")
    words = text.split()
    times = [_minute(time) for time in map(_TIME.fullmatch, words) if time]
    parts = [HABITS.get(word, word) for word in words if word in (*PARTS, *HABITS)]
    known = {*PARTS, *HABITS, *WEEK, *ONCE, *SETS, OTHERWISE}
    if any(word not in known and not _TIME.fullmatch(word) and _date(word) is None for word in words):
        raise ValueError("when")
    part, days = parts[0] if parts else "", _days(words)
    habit = not days and any(word in HABITS for word in words)
    return When(_in_part(times[0], part) if times else None, WEEK if habit else days, part, habit)


def coming(wish: When, now: datetime) -> When:
    """A wish for a time without a day on the day of its next time: today, or tomorrow where it is over today."""
    if wish.at is None or wish.days:
        return wish
    return replace(wish, days=("today" if wish.at > _minute_of(now) else "tomorrow",))


def over(wish: When, now: datetime) -> bool:
    """Whether it is a time of today that is over."""
    return wish.days == ("today",) and wish.at is not None and wish.at <= _minute_of(now)


def soon(minutes: int, now: datetime) -> When:
    """So many minutes after `now`, by the clock of the device: to the full minute; days alone where they are full."""
    due = once(now + timedelta(minutes=minutes, seconds=59), now.date())
    return due.without_time() if minutes and not minutes % MINUTES_A_DAY else due


def once(due: datetime, today: date) -> When:
    """A moment as somebody names it on a day, both by the clock of the device."""
    day = {0: "today", 1: "tomorrow"}.get((due.date() - today).days, due.date().isoformat())
    return When(_minute_of(due), (day,))


def part_of(minute: int) -> str:
    """The part of the day that a time is in, by minutes since midnight."""
    hour = minute // MINUTES_AN_HOUR
    ends = {SMALL_HOURS: "night", NOON: "morning", 18: "afternoon", 22: "evening", HOURS_A_DAY: "night"}
    return next(part for end, part in ends.items() if hour < end)


def _minute_of(moment: datetime) -> int:
    return moment.hour * MINUTES_AN_HOUR + moment.minute


def _minute(time: re.Match[str]) -> int:
    return int(time[1]) * MINUTES_AN_HOUR + int(time[2])


def _in_part(minute: int, part: str) -> int:
    """A time in the half of the day that a part of it is in."""
    hour, rest = divmod(minute, MINUTES_AN_HOUR)
    if part in ("evening", "night") and hour == NOON:
        hour = 0
    elif {"afternoon": 0, "evening": 1, "night": SMALL_HOURS}.get(part, NOON) <= hour < NOON:
        hour += NOON
    return hour * MINUTES_AN_HOUR + rest


def _in_either_half(minute: int) -> bool:
    """Whether a time may be meant in the morning and in the evening, as it is said."""
    return minute < HALF_A_DAY + MINUTES_AN_HOUR


def _halves(minute: int) -> tuple[int, int]:
    early = minute % HALF_A_DAY
    return early, early + HALF_A_DAY


def _apart(one: int, other: int) -> int:
    """Minutes between two times of day, the shorter way round."""
    between = abs(one - other)
    return min(between, MINUTES_A_DAY - between)


def _date(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if _DATE.fullmatch(word) else None
    except ValueError:
        return None


def _days(words: Iterable[str]) -> tuple[str, ...]:
    named = {day for word in words for day in SETS.get(word, (word,))}
    once = {day for day in named if day in ONCE or _date(day)}
    weekly = tuple(day for day in WEEK if day in named)
    if OTHERWISE in named or len(once) + bool(weekly) > 1:
        return (OTHERWISE,)
    return weekly or tuple(once)
