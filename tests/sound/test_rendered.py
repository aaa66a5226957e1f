"""What tests listen by can be relied on."""

from array import array

import pytest

from simulator.heard.ssml import Silence, Speech, read_ssml
from simulator.voice.sound import Pcm
from tests.sound.rendered import find_speech, render
from tests.sound.tones import RATE, joined, quiet, tone


class ToneVoice:
    """Says every text as a tone: a tenth of a second a letter."""

    name = "tone"
    rate = RATE

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        return Pcm(array("h", [9000] * round(len(text) * RATE / 10 / pace)).tobytes(), RATE)


def test_a_silence_is_exact_zeros_of_its_own_length() -> None:
    spoken = render([Speech("in"), Silence(4.0), Speech("out")], ToneVoice())
    samples = array("h", spoken.frames)
    start, end = round(0.2 * RATE), round(4.2 * RATE)
    assert not any(samples[start:end])
    assert all(samples[:start])
    assert all(samples[end:])
    assert spoken.seconds == pytest.approx(4.5, abs=1 / RATE)


def test_a_thousand_odd_silences_do_not_drift() -> None:
    seconds = 0.33337
    spoken = render([Silence(seconds)] * 1000, ToneVoice())
    assert spoken.seconds == pytest.approx(1000 * seconds, abs=1 / RATE)


def test_cues_are_heard_where_the_document_puts_them() -> None:
    heard = read_ssml('<speak><break time="1s"/>hi<break time="3.5s"/>there<break time="2s"/></speak>')
    first, second = find_speech(render(heard, ToneVoice()))
    assert first == pytest.approx((1.0, 1.2), abs=0.001)
    assert second == pytest.approx((4.7, 5.2), abs=0.001)


def test_speech_is_found_where_it_is() -> None:
    sound = joined(quiet(1.003), tone(0.7), quiet(4.0), tone(0.35), quiet(2.0))
    first, second = find_speech(sound)
    assert first == pytest.approx((1.003, 1.703), abs=0.001)
    assert second == pytest.approx((5.703, 6.053), abs=0.001)


def test_a_short_gap_does_not_part_speech_and_a_longer_one_does() -> None:
    assert len(find_speech(joined(tone(0.5), quiet(0.2), tone(0.5)))) == 1
    assert len(find_speech(joined(tone(0.5), quiet(0.3), tone(0.5)))) == 2


def test_speech_up_to_the_last_sample_ends_with_the_sound() -> None:
    sound = joined(quiet(0.5), tone(0.501))
    assert find_speech(sound)[-1][1] == pytest.approx(sound.seconds, abs=1e-9)


def test_in_silence_nothing_is_found() -> None:
    assert find_speech(quiet(3)) == ()
    assert find_speech(quiet(0)) == ()
