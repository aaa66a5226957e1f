"""Yes, no, and other short words, which mean what was asked before them."""

from dataclasses import dataclass, replace

from lower_back_release.dialogue import caring, moving
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.situation import Situation
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.owed import Question


@dataclass(frozen=True)
class AnsweringWords:
    """What is said to yes, no and thanks."""

    yes: str
    ready: str
    no: str
    no_hurry: str
    no_stop: str
    no_start: str
    thanks: str
    forgotten: str
    not_forgotten: str
    still_kept: str
    """Where something should have been forgotten, and couldn't be."""
    trouble: str
    """Where something failed that is none of theirs."""


@command(Theme.ANSWERING, "Says yes to what was asked; where nothing was, goes on")
def yes(turn: Turn) -> Answer:
    """To the question that is open; else to going on."""
    words, question, turn = turn.words.of(AnsweringWords), turn.question, turn.answered
    match question:
        case Question.GENTLER:
            return caring.gentler(turn)
        case Question.MOVE_ON | Question.REST_INSTEAD:
            return moving.next_pose(turn)
        case Question.WHICH_POSE:
            return moving.go_to(turn)
        case Question.AGAIN:
            return moving.from_first(turn)
        case Question.FORGET:
            progress, reply = turn.close(turn.say(words.forgotten))
            return progress, replace(reply, forget=True)
    if turn.running or turn.situation is Situation.END:
        return turn.carry_on(turn.say(words.yes))
    return moving.resume(turn)


@command(Theme.ANSWERING, "Says no to what was asked")
def no(turn: Turn) -> Answer:
    """To the question that is open; else to going on."""
    words, question, turn = turn.words.of(AnsweringWords), turn.question, turn.answered
    match question:
        case Question.GENTLER:
            return caring.no_to_gentler(turn)
        case Question.MOVE_ON | Question.REST_INSTEAD:
            return turn.wait(turn.say(words.no_stop))
        case Question.GO_ON_WITH:
            return moving.start_over(turn)
        case Question.FORGET:
            return turn.carry_on(turn.say(words.not_forgotten))
    if turn.running:
        return turn.carry_on(turn.say(words.no))
    if turn.situation is Situation.NEW:
        return turn.close(turn.say(words.no_start))
    if turn.situation is Situation.END:
        return moving.stop(turn)
    return turn.wait(turn.say(words.no_hurry), turn.say(turn.situation_words.reprompt))


@command(Theme.MOVING, "Goes on from whatever you were getting into or waiting in")
def ready(turn: Turn) -> Answer:
    """On: past the move one was told, from within the shape to the hold, from where one waits to what is next."""
    if not (turn.running and turn.here.stage in (Stage.SETUP, Stage.WAY_OUT)):
        return yes(turn)
    words = turn.words.of(AnsweringWords)
    if turn.in_shape and turn.here.stage is Stage.SETUP:
        return turn.go(replace(turn.here, stage=Stage.HOLD), turn.say(words.ready))
    done = replace(turn, progress=turn.progress.with_course(posture=turn.once_done.posture))
    return done.go(replace(turn.once_done.place, phase=None), turn.say(words.yes))


@command(Theme.ANSWERING, "Tells it so; it carries on")
def thanks(turn: Turn) -> Answer:
    """You're welcome."""
    return turn.carry_on(turn.say(turn.words.of(AnsweringWords).thanks))
