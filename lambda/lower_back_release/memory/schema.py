"""The shape of what is kept, by number; older shapes are brought up to date as they are read."""

from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from lower_back_release.memory.record import Damaged, Record, Unkeepable, Unreadable

SCHEMA = 8
"""The shape that is written. Grows by one when a progress of the older shape can't be read as it is."""


def _to_2(progress: Mapping[str, Any]) -> Mapping[str, Any]:
    """From before it was known how a body lies. Whoever was in the middle of an answer goes on from its beginning."""
    stage, breath = progress["stage"], int(progress["breath"])
    if stage in ("rest", "break"):
        stage = "hold" if breath else "setup"
    kept = (
        "pose",
        "side",
        "intro",
        "more_breaths",
        "pace",
        "breaths",
        "guidance",
        "known",
        "left_out",
        "welcomed",
        "seen",
    )
    return {name: progress[name] for name in kept} | {
        "stage": stage,
        "rest": int(progress["stage"] == "rest"),
        "step": 0,
        "breath": max(1, breath),
        "waits": int(progress["stage"] == "break"),
        "position": "anywhere",
        "runs": "nothing",
        "more_rest_breaths": 0,
        "flow": progress.get("flow", 0),
        "days": progress["finished"],
    }


def _to_3(progress: Mapping[str, Any]) -> Mapping[str, Any]:
    """From when the days of practice were kept, and not yet which poses had been held this time round."""
    others = {name: value for name, value in progress.items() if name != "days"}
    return others | {
        "begun": int(progress["welcomed"]),
        "breaths_had": 0,
        "first_had": 0,
        "held": [],
        "finished": [int(day) * 24 * 60 * 60 * 1000 for day in progress["days"]],
    }


def _to_4(progress: Mapping[str, Any]) -> Mapping[str, Any]:
    """From before a pose could be left out for good, and a side have breaths of its own."""
    new = {"more_by_side": [], "not_planned": [], "never": [], "eases": 0}
    return dict(progress) | new | {"days": len(progress["finished"])}


def _to_5(progress: Mapping[str, Any]) -> Mapping[str, Any]:
    """From before a rest in between was a place of its own: whoever was in one goes on with what it was taken in."""
    others = {name: value for name, value in progress.items() if name not in ("between", "runs")}
    return others | {"runs": "nothing" if progress["runs"] == "rest" else progress["runs"]}


def _to_6(progress: Mapping[str, Any]) -> Mapping[str, Any]:
    """From before somebody cut off was known to be in their pose, or not; and a rest in between was told by name."""
    others = {name: value for name, value in progress.items() if name != "between"}
    shape = {"moving": progress.get("moving", 0), "unsure": 0} if "shape" in progress else {}
    names = ("pose", "stage", "step", "breath", "waits", "more_breaths", "variation")
    between = {f"between_{name}": value for name, value in zip(names, progress.get("between", ()), strict=False)}
    return others | shape | between | {"runs": "nothing" if progress["runs"] == "cut off" else progress["runs"]}


def _to_7(progress: Mapping[str, Any]) -> Mapping[str, Any]:
    """From before the names of moments and spans of time ended in their unit."""
    times = {name: f"{name}_ms" for name in ("intro", "began", "seen", "finished")}
    return {times.get(name, name): value for name, value in progress.items()}


def _to_8(progress: Mapping[str, Any]) -> Mapping[str, Any]:
    """From when only ends of the routine were kept, and not each day of practice. `days` were those spoken on."""
    others = {name: value for name, value in progress.items() if name != "finished_ms"}
    return others | {"practiced": [f"{int(moment) // (60 * 60 * 1000)} end" for moment in progress["finished_ms"]]}


UPGRADES: Mapping[int, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    1: _to_2,
    2: _to_3,
    3: _to_4,
    4: _to_5,
    5: _to_6,
    6: _to_7,
    7: _to_8,
}
"""By schema: what makes a progress of that schema one of the next."""


LAST_VERSION = 10**12
"""A version that nobody comes to: a write a second makes as many in 30,000 years."""

LONGEST_ID = 500
"""Letters of a request's id, of which Amazon's have some 70."""

MARK_BYTES = 8
"""Bytes of a mark, each of which is two letters: enough that no two are ever alike."""


def following(version: int) -> int:
    """The version after another, 0 where there is none: after the last comes the first."""
    return version % LAST_VERSION + 1


def is_mark(text: object) -> TypeGuard[str]:
    """Whether it can be the mark of a note; empty, it is of one from before there were marks."""
    return isinstance(text, str) and len(text) <= 2 * MARK_BYTES and (not text or (text.isascii() and text.isalnum()))


def record_of(schema: object, version: object, request: object, progress: object, mark: object = "") -> Record:
    """What is kept, of whatever was found, in today's shape. Raises Damaged, or Unreadable of a newer schema."""
    if type(schema) is not int or type(version) is not int or type(request) is not str:
        raise Damaged("Damaged")
    if not isinstance(progress, Mapping) or not is_mark(mark):
        raise Damaged("Damaged")
    if not 1 <= version <= LAST_VERSION or len(request) > LONGEST_ID:
        raise Damaged("Damaged")
    if schema > SCHEMA:
        raise Unreadable("NewerSchema")
    for number in range(schema, SCHEMA):
        if number not in UPGRADES:
            raise Damaged("UnknownSchema")
        try:
            progress = UPGRADES[number](progress)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise Damaged("Damaged") from error
    try:
        request.encode()
        return Record(progress, version, request, mark)
    except (Unkeepable, UnicodeEncodeError) as error:  # half a character
        raise Damaged("Damaged") from error
