"""Times of day as they are said, and what AMAZON.TIME makes of them.

Amazon's "Slot Type Reference" has a time as "04:00", and a part of the day as "MO", "AF", "EV" or "NI". What it makes
of "eight" alone was not found: here it is eight in the morning.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from simulator.languages import Times

TIME = "AMAZON.TIME"

MINUTES_A_DAY = 24 * 60


@cache
def times(language: Times) -> Mapping[str, str]:
    """Every time that is listened for, with its value: what is listed alone means that, whatever its hour would."""
    return dict(_said(language)) | language.alone


def _said(language: Times) -> Iterator[tuple[str, str]]:
    noon = len(language.hours)  # 12, or 24 where the hours after noon have words of their own
    for hour, word in enumerate(language.hours):
        for spoken in (word, str(hour or noon % 24)):
            for form, minutes in language.forms.items():
                for part, hours in language.parts.items():
                    minute = (60 * (hour + hours) + minutes) % MINUTES_A_DAY
                    said = form.format(hour=spoken)
                    yield f"{said} {part}".strip(), f"{minute // 60:02}:{minute % 60:02}"
