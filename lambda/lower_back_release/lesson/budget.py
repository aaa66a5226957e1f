"""How much may be said in one answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lower_back_release.lesson.timeline import Timeline


@dataclass(frozen=True)
class Budget:
    """The most that one answer may hold: both limits are those of whoever speaks it."""

    seconds: float
    characters: int
    count: Callable[[Timeline], int]
    """The characters that a timeline takes as it is sent: an upper bound."""

    def holds(self, timeline: Timeline) -> bool:
        """Whether all of it fits."""
        return timeline.seconds <= self.seconds and self.count(timeline) <= self.characters

    def less(self, seconds: float, characters: int) -> "Budget":
        """What is left when something else has been said."""
        return replace(self, seconds=self.seconds - seconds, characters=self.characters - characters)
