"""Commands that do or say something once more."""

import re
from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue.moving import MovingWords, begin
from lower_back_release.dialogue.registry import Theme, command, registered
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.lesson.words import Said, apart
from lower_back_release.person.progress import Progress


@dataclass(frozen=True)
class RepeatingWords:
    """What is said once more."""

    side_again: str
    in_the_pose: Annotated[str, Gaps("recap")]
    """How a pose is done, to somebody who isn't in it."""
    asking: tuple[str, ...]
    """Words of which a sentence that asks for an answer has one, where it has no question mark."""

    def asks(self, sentence: str) -> bool:
        """Whether a sentence asks for an answer, so that it can be the last one before we listen."""
        return "?" in sentence or any(re.search(rf"\b{word}\b", sentence, re.IGNORECASE) for word in self.asking)


@command(Theme.MOVING, "Does this side again", needs_place=True)
def repeat_side(turn: Turn) -> Answer:
    """This side of the pose, from its setup."""
    if turn.here.rest or not turn.pose.sides:
        return repeat_pose(turn)
    return turn.go(Place(turn.here.pose, turn.side), turn.say(turn.words.of(RepeatingWords).side_again))


@command(Theme.MOVING, "Does the whole pose again", needs_place=True)
def repeat_pose(turn: Turn) -> Answer:
    """This pose, from its setup, in full."""
    return begin(turn, turn.pose, again=True, progress=forgetting_pose(turn))


@command(Theme.ASKING, "Says again what was just said", in_a_rest=True)
def say_again(turn: Turn) -> Answer:
    """The last thing said: an answer, a question, a step of a setup, a reminder; else, in a hold, how the pose goes."""
    asked = registered().get(turn.owed.asked)
    if asked and asked.anew and (turn.begun or not asked.needs_place) and turn.last_said == turn.owed.said:
        progress, reply = asked.answer(asked.turn_for(turn))
        return progress.with_owed(asked=turn.owed.asked), reply
    again = [Said(words) for words in turn.last_said]
    if turn.paused:
        return turn.stand_by(*again)
    if turn.goes_on and turn.here.waits:  # in the pose, and told to say next
        return turn.go(turn.here)
    if not turn.running:
        asks = bool(again) and turn.words.of(RepeatingWords).asks(apart(again[-1].words)[-1])
        return turn.wait(*again, *(() if asks else (turn.prompt(),)), question=turn.question)
    if turn.here.stage is Stage.HOLD and not again:
        return turn.go(turn.here, Said(turn.remarked) if turn.remarked else recap(turn))
    return turn.go(turn.here, *again)


@command(
    Theme.ASKING,
    "Says the setup again, or how the pose goes; between poses, does the whole pose again",
    needs_place=True,
    in_a_rest=True,
)
def repeat(turn: Turn) -> Answer:
    """In layers: between poses the pose, in the setup the setup, in the hold one line of what to do."""
    here = turn.here
    if turn.question:
        return say_again(turn)
    match here.stage:
        case Stage.DONE:
            return begin(turn, turn.pose, turn.say(turn.words.of(MovingWords).again), announce=False)
        case Stage.SETUP if here.waits:  # before the other side, or before the rest: what has just been done
            return repeat_side(turn)
        case Stage.SETUP if turn.progress.owed.left:  # whoever has left it isn't led back in unasked
            return turn.carry_on(recap(turn))
        case Stage.SETUP:
            # A rest is always told in full.
            return turn.go(replace(here, step=0), progress=turn.progress if here.rest else forgetting_pose(turn))
        case Stage.HOLD:
            return turn.carry_on(recap(turn))
        case _:
            return turn.carry_on()


def recap(turn: Turn) -> Said:
    """The pose or rest in one line, for somebody who is in it or isn't."""
    gentler = turn.progress.course.variation is Variation.GENTLER
    said = turn.say(turn.held.recap_gentler if gentler else turn.held.recap)
    return said if turn.in_shape else turn.say(turn.words.of(RepeatingWords).in_the_pose, recap=said.words)


def forgetting_pose(turn: Turn) -> Progress:
    """Progress in which this pose isn't known, so that its setup is told in full."""
    return replace(turn.progress, history=turn.progress.history.forgetting(turn.here.pose))
