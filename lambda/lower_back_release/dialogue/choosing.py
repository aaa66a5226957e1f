"""Commands for some of the poses only, this time round."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from lower_back_release.dialogue.asking import AskingWords
from lower_back_release.dialogue.moving import MovingWords, next_pose
from lower_back_release.dialogue.names import pose_names, still_to_come
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.passage import pose_seconds, seconds_left
from lower_back_release.lesson.routine import Pose
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.words import Said
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import Progress


@dataclass(frozen=True)
class ChoosingWords:
    """What is said of which poses are done this time."""

    left_out: str
    left_out_all: str
    which_left_out: str
    never: str
    brought_back: str
    which_brought_back: str
    none_lying: str
    only: str
    only_from_here: str
    which_minutes: str
    all_poses: str


@command(Theme.CHANGING, "Does as many poses as fit into the time you have today")
def within(turn: Turn) -> Answer:
    """As many poses, from here on, as fit into the minutes named, and one at the least."""
    if turn.command.number is None:
        return turn.carry_on(turn.say(turn.words.of(ChoosingWords).which_minutes))
    plan, coming, kept = turn.progress.plan, still_to_come(turn) or _from_first(turn), list[Pose]()
    left = turn.command.number * 60.0
    for pose in coming:
        under_way = pose == turn.pose and turn.here.stage is not Stage.DONE
        left -= seconds_left(turn.routine, plan) if under_way else pose_seconds(turn.routine, plan, pose)
        if left < 0 and kept:
            break
        kept.append(pose)
    return _only(turn, kept)


@command(Theme.CHANGING, "Does only so many poses today")
def only_first(turn: Turn) -> Answer:
    """Only so many poses, from here on."""
    number, poses = turn.command.number, turn.routine.poses
    if number is None or not 1 <= number <= len(poses):
        names = pose_names(poses, turn.words.of(MovingWords).names)
        return turn.carry_on(turn.say(turn.words.of(AskingWords).poses, poses=names))
    return _only(turn, (still_to_come(turn) or _from_first(turn))[:number])


@command(Theme.CHANGING, "Leaves out the pose you name today")
def leave_out(turn: Turn) -> Answer:
    """Without the pose named; on to the next one, for somebody who is in that very pose."""
    words, named = turn.words.of(ChoosingWords), turn.named
    if not isinstance(named, Pose):
        return turn.carry_on(turn.say(words.which_left_out))
    if not still_to_come(turn):
        return _only(turn, [pose for pose in _from_first(turn) if pose != named])
    left_out = tuple(dict.fromkeys((*turn.progress.preferences.left_out, named.id)))
    without = turn.progress.with_preferences(left_out=left_out)
    return _without(turn, without, turn.say(words.left_out, named=named.called))


@command(Theme.CHANGING, "Leaves out the pose you name from now on, every time")
def never(turn: Turn) -> Answer:
    """Without the pose named, this time and every other."""
    words, named = turn.words.of(ChoosingWords), turn.named
    if not isinstance(named, Pose):
        return turn.carry_on(turn.say(words.which_left_out))
    nevers = tuple(dict.fromkeys((*turn.progress.preferences.never, named.id)))
    without = turn.progress.with_preferences(never=nevers)
    return _without(turn, without, turn.say(words.never, named=named.called))


@command(Theme.CHANGING, "Takes in again the pose you name")
def bring_back(turn: Turn) -> Answer:
    """With the pose named, which was left out."""
    words, named, likes = turn.words.of(ChoosingWords), turn.named, turn.progress.preferences
    if not isinstance(named, Pose):
        return turn.carry_on(turn.say(words.which_brought_back))
    left_out, nevers = (tuple(pose for pose in poses if pose != named.id) for poses in (likes.left_out, likes.never))
    back = turn.progress.with_preferences(left_out=left_out, never=nevers)
    return replace(turn, progress=back).carry_on(turn.say(words.brought_back, named=named.called))


@command(Theme.CHANGING, "Does only the poses that are done lying down today")
def lying_down(turn: Turn) -> Answer:
    """The poses done lying down, of those still to come; on to the next of them, for somebody in another."""
    lying = [pose for pose in still_to_come(turn) or _from_first(turn) if pose.position in turn.routine.lying]
    if not lying:
        return turn.carry_on(turn.say(turn.words.of(ChoosingWords).none_lying))
    return _only(turn, lying)


@command(Theme.CHANGING, "Does all poses again")
def all_poses(turn: Turn) -> Answer:
    """All of them again, those as well that were never to be done."""
    whole = replace(turn, progress=turn.progress.with_preferences(left_out=(), never=()))
    return whole.carry_on(turn.say(turn.words.of(ChoosingWords).all_poses))


def _from_first(turn: Turn) -> tuple[Pose, ...]:
    """The poses of a new round."""
    return tuple(pose for pose in turn.routine.poses if pose.id not in turn.progress.preferences.never)


def _only(turn: Turn, kept: Collection[Pose]) -> Answer:
    """These poses, of all that are still to come; from the first one again, where none is."""
    words, coming = turn.words.of(ChoosingWords), still_to_come(turn)
    names = pose_names(kept, turn.words.of(MovingWords).names)
    before = turn.progress.preferences.left_out if coming else ()
    others = (pose.id for pose in coming or turn.routine.poses if pose not in kept)
    only = turn.progress.with_preferences(left_out=tuple(dict.fromkeys((*before, *others))))
    if not coming:
        return turn.ask(Question.AGAIN_WITH, progress=only, poses=names)
    template = words.only_from_here if turn.begun else words.only
    return _without(turn, only, turn.say(template, poses=names))


def _without(turn: Turn, progress: Progress, said: Said) -> Answer:
    """On with fewer poses: to the next one, for somebody who is in one that is left out now."""
    here, without = turn.here, progress.preferences.without
    if len(without) == len(turn.routine.poses):
        return turn.carry_on(turn.say(turn.words.of(ChoosingWords).left_out_all))
    fewer = replace(turn, progress=progress)
    if here.pose in without and turn.begun and not here.rest and here.stage in (Stage.SETUP, Stage.HOLD):
        over = Place(here.pose, turn.pose.sides_count - 1, Stage.DONE)
        fewer = replace(fewer.answered, progress=progress.with_course(place=over))
        if turn.running:
            return next_pose(fewer, said)
    return fewer.carry_on(said)
