"""Templates to words, and words to cues."""

from lower_back_release.practice.routine import Routine
from lower_back_release.practice.sayings import Line
from lower_back_release.practice.speaking_time import speaking_time
from lower_back_release.practice.timeline import Cue, Place, Timeline


def fill(template: str, place: Place, routine: Routine, **named: str) -> str:
    """A template with the words of its place, and others by name, put in; with a capital letter in front."""
    pose = routine.pose(place.pose)
    side = pose.sides[place.side] if pose.sides else None
    words = {"side": side.side, "other": side.other} if side else {}
    return sentence(template.format(called=pose.called, breath=routine.number(place.breath), **words, **named))


def sentence(words: str) -> str:
    """Words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def line(said: Line, place: Place, routine: Routine, **named: str) -> Cue:
    """A line as it is heard at a place."""
    words = fill(said.say, place, routine, **named)
    spoken = speaking_time(words, routine.voice)
    return Cue(words, spoken, round(spoken + said.wait, 3), place)


def lines(said: tuple[Line, ...], place: Place, routine: Routine, **named: str) -> Timeline:
    """Lines, one after the other, at one place."""
    return Timeline(tuple(line(one, place, routine, **named) for one in said))
