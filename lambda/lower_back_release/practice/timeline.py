"""What is heard when, and where one is after so many seconds of it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from lower_back_release.practice.breath import Phase


class Stage(StrEnum):
    """What one is doing in a pose."""

    SETUP = "setup"
    """Getting into it, or into its next side."""
    HOLD = "hold"
    """Breathing in it."""
    WAY_OUT = "way_out"
    """Coming out of it."""
    REST = "rest"
    """The counterpose or rest that follows it."""
    BREAK = "break"
    """The answer had to end inside the pose: waiting to be told to go on."""
    DONE = "done"
    """The pose is done: waiting to be told to go on."""


@dataclass(frozen=True)
class Place:
    """Where somebody is in the routine."""

    pose: str
    """The pose's id."""
    side: int = 0
    """Which time the pose is held, from 0."""
    stage: Stage = Stage.SETUP
    breath: int = 0
    """In a hold or rest, the breath one is in, from 1. In a setup or break, the one to go on with; 0 for the first."""
    phase: Phase | None = None
    """In a hold or rest, the half of the breath."""


@dataclass(frozen=True)
class Cue:
    """Words, and the silence that follows them."""

    words: str
    """Empty where there is only silence."""
    spoken: float
    """Seconds the words take."""
    seconds: float
    """Seconds until the next cue, words and silence together."""
    place: Place
    """Where one is meanwhile."""

    @property
    def silence(self) -> float:
        """Seconds left when the words have been said."""
        return round(self.seconds - self.spoken, 3)


@dataclass(frozen=True)
class Timeline:
    """Cues, one after the other. All seconds are whole milliseconds."""

    cues: tuple[Cue, ...] = ()

    def __add__(self, other: "Timeline") -> "Timeline":
        return Timeline(self.cues + other.cues)

    @cached_property
    def ends(self) -> tuple[float, ...]:
        """When each cue ends, in seconds from the beginning."""
        return tuple(ms / 1000 for ms in accumulate(round(cue.seconds * 1000) for cue in self.cues))

    @property
    def seconds(self) -> float:
        """The length of it all."""
        return self.ends[-1] if self.cues else 0.0

    @property
    def starts(self) -> tuple[float, ...]:
        """When each cue begins, in seconds from the beginning."""
        return (0.0, *self.ends[:-1]) if self.cues else ()

    def at(self, seconds: float) -> Place:
        """Where one is so many seconds in: at the first place before the beginning, at the last one after the end.

        Raises IndexError where there are no cues.
        """
        return self.cues[min(bisect_right(self.ends, seconds), len(self.cues) - 1)].place


def join(timelines: Iterable[Timeline]) -> Timeline:
    """Timelines, one after the other."""
    return Timeline(tuple(cue for timeline in timelines for cue in timeline.cues))
