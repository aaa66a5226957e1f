from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.content import content_for
from lower_back_release.content.reader import read_as
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.speaking_time import VoiceRate, speaking_time
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.words import Said, cue

VOICE = VoiceRate(start=0.1, letter=0.05, comma=0.25, sentence=0.5)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("", 0.0),
        ("...", 0.0),
        ("In.", 0.1 + 2 * 0.05),
        ("Breathe in.", 0.1 + 9 * 0.05),
        ("And in, and out.", 0.1 + 11 * 0.05 + 0.25),
        ("In. Out.", 0.1 + 5 * 0.05 + 0.5),
        ("What's this?", 0.1 + 9 * 0.05),
    ],
)
def test_time_is_made_of_letters_commas_and_full_stops(words: str, seconds: float) -> None:
    assert speaking_time(words, VOICE) == pytest.approx(seconds)


@given(st.text("abcdefghij ,.", max_size=80), st.text("abcdefghij", min_size=1, max_size=10))
def test_more_words_never_take_less_time(words: str, more: str) -> None:
    assert speaking_time(f"{words} {more}", VOICE) >= speaking_time(words, VOICE)


def test_a_phrase_that_was_measured_takes_what_it_took() -> None:
    measured = replace(VOICE, phrases={"Breathe in.": 0.8124})
    assert speaking_time("Breathe in.", measured) == 0.812
    assert speaking_time("Breathe in. Let go.", measured) == speaking_time("Breathe in. Let go.", VOICE)


def test_measured_phrases_stand_in_the_content_by_their_words() -> None:
    table = {"start": 0.1, "letter": 0.05, "comma": 0.25, "sentence": 0.5, "phrases": {"Breathe in.": 1}}
    assert speaking_time("Breathe in.", read_as(VoiceRate, table, "voice")) == 1.0


def test_only_what_is_timed_has_the_room_of_a_slow_voice() -> None:
    routine = replace(content_for("en-US").routine, voice=replace(VOICE, room=3.0))
    said, place = Said("Breathe in.", wait=0.5), Place("seal_stretch", stage=Stage.HOLD)
    spoken = speaking_time("Breathe in.", routine.voice)
    assert cue(said, place, Posture(), routine).seconds == pytest.approx(spoken + 0.5)
    assert cue(said, place, Posture(), routine, timed=True).seconds == pytest.approx(3 * spoken)
