import pytest

from simulator.ears.likeness import Likeness
from simulator.ears.wording import Wording
from simulator.languages import language_of

LIKENESS = Likeness(
    {
        "my leg is numb": "numb",
        "my foot is numb": "numb",
        "my leg hurts": "hurts",
        "go to the next pose": "next",
        "go to the {POSE}": "go to",
        "skip the {POSE} today": "leave out",
    },
    Wording(language_of("en-US").ears),
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("my left leg is numb now", "my leg is numb"),
        ("the leg hurts", "my leg hurts"),
        ("please skip the {POSE} for today", "skip the {POSE} today"),
    ],
)
def test_words_are_like_the_sentence_that_shares_what_matters(words: str, sentence: str) -> None:
    assert LIKENESS.best(words)[1] == sentence


def test_the_same_words_are_as_like_as_can_be() -> None:
    score, sentence = LIKENESS.best("my leg is numb")
    assert score == pytest.approx(1.0)
    assert sentence == "my leg is numb"


def test_a_word_that_nobody_uses_makes_words_less_like() -> None:
    assert LIKENESS.best("my elephant is numb")[0] < LIKENESS.best("my is numb")[0]


def test_words_are_compared_with_sentences_of_the_same_gaps_only() -> None:
    assert LIKENESS.best("go to the pose")[1] == "go to the next pose"
    assert LIKENESS.best("go to the {PACE}") == (0.0, "")


def test_words_that_share_nothing_are_not_alike() -> None:
    assert LIKENESS.best("purple monkey")[0] == 0.0


def test_the_words_of_the_sentences_are_known() -> None:
    assert LIKENESS.uses("numb")
    assert not LIKENESS.uses("elephant")
