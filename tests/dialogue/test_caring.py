"""Somebody for whom a pose is too much is looked after, and nothing of it is kept."""

import pytest

from lower_back_release.lesson.timeline import Stage
from tests.dialogue.talk import Talk

POSES = ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]


@pytest.fixture
def seal(begun: Talk) -> Talk:
    """Somebody in the fourth breath of the seal."""
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 4)
    return begun


class TestItHurts:
    @pytest.mark.parametrize("pose", POSES)
    def test_the_first_words_are_how_to_come_out_of_this_very_pose(self, begun: Talk, pose: str) -> None:
        begun.say("go_to", pose=pose)
        begun.until(Stage.HOLD, 4)
        begun.say("hurts")
        out = begun.coach.routine.pose(pose).way_out[0].say
        assert begun.words.startswith(f"Ease out of it, gently. {out}")
        assert begun.words.endswith("Shall we try it gentler?")

    def test_yes_goes_back_gently_at_the_same_breath(self, seal: Talk) -> None:
        seal.say("hurts")
        seal.hear_out()
        seal.say("yes")
        assert seal.words.startswith("Gently, then. Feet wide. Put your elbows a little in front")
        assert "straight arms" not in seal.words
        assert seal.until(Stage.HOLD).breath == 4

    def test_no_leads_to_the_next_pose_and_another_no_to_rest(self, seal: Talk) -> None:
        seal.say("hurts")
        seal.hear_out()
        seal.say("no")
        assert seal.words == "Shall we go on to the deep squat?"
        seal.say("no")
        assert seal.words.startswith("Then just rest for now.")

    def test_the_next_pose_needs_no_second_way_out(self, seal: Talk) -> None:
        seal.say("hurts")
        seal.hear_out()
        seal.say("next_pose")
        assert seal.words.startswith("Fourth, the deep squat. Push up onto your hands and knees")

    def test_a_way_out_that_was_cut_short_is_said_again(self, seal: Talk) -> None:
        seal.say("hurts")
        seal.listen(3)
        seal.say("next_pose")
        assert seal.words.startswith("Ease out of it, gently. Slowly lower your chest to the floor. Fourth, the deep")

    def test_between_poses_offers_rest(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("hurts")
        assert "Rest for a moment" in begun.words
        assert begun.last.reprompt

    def test_in_the_rest_does_not_go_on(self, begun: Talk) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 2, rest=True)
        begun.say("hurts")
        assert begun.words.startswith("Walk your hands in, and come up to kneeling. I'm glad you said so.")
        assert not begun.last.leads

    @pytest.mark.parametrize("command", ["hurts", "hurts_badly"])
    def test_nothing_of_it_is_kept(self, seal: Talk, command: str) -> None:
        before = seal.progress
        seal.say(command)
        hurting = seal.progress.to_json()
        seal.progress = before
        seal.say("pause")
        without = seal.progress.to_json()
        seal.progress = before
        seal.say("stop")
        assert hurting in (without | {"runs": hurting["runs"]}, seal.progress.to_json())


def test_strong_words_end_it_with_a_doctor(seal: Talk) -> None:
    seal.say("hurts_badly")
    assert seal.words.startswith("Ease out of it, gently. Slowly lower your chest")
    assert "talk to a doctor" in seal.words
    assert seal.last.reprompt is None


class TestCannot:
    def test_offers_the_next_pose(self, seal: Talk) -> None:
        seal.say("cannot")
        assert "Not every pose is for every body. Shall we go on to the deep squat?" in seal.words
        seal.say("yes")
        assert seal.place.pose == "deep_squat"

    def test_in_the_last_pose_offers_rest(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.until(Stage.HOLD, 2)
        begun.say("cannot")
        assert begun.words.endswith("Shall we rest instead?")
        begun.say("yes")
        assert begun.place.rest
        assert "Now you can rest." in begun.words


@pytest.mark.parametrize(("command", "words"), [("gentler", "For less"), ("deeper", "For more")])
def test_a_variation_is_told_and_the_breath_goes_on(seal: Talk, command: str, words: str) -> None:
    seal.say(command)
    assert seal.words.startswith(words)
    assert (seal.place.stage, seal.place.breath) == (Stage.HOLD, 4)
