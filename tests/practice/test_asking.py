"""Questions are answered, and the hold goes on at the same breath."""

import pytest

from lower_back_release.practice.timeline import Stage
from lower_back_release.practice.wish import Wanted
from tests.practice.talk import Talk


@pytest.mark.parametrize(
    ("breath", "answer"),
    [
        (1, "Breath one of eight, and seven more after it."),
        (5, "Breath five of eight, and three more after it."),
        (7, "Breath seven of eight, and one more after it."),
        (8, "This is the last one."),
    ],
)
def test_breaths_left_in_a_hold(begun: Talk, breath: int, answer: str) -> None:
    begun.until(Stage.HOLD, breath)
    begun.wish(Wanted.BREATHS_LEFT)
    assert begun.words.startswith(answer)
    assert begun.place.breath == breath


def test_breaths_left_before_the_hold_are_all_of_them(begun: Talk) -> None:
    begun.wish(Wanted.BREATHS_LEFT)
    assert begun.words.startswith("Eight breaths are still to come.")


def test_breaths_left_after_it_are_none(begun: Talk) -> None:
    begun.hear_out()
    begun.wish(Wanted.BREATHS_LEFT)
    assert begun.words.startswith("This pose is done.")


def test_time_left_is_told_to_the_half_minute(begun: Talk) -> None:
    begun.wish(Wanted.GO_TO, pose="deep_squat")
    begun.until(Stage.HOLD, 3)
    begun.wish(Wanted.TIME_LEFT)
    assert begun.words.startswith("About a minute in this pose.")
    begun.until(Stage.HOLD, 7)
    begun.wish(Wanted.TIME_LEFT)
    assert begun.words.startswith("About half a minute in this pose.")


def test_time_left_of_a_long_pose(begun: Talk) -> None:
    begun.wish(Wanted.GO_TO, pose="knee_hugs")
    begun.until(Stage.HOLD, 1)
    begun.wish(Wanted.TIME_LEFT)
    assert begun.words.startswith("About three minutes") or "and a half minutes" in begun.words


def test_where_one_is(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5, side=1)
    begun.wish(Wanted.WHERE)
    assert begun.words.startswith("This is the reclined shoelace, left leg on top. Breath five of eight.")


def test_where_one_is_in_a_pose_without_sides(begun: Talk) -> None:
    begun.wish(Wanted.GO_TO, pose="seal_stretch")
    begun.wish(Wanted.WHERE)
    assert begun.words.startswith("This is the seal stretch.")


def test_which_side_it_is(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.wish(Wanted.WHICH_SIDE)
    assert begun.words.startswith("This is the side with your right leg on top.")


def test_help_says_what_can_be_said_ends_with_a_question_and_keeps_the_place(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.wish(Wanted.HELP)
    assert "how many breaths are left" in begun.words
    assert begun.words.endswith("Shall we go on?")
    assert begun.last.reprompt
    begun.listen(600)
    begun.wish(Wanted.RESUME)
    assert begun.place.breath == 5


def test_words_not_understood_lose_nothing(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.wish(Wanted.NOT_UNDERSTOOD)
    assert begun.words.startswith("Sorry, I didn't get that.")
    assert begun.place.breath == 5


@pytest.mark.parametrize("wanted", [Wanted.WHERE, Wanted.PAUSE, Wanted.REPEAT, Wanted.BREATHS_LEFT, Wanted.OTHER_SIDE])
def test_before_anything_has_begun_one_is_told_so(talk: Talk, wanted: Wanted) -> None:
    talk.wish(wanted)
    assert talk.words == "We haven't begun yet. Shall we begin?"


def test_in_childs_pose_one_is_in_childs_pose(begun: Talk) -> None:
    begun.wish(Wanted.GO_TO, pose="seal_stretch")
    begun.until(Stage.REST, 2)
    begun.wish(Wanted.WHERE)
    assert begun.words.startswith("This is child's pose, after the seal stretch.")
    begun.wish(Wanted.BREATHS_LEFT)
    assert begun.words.startswith("Breath two of three, and one more after it.")


def test_what_comes_next(begun: Talk) -> None:
    begun.wish(Wanted.WHATS_NEXT)
    assert begun.words.startswith("After this comes knee hugs.")
    begun.wish(Wanted.GO_TO, pose="downward_dog")
    begun.wish(Wanted.WHATS_NEXT)
    assert begun.words.startswith("This is the last one.")


def test_whether_it_is_safe_is_for_a_doctor_to_say(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.wish(Wanted.IS_IT_SAFE)
    assert "ask a doctor" in begun.words
    assert begun.place.breath == 3
