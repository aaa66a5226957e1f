"""Words worth saying next, for somebody who has never spoken to the skill. All are in the interaction model."""

from lower_back_release.content import content_for
from lower_back_release.dialogue.situation import Situation
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import Question
from simulator.echo.echo import Exchange

ASLEEP = (
    "Alexa, start lower back release",
    "Alexa, ask lower back release for knee hugs",
    "Alexa, ask lower back release for help",
)
IN_A_POSE = ("Alexa, pause", "Alexa, how many breaths are left", "Alexa, slower", "Alexa, next pose", "Alexa, stop")
WAITING = ("resume", "next pose", "repeat that", "help", "stop")
BETWEEN = ("next pose", "repeat that", "where am I", "stop")
ASKED = ("yes", "no", "what was that", "stop")


def suggestions(turn: Exchange | None) -> tuple[str, ...]:
    """What fits after a turn; None for an Echo nobody has spoken to."""
    if turn is None or not turn.open:
        return ASLEEP
    attributes = turn.response.get("sessionAttributes") or {}
    if attributes.get("awaited") in set(Question):
        return ASKED
    if (attributes.get("progress") or {}).get("runs") == Runs.LESSON:
        return IN_A_POSE
    return BETWEEN if attributes.get("awaited") in (Situation.BETWEEN, Situation.END) else WAITING


def likely(locale: str) -> str:
    """Sentences that are likely to be said, for a recogniser to expect: all suggestions, and the poses' names."""
    poses = (pose.name for pose in content_for(locale).routine.poses)
    return ". ".join(dict.fromkeys((*ASLEEP, *IN_A_POSE, *WAITING, *BETWEEN, *ASKED, *poses)))
