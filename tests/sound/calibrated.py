"""The routine calibrated to a voice, in the way that somebody with a device calibrates it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lower_back_release.content import content_for
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.speaking_time import VoiceRate
from simulator.tools.calibrate import fit
from simulator.tools.phrases import hold_phrases, worth_measuring
from simulator.voice.engine import Voice
from tests.sound.rendered import find_speech

STOPWATCH = 0.01
"""Seconds: measured to this, as one would with an editor that shows a recording."""


@dataclass(frozen=True)
class Calibration:
    """What was measured of a voice, and what the estimator makes of it."""

    table: Mapping[str, float]
    """Seconds by phrase."""
    constants: VoiceRate
    """The four constants alone."""
    voice: VoiceRate
    """The constants, with the seconds of what is said in holds."""


def calibrate(routine: Routine, voice: Voice) -> Calibration:
    """Measures the phrases worth measuring and fits the constants to them.

    A new calibration can choose another form of a line, so it is measured until nothing in a hold is unmeasured.
    """
    content = replace(content_for("en-US"), routine=routine)
    table = {words: measure(words, voice) for words in worth_measuring(content)}
    constants = fit(table)
    holds = set(hold_phrases(routine))
    while True:
        calibration = replace(constants, phrases={words: table[words] for words in holds})
        unmeasured = set(hold_phrases(replace(routine, voice=calibration))) - holds
        if not unmeasured:
            return Calibration(table, constants, calibration)
        holds |= unmeasured
        table |= {words: measure(words, voice) for words in unmeasured}


def measure(words: str, voice: Voice) -> float:
    """Seconds from the first sound of the words to the last."""
    spans = find_speech(voice.say(words))
    return round((spans[-1][1] - spans[0][0]) / STOPWATCH) * STOPWATCH
