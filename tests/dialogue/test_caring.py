"""Somebody for whom a pose is too much is looked after, and nothing of it is kept."""

import pytest

from lower_back_release.lesson.timeline import Stage
from lower_back_release.lesson.ways import Variation
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

    def test_a_pose_named_is_the_one_they_are_in(self, seal: Talk) -> None:
        seal.say("hurts", pose="seal_stretch")
        assert seal.words.startswith("Ease out of it, gently. Slowly lower your chest")
        assert seal.words.endswith("Shall we try it gentler?")

    def test_another_pose_named_is_left_out(self, seal: Talk) -> None:
        seal.say("hurts", pose="deep_squat")
        assert seal.words.startswith("All right, without the deep squat, this time. Breathe in.")

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
        assert seal.words.startswith("Take your time, then.")

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


def test_strong_words_end_it_with_a_doctor(seal: Talk) -> None:
    seal.say("hurts_badly")
    assert seal.words.startswith("Ease out of it, gently. Slowly lower your chest")
    assert "talk to a doctor" in seal.words
    assert seal.last.reprompt is None


@pytest.mark.parametrize("too_much", ["hurts", "cannot"])
def test_nobody_is_led_deeper_into_what_was_too_much(seal: Talk, too_much: str) -> None:
    seal.say(too_much)
    asked = seal.last.awaits
    seal.hear_out()
    seal.say("deeper")
    assert seal.words.startswith("Let's not take this one any deeper today.")
    assert not seal.last.leads
    assert seal.last.awaits is asked


def test_whom_it_hurts_at_the_end_is_asked_whether_to_leave_it_there(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.hear_out()
    begun.say("hurts")
    assert begun.words.endswith("Rest for a moment, and breathe. Shall we leave it there for today?")
    begun.hear_out()
    begun.say("yes")
    assert begun.last.awaits is None


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


GENTLY = "Hold behind your right thigh, and bring that knee in only a little way. Settle in"
DEEPLY = "For more, bring the knee out toward your armpit, and hug a little closer. Settle in"


class TestVariation:
    """What is asked for where one isn't in the pose: it is the pose, or the next one, that is varied."""

    @pytest.mark.parametrize(
        ("command", "promise", "kept"),
        [
            ("gentler", "I'll make the next one gentler. When you're ready", GENTLY),
            ("deeper", "In the next one, I'll tell you how to get a little more of it. When you're ready", DEEPLY),
        ],
    )
    def test_between_poses_is_promised_and_kept_of_the_next_alone(
        self, begun: Talk, command: str, promise: str, kept: str
    ) -> None:
        begun.hear_out()
        begun.say(command)
        assert begun.words.startswith(promise)
        begun.hear_out()
        begun.say("next_pose")
        assert kept in begun.words
        begun.hear_out()
        begun.say("next_pose")
        assert "Slide your elbows under your shoulders, and come up onto your forearms, slowly." in begun.words
        assert "For more" not in begun.words

    @pytest.mark.parametrize(("command", "kept"), [("gentler", GENTLY), ("deeper", DEEPLY)])
    def test_promised_on_the_way_out_is_kept_too(self, begun: Talk, command: str, kept: str) -> None:
        begun.until(Stage.WAY_OUT, side=1)
        begun.say(command)
        assert "next one" in begun.words
        begun.hear_out()
        begun.say("next_pose")
        assert kept in begun.words

    @pytest.mark.parametrize(
        ("command", "way_in"),
        [
            (
                "gentler",
                "Gently, then. Come to lie on your belly, and rest your forehead on your hands. Feet wide. Put",
            ),
            (
                "deeper",
                "A little more, then. Come to lie on your belly, and rest your forehead on your hands. Feet wide.",
            ),
        ],
    )
    def test_out_of_the_pose_leads_back_into_it_at_the_same_breath(self, seal: Talk, command: str, way_in: str) -> None:
        seal.say("pause")
        seal.hear_out()
        seal.say(command)
        assert seal.words.startswith(way_in)
        into_it = seal.words.split("Settle in")[0]
        assert ("only a little" in into_it) is (command == "gentler")
        assert into_it.endswith("For more, straighten your arms and lift your chest. ") is (command == "deeper")
        assert seal.until(Stage.HOLD).breath == 4

    def test_on_the_way_into_it_is_a_gentler_way(self, begun: Talk) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.SETUP, step=1, into=1)
        begun.say("gentler")
        assert begun.words.startswith("Gently, then. Feet wide. Put your elbows a little in front")

    def test_on_the_way_into_it_more_comes_after_what_is_left_of_that(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=2, into=1)
        begun.say("deeper")
        assert begun.words.startswith(
            "A little more, then. Take hold of your ankles or feet. Draw them gently in. "
            "The floor holds your lower back. For more, draw your feet a little further out and up. Settle in"
        )

    def test_is_of_the_second_side_as_well(self, begun: Talk) -> None:
        begun.say("go_to", pose="knee_hugs")
        begun.until(Stage.SETUP, step=1, into=1)
        begun.say("gentler")
        assert "Hold behind your left thigh, and bring that knee in only a little way." in begun.words


class TestAQuestionStaysOpen:
    @pytest.mark.parametrize("aside", ["pause", "go_to", "thanks", "not_understood", "pace", "whats_next", "how_long"])
    def test_through_whatever_is_no_answer(self, seal: Talk, aside: str) -> None:
        seal.say("hurts")
        seal.hear_out()
        seal.say(aside)
        assert seal.words.endswith("Shall we try it gentler?")
        seal.hear_out()
        seal.say("yes")
        assert "come up only a little, onto your forearms" in seal.words

    def test_and_beneath_the_question_whether_to_forget(self, seal: Talk) -> None:
        seal.say("hurts")
        seal.hear_out()
        seal.say("forget_me")
        assert seal.words.endswith("Shall I forget it all?")
        seal.say("no")
        assert seal.words == "Then I'll keep it. Shall we try it gentler?"

    def test_going_on_without_an_answer_is_gentle(self, seal: Talk) -> None:
        seal.say("hurts")
        seal.hear_out()
        seal.say("resume")
        assert "straight arms" not in seal.words

    def test_whoever_leaves_a_side_for_pain_is_not_reminded_of_the_other(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("hurts")
        begun.hear_out()
        begun.say("next_pose")
        assert begun.words.startswith("Second, knee hugs.")

    def test_the_same_pain_told_in_three_ways_is_one(self, seal: Talk) -> None:
        for _ in range(3):
            seal.say("hurts")
            assert seal.words.endswith("Shall we try it gentler?")

    def test_a_pain_that_does_not_go_is_more_than_one(self, seal: Talk) -> None:
        for _ in range(3):
            seal.say("hurts")
            seal.hear_out()
        assert seal.words.endswith("Stopping for today is fine, too. Shall we go on to the deep squat?")

    def test_the_third_pain_is_not_for_another_try(self, seal: Talk) -> None:
        for _ in range(2):
            seal.say("hurts")
            seal.hear_out()
            seal.say("yes")
            seal.until(Stage.HOLD, 4)
        seal.say("hurts")
        assert seal.words.endswith("Stopping for today is fine, too. Shall we go on to the deep squat?")
        seal.say("no")
        assert seal.words.endswith("Take your time, then. For what comes next, say next pose. To leave, say stop.")


@pytest.mark.parametrize("cry", ["hurts", "cannot", "cramp", "help", "not_ours", "how_to", "get_up"])
@pytest.mark.parametrize(
    ("helpless", "whom_to_call"), [("fell", "Call out, or phone"), ("stuck", "call out, or phone")]
)
def test_whoever_fell_or_is_stuck_hears_again_whom_to_call(
    seal: Talk, helpless: str, whom_to_call: str, cry: str
) -> None:
    seal.say(helpless)
    for _ in range(3):
        seal.listen(3)
        seal.say(cry)
        assert whom_to_call.lower() in seal.words.lower()
        assert "gentler" not in seal.words


@pytest.mark.parametrize("helpless", ["fell", "stuck", "get_up"])
def test_whom_it_hurts_on_the_way_up_is_told_to_stay_and_led_nowhere(seal: Talk, helpless: str) -> None:
    seal.say(helpless)
    seal.listen(30)
    for pain in ("hurts", "cramp", "help"):
        seal.say(pain)
        assert "Then don't get up. Stay as you are, and breathe." in seal.words
        assert "chair" not in seal.words
        seal.listen(5)
    seal.say("resume")
    assert seal.words.startswith("Then don't get up.")
    seal.say("yes")
    assert seal.words == "Rest as long as you like. For today it may be best to leave it there. To leave, say stop."
    seal.say("fine")
    assert seal.words.startswith("I'm glad.")
    assert not seal.last.leads
    seal.say("resume")
    assert seal.last.leads


@pytest.mark.parametrize("pose", ["knee_hugs", "seal_stretch"])
def test_a_pose_that_has_hurt_is_taken_no_deeper(begun: Talk, pose: str) -> None:
    begun.say("go_to", pose=pose)
    begun.until(Stage.HOLD, 3)
    begun.say("hurts")
    for said in ("deeper", "yes", "deeper"):
        begun.listen(30)
        begun.say(said)
    assert begun.words.startswith("Let's not take this one any deeper today. Breathe in.")
    assert begun.progress.course.variation is Variation.GENTLER


@pytest.mark.parametrize("helpless", ["fell", "stuck"])
@pytest.mark.parametrize("word", ["yes", "ready"])
def test_a_yes_right_after_a_fall_leads_nobody_back_into_the_pose(seal: Talk, helpless: str, word: str) -> None:
    seal.say(helpless)
    seal.hear_out()
    seal.say(word)
    assert not seal.last.leads
    assert seal.words.endswith("Shall we go on? Say resume.")
    seal.hear_out()
    seal.say("yes")
    assert seal.last.leads


def test_deeper_in_a_rest_in_between_is_of_the_rest(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 3)
    begun.say("go_to", pose="childs_pose")
    begun.until(Stage.HOLD, 2, rest=True)
    begun.say("deeper")
    assert begun.words.startswith("For more, let your knees go wider")


def test_whoever_has_a_cramp_between_poses_is_given_time_also_when_it_is_said_again(begun: Talk) -> None:
    begun.hear_out()
    begun.say("cramp")
    assert begun.words.startswith("Rest as you are. For a cramp, stretch that muscle slowly")
    begun.say("say_again")
    assert begun.words.startswith("Rest as you are. For a cramp, stretch that muscle slowly")
    assert "Still with you." in begun.words
