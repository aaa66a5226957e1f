"""Somebody who listens, to tell what words are in a sound."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from simulator.ears.recogniser import Recogniser
from simulator.voice.sound import BYTES_A_SAMPLE, Pcm

PADDING = 0.3
"""Seconds of silence around the words; without it the first and last of them are misheard more often."""


class Listener:
    """Hears what the recogniser hears who expects nothing, and tells texts apart by it."""

    def __init__(self, recogniser: Recogniser, numbers: Sequence[str]) -> None:
        """`numbers` are the words for 0, 1, 2, ..., since the recogniser may write digits."""
        self._recogniser = recogniser
        self._numbers = numbers
        self._heard: dict[bytes, str] = {}

    def hear(self, sound: Pcm) -> str:
        """The words, in lower case and without punctuation."""
        if sound.frames not in self._heard:
            quiet = bytes(round(PADDING * sound.rate) * BYTES_A_SAMPLE)
            padded = Pcm(quiet + sound.frames + quiet, sound.rate)
            self._heard[sound.frames] = self.plain(self._recogniser.words(padded.wav()))
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
