"""Going on from pose to pose by itself, which only a device with a screen can do."""

import pytest

from lower_back_release.dialogue.reply import Reply
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.progress import from_json
from tests.dialogue.talk import Talk


@pytest.fixture
def flowing(talk: Talk) -> Talk:
    talk.say("launch", screen=True)
    talk.listen(60)
    talk.say("keep_going", screen=True)
    return talk


def prompt(reply: Reply) -> str:
    return reply.said.cues[-1].words


def test_in_a_pose_it_is_acknowledged_and_the_pose_goes_on_at_the_same_breath(talk: Talk) -> None:
    talk.say("launch", screen=True)
    before = talk.until(Stage.HOLD, breath=4)
    talk.say("keep_going", screen=True)
    assert talk.words.startswith("From here on, I go from pose to pose by myself.")
    assert (talk.place.stage, talk.place.breath) == (Stage.HOLD, before.breath)


def test_the_end_of_a_pose_says_what_comes_and_how_to_wait(flowing: Talk) -> None:
    assert prompt(flowing.last) == "In a moment, knee hugs. To wait, say, Alexa, pause."
    assert flowing.last.flows
    assert flowing.last.reprompt


def test_every_pose_flows_but_the_last_which_waits(flowing: Talk) -> None:
    for pose in ("knee_hugs", "seal_stretch", "deep_squat", "downward_dog"):
        assert flowing.last.flows
        flowing.hear_out()
        flowing.say("next_pose", screen=True)
        assert flowing.progress.course.place.pose == pose
    assert not flowing.last.flows
    assert flowing.last.reprompt
    assert "all five" in prompt(flowing.last)


def test_an_answer_that_has_to_stop_inside_a_pose_goes_on_in_it(flowing: Talk) -> None:
    flowing.say("pace", pace="slow", screen=True)
    flowing.say("hold_longer", number=8, screen=True)
    assert flowing.hear_out().waits
    assert flowing.last.flows
    assert "goes on in a moment" in prompt(flowing.last)


def test_between_poses_the_next_begins_at_once(talk: Talk) -> None:
    talk.say("launch", screen=True)
    talk.hear_out()
    talk.say("keep_going", screen=True)
    assert "Second, knee hugs." in talk.words
    assert talk.last.flows


def test_pause_ends_it(flowing: Talk) -> None:
    flowing.say("pause", screen=True)
    flowing.say("resume", screen=True)
    assert not flowing.last.flows
    assert "say next pose" in prompt(flowing.last)


def test_without_a_screen_it_is_answered_with_what_is_possible_and_the_pose_goes_on(begun: Talk) -> None:
    begun.until(Stage.HOLD, breath=3)
    begun.say("keep_going")
    assert begun.words.startswith("Without a screen, I can't tell when to go on by myself.")
    assert not begun.last.flows
    assert begun.last.reprompt
    assert begun.place.stage is Stage.HOLD


def test_on_another_device_without_a_screen_nothing_waits_for_what_never_comes(flowing: Talk) -> None:
    flowing.hear_out()
    flowing.say("next_pose")
    assert not flowing.last.flows
    assert flowing.last.reprompt


def test_it_is_kept(flowing: Talk, routine: Routine) -> None:
    assert from_json(flowing.progress.to_json(), routine, flowing.progress.owed.to_json()) == flowing.progress


def test_stop_ends_it_for_the_next_time_too(flowing: Talk) -> None:
    flowing.say("stop", screen=True)
    assert not flowing.progress.preferences.flow
