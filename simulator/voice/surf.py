"""A wave on a beach: our stand-in for the sounds of Amazon's library, which can be played on a device alone."""

import random
from array import array
from functools import cache

from simulator.voice.sound import LOUDEST, Pcm

SMOOTH = 0.06
"""How much of each new sample is heard: noise without its highest tones is water."""

LOUD = 0.6
"""The loudest sample, of the loudest there is."""


@cache
def surf(rate: int, seconds: float, fade_in: float, fade_out: float, volume: float) -> Pcm:
    """So many seconds of it, that swell and ebb: always the same. `volume` is from 0 to 1, at its height."""
    samples, rising, falling = round(seconds * rate), round(fade_in * rate), round(fade_out * rate)
    water = _water(rate)
    loud = array("h", bytes(2 * samples))
    for n in range(samples):
        height = min(1.0, n / rising if rising else 1.0, (samples - n) / falling if falling else 1.0)
        loud[n] = int(water[n % len(water)] * height * volume)
    return Pcm(loud.tobytes(), rate)


@cache
def _water(rate: int) -> tuple[float, ...]:
    """Four seconds of smooth noise, as loud as it may be."""
    chance, level, found = random.Random(7), 0.0, list[float]()  # noqa: S311 - to be the same is the point
    for _ in range(4 * rate):
        level += SMOOTH * (chance.uniform(-1, 1) - level)
        found.append(level)
    loudest = max(map(abs, found))
    return tuple(each / loudest * LOUD * LOUDEST for each in found)
