"""What the coach says."""

from dataclasses import dataclass

from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.timeline import Timeline, Whereabouts
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import Progress


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


Answer = tuple[Progress, Reply]
