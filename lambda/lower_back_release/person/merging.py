"""One person on two devices at once: what becomes of what both of them did."""

from dataclasses import fields, replace
from typing import Any

from lower_back_release.lesson.routine import Routine
from lower_back_release.person.history import History, by_day
from lower_back_release.person.preferences import Preferences
from lower_back_release.person.progress import Progress


def merge(routine: Routine, before: Progress, ours: Progress, theirs: Progress) -> Progress:
    """Our turn, on top of what the other device kept meanwhile. `before` is our progress before the turn.

    A preference that our turn changed is ours, any other is theirs: the latest wish counts. A pose is left out that
    either has left out, and taken in that either has taken in, unless none would be left. The place is that of whoever
    spoke last; where both spoke at once, the further one. Poses known and days of practice are all kept.
    """
    latest = max(ours, theirs, key=lambda each: (each.history.seen_ms, *_point(routine, each), each is ours))
    return replace(
        latest,
        preferences=_preferences(routine, before.preferences, ours.preferences, theirs.preferences),
        history=_history(routine, before.history, ours.history, theirs.history, latest.history.seen_ms),
    )


def stay(ours: Progress, merged: Progress) -> Progress:
    """Our progress for the rest of our session: our own place, with all else that the other device brought."""
    history = replace(merged.history, seen_ms=ours.history.seen_ms)
    return replace(ours, preferences=merged.preferences, history=history)


def beside(routine: Routine, before: Progress, ours: Progress, theirs: Progress) -> Progress:
    """Our likes and what we have done, on top of theirs, whose place stays: we began without knowing of it.

    `before` is what we took them for. Where the practice is over, no place stays.
    """
    if ours.owed.over:
        theirs = replace(theirs, course=ours.course, history=replace(theirs.history, welcomed=False))
    return replace(
        theirs,
        preferences=_preferences(routine, before.preferences, ours.preferences, theirs.preferences),
        history=_history(routine, before.history, ours.history, theirs.history, theirs.history.seen_ms),
    )


def _preferences(routine: Routine, before: Preferences, ours: Preferences, theirs: Preferences) -> Preferences:
    chosen: dict[str, Any] = {}
    for field in fields(Preferences):
        mine = getattr(ours, field.name)
        chosen[field.name] = mine if mine != getattr(before, field.name) else getattr(theirs, field.name)
    for name in ("left_out", "never"):
        chosen[name] = _either(getattr(before, name), getattr(ours, name), getattr(theirs, name))
    return Preferences(**chosen).leaving_some(routine)


def _either(before: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """What either has put into a list, without what either has taken out."""
    taken_out = {*before} - ({*ours} & {*theirs})
    return tuple(each for each in dict.fromkeys((*theirs, *ours)) if each not in taken_out)


def _history(routine: Routine, before: History, ours: History, theirs: History, seen_ms: int) -> History:
    return History(
        welcomed=ours.welcomed if ours.welcomed != before.welcomed else theirs.welcomed,
        known=tuple(dict.fromkeys((*theirs.known, *ours.known))),
        practiced=by_day((*theirs.practiced, *ours.practiced), routine),
        days=max(ours.days, theirs.days),
        seen_ms=seen_ms,
    )


def _point(routine: Routine, progress: Progress) -> tuple[int, bool, int, int]:
    place = progress.course.of_routine.place
    return routine.order[place.pose], place.rest, place.side, place.breath
