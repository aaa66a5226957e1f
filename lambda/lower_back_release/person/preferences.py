"""How somebody likes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lower_back_release.lesson.breath import FEWEST_BREATHS, GENTLE, MOST_BREATHS, PACES, Pace
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.routine import Routine
from lower_back_release.person.bounds import LATEST_MS, held_known, poses_known, up_to


@dataclass(frozen=True)
class Preferences:
    """How somebody likes to practice."""

    pace: Pace = GENTLE
    breaths: int = FEWEST_BREATHS
    """Breaths a side, 8 to 10."""
    guidance: Guidance = Guidance.USUAL
    left_out: tuple[str, ...] = ()
    """Ids of the poses and rests to be left out today."""
    not_planned: tuple[str, ...] = ()
    """Ids of the poses that have no room in this round's plan, such as one of so many minutes."""
    never: tuple[str, ...] = ()
    """Ids of the poses and rests to be left out every time."""
    eases: bool = False
    """Whether the breaths of a hold become slower from the first to the last."""
    flow: bool = False
    """Whether the next part begins by itself. Only ever on a device with a screen: nothing else can say when."""
    waves: bool = False
    """Whether a wave is to be heard under each breath, where that can be played."""
    plain_until_ms: int = 0
    """Until when answers are speech with pauses, in milliseconds since 1970 (UTC), since the other form failed; 0 where
    it never did."""

    @property
    def without(self) -> tuple[str, ...]:
        """Ids of all poses and rests that are left out."""
        return tuple(dict.fromkeys((*self.left_out, *self.not_planned, *self.never)))

    def taking_in(self, pose_id: str, *, for_good: bool = False) -> "Preferences":
        """The same, with a pose or rest that was left out: today, or where it is for good, every time."""

        def others(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(each for each in ids if each != pose_id)

        never = others(self.never) if for_good else self.never
        return replace(self, left_out=others(self.left_out), not_planned=others(self.not_planned), never=never)

    def leaving_some(self, routine: Routine) -> "Preferences":
        """The same; where no pose would be left to do, without the plan for today, and if need be without any."""
        if routine.order.keys() - {*self.without}:
            return self
        never = self.never if routine.order.keys() - {*self.never} else ()
        return replace(self, left_out=(), not_planned=(), never=never)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "pace": self.pace.name,
            "breaths": self.breaths,
            "guidance": int(self.guidance),
            "left_out": list(self.left_out),
            "not_planned": list(self.not_planned),
            "never": list(self.never),
            "eases": int(self.eases),
            "flow": int(self.flow),
            **({"waves": 1} if self.waves else {}),
            **({"plain_until_ms": self.plain_until_ms} if self.plain_until_ms else {}),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], routine: Routine) -> "Preferences":
        """What `to_json` made. Raises KeyError, TypeError or ValueError where it can't be that."""
        breaths = int(kept["breaths"])
        if not FEWEST_BREATHS <= breaths <= MOST_BREATHS:
            raise ValueError("breaths")
        kept_so = cls(
            pace=PACES[kept["pace"]],
            breaths=breaths,
            guidance=Guidance(int(kept["guidance"])),
            left_out=held_known(kept["left_out"], routine),
            not_planned=poses_known(kept["not_planned"], routine),
            never=held_known(kept["never"], routine),
            eases=bool(int(kept["eases"])),
            flow=bool(int(kept["flow"])),
            waves=bool(int(kept.get("waves", 0))),
            plain_until_ms=up_to(kept.get("plain_until_ms", 0), LATEST_MS),
        )
        return kept_so.leaving_some(routine)
