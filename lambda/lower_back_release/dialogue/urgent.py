"""Commands of somebody who should stop for today, or needs help now. Nothing of them is kept.

Each brings one out of the pose, says the one thing to do, and ends: then Alexa's own ears are free to call somebody.
"""

from dataclasses import dataclass
from typing import Annotated

from lower_back_release.dialogue.moving import finish
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.gaps import Gaps


@dataclass(frozen=True)
class UrgentWords:
    """What is said to somebody who should stop."""

    number: Annotated[str, Gaps(alone=True)]
    """Whom to call in an emergency, as it is said."""
    emergency: Annotated[str, Gaps("number")]
    hurts_badly: str
    numb: str
    faint: str


@command(Theme.CARING, "Tells you to call for help; it can't call for you")
def emergency(turn: Turn) -> Answer:
    """Out of the pose, and whom to call."""
    words = turn.words.of(UrgentWords)
    return finish(turn, turn.say(words.emergency, number=words.number))


@command(Theme.CARING, "Eases you out of the pose at once, and ends for today")
def hurts_badly(turn: Turn) -> Answer:
    """Out of the pose, and an end for today."""
    return finish(turn, turn.say(turn.words.of(UrgentWords).hurts_badly))


@command(Theme.CARING, "The same, and tells what is an emergency")
def numb(turn: Turn) -> Answer:
    """Out of the pose, an end for today, and when numbness or weakness is an emergency: told, never asked."""
    return finish(turn, turn.say(turn.words.of(UrgentWords).numb))


@command(Theme.CARING, "Has you lie until it passes, and ends for today")
def faint(turn: Turn) -> Answer:
    """Out of the pose, down until it passes, and an end for today."""
    return finish(turn, turn.say(turn.words.of(UrgentWords).faint))
