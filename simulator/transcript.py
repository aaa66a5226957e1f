"""A conversation as a YAML transcript: one that happened written down, and one written down to be held again.

It is the form of the files in tests/conversations/.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from simulator.echo.echo import Exchange
from simulator.script import Spoken, passing

WORDS_HEARD = 8
"""How many words of an answer's beginning a transcript expects to be heard again; ours."""

WIDTH = 110
"""Characters in a line."""


class TranscriptError(ValueError):
    """A file is no transcript: says why."""


@dataclass(frozen=True)
class Happened:
    """One turn of a conversation, and when it came."""

    turn: Exchange
    after: float | None
    """Seconds from the first word of the answer before; None for the first turn, and for silence."""


def write(situation: str, conversation: Iterable[Happened]) -> str:
    """The transcript of what happened. Each answer is expected to begin again as it did."""
    turns, before = [], None
    for happened in conversation:
        turns.append(_written(happened, before))
        before = happened.turn
    written = {"situation": situation, "conversation": turns}
    return yaml.safe_dump(written, sort_keys=False, allow_unicode=True, width=WIDTH)


def read_transcript(text: str) -> Iterator[Spoken]:
    """What is said in a transcript, turn by turn; what should be heard is for the tests. Raises TranscriptError."""
    try:
        file = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, LookupError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)  # its own words quote the text
        raise TranscriptError(f"This is no YAML{f', in line {mark.line + 1}' if mark else ''}.") from error
    turns = file.get("conversation") if isinstance(file, dict) else None
    if not isinstance(turns, list) or not turns:
        raise TranscriptError("There is no conversation in this file.")
    for number, turn in enumerate(turns, 1):
        spoken = isinstance(turn, dict) and ("say" in turn) != ("silence" in turn)
        words, after = (turn.get("say", ""), turn.get("after")) if spoken else (None, None)
        if not isinstance(words, str) or not isinstance(after, float | int | None) or isinstance(after, bool):
            raise TranscriptError(f"Turn {number} says nothing that can be said again.")
        try:
            later = passing(str(turn["later"])) if "later" in turn else None
        except ValueError as error:
            raise TranscriptError(f"Turn {number}: {error}") from error
        yield Spoken(words, after, later)


def _written(happened: Happened, before: Exchange | None) -> dict[str, Any]:
    turn = happened.turn
    written: dict[str, Any] = {"say": turn.said} if turn.said else {"silence": True}
    # What was heard out needs no number: it is what happens where none is given.
    if happened.after is not None and before is not None and happened.after < before.seconds:
        written["after"] = max(0.0, happened.after)
    if turn.intent:
        written["intent"] = turn.intent
    if turn.speech:
        written["hear"] = [" ".join(turn.speech.split()[:WORDS_HEARD])]
    return written | {"mic": "open" if turn.open else "closed"}
