import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.practice.speaking_time import VoiceRate, speaking_time, syllables

VOICE = VoiceRate(start=0.1, syllable=0.2, comma=0.25, sentence=0.5)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("", 0.0),
        ("...", 0.0),
        ("In.", 0.3),
        ("Breathe in.", 0.5),
        ("And in, and out.", 0.1 + 4 * 0.2 + 0.25),
        ("In. Out.", 0.1 + 2 * 0.2 + 0.5),
    ],
)
def test_time_is_made_of_syllables_commas_and_sentences(words: str, seconds: float) -> None:
    assert speaking_time(words, VOICE) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("word", "count"),
    [("in", 1), ("breathe", 1), ("breath", 1), ("seven", 2), ("ankles", 2), ("comfortable", 4), ("eyes", 1), ("mm", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text("abcdefghij ,.", max_size=80), st.text("abcdefghij", min_size=1, max_size=10))
def test_more_words_never_take_less_time(words: str, more: str) -> None:
    assert speaking_time(f"{words} {more}") >= speaking_time(words)
