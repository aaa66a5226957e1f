"""The poses, in their order, and all that is said to teach them."""

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.posture import ANYWHERE, Shape
from lower_back_release.lesson.speaking_time import VoiceRate
from lower_back_release.lesson.word import Word


@dataclass(frozen=True)
class Line:
    """Something said, the time to do it, and what it does to the body."""

    say: str
    wait: float = 0.5
    """Seconds of silence after the words; where nothing is said of it, as between two sentences."""
    short: str | None = None
    """What is said where the words are too long for their phase of the breath."""
    takes: str | None = None
    """The position one is in once this has brought one into the shape of its pose or rest."""
    leaves: str | None = None
    """The position one is in once this has brought one out of it."""


def in_turn(lines: Sequence[Line], day: int, where: str, first: int = 0) -> Line:
    """One of some lines that take turns from day to day of practice, the one at `first` on the first day.

    Each comes once a round. A round begins with another than the one before, by so many further as belong to the place
    and to the digits of the round's number: so of any two days, a share of the places have other lines, whichever days
    they are.
    """
    rounds, day_of_round = divmod(day, len(lines))
    nth, turns = first + day_of_round, zlib.crc32(f"{lines[0].say} {where}".encode())
    while rounds and len(lines) > 1:
        rounds, digit = divmod(rounds, len(lines))
        turns, further = divmod(turns, len(lines))
        nth += digit * further
    return lines[nth % len(lines)]


@dataclass(frozen=True)
class Side:
    """One side of a pose, and the words of that side."""

    id: Annotated[str, Gaps(alone=True)]
    name: Annotated[Word, Gaps(alone=True)]
    """As in "you're on the ...": "right leg on top"."""
    side: Annotated[Word, Gaps(alone=True)]
    other: Annotated[Word, Gaps(alone=True)]


@dataclass(frozen=True, kw_only=True)
class Held:
    """A shape that is held for some breaths, and the words that belong to it: a pose, or a rest."""

    id: str
    name: Annotated[str, Gaps(alone=True)]
    called: Annotated[Word, Gaps(alone=True)]
    """The name as it stands in a sentence."""
    position: str
    """The position one sets it up from."""
    setup: tuple[Line, ...]
    """The way in, step by step. One of the steps takes the shape."""
    short: tuple[Line, ...]
    """The same for somebody who knows it."""
    setup_gentler: tuple[Line, ...]
    """The same for somebody who wants less of it."""
    recap: str
    """The shape in one line, for somebody who is in it."""
    recap_gentler: str
    """The same for somebody in the gentler form of it."""
    reminders: tuple[Line, ...]
    """What to remember in the hold: one each time, in turn by days and sides."""
    gentler: str
    usual: str
    """From its gentler form to the usual one, for somebody who is in it."""
    deeper: str
    good_for: Annotated[str, Gaps(alone=True)]
    """What it does, without a claim to heal."""
    way_out: tuple[Line, ...]
    """The way out, which may be heard by somebody who is only about to be in."""
    sides: tuple[Side, ...] = ()
    """Empty where both sides work together."""

    @property
    def sides_count(self) -> int:
        """How many times it is held."""
        return max(1, len(self.sides))


@dataclass(frozen=True, kw_only=True)
class Rest(Held):
    """What follows a pose to balance it: a counterpose, or the rest at the end."""

    breaths: int
    way_out_early: tuple[Line, ...] = ()
    """The way out for somebody who leaves it before its time, where that is another."""
    announce: Line
    """Said before the way there."""


@dataclass(frozen=True, kw_only=True)
class Pose(Held):
    """A pose of the routine."""

    switch: Line | None = None
    """How to leave one side for the other."""
    rest: Rest | None = None
    first_time: str | None = None
    """Said before somebody's first time in it, after its name."""


@dataclass(frozen=True)
class HoldLines:
    """What is said on the breaths of a hold. Where there are several lines, they take turns from day to day."""

    opening: Annotated[tuple[Line, ...], Gaps("breaths")]
    opening_again: Annotated[Line, Gaps("breath", "total")]
    """Of somebody who has had some of its breaths."""
    opening_side: Annotated[tuple[Line, ...], Gaps("breaths")]
    """Of a side that follows another."""
    first_in: tuple[Line, ...]
    first_out: tuple[Line, ...]
    second_in: tuple[Line, ...]
    second_out: tuple[Line, ...]
    """These change from hold to hold, too. The first is for the first day."""
    count: Annotated[Line, Gaps("breath")]
    count_alone: Annotated[tuple[Line, ...], Gaps("breath")]
    """The same, in a silence that would become too long."""
    count_in: Annotated[Line, Gaps("breath")]
    count_out: tuple[Line, ...]
    halfway: tuple[Line, ...]
    two_more: tuple[Line, ...]
    last: tuple[Line, ...]
    last_out: tuple[Line, ...]


@dataclass(frozen=True, repr=False)
class Routine:
    """The whole routine in one language."""

    poses: tuple[Pose, ...]
    moves: dict[str, dict[str, Line]]
    """moves[to][from]: how to get from one position to another."""
    lying: tuple[str, ...]
    """The positions in which one lies down."""
    day_begins: int
    """The hour (UTC, 0 to 23) at which a new day of practice begins: at night, where this language is spoken."""
    ease_out: Line
    """Said before the way out of a pose that is left early."""
    if_still_in: Line
    """Said before the way out, to somebody who may be in the pose or not."""
    hold: HoldLines
    numbers: tuple[str, ...]
    voice: VoiceRate
    """How fast this language is spoken."""

    def __repr__(self) -> str:
        return f"Routine({', '.join(self.order)})"  # all its words would bury whatever else is shown beside it

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Where each pose stands in the routine, by id; the first is 0."""
        return {pose.id: n for n, pose in enumerate(self.poses)}

    @cached_property
    def positions(self) -> frozenset[str]:
        """Every position that somebody may be in."""
        said = [line for held in self.every_held() for line in (*held.setup, *held.way_out)]
        named = {position for line in said for position in (line.takes, line.leaves) if position}
        return frozenset({ANYWHERE, *self.moves, *named, *(held.position for held in self.every_held())})

    @cached_property
    def begun_from(self) -> frozenset[str]:
        """The positions in which ways in begin."""
        return frozenset(held.position for held in self.every_held())

    @cached_property
    def left_in(self) -> frozenset[str]:
        """The positions in which ways out end."""
        lines = [line for held in self.every_held() for line in held.way_out]
        lines += [line for held in self.every_held() if isinstance(held, Rest) for line in held.way_out_early]
        lines += [pose.switch for pose in self.poses if pose.switch]
        return frozenset(line.leaves for line in lines if line.leaves)

    @cached_property
    def positions_at_ease(self) -> frozenset[str]:
        """Those that somebody may be in who is in no shape."""
        return frozenset({ANYWHERE, *self.begun_from, *self.left_in})

    @cached_property
    def side_ids(self) -> frozenset[str]:
        """The ids of all sides."""
        return frozenset(side.id for pose in self.poses for side in pose.sides)

    @cached_property
    def held_by_id(self) -> Mapping[str, Pose | Rest]:
        """Each pose and each rest, by id."""
        return {held.id: held for held in self.every_held()}

    def pose(self, pose_id: str) -> Pose:
        """The pose with this id. Raises KeyError where there is none."""
        return self.poses[self.order[pose_id]]

    def every_held(self) -> Iterator[Pose | Rest]:
        """Each pose, and after it the rest that belongs to it."""
        for pose in self.poses:
            yield pose
            if pose.rest:
                yield pose.rest

    def held_in(self, shape: Shape) -> Pose | Rest:
        """The pose or rest of a shape. Raises KeyError where there is none."""
        return self.held_by_id[shape.id]

    def after(self, pose_id: str, left_out: Collection[str] = ()) -> Pose | None:
        """The next pose in the routine that isn't left out, or None after the last."""
        return next((pose for pose in self.poses[self.order[pose_id] + 1 :] if pose.id not in left_out), None)

    def before(self, pose_id: str, left_out: Collection[str] = ()) -> Pose | None:
        """The previous pose in the routine that isn't left out, or None before the first."""
        earlier = reversed(self.poses[: self.order[pose_id]])
        return next((pose for pose in earlier if pose.id not in left_out), None)

    def rest_after(self, pose_id: str, left_out: Collection[str] = ()) -> Rest | None:
        """The rest that follows a pose, or None where there is none, or it is left out."""
        rest = self.pose(pose_id).rest
        return None if rest is None or rest.id in left_out else rest

    def with_rest(self, rest_id: str) -> Pose:
        """The pose that is followed by the rest of this id. Raises StopIteration where none is."""
        return next(pose for pose in self.poses if pose.rest and pose.rest.id == rest_id)

    def side_index(self, pose_id: str, side_id: str | None) -> int | None:
        """Which of a pose's sides, in their order, is the one with this id; None where it has none."""
        ids = [side.id for side in self.pose(pose_id).sides]
        return ids.index(side_id) if side_id in ids else None

    def beginning_with(self, side_id: str | None) -> "Routine":
        """The same, with the side of this id before the others, in each pose that has it."""
        return self if side_id is None else self._by_first_side[side_id]

    @cached_property
    def _by_first_side(self) -> Mapping[str, "Routine"]:
        return {
            side_id: replace(self, poses=tuple(_beginning_with(side_id, pose) for pose in self.poses))
            for side_id in self.side_ids
        }

    def number(self, n: int) -> str:
        """A number as it is said: words where we have them."""
        return self.numbers[n] if 0 <= n < len(self.numbers) else str(n)


def _beginning_with(side_id: str, pose: Pose) -> Pose:
    return replace(pose, sides=tuple(sorted(pose.sides, key=lambda side: side.id != side_id)))
