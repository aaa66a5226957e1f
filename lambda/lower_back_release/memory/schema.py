"""The shape of what is kept, by number; older shapes are brought up to date as they are read."""

from collections.abc import Callable, Mapping
from typing import Any

from lower_back_release.memory.kept import Kept, Unkeepable, Unreadable

SCHEMA = 1
"""The shape that is written. Grows by one when a progress of the older shape can't be read as it is."""

UPGRADES: Mapping[int, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}
"""By schema: what makes a progress of that schema one of the next."""


def kept_of(schema: object, version: object, request: object, progress: object) -> Kept:
    """What is kept, of whatever was found, in today's shape. Raises Unreadable, naming the kind of damage."""
    if type(schema) is not int or type(version) is not int or type(request) is not str or version < 1:
        raise Unreadable("Damaged")
    if not isinstance(progress, Mapping):
        raise Unreadable("Damaged")
    if schema > SCHEMA:
        raise Unreadable("NewerSchema")
    for number in range(schema, SCHEMA):
        if number not in UPGRADES:
            raise Unreadable("UnknownSchema")
        progress = UPGRADES[number](progress)
    try:
        return Kept(progress, version, request)
    except Unkeepable as error:
        raise Unreadable("Damaged") from error
