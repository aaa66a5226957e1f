"""The one way to move somebody: out of the shape they are in, from position to position, into the next shape."""

from dataclasses import dataclass, replace
from enum import StrEnum

from lower_back_release.lesson.posture import ANYWHERE, Posture
from lower_back_release.lesson.routine import Line, Pose, Rest, Routine
from lower_back_release.lesson.timeline import Place, Stage, Timeline, Whereabouts
from lower_back_release.lesson.words import held_at, lines, shape_at


class Variation(StrEnum):
    """More or less of a pose than usual."""

    GENTLER = "gentler"
    DEEPER = "deeper"


def out_of(posture: Posture, place: Place, routine: Routine, *, early: bool = True) -> Timeline:
    """How to come out of the shape one is in; nothing for somebody who is in none.

    `early` where a pose is left before its time. `place` is where one is said to be meanwhile.
    """
    if posture.shape is None:
        return Timeline()
    held = routine.held_in(posture.shape)
    way_out = (early and isinstance(held, Rest) and held.way_out_early) or held.way_out
    if posture.position == ANYWHERE and (posture.unsure or isinstance(held, Rest)):  # out of it, perhaps, or half up
        way_out = tuple(replace(line, leaves=line.leaves and ANYWHERE) for line in way_out)
    first: tuple[Line, ...] = ()
    if posture.unsure:
        first = (routine.if_still_in,)
    elif early and isinstance(held, Pose):
        first = (routine.ease_out,)
    return lines((*first, *way_out), posture.shape, Whereabouts(place, posture), routine)


def way_from(posture: Posture, place: Place, routine: Routine) -> Timeline:
    """How to come out of the shape one is in, to get to a place; nothing where the place can be got to from within.

    From one side of a pose to the other it takes but a word.
    """
    if posture.shape is None or stays(posture, place, routine):
        return Timeline()
    held, shape = routine.held_in(posture.shape), shape_at(place, routine)
    other_side = shape.id == held.id and shape.side != posture.shape.side
    if isinstance(held, Pose) and held.switch and other_side and not posture.unsure:
        return lines((held.switch,), posture.shape, Whereabouts(place, posture), routine)
    return out_of(posture, place, routine)


def stays(posture: Posture, place: Place, routine: Routine) -> bool:
    """Whether somebody goes on from how they lie to a place: without coming out of a shape, and with no way there."""
    held, shape = held_at(place, routine), shape_at(place, routine)
    if posture.unsure or posture.shape not in (None, shape):
        return False
    match place.stage:
        case Stage.SETUP:
            if posture.shape is None and posture.position != held.position:
                return False
            return place.step > 0
        case Stage.HOLD:
            return posture.holds(shape)
        case _:
            return place.stage is Stage.WAY_OUT


def _step(posture: Posture, place: Place, told: tuple[Line, ...]) -> int:
    """The step to go on from for somebody in the middle of a setup, which may have been told in other steps before."""
    takes = next(step for step, line in enumerate(told, 1) if line.takes)
    if posture.shape is None:
        return min(place.step, takes)
    return takes if posture.moving else min(max(place.step, takes + 1), len(told) + 1)


@dataclass(frozen=True)
class Told:
    """How the way into a hold is told."""

    setup: tuple[Line, ...]
    opening: tuple[Line, ...]
    """What opens the hold."""
    announced: bool = True
    """Whether a rest is announced; not where somebody has asked for it."""


def way_in(place: Place, posture: Posture, told: Told, routine: Routine, **named: str) -> Timeline:
    """From however one lies to a hold or its setup, and what opens the hold.

    It goes on from the step one is at, where the body can; else it begins with the first one. Nothing is said to
    somebody who is in the hold already.
    """
    shape, setup, way = shape_at(place, routine), told.setup, Timeline()
    if not stays(posture, place, routine):
        place = replace(place, stage=Stage.SETUP, step=0)
        way = _way_there(place, posture, told, routine)
        place = replace(place, step=1)
    elif place.stage is Stage.HOLD:
        return way
    else:
        place = replace(place, step=_step(posture, place, setup))
    for step, line in enumerate((*setup[place.step - 1 :], *told.opening), place.step):
        at, then = (replace(place, step=min(n, len(setup) + 1)) for n in (step, step + 1))
        way += lines((line,), shape, Whereabouts(at, way.leaves(posture)), routine, then, **named)
    return way


def _way_there(place: Place, posture: Posture, told: Told, routine: Routine) -> Timeline:
    """Out of whatever one is in, and to where a setup begins."""
    held, shape = held_at(place, routine), shape_at(place, routine)
    way = way_from(posture, place, routine)
    if isinstance(held, Rest) and place.breath == 1 and told.announced:
        way += lines((held.announce,), shape, Whereabouts(place, way.leaves(posture)), routine)
    lies = way.leaves(posture)
    # Whoever only changes sides, or comes back to a breath, needs no word to stay where they are.
    if lies.position != held.position or (place.side == 0 and place.breath == 1):
        line = replace(routine.moves[held.position][lies.position], leaves=held.position)
        way += lines((line,), shape, Whereabouts(place, lies), routine, replace(place, step=1))
    return way
