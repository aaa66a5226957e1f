"""The part of the routine that one answer talks through."""

from collections.abc import Callable
from dataclasses import replace

from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.plan import Plan
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Pose, Routine
from lower_back_release.lesson.segments import Segment, segments
from lower_back_release.lesson.timeline import Place, Stage, Timeline, join
from lower_back_release.lesson.ways import out_of
from lower_back_release.lesson.words import Said, cue, done_with

Prompt = Callable[[Place], str]
"""The words that tell how to go on from a place where one waits."""


def passage(routine: Routine, plan: Plan, budget: Budget, prompt: Prompt) -> Timeline:
    """What is said from the plan's place on, to the end of the pose or of the budget, and the prompt to go on.

    Where it is too much for one answer it ends before a side or rest, else before a breath: at the latest that fits.
    Whoever waits for a side or rest waits out of the shape.
    """
    told = segments(routine, plan)
    done = plan.then or done_with(routine.pose(plan.place.pose))
    whole = _ending_at(done, told, routine, plan, prompt)
    cuts = [(segment.go_on, told[:n]) for n, segment in enumerate(told) if n]
    if budget.holds(whole) or not cuts:
        return whole
    fitting = [cut for cut in cuts if budget.holds(_ending_at(*cut, routine, plan, prompt))]
    sides = [(place, before) for place, before in fitting if place.stage is Stage.SETUP]
    latest = (sides or fitting or cuts[:1])[-1]
    return _ending_at(*latest, routine, plan, prompt)


def seconds_left(routine: Routine, plan: Plan) -> float:
    """Seconds from the plan's place to the end of the pose, however many answers that takes."""
    return join(segment.timeline for segment in segments(routine, plan)).seconds


def pose_seconds(routine: Routine, plan: Plan, pose: Pose) -> float:
    """Seconds of a whole pose, the way there included, for somebody taught by this plan."""
    usual = replace(plan, more_breaths=0, more_by_side=(), more_rest_breaths=0, breaths_had=0)
    return seconds_left(routine, replace(usual, place=Place(pose.id), posture=Posture()))


def _ending_at(place: Place, told: tuple[Segment, ...], routine: Routine, plan: Plan, prompt: Prompt) -> Timeline:
    said = join(segment.timeline for segment in told)
    if place.stage is Stage.SETUP:
        said += out_of(said.leaves(plan.posture), place, routine, early=False)
    return said + Timeline((cue(Said(prompt(place), 0.0), place, said.leaves(plan.posture), routine),))
