"""Times of day as they are said, and what AMAZON.TIME makes of them.

Amazon's "Slot Type Reference" has a time as "04:00", and a part of the day as "MO", "AF", "EV" or "NI". What it makes
of "eight" alone was not found: here it is eight in the morning.
"""

from collections.abc import Iterator, Mapping
from functools import cache

TIME = "AMAZON.TIME"

HOURS = (
    *("twelve", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven"),
)
"""The hours of a clock in words, by their number of hours after twelve."""

MINUTES: Mapping[str, int] = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty five": 45}

HALVES: Mapping[str, int] = {
    **dict.fromkeys(("", " o'clock", " a m", " am", " in the morning"), 0),
    **dict.fromkeys((" p m", " pm", " in the afternoon", " in the evening", " at night", " tonight"), 12),
}
"""What comes after an hour, and the hours that it adds."""

ALONE: Mapping[str, str] = {
    **{"noon": "12:00", "midday": "12:00", "midnight": "00:00"},
    **{"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"},
    **{f"the {part}": value for part, value in (("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"))},
}

PLAINEST = ("eight", "seven thirty", "nine in the evening")
"""Times in the sentences that near misses are compared with."""


@cache
def times() -> Mapping[str, str]:
    """Every time that is listened for, with its value."""
    return dict(ALONE) | dict(_said())


def _said() -> Iterator[tuple[str, str]]:
    for hour, word in enumerate(HOURS):
        number = str(hour or 12)
        for after, more in HALVES.items():
            yield f"{word}{after}", _value(hour + more, 0)
            yield f"{number}{after}", _value(hour + more, 0)
            for said, minute in MINUTES.items():
                yield f"{word} {said}{after}", _value(hour + more, minute)
                yield f"{number} {minute}{after}", _value(hour + more, minute)
            yield f"{number} 00{after}", _value(hour + more, 0)
            yield f"half past {word}{after}", _value(hour + more, 30)
            yield f"quarter past {word}{after}", _value(hour + more, 15)


def _value(hour: int, minute: int) -> str:
    return f"{hour % 24:02}:{minute:02}"
