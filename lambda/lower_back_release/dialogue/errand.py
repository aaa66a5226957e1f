"""What an answer needs of somebody else first: the same command is answered anew, then, with the outcome.

The coach calls nobody. Whoever asks it for a turn runs the errand.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from lower_back_release.person.reminder import When


class Errands(StrEnum):
    """What may be asked for."""

    SET = auto()
    """Set a reminder, in place of any other of ours."""
    CANCEL = auto()
    """Delete every reminder of ours."""
    TELL = auto()
    """Look which reminders of ours there are."""
    CLOCK = auto()
    """Look what time it is where the device is."""


@dataclass(frozen=True)
class Errand:
    """Something to be done before there is an answer."""

    what: Errands
    when: When | None = None
    """When a reminder is to be that is set."""


class Result(StrEnum):
    """What came of it."""

    DONE = auto()
    NOT_ALLOWED = auto()
    """They haven't given their permission."""
    UNSUPPORTED = auto()
    """The device can't remind anybody."""
    TOO_MANY = auto()
    """There are as many reminders as there may be."""
    PAST = auto()
    """The time is over."""
    NO_TIME_ZONE = auto()
    """The device doesn't tell what time it is where it is."""
    NOT_TAKEN = auto()
    """It was refused, for no reason that is known here."""
    UNREACHABLE = auto()
    """Nobody answered, or not in time."""


@dataclass(frozen=True)
class Outcome:
    """What came of an errand."""

    result: Result
    reminders: tuple[When, ...] = ()
    """Those there are, or were until they were deleted or replaced; without a time where that can't be read."""
    now: datetime | None = None
    """What the clock of the device says, where that was looked for; without a time zone."""
