"""How a body lies: what can be said next depends on it."""

from dataclasses import dataclass, replace

ANYWHERE = "anywhere"
"""The position of somebody of whom nothing is known."""


@dataclass(frozen=True)
class Shape:
    """What a body is held in: a pose, on one of its sides, or a rest."""

    id: str
    """The id of the pose or rest."""
    side: int = 0


@dataclass(frozen=True)
class Posture:
    """How somebody's body lies, as far as what they were told can tell."""

    position: str = ANYWHERE
    """The content names its positions, such as "back" or "kneeling"."""
    shape: Shape | None = None
    """The shape they are held in; None where they lie, kneel or stand at ease."""
    moving: bool = False
    """Whether a move into the shape or out of it is under way, so that they may be in it or not."""
    unsure: bool = False
    """Whether they may have come out of the shape by themselves: they were cut off, and have been silent since."""

    def holds(self, shape: Shape) -> bool:
        """Whether they are in this very shape, and settled in it."""
        return self.shape == shape and not (self.moving or self.unsure)

    @property
    def when_cut_off(self) -> "Posture":
        """How they may lie a little later, if nobody hears of them meanwhile."""
        return Posture(ANYWHERE, self.shape, unsure=self.shape is not None)

    def during(self, after: "Posture") -> "Posture":
        """In the middle of a move from here to `after`: what is said next has to fit both."""
        if self == after:
            return self
        if after.shape:
            return replace(after, moving=True)
        position = self.position if self.position == after.position else ANYWHERE
        if self.shape:
            return replace(self, position=position, moving=True)
        return replace(self, position=position)
