"""The check of the pacing can fail: each of these sounds is wrong by something one would hear."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from lower_back_release.alexa.speech import LONGEST_BREAK_SECONDS, ssml
from lower_back_release.lesson.breath import FEWEST_BREATHS, GENTLE
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Stage, Timeline
from simulator.heard.ssml import read_ssml
from simulator.voice.engine import Voice
from tests.sound.answers import answers
from tests.sound.calibrated import calibrate
from tests.sound.hearing import complaints, hear, plan
from tests.sound.rendered import render

pytestmark = pytest.mark.sound

BREAK = re.compile(r'<break time="(\d+)ms"/>')

LONGEST = round(LONGEST_BREAK_SECONDS * 1000)

BETWEEN_SENTENCES = 500
"""Milliseconds: a break that a voice may well make by itself where two sentences meet."""


@pytest.fixture(scope="module")
def answer(routine: Routine, espeak: Voice) -> Timeline:
    """The pose that is told in the fewest words."""
    calibrated = replace(routine, voice=calibrate(routine, espeak).voice)
    return min(answers(calibrated, GENTLE, FEWEST_BREATHS), key=lambda answer: answer.seconds)


def found(answer: Timeline, damaged: str, voice: Voice) -> list[str]:
    assert damaged != ssml(answer)
    try:
        return complaints(hear(render(read_ssml(damaged), voice), plan(answer)))
    except AssertionError as error:
        return [str(error)]


def test_the_sound_is_right_before_it_is_damaged(answer: Timeline, espeak: Voice) -> None:
    assert complaints(hear(render(read_ssml(ssml(answer)), espeak), plan(answer))) == []


def with_each_break(whole: str, change: Callable[[int], int]) -> Iterator[tuple[int, str]]:
    """The document with one break changed, for each of its breaks; and how long that break was, in milliseconds."""
    for pause in BREAK.finditer(whole):
        wrong = quiet(change(int(pause[1])))
        yield int(pause[1]), whole[: pause.start()] + wrong + whole[pause.end() :]


def quiet(ms: int) -> str:
    """Breaks of so many milliseconds in all, none longer than a break may be."""
    whole, rest = divmod(ms, LONGEST)
    return f'<break time="{LONGEST}ms"/>' * whole + (f'<break time="{rest}ms"/>' if rest else "")


@pytest.mark.parametrize("more", [200, -200])
def test_any_one_break_that_is_a_little_longer_or_shorter_is_found(answer: Timeline, espeak: Voice, more: int) -> None:
    changed = with_each_break(ssml(answer), lambda ms: ms + more)
    assert [ms for ms, damaged in changed if not found(answer, damaged, espeak)] == []


def test_any_one_break_left_out_is_found(answer: Timeline, espeak: Voice) -> None:
    without = with_each_break(ssml(answer), lambda ms: 0)
    assert {ms for ms, damaged in without if not found(answer, damaged, espeak)} <= {BETWEEN_SENTENCES}


def test_errors_too_small_to_hear_one_by_one_are_found_where_they_add_up(answer: Timeline, espeak: Voice) -> None:
    longer = BREAK.sub(lambda pause: quiet(int(pause[1]) + 40), ssml(answer))
    wrong = found(answer, longer, espeak)
    assert wrong
    assert all("of silence" not in complaint for complaint in wrong)


def test_a_cue_that_is_not_said_is_found(answer: Timeline, espeak: Voice) -> None:
    for cue in answer.cues:
        if cue.words and cue.place.stage is Stage.HOLD:
            assert found(answer, ssml(answer).replace(f"> {cue.words} <", "> <"), espeak), cue.words


def test_a_breath_too_many_is_found(answer: Timeline, espeak: Voice) -> None:
    third = next(n for n, cue in enumerate(answer.cues) if cue.place.stage is Stage.HOLD and cue.place.breath == 3)
    longer = Timeline((*answer.cues[:third], *answer.cues[third : third + 2], *answer.cues[third:]))
    assert found(answer, ssml(longer), espeak)
