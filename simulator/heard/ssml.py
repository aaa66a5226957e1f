"""What a listener hears in an SSML document: words and silences, in order.

Reads all that this skill may say, which is words and breaks, and refuses the rest. It knows nothing of how the skill
writes SSML, so that what was meant and what is heard can be compared.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

LONGEST_BREAK_SECONDS = 10.0
"""Seconds in one break, at most (Alexa's SSML reference)."""

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")


@dataclass(frozen=True)
class Speech:
    """Words said without a pause that the markup asks for."""

    text: str
    """What is said, its spaces single."""


@dataclass(frozen=True)
class Silence:
    """A pause that the markup asks for."""

    seconds: float
    """More than 0."""


@lru_cache(maxsize=64)  # an answer is read by whoever plays it, times it and checks it
def read_ssml(ssml: str) -> tuple[Speech | Silence, ...]:
    """What is heard, in order; no two silences are neighbours, and no two speeches.

    The pauses at commas and full stops are the voice's, and no part of this.

    Raises:
        ValueError: the SSML is not well formed, or holds anything but words and breaks that Alexa takes.

    """
    reading = _Reading()
    parser = ParserCreate()  # without namespaces: amazon:* has no declaration
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.characters
    parser.StartDoctypeDeclHandler = reading.doctype
    try:
        parser.Parse(ssml, True)
    except ExpatError as error:
        raise ValueError(f"SSML is not well formed: {error}") from error
    return reading.heard()


def plain_text(ssml: str) -> str:
    """The words heard, without markup or pauses.

    Raises:
        ValueError: as `read_ssml`.

    """
    return " ".join(part.text for part in read_ssml(ssml) if isinstance(part, Speech))


class _Reading:
    """One pass over a document."""

    def __init__(self) -> None:
        self._heard: list[Speech | Silence] = []
        self._words = ""
        self._pause = 0.0
        self._open: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if (tag == "speak") != (not self._open):
            raise ValueError(f"<speak> is the one element around all others, but here is <{tag}>")
        if tag not in ("speak", "break"):
            raise ValueError(f"the skill says words and breaks alone, and here is <{tag}>")
        if "break" in self._open:
            raise ValueError(f"a break holds no <{tag}>")
        self._open.append(tag)
        if tag == "break":
            self._words += " "
            self._pause += _seconds(attributes)

    def end(self, _: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        if text.strip():
            if self._open[-1] == "break":
                raise ValueError(f"a break holds no words: {text.strip()!r}")
            self._finish_pause()
        self._words += text

    def doctype(self, name: str, *_: object) -> None:
        raise ValueError(f"SSML has no document type: {name}")

    def heard(self) -> tuple[Speech | Silence, ...]:
        self._finish_pause()
        self._finish_words()
        return tuple(self._heard)

    def _finish_pause(self) -> None:
        if self._pause > 0:
            self._finish_words()
            self._heard.append(Silence(round(self._pause, 6)))
        self._pause = 0.0

    def _finish_words(self) -> None:
        text = " ".join(self._words.split())
        self._words = ""
        if text:
            self._heard.append(Speech(text))


def _seconds(attributes: dict[str, str]) -> float:
    """How long a break is."""
    if attributes.keys() != {"time"}:
        raise ValueError(f"the skill's breaks have a time and nothing else: {', '.join(attributes) or 'nothing'}")
    time = attributes["time"]
    duration = _DURATION.fullmatch(time)
    if duration is None:
        raise ValueError(f"a break's time is a number and s or ms: {time!r}")
    seconds = float(duration[1]) / (1000 if duration[2] == "ms" else 1)
    if seconds > LONGEST_BREAK_SECONDS:
        raise ValueError(f"a break lasts {LONGEST_BREAK_SECONDS:g} s at most: {time!r}")
    return seconds
