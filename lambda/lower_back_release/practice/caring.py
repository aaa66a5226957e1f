"""Wishes of somebody for whom a pose is too much, or not enough. Nothing of them is kept."""

from lower_back_release.practice.progress import Question
from lower_back_release.practice.timeline import Stage
from lower_back_release.practice.turn import Answer, Turn


def gentler(turn: Turn) -> Answer:
    """The pose with less of it; into it again, for somebody who has come out."""
    return _varied(turn, turn.pose.gentler)


def deeper(turn: Turn) -> Answer:
    """The pose with more of it."""
    return _varied(turn, turn.pose.deeper)


def hurts(turn: Turn) -> Answer:
    """Out of the pose at once; then gentler, the next one, or an end."""
    say, out = turn.routine.say, turn.leave_pose()
    if turn.here.stage not in (Stage.SETUP, Stage.HOLD, Stage.BREAK):
        return turn.wait(turn.says(say.hurts), turn.says(turn.situation.prompt))
    prompt = turn.says(say.hurts_prompt)
    return turn.wait(*out, turn.says(say.hurts), prompt, asked=Question.GENTLER, progress=turn.out_of_pose())


def hurts_badly(turn: Turn) -> Answer:
    """Out of the pose, and an end for today."""
    return turn.close(*turn.leave_pose(), turn.says(turn.routine.say.hurts_badly))


def cannot(turn: Turn) -> Answer:
    """Out of the pose, if one is in it; on to the next one, if one likes."""
    say = turn.routine.say
    words = turn.says(say.cannot, named=turn.after.called) if turn.after else turn.says(say.cannot_last)
    return turn.wait(*turn.leave_pose(), words, asked=Question.MOVE_ON, progress=turn.out_of_pose())


def no_to_gentler(turn: Turn) -> Answer:
    """Then perhaps the next one."""
    say = turn.routine.say
    words = turn.says(say.move_on, named=turn.after.called) if turn.after else turn.says(say.cannot_last)
    return turn.wait(words, asked=Question.MOVE_ON)


def _varied(turn: Turn, words: str) -> Answer:
    if not turn.running and turn.here.stage in (Stage.SETUP, Stage.HOLD):
        return turn.go(turn.here, turn.says(words))
    return turn.carry_on(turn.says(words))
