"""Words worth saying next, for somebody who has never spoken to the skill. All are in the interaction model."""

from lower_back_release.content import content_for
from simulator.echo.echo import Exchange
from simulator.echo.performance import Doing, stays, waiting

ASLEEP = (
    "Alexa, start lower back release",
    "Alexa, ask lower back release for knee hugs",
    "Alexa, ask lower back release for help",
)
LED = ("Alexa, pause", "Alexa, how many breaths are left", "Alexa, slower", "Alexa, next pose", "Alexa, stop")
"""While an answer leads somebody through a pose."""

WAITING = {
    Doing.NEW: ("start", "which poses are there", "help", "stop"),
    Doing.INSIDE: ("go on", "repeat that", "where am I", "stop"),
    Doing.BETWEEN: ("next pose", "repeat that", "where am I", "stop"),
    Doing.PAUSED: ("resume", "where am I", "help", "stop"),
    Doing.ASKED: ("yes", "no", "what was that", "stop"),
    Doing.END: ("start over", "knee hugs again", "thank you", "stop"),
}
"""Where somebody waits, and what they are asked."""


def while_led(turn: Exchange) -> tuple[str, ...]:
    """What fits while an answer is heard."""
    return LED if stays(turn) else once_over(turn)


def once_over(turn: Exchange | None) -> tuple[str, ...]:
    """What fits after a turn; None for an Echo nobody has spoken to."""
    if turn is None or not turn.open:
        return ASLEEP
    where = waiting(turn)
    return WAITING[where.doing] if where else LED


def likely(locale: str) -> str:
    """Sentences that are likely to be said, for a recogniser to expect: all suggestions, and the poses' names."""
    poses = (pose.name for pose in content_for(locale).routine.poses)
    waiting_for = (words for each in WAITING.values() for words in each)
    return ". ".join(dict.fromkeys((*ASLEEP, *LED, *waiting_for, *poses)))
