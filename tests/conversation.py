"""Conversations written down as YAML: what somebody says, what they hear.

A turn is one of the first two, and what is heard then:
    say: WORDS          what is said
    silence: true       nobody says anything when asked
    after: SECONDS      of the running answer heard before; without it the answer is heard out
    later: 5m, 2h, 3d   passes then with nobody speaking; with `after`, something else cuts the answer off
    intent: NAME        what Alexa makes of the words
    hear: [WORDS, ...]  heard in this order, in whatever case, other words between them
    never: [WORDS, ...] heard nowhere in the answer
    mic: open | closed  whether an answer is awaited
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from simulator.device import Device
from simulator.echo import Echo, Exchange, Post
from simulator.script import Spoken, passing, play
from simulator.understanding import understanding_of

FOLDER = Path(__file__).parent / "conversations"
START = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)


class ConversationError(ValueError):
    """A file is no conversation: says which file, which turn and why."""


@dataclass(frozen=True)
class Expected:
    """One turn: what is said, and what should be heard."""

    said: Spoken
    where: str
    """The file, the number of the turn and the words, for whoever has to look."""
    intent: str | None = None
    hear: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    mic: Literal["open", "closed"] | None = None


@dataclass(frozen=True)
class Conversation:
    """A dialogue, from beginning to end."""

    situation: str
    turns: tuple[Expected, ...]


@cache
def load(path: Path) -> Conversation:
    """Reads a conversation. Raises ConversationError."""
    file = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    if not isinstance(file, dict) or set(file) != {"situation", "conversation"} or not file["conversation"]:
        raise ConversationError(f"{path.name} should have a situation and a conversation, and nothing else")
    turns = tuple(_turn(turn, f"{path.name}, turn {n}") for n, turn in enumerate(file["conversation"], 1))
    return Conversation(str(file["situation"]), turns)


def perform(conversation: Conversation, post: Post) -> Iterator[tuple[Expected, Exchange]]:
    """Holds the conversation with the skill behind `post`."""
    echo = Echo(post, understanding_of("en-US"), Device())
    heard = play((turn.said for turn in conversation.turns), echo, START)
    return zip(conversation.turns, heard, strict=True)


def compare(expected: Expected, turn: Exchange) -> None:
    """Raises AssertionError, saying where and what was heard instead."""
    speech, at = turn.speech.casefold(), 0
    instead = f"\n  heard: {turn.speech!r}"
    for words in expected.hear:
        found = speech.find(words.casefold(), at)
        assert found >= 0, f"{expected.where}: {words!r} is not heard, or not in this order{instead}"
        at = found + len(words)
    for words in expected.never:
        assert words.casefold() not in speech, f"{expected.where}: {words!r} is heard{instead}"
    assert expected.intent in (None, turn.intent), f"{expected.where}: understood as {turn.intent}"
    mic = "open" if turn.open else "closed"
    assert expected.mic in (None, mic), f"{expected.where}: the microphone is {mic}{instead}"


def _turn(turn: Any, where: str) -> Expected:
    if not isinstance(turn, dict):
        raise ConversationError(f"{where} should be a table, and is {turn!r}")
    for key, value in turn.items():
        if key not in _KINDS:
            raise ConversationError(f"{where} has an unknown key {key!r}; there are {', '.join(_KINDS)}")
        if not _KINDS[key](value):
            raise ConversationError(f"{where}: {key} can't be {value!r}")
    if ("say" in turn) == ("silence" in turn):
        raise ConversationError(f"{where} should either say something or be silent")
    words = turn.get("say", "")
    return Expected(
        Spoken(words, turn.get("after"), passing(turn["later"]) if "later" in turn else None),
        f"{where} ({words or 'silence'})",
        turn.get("intent"),
        tuple(turn.get("hear", ())),
        tuple(turn.get("never", ())),
        turn.get("mic"),
    )


def _words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _list_of_words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_words(each) for each in value)


_KINDS: dict[str, Callable[[Any], bool]] = {
    "say": _words,
    "silence": lambda value: value is True,
    "after": lambda value: type(value) in (int, float) and value >= 0,
    "later": lambda value: isinstance(value, str) and re.fullmatch(r"\d+[mhd]", value) is not None,
    "intent": _words,
    "hear": _list_of_words,
    "never": _list_of_words,
    "mic": lambda value: value in ("open", "closed"),
}
"""Every key of a turn, and what its value has to be."""
