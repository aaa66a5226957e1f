"""Sound as samples: its length, its silence, its WAV file, and where speech is in it."""

import io
import wave
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BYTES_A_SAMPLE = 2
LOUDEST = 32767

EDGE_DB = -40.0
"""Below a sound's own peak: what is softer at its ends is the engine's silence, not speech."""

WINDOW = 0.01
"""Seconds that are judged loud or silent together, for speed; edges are then found to the sample."""


@dataclass(frozen=True)
class Pcm:
    """Sound in one channel."""

    frames: bytes
    """16-bit signed samples, in the byte order of this machine."""
    rate: int
    """Samples a second."""

    @property
    def seconds(self) -> float:
        """How long it is heard."""
        return len(self.frames) / BYTES_A_SAMPLE / self.rate

    def wav(self) -> bytes:
        """The sound as a WAV file."""
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(BYTES_A_SAMPLE)
            writer.setframerate(self.rate)
            writer.writeframes(self.frames)
        return file.getvalue()


def from_wav(file: bytes) -> Pcm:
    """The sound of a WAV file, also of one that was piped and so does not know its length.

    Raises:
        ValueError: it is no WAV file of one channel of 16-bit samples.

    """
    try:
        with wave.open(io.BytesIO(file)) as reader:
            shape = (reader.getnchannels(), reader.getsampwidth())
            frames = reader.readframes(reader.getnframes())
            rate = reader.getframerate()
    except (wave.Error, EOFError) as error:
        raise ValueError(f"no WAV file: {error}") from error
    if shape != (1, BYTES_A_SAMPLE):
        raise ValueError(f"a WAV file of {shape[0]} channels and {shape[1]} bytes a sample")
    return Pcm(frames[: len(frames) // BYTES_A_SAMPLE * BYTES_A_SAMPLE], rate)


def silence(samples: int, rate: int) -> Pcm:
    """Zeros."""
    return Pcm(bytes(samples * BYTES_A_SAMPLE), rate)


def mixed(samples: int, sounds: Iterable[tuple[int, bytes]]) -> bytes:
    """Sounds put on one another, each from the sample at which it begins; as many samples in all."""
    whole = array("h", bytes(samples * BYTES_A_SAMPLE))
    for start, frames in sounds:
        added = array("h", frames[: max(0, samples - start) * BYTES_A_SAMPLE])
        under = whole[start : start + len(added)]
        if any(under):
            pairs = zip(under, added, strict=True)
            added = array("h", [max(-LOUDEST, min(LOUDEST, below + above)) for below, above in pairs])
        whole[start : start + len(added)] = added
    return whole.tobytes()


def trim(pcm: Pcm, edge_db: float = EDGE_DB) -> Pcm:
    """The sound without the silence at its ends; nothing is left of pure silence."""
    samples = _samples(pcm.frames)
    first, after = _loud_part(samples, max(1.0, _peak(samples) * 10 ** (edge_db / 20)))
    return Pcm(pcm.frames[first * BYTES_A_SAMPLE : after * BYTES_A_SAMPLE], pcm.rate)


def loud_windows(pcm: Pcm, threshold: float) -> Iterator[tuple[int, int]]:
    """The first loud sample of each window that has one, and the sample after its last."""
    size = max(1, round(WINDOW * pcm.rate))
    nothing = bytes(size * BYTES_A_SAMPLE)
    for start in range(0, len(pcm.frames) // BYTES_A_SAMPLE, size):
        window = pcm.frames[start * BYTES_A_SAMPLE : (start + size) * BYTES_A_SAMPLE]
        # Most of a routine is exact silence, and comparing bytes is far faster than looking at samples.
        if window == nothing:
            continue
        samples = _samples(window)
        if _peak(samples) >= threshold:
            first, after = _loud_part(samples, threshold)
            yield start + first, start + after


def _loud_part(samples: "memoryview[int]", threshold: float) -> tuple[int, int]:
    """The first sample that reaches the threshold, and the one after the last; (n, n) if none of n does."""
    first = next((n for n, sample in enumerate(samples) if abs(sample) >= threshold), len(samples))
    after = next((n for n in range(len(samples), first, -1) if abs(samples[n - 1]) >= threshold), first)
    return first, after


def _samples(frames: bytes) -> "memoryview[int]":
    return memoryview(frames).cast("h")


def _peak(samples: "memoryview[int]") -> int:
    return max(abs(max(samples)), abs(min(samples))) if len(samples) else 0
