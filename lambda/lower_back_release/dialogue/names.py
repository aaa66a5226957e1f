"""Poses, and their names as a list is spoken."""

from collections.abc import Iterable

from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.routine import Pose
from lower_back_release.lesson.timeline import Stage


def pose_names(poses: Iterable[Pose], template: str) -> str:
    """The names of poses, as `listed`."""
    return listed((pose.name for pose in poses), template)


def listed(names: Iterable[str], template: str) -> str:
    """Names in a template of {names} and {last}; the name alone where there is one. Not of none."""
    *names, last = names
    return template.format(names=", ".join(names), last=last) if names else last


def still_to_come(turn: Turn) -> tuple[Pose, ...]:
    """The poses still to come this time round: the one under way, and those after it that aren't left out."""
    in_one = turn.begun and turn.here.stage is not Stage.DONE
    left_out = {*turn.progress.preferences.without} - ({turn.here.pose} if in_one else set())  # it may be asked for
    first = turn.routine.order[turn.here.pose] + (turn.here.stage is Stage.DONE)
    return tuple(pose for pose in turn.routine.poses[first:] if pose.id not in left_out)
