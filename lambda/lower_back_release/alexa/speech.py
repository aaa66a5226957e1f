"""A timeline as Alexa is to speak it, and how much of it she takes."""

from collections.abc import Iterator
from math import ceil
from xml.sax.saxutils import escape

from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.timeline import Timeline

LONGEST_BREAK_SECONDS = 10.0
"""Seconds of silence one SSML break may hold (Amazon's SSML reference); longer ones are stacked."""

CHARACTERS_A_BREAK = len('<break time="10000ms"/>')

CHARACTERS_A_CUE = 8
"""Characters of markup around a cue's words, at most."""


def ssml(timeline: Timeline) -> str:
    """The words, each followed by breaks as long as its silence to the millisecond; "" where nothing is heard."""
    pieces = [piece for cue in timeline.cues for piece in (escape(cue.words), *_breaks(cue.silence_seconds)) if piece]
    return f"<speak>{' '.join(pieces)}</speak>" if pieces else ""


def characters(timeline: Timeline) -> int:
    """An upper bound of the timeline's length in SSML."""
    return CHARACTERS_A_BREAK + sum(
        len(escape(cue.words))
        + CHARACTERS_A_CUE
        + CHARACTERS_A_BREAK * ceil(cue.silence_seconds / LONGEST_BREAK_SECONDS)
        for cue in timeline.cues
    )


BUDGET = Budget(seconds=240.0, characters=8000, count=characters)
"""Amazon caps recorded sound at 240 s, and says nothing of speech with pauses: so we keep to it. 8,000 characters is
its limit for the SSML of an answer, markup counted."""


def _breaks(seconds: float) -> Iterator[str]:
    """One break, or several in a row where the silence is longer than a break may be."""
    left, longest = round(seconds * 1000), round(LONGEST_BREAK_SECONDS * 1000)
    while left > 0:
        yield f'<break time="{min(left, longest)}ms"/>'
        left -= longest
