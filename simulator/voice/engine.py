"""Speaking with an engine on this machine, to the sample.

An engine is never given SSML: it would stretch, drop or merge the pauses. It is given the words between two
pauses, and the pauses are put in as exact silence.
"""

import importlib
import shutil
import subprocess
from threading import Lock
from typing import Any, Protocol

from simulator.languages import language_of
from simulator.voice.sound import BYTES_A_SAMPLE, LOUDEST, Pcm, from_wav, trim


class Voice(Protocol):
    """An engine that speaks."""

    name: str
    rate: int
    """Samples a second."""

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        """The words alone, without silence before or after; at pace 2 in half the time."""


class Espeak:
    """espeak-ng, as a program of its own."""

    name = "espeak-ng"
    rate = 22050
    slowest, fastest = 80, 450
    """Words a minute that espeak-ng obeys; outside it stays at these."""
    patience = 30.0
    """Seconds for one text; it needs a few hundredths."""

    def __init__(self, locale: str = "en-US") -> None:
        """Its voice for a locale. Raises KeyError where it has none."""
        self._voice = language_of(locale).espeak[locale]

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        """The words.

        Raises:
            subprocess.SubprocessError: the engine failed.

        """
        speed = min(max(round(self._voice.words_a_minute * pace), self.slowest), self.fastest)
        # The text goes through standard input, where nothing in it can be taken for an option.
        command = ["espeak-ng", "-v", self._voice.name, "-s", str(speed), "--stdin", "--stdout"]
        spoken = subprocess.run(  # noqa: S603
            command, input=text.encode(), capture_output=True, check=True, timeout=self.patience
        )
        return trim(from_wav(spoken.stdout))


HIBARI_SPEAKS = "en-"
"""The locales that hibari has a voice for."""


class Hibari:
    """hibari-tts, a small neural voice: the same sound for the same words every time."""

    name = "hibari"
    rate = 24000
    pace = 0.7
    """Its own pace is about 220 words a minute; over 153 coaching sentences this made 155, as espeak-ng."""
    slowest, fastest = 0.5, 2.0
    """The speeds that hibari takes."""
    sentence_pause = 0.5
    """Seconds between two sentences; hibari's own is about a second, far longer than a person's."""
    seed = 0

    def __init__(self) -> None:
        """Load the voice (about a second).

        Raises:
            ImportError: hibari-tts is not installed, or not whole.

        """
        self._engine: Any = importlib.import_module("hibari").Hibari()

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        """The words."""
        speed = min(max(self.pace * pace, self.slowest), self.fastest)
        sentences = (
            trim(Pcm((sentence.clip(-1, 1) * LOUDEST).round().astype("int16").tobytes(), self.rate)).frames
            for sentence in self._engine.stream(text, speed=speed, seed=self.seed)
        )
        pause = bytes(round(self.sentence_pause / pace * self.rate) * BYTES_A_SAMPLE)
        return Pcm(pause.join(filter(None, sentences)), self.rate)


class Remembering:
    """A voice that says the same words again without asking its engine. Safe to be used by several at once."""

    def __init__(self, voice: Voice) -> None:
        self.name = voice.name
        self.rate = voice.rate
        self._voice = voice
        self._said: dict[tuple[str, float], Pcm] = {}
        self._speaking = Lock()  # an engine says one thing at a time, and the terminal and the page share one

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        """The words."""
        with self._speaking:
            if (text, pace) not in self._said:
                self._said[text, pace] = self._voice.say(text, pace)
            return self._said[text, pace]


def best_voice(locale: str = "en-US") -> Voice | None:
    """The best voice on this machine for a locale; None if it has none."""
    if locale.startswith(HIBARI_SPEAKS):
        try:
            return Remembering(Hibari())
        except ImportError:
            pass
    return Remembering(Espeak(locale)) if shutil.which("espeak-ng") else None
