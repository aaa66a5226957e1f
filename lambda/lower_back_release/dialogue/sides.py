"""Commands for one side and the other: what is asked of them is for this time round."""

from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue.changing import ChangingWords
from lower_back_release.dialogue.names import still_to_come
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.breath import MOST_BREATHS_HELD
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Routine, Side
from lower_back_release.lesson.timeline import Place, Stage

MORE_ON_WORSE_SIDE = 2
"""Breaths more on the worse side, where the other one has had its turn, or has it now."""


@dataclass(frozen=True)
class SidesWords:
    """What is said of one side and the other."""

    first: Annotated[str, Gaps("named_side")]
    first_already: Annotated[str, Gaps("named_side")]
    """Of the one that is first in this pose as it is."""
    first_from_next: Annotated[str, Gaps("named_side")]
    """The same, where this pose has begun with the other side."""
    more_there: Annotated[str, Gaps("breaths", "named_side")]
    which_side: str
    no_sides: str
    last_of_two: str
    """To somebody in the last pose that has two sides, once its first one has begun."""
    none_to_come: Annotated[str, Gaps("named_side")]
    """Of poses with sides."""
    this_side: Annotated[str, Gaps("side_name")]
    """To somebody who asks for the side they are on."""
    other_had: Annotated[str, Gaps("side_name")]
    """To somebody who asks for the other side on the way into the second one."""
    rest_of_side: str
    """To somebody who asks for the other side in the middle of the second one."""
    both_sides: str
    """To somebody who asks for the other side, with both of them done."""


@command(Theme.MOVING, "Changes sides", needs_place=True)
def other_side(turn: Turn) -> Answer:
    """The other side of the pose."""
    if turn.here.rest or not turn.pose.sides:
        return turn.carry_on(turn.say(turn.words.of(SidesWords).no_sides))
    if turn.between_sides:  # on the way there
        return turn.go(turn.here)
    here, had, plan = turn.here, turn.progress.course.first_had, turn.progress.plan
    if turn.command.side == turn.pose.sides[turn.side].id and here.to_hold:  # they name the one they are on
        return turn.carry_on(turn.say(turn.words.of(SidesWords).this_side, side_name=turn.pose.sides[turn.side].name))
    if turn.left_early and not had:  # its second side was left out
        return turn.go(Place(here.pose, turn.pose.sides_count - 1))
    if here.side == 0 and here.to_hold:
        second = Place(here.pose, 1, breath=turn.progress.course.breaths_had + 1)  # which may have had some before
        return turn.go(second, progress=turn.progress.with_course(first_had=here.breath - 1))
    due = plan.total(replace(here, side=0), turn.routine)
    if had < due:  # the first side still has some to come, and then both are done
        second_had = here.breath - 1 if here.to_hold else plan.total(here, turn.routine)
        even = turn.progress.with_course(breaths_had=second_had, first_had=due)
        return turn.go(Place(here.pose, 0, breath=had + 1), progress=even)
    words = turn.words.of(SidesWords)
    if here.stage is Stage.SETUP:
        return turn.go(here, turn.say(words.other_had, side_name=turn.pose.sides[here.side].name))
    both = turn.say(words.rest_of_side if here.stage is Stage.HOLD else words.both_sides)
    if here.stage is Stage.DONE:
        return turn.carry_on(both)
    return turn.go(replace(here, stage=Stage.WAY_OUT, step=0), both)


@command(Theme.CHANGING, "Begins each pose with the side you name, this time")
def side_first(turn: Turn) -> Answer:
    """The side named first: in this pose, if its first side hasn't begun, and in those to come."""
    side = _named(turn)
    if side and _in_sides(turn) and not _first_side_is_to_come(turn) and side.id == turn.pose.sides[0].id:
        coming = turn.progress.with_course(next_first_side=side.id)
        return turn.carry_on(turn.say(turn.words.of(SidesWords).first_already, named_side=side.side), progress=coming)
    return _first(turn, side)


def _first(turn: Turn, side: Side | None) -> Answer:
    words = turn.words.of(SidesWords)
    if side is None:
        return turn.carry_on(turn.say(words.which_side))
    if _first_side_is_to_come(turn):
        return _first_in_this_pose(turn, side)
    coming = turn.progress.with_course(next_first_side=side.id)
    template = words.first_from_next if _in_sides(turn) else words.first
    coming_poses = still_to_come(turn)[_in_sides(turn) :]
    if not any(pose.sides for pose in coming_poses):  # then nothing of it is heard this round
        to_others = words.none_to_come if coming_poses else words.first
        template = words.last_of_two if _in_sides(turn) else to_others
    return turn.carry_on(turn.say(template, named_side=side.side), progress=coming)


@command(Theme.CHANGING, "Gives your worse side the first turn, or two breaths more, this time")
def worse_side(turn: Turn) -> Answer:
    """The side named first; in a pose that has begun, two breaths more on it, unless it has had its turn."""
    words, side = turn.words.of(SidesWords), turn.command.side
    index = turn.routine.side_index(turn.pose.id, side)
    begun = _in_sides(turn) and not _first_side_is_to_come(turn) and not turn.progress.owed.left
    if index is None or not begun or index < turn.here.side:
        return _first(turn, _named(turn))
    more, total = [0] * turn.pose.sides_count, turn.progress.plan.total(Place(turn.pose.id, index), turn.routine)
    more[index] = min(MORE_ON_WORSE_SIDE, MOST_BREATHS_HELD - total)
    if more[index] < 1:
        return turn.carry_on(turn.say(turn.words.of(ChangingWords).longest))
    had = turn.progress.course.more_by_side or (0,) * len(more)
    both = tuple(sum(each) for each in zip(had, more, strict=True))
    longer = turn.progress.with_course(next_first_side=side, more_by_side=both)
    said = turn.say(words.more_there, breaths=turn.routine.number(more[index]), named_side=turn.pose.sides[index].side)
    return turn.carry_on(said, progress=longer)


def _named(turn: Turn) -> Side | None:
    """The side that was named, of whichever pose has it."""
    sides = (side for pose in turn.routine.poses for side in pose.sides)
    return next((side for side in sides if side.id == turn.command.side), None)


def _in_sides(turn: Turn) -> bool:
    """Whether one is in a pose with sides, and not yet through with them."""
    here = turn.here
    return turn.begun and bool(turn.pose.sides) and not here.rest and here.to_hold


def _first_side_is_to_come(turn: Turn) -> bool:
    """Whether one is on the way to the first side of a pose."""
    here = turn.here
    return _in_sides(turn) and here.side == 0 and here.stage is Stage.SETUP and here.breath == 1


def _first_in_this_pose(turn: Turn, side: Side) -> Answer:
    """Into this pose on the side named, out of the other one first where one is in it."""
    said = turn.say(turn.words.of(SidesWords).first, named_side=side.side)
    led = turn.routine.beginning_with(side.id)
    posture = _seen(turn.posture, turn.routine, led)
    more = turn.progress.course.more_by_side
    if led != turn.routine:
        more = tuple(reversed(more))
    first = turn.progress.with_course(first_side=side.id, next_first_side=side.id, posture=posture, more_by_side=more)
    first_turn = replace(turn, routine=led, progress=first)
    if not turn.running:
        return first_turn.carry_on(said)
    return first_turn.go(turn.here if led == turn.routine else Place(turn.here.pose), said)


def _seen(posture: Posture, before: Routine, after: Routine) -> Posture:
    """A posture, where the sides have changed their order."""
    shape = posture.shape
    if shape is None or not before.held_in(shape).sides:
        return posture
    index = after.side_index(shape.id, before.held_in(shape).sides[shape.side].id)
    return posture if index is None else replace(posture, shape=Shape(shape.id, index))
