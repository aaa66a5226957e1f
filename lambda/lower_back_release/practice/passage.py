"""The part of the routine that one answer talks through."""

from dataclasses import replace

from lower_back_release.practice.budget import INTRO_CHARACTERS, Budget
from lower_back_release.practice.parts import Part, parts
from lower_back_release.practice.progress import Progress
from lower_back_release.practice.routine import ANYWHERE, Pose, Routine
from lower_back_release.practice.sayings import Line
from lower_back_release.practice.timeline import Place, Stage, Timeline, join
from lower_back_release.practice.words import line


def passage(routine: Routine, progress: Progress, budget: Budget) -> Timeline:
    """What is said from `progress.here` on, to the end of the pose or of the budget, and the prompt to go on.

    Where it is too much for one answer it ends before a side, else before a breath: at the latest that fits.
    """
    all_parts = parts(routine, progress)
    left = Budget(budget.seconds - progress.intro / 1000, budget.characters - INTRO_CHARACTERS)
    done = Place(progress.here.pose, routine.pose(progress.here.pose).sides_count - 1, Stage.DONE)
    whole = _ending_at(done, all_parts, routine, progress)
    cuts = [(part.go_on, all_parts[:n]) for n, part in enumerate(all_parts) if n]
    if left.holds(whole) or not cuts:
        return whole
    fitting = [cut for cut in cuts if left.holds(_ending_at(*cut, routine, progress))]
    sides = [(place, before) for place, before in fitting if not place.breath]
    latest = (sides or fitting or cuts[:1])[-1]
    return _ending_at(*latest, routine, progress)


def time_left(routine: Routine, progress: Progress) -> float:
    """Seconds from `progress.here` to the end of the pose, however many answers that takes."""
    return join(part.timeline for part in parts(routine, progress)).seconds


def pose_seconds(routine: Routine, progress: Progress, pose: Pose) -> float:
    """Seconds of a whole pose, the way there included, at this person's pace and number of breaths."""
    start = Place(pose.id)
    whole = time_left(routine, replace(progress, here=start, more_breaths=0))
    return line(routine.moves[pose.position][ANYWHERE], start, routine).seconds + whole


def _ending_at(place: Place, said: tuple[Part, ...], routine: Routine, progress: Progress) -> Timeline:
    prompt = line(Line(_prompt(place, routine, progress), wait=0.0), place, routine)
    return join((*(part.timeline for part in said), Timeline((prompt,))))


def _prompt(place: Place, routine: Routine, progress: Progress) -> str:
    """How to go on from a place where one waits."""
    say, after = routine.say, routine.after(place.pose, progress.left_out)
    flows = progress.flows_on(place, routine)
    if place.stage is Stage.BREAK and flows:
        return say.flow_on
    if place.stage is Stage.BREAK:
        return say.go_on_hold if place.breath else say.go_on_side
    if after is None:
        return say.finished_some if progress.left_out else say.finished
    if flows:
        return say.flow_on_to.replace("{called}", after.called)
    return say.go_on[routine.order[place.pose] % len(say.go_on)].replace("{called}", after.called)
