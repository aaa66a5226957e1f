"""Names as a list is spoken."""

from collections.abc import Iterable

from lower_back_release.lesson.routine import Pose


def pose_names(poses: Iterable[Pose], template: str) -> str:
    """The names of poses in a template of {names} and {last}; the name alone where there is one. Not of none."""
    *names, last = (pose.name for pose in poses)
    return template.format(names=", ".join(names), last=last) if names else last
