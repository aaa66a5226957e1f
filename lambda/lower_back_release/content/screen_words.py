"""What is written on a screen, or on a card in the app, besides what is said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Headings:
    """Above the name of the pose one waits in: why one waits."""

    new: str
    paused: str
    inside: str
    between: str
    end: str
    question: str
    which_pose: str
    remind_when: str


@dataclass(frozen=True)
class Choices:
    """The words to say, shown to be said or touched."""

    next: str
    go_on: str
    repeat: str
    resume: str
    pause: str
    start: str
    yes: str
    no: str
    stop: str


@dataclass(frozen=True)
class ScreenWords:
    """The words that are only seen."""

    of: str
    """After the number of the breath: of how many."""
    headings: Headings
    choices: Choices
    card: str
