"""Wishes for some of the poses only, this time round."""

from collections.abc import Collection
from dataclasses import replace

from lower_back_release.practice.moving import next_pose, pose_names
from lower_back_release.practice.passage import pose_seconds, time_left
from lower_back_release.practice.routine import Pose
from lower_back_release.practice.timeline import Stage
from lower_back_release.practice.turn import Answer, Turn


def leave_out(turn: Turn) -> Answer:
    """Without the pose named; on to the next one, for somebody who is in that very pose."""
    say, routine = turn.routine.say, turn.routine
    if turn.wish.pose is None:
        return turn.carry_on(turn.says(say.which_left_out))
    left_out = tuple(dict.fromkeys((*turn.progress.left_out, turn.wish.pose)))
    if len(left_out) == len(routine.poses):
        return turn.carry_on(turn.says(say.left_out_all))
    without = replace(turn, progress=replace(turn.progress, left_out=left_out))
    if turn.running and turn.wish.pose == turn.here.pose and turn.here.stage in (Stage.SETUP, Stage.HOLD):
        return next_pose(without)
    return without.carry_on(turn.says(say.left_out, named=routine.pose(turn.wish.pose).called))


def only_first(turn: Turn) -> Answer:
    """Only the first so many poses."""
    number, poses = turn.wish.number, turn.routine.poses
    if number is None or not 1 <= number <= len(poses):
        return turn.carry_on(turn.says(turn.routine.say.poses, poses=pose_names(poses, turn.routine)))
    return _only(turn, poses[:number])


def within(turn: Turn) -> Answer:
    """As many poses, from here on, as fit into the minutes named, and one at the least."""
    if turn.wish.number is None:
        return turn.carry_on(turn.says(turn.routine.say.which_minutes))
    done = turn.here.stage is Stage.DONE
    kept = [] if done else [turn.pose]
    left = turn.wish.number * 60 - (0 if done else time_left(turn.routine, turn.progress))
    for pose in turn.routine.poses[turn.routine.order[turn.here.pose] + 1 :]:
        left -= pose_seconds(turn.routine, turn.progress, pose)
        if left < 0 and kept:
            break
        kept.append(pose)
    return _only(turn, kept)


def all_poses(turn: Turn) -> Answer:
    """All five again."""
    whole = replace(turn, progress=replace(turn.progress, left_out=()))
    return whole.carry_on(turn.says(turn.routine.say.all_poses))


def _only(turn: Turn, kept: Collection[Pose]) -> Answer:
    left_out = tuple(pose.id for pose in turn.routine.poses if pose not in kept)
    only = replace(turn, progress=replace(turn.progress, left_out=left_out))
    return only.carry_on(turn.says(turn.routine.say.only, poses=pose_names(kept, turn.routine)))
