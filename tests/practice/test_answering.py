"""Yes, no, okay and thanks mean what was said before them."""

import pytest

from lower_back_release.practice.timeline import Place, Stage
from lower_back_release.practice.wish import Wanted
from tests.practice.talk import START, Talk

HOUR = 3600


@pytest.fixture
def fifth(begun: Talk) -> Talk:
    begun.until(Stage.HOLD, 5)
    return begun


class TestYes:
    def test_begins_what_has_not_begun(self, talk: Talk) -> None:
        talk.wish(Wanted.HELP)
        assert talk.words.endswith("Shall we begin?")
        talk.wish(Wanted.YES)
        assert talk.place == Place("reclined_shoelace")

    def test_goes_on_from_a_pause_at_the_same_breath(self, fifth: Talk) -> None:
        fifth.wish(Wanted.PAUSE)
        fifth.wish(Wanted.YES)
        assert fifth.place.breath == 5

    def test_goes_on_to_the_next_pose(self, begun: Talk) -> None:
        begun.hear_out()
        begun.wish(Wanted.YES)
        assert begun.place.pose == "knee_hugs"

    def test_in_mid_hold_is_kindly_passed_over(self, fifth: Talk) -> None:
        fifth.wish(Wanted.YES)
        assert fifth.words.startswith("Good. Breathe in.")
        assert fifth.place.breath == 5

    def test_to_which_pose_asks_again(self, begun: Talk) -> None:
        begun.hear_out()
        begun.wish(Wanted.GO_TO)
        begun.wish(Wanted.YES)
        assert begun.words.endswith("Which one would you like?")

    def test_at_the_end_stays(self, begun: Talk) -> None:
        begun.wish(Wanted.GO_TO, pose="downward_dog")
        begun.hear_out()
        begun.wish(Wanted.YES)
        assert "repeat that" in begun.words
        assert begun.last.reprompt


def test_a_question_is_closed_by_whatever_else_is_said(fifth: Talk) -> None:
    fifth.wish(Wanted.HURTS)
    fifth.wish(Wanted.NEXT)
    fifth.wish(Wanted.YES)
    assert not fifth.words.startswith("For less")


class TestNo:
    def test_before_anything_has_begun_is_goodbye(self, talk: Talk) -> None:
        talk.wish(Wanted.HELP)
        talk.wish(Wanted.NO)
        assert talk.words == "Another time, then. Goodbye."
        assert talk.last.reprompt is None

    def test_in_a_pause_means_there_is_no_hurry(self, fifth: Talk) -> None:
        fifth.wish(Wanted.PAUSE)
        fifth.wish(Wanted.NO)
        assert fifth.words == "Rest as long as you like. To go on, say resume. To leave it for today, say stop."
        fifth.wish(Wanted.RESUME)
        assert fifth.place.breath == 5

    def test_in_mid_hold_is_kindly_passed_over(self, fifth: Talk) -> None:
        fifth.wish(Wanted.NO)
        assert fifth.words.startswith("All right. Breathe in.")

    def test_at_the_end_is_goodbye(self, begun: Talk) -> None:
        begun.wish(Wanted.GO_TO, pose="downward_dog")
        begun.hear_out()
        begun.wish(Wanted.NO)
        assert begun.words.endswith("Goodbye.")


class TestReady:
    def test_in_the_setup_goes_straight_into_the_hold(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, into=30)
        begun.wish(Wanted.READY)
        assert begun.words.startswith("Good. Here we go. Breathe in.")

    def test_between_poses_goes_on(self, begun: Talk) -> None:
        begun.hear_out()
        begun.wish(Wanted.READY)
        assert begun.place.pose == "knee_hugs"


def test_thanks_are_welcome_and_change_nothing(fifth: Talk) -> None:
    fifth.wish(Wanted.THANKS)
    assert fifth.words.startswith("You're welcome. Breathe in.")
    assert fifth.place.breath == 5


class TestComingBack:
    def test_soon_one_is_asked_whether_to_go_on(self, fifth: Talk) -> None:
        fifth.wish(Wanted.STOP)
        fifth.now += HOUR * 1000
        fifth.wish(Wanted.LAUNCH)
        assert fifth.words == "Welcome back. Shall we go on with the reclined shoelace, where you stopped?"

    def test_yes_leads_back_into_the_pose_and_on_at_that_breath(self, fifth: Talk) -> None:
        fifth.wish(Wanted.STOP)
        fifth.wish(Wanted.LAUNCH)
        fifth.wish(Wanted.YES)
        assert fifth.words.startswith("On we go. Lie down on your back, knees bent. Your right leg on top")
        assert fifth.until(Stage.HOLD).breath == 5

    def test_no_begins_anew(self, fifth: Talk) -> None:
        fifth.wish(Wanted.STOP)
        fifth.wish(Wanted.LAUNCH)
        fifth.wish(Wanted.NO)
        assert fifth.place == Place("reclined_shoelace")

    def test_between_poses_the_next_one_is_offered(self, begun: Talk) -> None:
        begun.hear_out()
        begun.wish(Wanted.LAUNCH)
        assert "knee hugs, where you stopped" in begun.words

    def test_after_half_a_day_it_begins_anew(self, fifth: Talk) -> None:
        fifth.wish(Wanted.PACE, pace="slow")
        fifth.wish(Wanted.STOP)
        fifth.now += 13 * HOUR * 1000
        fifth.wish(Wanted.LAUNCH)
        assert fifth.words.startswith("Welcome back. Let's begin.")
        assert fifth.progress.pace.name == "slow"

    def test_silence_is_no_answer_and_asks_again_next_time(self, fifth: Talk) -> None:
        fifth.wish(Wanted.STOP)
        fifth.wish(Wanted.LAUNCH)
        fifth.wish(Wanted.LAUNCH)
        assert "where you stopped" in fifth.words


class TestNotUnderstood:
    def test_each_time_in_other_words(self, fifth: Talk) -> None:
        said = []
        for _ in range(4):
            fifth.wish(Wanted.NOT_UNDERSTOOD)
            said.append(fifth.last.said.cues[0].words)
            assert fifth.place.breath == 5
        assert len(set(said[:3])) == 3
        assert said[3] == said[2] == "Say pause to rest. Say next pose to move on."

    def test_being_understood_once_begins_anew(self, fifth: Talk) -> None:
        fifth.wish(Wanted.NOT_UNDERSTOOD)
        fifth.wish(Wanted.WHERE)
        fifth.wish(Wanted.NOT_UNDERSTOOD)
        assert fifth.words.startswith("Sorry, I didn't get that.")


def test_time_is_kept_of_the_last_word(begun: Talk) -> None:
    assert begun.progress.seen == START
