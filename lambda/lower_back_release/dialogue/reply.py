"""What the coach says."""

from dataclasses import dataclass
from enum import StrEnum, auto

from lower_back_release.dialogue.errand import Errand
from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.timeline import Timeline, Whereabouts
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import Progress


class Permission(StrEnum):
    """How somebody is asked for the permission to remind them."""

    BY_VOICE = auto()
    """Alexa asks them, once the answer has been said; nothing else is awaited then."""
    BY_CARD = auto()
    """They find a card in the Alexa app."""


@dataclass(frozen=True)
class Reply:
    """What is said, where it ends, and what is awaited there."""

    said: Timeline
    end: Whereabouts
    """Where one is when all of it has been heard."""
    leads: bool = False
    """Whether it leads through the routine, and doesn't only say something."""
    awaits: Situation | Question | None = None
    """What one waits for then: the answer to a question, else where the conversation stands; None where it ends."""
    reprompt: Timeline | None = None
    """Said if nobody answers; None where the conversation ends."""
    flows: bool = False
    """Whether a screen begins the next part by itself, before anybody need answer."""
    forget: bool = False
    """Whether everything kept of the person is to be deleted."""
    errand: Errand | None = None
    """What is to be done first: then the same command is answered with the outcome, and this isn't said."""
    permission: Permission | None = None
    """How they are asked for their permission, where that is missing."""
    wish: str = ""
    """When they want to be reminded, for whoever goes on once that is given."""


Answer = tuple[Progress, Reply]
