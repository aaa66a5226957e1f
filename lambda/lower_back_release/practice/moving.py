"""Wishes that move one through the routine."""

from collections.abc import Iterable
from dataclasses import replace

from lower_back_release.practice.progress import DAY, Progress, Question
from lower_back_release.practice.routine import Pose, Routine
from lower_back_release.practice.sayings import Line
from lower_back_release.practice.timeline import Place, Stage
from lower_back_release.practice.turn import Answer, Turn
from lower_back_release.practice.words import fill

GO_ON_WITHIN = 12 * 60 * 60 * 1000
"""Milliseconds after which nobody is asked whether to go on where they stopped: half a day."""

DAYS_A_WEEK = 7


def launch(turn: Turn) -> Answer:
    """Somebody comes in: the routine begins, or goes on where they stopped not long ago."""
    if not turn.progress.welcomed:
        return start(turn)
    left = _left_at(turn)
    if left and turn.away <= GO_ON_WITHIN:
        progress = replace(turn.progress, here=left)
        words = Line(fill(turn.routine.say.welcome_back, left, turn.routine))
        return turn.wait(words, asked=Question.GO_ON_WITH, progress=progress)
    return start(turn, turn.says(_welcome(turn)))


def _welcome(turn: Turn) -> str:
    """A greeting, with how often they have come this week, where that is more than once."""
    say, today = turn.routine.say, turn.now // DAY
    week = [day for day in turn.progress.finished if today - DAYS_A_WEEK < day < today]
    if today in turn.progress.finished or not week:
        return say.welcome
    return say.welcome_week.replace("{time}", say.times[len(week) - 1])


def start(turn: Turn, *welcome: Line) -> Answer:
    """The routine, from its first pose. Poses left out of a round that was under way are in again."""
    under_way = turn.progress.began is not None or turn.here != Place(turn.routine.poses[0].id)
    left_out = () if under_way else turn.progress.left_out
    progress = replace(turn.progress, left_out=left_out)
    first = next(pose for pose in turn.routine.poses if pose.id not in left_out)
    return _begin(turn, first, *welcome, *turn.leave_pose(), progress=progress)


def next_pose(turn: Turn) -> Answer:
    """The next pose; what is left of this one, where the answer had to stop inside it."""
    if not turn.progress.welcomed:
        return start(turn)
    if turn.here.stage is Stage.BREAK:
        return _after_break(turn)
    if turn.after:
        return _begin(turn, turn.after, *turn.leave_pose())
    if turn.here.stage is Stage.DONE:
        return turn.wait(turn.says(turn.routine.say.begin_again), asked=Question.AGAIN)
    return turn.go(_out_of_last(turn), turn.says(turn.routine.say.ease_out))


def previous_pose(turn: Turn) -> Answer:
    """The pose before this one."""
    before = turn.routine.before(turn.here.pose)
    if before is None:
        return _begin(turn, turn.pose, *turn.leave_pose(), turn.says(turn.routine.say.first_already))
    return _begin(turn, before, *turn.leave_pose())


def go_to(turn: Turn) -> Answer:
    """The pose named, from its setup."""
    if turn.wish.pose is None:
        say, names = turn.routine.say, pose_names(turn.routine.poses, turn.routine)
        if turn.running:
            return turn.carry_on(turn.says(say.not_a_pose, poses=names))
        return turn.wait(turn.says(say.which_pose, poses=names), asked=Question.WHICH_POSE)
    return _begin(turn, turn.routine.pose(turn.wish.pose), *turn.leave_pose())


def pose_names(poses: Iterable[Pose], routine: Routine) -> str:
    """The names of poses, as a list is spoken."""
    *names, last = (pose.name for pose in poses)
    return routine.say.list.format(names=", ".join(names), last=last) if names else last


def repeat_pose(turn: Turn) -> Answer:
    """This pose, from its setup, in full."""
    return _begin(turn, turn.pose, *turn.leave_pose(), again=True)


def repeat(turn: Turn) -> Answer:
    """In layers: between poses the pose, in the setup the setup, in the hold one line of what to do."""
    match turn.here.stage:
        case Stage.DONE:
            return _begin(turn, turn.pose, turn.says(turn.routine.say.again), announce=False)
        case Stage.SETUP if turn.here.side == 0:
            return turn.go(turn.here, turn.move_to(turn.pose), progress=turn.forgetting_pose())
        case Stage.SETUP:
            return turn.go(turn.here, progress=turn.forgetting_pose())
        case Stage.REST:
            return turn.go(replace(turn.here, breath=0))
        case Stage.BREAK if turn.here.breath == 0:
            return repeat_side(turn)
        case Stage.HOLD | Stage.BREAK:
            return turn.carry_on(turn.says(turn.pose.recap))
        case _:
            return turn.carry_on()


def repeat_side(turn: Turn) -> Answer:
    """This side of the pose, from its setup."""
    if not turn.pose.sides:
        return repeat_pose(turn)
    return turn.go(Place(turn.here.pose, turn.body.side), *_way_back(turn), turn.says(turn.routine.say.side_again))


def other_side(turn: Turn) -> Answer:
    """The other side of the pose."""
    if not turn.pose.sides:
        return turn.carry_on(turn.says(turn.routine.say.no_sides))
    if turn.here.stage is Stage.BREAK and turn.here.breath == 0:
        return _after_break(turn)
    place = Place(turn.here.pose, (turn.here.side + 1) % turn.pose.sides_count)
    return turn.go(place, *(_way_back(turn) or _switch(turn)))


def pause(turn: Turn) -> Answer:
    """Quiet, for a while, with the place kept. From here on nothing goes on by itself."""
    prompt = turn.routine.situations.paused.prompt if turn.running else turn.situation.prompt
    still = replace(turn.progress, flow=False)
    return turn.wait(*turn.routine.say.paused, turn.says(prompt), progress=still)


def resume(turn: Turn) -> Answer:
    """On from where one paused, in a hold with half a breath of warning; between poses on to what is next."""
    say, here = turn.routine.say, turn.here
    if not turn.progress.welcomed or here.stage in (Stage.BREAK, Stage.DONE):
        return next_pose(turn)
    if here.stage is Stage.HOLD and not turn.running:
        return turn.go(here, turn.says(say.resume_hold, wait=turn.progress.pace.seconds / 2))
    if here.stage is Stage.SETUP and not turn.running:
        return turn.go(here, turn.says(say.resume), turn.move_to(turn.pose))
    if here.stage is Stage.REST and turn.pose.rest:
        return turn.go(here, turn.says(say.resume_rest, rest=turn.pose.rest.name))
    return turn.go(here, turn.says(say.resume))


def stop(turn: Turn) -> Answer:
    """Out of the pose safely, and goodbye."""
    out = (Line(said.say) for said in turn.leave_pose())
    return turn.close(*out, turn.says(turn.routine.say.stop))


def leave(turn: Turn) -> Answer:
    """Goodbye without a word."""
    return turn.close()


def _begin(
    turn: Turn,
    pose: Pose,
    *intro: Line,
    again: bool = False,
    announce: bool = True,
    progress: Progress | None = None,
) -> Answer:
    """A pose from the beginning: how to leave what one is in, its name, how to get there."""
    say, place = turn.routine.say, Place(pose.id)
    before = progress or (turn.forgetting_pose() if again else turn.progress)
    round_ = [each for each in turn.routine.poses if each.id not in before.left_out]
    follows = len(round_) > 1 and pose in (round_[0], turn.routine.after(turn.here.pose, before.left_out))
    template = say.again if again else say.pose if follows else say.jump
    number = -1 if pose == round_[-1] else round_.index(pose) if follows else 0
    name = Line(fill(template, place, turn.routine, ordinal=say.ordinals[number]))
    at = replace(before, more_breaths=0)
    return turn.go(place, *intro, *((name,) if announce else ()), turn.move_to(pose), progress=at)


def _left_at(turn: Turn) -> Place | None:
    """Where somebody would go on who comes back; None for somebody who has finished, or has not begun."""
    here = turn.here
    match here.stage:
        case Stage.SETUP | Stage.HOLD | Stage.BREAK:
            began = turn.progress.began is not None or here != Place(turn.routine.poses[0].id)
            return replace(here, stage=Stage.SETUP) if began else None
        case _:
            return Place(turn.after.id) if turn.after else None


def _after_break(turn: Turn) -> Answer:
    """On inside a pose which was too long for one answer."""
    here = turn.here
    if here.breath:
        return turn.go(replace(here, stage=Stage.HOLD))
    return turn.go(replace(here, stage=Stage.SETUP), *_switch(turn))


def _switch(turn: Turn) -> tuple[Line, ...]:
    return (turn.pose.switch,) if turn.pose.switch else ()


def _way_back(turn: Turn) -> tuple[Line, ...]:
    """How to get back to where the pose begins, for somebody who has left it."""
    return (turn.move_to(turn.pose),) if turn.here.stage in (Stage.REST, Stage.DONE) else ()


def _out_of_last(turn: Turn) -> Place:
    """What comes next for somebody who wants to go on from the last pose: its way out, its rest, the end."""
    here, rest = turn.here, turn.pose.rest
    last = Place(here.pose, turn.pose.sides_count - 1, Stage.WAY_OUT)
    if rest is None:
        return last
    if here.stage is Stage.REST:
        return replace(last, stage=Stage.REST, breath=rest.breaths + 1)
    out_already = here.stage is Stage.WAY_OUT or (here.stage is Stage.SETUP and not turn.running)
    return replace(last, stage=Stage.REST) if out_already else last
