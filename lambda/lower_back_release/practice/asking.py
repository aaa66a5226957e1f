"""Questions, and words that mean nothing to us."""

from dataclasses import replace

from lower_back_release.practice.moving import pose_names, repeat
from lower_back_release.practice.passage import pose_seconds
from lower_back_release.practice.passage import time_left as seconds_left
from lower_back_release.practice.progress import Question
from lower_back_release.practice.sayings import Line
from lower_back_release.practice.timeline import Stage
from lower_back_release.practice.turn import Answer, Turn


def breaths_left(turn: Turn) -> Answer:
    """How many breaths are left on this side."""
    return turn.carry_on(_breaths_left(turn))


def time_left(turn: Turn) -> Answer:
    """How long this pose still takes, to the half minute."""
    say = turn.routine.say
    if turn.here.stage is Stage.DONE:
        return turn.carry_on(turn.says(say.none_left))
    halves = max(1, round(seconds_left(turn.routine, turn.progress) / 30))
    minutes, half = divmod(halves, 2)
    template = (say.half_a_minute, say.minute, say.minutes)[min(minutes, 2)]
    if minutes and half:
        template = say.minutes_and_a_half
    return turn.carry_on(turn.says(template, minutes=turn.routine.number(minutes)))


def where(turn: Turn) -> Answer:
    """Which pose, which side, which breath."""
    say = turn.routine.say
    if turn.here.stage is Stage.REST and turn.pose.rest:
        return turn.carry_on(turn.says(say.where_rest, rest=turn.pose.rest.name))
    # The setup that follows names the side itself.
    template = say.where_side if turn.pose.sides and turn.here.stage is not Stage.SETUP else say.where
    said = [turn.says(template, side_name=_side_name(turn))]
    if turn.here.stage is Stage.HOLD:
        said.append(turn.says(say.breath_of, total=turn.routine.number(turn.progress.total)))
    elif turn.here.stage is Stage.DONE:
        said.append(turn.says(say.none_left))
    return turn.carry_on(*said)


def which_side(turn: Turn) -> Answer:
    """Which side of the pose it is."""
    template = turn.routine.say.which_side if turn.pose.sides else turn.routine.say.no_sides
    return turn.carry_on(turn.says(template, side_name=_side_name(turn)))


def how_to(turn: Turn) -> Answer:
    """How this pose is done: in its setup the setup again, later in one line."""
    return repeat(turn) if turn.here.stage is Stage.SETUP else turn.carry_on(turn.says(turn.pose.recap))


def good_for(turn: Turn) -> Answer:
    """What this pose is good for."""
    return turn.carry_on(turn.says(turn.pose.good_for))


def which_poses(turn: Turn) -> Answer:
    """The poses there are."""
    return turn.carry_on(turn.says(turn.routine.say.poses, poses=pose_names(turn.routine.poses, turn.routine)))


def whats_next(turn: Turn) -> Answer:
    """Which pose comes next."""
    say = turn.routine.say
    words = turn.says(say.next_up, named=turn.after.called) if turn.after else turn.says(say.nothing_next)
    return turn.carry_on(words)


def is_it_safe(turn: Turn) -> Answer:
    """Not for us to say."""
    return turn.carry_on(turn.says(turn.routine.say.ask_a_doctor))


def how_long(turn: Turn) -> Answer:
    """How long the routine takes, in minutes."""
    poses = (pose for pose in turn.routine.poses if pose.id not in turn.progress.left_out)
    minutes = round(sum(pose_seconds(turn.routine, turn.progress, pose) for pose in poses) / 60)
    return turn.carry_on(turn.says(turn.routine.say.how_long, minutes=turn.routine.number(minutes)))


def forget_me(turn: Turn) -> Answer:
    """Whether everything kept shall be deleted."""
    return turn.wait(turn.says(turn.routine.say.forget), asked=Question.FORGET)


def help_(turn: Turn) -> Answer:
    """What one can say, here."""
    return turn.wait(turn.says(turn.situation.help))


def not_understood(turn: Turn) -> Answer:
    """On as before, with what can be said here: each time in other words."""
    lost = turn.situation.lost
    words = turn.says(lost[min(turn.misses, len(lost) - 1)])
    return turn.carry_on(words, progress=replace(turn.progress, misses=turn.misses + 1))


def not_begun(turn: Turn) -> Answer:
    """For somebody who asks about a place before there is one."""
    return turn.carry_on(turn.says(turn.routine.say.not_begun))


def _side_name(turn: Turn) -> str:
    return turn.pose.sides[turn.body.side].name if turn.pose.sides else ""


def _breaths_left(turn: Turn) -> Line:
    say, here, total = turn.routine.say, turn.here, turn.progress.total
    if here.stage is Stage.REST and turn.pose.rest:
        total = turn.pose.rest.breaths
    if here.stage in (Stage.HOLD, Stage.REST) and 1 <= here.breath <= total:
        after = total - here.breath
        template = {0: say.last_breath, 1: say.breath_of_one_more}.get(after, say.breath_of_more)
        return turn.says(template, total=turn.routine.number(total), left=turn.routine.number(after))
    if here.stage in (Stage.SETUP, Stage.BREAK):
        left = total - max(0, here.breath - 1)
        template = say.one_to_come if left == 1 else say.to_come
        return turn.says(template, left=turn.routine.number(left)) if left else turn.says(say.none_left)
    return turn.says(say.none_left)
