"""What a person may wish for."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Wanted(StrEnum):
    """The kinds of wish."""

    LAUNCH = auto()
    """To be let in: "start lower back release"."""
    START = auto()
    """The routine, from its first pose."""
    NEXT = auto()
    PREVIOUS = auto()
    GO_TO = auto()
    """The pose named."""
    REPEAT = auto()
    """Whatever was just said or done, in layers: the pose, the setup, or how the hold goes."""
    REPEAT_POSE = auto()
    REPEAT_SIDE = auto()
    OTHER_SIDE = auto()
    PAUSE = auto()
    RESUME = auto()
    PACE = auto()
    """The pace named, or "slower" or "faster"."""
    BREATHS = auto()
    """The number of breaths a side."""
    HOLD_LONGER = auto()
    """The number of breaths more."""
    BREATHS_LEFT = auto()
    TIME_LEFT = auto()
    WHERE = auto()
    WHICH_SIDE = auto()
    HOW_TO = auto()
    """How this pose is done."""
    GOOD_FOR = auto()
    """What this pose is good for."""
    GENTLER = auto()
    DEEPER = auto()
    CANNOT = auto()
    """This pose can't be done today."""
    HURTS = auto()
    HURTS_BADLY = auto()
    """Pain that isn't a stretch: sharp, numb, shooting."""
    WHICH_POSES = auto()
    WHATS_NEXT = auto()
    """Which pose comes next."""
    IS_IT_SAFE = auto()
    """Whether these poses are right for somebody like them."""
    HOW_LONG = auto()
    """How long the routine takes."""
    LEAVE_OUT = auto()
    """Without the pose named, this time."""
    ONLY_FIRST = auto()
    """Only so many poses, this time."""
    WITHIN = auto()
    """Only as many poses as fit into so many minutes, this time."""
    ALL_POSES = auto()
    """All five again."""
    LESS_GUIDANCE = auto()
    MORE_GUIDANCE = auto()
    KEEP_GOING = auto()
    """From pose to pose without being told to, from here on."""
    READY = auto()
    """To go on, from whatever one was getting into or waiting in."""
    YES = auto()
    NO = auto()
    THANKS = auto()
    FORGET_ME = auto()
    """That everything kept of one be deleted."""
    HELP = auto()
    STOP = auto()
    LEAVE = auto()
    """To go at once, without a word."""
    NOT_UNDERSTOOD = auto()
    """Words that mean nothing to us."""


@dataclass(frozen=True)
class Wish:
    """A wish, and what it names."""

    wanted: Wanted
    pose: str | None = None
    """The id of the pose named; None where none was, or none we know."""
    pace: str | None = None
    """"slow", "gentle", "quick", "slower" or "faster"; None where none was named, or none we know."""
    number: int | None = None
    """The number named; None where none was."""
