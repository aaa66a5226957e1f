"""How fast one breathes."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """The half of a breath."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Pace:
    """The length of a breath. Both halves are seconds."""

    name: str
    seconds_in: float
    seconds_out: float

    @property
    def seconds(self) -> float:
        """The whole breath."""
        return self.seconds_in + self.seconds_out

    def phase_seconds(self, phase: Phase) -> float:
        """One half of it."""
        return self.seconds_in if phase is Phase.IN else self.seconds_out

    def toward(self, other: "Pace", share: float) -> "Pace":
        """A pace between this one and another, to the tenth of a second: `share` of the way there, from 0 to 1."""
        seconds_in = self.seconds_in + share * (other.seconds_in - self.seconds_in)
        seconds_out = self.seconds_out + share * (other.seconds_out - self.seconds_out)
        return Pace(self.name, round(seconds_in, 1), round(seconds_out, 1))

    @property
    def slower(self) -> "Pace":
        """The next slower pace; the slowest has none but itself."""
        paces = list(PACES.values())
        return paces[min(paces.index(self) + 1, len(paces) - 1)]


PACES = {pace.name: pace for pace in (Pace("quick", 3.0, 4.0), Pace("gentle", 4.0, 6.0), Pace("slow", 5.0, 7.0))}
"""From the quickest to the slowest. Ours: a deep breath with the exhale longer, six a minute where it is gentle."""

GENTLE = PACES["gentle"]

FEWEST_BREATHS, MOST_BREATHS = 8, 10
"""Breaths a side one may ask for; the routine's source holds each pose for 8 to 10."""

MOST_BREATHS_HELD = 20
"""Breaths a side one may add up to by holding longer. Ours: at the slow pace that is four minutes."""
