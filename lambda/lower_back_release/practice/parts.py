"""What is left of a pose, in the parts it may be told in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lower_back_release.practice.hold import Hold
from lower_back_release.practice.progress import Guidance, Progress
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.timeline import Place, Stage, Timeline, join
from lower_back_release.practice.words import lines


@dataclass(frozen=True)
class Part:
    """What can't be torn apart when an answer has to be split: a setup, a breath, the last breath and all after it."""

    go_on: Place
    """Where one waits when the answer ends before this part."""
    timeline: Timeline


def parts(routine: Routine, progress: Progress) -> tuple[Part, ...]:
    """All that is left of the pose from `progress.here` on; one part at the least.

    The way out belongs to the breath before it: nobody is left waiting in a pose that is done.
    """
    *before, last = (*_sides(routine, progress), Part(progress.here, Timeline()))
    if before:
        *before, last = before
    return (*before, replace(last, timeline=last.timeline + _way_out(routine, progress)))


def _sides(routine: Routine, progress: Progress) -> Iterator[Part]:
    """Each side's setup and breaths."""
    here, pose = progress.here, routine.pose(progress.here.pose)
    if here.stage not in (Stage.SETUP, Stage.HOLD):
        return
    for side in range(here.side, pose.sides_count):
        flows = side > here.side
        place = Place(pose.id, side, Stage.HOLD, 0 if flows else here.breath)
        if flows or here.stage is Stage.SETUP:
            yield Part(replace(place, stage=Stage.BREAK), _setup(place, flows, routine, progress))
        hold = Hold(place, progress.total, progress.pace, progress.guidance, pose.reminder)
        for n, breath in enumerate(hold.breaths(routine), max(1, place.breath)):
            yield Part(replace(place, stage=Stage.BREAK, breath=n), breath)


def _setup(hold: Place, flows: bool, routine: Routine, progress: Progress) -> Timeline:
    """The way into a hold; `flows` where one comes straight from the other side."""
    pose, place = routine.pose(hold.pose), replace(hold, stage=Stage.SETUP)
    knows = flows or (pose.id in progress.known and progress.guidance is not Guidance.MORE)
    switch = (pose.switch,) if flows and pose.switch else ()
    left = progress.total - max(0, hold.breath - 1)
    opening = routine.hold.opening_one if left == 1 else routine.hold.opening
    said = (*switch, *(pose.short if knows else pose.setup), routine.hold.opening_side if flows else opening)
    return lines(said, place, routine, breaths=routine.number(left))


def _way_out(routine: Routine, progress: Progress) -> Timeline:
    """The way out of the pose, and the rest that belongs to it."""
    here, pose = progress.here, routine.pose(progress.here.pose)
    resting = here.stage is Stage.REST
    place = Place(pose.id, pose.sides_count - 1, Stage.WAY_OUT)
    out = Timeline() if resting else lines(pose.way_out, place, routine)
    if pose.rest is None:
        return out
    rest = replace(place, stage=Stage.REST, breath=here.breath if resting else 0)
    into = Timeline() if rest.breath else lines(pose.rest.setup, rest, routine)
    breaths = Hold(rest, pose.rest.breaths, progress.pace, progress.guidance).breaths(routine)
    over = lines(pose.rest.way_out, replace(rest, breath=pose.rest.breaths + 1), routine)
    return join((out, into, *breaths, over))
