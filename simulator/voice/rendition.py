"""An answer as sound, laid on its plan."""

from collections.abc import Iterator

from lower_back_release.content import content_for
from lower_back_release.lesson.speaking_time import speaking_time
from simulator.echo.echo import Exchange
from simulator.echo.performance import cues
from simulator.heard.response import seconds_of
from simulator.voice.document import with_sounds
from simulator.voice.engine import Voice
from simulator.voice.sound import BYTES_A_SAMPLE, Pcm

MOST_HASTE = 1.4
"""How much faster than its own pace a voice speaks so that its words fit; ours. Beyond that they are cut."""

GAP = 0.08
"""Seconds kept silent before the next words, so that words made to fit don't run into them."""


def sound_of(turn: Exchange, voice: Voice) -> Pcm:
    """The sound of an answer, exactly as long as planned."""
    spoken = rendition(turn.ssml, turn.locale, voice)
    if not turn.apla or not turn.ssml:
        return spoken
    assumed = content_for(turn.locale).routine.voice
    return with_sounds(spoken, turn.apla, lambda part: speaking_time(part.text, assumed))


def rendition(ssml: str, locale: str, voice: Voice) -> Pcm:
    """The sound of SSML, exactly as long as planned.

    Words and breaks are not simply put one after the other: a voice that takes longer over some words than the plan
    thought would make everything after them late, and breath eight would be seconds away from what is shown. So each
    cue's words begin at their planned second, and the silence after them takes what the words leave over. Words too
    long for their room are said faster, just fast enough to fit.
    """
    planned, samples = list(cues(ssml, locale)), round(seconds_of(ssml, locale) * voice.rate)
    ends = [*(at for at, *_ in planned), samples / voice.rate + GAP][1:]
    frames = bytearray(samples * BYTES_A_SAMPLE)
    for (at, words, _), end in zip(planned, ends, strict=True):
        start = round(at * voice.rate)
        room = min(round((end - GAP) * voice.rate), samples) - start
        spoken = _fitting(words, room, voice)
        frames[start * BYTES_A_SAMPLE : start * BYTES_A_SAMPLE + len(spoken)] = spoken
    return Pcm(bytes(frames), voice.rate)


def _fitting(words: str, room: int, voice: Voice) -> bytes:
    """The words in as many samples as there is room for, at most."""
    spoken = b""
    for pace in _paces(words, room, voice):
        spoken = voice.say(words, pace).frames
        if len(spoken) <= room * BYTES_A_SAMPLE:
            break
    return spoken[: max(0, room) * BYTES_A_SAMPLE]


def _paces(words: str, room: int, voice: Voice) -> Iterator[float]:
    """The voice's own pace; then one that should fit; then the fastest that is still bearable."""
    yield 1.0
    needed = len(voice.say(words).frames) / BYTES_A_SAMPLE / max(1, room)
    yield min(round(needed * 1.03, 2), MOST_HASTE)
    yield MOST_HASTE
