"""What has to be true of a language's words, beyond their being there: every body can follow them."""

from collections.abc import Iterator
from dataclasses import replace

from lower_back_release.content.reader import ContentError
from lower_back_release.dialogue.moving import MovingWords
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.posture import ANYWHERE
from lower_back_release.lesson.routine import Held, Line, Pose, Routine


def check(routine: Routine, words: Words, where: str) -> None:
    """Raises ContentError that names what is missing, where: the first of all complaints."""
    for complaint in _complaints(routine, words):
        raise ContentError(f"{where}{complaint}")


def _complaints(routine: Routine, words: Words) -> Iterator[str]:
    if not routine.poses:
        yield " has no poses"
    held = list(routine.every_held())
    for n, one in enumerate(held):
        if one.id in {other.id for other in held[:n]}:
            yield f" has two poses or rests of the id '{one.id}'"
    if len(words.of(MovingWords).ordinals) < len(routine.poses):
        yield f", moving lacks ordinals for {len(routine.poses)} poses"
    for one in held:
        yield from (f": {one.id}{complaint}" for complaint in _of_shape(one))
    yield from _of_moves(routine)


def _of_shape(held: Held) -> Iterator[str]:
    """Every way in ends in the shape, every way out in none."""
    for name in ("setup", "short", "setup_gentler"):
        told: tuple[Line, ...] = getattr(held, name)
        if sum(line.takes is not None for line in told) != 1:
            yield f" lacks the one line of '{name}' that takes the shape"
        if any(line.leaves for line in told):
            yield f" leaves the shape in '{name}'"
    if not held.way_out or held.way_out[-1].leaves is None:
        yield " lacks the line of 'way_out' that leaves the shape"
    if any(line.takes for line in held.way_out):
        yield " takes a shape in 'way_out'"
    taken = {line.takes for line in (*held.setup, *held.short, *held.setup_gentler) if line.takes}
    if len(taken) > 1:
        yield f" is taken in several positions: {', '.join(sorted(taken))}"
    if isinstance(held, Pose) and len(held.sides) > 1 and (held.switch is None or held.switch.leaves is None):
        yield " lacks a 'switch' that leaves the shape"
    without_rest = replace(held, rest=None) if isinstance(held, Pose) else held
    if not held.sides and any(word in str(without_rest) for word in ("{side}", "{other}")):
        yield " speaks of a side, and has none"


def _of_moves(routine: Routine) -> Iterator[str]:
    """A move for each pair of positions that can follow one another.

    Whoever is on the way to a pose may turn to any other, so one can come from wherever a setup begins or a way out
    ends, and from anywhere.
    """
    held = list(routine.every_held())
    to = {one.position for one in held}
    out = {line.leaves for one in held for line in one.way_out if line.leaves}
    out |= {one.switch.leaves for one in routine.poses if one.switch and one.switch.leaves}
    for position in sorted(to):
        for start in sorted(to | out | {ANYWHERE}):
            if start not in routine.moves.get(position, {}):
                yield f": moves.{position} lacks '{start}'"
