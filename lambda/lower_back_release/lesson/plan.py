"""What is to be taught from here on, and how this person likes to be taught."""

from dataclasses import dataclass, replace

from lower_back_release.lesson.breath import MOST_BREATHS_HELD, Pace
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Line, Rest, Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.lesson.words import held_at


@dataclass(frozen=True)
class Plan:
    """Where the telling begins, and how it goes."""

    place: Place
    posture: Posture
    """How one lies when it begins."""
    pace: Pace
    guidance: Guidance
    breaths: int
    """Breaths a side, in every pose."""
    more_breaths: int = 0
    """Breaths a side on top, in this one."""
    more_by_side: tuple[int, ...] = ()
    """Breaths on top, for each side of the pose; empty where none has any."""
    more_rest_breaths: int = 0
    """Breaths on top of the rest's own."""
    breaths_had: int = 0
    """Breaths that each side still to come has had already."""
    knows: bool = False
    """Whether the pose's setup can be short."""
    variation: Variation | None = None
    day: int = 0
    """Which day of practice it is, from 0."""
    eases: bool = False
    """Whether the breaths of a hold become slower from the first to the last."""
    without: tuple[str, ...] = ()
    """Ids of the rests that are left out, among others."""
    then: Place | None = None
    """Where one goes on after a rest that is taken in between, for its own sake, and not to balance its pose."""

    def total(self, place: Place, routine: Routine) -> int:
        """How many breaths the hold at a place has."""
        held = held_at(place, routine)
        if isinstance(held, Rest):
            return held.breaths + self.more_rest_breaths
        more = self.more_by_side[place.side] if self.more_by_side else 0
        return min(MOST_BREATHS_HELD, self.breaths + self.more_breaths + more)

    def told(self, place: Place, routine: Routine) -> tuple[Line, ...]:
        """The setup at a place, as it is told to this person."""
        held = held_at(place, routine)
        if self.variation is Variation.GENTLER:
            return held.setup_gentler
        flows = place.side != self.place.side and not place.rest
        back = place.stage is Stage.HOLD or place.breath > 1
        told = held.short if flows or back or (self.knows and not place.rest) else held.setup
        # Who went deeper in a pose has not asked for more of the rest after it.
        asked = not place.rest or self.place.rest or self.place.stage is Stage.WAY_OUT
        return (*told, Line(held.deeper)) if self.variation is Variation.DEEPER and asked else told

    def from_(self, place: Place, posture: Posture) -> "Plan":
        """The same, from elsewhere."""
        return replace(self, place=place, posture=posture)
