"""How much may be said in one answer."""

from dataclasses import dataclass
from html import escape
from math import ceil

from lower_back_release.practice.timeline import Timeline

LONGEST_BREAK = 10.0
"""Seconds of silence one SSML break may hold (Amazon's SSML reference); longer ones are stacked."""

CHARACTERS_A_CUE = 8
"""Characters of markup around a cue's words, at most."""

INTRO_CHARACTERS = 800
"""Characters kept free for what comes before an answer's part of the routine; the longest has about 500."""

CHARACTERS_A_BREAK = len('<break time="10000ms"/>')


@dataclass(frozen=True)
class Budget:
    """The most that one answer may hold."""

    seconds: float = 240.0
    """Amazon caps recorded sound at this, and says nothing of speech with pauses: so we keep to it."""
    characters: int = 8000
    """Amazon's limit for the SSML of an answer, markup counted."""

    def holds(self, timeline: Timeline) -> bool:
        """Whether all of it fits."""
        return timeline.seconds <= self.seconds and characters(timeline) <= self.characters


BUDGET = Budget()


def characters(timeline: Timeline) -> int:
    """An upper bound of the timeline's length in SSML."""
    return CHARACTERS_A_BREAK + sum(
        len(escape(cue.words)) + CHARACTERS_A_CUE + CHARACTERS_A_BREAK * ceil(cue.silence / LONGEST_BREAK)
        for cue in timeline.cues
    )
