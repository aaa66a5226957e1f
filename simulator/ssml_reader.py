"""What a listener hears in an SSML document: words and silences, in order.

Reads the subset of SSML that Alexa accepts for speech. It knows nothing of how the skill writes SSML, so that
what was meant and what is heard can be compared.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

LONGEST_BREAK_SECONDS = 10.0
"""Seconds in one break, at most (Alexa's SSML reference)."""

AFTER_COMMA, AFTER_SENTENCE, AFTER_PARAGRAPH = 0.25, 0.5, 1.0
"""Seconds of the pauses that Alexa's SSML reference names but does not measure; assumed."""

BREAK_STRENGTHS = {
    "none": 0.0,
    "x-weak": 0.0,
    "weak": AFTER_COMMA,
    "medium": AFTER_COMMA,
    "strong": AFTER_SENTENCE,
    "x-strong": AFTER_PARAGRAPH,
}

RATES = frozenset({"x-slow", "slow", "medium", "fast", "x-fast"})
SLOWEST_RATE = 20
"""Percent: the least that `prosody rate` takes (Alexa's SSML reference)."""

PAUSE_AT_EDGE = {"p": AFTER_PARAGRAPH, "s": AFTER_SENTENCE}
SPELT_OUT = frozenset({"characters", "spell-out", "digits"})
REQUIRED_ATTRIBUTE = {"say-as": "interpret-as", "sub": "alias", "lang": "xml:lang", "voice": "name"}
PLAIN = frozenset({"emphasis", "w", "phoneme", "amazon:effect", "amazon:emotion", "amazon:domain"})
KNOWN = frozenset({"speak", "break", "prosody"}) | PAUSE_AT_EDGE.keys() | REQUIRED_ATTRIBUTE.keys() | PLAIN

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


@dataclass(frozen=True)
class Speech:
    """Words said without a pause that the markup asks for."""

    text: str
    """What is said, its spaces single."""
    rate: str | None
    """`prosody rate` as written ("slow", "85%"); None for the voice's own pace."""


@dataclass(frozen=True)
class Silence:
    """A pause that the markup asks for."""

    seconds: float
    """More than 0."""


@lru_cache(maxsize=64)  # an answer is read by whoever plays it, times it and checks it
def read_ssml(ssml: str) -> tuple[Speech | Silence, ...]:
    """What is heard, in order; no two silences are neighbours.

    The edge of a paragraph or sentence asks for a pause; breaks beside it count toward that pause, and the
    document's own ends have none. The pauses at commas and full stops are the voice's, and no part of this.

    Raises:
        ValueError: the SSML is not well formed, or holds what Alexa does not accept as speech.

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
        ValueError: as `read`.

    """
    return " ".join(part.text for part in read_ssml(ssml) if isinstance(part, Speech))


class _Reading:
    """One pass over a document."""

    def __init__(self) -> None:
        self._heard: list[Speech | Silence] = []
        self._words = ""
        self._words_rate: str | None = None
        self._pause = 0.0
        self._least_pause = 0.0
        self._open: list[tuple[str, dict[str, str]]] = []
        self._rates: list[str | None] = [None]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._check(tag, attributes)
        self._open.append((tag, attributes))
        if tag == "prosody":
            self._rates.append(_rate(attributes["rate"]) if "rate" in attributes else self._rates[-1])
        elif tag == "break":
            self._pause_for(_break_seconds(attributes))
        elif tag == "sub":
            self._say(attributes["alias"])
        elif tag in PAUSE_AT_EDGE:
            self._pause_at_least(PAUSE_AT_EDGE[tag])

    def end(self, tag: str) -> None:
        self._open.pop()
        if tag == "prosody":
            self._rates.pop()
        elif tag in PAUSE_AT_EDGE:
            self._pause_at_least(PAUSE_AT_EDGE[tag])

    def characters(self, text: str) -> None:
        tag, attributes = self._open[-1]
        if tag == "break" and text.strip():
            raise ValueError(f"a break holds no words: {text.strip()!r}")
        if tag == "sub":
            return
        spelt = tag == "say-as" and attributes["interpret-as"] in SPELT_OUT
        self._say(" ".join(text.replace(" ", "")) if spelt else text)

    def doctype(self, name: str, *_: object) -> None:
        raise ValueError(f"SSML has no document type: {name}")

    def heard(self) -> tuple[Speech | Silence, ...]:
        self._least_pause = 0.0
        self._finish_pause()
        self._finish_words()
        return tuple(self._heard)

    def _check(self, tag: str, attributes: dict[str, str]) -> None:
        if (tag == "speak") != (not self._open):
            raise ValueError(f"<speak> is the one element around all others, but here is <{tag}>")
        if tag not in KNOWN:
            raise ValueError(f"no way to say <{tag}>")
        needed = REQUIRED_ATTRIBUTE.get(tag)
        if needed is not None and not attributes.get(needed):
            raise ValueError(f"<{tag}> without {needed}")
        if self._open and self._open[-1][0] in {"break", "sub", "say-as"}:
            raise ValueError(f"<{tag}> inside <{self._open[-1][0]}>")

    def _say(self, text: str) -> None:
        if not text.strip():
            self._words += text
            return
        self._finish_pause()
        if self._rates[-1] != self._words_rate:
            self._finish_words()
            self._words_rate = self._rates[-1]
        self._words += text

    def _pause_for(self, seconds: float) -> None:
        self._words += " "
        self._pause += seconds

    def _pause_at_least(self, seconds: float) -> None:
        self._words += " "
        if self._heard or self._words.strip():
            self._least_pause = max(self._least_pause, seconds)

    def _finish_pause(self) -> None:
        seconds = max(self._pause, self._least_pause)
        self._pause = self._least_pause = 0.0
        if seconds > 0:
            self._finish_words()
            self._heard.append(Silence(round(seconds, 6)))

    def _finish_words(self) -> None:
        text = " ".join(self._words.split())
        self._words = ""
        if text:
            self._heard.append(Speech(text, self._words_rate))


def _break_seconds(attributes: dict[str, str]) -> float:
    if "time" not in attributes:
        strength = attributes.get("strength", "medium")
        if strength not in BREAK_STRENGTHS:
            raise ValueError(f"no such break strength: {strength!r}")
        return BREAK_STRENGTHS[strength]
    time = attributes["time"]
    duration = _DURATION.fullmatch(time)
    if duration is None:
        raise ValueError(f"a break's time is a number and s or ms: {time!r}")
    seconds = float(duration[1]) / (1000 if duration[2] == "ms" else 1)
    if seconds > LONGEST_BREAK_SECONDS:
        raise ValueError(f"a break lasts {LONGEST_BREAK_SECONDS:g} s at most: {time!r}")
    return seconds


def _rate(written: str) -> str | None:
    percent = _PERCENT.fullmatch(written)
    if written not in RATES and (percent is None or float(percent[1]) < SLOWEST_RATE):
        raise ValueError(f"no such speaking rate: {written!r}")
    return None if written == "medium" or (percent and float(percent[1]) == 100) else written  # noqa: PLR2004
