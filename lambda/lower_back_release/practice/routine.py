"""The poses, in their order, and all that is said to teach them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from lower_back_release.practice.content import ContentError, read
from lower_back_release.practice.sayings import HoldLines, Line, Questions, Sayings, Screen, Situations
from lower_back_release.practice.speaking_time import VoiceRate

ANYWHERE = "anywhere"
"""The position of somebody of whom nothing is known."""


@dataclass(frozen=True)
class Side:
    """One side of a pose, and the words of that side."""

    id: str
    name: str
    """As in "you're on the ...": "right leg on top"."""
    side: str
    other: str


@dataclass(frozen=True)
class Rest:
    """What follows a pose to balance it: a counterpose, or the rest at the end."""

    id: str
    name: str
    position: str
    """The position one is in after the way out."""
    breaths: int
    setup: tuple[Line, ...]
    way_out: tuple[Line, ...]


@dataclass(frozen=True)
class Pose:
    """One pose, and all that belongs to it."""

    id: str
    name: str
    called: str
    """The name as it stands in a sentence."""
    position: str
    """The position one sets it up from."""
    setup: tuple[Line, ...]
    short: tuple[Line, ...]
    """The setup for somebody who knows the pose."""
    recap: str
    """The pose in one line, for somebody who is in it."""
    reminder: Line
    """The one reminder in the hold that belongs to this pose."""
    gentler: str
    deeper: str
    good_for: str
    """What the pose does, without a claim to heal."""
    way_out: tuple[Line, ...]
    sides: tuple[Side, ...] = ()
    """Empty where both sides work together."""
    switch: Line | None = None
    """How to leave one side for the other."""
    rest: Rest | None = None
    leaves_in: str | None = None
    """The position one is in after the way out, where it isn't the one it began from."""

    @property
    def position_after(self) -> str:
        """The position one is in after the way out."""
        return self.leaves_in or self.position

    @property
    def sides_count(self) -> int:
        """How many times the pose is held."""
        return max(1, len(self.sides))


@dataclass(frozen=True)
class Routine:
    """The whole routine in one language."""

    poses: tuple[Pose, ...]
    moves: dict[str, dict[str, Line]]
    """moves[to][from]: how to get from one position to another."""
    hold: HoldLines
    say: Sayings
    situations: Situations
    asked_again: Questions
    screen: Screen
    numbers: tuple[str, ...]
    voice: VoiceRate
    """How fast this language is spoken."""

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Where each pose stands in the routine, by id; the first is 0."""
        return {pose.id: n for n, pose in enumerate(self.poses)}

    def pose(self, pose_id: str) -> Pose:
        """The pose with this id. Raises KeyError where there is none."""
        return self.poses[self.order[pose_id]]

    def after(self, pose_id: str, left_out: Collection[str] = ()) -> Pose | None:
        """The next pose in the routine that isn't left out, or None after the last."""
        return next((pose for pose in self.poses[self.order[pose_id] + 1 :] if pose.id not in left_out), None)

    def before(self, pose_id: str) -> Pose | None:
        """The previous pose in the routine, or None before the first."""
        index = self.order[pose_id]
        return self.poses[index - 1] if index else None

    def number(self, n: int) -> str:
        """A number as it is said: words where we have them."""
        return self.numbers[n] if 0 <= n < len(self.numbers) else str(n)


def read_routine(table: object, where: str) -> Routine:
    """The routine in a language's table of words, checked.

    Raises ContentError that names what is missing, where: a word, a side's word, a move between positions.
    """
    poses = table.get("poses") if isinstance(table, Mapping) else None
    for pose in poses if isinstance(poses, list) else ():
        if isinstance(pose, Mapping) and "id" in pose:
            read(Pose, pose, f"{where}: {pose['id']}")  # once more, under a name that says more than its number
    routine = read(Routine, table, where)
    _check(routine, where)
    return routine


def _check(routine: Routine, where: str) -> None:
    if not routine.poses:
        raise ContentError(f"{where} has no poses")
    if len(routine.order) < len(routine.poses):
        raise ContentError(f"{where} has two poses of one id")
    if len(routine.say.ordinals) < len(routine.poses):
        raise ContentError(f"{where}: say lacks ordinals for {len(routine.poses)} poses")
    left_in = {pose.position_after for pose in routine.poses}
    left_in |= {pose.rest.position for pose in routine.poses if pose.rest}
    for to in sorted({pose.position for pose in routine.poses}):
        for start in sorted(left_in | {ANYWHERE}):
            if start not in routine.moves.get(to, {}):
                raise ContentError(f"{where}: moves.{to} lacks '{start}'")
    for pose in routine.poses:
        if len(pose.sides) > 1 and pose.switch is None:
            raise ContentError(f"{where}: {pose.id} lacks 'switch'")
        if not pose.sides and any(word in str(pose) for word in ("{side}", "{other}")):
            raise ContentError(f"{where}: {pose.id} speaks of a side, and has none")
