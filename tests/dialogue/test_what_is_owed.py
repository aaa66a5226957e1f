"""What was asked, promised, planned or begun is neither forgotten nor turned around by what is said next."""

import pytest

from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.person.owed import Question
from tests.dialogue.talk import Talk


def hurting(talk: Talk, pose: str = "seal_stretch") -> Talk:
    """Somebody whom it hurts in a pose, and who has come out of it."""
    talk.say("go_to", pose=pose)
    talk.until(Stage.HOLD, 4)
    talk.say("hurts")
    talk.hear_out()
    return talk


class TestAfterPain:
    @pytest.mark.parametrize("aside", ["thanks", "help", "where", "not_understood", "say_again", "pause"])
    def test_no_and_no_and_then_yes_is_on_to_the_next_pose(self, begun: Talk, aside: str) -> None:
        hurting(begun)
        begun.say("no")
        begun.say("no")
        assert begun.words.startswith("Take your time, then. To try this one again, say, make it gentler.")
        assert begun.last.awaits is Question.WHEN_READY
        begun.say(aside)
        assert begun.last.awaits is Question.WHEN_READY
        assert "Shall we go on" not in begun.words
        begun.say("yes")
        assert begun.place.pose == "deep_squat"

    @pytest.mark.parametrize("word", ["resume", "start", "ready", "keep_going"])
    def test_every_word_for_on_is_on_to_the_next_pose(self, begun: Talk, word: str) -> None:
        hurting(begun)
        begun.say("no")
        begun.say(word, screen=True)
        assert begun.place.pose == "deep_squat"

    @pytest.mark.parametrize(("command", "pose"), [("go_to", "childs_pose"), ("get_up", None)])
    def test_a_rest_in_between_leaves_the_question_open(self, begun: Talk, command: str, pose: str | None) -> None:
        hurting(begun)
        begun.say("no")
        begun.say(command, pose=pose)
        assert begun.last.awaits is Question.MOVE_ON
        assert "Shall we go on to the deep squat?" in begun.words
        begun.hear_out()
        begun.say("yes")
        assert begun.place.pose == "deep_squat"

    def test_in_a_last_pose_without_a_rest_an_end_is_offered(self, begun: Talk) -> None:
        begun.say("only_first", number=1)
        begun.until(Stage.HOLD, 3)
        begun.say("hurts")
        begun.say("no")
        assert begun.words.endswith("Shall we leave it there for today?")
        begun.hear_out()
        begun.say("yes")
        assert begun.words == "Take it easy. Goodbye."

    def test_in_the_last_pose_it_is_on_to_the_rest(self, begun: Talk) -> None:
        hurting(begun, "downward_dog")
        begun.say("no")
        begun.say("no")
        begun.say("yes")
        assert begun.place == Place("downward_dog", rest=True)

    @pytest.mark.parametrize("command", ["gentler", "repeat_pose", "repeat_side", "go_to"])
    def test_every_way_back_into_it_is_gentle(self, begun: Talk, command: str) -> None:
        hurting(begun)
        begun.say("no")
        begun.say(command, pose="seal_stretch" if command == "go_to" else None)
        assert begun.progress.course.variation is Variation.GENTLER
        assert "straight arms" not in begun.words
        assert "If you'd like more" not in begun.words

    def test_deeper_is_but_the_usual(self, begun: Talk) -> None:
        hurting(begun)
        begun.say("deeper")
        assert begun.progress.course.variation is None
        assert "For more" not in begun.words

    def test_deeper_for_somebody_who_has_come_out_leads_into_the_usual(self, begun: Talk) -> None:
        begun.say("gentler")
        begun.until(Stage.HOLD, 5)
        begun.say("pause")
        begun.hear_out()
        begun.say("deeper")
        assert begun.words.startswith("A little more, then. ")
        assert begun.progress.course.variation is None

    def test_whoever_goes_back_a_pose_comes_to_it_gently_again(self, begun: Talk) -> None:
        hurting(begun)
        begun.say("yes")
        begun.until(Stage.HOLD, 5)
        begun.say("previous_pose")
        assert begun.progress.course.variation is None
        begun.hear_out()
        begun.say("next_pose")
        assert begun.progress.course.variation is Variation.GENTLER

    def test_what_was_too_much_in_another_pose_makes_this_one_no_gentler(self, begun: Talk) -> None:
        hurting(begun)
        begun.say("next_pose")
        assert begun.progress.course.variation is None

    def test_whoever_began_with_a_pain_hears_the_caution_once(self, talk: Talk) -> None:
        talk.say("hurts")
        assert "This isn't medical advice" in talk.words
        talk.hear_out()
        talk.say("yes")
        assert talk.words.startswith("First, the reclined shoelace.")

    @pytest.mark.parametrize("began", ["hurts", "launch"])
    @pytest.mark.parametrize("wish", ["yes", "next_pose"])
    def test_whoever_breaks_into_the_caution_hears_it_before_they_are_led(
        self, talk: Talk, began: str, wish: str
    ) -> None:
        talk.say(began)
        talk.listen(2)
        talk.say("hurts")
        talk.listen(2)
        talk.say(wish)
        assert "This isn't medical advice" in talk.words
        talk.hear_out()
        talk.say("start_over")
        assert "This isn't medical advice" not in talk.words

    def test_whoever_has_said_no_to_gentler_is_not_asked_again(self, begun: Talk) -> None:
        hurting(begun)
        begun.say("no")
        begun.hear_out()
        begun.say("hurts")
        assert begun.words == "I'm glad you said so. Rest for a moment, and breathe. Shall we go on to the deep squat?"


class TestForgetting:
    def test_asked_for_twice_it_takes_but_one_no(self, begun: Talk) -> None:
        hurting(begun)
        begun.say("forget_me")
        begun.say("forget_me")
        begun.say("no")
        assert begun.words == "Then I'll keep it. Shall we try it gentler?"

    @pytest.mark.parametrize("aside", ["say_again", "help", "thanks", "where", "not_understood"])
    def test_an_aside_loses_nothing_of_what_lies_under_it(self, begun: Talk, aside: str) -> None:
        hurting(begun)
        begun.say("forget_me")
        begun.say(aside)
        assert begun.last.awaits is Question.FORGET
        begun.say("no")
        assert begun.words == "Then I'll keep it. Shall we try it gentler?"


class TestAPromise:
    @pytest.mark.parametrize("meanwhile", ["repeat", "repeat_pose", "previous_pose"])
    def test_of_a_gentler_next_pose_is_kept_until_then(self, begun: Talk, meanwhile: str) -> None:
        begun.hear_out()
        begun.say("gentler")
        begun.say(meanwhile)
        assert begun.progress.course.variation is None
        begun.hear_out()
        begun.say("next_pose")
        assert begun.progress.course.variation is Variation.GENTLER

    @pytest.mark.parametrize(("command", "variation"), [("gentler", Variation.GENTLER), ("deeper", Variation.DEEPER)])
    def test_made_before_the_first_pose_is_for_that_one(self, talk: Talk, command: str, variation: Variation) -> None:
        talk.say(command)
        talk.say("yes")
        assert talk.progress.course.variation is variation
        talk.say("next_pose")
        assert talk.progress.course.variation is None


class TestAPlan:
    @pytest.mark.parametrize("word", ["yes", "start", "start_over", "next_pose", "ready"])
    def test_that_was_asked_about_is_what_is_begun(self, begun: Talk, word: str) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.hear_out()
        begun.say("within", number=9)
        begun.say(word)
        begun.say("poses_left")
        assert begun.words.startswith("After this one, one more: Knee Hugs.")

    def test_can_grow_again(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("only_first", number=2)
        begun.say("only_first", number=4)
        assert begun.words.startswith(
            "All right. From here: Reclined Shoelace, Knee Hugs, Seal Stretch, and Deep Squat."
        )

    def test_brings_back_nothing_that_was_left_out(self, begun: Talk) -> None:
        begun.say("leave_out", pose="deep_squat")
        begun.say("go_to", pose="downward_dog")
        begun.hear_out()
        begun.say("within", number=30)
        assert "Deep Squat" not in begun.words
        begun.say("leave_out", pose="knee_hugs")
        assert begun.words.endswith(
            "that would be Reclined Shoelace, Seal Stretch, and Downward Facing Dog. Shall we begin again?"
        )

    def test_left_out_where_one_paused_and_in_again_is_begun(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("pause")
        begun.say("leave_out", pose="reclined_shoelace")
        begun.say("all_poses")
        begun.say("yes")
        assert begun.place.pose == "reclined_shoelace"


class TestTheEnd:
    def test_is_no_end_any_more_once_more_poses_are_wished_for(self, begun: Talk) -> None:
        begun.say("only_first", number=1)
        begun.hear_out()
        begun.say("next_pose")
        assert begun.last.awaits is Question.AGAIN
        begun.say("all_poses")
        assert begun.words == "All five, then. When you're ready for what comes next, say next pose."
        begun.say("yes")
        assert begun.place.pose == "knee_hugs"


class TestSides:
    @pytest.fixture
    def between(self, begun: Talk) -> Talk:
        """Somebody between the sides."""
        begun.say("breaths", number=10)
        assert begun.hear_out() == Place("reclined_shoelace", 1, waits=True)
        return begun

    def test_between_them_the_other_one_comes_next(self, between: Talk) -> None:
        between.say("whats_next")
        left = "the side with your left leg on top."
        assert between.words.startswith(f"First comes {left} After this comes knee hugs.")
        between.say("which_side")
        assert between.words.startswith(f"Next is {left}")
        between.say("next")
        assert "Your left leg on top" in between.words

    def test_ready_on_the_way_out_before_the_other_one_is_out_of_it(self, between: Talk) -> None:
        between.listen(between.last.said.starts[-2] + 4.5)
        assert between.posture.moving
        between.say("ready")
        assert between.words.startswith("Your left leg on top")

    def test_changed_twice_both_have_all_their_breaths(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("other_side")
        begun.until(Stage.HOLD, 4, side=1)
        begun.say("other_side")
        led = [(cue.place.side, cue.place.breath) for cue in begun.last.said.cues if cue.place.phase]
        assert list(dict.fromkeys(led)) == [*((0, n) for n in range(3, 9)), *((1, n) for n in range(4, 9))]

    def test_changed_while_one_is_led_back_in_what_was_had_counts(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("pause")
        begun.hear_out()
        begun.say("resume")
        begun.listen(4)
        begun.say("other_side")
        begun.hear_out()
        begun.say("other_side")
        assert "We go on at breath three of eight." in begun.words

    def test_changed_while_one_has_come_back_for_more_the_other_goes_on_too(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("hold_longer", number=2)
        begun.until(Stage.HOLD, 9)
        begun.say("other_side")
        assert "We go on at breath nine of ten." in begun.words

    def test_nothing_is_left_out_of_a_pose_whose_sides_are_done(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("hold_longer", number=2)
        begun.until(Stage.HOLD, 9)
        begun.say("next_pose")
        assert "That leaves out" not in begun.words

    def test_the_other_side_is_missed_by_somebody_who_is_being_led_back(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("pause")
        begun.hear_out()
        begun.say("resume")
        begun.listen(4)
        begun.say("next_pose")
        assert "That leaves out the side with your left leg on top." in begun.words

    def test_whoever_wants_no_more_after_all_is_not_led_in_again(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("hold_longer", number=2)
        begun.listen(1)
        begun.say("breaths", number=8)
        assert begun.words == "Eight breaths on each side, then. When you're ready for knee hugs, say next pose."

    def test_a_side_that_has_had_enough_is_done_and_not_the_pose(self, begun: Talk) -> None:
        begun.say("breaths", number=10)
        begun.until(Stage.HOLD, 9)
        begun.say("breaths", number=8)
        begun.listen(1)
        begun.say("breaths_left")
        assert begun.words.startswith("This side is done.")


class TestAsked:
    def test_help_is_said_again_as_it_was(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("help")
        said = begun.words.split("feet on the floor. ")[1]
        begun.hear_out()
        begun.say("say_again")
        assert begun.words == said

    def test_a_reminder_is_said_again(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4, into=1)
        begun.say("say_again")
        assert begun.words.startswith("Let your lower back grow heavy on the floor. Breathe in.")

    @pytest.mark.parametrize("command", ["pause", "is_it_safe", "help", "get_out", "thanks"])
    def test_prompt_and_reprompt_agree_on_the_way_out(self, begun: Talk, command: str) -> None:
        begun.until(Stage.WAY_OUT, side=1)
        begun.say(command)
        if begun.last.leads:
            begun.hear_out()
            begun.say(command)
        assert begun.last.awaits is Situation.BETWEEN
        assert "resume" not in begun.words.split("Alexa, resume.")[-1].lower()

    def test_more_than_fits_is_answered_by_what_does(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("hold_longer", number=14)
        assert begun.words.startswith("I can add twelve more here, and no more than that.")

    def test_on_a_third_miss_between_poses_the_way_on_is_said_once(self, begun: Talk) -> None:
        begun.hear_out()
        for _ in range(3):
            begun.say("not_understood")
        assert begun.words == "Say next pose to go on. Say stop to leave."


@pytest.mark.parametrize("aside", ["thanks", "repeat", "not_understood", "pace", "breaths_left"])
def test_a_name_that_was_broken_into_is_said_again(begun: Talk, aside: str) -> None:
    begun.say("go_to", pose="deep_squat")
    begun.until(Stage.HOLD, 3)
    begun.say("never", pose="deep_squat")
    begun.listen(2)
    begun.say(aside, pace="slow")
    assert "Downward facing dog. Your head will be low in this one." in begun.words
    begun.until(Stage.SETUP, step=1)
    begun.say(aside, pace="slow")
    assert "Downward facing dog." not in begun.words


def test_what_was_that_in_the_note_of_caution_says_it_once(talk: Talk) -> None:
    talk.say("launch")
    talk.listen(2)
    talk.say("say_again")
    assert talk.words.count("This isn't medical advice") == 1
    assert talk.words.count("reclined shoelace") == 1


def test_what_was_that_says_once_that_the_head_will_be_low(talk: Talk) -> None:
    talk.say("go_to", pose="downward_dog")
    talk.until(Stage.SETUP)
    talk.say("say_again")
    assert talk.words.count("Your head will be low") == 1
