"""Yes, no, and other short words, which mean what was asked before them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue import caring, moving, reminding
from lower_back_release.dialogue.getting_up import HURT_SINCE, good, is_getting_up
from lower_back_release.dialogue.registry import Answering, Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.situation import Situation
from lower_back_release.dialogue.turn import PausingWords, Turn
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.owed import Question


@dataclass(frozen=True)
class AnsweringWords:
    """What is said to yes, no and thanks."""

    yes: str
    ready: str
    done: str
    """In a hold, to somebody who is ready, or done."""
    no: str
    no_hurry: str
    no_stop: str
    no_more: str
    """The same, to somebody whom it has hurt too often to try again."""
    no_start: str
    thanks: str
    glad: str
    """To somebody whom it doesn't hurt any more."""
    forgotten: str
    not_forgotten: str
    still_kept: Annotated[str, Gaps(alone=True)]
    """Where something should have been forgotten, and couldn't be."""
    trouble: Annotated[str, Gaps(alone=True)]
    """Where something failed that is none of theirs."""


@command(Theme.ANSWERING, "Says yes to what was asked; where nothing was, goes on")
def yes(turn: Turn) -> Answer:
    """To the question that is open; else to going on, but while one is getting up it may mean that all is well."""
    if is_getting_up(turn):
        return good(turn)
    return ANSWERS[turn.question or turn.situation].yes(turn.answered)


@command(Theme.ANSWERING, "Is glad of it; where it waited, goes on", in_a_rest=True)
def fine(turn: Turn) -> Answer:
    """On, for somebody who is well; it is no answer to a question that isn't about that."""
    on = turn.question in (None, Question.MOVE_ON, Question.REST_INSTEAD, Question.GO_ON_WITH)
    return (
        yes(turn)
        if on and turn.owed.asked != HURT_SINCE
        else turn.stand_by(turn.say(turn.words.of(AnsweringWords).glad))
    )


@command(Theme.ANSWERING, "Says no to what was asked")
def no(turn: Turn) -> Answer:
    """To the question that is open; else to going on."""
    return ANSWERS[turn.question or turn.situation].no(turn.answered)


@command(Theme.MOVING, "Goes on from whatever you were getting into or waiting in")
def ready(turn: Turn) -> Answer:
    """On: past the move one was told, from within the shape to the hold, from where one waits to what is next."""
    done = turn
    if not turn.long_away:
        done = replace(turn, progress=turn.progress.with_course(posture=turn.once_done.posture))
    if turn.question in (Question.FORGET, Question.GENTLER):  # which take a yes: who is done wants no more of it
        return turn.stand_by()
    words = turn.words.of(AnsweringWords)
    if turn.running and turn.question is None and turn.here.stage is Stage.HOLD and turn.here.breath > 1:
        return turn.carry_on(turn.say(words.done))  # with the move, or with the pose: nobody can tell
    if not (turn.running and turn.here.stage in (Stage.SETUP, Stage.WAY_OUT)):
        return yes(done)
    if turn.in_shape and turn.here.stage is Stage.SETUP:
        return turn.go(replace(turn.here, stage=Stage.HOLD), turn.say(words.ready))
    return done.go(replace(turn.once_done.place, phase=None), turn.say(words.yes))


@command(Theme.ANSWERING, "Tells it so; it carries on")
def thanks(turn: Turn) -> Answer:
    """You're welcome."""
    return turn.carry_on(turn.say(turn.words.of(AnsweringWords).thanks))


def _good(turn: Turn) -> Answer:
    return turn.carry_on(turn.say(turn.words.of(AnsweringWords).yes))


def _all_right(turn: Turn) -> Answer:
    return turn.carry_on(turn.say(turn.words.of(AnsweringWords).no))


def _no_hurry(turn: Turn) -> Answer:
    no_hurry = turn.say(turn.words.of(AnsweringWords).no_hurry)
    if turn.begun:
        return turn.stay(turn.words.of(PausingWords).goes_on, no_hurry)
    return turn.wait(no_hurry, turn.say(turn.at_ease.situation_words.reprompt))


def _from_the_first(turn: Turn) -> Answer:
    """Perhaps from the first pose, then; but not where they had asked whether it is safe."""
    return _no_hurry(turn) if turn.owed.asked == "is_it_safe" else turn.ask(Question.FROM_FIRST)


def _take_your_time(turn: Turn) -> Answer:
    words = turn.words.of(AnsweringWords)
    often = turn.progress.owed.pains >= caring.TOO_OFTEN
    return turn.wait(turn.say(words.no_more if often else words.no_stop), question=Question.WHEN_READY)


def _another_time(turn: Turn) -> Answer:
    return turn.close(turn.say(turn.words.of(AnsweringWords).no_start))


def _forget(turn: Turn) -> Answer:
    progress, reply = turn.close(turn.say(turn.words.of(AnsweringWords).forgotten))
    return progress, replace(reply, forget=True)


def _keep(turn: Turn) -> Answer:
    return turn.after_aside.carry_on(turn.say(turn.words.of(AnsweringWords).not_forgotten))


@dataclass(frozen=True)
class YesAndNo:
    """What each of them means."""

    yes: Answering
    no: Answering


_ON = YesAndNo(moving.resume, _no_hurry)

ANSWERS: Mapping[Question | Situation, YesAndNo] = {
    Question.GENTLER: YesAndNo(caring.gentler, caring.no_to_gentler),
    Question.MOVE_ON: YesAndNo(moving.next_pose, _take_your_time),
    Question.REST_INSTEAD: YesAndNo(moving.next_pose, _take_your_time),
    Question.WHEN_READY: YesAndNo(moving.next_pose, _no_hurry),
    Question.GO_ON_WITH: YesAndNo(moving.resume, _from_the_first),
    Question.FROM_FIRST: YesAndNo(moving.start_over, _another_time),
    Question.WHICH_POSE: YesAndNo(moving.go_to, _no_hurry),
    Question.ENOUGH: YesAndNo(moving.stop, _all_right),
    Question.AGAIN: YesAndNo(moving.start_over, moving.stop),
    Question.AGAIN_WITH: YesAndNo(moving.from_first, moving.stop),
    Question.FORGET: YesAndNo(_forget, _keep),
    Question.REMIND_WHEN: YesAndNo(reminding.remind_me, reminding.declined),
    Question.REMIND_DAYS: YesAndNo(reminding.remind_me, reminding.declined),
    Question.REMIND: YesAndNo(reminding.agreed, reminding.declined),
    Situation.NEW: YesAndNo(moving.resume, _another_time),
    Situation.MOVING: YesAndNo(_good, _all_right),
    Situation.PAUSED: _ON,
    Situation.INSIDE: _ON,
    Situation.BETWEEN: _ON,
    Situation.END: YesAndNo(_good, moving.stop),
}
"""What yes and no mean, by what was asked; where nothing was, by where the conversation stands."""
