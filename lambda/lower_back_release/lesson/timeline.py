"""What is heard when, where one is after so many seconds of it, and how the body then lies."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.posture import Posture

MOVE_DONE = 0.5
"""The share of a line's wait after which what it asked for is done: a wait is as long as a slow body needs, so that
half of it is the middle between those who were quick and those who weren't."""


class Stage(StrEnum):
    """What one is doing in a pose or rest."""

    SETUP = "setup"
    """Getting into it, or into its next side."""
    HOLD = "hold"
    """Breathing in it."""
    WAY_OUT = "way_out"
    """Coming out of it."""
    DONE = "done"
    """The pose is done, and the rest that belongs to it: waiting to be told to go on."""


@dataclass(frozen=True)
class Place:
    """Where somebody is in the routine."""

    pose: str
    """The pose's id."""
    side: int = 0
    """Which time the pose is held, from 0."""
    stage: Stage = Stage.SETUP
    rest: bool = False
    """Whether it is the rest that follows the pose."""
    step: int = 0
    """The step of the setup one is at, from 1; 0 on the way to where it begins, and in any other stage."""
    breath: int = 1
    """The breath of the hold one is in, or comes to next, from 1."""
    phase: Phase | None = None
    """In a hold, the half of the breath."""
    waits: bool = False
    """Whether an answer ended here, with more of the pose to come: waiting to be told to go on."""

    @property
    def to_hold(self) -> bool:
        """Whether there is a hold here, going on or still to come."""
        return self.stage in (Stage.SETUP, Stage.HOLD)


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody is, in the routine and on the floor."""

    place: Place
    posture: Posture


@dataclass(frozen=True)
class Cue:
    """Words, and the silence that follows them."""

    words: str
    """Empty where there is only silence."""
    spoken_seconds: float
    """Seconds the words take."""
    seconds: float
    """Seconds until the next cue, words and silence together."""
    place: Place
    """Where one is meanwhile."""
    before: Posture = field(default_factory=Posture)
    """How one lies when the words begin."""
    after: Posture = field(default_factory=Posture)
    """How one lies when one has done what they say."""
    leads_to: Place | None = None
    """Where one is when one has done what they say, where that is another step."""

    @classmethod
    def quiet(cls, seconds: float, place: Place, posture: Posture) -> "Cue":
        """Nothing said, and nobody moved, for so many seconds."""
        return cls("", 0.0, seconds, place, posture, posture)

    @property
    def silence_seconds(self) -> float:
        """Seconds left when the words have been said."""
        return round(self.seconds - self.spoken_seconds, 3)

    @property
    def done(self) -> Whereabouts:
        """Where one is, having done what the words say."""
        return Whereabouts(self.leads_to or self.place, self.after)

    def at(self, seconds: float) -> Whereabouts:
        """Where one is so many seconds after the words began."""
        if seconds >= self.spoken_seconds + MOVE_DONE * self.silence_seconds:
            return self.done
        return Whereabouts(self.place, self.before.during(self.after))


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

    def leaves(self, posture: Posture) -> Posture:
        """How one lies at its end, who lay so at its beginning."""
        return self.cues[-1].after if self.cues else posture

    def at(self, seconds: float) -> Whereabouts:
        """Where one is so many seconds in. Before the first word nothing is done, after the end everything.

        Raises IndexError where there are no cues.
        """
        if seconds < 0:
            return Whereabouts(self.cues[0].place, self.cues[0].before)
        index = self._index(seconds)
        return self.cues[index].at(seconds - self.starts[index])

    def once_done(self, seconds: float) -> Whereabouts:
        """Where one is so many seconds in who has done what was said by then: as far as the words have been heard.

        Raises IndexError as `at`.
        """
        if seconds < 0:
            return self.at(seconds)
        index = self._index(seconds)
        cue, into = self.cues[index], seconds - self.starts[index]
        return cue.done if into >= cue.spoken_seconds else cue.at(into)

    def _index(self, seconds: float) -> int:
        return min(bisect_right(self.ends, seconds), len(self.cues) - 1)


def join(timelines: Iterable[Timeline]) -> Timeline:
    """Timelines, one after the other."""
    return Timeline(tuple(cue for timeline in timelines for cue in timeline.cues))
