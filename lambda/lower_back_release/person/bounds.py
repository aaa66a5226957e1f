"""What anything kept can be: beyond it, it wasn't us who kept it."""

import re
from itertools import pairwise
from typing import Any

from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.words import apart

LATEST_MS = 2**42
"""Milliseconds from 1970 (UTC) to 2109: no moment of ours is later."""


def listed(kept: Any) -> tuple[Any, ...]:
    """What was kept as a list. Raises TypeError where it is none: a text would pass for one of its letters."""
    if not isinstance(kept, list | tuple):
        raise TypeError("no list")
    return tuple(kept)


def poses_known(kept: Any, routine: Routine) -> tuple[str, ...]:
    """Those of some ids that are of poses of the routine, each once. Raises TypeError where they aren't ids."""
    return tuple(dict.fromkeys(pose for pose in listed(kept) if pose in routine.order))


def held_known(kept: Any, routine: Routine) -> tuple[str, ...]:
    """Those of some ids that are of poses or rests, each once. Raises TypeError where they aren't ids."""
    return tuple(dict.fromkeys(held for held in listed(kept) if held in routine.held_by_id))


_SENTENCES = re.compile(r"(?:[^{}<>&.?!]|[.?!]+[ \d])*[.?!]+")
"""One after the other, with a space between them, and none that is cut off."""


MOST_SENTENCES = 30
"""More than any answer says of its own: the longest has eleven."""


def sentences(kept: Any, most: int) -> tuple[str, ...]:
    """Sentences of at most so many letters, to be said again. Raises TypeError or ValueError where they can't be."""
    found = listed(kept)
    if not all(isinstance(each, str) for each in found):
        raise TypeError("sentences")
    if sum(map(len, found)) > most or len(single := apart(" ".join(found))) > MOST_SENTENCES:
        raise ValueError("too long")
    if not all(each.isprintable() and _SENTENCES.fullmatch(each) for each in found):
        raise ValueError("sentences")
    if any(each == after for each, after in pairwise(single)):
        raise ValueError("the same sentence twice")
    return found


def up_to(kept: Any, most: int) -> int:
    """A number from 0 to `most`. Raises TypeError or ValueError where it isn't one."""
    number = int(kept)
    if not 0 <= number <= most:
        raise ValueError(f"{number} is not from 0 to {most}")
    return number
