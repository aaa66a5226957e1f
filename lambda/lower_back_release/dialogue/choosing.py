"""Commands for some of the poses only, this time round."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue.asking import AskingWords, about
from lower_back_release.dialogue.moving import MovingWords, after_last, go_to, next_pose, resume
from lower_back_release.dialogue.names import pose_names, still_to_come
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn, this_round
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.passage import pose_seconds, seconds_left
from lower_back_release.lesson.routine import Pose, Rest
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.words import Said, done_with, held_at
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import Progress


@dataclass(frozen=True)
class ChoosingWords:
    """What is said of which poses are done this time."""

    left_out: Annotated[str, Gaps("named")]
    left_out_all: str
    which_left_out: str
    never: Annotated[str, Gaps("named")]
    which_never: str
    brought_back: Annotated[str, Gaps("named")]
    brought_back_late: Annotated[str, Gaps("named")]
    """The same, of a pose whose turn has gone by."""
    in_already: Annotated[str, Gaps("named")]
    """Of a pose that wasn't left out."""
    which_brought_back: str
    none_lying: str
    lies_already: str
    """Of the pose or rest that somebody is in, where no other is to come that is done lying down."""
    only: Annotated[str, Gaps("poses")]
    only_from_here: Annotated[str, Gaps("poses")]
    takes: Annotated[str, Gaps("time")]
    """Of a single pose that takes longer than somebody has."""
    which_minutes: str
    all_poses: str


@command(Theme.CHANGING, "Does as many poses as fit into the time you have today")
def within(turn: Turn) -> Answer:
    """As many poses, from here on, as fit into the minutes named, and one at the least."""
    if turn.command.number is None:
        return turn.carry_on(turn.say(turn.words.of(ChoosingWords).which_minutes))
    plan, kept = turn.progress.plan, list[Pose]()
    left = turn.command.number * 60.0
    for pose in _to_choose_from(turn):
        under_way = pose == turn.pose and not _is_over(turn)
        takes = seconds_left(turn.routine, plan) if under_way else pose_seconds(turn.routine, plan, pose)
        if takes > left and not kept:
            too_long = turn.say(turn.words.of(ChoosingWords).takes, time=about(turn, takes))
            return _only(turn, [pose], too_long)
        if takes > left:
            break
        left -= takes
        kept.append(pose)
    return _only(turn, kept)


@command(Theme.CHANGING, "Does only so many poses today")
def only_first(turn: Turn) -> Answer:
    """Only so many poses, from here on."""
    number, poses = turn.command.number, turn.routine.poses
    if number is None or not 1 <= number <= len(poses):
        names = pose_names(poses, turn.words.of(MovingWords).names)
        return turn.carry_on(turn.say(turn.words.of(AskingWords).poses, poses=names))
    return _only(turn, _to_choose_from(turn)[:number])


@command(Theme.CHANGING, "Does only the poses that are done lying down today")
def lying_down(turn: Turn) -> Answer:
    """The poses done lying down, of those still to come; on to the next of them, for somebody in another."""
    words, likes = turn.words.of(ChoosingWords), turn.progress.preferences
    others = tuple(held.id for held in turn.routine.every_held() if held.position not in turn.routine.lying)
    lying = turn.progress.with_preferences(left_out=tuple(dict.fromkeys((*likes.left_out, *others))), not_planned=())
    kept = [pose for pose in _to_choose_from(turn) if pose.id not in others]
    if kept:
        return _only(turn, kept, progress=lying)
    if this_round(turn.routine, lying):
        turn = _left(turn, lying)
    if turn.in_shape and turn.held.position in turn.routine.lying:
        return turn.carry_on(turn.say(words.lies_already))
    said = turn.say(words.none_lying)
    return turn.stand_by(said) if turn.question else turn.at_ease.wait(said)


@command(Theme.CHANGING, "Leaves out the pose you name today")
def leave_out(turn: Turn) -> Answer:
    """Without the pose or rest named, today; on to the next one, for somebody who is in that very pose."""
    words, named, likes = turn.words.of(ChoosingWords), turn.named, turn.progress.preferences
    if named is None:
        return turn.carry_on(turn.say(words.which_left_out))
    left_out = tuple(dict.fromkeys((*likes.left_out, named.id)))
    fewer = turn.progress.with_preferences(left_out=left_out)
    if still_to_come(turn):
        return _with_fewer(turn, fewer, turn.say(words.left_out, named=named.called))
    if turn.question is not Question.AGAIN_WITH:
        fewer = fewer.with_preferences(not_planned=())
    return _again_with(turn, fewer)


@command(Theme.CHANGING, "Leaves out the pose you are in today")
def leave_this_out(turn: Turn) -> Answer:
    """Without the pose one is in, or comes to next, today; out of a rest to the next pose."""
    coming = still_to_come(turn)
    if not turn.begun or not coming:
        return leave_out(turn)
    if turn.resting:
        return resume(turn)
    if turn.here.rest and turn.here.stage is not Stage.DONE:
        return next_pose(turn)
    return leave_out(replace(turn, command=replace(turn.command, pose=coming[0].id)))


@command(Theme.CHANGING, "Leaves out the pose that comes next")
def leave_next_out(turn: Turn) -> Answer:
    """Without the pose that comes after the one that one is in, today; before the first, without that one."""
    coming = turn.after if turn.begun else still_to_come(turn)[0]
    return leave_out(replace(turn, command=replace(turn.command, pose=coming.id)) if coming else turn)


@command(Theme.CHANGING, "Leaves out the pose you name from now on, every time")
def never(turn: Turn) -> Answer:
    """Without the pose or rest named, today and every other day."""
    words, named = turn.words.of(ChoosingWords), turn.named
    if named is None:
        return turn.carry_on(turn.say(words.which_never))
    nevers = tuple(dict.fromkeys((*turn.progress.preferences.never, named.id)))
    fewer = turn.progress.with_preferences(never=nevers)
    if turn.routine.order.keys() - {*nevers}:  # where that leaves nothing for today, today's plan gives way
        fewer = replace(fewer, preferences=fewer.preferences.leaving_some(turn.routine))
    return _with_fewer(turn, fewer, turn.say(words.never, named=named.called))


@command(Theme.CHANGING, "Leaves out the pose you are in from now on, every time")
def never_this(turn: Turn) -> Answer:
    """Without the pose or rest one is in, or has just done, today and every other day."""
    if not turn.begun:
        return never(turn)
    this = turn.resting.place if turn.resting else turn.here
    return never(replace(turn, command=replace(turn.command, pose=held_at(this, turn.routine).id)))


@command(Theme.CHANGING, "Takes in again the pose you name, and does it once more where it was in")
def once_more(turn: Turn) -> Answer:
    """Into the pose or rest named; where it was left out, and its turn is still to come, only with it."""
    named, likes = turn.named, turn.progress.preferences
    if named is None or (named.id in likes.without and not _gone_by(turn, named)):
        return bring_back(turn)
    return go_to(replace(turn, progress=replace(turn.progress, preferences=likes.taking_in(named.id, for_good=True))))


@command(Theme.CHANGING, "Takes in again the pose you name")
def bring_back(turn: Turn) -> Answer:
    """With the pose or rest named, which was left out."""
    words, named, likes = turn.words.of(ChoosingWords), turn.named, turn.progress.preferences
    if named is None:
        return turn.carry_on(turn.say(words.which_brought_back))
    if named.id not in likes.without:
        return turn.carry_on(turn.say(words.in_already, named=named.called))
    back = replace(turn.progress, preferences=likes.taking_in(named.id, for_good=True))
    template = words.brought_back_late if _gone_by(turn, named) else words.brought_back
    return _with_more(turn, back, turn.say(template, named=named.called))


@command(Theme.CHANGING, "Does all poses again")
def all_poses(turn: Turn) -> Answer:
    """All of them, those as well that were never to be done."""
    every = turn.progress.with_preferences(left_out=(), not_planned=(), never=())
    return _with_more(turn, every, turn.say(turn.words.of(ChoosingWords).all_poses))


def _to_choose_from(turn: Turn) -> tuple[Pose, ...]:
    """The poses a plan can be made of: those from here on that aren't over; of a new round, at its end."""
    likes = turn.progress.preferences
    first = turn.routine.order[turn.here.pose] + _is_over(turn)
    poses = [pose for pose in turn.routine.poses if pose.id not in (*likes.left_out, *likes.never)]
    return tuple(pose for pose in poses if turn.routine.order[pose.id] >= first) or tuple(poses)


def _is_over(turn: Turn) -> bool:
    """Whether one is through with the pose one is at, but for its rest, or has left it."""
    here = turn.at_ease.here
    return here.stage is Stage.DONE or here.rest or turn.progress.owed.left


def _gone_by(turn: Turn, named: Pose | Rest) -> bool:
    """Whether a pose that was left out would have come before where one is in this round."""
    order = turn.routine.order
    return turn.begun and named.id in order and order[named.id] < order[turn.here.pose]


def _only(turn: Turn, kept: Collection[Pose], *note: Said, progress: Progress | None = None) -> Answer:
    """These poses, of all that one can choose from; after the last one, in a new round. With a note of them.

    With the progress that leaves out the others; else they aren't in the plan for this round.
    """
    words, choice = turn.words.of(ChoosingWords), _to_choose_from(turn)
    others = tuple(pose.id for pose in choice if pose not in kept)
    only = progress or turn.progress.with_preferences(not_planned=others)
    order = turn.routine.order
    if turn.begun and _is_over(turn) and order[choice[0].id] <= order[turn.here.pose]:
        return _again_with(turn, only)
    names = pose_names(kept, turn.words.of(MovingWords).names)
    template = words.only_from_here if turn.begun else words.only
    return _with_fewer(turn, only, turn.say(template, poses=names), *note)


def _again_with(turn: Turn, progress: Progress) -> Answer:
    """Asks whether to begin again, with the poses that are left."""
    left = this_round(turn.routine, progress)
    if not left:
        return turn.carry_on(turn.say(turn.words.of(ChoosingWords).left_out_all))
    names = pose_names(left, turn.words.of(MovingWords).names)
    return turn.ask(Question.AGAIN_WITH, progress=progress, poses=names)


def _with_fewer(turn: Turn, progress: Progress, *said: Said) -> Answer:
    """On with fewer poses: to the next one, for somebody who is in one that is left out now."""
    if not this_round(turn.routine, progress):
        return turn.carry_on(turn.say(turn.words.of(ChoosingWords).left_out_all))
    fewer = _left(turn, progress)
    if turn.resting and held_at(turn.resting.place, turn.routine).id in progress.preferences.without:
        fewer = replace(fewer, resting=None)  # out of it, then
    if turn.running and fewer.here != turn.here:
        if turn.after is None:
            return turn.go(after_last(turn), *said, progress=progress)
        return next_pose(fewer, *said)
    return fewer.carry_on(*said)


def _left(turn: Turn, progress: Progress) -> Turn:
    """The turn of somebody with fewer poses: past the one they are in, where it is left out now."""
    here, left_out = turn.here, {*progress.preferences.without}
    newly = left_out - {*turn.progress.preferences.without}  # a pose left out before is done by whoever asks for it
    if turn.held.id not in newly or not turn.begun or not here.to_hold:
        return replace(turn, progress=progress)
    asked = turn if turn.question is Question.FORGET else turn.answered  # that isn't about this pose
    rest = turn.rest_to_come and turn.rest_to_come.id not in left_out and not turn.after
    place = Place(here.pose, rest=True, waits=True) if rest else done_with(turn.pose)
    return replace(asked, progress=progress.with_course(place=place).with_owed(left=False))


def _with_more(turn: Turn, progress: Progress, said: Said) -> Answer:
    """On with more poses: with the one that somebody waits after, where it was left out before it was done."""
    here, course = turn.here, turn.progress.course
    was_left_out = here.pose in turn.progress.preferences.without and here.pose not in progress.preferences.without
    if was_left_out and here.stage is Stage.DONE and here.pose not in course.held:
        progress = progress.with_course(place=Place(here.pose))
    return replace(turn, progress=progress).carry_on(said)
