"""What the simulator knows of each language that Alexa speaks, one file a language: en.toml and the like."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lower_back_release.content import spoken_in
from lower_back_release.content.reader import read_as

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Ears:
    """How people say what the samples say otherwise."""

    as_sampled: dict[str, str]
    """What a recogniser may write otherwise than the samples do."""
    hums: tuple[str, ...]
    fillers_before: tuple[str, ...]
    fillers_after: tuple[str, ...]
    """Words at either end of a sentence that say nothing of what is wished."""
    cries: tuple[str, ...]
    no: tuple[str, ...]
    after_no: tuple[str, ...]
    """After a no, what tells that more is said: "no, it hurts". The no is passed over then, and cries before it."""
    between_clauses: tuple[str, ...]
    negations: tuple[str, ...]
    """Words that turn around what comes after them."""
    negations_of: dict[str, str]
    """Words that turn around the next one only where that ends like this: stop = "ing"."""
    numbers: tuple[str, ...]
    """Numbers in the sentences that near misses are compared with."""
    parts_of_numbers: tuple[str, ...]
    """Other words of which a number up to a hundred has one, however it is said."""


@dataclass(frozen=True, eq=False)
class Times:
    """How a time of day is said. The same only as itself."""

    hours: tuple[str, ...]
    """From midnight on, as many as have words of their own: 12 or 24."""
    forms: dict[str, int]
    """What is said around an hour, and the minutes that it means: "half past {hour}" = 30."""
    parts: dict[str, int]
    """What is said after it, if anything is, and the hours that it adds: "in the evening" = 12."""
    alone: dict[str, str]
    """What is a time without an hour, and its value for AMAZON.TIME."""
    plainest: tuple[str, ...]
    """Times in the sentences that near misses are compared with."""
    midday: tuple[str, ...] = ()
    """Those of the parts whose half past twelve is after noon."""
    midnight: tuple[str, ...] = ()
    """Those in which it is after midnight, and one o'clock as well."""


@dataclass(frozen=True, eq=False)
class Dates:
    """How a date is said. The same only as itself."""

    months: tuple[str, ...]
    nths: tuple[str, ...]
    """The days of a month, from the first on."""
    forms: tuple[str, ...]
    """A date of a {month} and its {day} in digits, or in words, {nth}."""
    alone: dict[str, int]
    """What is a date by itself, and in how many days it is."""
    plainest: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Durations:
    """How a duration is said. The same only as itself."""

    forms: dict[str, str]
    """What is said around a number, and its value for AMAZON.DURATION: "{} minutes" = "PT{}M"."""
    alone: dict[str, str]
    """What is a duration without a number, and its value."""
    plainest: tuple[str, ...]


@dataclass(frozen=True)
class Invocation:
    """How a skill is called that isn't open."""

    launch: tuple[str, ...]
    """Before its name, as "open" is."""
    ask: tuple[str, ...]
    """The same, where a request should follow."""
    joined_by: tuple[str, ...]
    """Between its name and the request: "to"."""
    carriers: tuple[str, ...]
    """The same, where it is part of the request yet: "for"."""
    after: tuple[str, ...]
    """Between the request and its name: "with"."""
    please: tuple[str, ...]
    inside: tuple[str, ...]
    """Verbs by which nobody is told to call it who has called it already."""
    back: str
    """The verb by which somebody is told to call it again."""


@dataclass(frozen=True)
class Suggestions:
    """Words worth saying next, for somebody who has never spoken to the skill. All are in the interaction model."""

    asleep: tuple[str, ...]
    led: tuple[str, ...]
    """While an answer leads somebody through a pose."""
    waiting: dict[str, tuple[str, ...]]
    """Where somebody waits, and what they are asked: by what they are at (simulator.echo.performance.Doing)."""


@dataclass(frozen=True)
class Agreement:
    """What stands beside a word and agrees with it."""

    articles: dict[str, str]
    """Words that agree with the name after them, each with the article that it does so like: keinen = "den"."""
    of_a_side: dict[str, str]
    """Patterns of what stands around a side, "_", and the form that its word has there; else it has its first."""


@dataclass(frozen=True)
class Permission:
    """What Alexa says by herself where a skill has her ask for the permission to set reminders."""

    asks: str
    approves: str
    """What she wants to hear, in small letters."""


@dataclass(frozen=True)
class EspeakVoice:
    """A voice of espeak-ng's."""

    name: str
    """As it calls it."""
    words_a_minute: int
    """What it calls the pace at which it speaks the skill's sentences in the time that is reckoned for them."""


@dataclass(frozen=True)
class Language:
    """All of it."""

    built_in: dict[str, tuple[str, ...]]
    """The phrases that Alexa itself hears as built-in intents, word for word."""
    ears: Ears
    times: Times
    dates: Dates
    durations: Durations
    invocation: Invocation
    agreement: Agreement
    suggestions: Suggestions
    permission: Permission
    espeak: dict[str, EspeakVoice]
    """By locale."""


def language_of(locale: str) -> Language:
    """What is known of a locale's language.

    Raises FileNotFoundError, naming the file, where there is nothing, and ContentError as read_as does.
    """
    return _read(spoken_in(locale))


@cache
def _read(code: str) -> Language:
    file = FOLDER / f"{code}.toml"
    return read_as(Language, tomllib.loads(file.read_text(encoding="utf-8")), f"simulator/languages/{file.name}")
