"""What is left of a pose, in the segments it may be told in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lower_back_release.lesson.hold import Hold
from lower_back_release.lesson.plan import Plan
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Line, Routine, in_turn
from lower_back_release.lesson.timeline import Place, Stage, Timeline
from lower_back_release.lesson.ways import Told, out_of, way_in
from lower_back_release.lesson.words import held_at


@dataclass(frozen=True)
class Segment:
    """What can't be torn apart when an answer has to be split: a way in, a breath, the last breath and the way out."""

    go_on: Place
    """Where one waits when the answer ends before this segment."""
    timeline: Timeline


def segments(routine: Routine, plan: Plan) -> tuple[Segment, ...]:
    """All that is left of the pose from the plan's place on, and of the rest that belongs to it.

    The way out belongs to the breath before it: nobody is left waiting in a pose that is done.
    """
    told: list[Segment] = []
    posture, still_to_come = plan.posture, _still_to_come(routine, plan)
    for n, place in enumerate(still_to_come):
        if place.stage is not Stage.WAY_OUT:
            told += _side(routine, plan, place, posture, flows=n > 0)
            posture = told[-1].timeline.leaves(posture)
        if n + 1 < len(still_to_come) and not still_to_come[n + 1].rest:
            continue  # straight on to the other side, which has a word for it
        leaving = Place(place.pose, place.side, Stage.WAY_OUT, place.rest)
        way_out = out_of(posture, leaving, routine, early=plan.then is not None)
        if told:
            told[-1] = replace(told[-1], timeline=told[-1].timeline + way_out)
        else:
            told.append(Segment(place, way_out))
        posture = way_out.leaves(posture)
    return tuple(told)


def _still_to_come(routine: Routine, plan: Plan) -> list[Place]:
    """Where one is, and each side or rest that comes after it in this pose; none once the pose is done."""
    here, pose = plan.place, routine.pose(plan.place.pose)
    every = [Place(pose.id, side, breath=plan.breaths_had + 1) for side in range(pose.sides_count)]
    if here.rest or routine.rest_after(pose.id, plan.without):
        every.append(Place(pose.id, rest=True))
    begun = len(every) if here.rest else here.side
    coming = (place for place in every[begun + 1 :] if place.rest or place.breath <= plan.total(place, routine))
    return [] if here.stage is Stage.DONE else [here, *coming]


def _side(routine: Routine, plan: Plan, place: Place, posture: Posture, *, flows: bool) -> Iterator[Segment]:
    """The way into a hold, and its breaths; `flows` where one comes straight from another."""
    total = plan.total(place, routine)
    waits = Place(place.pose, place.side, rest=place.rest, breath=place.breath, waits=True)
    opening, left = _opening(routine, plan, place, total, flows=flows)
    told = Told(plan.told(place, routine), opening, announced=plan.then is None)
    way = Timeline()
    if left:
        number = routine.number
        named = {"breaths": number(left), "breath": number(place.breath), "total": number(total)}
        way = way_in(place, posture, told, routine, **named)
    if way.cues:
        yield Segment(waits, way)
    hold = Place(place.pose, place.side, Stage.HOLD, place.rest, breath=place.breath)
    reminders = held_at(place, routine).reminders
    lies = way.leaves(posture)
    held = Hold(hold, lies, total, plan.pace, plan.guidance, reminders, day=plan.day, eases=plan.eases)
    for n, breath in enumerate(held.breaths(routine), place.breath):
        yield Segment(Place(place.pose, place.side, Stage.HOLD, place.rest, breath=n, waits=True), breath)
    if place.breath > total and not way.cues:
        yield Segment(waits, way)


def _opening(routine: Routine, plan: Plan, place: Place, total: int, *, flows: bool) -> tuple[tuple[Line, ...], int]:
    """What opens a hold, and how many breaths it has from here on."""
    left = max(0, total - place.breath + 1)
    if place.rest or not left:
        return (), left
    if place.breath > 1:
        return (routine.hold.opening_again,), left
    if flows and total == plan.total(replace(place, side=place.side - 1), routine):
        return (in_turn(routine.hold.opening_side, plan.day, f"{place.pose} {place.side}"),), left
    return (in_turn(routine.hold.opening, plan.day, f"{place.pose} {place.side}"),), left
