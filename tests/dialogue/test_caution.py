"""The note of caution: before the first movement and the first advice, once; and never before help."""

from typing import Any

import pytest

from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.posture import Posture
from tests.dialogue.talk import CAUTION, Talk

ADVICE: dict[str, tuple[dict[str, Any], str]] = {
    "hurts": ({}, "I'm glad you said so. Rest for a moment, and breathe."),
    "cramp": ({}, "Rest as you are. For a cramp, stretch that muscle slowly, and rub it."),
    "is_it_safe": ({}, "I can't judge that from here. Please ask a doctor who knows you, before you go on."),
    "how_to": ({"pose": "deep_squat"}, "In the deep squat, it goes like this. Your feet are a little wider than"),
    "good_for": ({"pose": "knee_hugs"}, "About knee hugs. It lets go of one side of the lower back at a time"),
}

HELP_FIRST = ("emergency", "hurts_badly", "numb", "faint", "fell", "stuck", "get_up")


@pytest.mark.parametrize("wish", ADVICE)
def test_it_comes_before_the_first_advice(talk: Talk, wish: str) -> None:
    named, advice = ADVICE[wish]
    talk.say(wish, returning=True, **named)
    assert talk.words.startswith(f"{CAUTION} {advice}")


@pytest.mark.parametrize("wish", ADVICE)
def test_it_is_heard_once(talk: Talk, wish: str) -> None:
    named, advice = ADVICE[wish]
    talk.say(wish, returning=True, **named)
    talk.hear_out()
    talk.say(wish, **named)
    assert talk.words.startswith(advice)
    talk.hear_out()
    talk.say("start")
    assert talk.words.startswith("First, the reclined shoelace.")


@pytest.mark.parametrize("wish", ADVICE)
def test_it_comes_again_where_it_was_broken_into(talk: Talk, wish: str) -> None:
    named, advice = ADVICE[wish]
    talk.say(wish, returning=True, **named)
    talk.listen(2)
    talk.say(wish, **named)
    assert talk.words.startswith(f"{CAUTION} {advice}")


@pytest.mark.parametrize("wish", ADVICE)
def test_so_it_does_where_the_first_pose_was_broken_into_before_its_end(talk: Talk, wish: str) -> None:
    named, advice = ADVICE[wish]
    talk.say("launch")
    talk.listen(2)
    talk.say(wish, **named)
    assert talk.words.startswith(f"{CAUTION} {advice}")


@pytest.mark.parametrize("wish", ADVICE)
def test_whoever_heard_it_before_the_first_pose_hears_it_no_more(begun: Talk, wish: str) -> None:
    named, _ = ADVICE[wish]
    begun.say(wish, **named)
    assert "medical advice" not in begun.words


@pytest.mark.parametrize("wish", ADVICE)
def test_the_question_that_was_open_stays_so(talk: Talk, wish: str) -> None:
    named, _ = ADVICE[wish]
    talk.say("go_to")
    talk.hear_out()
    talk.say(wish, **named)
    assert talk.words.startswith(CAUTION)
    assert talk.words.endswith("Which pose would you like?")


@pytest.mark.parametrize("wish", HELP_FIRST)
def test_whoever_needs_help_has_that_first(talk: Talk, wish: str) -> None:
    talk.say(wish, returning=True)
    assert "medical advice" not in talk.words


@pytest.mark.parametrize("wish", sorted(COMMANDS))
def test_nobody_new_is_led_anywhere_without_it(talk: Talk, wish: str) -> None:
    for pose in (None, "deep_squat", "childs_pose", "rest"):
        new = talk.fork()
        new.say(wish, pose=pose, returning=True)
        led = new.last.leads or new.last.end.posture != Posture()
        assert new.words.startswith(CAUTION) or not led


@pytest.mark.parametrize("wish", sorted(COMMANDS))
def test_nothing_of_a_pose_is_told_to_anybody_new_without_it(talk: Talk, wish: str) -> None:
    for pose in talk.coach.routine.poses:
        new = talk.fork()
        new.say(wish, pose=pose.id, returning=True)
        told = pose.good_for in new.words or "it goes like this" in new.words
        assert new.words.startswith(CAUTION) or not told
