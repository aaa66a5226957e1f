"""Where a person is, and how they like it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum, auto
from typing import Any

from lower_back_release.practice.breath import FEWEST_BREATHS, GENTLE, MOST_BREATHS, PACES, Pace
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.timeline import Place, Stage

DAY = 24 * 60 * 60 * 1000
"""Milliseconds."""

DAYS_KEPT = 10
"""How many days of practice are kept: enough to speak of a week."""


class Guidance(IntEnum):
    """How much is said in a hold."""

    LESS = 0
    """The first breath, the reminder, the last breath, and whatever keeps a silence bearable."""
    USUAL = 1
    """The first two breaths, then counts."""
    MORE = 2
    """In and out, on every breath."""


class Question(StrEnum):
    """What was asked last, where "yes" means more than to go on."""

    FORGET = auto()
    """Shall everything about you be forgotten?"""

    GO_ON_WITH = auto()
    """Shall we go on where we stopped last time?"""
    WHICH_POSE = auto()
    """Which pose would you like?"""
    AGAIN = auto()
    """Shall we begin again, from the first pose?"""
    GENTLER = auto()
    """Shall we try it gentler?"""
    MOVE_ON = auto()
    """Shall we leave this pose, and go on to the next?"""


class ProgressError(ValueError):
    """What was kept of somebody's progress can't be read."""


@dataclass(frozen=True)
class Progress:
    """All that is known of a person between two turns. To and from plain JSON: integers, strings, and lists of them."""

    here: Place
    """Where the running answer's part of the routine begins; where they wait, when nothing runs."""
    began: int | None = None
    """When the running answer's first word began, in milliseconds since 1970 (UTC). None when nothing runs."""
    intro: int = 0
    """Milliseconds of the running answer before its part of the routine begins."""
    more_breaths: int = 0
    """Breaths a side asked for on top, in this pose only."""
    pace: Pace = GENTLE
    breaths: int = FEWEST_BREATHS
    """Breaths a side, 8 to 10."""
    guidance: Guidance = Guidance.USUAL
    known: tuple[str, ...] = ()
    """Ids of the poses they have been in, whose setup can be short."""
    welcomed: bool = False
    """Whether they have heard the safety note."""
    left_out: tuple[str, ...] = ()
    """Ids of the poses to be left out, this time round."""
    asked: Question | None = None
    """The question that is still open."""
    misses: int = 0
    """How many times in a row they weren't understood."""
    seen: int = 0
    """When they last said something, in milliseconds since 1970 (UTC)."""
    finished: tuple[int, ...] = ()
    """The last days on which they came to the end of the routine, in days since 1970 (UTC), the latest last."""
    flow: bool = False
    """Whether the next part begins by itself. Only ever on a device with a screen: nothing else can say when."""

    @property
    def total(self) -> int:
        """How many breaths the present pose is held for, a side."""
        return self.breaths + self.more_breaths

    def flows_on(self, end: Place, routine: Routine) -> bool:
        """Whether more begins by itself after an answer that ends here."""
        more = end.stage is Stage.BREAK or routine.after(end.pose, self.left_out) is not None
        return self.flow and more

    def waiting(self) -> "Progress":
        """The same person in the same place, with nothing running."""
        return replace(self, began=None, intro=0)

    def finishing(self, moment: int) -> "Progress":
        """The same person, having come to the end of the routine at this moment, in milliseconds since 1970 (UTC)."""
        days = dict.fromkeys((*self.finished, moment // DAY))
        return replace(self, finished=tuple(days)[-DAYS_KEPT:])

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, small: about 300 bytes."""
        kept: dict[str, Any] = {
            "pose": self.here.pose,
            "side": self.here.side,
            "stage": self.here.stage.value,
            "breath": self.here.breath,
            "intro": self.intro,
            "more_breaths": self.more_breaths,
            "pace": self.pace.name,
            "breaths": self.breaths,
            "guidance": int(self.guidance),
            "known": list(self.known),
            "welcomed": int(self.welcomed),
            "left_out": list(self.left_out),
            "misses": self.misses,
            "seen": self.seen,
            "finished": list(self.finished),
            "flow": int(self.flow),
        }
        open_question = {} if self.asked is None else {"asked": self.asked.value}
        running = {} if self.began is None else {"began": self.began}
        return kept | open_question | running


def new_progress(routine: Routine) -> Progress:
    """Somebody we have never met, before the first pose."""
    return Progress(Place(routine.poses[0].id))


def from_json(kept: object, routine: Routine) -> Progress:
    """The progress kept by `to_json`.

    Raises ProgressError, naming what is wrong, where it is of another shape or of poses this routine doesn't have.
    """
    if not isinstance(kept, Mapping):
        raise ProgressError(f"progress should be an object, and is a {type(kept).__name__}")
    try:
        pose = routine.pose(kept["pose"])
        place = Place(pose.id, int(kept["side"]), Stage(kept["stage"]), int(kept["breath"]))
        progress = Progress(
            place,
            None if kept.get("began") is None else int(kept["began"]),
            int(kept["intro"]),
            int(kept["more_breaths"]),
            PACES[kept["pace"]],
            int(kept["breaths"]),
            Guidance(int(kept["guidance"])),
            tuple(pose for pose in kept["known"] if pose in routine.order),
            bool(int(kept["welcomed"])),
            tuple(pose for pose in kept["left_out"] if pose in routine.order),
            Question(kept["asked"]) if "asked" in kept else None,
            int(kept["misses"]),
            int(kept["seen"]),
            tuple(int(day) for day in kept["finished"]),
            bool(int(kept.get("flow", 0))),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ProgressError(f"progress can't be read: {type(error).__name__}") from error
    if not (0 <= place.side < pose.sides_count and FEWEST_BREATHS <= progress.breaths <= MOST_BREATHS):
        raise ProgressError("progress has a side or a number of breaths that can't be")
    if not (0 <= place.breath <= progress.total + 1 and progress.more_breaths >= 0):
        raise ProgressError("progress has a breath that can't be")
    return progress
