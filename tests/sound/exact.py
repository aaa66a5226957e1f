"""Where each breath of an answer is heard that is played as a document of APL for audio, found in the sound alone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from lower_back_release.alexa.audio import ROOM, audio_document
from lower_back_release.lesson.breath import Pace
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Timeline
from simulator.voice.engine import Voice
from simulator.voice.sound import BYTES_A_SAMPLE, Pcm
from tests.sound.answers import answers
from tests.sound.rendered import find_speech, rendered_document

TOLERANCE = 0.05
"""Seconds by which a breath may begin beside its plan, counted from the answer's first word."""

USUAL_RATE = 155
"""Words a minute of both voices, over the sentences of this kind."""

A_FEW = 40
"""Samples that the beginning of a sound may be heard too early or too late: the softest are not heard at all."""

RATES = (105, USUAL_RATE, 200)
"""Words a minute at which they are tried: Alexa's "speak slower" and "faster" are inside, as far as anybody says."""


class AtRate:
    """A voice that speaks slower or faster."""

    def __init__(self, voice: Voice, words_a_minute: int) -> None:
        self.name = f"{voice.name}, {words_a_minute} words a minute"
        self.rate = voice.rate
        self._voice, self._pace = voice, words_a_minute / USUAL_RATE

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        """The words."""
        return self._voice.say(text, round(pace * self._pace, 3))


def with_room(routine: Routine) -> Routine:
    """The routine as it is taught where its answers are played as documents."""
    return replace(routine, voice=replace(routine.voice, room=ROOM))


def lateness(answer: Timeline, document: Mapping[str, Any], voice: Voice) -> list[float]:
    """Seconds by which each cue of a hold comes late, by the nearest sound that begins; endless where that is none."""
    sound = rendered_document(document, voice)
    begun, found = [start for start, _ in find_speech(sound)], list[float]()
    for at, cue in zip(answer.starts, answer.cues, strict=True):
        if cue.words and cue.place.phase:
            start = min(begun, key=lambda start: abs(start - at))
            found.append(start - at if _is_said(cue.words, start, sound, voice) else float("inf"))
    return found


def _is_said(words: str, at: float, sound: Pcm, voice: Voice) -> bool:
    """Whether a voice that says the same each time says these words there; to a few samples."""
    spoken, first = voice.say(words).frames, round(at * sound.rate)
    heard = range(max(0, first - A_FEW), first + A_FEW)
    return any(sound.frames[n * BYTES_A_SAMPLE :].startswith(spoken) for n in heard)


def all_lateness(routine: Routine, voice: Voice, pace: Pace, breaths: int, guidance: Guidance) -> Iterator[float]:
    """The same of every hold there is."""
    for answer in answers(with_room(routine), pace, breaths, guidance, audio=True):
        yield from lateness(answer, audio_document(answer), voice)
