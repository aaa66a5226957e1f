"""Words worth saying next, for somebody who has never spoken to the skill. All are in the interaction model."""

from lower_back_release.content import routine_for
from simulator.echo import Turn

ASLEEP = (
    "Alexa, start lower back release",
    "Alexa, ask lower back release for knee hugs",
    "Alexa, ask lower back release for help",
)
IN_A_POSE = ("Alexa, pause", "Alexa, how many breaths are left", "Alexa, slower", "Alexa, next pose", "Alexa, stop")
WAITING = ("resume", "next pose", "repeat that", "help", "stop")
BETWEEN = ("next pose", "repeat that", "where am I", "stop")


def suggestions(turn: Turn | None) -> tuple[str, ...]:
    """What fits after a turn; None for an Echo nobody has spoken to."""
    if turn is None or not turn.open:
        return ASLEEP
    progress = (turn.response.get("sessionAttributes") or {}).get("progress") or {}
    if "began" in progress:
        return IN_A_POSE
    return WAITING if progress.get("stage") == "hold" else BETWEEN


def likely(locale: str) -> str:
    """Sentences that are likely to be said, for a recogniser to expect: all suggestions, and the poses' names."""
    poses = (pose.name for pose in routine_for(locale).poses)
    return ". ".join(dict.fromkeys((*ASLEEP, *IN_A_POSE, *WAITING, *BETWEEN, *poses)))
