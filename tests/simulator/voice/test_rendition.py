from array import array

import pytest

from simulator.echo.performance import cues
from simulator.heard.response import seconds_of
from simulator.voice.rendition import GAP, MOST_HASTE, rendition
from simulator.voice.sound import Pcm
from tests.sound.rendered import find_speech

RATE = 8000
LOCALE = "en-US"
SSML = '<speak>Breathe in. <break time="3s"/> And out, slowly. <break time="10s"/><break time="2s"/> Two.</speak>'


class SlowVoice:
    """Takes so many seconds over whatever it says, at its own pace."""

    name = "slow"
    rate = RATE

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        return Pcm(array("h", [9000, -9000] * round(self.seconds / pace * RATE / 2)).tobytes(), RATE)


@pytest.mark.parametrize("seconds", [0.3, 1.0, 2.5, 6.0])
def test_every_cue_is_heard_at_its_planned_second_however_long_the_words_take(seconds: float) -> None:
    heard = find_speech(rendition(SSML, LOCALE, SlowVoice(seconds)), min_silence=GAP / 2)
    planned = [at for at, *_ in cues(SSML, LOCALE)]
    assert [start for start, _ in heard] == pytest.approx(planned, abs=1 / RATE)


@pytest.mark.parametrize("seconds", [0.0, 0.3, 6.0])
def test_it_is_exactly_as_long_as_the_plan(seconds: float) -> None:
    sound = rendition(SSML, LOCALE, SlowVoice(seconds))
    assert sound.seconds == pytest.approx(seconds_of(SSML, LOCALE), abs=1 / RATE)


def test_words_too_long_for_their_room_are_said_just_fast_enough() -> None:
    planned = [at for at, *_ in cues(SSML, LOCALE)]
    room = planned[1] - planned[0] - GAP
    (start, end), *_ = find_speech(rendition(SSML, LOCALE, SlowVoice(room * 1.2)), min_silence=GAP / 2)
    assert room * 0.9 < end - start <= room


def test_words_that_no_bearable_haste_makes_fit_are_cut() -> None:
    planned = [at for at, *_ in cues(SSML, LOCALE)]
    room = planned[1] - planned[0] - GAP
    (start, end), *_ = find_speech(rendition(SSML, LOCALE, SlowVoice(room * MOST_HASTE * 2)), min_silence=GAP / 2)
    assert end - start == pytest.approx(room, abs=1 / RATE)


def test_nothing_said_is_no_sound() -> None:
    assert rendition("", LOCALE, SlowVoice(1.0)).seconds == 0
