import shutil
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from simulator.voice.engine import Espeak, Hibari, Remembering, best_voice
from simulator.voice.sound import Pcm
from tests.sound.rendered import find_speech

RATE = 22050

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None,
    reason="NO VOICE WAS HEARD: espeak-ng is not installed (Debian: apt-get install espeak-ng)",
)


class ToneVoice:
    """Says every text as a tone: a tenth of a second a letter."""

    name = "tone"
    rate = RATE

    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        self.asked.append((text, pace))
        return Pcm(array("h", [9000] * round(len(text) * RATE / 10 / pace)).tobytes(), RATE)


def test_the_same_words_are_asked_of_the_engine_once_a_pace() -> None:
    engine = ToneVoice()
    voice = Remembering(engine)
    for pace in (1.0, 1.0, 0.5, 1.0):
        voice.say("in", pace)
    assert engine.asked == [("in", 1.0), ("in", 0.5)]


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without hibari, and with the programs that are put into this folder."""
    monkeypatch.setitem(sys.modules, "hibari", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("programs")
def test_a_machine_with_no_engine_has_no_voice() -> None:
    assert best_voice() is None


def test_espeak_speaks_where_there_is_no_better_voice(programs: Path) -> None:
    (programs / "espeak-ng").touch(mode=0o755)
    voice = best_voice()
    assert voice is not None
    assert voice.name == "espeak-ng"


class Samples(list[float]):
    """As much of a numpy array as a voice needs."""

    def clip(self, low: float, high: float) -> "Samples":
        return Samples(min(max(sample, low), high) for sample in self)

    def __mul__(self, by: Any) -> "Samples":
        return Samples(sample * by for sample in self)

    def round(self) -> "Samples":
        return Samples(round(sample) for sample in self)

    def astype(self, kind: str) -> "array[int]":
        return array({"int16": "h"}[kind], map(int, self))


def test_hibari_is_preferred_with_one_seed_and_short_pauses_between_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, float, int]] = []

    class Engine:
        def stream(self, text: str, speed: float, seed: int) -> Iterator[Samples]:
            asked.append((text, round(speed, 6), seed))
            return (Samples([0.0, 0.5, -1.5, 0.0]) for _ in text.split())

    monkeypatch.setitem(sys.modules, "hibari", SimpleNamespace(Hibari=Engine))
    voice = best_voice()
    assert voice is not None
    assert voice.name == "hibari"
    word = [16384, -32767]
    assert voice.say("in out") == Pcm(array("h", [*word, *[0] * 12000, *word]).tobytes(), 24000)
    assert asked == [("in out", Hibari.pace, 0)]


@needs_espeak
def test_espeak_says_words_without_silence_around_them_and_slower_when_asked() -> None:
    words = Espeak().say("Breathe in, and out.")
    assert 0.8 < words.seconds < 2.5
    ((start, end),) = find_speech(words)
    assert start < 0.03
    assert end > words.seconds - 0.03
    assert 1.5 < Espeak().say("Breathe in, and out.", pace=0.62).seconds / words.seconds < 1.8


@needs_espeak
def test_text_is_never_taken_for_an_option_of_espeak() -> None:
    assert Espeak().say("--version").seconds > 0.3
