"""Times of day, dates and durations as they are said, and what Amazon's slots for them hold.

Amazon's "Slot Type Reference" has a time as "04:00", a part of the day as "MO", "AF", "EV" or "NI", a date as
"2027-12-03", and a duration as "PT10M". What it makes of "eight" alone was not found: here it is eight in the morning.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from unicode_rbnf import RbnfEngine

from simulator.ears.wording import plain
from simulator.languages import Dates, Durations, Language, Times

TIME, DATE, DURATION = "AMAZON.TIME", "AMAZON.DATE", "AMAZON.DURATION"

MINUTES_A_DAY = 24 * 60

AN_HOUR, NOON, HALF_A_DAY = 60, 12, 12 * 60

EARLIEST_MIDDAY, NIGHT_ENDS = 10 * 60, 5 * 60
"""Minutes since midnight before which "midday" means the later half of the day, and until which a night lasts."""

MOST_COUNTED = 100
"""The largest number of minutes, hours, days or weeks that is listened for."""

_MONTH_AND_DAY = re.compile(r"(\d\d)-(\d\d)")
_DAYS_ON = re.compile(r"\+(\d+)")


@cache
def times(language: Times) -> Mapping[str, str]:
    """Every time that is listened for, with its value: what is listed alone means that, whatever its hour would."""
    return dict(_said(language)) | language.alone


def plainest(language: Language) -> dict[str, tuple[str, ...]]:
    """By type of slot, what people say for it in the plainest sentences."""
    return {
        TIME: language.times.plainest,
        DATE: language.dates.plainest,
        DURATION: language.durations.plainest,
    }


@cache
def dates(language: Dates) -> Mapping[str, str]:
    """Every date that is listened for, with a value that `dated` makes that of AMAZON.DATE."""
    listed = {
        form.format(month=month, day=day, nth=nth): f"{number:02}-{day:02}"
        for number, month in enumerate(language.months, 1)
        for day, nth in enumerate(language.nths, 1)
        for form in language.forms
        if _is_a_day(number, day)
    }
    return listed | {alone: f"+{days}" for alone, days in language.alone.items()}


@cache
def durations(language: Durations, code: str) -> Mapping[str, str]:
    """Every duration that is listened for in a language, with its value."""
    spelled = RbnfEngine.for_language(code)
    numbers = [(str(n), plain(spelled.format_number(n).text), str(n)) for n in range(1, MOST_COUNTED + 1)]
    counted = {
        form.format(said): value.format(number)
        for form, value in language.forms.items()
        for *both, number in numbers
        for said in both
    }
    return counted | language.alone


def dated(value: str, today: date) -> str:
    """What AMAZON.DATE holds: the next day of that month, or so many days on. What is neither stays as it is."""
    if found := _DAYS_ON.fullmatch(value):
        return (today + timedelta(int(found[1]))).isoformat()
    if found := _MONTH_AND_DAY.fullmatch(value):
        month, day = int(found[1]), int(found[2])
        years = (year for year in range(today.year, today.year + 9) if _is_a_day(month, day, year))
        return next(due for due in (date(year, month, day) for year in years) if due >= today).isoformat()
    return value


def _is_a_day(month: int, day: int, year: int = 2000) -> bool:
    """Whether there is that day; in a leap year, where no other is named."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _said(language: Times) -> Iterator[tuple[str, str]]:
    noon = len(language.hours)  # 12, or 24 where the hours after noon have words of their own
    for hour, word in enumerate(language.hours):
        for spoken in (word, str(hour or noon % 24)):
            for form, minutes in language.forms.items():
                for part, hours in language.parts.items():
                    twelve = noon == NOON and hour == 0 and (minutes < 0 or not part)  # "twelve" alone is noon
                    minute = (60 * (hour + hours + twelve * NOON) + minutes) % MINUTES_A_DAY
                    minute = _about(minute, part, language, zero=noon > NOON and hour == 0)
                    said = form.format(hour=spoken)
                    yield f"{said} {part}".strip(), f"{minute // 60:02}:{minute % 60:02}"


def _about(minute: int, part: str, language: Times, *, zero: bool) -> int:
    """The time as it is meant in a part of the day that twelve stands in the middle of; `zero` is said to be zero."""
    if (part in language.midday and minute < EARLIEST_MIDDAY) or (not part and minute < AN_HOUR and not zero):
        return minute + HALF_A_DAY
    if part in language.midnight and HALF_A_DAY <= minute < HALF_A_DAY + NIGHT_ENDS:
        return minute - HALF_A_DAY
    return minute
