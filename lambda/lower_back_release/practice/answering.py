"""Yes, no, and other short words, which mean what was asked before them."""

from dataclasses import replace

from lower_back_release.practice import caring, moving
from lower_back_release.practice.progress import Question
from lower_back_release.practice.timeline import Place, Stage
from lower_back_release.practice.turn import Answer, Turn


def yes(turn: Turn) -> Answer:
    """To the question that is open; else to going on."""
    match turn.asked:
        case Question.GENTLER:
            return caring.gentler(turn)
        case Question.MOVE_ON:
            return moving.next_pose(turn)
        case Question.WHICH_POSE:
            return moving.go_to(turn)
        case Question.AGAIN:
            return moving.start(turn)
        case Question.FORGET:
            progress, reply = turn.close(*turn.leave_pose(), turn.says(turn.routine.say.forgotten))
            return progress, replace(reply, forget=True)
        case Question.GO_ON_WITH:
            return moving.resume(turn)
    if turn.running or turn.situation is turn.routine.situations.end:
        return turn.carry_on(turn.says(turn.routine.say.yes))
    return moving.resume(turn)


def no(turn: Turn) -> Answer:
    """To the question that is open; else to going on."""
    say, at = turn.routine.say, turn.routine.situations
    match turn.asked:
        case Question.GENTLER:
            return caring.no_to_gentler(turn)
        case Question.MOVE_ON:
            return turn.wait(turn.says(say.no_stop))
        case Question.GO_ON_WITH:
            return moving.start(turn)
        case Question.FORGET:
            return turn.carry_on(turn.says(say.not_forgotten))
    if turn.running:
        return turn.carry_on(turn.says(say.no))
    if turn.situation is at.new:
        return turn.close(turn.says(say.stop_new))
    if turn.situation is at.end:
        return moving.stop(turn)
    return turn.wait(turn.says(say.no_hurry), turn.says(turn.situation.reprompt))


def ready(turn: Turn) -> Answer:
    """On: from the setup straight into the hold, from anywhere one waits to what comes next."""
    if turn.running and turn.here.stage is Stage.SETUP:
        hold = Place(turn.here.pose, turn.here.side, Stage.HOLD, max(1, turn.here.breath))
        return turn.go(hold, turn.says(turn.routine.say.ready))
    return yes(turn)


def thanks(turn: Turn) -> Answer:
    """You're welcome."""
    return turn.carry_on(turn.says(turn.routine.say.thanks))
