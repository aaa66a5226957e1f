import pytest

from simulator.ears.invocation import Call, call, without_wake_word
from simulator.languages import language_of

NAME = "lower back release"
ENGLISH = language_of("en-US").invocation


@pytest.mark.parametrize(
    "words",
    [
        "Alexa, start lower back release",
        "alexa open lower back release",
        "Launch Lower Back Release!",
        "Alexa, talk to lower back release",
        "Alexa, ask lower back release",
        "lower back release",
        "Alexa, open lower back release, please",
    ],
)
def test_the_name_alone_opens_the_skill(words: str) -> None:
    assert call(words, NAME, ENGLISH) == Call("")


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        ("Alexa, ask lower back release for the next pose", "for the next pose"),
        ("Alexa, ask lower back release to go back", "go back"),
        ("Alexa, tell lower back release to breathe slower", "breathe slower"),
        ("Alexa, ask lower back release how many breaths are left", "how many breaths are left"),
        ("Alexa, open lower back release and start with knee hugs", "start with knee hugs"),
        ("Alexa, start knee hugs with lower back release", "start knee hugs"),
        ("Alexa, start the seal stretch on lower back release", "start the seal stretch"),
    ],
)
def test_a_one_shot_carries_its_request(words: str, request_: str) -> None:
    assert call(words, NAME, ENGLISH) == Call(request_)


@pytest.mark.parametrize(
    "words",
    [
        "Alexa, next pose",
        "Alexa",
        "",
        "Alexa, open upper back release",
        "Alexa, start lower back",
        "my lower back release",
    ],
)
def test_other_words_do_not_call_the_skill(words: str) -> None:
    assert call(words, NAME, ENGLISH) is None


@pytest.mark.parametrize(
    ("words", "rest"),
    [("Alexa, pause", "pause"), ("alexa", ""), ("next pose", "next pose"), ("Alexander is late", "alexander is late")],
)
def test_the_wake_word_is_no_part_of_the_request(words: str, rest: str) -> None:
    assert without_wake_word(words) == rest
