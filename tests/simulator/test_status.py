from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

import lambda_function
from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Exchange
from simulator.echo.performance import cues
from simulator.status import Kind, Part, fitted, line, status

NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
LAUNCH = "Alexa, start lower back release"
NARROW, WIDE = 46, 100


def echo() -> Echo:
    return Echo(lambda event: lambda_function.lambda_handler(event, None), understanding_of("en-US"), Device())


@cache
def hear(*words: str) -> Exchange:
    """The last answer to somebody who hears every answer out."""
    device, now = echo(), NOW
    for each in words:
        turn = device.hear(each, now)
        now = turn.heard_out + timedelta(seconds=2)
    return turn


def at(turn: Exchange, seconds: float, columns: int = WIDE, *, asleep: bool = False) -> str:
    return line(status(turn, turn.began + timedelta(seconds=seconds), asleep=asleep, columns=columns))


def when(turn: Exchange, words: str) -> float:
    """Seconds until words are first heard, and a moment into them."""
    return next(cue.at for cue in cues(turn.ssml, turn.locale) if cue.words.startswith(words)) + 0.1


def begun() -> Exchange:
    return hear(LAUNCH)


def seal() -> Exchange:
    return hear("Alexa, ask lower back release for the seal stretch")


def asked() -> Exchange:
    return hear(LAUNCH, "forget me")


@pytest.mark.parametrize(
    ("turn", "words", "after", "told"),
    [
        (begun, "Cross your", 0, "Pose 1 of 5  Reclined Shoelace  right leg on top  setting up  0:26 left  speaking"),
        (
            *(begun, "Let your lower back", 0),
            "Pose 1 of 5  Reclined Shoelace  right leg on top  breath 3 of 8, breathing out  0:56 left  speaking",
        ),
        (
            *(begun, "Let your lower back", 4),
            "Pose 1 of 5  Reclined Shoelace  right leg on top  breath 3 of 8, breathing out  0:52 left  quiet",
        ),
        (begun, "When you're ready", 0, "Pose 1 of 5  Reclined Shoelace  coming out  0:04 left  speaking"),
        (begun, "When you're ready", 4, "Pose 1 of 5  Reclined Shoelace  between poses  listening, 8 s left"),
        (seal, "Slowly lower your chest", 0, "Pose 3 of 5  Seal Stretch  coming out  0:07 left  speaking"),
        (asked, "I would forget", 0, "Pose 1 of 5  Reclined Shoelace  asked something  speaking"),
    ],
    ids=lambda each: each[:20] if isinstance(each, str) else "",
)
def test_the_line_says_where_one_is_and_whether_it_speaks(
    turn: Callable[[], Exchange], words: str, after: float, told: str
) -> None:
    assert at(turn(), when(turn(), words) + after) == told


def test_a_rest_goes_by_its_own_name() -> None:
    rest = next(second for second in range(int(seal().seconds)) if "child's pose  breath" in at(seal(), second))
    assert at(seal(), rest).startswith("Pose 3 of 5  Seal Stretch  child's pose  breath 1 of ")


def test_a_narrow_line_tells_the_rest_by_its_name_rather_than_the_pose_that_is_over() -> None:
    lines = {at(seal(), second, NARROW) for second in range(int(seal().seconds))}
    told = {line for line in lines if " 1 of 3" in line}
    assert told
    assert all(each.startswith("child's pose  breath 1 of 3, ") for each in told)


@cache
def paused() -> Exchange:
    device = echo()
    begun = device.hear(LAUNCH, NOW)
    return device.hear("pause", begun.began + timedelta(seconds=70))


def test_whoever_pauses_is_told_when_they_are_asked_and_nobody_listens_before_that() -> None:
    turn = paused()
    asks = when(turn, "Shall we go on")
    lines = [at(turn, second) for second in range(1, int(asks) + 1)]
    assert all(each.startswith("paused at breath 3 of 8 of Reclined Shoelace; it asks again in ") for each in lines)
    assert lines[-1].endswith("in 0:01  quiet")
    assert at(turn, asks) == "paused at breath 3 of 8 of Reclined Shoelace  speaking"
    assert at(turn, turn.seconds) == "paused at breath 3 of 8 of Reclined Shoelace  listening, 8 s left"


def test_before_the_first_word_nothing_is_said_of_being_asked_again() -> None:
    assert at(paused(), -0.5) == "paused at breath 3 of 8 of Reclined Shoelace  thinking"


def test_a_goodbye_is_heard_out_before_it_is_asleep() -> None:
    turn = hear(LAUNCH, "stop")
    assert [at(turn, second, asleep=True) for second in (0.5, turn.seconds)] == [
        "speaking",
        'asleep; say "Alexa, start lower back release"',
    ]


@pytest.mark.parametrize(
    ("turn", "words", "after", "told"),
    [
        (begun, "Let your lower back", 0, "Reclined Shoelace  breath 3 of 8, out  0:56"),
        (begun, "Cross your", 0, "Reclined Shoelace  setting up  0:26 left"),
        (begun, "When you're ready", 5, "between poses  listening, 7 s left"),
        (paused, "Paused.", 10, "paused at breath 3 of 8; asks again in 1:33"),
    ],
    ids=["hold", "setup", "between", "pause"],
)
def test_where_it_is_narrow_what_is_needed_least_is_left_out(
    turn: Callable[[], Exchange], words: str, after: float, told: str
) -> None:
    assert at(turn(), when(turn(), words) + after, NARROW) == told


@pytest.mark.parametrize("columns", [NARROW, 60, 80])
def test_no_line_is_wider_than_the_terminal_or_cuts_a_word(columns: int) -> None:
    dog = hear("Alexa, ask lower back release for downward dog")
    hurt = hear(LAUNCH, "it hurts")
    for turn in (begun(), seal(), asked(), dog, hurt, paused()):
        for second in (*range(-1, int(turn.seconds), 17), *range(int(turn.seconds) - 2, int(turn.seconds) + 12)):
            told = at(turn, second, columns)
            assert len(told) <= columns
            assert set(told.split()) <= set(f"{at(turn, second, 500)} {told.replace('asks', 'it asks')}".split())
            assert told


def test_of_all_that_fits_what_is_worth_most_is_told_and_never_nothing() -> None:
    parts = [
        Part(Kind.PLACE, (("Pose 1 of 5", 1), ("", 0))),
        Part(Kind.DOING, (("holding, breathing in", 6), ("breathing in", 4), ("in", 1))),
    ]
    assert [line(fitted(parts, columns)) for columns in (34, 33, 24, 20, 1)] == [
        "Pose 1 of 5  holding, breathing in",
        *("holding, breathing in", "holding, breathing in", "breathing in", "in"),
    ]


def test_an_answer_in_a_hold_keeps_its_breath() -> None:
    device = echo()
    begun = device.hear(LAUNCH, NOW)
    asked = device.hear("Alexa, where am I", begun.began + timedelta(seconds=70))
    assert at(asked, 0.5).startswith("Pose 1 of 5  Reclined Shoelace  right leg on top  breath 3 of 8  1:0")
