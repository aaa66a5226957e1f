"""Gentler or deeper: in this pose, and no further than was asked."""

import pytest

from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.progress import from_json
from tests.dialogue.talk import Talk

GENTLE_SQUAT = "Put a couple of pillows behind you, and sit down onto them, slowly."
GENTLE_HUG = "Hold behind your {side} thigh, and bring that knee in only a little way."


def test_gentler_in_a_hold_is_gentler_on_the_other_side_too(begun: Talk) -> None:
    begun.say("go_to", pose="knee_hugs")
    begun.until(Stage.HOLD, 4)
    begun.say("gentler")
    assert begun.words.startswith("For less, hold behind your thigh, and let the knee be further from you. Breathe in.")
    assert GENTLE_HUG.format(side="left") in begun.words


def test_gentler_ends_with_the_pose(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 4)
    begun.say("gentler")
    begun.hear_out()
    begun.say("next_pose")
    assert GENTLE_SQUAT not in begun.words
    assert "sink down as low as is comfortable" in begun.words


def test_gentler_ends_with_a_pose_that_is_left_early(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 4)
    begun.say("gentler")
    begun.until(Stage.HOLD, 6)
    begun.say("next_pose")
    assert GENTLE_SQUAT not in begun.words


def test_between_poses_it_is_the_next_one_that_is_gentler(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.hear_out()
    begun.say("gentler")
    assert begun.words.startswith("I'll make the next one gentler.")
    begun.say("next_pose")
    assert GENTLE_SQUAT in begun.words
    begun.hear_out()
    begun.say("next_pose")
    assert "Lift your hips only a little way" not in begun.words


def test_deeper_between_poses_is_told_once_one_is_in_it(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.hear_out()
    begun.say("deeper")
    assert begun.words.startswith("In the next one, I'll tell you how to get a little more of it.")
    begun.say("next_pose")
    assert "from side to side. For more, let your hips come lower, and your spine grow long. Settle in" in begun.words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (
            0,
            "Gently, then. Knee hugs. Stay on your back, and let your legs rest for a moment. Hold behind your",
        ),
        (3, "For less, hold behind your thigh, and let the knee be further from you."),
    ],
)
def test_gentler_on_the_way_in(begun: Talk, step: int, words: str) -> None:
    begun.hear_out()
    begun.say("next_pose")
    begun.until(Stage.SETUP, step=step, into=0)
    begun.say("gentler")
    assert begun.words.startswith(words)
    assert "Breathe in." in begun.words


def test_it_is_kept_with_the_answer_it_shapes(begun: Talk) -> None:
    begun.say("go_to", pose="knee_hugs")
    begun.until(Stage.HOLD, 4)
    begun.say("gentler")
    kept = from_json(begun.progress.to_json(), begun.coach.routine)
    assert kept.course == begun.progress.course


def test_breaths_on_top_end_with_the_pose_and_its_rest(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 2, rest=True)
    begun.say("hold_longer", number=4)
    begun.say("go_to", pose="downward_dog")
    rest = {cue.place.breath for cue in begun.last.said.cues if cue.place.rest and cue.place.phase}
    assert rest == {1, 2, 3}


def test_a_pause_on_the_way_out_goes_on_to_the_rest(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.WAY_OUT)
    begun.say("pause")
    assert begun.progress.course.place == Place("seal_stretch", rest=True, waits=True)
    begun.hear_out()
    begun.say("next")
    assert begun.words.startswith("Now child's pose, to balance the back bend.")
    assert begun.place.pose == "seal_stretch"


def test_pain_on_the_way_out_ends_the_pose(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.WAY_OUT)
    begun.say("hurts")
    assert "gentler" not in begun.words
    begun.hear_out()
    begun.say("yes")
    assert begun.place.pose == "deep_squat"


def test_only_the_end_of_the_last_pose_is_the_end_of_the_routine(begun: Talk) -> None:
    for _ in range(4):
        begun.hear_out()
        begun.say("next_pose")
        assert not any(each.to_the_end for each in begun.progress.history.practiced)
    begun.hear_out()
    begun.say("thanks")
    assert [each.to_the_end for each in begun.progress.history.practiced] == [True]


def test_a_pose_is_named_once(begun: Talk) -> None:
    for pose in begun.coach.routine.poses[1:]:
        begun.hear_out()
        begun.say("next_pose")
        told = begun.words.split("Settle in")[0].lower()
        assert told.count(pose.called) == 1


def test_gentler_while_a_setup_is_being_repeated_is_told_with_the_way_in(begun: Talk) -> None:
    begun.until(Stage.HOLD, 2)
    begun.say("repeat_pose")
    begun.listen(0)
    begun.say("gentler")
    assert begun.words.startswith(
        "Ease out of it, gently. Uncross your legs, and put both feet on the floor. Gently, then."
    )
    assert "For less" not in begun.words


def test_opened_by_its_name_from_within_a_shape_it_leads_out_first(begun: Talk) -> None:
    begun.say("pace", pace="slow")
    begun.say("go_to", pose="seal_stretch")
    begun.say("hold_longer", number=12)
    begun.hear_out()
    begun.say("launch")
    assert begun.words.startswith("Ease out of it, gently. Slowly lower your chest to the floor. Welcome back.")
    assert begun.last.end.posture.shape is None
