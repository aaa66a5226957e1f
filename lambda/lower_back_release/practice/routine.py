"""The poses, in their order, and all that is said to teach them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from lower_back_release.practice.content import ContentError, read
from lower_back_release.practice.speaking_time import VoiceRate

ANYWHERE = "anywhere"
"""The position of somebody of whom nothing is known."""


@dataclass(frozen=True)
class Line:
    """Something said, and the time to do it."""

    say: str
    wait: float = 0.5
    """Seconds of silence after the words; where nothing is said of it, as between two sentences."""
    short: str | None = None
    """What is said where the words are too long for their phase of the breath."""


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
class HoldLines:
    """What is said on the breaths of a hold."""

    opening: Line
    opening_one: Line
    opening_side: Line
    lead_in: tuple[Line, ...]
    lead_out: tuple[Line, ...]
    """For the first breath; then for the second, one after the other from hold to hold."""
    count: Line
    count_in: Line
    count_out: Line
    halfway: Line
    two_more: Line
    last: Line
    last_out: Line


@dataclass(frozen=True)
class Situation:
    """What is said to somebody who waits, asks for help or isn't understood, by where they are."""

    prompt: str
    """How to go on, in a sentence or two."""
    reprompt: str
    """The same, for somebody who took their time."""
    help: str
    """What can be said here. Ends with a question."""
    lost: tuple[str, ...]
    """To words that weren't understood: the first time, the second time in a row, any time after."""


@dataclass(frozen=True)
class Situations:
    """The places where a conversation can stand."""

    new: Situation
    """Nothing has begun."""
    moving: Situation
    """In a pose, with the words going on by themselves."""
    paused: Situation
    """In a pose, with nothing going on."""
    inside: Situation
    """Inside a pose that was too long for one answer."""
    between: Situation
    """Between two poses."""
    end: Situation
    """After the last pose."""


@dataclass(frozen=True)
class Questions:
    """How an open question is asked again, for somebody who took their time: a field a question."""

    forget: str
    go_on_with: str
    again: str
    which_pose: str
    gentler: str
    move_on: str


@dataclass(frozen=True)
class Sayings:
    """What is said around the poses."""

    welcome_first: str
    welcome: str
    welcome_week: str
    times: tuple[str, ...]
    welcome_back: str
    pose: str
    ordinals: tuple[str, ...]
    jump: str
    again: str
    side_again: str
    ease_out: str
    list: str
    go_on: tuple[str, ...]
    go_on_side: str
    go_on_hold: str
    finished: str
    finished_some: str
    begin_again: str
    first_already: str
    no_sides: str
    not_begun: str
    which_pose: str
    not_a_pose: str
    trouble: str
    stop: str
    stop_new: str
    paused: tuple[Line, ...]
    resume: str
    resume_hold: str
    resume_rest: str
    yes: str
    no: str
    no_hurry: str
    no_stop: str
    thanks: str
    forgetful: str
    forget: str
    forgotten: str
    not_forgotten: str
    still_kept: str
    ready: str
    pace: str
    paces: dict[str, str]
    which_pace: str
    slowest: str
    quickest: str
    breaths: str
    which_breaths: str
    more_breaths: str
    one_more: str
    which_more: str
    longest: str
    less_guidance: str
    least_guidance: str
    more_guidance: str
    most_guidance: str
    left_out: str
    left_out_all: str
    which_left_out: str
    only: str
    which_minutes: str
    all_poses: str
    hurts: str
    hurts_prompt: str
    hurts_badly: str
    cannot: str
    move_on: str
    cannot_last: str
    where: str
    where_side: str
    where_rest: str
    which_side: str
    breath_of: str
    breath_of_more: str
    breath_of_one_more: str
    last_breath: str
    to_come: str
    one_to_come: str
    none_left: str
    half_a_minute: str
    minute: str
    minutes: str
    minutes_and_a_half: str
    poses: str
    how_long: str
    next_up: str
    nothing_next: str
    ask_a_doctor: str
    flow: str
    no_flow: str
    flow_on: str
    flow_on_to: str


@dataclass(frozen=True)
class Screen:
    """What is written on a screen, or on a card in the app, besides what is said."""

    of: str
    """After the number of the breath: of how many."""
    headings: dict[str, str]
    """Above the name of the pose one waits in, by why one waits."""
    choices: dict[str, str]
    """The words to say, by what they wish for: shown to be said, or touched."""
    card: str


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
