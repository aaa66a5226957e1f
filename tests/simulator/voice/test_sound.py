import pytest

from simulator.voice.sound import Pcm, from_wav, trim
from tests.sound.tones import RATE, joined, quiet, tone


def test_a_sound_survives_being_a_wav_file() -> None:
    assert from_wav(tone(0.3).wav()) == tone(0.3)


def test_a_wav_file_from_a_pipe_does_not_know_its_length() -> None:
    piped = bytearray(tone(0.3).wav())
    piped[4:8] = (0x7FFFF024).to_bytes(4, "little")
    piped[40:44] = (0x7FFFF000).to_bytes(4, "little")
    assert from_wav(bytes(piped)) == tone(0.3)


def test_what_is_no_wav_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no WAV file"):
        from_wav(b"espeak-ng: no such voice")


def test_trimming_leaves_the_words_and_the_pause_between_them() -> None:
    words = joined(tone(0.2), quiet(0.4), tone(0.3))
    trimmed = trim(joined(quiet(0.35), words, quiet(0.5)))
    assert trimmed.seconds == pytest.approx(words.seconds, abs=0.002)


def test_trimming_takes_hiss_for_silence_and_a_soft_voice_for_a_voice() -> None:
    soft, hiss = tone(0.2, loudness=0.004), tone(0.3, loudness=0.00003)
    assert trim(joined(hiss, soft, hiss)).seconds == pytest.approx(0.2, abs=0.002)


def test_of_silence_nothing_is_left() -> None:
    assert trim(quiet(1)) == Pcm(b"", RATE)
    assert trim(quiet(0)) == Pcm(b"", RATE)
