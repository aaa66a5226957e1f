"""Conversations written down as transcripts (simulator.transcript says how): what somebody says, what they hear."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from simulator.ears.understanding import understanding_of
from simulator.echo.alexa_api import alexa_api
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Exchange, Post
from simulator.script import play
from simulator.transcript import USUAL_LOCALE, Expected, judge, locale_of, read_transcript

FOLDER = Path(__file__).parent / "conversations"
START = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Conversation:
    """A dialogue, from beginning to end."""

    turns: tuple[Expected, ...]
    locale: str = USUAL_LOCALE


@cache
def load(path: Path) -> Conversation:
    """Reads a conversation. Raises TranscriptError."""
    return Conversation(read_transcript(path.read_text(encoding="utf-8")), locale_of(path))


def perform(conversation: Conversation, post: Post) -> Iterator[tuple[Expected, Exchange]]:
    """Holds the conversation with the skill behind `post`; what Alexa does for a skill, she does here."""
    with alexa_api() as api:
        device = Device(conversation.locale, api=api.address)
        echo = Echo(post, understanding_of(conversation.locale), device, grant=api.permit)
        heard = play((turn.said for turn in conversation.turns), echo, START)
        yield from zip(conversation.turns, heard, strict=True)


def compare(expected: Expected, turn: Exchange) -> None:
    """Raises AssertionError, saying where, what is not as written, and what was heard instead."""
    wrong = judge(expected, turn)
    assert not wrong, f"{expected.where}: {' '.join(wrong)}\n  heard: {turn.speech!r}"
