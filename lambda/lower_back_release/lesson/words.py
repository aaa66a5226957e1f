"""Templates to words, and words to cues."""

import re
from dataclasses import dataclass

from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Held, Line, Pose, Routine
from lower_back_release.lesson.speaking_time import speaking_time
from lower_back_release.lesson.timeline import Cue, Place, Stage, Timeline, Whereabouts

_BETWEEN = re.compile(r"(?<=[.!?]) ")


@dataclass(frozen=True)
class Said:
    """A line with everything filled in."""

    words: str
    wait: float = 0.5
    """Seconds of silence after the words."""


def apart(words: str) -> list[str]:
    """The sentences of words, each for itself."""
    return _BETWEEN.split(words)


def sentence(words: str) -> str:
    """Words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def held_at(place: Place, routine: Routine) -> Held:
    """The pose one is in at a place, or the rest that follows it. Raises KeyError of a pose this routine hasn't."""
    pose = routine.pose(place.pose)
    return pose.rest if place.rest and pose.rest else pose


def done_with(pose: Pose) -> Place:
    """Where somebody is who has done a pose on every side, or is through with it for now."""
    return Place(pose.id, pose.sides_count - 1, Stage.DONE)


def shape_at(place: Place, routine: Routine) -> Shape:
    """The shape one is in, or comes to, at a place."""
    return Shape(held_at(place, routine).id, 0 if place.rest else place.side)


def fill(template: str, shape: Shape, routine: Routine, **named: str) -> str:
    """A template's sentence: {called} is the shape's pose or rest, {side} and {other} are its side's words."""
    held = routine.held_in(shape)
    side = held.sides[shape.side] if held.sides else None
    words = {"side": side.side, "other": side.other} if side else {}
    return sentence(template.format(called=held.called, **words, **named))


def cue(said: Said, place: Place, posture: Posture, routine: Routine, *, timed: bool = False) -> Cue:
    """Words as they are heard at a place, by somebody they don't move.

    `timed` is of words after which something has its time, such as breaths: they have the room that there is.
    """
    spoken = speaking_time(said.words, routine.voice)
    seconds = routine.voice.lasting(spoken, said.wait) if timed else round(spoken + said.wait, 3)
    return Cue(said.words, spoken, seconds, place, posture, posture)


def lines(
    said: tuple[Line, ...], shape: Shape, at: Whereabouts, routine: Routine, leads_to: Place | None = None, **named: str
) -> Timeline:
    """Lines of a shape's, one after the other, at one place: each leaves the body as it says.

    `at` is where somebody is and how they lie before the first, `leads_to` where they are when they have done them, if
    elsewhere.
    """
    cues, posture = [], at.posture
    for line in said:
        words = fill(line.say, shape, routine, **named)
        spoken = speaking_time(words, routine.voice)
        after = left_by(line, shape, posture)
        cues.append(Cue(words, spoken, routine.voice.lasting(spoken, line.wait), at.place, posture, after, leads_to))
        posture = after
    return Timeline(tuple(cues))


def left_by(line: Line, shape: Shape, posture: Posture) -> Posture:
    """How one lies who has done what a line of a shape's says."""
    if line.takes:
        return Posture(line.takes, shape)
    return Posture(line.leaves) if line.leaves else posture
