"""Commands that move one through the routine."""

from dataclasses import replace

import pytest

from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.person.owed import Question
from tests.dialogue.talk import Talk


def test_the_first_time_begins_with_the_safety_note_and_goes_straight_into_pose_one(talk: Talk) -> None:
    talk.say("launch")
    assert talk.words.startswith("Welcome. This isn't medical advice")
    assert "First, the reclined shoelace." in talk.words
    assert talk.hear_out() == Place("reclined_shoelace", 1, Stage.DONE)


def test_the_next_time_is_shorter(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.hear_out()
    begun.say("launch")
    assert "Welcome back" in begun.words
    assert "medical" not in begun.words


def test_next_walks_through_all_five_and_ends(begun: Talk) -> None:
    order = [begun.hear_out().pose]
    for _ in range(4):
        begun.say("next_pose")
        order.append(begun.hear_out().pose)
        assert begun.place.stage is Stage.DONE
    assert order == ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]
    assert "that's all five" in begun.words


def test_next_in_the_middle_of_a_hold_says_how_to_come_out_first(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("next_pose")
    assert begun.words.startswith("Ease out of it, gently. Uncross your legs")
    assert (
        "put both feet on the floor. That leaves out the side with your left leg on top. Second, knee hugs. Stay on"
        in begun.words
    )


def test_next_in_the_last_pose_leads_to_its_rest(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.until(Stage.HOLD, 4)
    begun.say("next_pose")
    assert begun.words.startswith("Ease out of it, gently. Bend your knees")
    assert begun.hear_out().stage is Stage.DONE


def test_next_after_the_end_asks_whether_to_begin_again(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.hear_out()
    begun.say("next_pose")
    assert begun.words.endswith("Shall we begin again, from the first?")
    begun.say("yes")
    assert begun.place.pose == "reclined_shoelace"


def test_next_before_anything_begins_at_the_beginning(talk: Talk) -> None:
    talk.say("next_pose")
    assert talk.place.pose == "reclined_shoelace"
    assert "medical advice" in talk.words


@pytest.mark.parametrize(("pose", "before"), [("knee_hugs", "reclined_shoelace"), ("downward_dog", "deep_squat")])
def test_previous_goes_one_pose_back(begun: Talk, pose: str, before: str) -> None:
    begun.say("go_to", pose=pose)
    begun.say("previous_pose")
    assert begun.place == Place(before)


def test_previous_in_the_first_pose_begins_it_again(begun: Talk) -> None:
    begun.hear_out()
    begun.say("previous_pose")
    assert "This is the first pose" in begun.words
    assert begun.place == Place("reclined_shoelace")


def test_a_pose_can_be_named_from_the_cold(talk: Talk) -> None:
    talk.say("go_to", pose="seal_stretch")
    assert "medical advice" in talk.words
    assert "Come to lie on your belly" in talk.words


def test_the_way_there_depends_on_where_one_is(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.hear_out()
    begun.say("next_pose")
    assert "Come onto your hands and knees, tuck your toes under" in begun.words


@pytest.mark.parametrize(
    ("pose", "command", "named", "words"),
    [
        (
            "knee_hugs",
            "next_pose",
            None,
            "That leaves out the side with your left knee. Third, the seal stretch. Roll slowly onto one side",
        ),
        ("seal_stretch", "previous_pose", None, "Knee hugs. Roll slowly onto one side, and over onto your back."),
        ("knee_hugs", "go_to", "deep_squat", "The deep squat. Roll onto your side, push yourself up with your hands"),
        ("seal_stretch", "repeat_pose", None, "The seal stretch, once more. Stay on your belly"),
        ("deep_squat", "start_over", None, "First, the reclined shoelace. Sit down to one side"),
        (
            "seal_stretch",
            "leave_out",
            "seal_stretch",
            "All right, without the seal stretch, this time. Third, the deep squat. Push up onto your hands and knees",
        ),
    ],
)
def test_one_pose_is_left_before_the_other_is_named_and_only_then_comes_the_move(
    begun: Talk, pose: str, command: str, named: str | None, words: str
) -> None:
    begun.say("go_to", pose=pose)
    begun.until(Stage.HOLD, 3)
    begun.say(command, pose=named)
    held = begun.coach.routine.pose(pose)
    out = " ".join(step.say for step in held.way_out)
    assert begun.words.startswith(f"Ease out of it, gently. {out} {words}")


def test_the_squat_begins_from_standing_wherever_one_comes_from(begun: Talk) -> None:
    for pose in ("reclined_shoelace", "knee_hugs", "seal_stretch", "downward_dog"):
        begun.say("go_to", pose=pose)
        begun.hear_out()
        begun.say("go_to", pose="deep_squat")
        move, setup = begun.words.split(" Place your feet a little wider than your hips")
        assert "come to standing" in move or "come up" in move.lower()
        assert "Bend your knees, and sink down" in setup
        begun.until(Stage.SETUP, step=1, into=0.1)
        assert begun.posture.position == "standing"


class TestWhoeverWaits:
    """waits out of the shape."""

    @pytest.fixture(params=["pause", "help", "hurts", "cannot", "forget_me"])
    def waiting(self, begun: Talk, request: pytest.FixtureRequest) -> Talk:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 4)
        begun.say(request.param)
        return begun

    def test_is_led_out_first(self, waiting: Talk) -> None:
        assert waiting.words.startswith("Ease out of it, gently. Slowly lower your chest to the floor. ")
        assert waiting.last.end.posture.shape is None
        waiting.hear_out()
        assert waiting.posture.shape is None

    def test_is_led_back_in_by_the_short_way_and_goes_on_at_the_same_breath(self, waiting: Talk) -> None:
        waiting.hear_out()
        moved_on = waiting.last.awaits is Question.MOVE_ON  # where to go on is to the next pose
        waiting.say("gentler" if moved_on else "resume")
        gently = waiting.progress.course.variation is Variation.GENTLER  # for whom it was too much
        assert waiting.words.startswith("Gently, then." if gently else "Back into the pose.")
        short = (
            "Come slowly up onto your forearms, or onto straight arms if you like. Settle in. We go on at breath four"
        )
        assert ("come up only a little, onto your forearms." if gently else short) in waiting.words
        assert waiting.until(Stage.HOLD).breath == 4
        assert waiting.posture.shape

    def test_is_led_out_of_a_rest_too(self, begun: Talk) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 2, rest=True)
        begun.say("help")
        assert begun.words.startswith("Walk your hands in, and come up to kneeling. ")
        assert begun.last.end.posture.shape is None

    def test_need_not_be_led_out_of_what_they_have_left(self, waiting: Talk) -> None:
        waiting.hear_out()
        waiting.say("help")
        assert "Slowly lower" not in waiting.words


def test_a_pose_we_do_not_know_is_asked_for(begun: Talk) -> None:
    begun.hear_out()
    begun.say("go_to")
    assert "Reclined Shoelace, Knee Hugs, Seal Stretch, Deep Squat, and Downward Facing Dog" in begun.words
    assert begun.words.endswith("Which one would you like?")


def test_a_pose_we_do_not_know_leaves_nobody_waiting_in_a_hold(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("go_to")
    assert begun.words.startswith("That one I don't know.")
    assert begun.place.breath == 4


class TestRepeat:
    def test_between_poses_does_the_pose_again(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("repeat")
        assert begun.words.startswith("The reclined shoelace, once more.")
        assert begun.place == Place("reclined_shoelace")

    def test_in_the_setup_says_the_setup_again(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, into=30)
        begun.say("repeat")
        assert "Cross your right leg over your left" in begun.words
        assert "Welcome" not in begun.words

    def test_in_the_setup_of_the_other_side_stays_there(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, side=1, into=6)
        begun.say("repeat")
        assert begun.words.startswith("Ease out of it, gently. Uncross your legs")
        assert "feet on the floor. Cross your left leg over your right." in begun.words

    def test_in_the_hold_says_in_one_line_what_to_do_and_goes_on(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5, side=1)
        begun.say("repeat")
        assert begun.words.startswith("Your left leg is on top.")
        assert begun.place == Place("reclined_shoelace", 1, Stage.HOLD, breath=5, phase=begun.place.phase)

    def test_in_the_counterpose_says_in_one_line_what_to_do_and_goes_on(self, begun: Talk) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 2, rest=True)
        begun.say("repeat")
        assert begun.words.startswith("Sit back toward your heels")
        assert begun.until(Stage.HOLD, 2, rest=True).breath == 2

    def test_of_the_pose_always_starts_it_again_in_full(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5)
        begun.say("repeat_pose")
        assert "The reclined shoelace, once more." in begun.words
        assert "Cross your right leg over your left" in begun.words

    def test_of_the_side_starts_that_side_again(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5, side=1)
        begun.say("repeat_side")
        assert begun.place.side == 1
        assert begun.place.stage is Stage.SETUP


class TestOtherSide:
    def test_goes_there_now(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("other_side")
        assert begun.words.startswith("Uncross your legs. Your left leg on top")

    def test_from_the_second_side_with_the_first_one_done_leads_out(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3, side=1)
        begun.say("other_side")
        assert begun.words.startswith("The other side has had its breaths, so let's leave it there. Uncross your legs")
        assert begun.hear_out() == Place("reclined_shoelace", 1, Stage.DONE)
        begun.say("other_side")
        assert begun.words.startswith("Both sides have had theirs. When you're ready")

    def test_on_the_way_to_the_second_side_goes_on_there(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, side=1, into=5)
        begun.say("other_side")
        assert begun.until(Stage.HOLD, side=1).breath == 1
        assert "Both sides" not in begun.words

    def test_the_first_side_gets_what_it_had_fewer(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("other_side")
        assert begun.until(Stage.HOLD, side=1).side == 1
        begun.hear_out()
        begun.say("other_side")
        led = [(cue.place.side, cue.place.breath) for cue in begun.last.said.cues if cue.place.phase]
        assert led == [(0, breath) for breath in range(4, 9) for _ in range(2)]
        begun.hear_out()
        begun.say("other_side")
        assert begun.words.startswith("Both sides have had theirs.")

    def test_a_first_side_that_was_passed_over_is_done_in_full(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=1)
        begun.say("other_side")
        begun.hear_out()
        begun.say("other_side")
        led = [(cue.place.side, cue.place.breath) for cue in begun.last.said.cues if cue.place.phase]
        assert led == [(0, breath) for breath in range(1, 9) for _ in range(2)]

    def test_in_a_pose_without_sides_goes_on_at_the_same_breath(self, begun: Talk) -> None:
        begun.say("go_to", pose="deep_squat")
        begun.until(Stage.HOLD, 3)
        begun.say("other_side")
        assert "both sides work together" in begun.words
        assert begun.place.breath == 3


class TestPause:
    def test_keeps_the_breath_and_the_quiet(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5)
        begun.say("pause")
        begun.listen(3600)
        assert begun.place.breath == 5

    def test_leads_out_of_the_pose_before_one_is_to_rest(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5)
        begun.say("pause")
        assert begun.words.startswith(
            "Ease out of it, gently. Uncross your legs, and put both feet on the floor. Paused."
        )

    def test_resumes_by_leading_back_into_the_pose(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5)
        begun.say("pause")
        begun.listen(60)
        begun.say("resume")
        assert begun.words.startswith("Back into the pose. Lie down on your back, knees bent. Your right leg on top")
        assert begun.until(Stage.HOLD).breath == 5

    def test_of_nothing_goes_on(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5)
        begun.say("resume")
        assert begun.place.breath == 5

    def test_between_poses_goes_on_with_the_next(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("pause")
        begun.hear_out()
        begun.say("resume")
        assert begun.place.pose == "knee_hugs"

    def test_after_the_last_pose_takes_its_time_as_well(self, talk: Talk) -> None:
        talk.say("go_to", pose="downward_dog")
        talk.hear_out()
        talk.say("pause")
        assert talk.words.startswith("Rest any way you like. I'll wait about two minutes. I'm still here. No hurry.")
        assert "resume" not in talk.words
        assert talk.last.said.seconds > 60


def test_stop_in_a_hold_says_how_to_come_out_and_closes(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.say("stop")
    assert "Uncross your legs" in begun.words
    assert begun.words.endswith("Goodbye.")
    assert begun.last.reprompt is None


def test_stop_between_poses_is_short(begun: Talk) -> None:
    begun.hear_out()
    begun.say("stop")
    assert begun.words == "Take it easy. Goodbye."


def test_leaving_a_hold_is_with_the_way_out_alone(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.say("leave")
    assert begun.words == "Ease out of it, gently. Uncross your legs, and put both feet on the floor."
    assert begun.last.reprompt is None


def test_leaving_is_without_a_word(begun: Talk) -> None:
    begun.hear_out()
    begun.say("leave")
    assert begun.words == ""
    assert begun.last.reprompt is None


def test_starting_over_begins_at_the_first_pose(begun: Talk) -> None:
    begun.say("go_to", pose="deep_squat")
    begun.say("start_over")
    assert begun.place == Place("reclined_shoelace")


def test_start_goes_on_for_somebody_who_has_begun(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("pause")
    begun.hear_out()
    begun.say("start")
    assert begun.words.startswith("Back into the pose.")
    begun.until(Stage.SETUP, step=2)
    begun.say("start")
    assert begun.place.pose == "reclined_shoelace"
    begun.hear_out()
    begun.say("start")
    assert begun.words.startswith("Second, knee hugs.")


class TestLongAway:
    """Somebody who comes back much later may be anywhere, and in no pose."""

    def test_a_hold_is_led_into_again_and_goes_on_at_its_breath(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5)
        begun.say("pause")
        begun.listen(3600)
        begun.say("resume")
        back = "The reclined shoelace. Back into the pose. Lie down on your back, knees bent."
        assert begun.words.startswith(back)
        assert begun.until(Stage.HOLD).breath == 5

    def test_the_next_pose_needs_no_way_out_and_begins_from_anywhere(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 5)
        begun.say("pause")
        begun.listen(3600)
        begun.say("next_pose")
        assert begun.words.startswith("That leaves out the side with your left leg on top. Second, knee hugs. Lie down")

    def test_so_does_one_who_was_between_poses(self, begun: Talk) -> None:
        begun.hear_out()
        begun.listen(3600)
        begun.say("next_pose")
        assert "Lie down on your back, knees bent." in begun.words


class TestSplit:
    """A pose too long for one answer: one waits inside it."""

    @pytest.fixture
    def at_the_side(self, begun: Talk) -> Talk:
        begun.say("pace", pace="slow")
        begun.say("breaths", number=10)
        begun.say("go_to", pose="knee_hugs")
        assert begun.hear_out() == Place("knee_hugs", 1, waits=True)
        return begun

    def test_nobody_waits_in_the_shape(self, at_the_side: Talk) -> None:
        assert at_the_side.words.endswith(
            "Let your leg go, and put both feet on the floor. "
            "That's this side. When you're ready for the other side, say next."
        )
        assert at_the_side.posture == Posture("back")

    def test_one_has_done_the_first_side(self, at_the_side: Talk) -> None:
        at_the_side.say("where")
        assert at_the_side.words.startswith("This is knee hugs. Next is the side with your left knee.")

    def test_next_goes_on_with_the_other_side(self, at_the_side: Talk) -> None:
        at_the_side.say("next")
        assert at_the_side.words.startswith("Now hug your left knee")

    def test_next_pose_says_what_it_leaves_out(self, at_the_side: Talk) -> None:
        at_the_side.say("next_pose")
        assert at_the_side.words.startswith("That leaves out the side with your left knee. Third, the seal stretch.")

    def test_repeat_does_the_side_again(self, at_the_side: Talk) -> None:
        at_the_side.say("repeat")
        assert at_the_side.place == Place("knee_hugs", 0)

    def test_a_split_hold_goes_on_at_its_breath(self, begun: Talk) -> None:
        begun.say("pace", pace="slow")
        begun.say("go_to", pose="seal_stretch")
        begun.say("hold_longer", number=12)
        stopped = begun.hear_out()
        assert stopped.stage is Stage.HOLD
        assert stopped.waits
        begun.say("next")
        assert (begun.place.stage, begun.place.breath) == (Stage.HOLD, stopped.breath)


def test_this_side_again_in_a_pose_without_sides_is_the_pose_again(begun: Talk) -> None:
    begun.say("go_to", pose="deep_squat")
    begun.until(Stage.HOLD, 3)
    begun.say("repeat_side")
    assert "The deep squat, once more." in begun.words


def test_a_pause_in_childs_pose_goes_back_into_it(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 2, rest=True)
    begun.say("pause")
    begun.hear_out()
    begun.say("resume")
    assert begun.words.startswith("Back into child's pose. Come onto your hands and knees. Sit back")
    assert begun.until(Stage.HOLD, rest=True).breath == 2


def test_a_pose_asked_for_first_is_done_on_both_sides_in_one_answer(talk: Talk) -> None:
    talk.say("go_to", pose="knee_hugs")
    assert talk.hear_out().stage is Stage.DONE


@pytest.mark.parametrize("wish", ["pause", "get_out", "get_up", "stuck", "is_it_safe", "help"])
@pytest.mark.parametrize("aside", ["thanks", "not_understood", "breaths_left", "say_again"])
@pytest.mark.parametrize("pose", ["knee_hugs", "deep_squat"])
def test_a_word_right_after_asking_to_be_led_out_leads_nobody_on_in_the_pose(
    talk: Talk, wish: str, aside: str, pose: str
) -> None:
    talk.say("go_to", pose=pose)
    talk.until(Stage.HOLD, 4)
    talk.say(wish)
    talk.listen(2)
    talk.say(aside)
    assert "Ease out of it, gently." in talk.words
    assert "Breathe in." not in talk.words
    assert talk.last.end.posture.shape is None


def test_what_was_that_in_a_hold_told_in_two_goes_on_in_it(talk: Talk) -> None:
    talk.say("go_to", pose="deep_squat")
    talk.say("pace", pace="slow")
    talk.say("breaths", number=10)
    talk.say("hold_longer", number=10)
    assert talk.words.endswith("Keep breathing. To go on in this pose, say next.")
    end = talk.hear_out()
    talk.say("say_again")
    assert "Ease out" not in talk.words
    assert talk.place == replace(end, waits=False)


@pytest.fixture
def knee_hugs_last(begun: Talk) -> Talk:
    """On the way into knee hugs, which are the last pose this time, and have sides."""
    for pose in ("seal_stretch", "deep_squat", "downward_dog"):
        begun.say("leave_out", pose=pose)
    begun.say("go_to", pose="knee_hugs")
    return begun


def test_next_in_a_last_pose_with_sides_says_which_one_is_left_out(knee_hugs_last: Talk) -> None:
    knee_hugs_last.until(Stage.HOLD, 4)
    knee_hugs_last.say("next_pose")
    assert "That leaves out the side with your left knee. And that's it for this time." in knee_hugs_last.words


def test_a_pose_that_was_made_gentler_is_so_too_after_the_one_before_it(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 3)
    begun.say("gentler")
    begun.say("previous_pose")
    begun.hear_out()
    begun.say("next_pose")
    assert begun.place.pose == "seal_stretch"
    assert "come up only a little, onto your forearms" in begun.words


def test_the_other_side_after_a_last_pose_that_was_left_out_is_its_second(knee_hugs_last: Talk) -> None:
    knee_hugs_last.until(Stage.SETUP)
    knee_hugs_last.say("next_pose")
    assert knee_hugs_last.hear_out().stage is Stage.DONE
    knee_hugs_last.say("other_side")
    assert knee_hugs_last.place == Place("knee_hugs", 1)
