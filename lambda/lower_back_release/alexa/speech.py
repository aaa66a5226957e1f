"""A timeline as Alexa is to speak it, and how much of it she takes."""

import os
from collections.abc import Iterator
from math import ceil

from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.timeline import Timeline

LONGEST_BREAK_SECONDS = 10.0
"""Seconds of silence one SSML break may hold (Amazon's SSML reference); longer ones are stacked."""

CHARACTERS_A_BREAK = len('<break time="10000ms"/>')

CHARACTERS_A_CUE = 8
"""Characters of markup around a cue's words, at most."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""xml.sax.saxutils has these too, and half of the standard library's network with them, in every cold start."""


def ssml(timeline: Timeline) -> str:
    """The words, each followed by breaks as long as its silence to the millisecond; "" where nothing is heard."""
    pieces = [
        piece
        for cue in timeline.cues
        for piece in (cue.words.translate(_ESCAPES), *_breaks(cue.silence_seconds))
        if piece
    ]
    return f"<speak>{' '.join(pieces)}</speak>" if pieces else ""


def characters(timeline: Timeline) -> int:
    """An upper bound of the timeline's length in SSML."""
    return CHARACTERS_A_BREAK + sum(
        len(cue.words.translate(_ESCAPES))
        + CHARACTERS_A_CUE
        + CHARACTERS_A_BREAK * ceil(cue.silence_seconds / LONGEST_BREAK_SECONDS)
        for cue in timeline.cues
    )


MOST_CHARACTERS = 8000
"""Amazon's limit for the SSML of an answer, markup counted."""

MOST_SECONDS = 240
"""Amazon caps recorded sound at so many seconds, and says nothing of speech with pauses: so we keep to it."""

FEWEST_SECONDS = 90
"""What Amazon's design guide allows a turn that awaits an answer; with less, one side of a pose would come apart."""


def budget(seconds: int) -> Budget:
    """The most that one answer may hold. Raises ValueError of fewer seconds, or more, than we would speak."""
    if not FEWEST_SECONDS <= seconds <= MOST_SECONDS:
        raise ValueError(f"an answer has {FEWEST_SECONDS} to {MOST_SECONDS} seconds, and not {seconds}")
    return Budget(seconds, MOST_CHARACTERS, characters)


BUDGET = budget(int(os.environ.get("ANSWER_SECONDS") or MOST_SECONDS))
"""What it is where this runs: the template's AnswerSeconds. With 170, an answer leads through a side of a pose, and
waits for "next" before the other one."""


def _breaks(seconds: float) -> Iterator[str]:
    """One break, or several in a row where the silence is longer than a break may be."""
    left, longest = round(seconds * 1000), round(LONGEST_BREAK_SECONDS * 1000)
    while left > 0:
        yield f'<break time="{min(left, longest)}ms"/>'
        left -= longest
