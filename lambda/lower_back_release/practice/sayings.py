"""All that is said, by where it is said: the shape of a language's words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Something said, and the time to do it."""

    say: str
    wait: float = 0.5
    """Seconds of silence after the words; where nothing is said of it, as between two sentences."""
    short: str | None = None
    """What is said where the words are too long for their phase of the breath."""


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
