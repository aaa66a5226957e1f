"""Some of the poses only, this time round."""

import pytest

from lower_back_release.lesson.timeline import Place, Stage
from tests.dialogue.talk import Talk


def walked(talk: Talk) -> list[str]:
    """The poses that come, from here to the end, by "next"."""
    poses = [talk.hear_out().pose]
    for _ in talk.coach.routine.poses:
        if talk.coach.routine.after(poses[-1], talk.progress.preferences.without):
            talk.say("next_pose")
            poses.append(talk.hear_out().pose)
    return poses


def test_a_pose_left_out_is_passed_over(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("leave_out", pose="deep_squat")
    assert begun.words.startswith("All right, without the deep squat, this time.")
    assert begun.place.breath == 3
    assert walked(begun) == ["reclined_shoelace", "knee_hugs", "seal_stretch", "downward_dog"]
    assert "that's it for this time" in begun.words


def test_leaving_out_the_pose_one_is_in_goes_on_to_the_next(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("leave_out", pose="reclined_shoelace")
    assert begun.place.pose == "knee_hugs"


def test_this_pose_left_out_is_not_come_back_to(begun: Talk) -> None:
    begun.say("go_to", pose="knee_hugs")
    begun.until(Stage.HOLD, 3)
    begun.say("leave_this_out")
    assert "All right, without knee hugs, this time." in begun.words
    assert begun.place.pose == "seal_stretch"
    begun.say("previous_pose")
    assert begun.place.pose == "reclined_shoelace"


def test_this_one_between_poses_is_the_one_to_come(begun: Talk) -> None:
    begun.hear_out()
    begun.say("leave_this_out")
    assert begun.words.startswith("All right, without knee hugs, this time.")


def test_a_pose_can_be_left_out_before_anything_begins(talk: Talk) -> None:
    talk.say("leave_out", pose="reclined_shoelace")
    talk.say("yes")
    assert talk.place.pose == "knee_hugs"


def test_something_is_always_left_to_do(talk: Talk) -> None:
    for pose in ("reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"):
        talk.say("leave_out", pose=pose)
    assert "leave nothing to do" in talk.words
    assert len(talk.progress.preferences.without) == 4


def test_a_pose_we_do_not_know_cannot_be_left_out(begun: Talk) -> None:
    begun.say("leave_out")
    assert "leave out the deep squat" in begun.words


def test_a_pose_left_out_can_still_be_asked_for(begun: Talk) -> None:
    begun.say("leave_out", pose="deep_squat")
    begun.say("go_to", pose="deep_squat")
    assert begun.place == Place("deep_squat")


def test_just_the_first_two(begun: Talk) -> None:
    begun.say("only_first", number=2)
    assert begun.words.startswith("All right. From here: Reclined Shoelace, and Knee Hugs.")
    assert walked(begun) == ["reclined_shoelace", "knee_hugs"]


@pytest.mark.parametrize("number", [None, 0, 6])
def test_a_number_of_poses_there_is_not_is_answered_with_those_there_are(begun: Talk, number: int | None) -> None:
    begun.say("only_first", number=number)
    assert begun.words.startswith("There are five")
    assert begun.progress.preferences.left_out == ()


@pytest.mark.parametrize(("minutes", "count"), [(1, 1), (5, 1), (9, 2), (60, 5)])
def test_as_many_poses_as_fit_into_the_minutes(talk: Talk, minutes: int, count: int) -> None:
    talk.say("within", number=minutes)
    talk.say("yes")
    assert len(walked(talk)) == count


def test_minutes_between_poses_are_for_what_is_left(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.hear_out()
    begun.say("within", number=4)
    assert begun.words.startswith("All right. From here: Deep Squat.")


def test_between_poses_one_is_kept_however_few_the_minutes(begun: Talk) -> None:
    begun.hear_out()
    begun.say("within", number=1)
    assert begun.words.startswith("All right. From here: Knee Hugs. It takes about three and a half minutes. ")


def test_all_five_again(begun: Talk) -> None:
    begun.say("only_first", number=1)
    begun.say("all_poses")
    assert len(walked(begun)) == 5


def test_the_next_round_has_all_five_again(begun: Talk) -> None:
    begun.say("only_first", number=1)
    begun.hear_out()
    begun.close()
    begun.say("launch")
    assert begun.progress.preferences.left_out == ()


class TestAfterTheEnd:
    @pytest.fixture
    def ended(self, begun: Talk) -> Talk:
        begun.say("leave_out", pose="downward_dog")
        begun.say("go_to", pose="deep_squat")
        begun.hear_out()
        return begun

    def test_no_leaves_out_what_was_left_out(self, ended: Talk) -> None:
        ended.say("next_pose")
        assert ended.words.endswith("Shall we begin again, from the first?")
        ended.say("next_pose")
        assert ended.words.endswith("Shall we begin again, from the first?")
        ended.say("no")
        assert ended.last.awaits is None

    def test_what_was_left_out_today_stays_out(self, ended: Talk) -> None:
        ended.say("next_pose")
        ended.say("yes")
        assert walked(ended) == ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat"]
        ended.say("all_poses")
        ended.say("start_over")
        assert len(walked(ended)) == 5

    @pytest.mark.parametrize("word", ["yes", "next_pose", "ready"])
    def test_minutes_are_for_the_next_round(self, ended: Talk, word: str) -> None:
        ended.say("within", number=9)
        assert ended.words.endswith("that would be Reclined Shoelace, and Knee Hugs. Shall we begin again?")
        ended.say(word)
        assert walked(ended) == ["reclined_shoelace", "knee_hugs"]

    def test_so_is_a_pose_left_out(self, ended: Talk) -> None:
        ended.say("leave_out", pose="knee_hugs")
        ended.say("yes")
        assert walked(ended)[:2] == ["reclined_shoelace", "seal_stretch"]


def test_a_first_pose_left_out_is_not_gone_back_to(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("pause")
    begun.hear_out()
    begun.say("leave_out", pose="reclined_shoelace")
    begun.say("previous_pose")
    assert begun.place.pose == "knee_hugs"


def test_a_question_about_everything_survives_leaving_out_this_pose(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("forget_me")
    begun.hear_out()
    begun.say("never", pose="reclined_shoelace")
    assert begun.words.endswith("Shall I forget it all?")


def test_the_only_pose_of_a_day_is_no_routine_done(begun: Talk) -> None:
    for pose in ("knee_hugs", "seal_stretch", "deep_squat", "downward_dog"):
        begun.say("leave_out", pose=pose)
    begun.hear_out()
    begun.say("where")
    assert not any(each.to_the_end for each in begun.progress.history.practiced)


def test_the_next_one_can_be_left_out_by_that_name(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("leave_next_out")
    assert begun.words.startswith("All right, without knee hugs, this time. Breathe in.")
    begun.hear_out()
    begun.say("next_pose")
    assert begun.place.pose == "seal_stretch"


def test_before_the_first_one_that_is_the_first(talk: Talk) -> None:
    talk.say("leave_next_out")
    assert talk.words.startswith("All right, without the reclined shoelace, this time.")


def test_after_the_last_there_is_none_to_leave_out(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.until(Stage.HOLD, 3)
    begun.say("leave_next_out")
    assert begun.words.startswith("I can leave a pose out.")


def test_a_pose_left_out_after_some_poses_is_of_all_five(begun: Talk) -> None:
    begun.say("only_first", number=3)
    begun.say("go_to", pose="seal_stretch")
    begun.hear_out()
    begun.say("leave_out", pose="knee_hugs")
    assert "that would be Reclined Shoelace, Seal Stretch, Deep Squat, and Downward Facing Dog." in begun.words


def test_but_of_those_that_were_just_proposed(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.hear_out()
    begun.say("only_first", number=3)
    begun.say("leave_out", pose="knee_hugs")
    assert "that would be Reclined Shoelace, and Seal Stretch." in begun.words
