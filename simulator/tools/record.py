"""A whole routine as one sound file."""

import sys
import wave
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TextIO

from lower_back_release.alexa.remembering import AWAITED
from lower_back_release.dialogue.situation import Situation
from simulator.echo.echo import Echo, Exchange
from simulator.script import Spoken, play
from simulator.voice.engine import Voice
from simulator.voice.rendition import sound_of
from simulator.voice.sound import BYTES_A_SAMPLE

WIDTH = 30
"""Characters of the progress bar."""


def record(file: Path, echo: Echo, start: datetime, voice: Voice, told: TextIO | None = None) -> None:
    """Writes what somebody hears who does the whole routine and says "next" after each pose, into a WAV file.

    "Next" is said in the language of the Echo. An answer begins in the file when the Echo begins to speak it; what
    they say themselves is not heard. Progress is told on `told`, standard error where it is None.

    Raises OSError where the file can't be written.
    """
    turns = list(play(_said(echo), echo, start))
    whole = (turns[-1].heard_out - turns[0].began).total_seconds()
    with file.open("wb") as bare, wave.open(bare, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(BYTES_A_SAMPLE)
        writer.setframerate(voice.rate)
        written = 0
        for turn in turns:
            begins = round((turn.began - turns[0].began).total_seconds() * voice.rate)
            writer.writeframes(bytes((begins - written) * BYTES_A_SAMPLE))
            frames = sound_of(turn, voice).frames
            writer.writeframes(frames)
            written = begins + len(frames) // BYTES_A_SAMPLE
            _tell(written / voice.rate, whole, turn, told or sys.stderr)
    print(f"\n{file}: {_minutes(whole)} with {voice.name}", file=told or sys.stderr, flush=True)


def _said(echo: Echo) -> Iterator[Spoken]:
    """To begin, and to go on after each answer, until it is all over: in the language of the Echo.

    In words of another one nothing would ever go on, and the file would have no end.
    """
    language = echo.understanding.language
    yield Spoken(language.suggestions.asleep[0])
    while echo.session and echo.session.attributes.get(AWAITED) in (Situation.BETWEEN, Situation.INSIDE):
        yield Spoken(language.built_in["AMAZON.NextIntent"][0])


def _tell(done: float, whole: float, turn: Exchange, told: TextIO) -> None:
    full = round(WIDTH * done / whole)
    words = " ".join(turn.speech.split()[:4])
    line = f"[{'#' * full}{'.' * (WIDTH - full)}] {_minutes(done)} of {_minutes(whole)}  {words} ..."
    print(f"\r{line:<79}", end="", file=told, flush=True)


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
