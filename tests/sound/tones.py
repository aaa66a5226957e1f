"""Sounds whose beginning and end are known to the sample, to hear with."""

import math
from array import array

from simulator.voice.sound import Pcm, silence

RATE = 16000


def tone(seconds: float, loudness: float = 0.5) -> Pcm:
    samples = range(round(seconds * RATE))
    wave = (round(loudness * 32767 * math.cos(2 * math.pi * 400 * n / RATE)) for n in samples)
    return Pcm(array("h", wave).tobytes(), RATE)


def quiet(seconds: float) -> Pcm:
    return silence(round(seconds * RATE), RATE)


def joined(*parts: Pcm) -> Pcm:
    return Pcm(b"".join(part.frames for part in parts), RATE)
