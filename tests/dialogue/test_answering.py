"""Yes, no, okay and thanks mean what was said before them."""

import pytest

from lower_back_release.dialogue.answering import ANSWERS
from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.owed import Question
from tests.dialogue.talk import START, Talk

HOUR = 3600


@pytest.fixture
def fifth(begun: Talk) -> Talk:
    begun.until(Stage.HOLD, 5)
    return begun


class TestYes:
    def test_begins_what_has_not_begun(self, talk: Talk) -> None:
        talk.say("help")
        assert talk.words.endswith("Shall we begin?")
        talk.say("yes")
        assert talk.place == Place("reclined_shoelace")

    def test_goes_on_from_a_pause_at_the_same_breath(self, fifth: Talk) -> None:
        fifth.say("pause")
        fifth.hear_out()
        fifth.say("yes")
        assert fifth.until(Stage.HOLD).breath == 5

    def test_goes_on_to_the_next_pose(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("yes")
        assert begun.place.pose == "knee_hugs"

    def test_in_mid_hold_is_kindly_passed_over(self, fifth: Talk) -> None:
        fifth.say("yes")
        assert fifth.words.startswith("Good. Breathe in.")
        assert fifth.place.breath == 5

    def test_to_which_pose_asks_again(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("go_to")
        begun.say("yes")
        assert begun.words.endswith("Which one would you like?")

    def test_at_the_end_stays(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.hear_out()
        begun.say("yes")
        assert "repeat that" in begun.words
        assert begun.last.reprompt


def test_a_question_is_closed_by_whatever_else_is_said(fifth: Talk) -> None:
    fifth.say("hurts")
    fifth.say("next_pose")
    fifth.say("yes")
    assert "Gently, then." not in fifth.words


class TestNo:
    def test_before_anything_has_begun_is_goodbye(self, talk: Talk) -> None:
        talk.say("help")
        talk.hear_out()
        talk.say("no")
        assert talk.words == "Another time, then. Goodbye."
        assert talk.last.reprompt is None

    def test_in_a_pause_means_there_is_no_hurry(self, fifth: Talk) -> None:
        fifth.say("pause")
        fifth.hear_out()
        fifth.say("no")
        assert fifth.words.startswith("Rest as long as you like. I'll wait about two minutes. To go on, say Alexa")
        assert fifth.last.said.seconds > 90
        fifth.say("resume")
        assert fifth.until(Stage.HOLD).breath == 5

    def test_in_mid_hold_is_kindly_passed_over(self, fifth: Talk) -> None:
        fifth.say("no")
        assert fifth.words.startswith("All right. Breathe in.")

    def test_at_the_end_is_goodbye(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.hear_out()
        begun.say("no")
        assert begun.words.endswith("Goodbye.")


class TestReady:
    def test_from_within_the_shape_goes_straight_into_the_hold(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=2)
        begun.say("ready")
        assert begun.words.startswith("Good. Here we go. Breathe in.")

    @pytest.mark.parametrize(
        ("step", "next_words"),
        [
            (0, "Good. Cross your right leg"),
            (1, "Good. Take hold of your ankles"),
            (4, "Good. Here we go. Breathe in."),
        ],
    )
    def test_says_that_a_step_is_done_and_goes_on_to_the_next(self, begun: Talk, step: int, next_words: str) -> None:
        begun.until(Stage.SETUP, step=step, into=15.5 if step == 0 else 3.5)
        begun.say("ready")
        assert begun.words.startswith(next_words)

    def test_before_the_first_move_does_none_of_it(self, begun: Talk) -> None:
        begun.listen(10)
        begun.say("ready")
        assert begun.words.startswith("Good. The reclined shoelace. Lie down on your back")

    def test_between_poses_goes_on(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("ready")
        assert begun.place.pose == "knee_hugs"


def test_thanks_are_welcome_and_change_nothing(fifth: Talk) -> None:
    fifth.say("thanks")
    assert fifth.words.startswith("You're welcome. Breathe in.")
    assert fifth.place.breath == 5


@pytest.mark.parametrize("command", ["thanks", "not_understood", "where", "how_long", "yes", "resume"])
@pytest.mark.parametrize(
    ("step", "goes_on"),
    [
        (1, "Cross your right leg over your left. Take hold"),
        (2, "Take hold of your ankles or feet. Draw them"),
        (3, "Draw them gently in. The floor"),
    ],
)
def test_an_aside_in_a_setup_goes_on_from_the_step_one_is_at(
    begun: Talk, command: str, step: int, goes_on: str
) -> None:
    begun.until(Stage.SETUP, step=step, into=1)
    begun.say(command)
    answer = begun.last.said.cues[0].words
    assert begun.words.removeprefix(answer).strip().startswith(goes_on)
    assert (begun.place.stage, begun.place.step) == (Stage.SETUP, step)


class TestComingBack:
    def test_soon_one_is_asked_whether_to_go_on(self, fifth: Talk) -> None:
        fifth.say("stop")
        fifth.now += HOUR * 1000
        fifth.say("launch")
        assert fifth.words == "Welcome back. Shall we go on with the reclined shoelace, where you stopped?"

    def test_yes_leads_back_into_the_pose_and_on_at_that_breath(self, fifth: Talk) -> None:
        fifth.say("stop")
        fifth.hear_out()
        fifth.say("launch")
        fifth.say("yes")
        assert fifth.words.startswith("Back into the pose. Lie down on your back, knees bent.")
        assert fifth.until(Stage.HOLD).breath == 5

    def test_no_asks_whether_to_begin_anew(self, fifth: Talk) -> None:
        fifth.say("stop")
        fifth.hear_out()
        fifth.say("launch")
        fifth.say("no")
        assert fifth.words == "All right. Shall we begin from the first one, then?"
        fifth.say("yes")
        assert fifth.place == Place("reclined_shoelace")
        assert fifth.last.leads

    def test_whoever_wants_neither_is_let_go(self, fifth: Talk) -> None:
        fifth.say("stop")
        fifth.hear_out()
        fifth.say("launch")
        fifth.say("no")
        fifth.say("no")
        assert fifth.words == "Another time, then. Goodbye."

    def test_between_poses_the_next_one_is_offered(self, begun: Talk) -> None:
        begun.hear_out()
        begun.close()
        begun.say("launch")
        assert begun.words == "Welcome back. Shall we go on with knee hugs?"

    def test_what_nobody_has_told_of_is_offered_again(self, begun: Talk) -> None:
        begun.hear_out()
        begun.now += 60_000
        begun.say("launch")
        assert "the reclined shoelace, where you stopped" in begun.words

    @pytest.mark.parametrize("running", [True, False], ids=["cut off by it", "stopped before"])
    def test_a_pose_left_out_on_another_device_is_not_gone_on_with(self, begun: Talk, *, running: bool) -> None:
        begun.until(Stage.HOLD, 5)
        if not running:
            begun.say("stop")
            begun.hear_out()
        begun.progress = begun.progress.with_preferences(left_out=("reclined_shoelace",))
        begun.say("launch")
        assert begun.words.startswith("Ease out of it, gently. Uncross your legs") == running
        assert begun.words.endswith("Welcome back. Shall we go on with knee hugs?")

    def test_by_name_in_the_middle_of_an_answer_the_breath_is_kept(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5, side=1)
        begun.say("launch")
        begun.hear_out()
        begun.say("yes")
        assert begun.until(Stage.HOLD, 5, side=1)
        assert "breath five of eight" in begun.words

    def test_after_half_a_day_it_begins_anew(self, fifth: Talk) -> None:
        fifth.say("pace", pace="slow")
        fifth.say("stop")
        fifth.now += 13 * HOUR * 1000
        fifth.say("launch")
        assert fifth.words.startswith("Welcome back, for the second time this week. Let's begin.")
        assert fifth.progress.preferences.pace.name == "slow"

    def test_silence_is_no_answer_and_asks_again_next_time(self, fifth: Talk) -> None:
        fifth.say("stop")
        fifth.hear_out()
        fifth.say("launch")
        fifth.say("launch")
        assert "where you stopped" in fifth.words


class TestNotUnderstood:
    def test_each_time_in_other_words(self, fifth: Talk) -> None:
        said = []
        for _ in range(4):
            fifth.say("not_understood")
            said.append(fifth.last.said.cues[0].words)
            assert fifth.place.breath == 5
        assert len(set(said[:3])) == 3
        assert said[3] == said[2] == "If something hurts, say, it hurts. Say pause to rest. Say next pose to move on."

    def test_on_the_other_side_it_begins_anew(self, fifth: Talk) -> None:
        fifth.say("not_understood")
        fifth.until(Stage.HOLD, 2, side=1)
        fifth.say("not_understood")
        assert fifth.words.startswith("Sorry, I didn't get that.")

    def test_in_the_next_pose_it_begins_anew(self, fifth: Talk) -> None:
        fifth.say("not_understood")
        fifth.say("next_pose")
        fifth.until(Stage.HOLD, 2)
        fifth.say("not_understood")
        assert fifth.words.startswith("Sorry, I didn't get that.")

    def test_to_a_new_question_it_begins_anew(self, fifth: Talk) -> None:
        fifth.say("not_understood")
        fifth.say("hurts")
        fifth.hear_out()
        fifth.say("not_understood")
        assert fifth.words == "Sorry, I didn't get that. Shall we try it gentler?"


def test_time_is_kept_of_the_last_word(begun: Talk) -> None:
    assert begun.progress.history.seen_ms == START


@pytest.mark.parametrize("pose", ["reclined_shoelace", "seal_stretch", "deep_squat"])
def test_ready_in_the_middle_of_a_way_out_is_out(begun: Talk, pose: str) -> None:
    begun.say("go_to", pose=pose)
    begun.until(Stage.WAY_OUT, side=begun.coach.routine.pose(pose).sides_count - 1, into=6)
    begun.say("ready")
    assert begun.words.startswith("Good. ")
    assert begun.coach.routine.pose(pose).way_out[-1].say not in begun.words
    begun.hear_out()
    assert begun.posture.shape is None


def test_yes_and_no_mean_something_whatever_was_asked() -> None:
    assert set(ANSWERS) == {*Question, *Situation}
