"""What holds however wishes come together: the longest hold, the plan, the pose that was too much."""

from collections.abc import Callable

import pytest

from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.owed import Question
from tests.dialogue.talk import Talk, rest

POSES = ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]


@pytest.fixture
def hurt(begun: Talk) -> Talk:
    """Somebody who has come out of the first pose with a pain, and is asked whether to try it gentler."""
    begun.until(Stage.HOLD, 3)
    begun.say("hurts")
    begun.hear_out()
    return begun


class TestTheLongestHold:
    def test_holds_for_the_worse_side_too(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("worse_side", side="left")
        begun.until(Stage.HOLD, 3)
        begun.say("hold_longer", number=12)
        assert begun.words.startswith("I can add ten more here, and no more than that.")
        begun.say("hold_longer", number=10)
        begun.hear_out()
        begun.say("next")
        begun.hear_out()
        assert "for twenty breaths" in begun.words

    def test_has_no_room_for_a_worse_side(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("hold_longer", number=12)
        begun.until(Stage.HOLD, 3)
        begun.say("worse_side", side="left")
        assert begun.words.startswith("That's as long as I hold a pose.")


class TestWhatWasTooMuch:
    @pytest.mark.parametrize("wish", ["how_to", "repeat", "hold_longer", "deeper", "where", "stuck"])
    def test_is_not_gone_back_into_unasked(self, begun: Talk, wish: str) -> None:
        begun.until(Stage.SETUP, step=2)
        begun.say("hurts")
        begun.hear_out()
        begun.say("stuck")
        begun.hear_out()
        begun.say(wish)
        assert not begun.last.leads

    def test_is_not_promised_more_of(self, hurt: Talk) -> None:
        hurt.say("hold_longer")
        assert hurt.words == "Let's not stay longer in this one today. Shall we try it gentler?"

    @pytest.mark.parametrize("after", ["fell", "stuck"])
    def test_stays_left_by_whoever_falls(self, hurt: Talk, after: str) -> None:
        hurt.say("no")
        hurt.say(after)
        hurt.hear_out()
        hurt.say("resume")
        assert hurt.place.pose == "knee_hugs"

    @pytest.mark.parametrize("word", ["resume", "yes", "start", "gentler"])
    def test_is_made_gentler_for_whoever_is_still_in_it(self, begun: Talk, word: str) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("hurts")
        begun.listen(1)
        begun.say(word)
        assert begun.words.startswith("For less, hold behind your thighs")

    def test_is_not_what_hurts_in_a_rest_in_between(self, hurt: Talk) -> None:
        hurt.say("go_to", pose="childs_pose")
        hurt.until(Stage.HOLD, 3, rest=True)
        hurt.say("hurts")
        assert hurt.words.endswith("Shall we go on to knee hugs?")


class TestForgetting:
    def test_takes_a_yes(self, begun: Talk) -> None:
        begun.say("forget_me")
        begun.say("ready")
        assert begun.words == "Shall I forget it all?"

    @pytest.mark.parametrize("on", ["resume", "start"])
    def test_leaves_what_was_asked_before_it(self, hurt: Talk, on: str) -> None:
        hurt.say("no")
        hurt.say("forget_me")
        hurt.hear_out()
        hurt.say(on)
        assert hurt.place.pose == "knee_hugs"

    def test_keeps_the_plan_that_was_asked_about_before_it(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.hear_out()
        begun.say("only_first", number=2)
        begun.say("forget_me")
        begun.say("start_over")
        begun.hear_out()
        begun.say("next_pose")
        begun.hear_out()
        assert begun.last.awaits is Situation.END

    def test_is_not_followed_by_what_was_asked_of_a_pose_left_out_meanwhile(self, hurt: Talk) -> None:
        hurt.say("forget_me")
        hurt.say("leave_out", pose="reclined_shoelace")
        hurt.say("no")
        assert hurt.last.awaits is Situation.BETWEEN

    def test_is_moot_for_whoever_would_rather_rest(self, hurt: Talk) -> None:
        hurt.say("forget_me")
        hurt.say("go_to", pose="childs_pose")
        assert hurt.last.awaits is Question.GENTLER


class TestThePlan:
    def test_counts_from_the_next_pose_in_a_rest(self, begun: Talk) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 2, rest=True)
        begun.say("only_first", number=1)
        assert begun.words.startswith("All right. From here: Deep Squat.")

    def test_takes_no_account_of_breaths_that_only_this_pose_has(self, begun: Talk) -> None:
        begun.say("how_long")
        usual = begun.words
        begun.say("hold_longer", number=10)
        begun.say("how_long")
        assert begun.words.split(".")[0] == usual.split(".")[0]

    def test_gives_way_to_never(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("only_first", number=1)
        begun.say("never", pose="reclined_shoelace")
        assert begun.progress.preferences.never == ("reclined_shoelace",)
        assert "From now on, without the reclined shoelace." in begun.words

    def test_leaves_a_pose_alone_that_was_asked_for_all_the_same(self, begun: Talk) -> None:
        begun.say("never", pose="deep_squat")
        begun.say("go_to", pose="deep_squat")
        begun.until(Stage.HOLD, 3)
        begun.say("leave_out", pose="downward_dog")
        assert begun.place.pose == "deep_squat"
        begun.say("poses_left")
        assert begun.words.startswith("This is the last one.")

    def test_leads_from_the_last_pose_left_out_to_its_rest(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.until(Stage.HOLD, 3)
        begun.say("leave_out", pose="downward_dog")
        assert "without downward facing dog, this time. " in begun.words
        assert begun.until(Stage.HOLD, rest=True).rest


def test_what_was_that_after_a_pose_is_not_what_was_asked_within_it(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("how_long")
    begun.hear_out()
    begun.say("say_again")
    assert begun.words == "When you're ready for knee hugs, say next pose."


def test_more_breaths_asked_between_the_sides_are_for_both(begun: Talk) -> None:
    begun.say("breaths", number=10)
    begun.hear_out()
    begun.say("breaths", number=9)
    assert begun.words.startswith("Nine breaths here, then, and on each side from the next pose on.")
    begun.say("start_over")
    begun.say("pace", pace="slow")
    begun.hear_out()
    begun.say("breaths", number=10)
    assert begun.words.startswith("Ten breaths on each side, then. Your right leg on top")
    assert begun.until(Stage.HOLD) == Place("reclined_shoelace", 0, Stage.HOLD, breath=10, phase=Phase.IN)
    assert begun.until(Stage.HOLD, 10, side=1)


def test_the_second_side_has_no_as_many_breaths_too_where_it_has_others(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("worse_side", side="left")
    assert "Eight breaths here, too" not in begun.words
    assert "Ten breaths here, too" not in begun.words


@pytest.mark.parametrize(
    "wish", ["get_out", "hurts", "hurts_badly", "cannot", "cramp", "pause", "stop", "get_up", "stuck"]
)
@pytest.mark.parametrize("pose", POSES)
def test_whoever_was_cut_off_in_a_pose_is_told_the_way_out_of_it(begun: Talk, pose: str, wish: str) -> None:
    begun.say("go_to", pose=pose)
    begun.until(Stage.HOLD, 4)
    begun.close()
    begun.listen(300)
    begun.say(wish, returning=True)
    left = begun.coach.routine.pose(pose)
    assert begun.words.startswith(f"If you're still in {left.called}, come out of it first. {left.way_out[0].say}")


def test_before_a_rest_it_is_told_how_that_is_done(begun: Talk) -> None:
    begun.say("pace", pace="slow")
    begun.say("go_to", pose="seal_stretch")
    begun.say("hold_longer", number=6)
    begun.hear_out()
    assert begun.place.rest
    begun.say("how_to", pose="childs_pose")
    assert not begun.last.leads
    assert begun.words.startswith("In the pose, it goes like this. Sit back toward your heels")


def test_whoever_opens_it_on_the_way_out_is_led_out_first(begun: Talk) -> None:
    begun.say("go_to", pose="deep_squat")
    begun.until(Stage.WAY_OUT, into=0.1)
    begun.say("launch")
    assert begun.words.startswith("Ease out of it, gently. Put your hands on the floor")


def test_days_of_practice_are_those_with_a_pose_in_them(talk: Talk) -> None:
    talk.say("launch")
    talk.say("stop")
    talk.listen(24 * 3600)
    talk.say("launch")
    assert talk.progress.history.days == 0


class TestAPoseLeftBeforeItsEnd:
    def test_is_not_counted_as_done(self, begun: Talk) -> None:
        begun.say("only_first", number=1)
        begun.until(Stage.HOLD, 3)
        begun.say("next_pose")
        begun.hear_out()
        begun.say("where")
        assert begun.words.startswith("This is the reclined shoelace. We left it before its end.")
        begun.say("hold_longer")
        assert begun.until(Stage.HOLD).breath == 1

    def test_has_the_side_that_was_left_out_for_whoever_asks_for_it(self, begun: Talk) -> None:
        begun.say("only_first", number=1)
        begun.until(Stage.HOLD, 3)
        begun.say("next_pose")
        begun.hear_out()
        begun.say("other_side")
        assert begun.until(Stage.HOLD, side=1).breath == 1

    def test_is_not_lengthened_once_it_is_left_out(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("pause")
        begun.say("leave_out", pose="reclined_shoelace")
        begun.say("hold_longer")
        assert "Let's not stay longer in this one today." in begun.words

    def test_is_not_all_five(self, begun: Talk) -> None:
        for _ in range(4):
            begun.hear_out()
            begun.say("next_pose")
        begun.until(Stage.HOLD, 3)
        begun.say("hurts")
        begun.say("no")
        begun.say("yes")
        assert "all five" not in begun.words


def test_a_pain_told_twice_before_anything_has_begun_is_one(talk: Talk) -> None:
    for _ in range(3):
        talk.say("hurts")
        talk.hear_out()
    assert talk.words.count("This isn't medical advice") == 0
    talk.say("yes")
    talk.until(Stage.HOLD, 3)
    talk.say("hurts")
    assert talk.words.endswith("Shall we try it gentler?")


@pytest.mark.parametrize("wish", ["pause", "get_out", "cannot"])
def test_a_rest_before_anything_has_begun_can_be_left(talk: Talk, wish: str) -> None:
    talk.say("go_to", pose="childs_pose")
    talk.listen(45)
    talk.say(wish)
    assert talk.words.startswith("Walk your hands in, and come up to kneeling.")


def test_yes_to_gentler_in_a_rest_in_between_is_for_the_pose(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("hurts")
    begun.hear_out()
    begun.say("go_to", pose="childs_pose")
    begun.until(Stage.HOLD, 3, rest=True)
    begun.say("yes")
    assert begun.last.leads
    assert begun.until(Stage.HOLD, 3).pose == "reclined_shoelace"


def test_gentler_at_the_end_leaves_the_question_open(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.hear_out()
    begun.say("next_pose")
    begun.say("gentler")
    assert begun.last.awaits is Question.AGAIN


def test_whoever_said_goodbye_is_out_already(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("stop")
    begun.hear_out()
    begun.close()
    begun.listen(60)
    begun.say("get_out", returning=True)
    assert begun.words.startswith("There's nothing to come out of just now.")


def test_whoever_says_goodbye_in_a_rest_may_lie_anywhere_afterwards(talk: Talk) -> None:
    talk.say("go_to", pose="childs_pose")
    talk.hear_out()
    talk.say("no")
    talk.listen(15)
    talk.say("next", returning=True)
    assert "Lie down on your back, knees bent." in talk.words


def test_whoever_was_cut_off_long_ago_has_nothing_to_come_out_of(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.close()
    begun.listen(3600)
    begun.say("get_out", returning=True)
    assert begun.words.startswith("There's nothing to come out of just now.")


def test_whoever_is_getting_up_from_the_last_rest_may_lie_or_stand(talk: Talk) -> None:
    talk.say("go_to", pose="downward_dog")
    talk.until(Stage.WAY_OUT, rest=True, into=2)
    talk.say("go_to", pose="deep_squat")
    assert "Come up to standing, slowly, holding on to something" in talk.words


@pytest.mark.parametrize(("seconds", "again"), [(2, True), (12, False)], ids=["before its end", "after it"])
@pytest.mark.parametrize("report", [True, False], ids=["in the next session", "in this one"])
def test_the_note_of_caution_counts_once_it_has_been_heard(
    talk: Talk, seconds: int, *, again: bool, report: bool
) -> None:
    talk.say("launch")
    talk.listen(seconds)
    if report:
        talk.close()
    talk.say("go_to", pose="knee_hugs", returning=report)
    assert ("This isn't medical advice" in talk.words) == again


def hold(talk: Talk) -> None:
    talk.say("go_to", pose="reclined_shoelace")
    talk.until(Stage.HOLD, 4)


def way_out(talk: Talk) -> None:
    talk.say("go_to", pose="deep_squat")
    talk.until(Stage.WAY_OUT, into=2)


def rest_between(talk: Talk) -> None:
    hold(talk)
    talk.say("go_to", pose="childs_pose")
    talk.until(Stage.HOLD, 2, rest=True)


def aside(talk: Talk) -> None:
    hold(talk)
    talk.say("is_it_safe")
    talk.listen(1)


def leaving(wish: str) -> Callable[[Talk], None]:
    """On the way out, two seconds into the answer to this wish."""

    def stage(talk: Talk) -> None:
        talk.say("go_to", pose="downward_dog")
        talk.until(Stage.HOLD, 4)
        talk.say(wish)
        talk.listen(2)

    return stage


LEAVE = ("pause", "stuck", "cramp", "hurts", "stop", "finish", "hurts_badly", "is_it_safe")


@pytest.mark.parametrize(
    "stage", [hold, way_out, rest, rest_between, aside, *map(leaving, LEAVE)], ids=[*"abcde", *LEAVE]
)
@pytest.mark.parametrize("minutes", [1, pytest.param(9, marks=pytest.mark.slow)])
def test_whoever_was_cut_off_in_a_shape_is_led_out_before_anything(
    begun: Talk, minutes: int, stage: Callable[[Talk], None]
) -> None:
    stage(begun)
    assert begun.posture.shape
    begun.close()
    begun.now += minutes * 60_000
    for wish in COMMANDS:
        talk = begun.fork()
        talk.say(wish, returning=True)
        if wish == "fell":  # and so is out of it
            assert "If you're still in" not in talk.words
        else:
            assert talk.words.startswith("If you're still in "), wish
            assert talk.words.count("come out of it first") == 1, wish


def test_whoever_hurts_badly_and_speaks_again_at_once_is_led_out_again(begun: Talk) -> None:
    hold(begun)
    begun.say("hurts_badly")
    begun.listen(2)
    begun.say("faint", returning=True)
    assert begun.words.startswith("Ease out of it, gently. Uncross your legs")


def test_the_other_side_on_the_way_into_the_second_one_has_had_its_turn(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3, side=1)
    begun.say("repeat_side")
    begun.until(Stage.SETUP, side=1, step=1)
    begun.say("other_side")
    assert begun.words.startswith("The other side has had its breaths. This is the side with your left leg on top.")
    assert begun.until(Stage.HOLD, 3, side=1)


@pytest.mark.parametrize(("into", "again"), [(1, True), (7, False)], ids=["before it was said", "once it was"])
def test_okay_is_done_once_one_was_told_what_to_do(talk: Talk, into: float, *, again: bool) -> None:
    talk.say("go_to", pose="deep_squat")
    talk.listen(talk.last.said.starts[2] + into)
    move = "Come up to standing, slowly"
    assert talk.last.said.cues[2].words.startswith(move)
    talk.say("ready")
    assert (move in talk.words) == again


def test_this_side_is_the_one_just_done_until_the_other_begins(begun: Talk) -> None:
    begun.until(Stage.SETUP, side=1, into=1)
    begun.say("which_side")
    assert "Next is the side with your left leg on top." in begun.words
    begun.listen(1)
    begun.say("repeat_side")
    assert begun.until(Stage.HOLD, 2).side == 0


@pytest.mark.parametrize("aside", ["say_again", "thanks", "not_understood", "where"])
def test_whoever_may_lie_as_they_like_is_not_taken_to_lie_any_other_way(begun: Talk, aside: str) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("cramp")
    begun.listen(3)
    begun.say(aside)
    begun.hear_out()
    begun.say("yes")
    assert "Lie down on your back, knees bent." in begun.words


def test_whatever_comes_after_a_fall_is_gentler(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("fell")
    begun.hear_out()
    begun.say("next_pose")
    assert "Hold behind your right thigh" in begun.words


class TestAPoseThatHasHurt:
    @pytest.mark.parametrize(("back", "pose"), [("previous_pose", None), ("go_to", "seal_stretch")])
    def test_is_gentle_for_whoever_comes_back_to_it(self, begun: Talk, back: str, pose: str | None) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 3)
        begun.say("hurts")
        begun.hear_out()
        begun.say("next_pose")
        begun.until(Stage.HOLD, 3)
        begun.say(back, pose=pose)
        assert "come up only a little, onto your forearms." in begun.words
        assert "straight arms" not in begun.words

    @pytest.mark.parametrize("wish", ["hurts", "cannot"])
    def test_is_not_what_whoever_left_it_goes_on_with_another_time(self, begun: Talk, wish: str) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say(wish)
        begun.hear_out()
        begun.say("stop")
        begun.now += 600_000
        begun.say("launch")
        assert begun.words.endswith("Shall we go on with knee hugs?")

    def test_nor_where_the_session_ends_without_a_word(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("hurts")
        begun.listen(40)
        begun.close()
        begun.now += 600_000
        begun.say("launch")
        assert begun.words.endswith("Shall we go on with knee hugs?")

    def test_left_out_at_the_end_leaves_the_rest(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.until(Stage.HOLD, 3)
        begun.say("hurts")
        begun.hear_out()
        begun.say("leave_this_out")
        assert begun.words == "All right, without downward facing dog, this time. To go on, say next."
        begun.say("next")
        assert begun.place == Place("downward_dog", rest=True)


def test_more_breaths_on_the_way_to_the_second_side_are_for_it_where_the_first_was_left_early(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("other_side")
    begun.listen(4)
    begun.say("hold_longer")
    assert "Two more here, then. The first side had fewer." in begun.words
    assert begun.place.side == 1
