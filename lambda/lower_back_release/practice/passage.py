"""The part of the routine that one answer talks through."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lower_back_release.practice.budget import INTRO_CHARACTERS, Budget
from lower_back_release.practice.hold import Hold
from lower_back_release.practice.progress import Guidance, Progress
from lower_back_release.practice.routine import ANYWHERE, Line, Pose, Routine
from lower_back_release.practice.speaking_time import speaking_time
from lower_back_release.practice.timeline import Cue, Place, Stage, Timeline, join


@dataclass(frozen=True)
class Part:
    """What can't be torn apart when an answer has to be split: a setup, a breath, or the way out with its rest."""

    go_on: Place
    """Where one waits when the answer ends before this part."""
    timeline: Timeline


def passage(routine: Routine, progress: Progress, budget: Budget) -> Timeline:
    """What is said from `progress.here` on, to the end of the pose or of the budget, and the prompt to go on.

    Where it is too much for one answer it ends before a side, else before a breath: at the latest that fits.
    """
    parts = tuple(_parts(routine, progress))
    left = Budget(budget.seconds - progress.intro / 1000, budget.characters - INTRO_CHARACTERS)
    done = Place(progress.here.pose, _pose(routine, progress).sides_count - 1, Stage.DONE)
    whole = _until(len(parts), done, parts, routine, progress)
    cuts = [(n, part.go_on) for n, part in enumerate(parts) if n]
    if left.holds(whole) or not cuts:
        return whole
    fitting = [cut for cut in cuts if left.holds(_until(*cut, parts, routine, progress))]
    sides = [(n, place) for n, place in fitting if not place.breath]
    latest = (sides or fitting or cuts[:1])[-1]
    return _until(*latest, parts, routine, progress)


def time_left(routine: Routine, progress: Progress) -> float:
    """Seconds from `progress.here` to the end of the pose, however many answers that takes."""
    return join(part.timeline for part in _parts(routine, progress)).seconds


def pose_seconds(routine: Routine, progress: Progress, pose: Pose) -> float:
    """Seconds of a whole pose, the way there included, for somebody of this pace, and so on."""
    start = Place(pose.id)
    whole = time_left(routine, replace(progress, here=start, more_breaths=0))
    return line(routine.moves[pose.position][ANYWHERE], start, routine).seconds + whole


def line(said: Line, place: Place, routine: Routine, **named: str) -> Cue:
    """A line as it is heard at a place."""
    words = fill(said.say, place, routine, **named)
    spoken = speaking_time(words, routine.voice)
    return Cue(words, spoken, round(spoken + said.wait, 3), place)


def fill(template: str, place: Place, routine: Routine, **named: str) -> str:
    """A template with the words of its place, and others by name, put in."""
    pose = routine.pose(place.pose)
    sides = pose.sides[place.side] if pose.sides else None
    words = {"side": sides.side, "other": sides.other} if sides else {}
    return sentence(template.format(called=pose.called, breath=routine.number(place.breath), **words, **named))


def sentence(words: str) -> str:
    """Words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def _until(count: int, place: Place, parts: tuple[Part, ...], routine: Routine, progress: Progress) -> Timeline:
    said = join(part.timeline for part in parts[:count])
    return said + Timeline((line(Line(_prompt(place, routine, progress), 0.0), place, routine),))


def _prompt(place: Place, routine: Routine, progress: Progress) -> str:
    """How to go on from a place where one waits."""
    say, after = routine.say, routine.after(place.pose, progress.left_out)
    if place.stage is Stage.BREAK:
        return say.go_on_hold if place.breath else say.go_on_side
    if after is None:
        return say.finished_some if progress.left_out else say.finished
    return say.go_on[routine.order[place.pose] % len(say.go_on)].replace("{called}", after.called)


def _pose(routine: Routine, progress: Progress) -> Pose:
    return routine.pose(progress.here.pose)


def _parts(routine: Routine, progress: Progress) -> Iterator[Part]:
    here, pose = progress.here, _pose(routine, progress)
    stage = here.stage
    if stage in (Stage.SETUP, Stage.HOLD):
        for side in range(here.side, pose.sides_count):
            first = side == here.side
            place = Place(pose.id, side, Stage.HOLD, here.breath if first else 0)
            if not first or stage is Stage.SETUP:
                yield _setup(place, first, routine, progress)
            reminder = pose.reminder
            hold = Hold(place, progress.total, progress.pace, progress.guidance, reminder)
            for n, breath in enumerate(hold.breaths(routine), max(1, place.breath)):
                yield Part(replace(place, stage=Stage.BREAK, breath=n), breath)
    if stage is not Stage.REST or pose.rest:
        yield _after(pose, routine, progress)


def _setup(place: Place, first: bool, routine: Routine, progress: Progress) -> Part:
    pose = routine.pose(place.pose)
    known = pose.id in progress.known and progress.guidance is not Guidance.MORE
    lines = pose.short if known or not first else pose.setup
    if pose.switch and not first:
        lines = (pose.switch, *lines)
    left = progress.total - max(0, place.breath - 1)
    opening = routine.hold.opening_one if left == 1 else routine.hold.opening
    if place.side and not first:
        opening = routine.hold.opening_side
    setup = replace(place, stage=Stage.SETUP)
    cues = (line(said, setup, routine, breaths=routine.number(left)) for said in (*lines, opening))
    return Part(replace(place, stage=Stage.BREAK), Timeline(tuple(cues)))


def _after(pose: Pose, routine: Routine, progress: Progress) -> Part:
    """The way out, and the rest that belongs to the pose."""
    here = progress.here
    last = Place(pose.id, pose.sides_count - 1, Stage.WAY_OUT)
    out = () if here.stage is Stage.REST else tuple(line(said, last, routine) for said in pose.way_out)
    after = Part(replace(last, stage=Stage.BREAK, breath=progress.total + 1), Timeline(out))
    if pose.rest is None:
        return after
    begin = here.breath if here.stage is Stage.REST else 0
    place = Place(pose.id, last.side, Stage.REST, begin)
    into = () if begin else tuple(line(said, place, routine) for said in pose.rest.setup)
    left = replace(place, breath=pose.rest.breaths + 1)
    leave = tuple(line(said, left, routine) for said in pose.rest.way_out)
    hold = Hold(place, pose.rest.breaths, progress.pace, progress.guidance)
    parts = (after.timeline, Timeline(into), *hold.breaths(routine), Timeline(leave))
    return replace(after, timeline=join(parts))
