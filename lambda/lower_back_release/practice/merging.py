"""One person on two devices at once: what becomes of what both of them did."""

from dataclasses import replace
from typing import Any

from lower_back_release.practice.progress import DAYS_KEPT, Progress
from lower_back_release.practice.routine import Routine

PREFERENCES = ("pace", "breaths", "guidance", "left_out", "welcomed")
"""Fields that say how somebody likes it."""


def merge(routine: Routine, before: Progress, ours: Progress, theirs: Progress) -> Progress:
    """Our turn, on top of what the other device kept meanwhile. `before` is our progress before the turn.

    A preference that our turn changed is ours, any other is theirs: the latest wish counts. The place is that of
    whoever spoke last, and where both spoke at once, the further one. Poses known and days of practice are all kept.
    """
    latest = max(ours, theirs, key=lambda each: (each.seen, *_point(routine, each), each is ours))
    kept: dict[str, Any] = {
        name: getattr(ours if getattr(ours, name) != getattr(before, name) else theirs, name) for name in PREFERENCES
    }
    known = tuple(dict.fromkeys((*theirs.known, *ours.known)))
    finished = tuple(sorted({*theirs.finished, *ours.finished}))[-DAYS_KEPT:]
    return replace(latest, **kept, known=known, finished=finished)


def stay(ours: Progress, merged: Progress) -> Progress:
    """Our progress for the rest of our session: our own place, with all else that the other device brought."""
    shared = (*PREFERENCES, "known", "finished")
    return replace(ours, **{name: getattr(merged, name) for name in shared})


def _point(routine: Routine, progress: Progress) -> tuple[int, int, int]:
    here = progress.here
    return routine.order[here.pose], here.side, here.breath
