"""What has to be true of a language's words, beyond their being there: every body can follow them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from string import Formatter
from typing import get_type_hints

from lower_back_release.content.reader import ContentError, texts
from lower_back_release.dialogue.changing import ChangingWords
from lower_back_release.dialogue.getting_up import GettingUpWords
from lower_back_release.dialogue.moving import MovingWords
from lower_back_release.dialogue.reminding import NIGHT, RemindingWords
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.routine import Held, Line, Pose, Rest, Routine
from lower_back_release.person.reminder import HOURS_A_DAY, NOON, WEEK

OF_SHAPE = frozenset({"called", "side", "other"})
"""What is filled in, in the words of a pose or rest."""

OF_DIALOGUE = frozenset({"called", "count"})
"""What is filled in wherever the dialogue says something of its own."""


MONTHS = 12
"""In a year."""

DATES = 31
"""In a month, at most."""

GAPS_OF_HELD = ("called", "next", "named", "pose")
GAPS_OF_SIDES = ("side", "other", "named_side")
"""The gaps that are filled with what a pose or rest is called, and with a side: their forms can be asked for."""


def check(routine: Routine, words: Words, where: str) -> None:
    """Raises ContentError that names what is missing, where: the first of all complaints."""
    for complaint in _complaints(routine, words):
        raise ContentError(f"{where}{complaint}")


def _complaints(routine: Routine, words: Words) -> Iterator[str]:
    held, paces = list(routine.every_held()), words.of(ChangingWords).paces
    for n, one in enumerate(held):
        if one.id in {other.id for other in held[:n]}:
            yield f" has two poses or rests of the id '{one.id}'"
    if len(words.of(MovingWords).ordinals) < len(routine.poses):
        yield f", moving lacks ordinals for {len(routine.poses)} poses"
    reminding = words.of(RemindingWords)
    lists = (
        ("week", reminding.week, len(WEEK)),
        ("hours", reminding.hours, NOON),
        ("months", reminding.months, MONTHS),
        ("dates", reminding.dates, DATES),
    )
    for name, listed, count in lists:
        if listed is not None and len(listed) != count:
            yield f", reminding, {name} should be {count}, and are {len(listed)}"
    if not NOON < reminding.midday_ends < reminding.evening:
        yield f", reminding, midday_ends should be after {NOON}, before an evening, and is {reminding.midday_ends}"
    if not NOON < reminding.evening < NIGHT:
        yield f", reminding, evening should be an hour from {NOON + 1} to {NIGHT - 1}, and is {reminding.evening}"
    for one in held:
        yield from (f": {one.id}{complaint}" for complaint in _of_shape(one))
    yield from _of_moves(routine)
    yield from _of_getting_up(routine, words.of(GettingUpWords))
    for position in routine.lying:
        if position not in routine.positions:
            yield f": lying has '{position}', in which nobody ever is"
    if not 0 <= routine.day_begins < HOURS_A_DAY:
        yield f": day_begins should be an hour from 0 to 23, and is {routine.day_begins}"
    yield from _of_lines_that_move_nobody(routine)
    yield from (f", changing lacks a name for the pace '{name}'" for name in PACES.keys() - paces.keys())
    yield from _of_templates(routine, words)
    yield from _of_forms(routine, words)


def _of_forms(routine: Routine, words: Words) -> Iterator[str]:
    """What stands in the same gap has the same forms, and a template asks for none but these."""
    called = {f"{held.id}, called": held.called for held in routine.every_held()}
    sides = [(f"{pose.id}, side {side.id}", side) for pose in routine.poses for side in pose.sides]
    of_sides = {
        f"{where}, {name}": word for where, one in sides for name, word in (("side", one.side), ("other", one.other))
    }
    names = {f"{where}, name": one.name for where, one in sides}
    filled: dict[str, set[str]] = {}
    for gaps, alike in ((GAPS_OF_HELD, called), (GAPS_OF_SIDES, of_sides), (("side_name",), names)):
        forms = {form for word in alike.values() for form in word.forms}
        filled |= dict.fromkeys(gaps, forms)
        for where, word in alike.items():
            yield from (f": {where} lacks the form '{form}'" for form in sorted(forms - word.forms.keys()))
    for template in texts((routine, *words.all_groups())):
        for gap in _gaps_in(template):
            name, _, form = gap.partition(".")
            if form and form not in filled.get(name, ()):
                yield f": {template!r} asks for the form '{form}' of '{name}', which it hasn't"


def _gaps_in(template: str) -> list[str]:
    """What stands in braces. Raises ValueError where these can't be read."""
    return [gap for _, gap, _, _ in Formatter().parse(template) if gap is not None]


def _of_templates(routine: Routine, words: Words) -> Iterator[str]:
    """Every template holds only gaps that are filled in where it is said."""
    yield from _of_part(routine.hold, frozenset())
    for group in words.all_groups():
        yield from _of_part(group, OF_DIALOGUE)
    anywhere = OF_SHAPE & OF_DIALOGUE  # whatever one comes from, which may have no sides
    yield from _of_part((routine.ease_out, routine.if_still_in, *routine.moves.values()), anywhere)
    for one in routine.every_held():
        yield from _of_part(replace(one, rest=None) if isinstance(one, Pose) else one, OF_SHAPE)
        yield from _of_part(one.reminders, frozenset())


def _of_part(part: object, filled_in: frozenset[str]) -> Iterator[str]:
    """Of a part of what was read: words, or what holds some."""
    if isinstance(part, str):
        yield from _of_gaps(part, filled_in)
    elif isinstance(part, Mapping):
        yield from _of_part(tuple(part.values()), filled_in)
    elif isinstance(part, tuple):
        for each in part:
            yield from _of_part(each, filled_in)
    elif is_dataclass(part):
        if isinstance(part, Line) and part.wait < 0:
            yield f": {part.say!r} waits for {part.wait} seconds"
        kind: type = type(part)
        for name, gaps in gaps_of(kind).items():
            yield from _of_part(getattr(part, name), gaps.names if gaps.alone else filled_in | gaps.names)


@cache  # there are hundreds of lines, and this is paid whenever Lambda starts
def gaps_of(kind: type) -> Mapping[str, Gaps]:
    """What is filled in, by field of a dataclass of words."""
    hints = get_type_hints(kind, include_extras=True)
    extras = {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
    return {name: next((each for each in of if isinstance(each, Gaps)), Gaps()) for name, of in extras.items()}


def _of_gaps(template: str, allowed: frozenset[str]) -> Iterator[str]:
    """Nothing stands in braces but what is filled in there."""
    try:
        gaps = {gap.partition(".")[0] for gap in _gaps_in(template)}
    except ValueError as error:
        yield f": {template!r} can't be filled in: {error}"
    else:
        yield from (f": {template!r} has a gap '{gap}', which nothing fills" for gap in sorted(gaps - allowed))


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
    early = held.way_out_early if isinstance(held, Rest) else ()
    if early and early[-1].leaves is None:
        yield " lacks the line of 'way_out_early' that leaves the shape"
    if any(line.takes for line in (*held.way_out, *early)):
        yield " takes a shape in 'way_out'"
    taken = {line.takes for line in (*held.setup, *held.short, *held.setup_gentler) if line.takes}
    if len(taken) > 1:
        yield f" is taken in several positions: {', '.join(sorted(taken))}"
    switch = held.switch if isinstance(held, Pose) else None
    if isinstance(held, Pose) and len(held.sides) > 1 and (switch is None or switch.leaves is None):
        yield " lacks a 'switch' that leaves the shape"
    if switch and switch.takes:
        yield " takes a shape in 'switch'"
    without_rest = replace(held, rest=None) if isinstance(held, Pose) else held
    if isinstance(held, Rest) and held.breaths < 1:
        yield " is held for no breath"
    if not held.sides and any(word in str(without_rest) for word in ("{side}", "{other}")):
        yield " speaks of a side, and has none"


def _of_getting_up(routine: Routine, words: GettingUpWords) -> Iterator[str]:
    """A way up from each position that somebody at ease may be in."""
    reached = routine.positions_at_ease
    yield from (f", getting_up.steps lacks '{position}'" for position in sorted(reached - words.steps.keys()))
    for position in sorted(words.steps.keys() - reached):
        yield f", getting_up.steps has '{position}', where nobody ever is"


def _of_moves(routine: Routine) -> Iterator[str]:
    """A move for each pair of positions that can follow one another.

    Whoever is on the way to a pose may turn to any other, so one can come from wherever a setup begins or a way out
    ends, and from anywhere.
    """
    to, starts = routine.begun_from, routine.positions_at_ease
    for position in sorted(routine.moves.keys() - to):
        yield f": moves.{position} leads where nothing begins"
    for position, moves in routine.moves.items():
        for start in sorted(moves.keys() - starts):
            yield f": moves.{position} has '{start}', where nothing leaves anybody"
    for position in sorted(to):
        for start in sorted(starts):
            if start not in routine.moves.get(position, {}):
                yield f": moves.{position} lacks '{start}'"


def _of_lines_that_move_nobody(routine: Routine) -> Iterator[str]:
    """Only a way in, a way out and a switch move the body into a shape or out of it."""
    still: list[tuple[str, Line]] = [("ease_out", routine.ease_out)]
    still += [(f"{held.id}'s reminders", line) for held in routine.every_held() for line in held.reminders]
    still += [(f"{held.id}'s announce", held.announce) for held in routine.every_held() if isinstance(held, Rest)]
    still += [(f"moves.{to}", line) for to, moves in routine.moves.items() for line in moves.values()]
    for field in fields(routine.hold):
        said = getattr(routine.hold, field.name)
        still += [(f"hold.{field.name}", line) for line in (said if isinstance(said, tuple) else (said,))]
    for name, line in still:
        if line.takes or line.leaves:
            yield f": {name} says what it takes or leaves, which is for ways in and out"
