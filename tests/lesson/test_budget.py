"""The most that one answer may hold."""

import pytest

from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.timeline import Cue, Place, Timeline


@pytest.mark.parametrize(
    ("seconds", "characters", "holds"), [(10, 20, True), (9.9, 20, False), (10, 19, False), (11, 21, True)]
)
def test_an_answer_fits_that_is_just_as_long_as_may_be(seconds: float, characters: int, *, holds: bool) -> None:
    ten_seconds = Timeline((Cue.quiet(10, Place("seal_stretch"), Posture()),))
    assert Budget(seconds, characters, lambda _: 20).holds(ten_seconds) is holds


def test_what_has_been_said_is_taken_off() -> None:
    budget = Budget(240, 8000, lambda _: 0).less(40, 800)
    assert (budget.seconds, budget.characters) == (200, 7200)
