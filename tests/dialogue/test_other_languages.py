"""What a language's own words mean, where they mean something else than English ones."""

import pytest

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.content import content_for
from lower_back_release.person.progress import new_progress
from tests.dialogue.talk import Talk


def paused_in_the_first_pose(locale: str) -> Talk:
    coach = coach_of(content_for(locale))
    talk = Talk(coach, new_progress(coach.routine))
    talk.say("launch")
    talk.listen(100)
    talk.say("pause")
    talk.listen(20)
    return talk


@pytest.mark.parametrize(("locale", "pose"), [("en-US", "knee_hugs"), ("de-DE", "reclined_shoelace")])
def test_weiter_goes_on_after_a_pause_where_next_goes_to_the_next_pose(locale: str, pose: str) -> None:
    talk = paused_in_the_first_pose(locale)
    talk.say("next")
    assert talk.progress.course.place.pose == pose


@pytest.mark.parametrize(("locale", "pose"), [("en-US", "knee_hugs"), ("de-DE", "reclined_shoelace")])
def test_weiter_goes_on_after_an_aside_in_a_hold_as_well(locale: str, pose: str) -> None:
    talk = paused_in_the_first_pose(locale)
    talk.say("resume")
    talk.listen(40)
    talk.say("remind_me", when="daily")
    talk.say("no")
    talk.say("next")
    assert talk.progress.course.place.pose == pose


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_while_a_pose_is_led_both_go_to_the_next_one(locale: str) -> None:
    talk = paused_in_the_first_pose(locale)
    talk.say("resume")
    talk.listen(20)
    talk.say("next")
    assert talk.progress.course.place.pose == "knee_hugs"
