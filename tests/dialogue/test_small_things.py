"""Small things that somebody on the floor would notice."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from lower_back_release.dialogue.coach import Coach
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.hold import Guidance, Hold
from lower_back_release.lesson.passage import pose_seconds
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.history import HOUR_MS
from lower_back_release.person.progress import new_progress
from tests.dialogue.talk import Talk
from tests.dialogue.test_changing import breaths_led
from tests.dialogue.test_teachers_ear import STAGES

NO_BODY = "That's fine. Not every pose is for every body."


def test_somebody_new_has_eight_breaths_a_side_and_three_in_a_rest(talk: Talk) -> None:
    talk.say("launch", screen=True)
    assert breaths_led(talk) == {0: list(range(1, 9)), 1: list(range(1, 9))}
    assert not talk.last.flows
    talk.say("go_to", pose="seal_stretch", screen=True)
    assert sum(cue.place.rest and cue.words in ("Breathe in.", "Two more.", "Last one.") for cue in talk.last.said.cues)
    rest = [cue.place.breath for cue in talk.last.said.cues if cue.place.rest and cue.place.phase]
    assert rest == [1, 1, 2, 2, 3, 3]


def test_the_second_side_is_opened_in_words_of_its_own(begun: Talk) -> None:
    assert begun.words.count("Settle in, for eight breaths.") == 1
    assert "on top, and draw your feet gently in. Eight breaths here, too." in begun.words


def test_the_last_breath_is_gone_on_with(begun: Talk) -> None:
    begun.until(Stage.HOLD, 8, side=1)
    begun.say("pause")
    begun.hear_out()
    begun.say("resume")
    assert "Settle in. We go on at breath eight of eight. Breathe in. All the way out." in begun.words


def test_on_the_first_day_each_pose_begins_slower_and_not_bigger(begun: Talk) -> None:
    found = []
    for pose in ("reclined_shoelace", "knee_hugs", "seal_stretch"):
        begun.say("go_to", pose=pose)
        found += [cue.words for cue in begun.last.said.cues if cue.words.startswith("And out. ")]
    assert found == [
        "And out. Slower, not bigger.",
        "And out. Let go a little.",
        "And out. Slower, not bigger.",
        "And out. Let go a little.",
        "And out. Slower, not bigger.",
    ]


def test_an_answer_says_whether_it_leads(begun: Talk) -> None:
    assert begun.last.leads
    begun.hear_out()
    begun.say("thanks")
    assert not begun.last.leads


class TestHowTo:
    def test_in_the_setup_it_is_the_setup_from_its_beginning(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=2)
        begun.say("how_to")
        assert "Cross your right leg over your left. Take hold of your ankles or feet." in begun.words

    def test_in_the_hold_it_is_one_line(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("how_to")
        assert begun.words.startswith(
            "Your right leg is on top. Hold your ankles or feet, and draw them gently in. Breath"
        )

    def test_between_sides_it_is_one_line_and_leads_nowhere(self, begun: Talk) -> None:
        begun.say("pace", pace="slow")
        begun.say("go_to", pose="knee_hugs")
        begun.hear_out()
        begun.say("how_to")
        assert begun.words.startswith("In the pose, it goes like this. Your right knee is hugged in")
        assert not begun.last.leads

    def test_with_a_question_open_it_is_one_line_and_the_question(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=3)
        begun.say("hurts")
        for _ in range(3):
            begun.say("how_to")
            assert begun.words.endswith("draw them gently in. Shall we try it gentler?")


class TestReady:
    def test_in_the_middle_of_a_step_goes_on_with_the_one_after_it(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=1, into=3.5)
        begun.say("ready")
        assert begun.words.startswith("Good. Take hold of your ankles or feet.")

    def test_in_a_hold_only_goes_on(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("ready")
        assert begun.words.startswith("Good. If you've had enough of this one, say next pose. Breathe in.")

    def test_between_sides_is_for_the_other(self, begun: Talk) -> None:
        begun.say("pace", pace="slow")
        begun.say("go_to", pose="knee_hugs")
        begun.hear_out()
        begun.say("ready")
        assert breaths_led(begun)[1] == list(range(1, 9))


class TestKnowing:
    @pytest.fixture
    def again(self, begun: Talk) -> Talk:
        """Somebody who knows the first two poses."""
        begun.hear_out()
        begun.say("next_pose")
        begun.hear_out()
        begun.say("thanks")
        return begun

    def test_every_pose_one_has_been_in_is_known(self, again: Talk) -> None:
        assert again.progress.history.known == ("reclined_shoelace", "knee_hugs")

    def test_it_is_told_in_short(self, again: Talk) -> None:
        again.say("go_to", pose="reclined_shoelace")
        assert "Take hold of your ankles or feet." not in again.words

    def test_unless_more_guidance_is_wished_for(self, again: Talk) -> None:
        again.say("more_guidance")
        again.say("go_to", pose="reclined_shoelace")
        assert "Take hold of your ankles or feet." in again.words

    def test_back_at_a_later_breath_even_then_it_is_short(self, again: Talk) -> None:
        again.say("more_guidance")
        again.say("go_to", pose="reclined_shoelace")
        again.until(Stage.HOLD, 4)
        again.say("pause")
        again.hear_out()
        again.say("resume")
        assert "Take hold of your ankles or feet." not in again.words


def test_deeper_is_of_the_pose_and_not_of_its_rest(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 3)
    begun.say("deeper")
    assert "Sit back toward your heels" in begun.words
    assert "let your knees go wider" not in begun.words


class TestLeaving:
    def test_a_rest_is_gone_on_with_another_time(self, begun: Talk) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 2, rest=True)
        begun.say("stop")
        begun.hear_out()
        begun.say("launch")
        assert begun.words == "Welcome back. Shall we go on with child's pose, where you stopped?"
        begun.say("yes")
        assert "Back into child's pose." in begun.words
        assert begun.until(Stage.HOLD, rest=True).breath == 2

    def test_paused_on_the_way_out_of_a_rest_the_pose_is_done(self, begun: Talk) -> None:
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.WAY_OUT, rest=True)
        begun.say("pause")
        assert begun.progress.course.place == Place("seal_stretch", 0, Stage.DONE)

    def test_the_last_rest_is_left_by_next(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.until(Stage.HOLD, rest=True)
        begun.say("next_pose")
        assert begun.words.startswith("When you feel like getting up, there's no hurry. Roll onto your side first")
        assert begun.hear_out() == Place("downward_dog", 0, Stage.DONE)

    def test_who_cannot_rest_after_the_last_pose_is_told_that_it_is_fine(self, begun: Talk) -> None:
        begun.say("go_to", pose="downward_dog")
        begun.until(Stage.HOLD, rest=True)
        begun.say("cannot")
        assert f"Move a little, in any way you like. {NO_BODY} Shall we leave it there for today?" in begun.words

    def test_paused_means_at_ease_as_soon_as_one_is_out(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("pause")
        out = begun.last.said.starts[2]
        begun.listen(out - 0.1)
        assert begun.posture.shape is None
        begun.listen(out + 0.2)
        assert begun.posture == Posture()


class TestReturning:
    @pytest.mark.parametrize(("hours", "asked"), [(11.9, True), (12.1, False)])
    def test_one_goes_on_within_half_a_day(self, begun: Talk, hours: float, asked: bool) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("stop")
        begun.now += round(hours * HOUR_MS)
        begun.say("launch")
        assert ("where you stopped" in begun.words) is asked

    def test_what_was_for_one_pose_is_not_for_the_next(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("hold_longer", number=2)
        begun.say("gentler")
        begun.hear_out()
        begun.say("stop")
        begun.say("launch")
        begun.say("yes")
        assert begun.place.pose == "knee_hugs"
        assert "Hold behind your right thigh" not in begun.words
        assert breaths_led(begun)[0] == list(range(1, 9))

    def test_what_was_promised_for_the_next_one_is_kept(self, begun: Talk) -> None:
        begun.hear_out()
        begun.say("gentler")
        begun.say("stop")
        begun.say("launch")
        begun.say("yes")
        assert "Hold behind your right thigh" in begun.words

    def test_the_very_same_request_is_answered_the_very_same_way(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("hold_longer", number=2)
        again = begun.coach.replay(begun.progress, begun.now)
        assert [cue.words for cue in again.said.cues if cue.words][-6:] == [
            cue.words for cue in begun.last.said.cues if cue.words
        ][-6:]
        assert again.leads


def test_only_one_breath_more_is_possible_where_only_one_is_left(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("hold_longer", number=11)
    begun.say("hold_longer", number=2)
    assert begun.words.startswith("One more is all I can add here.")
    begun.say("hold_longer", number=1)
    assert begun.words.startswith("One more on each side, then.")


def test_one_pose_only_is_this_one(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("only_first", number=1)
    assert begun.words.startswith("All right. From here: Reclined Shoelace. Breathe in.")


def test_a_question_about_a_pose_that_is_left_out_meanwhile_is_asked_of_what_is_left(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("cannot")
    begun.say("leave_out", pose="knee_hugs")
    assert begun.words.endswith("Shall we go on to the seal stretch?")
    begun.say("only_first", number=1)
    assert begun.words.endswith("Shall we go on to the seal stretch?")
    begun.say("leave_out", pose="seal_stretch")
    assert begun.words.endswith("Shall we leave it there for today?")
    begun.say("all_poses")
    assert begun.words.endswith("Shall we go on to knee hugs?")


def test_little_guidance_leads_one_breath_and_lets_no_silence_grow_too_long(routine: Routine) -> None:
    place, pose = Place("deep_squat", 0, Stage.HOLD), routine.pose("deep_squat")
    posture = Posture("squatting", Shape("deep_squat"))
    hold = Hold(place, posture, 8, PACES["slow"], Guidance.LESS, pose.reminders)
    words = [cue.words for breath in hold.breaths(routine) for cue in breath.cues if cue.words]
    assert words[:2] == ["Breathe in.", "And out, slowly."]
    assert "And in." not in words
    quick = replace(hold, pace=PACES["quick"])
    counted = [cue.words for breath in quick.breaths(routine) for cue in breath.cues if cue.words]
    assert counted == [*words[:2], pose.reminders[0].say, "Now six.", "Last one."]


def test_a_round_begun_again_has_to_be_done_again(begun: Talk) -> None:
    begun.hear_out()
    for _ in range(4):
        begun.say("next_pose")
        begun.hear_out()
    assert "that's all five" in begun.words
    begun.say("start_over")
    begun.say("go_to", pose="downward_dog")
    assert "that's it for this time" in begun.words


def test_back_at_the_first_breath_no_breath_is_named(begun: Talk) -> None:
    begun.until(Stage.HOLD, 1)
    begun.say("pause")
    begun.hear_out()
    begun.say("resume")
    assert begun.words.startswith("On we go. Lie down on your back, knees bent.")


def test_what_was_that_after_a_wish_says_what_became_of_it(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("pace", pace="slow")
    begun.listen(4)
    begun.say("say_again")
    assert begun.words.startswith("Slow breaths, from here. Breathe in.")
    assert begun.progress.preferences.pace.name == "slow"


def test_leaving_out_a_pose_one_is_coming_out_of_lets_one_come_out(begun: Talk) -> None:
    begun.until(Stage.WAY_OUT, side=1)
    begun.say("leave_out", pose="reclined_shoelace")
    assert begun.words.startswith("All right, without the reclined shoelace, this time. Uncross your legs")
    assert begun.hear_out() == Place("reclined_shoelace", 1, Stage.DONE)


def test_how_long_is_of_the_poses_that_are_done(begun: Talk) -> None:
    begun.say("how_long")
    assert "About sixteen minutes" in begun.words
    for pose in ("knee_hugs", "seal_stretch", "downward_dog"):
        begun.say("leave_out", pose=pose)
    begun.say("how_long")
    assert "About six minutes" in begun.words


@pytest.mark.parametrize("minutes", range(1, 18))
def test_no_more_poses_than_fit_into_the_minutes(begun: Talk, minutes: int) -> None:
    routine = begun.coach.routine
    begun.hear_out()
    begun.say("within", number=minutes)
    left = minutes * 60.0
    kept: list[str] = []
    for pose in routine.poses[1:]:
        left -= pose_seconds(routine, begun.progress.plan, pose)
        if left < 0 and kept:
            break
        kept.append(pose.id)
    assert [pose.id for pose in routine.poses[1:] if pose.id not in begun.progress.preferences.without] == kept


def test_a_pose_under_way_takes_only_what_is_left_of_it(begun: Talk) -> None:
    begun.until(Stage.HOLD, 8, side=1)
    begun.say("within", number=4)
    assert begun.words.startswith("All right. From here: Reclined Shoelace, and Knee Hugs.")


def test_the_last_pose_told_in_two_goes_on_by_itself_too(begun: Talk) -> None:
    begun.say("keep_going", screen=True)
    begun.say("breaths", number=10, screen=True)
    begun.say("pace", pace="slow", screen=True)
    begun.say("go_to", pose="downward_dog", screen=True)
    begun.say("hold_longer", number=10, screen=True)
    assert begun.hear_out().waits
    assert begun.last.flows


def test_repeat_that_before_a_rest_is_the_pose_again(begun: Talk) -> None:
    begun.say("breaths", number=10)
    begun.say("pace", pace="slow")
    begun.say("go_to", pose="seal_stretch")
    assert begun.hear_out() == Place("seal_stretch", rest=True, waits=True)
    begun.say("repeat")
    assert "The seal stretch, once more." in begun.words


def test_after_the_last_pose_nothing_is_next(begun: Talk) -> None:
    begun.say("go_to", pose="downward_dog")
    begun.say("whats_next")
    assert "This is the last one." in begun.words
    begun.hear_out()
    begun.say("whats_next")
    assert begun.words.startswith("That was the last one.")


class TestSayAgain:
    def test_an_answer_is_given_anew_each_time(self, begun: Talk) -> None:
        begun.say("pace", pace="quick")
        begun.until(Stage.HOLD, 3)
        begun.say("breaths_left")
        begun.listen(2)
        begun.say("say_again")
        assert begun.words.startswith("Breath three of eight")
        begun.until(Stage.HOLD, 4)
        begun.say("say_again")
        assert begun.words.startswith("Breath four of eight")

    def test_once_the_way_in_is_told_it_is_no_greeting_any_more(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=1, into=0.2)
        begun.say("say_again")
        assert begun.words.startswith("Cross your right leg over your left.")

    def test_in_a_setup_it_is_the_step(self, begun: Talk) -> None:
        begun.until(Stage.SETUP, step=2, into=1)
        begun.say("say_again")
        assert begun.words.startswith("Take hold of your ankles or feet.")


def test_whoever_goes_on_gently_has_left_nothing(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 3)
    begun.say("hurts")
    begun.hear_out()
    begun.say("yes")
    begun.until(Stage.HOLD, 2, rest=True)
    begun.say("where")
    assert begun.words.startswith("This is child's pose, after the seal stretch. Breath two of three.")
    assert not begun.progress.owed.left


def test_a_pose_is_known_once_however_often_it_was_done(begun: Talk) -> None:
    for _ in range(3):
        begun.hear_out()
        begun.say("repeat_pose")
    begun.hear_out()
    begun.say("thanks")
    assert begun.progress.history.known == ("reclined_shoelace",)


def test_a_rest_is_not_opened_with_its_number(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    assert "Settle in, for three breaths." not in begun.words


def test_a_pose_left_out_can_be_done_once_more_by_whoever_asks_for_it(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("pause")
    begun.hear_out()
    begun.say("leave_out", pose="reclined_shoelace")
    begun.say("repeat_pose")
    assert begun.words.startswith("The reclined shoelace, once more.")


def test_the_poses_may_be_done_in_any_order(begun: Talk) -> None:
    for pose in ("downward_dog", "deep_squat", "seal_stretch", "knee_hugs", "reclined_shoelace"):
        begun.say("go_to", pose=pose)
        begun.hear_out()
    assert [each.to_the_end for each in begun.progress.history.practiced] == [False]
    begun.say("thanks")
    assert [each.to_the_end for each in begun.progress.history.practiced] == [True]


def test_back_in_the_second_side_the_side_is_that_one(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4, side=1)
    begun.say("pause")
    begun.hear_out()
    begun.say("resume")
    begun.until(Stage.SETUP, 4, side=1)
    begun.say("which_side")
    assert "This is the side with your left leg on top." in begun.words


def test_the_name_said_again_while_one_comes_out_is_said_once(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("go_to", pose="deep_squat")
    begun.listen(8.0)
    begun.say("say_again")
    assert begun.words.startswith("The deep squat. Roll onto your side")


def test_a_second_miss_leaves_the_question_open(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("hurts")
    for _ in range(2):
        begun.hear_out()
        begun.say("not_understood")
    assert begun.words.endswith("Shall we try it gentler? Say yes, or no, or stop.")
    begun.hear_out()
    begun.say("yes")
    assert begun.words.startswith("Gently, then.")


@pytest.mark.parametrize(("breath", "answer"), [(8, "the last one"), (7, "and one more"), (6, "and two more")])
def test_how_many_are_left_on_the_last_three(begun: Talk, breath: int, answer: str) -> None:
    begun.until(Stage.HOLD, breath)
    begun.say("breaths_left")
    assert answer in begun.words[:60].lower()


@pytest.mark.parametrize(("ms", "met_as_that"), [(89_999, True), (90_000, False)])
def test_for_a_minute_and_a_half_a_yes_is_that_of_somebody_who_gets_up(
    begun: Talk, ms: int, *, met_as_that: bool
) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("get_up")
    begun.now = begun.began + ms
    begun.say("yes")
    assert begun.words.startswith("Good. There's no hurry.") == met_as_that


@pytest.mark.parametrize(("ms", "pains"), [(9_999, 1), (10_000, 2)])
def test_pain_told_again_after_ten_seconds_has_not_gone(begun: Talk, ms: int, pains: int) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("hurts")
    begun.now = begun.began + ms
    begun.say("hurts")
    assert begun.progress.owed.pains == pains
    assert begun.words.endswith("Shall we try it gentler?" if pains == 1 else "Shall we go on to knee hugs?")


def test_a_pose_left_out_elsewhere_while_its_answer_runs_is_come_out_of(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.progress = begun.progress.with_preferences(left_out=("reclined_shoelace",))
    begun.say("breaths_left", returning=True)
    assert begun.words.startswith("Ease out of it, gently. Uncross your legs, and put both feet on the floor.")


def test_after_a_rest_in_between_what_was_said_last_is_how_to_go_on(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("go_to", pose="childs_pose")
    begun.hear_out()
    begun.say("say_again")
    assert begun.words == "Shall we go on? Say resume."


@pytest.mark.parametrize(
    "stage", [pytest.param(stage, marks=[pytest.mark.slow] if n % 3 else []) for n, stage in enumerate(STAGES)]
)
def test_nothing_is_said_twice_running_when_it_is_said_again(coach: Coach, stage: str) -> None:
    for wish in COMMANDS:
        talk = Talk(coach, new_progress(coach.routine))
        STAGES[stage][0](talk)
        for said in (wish, "say_again", "say_again"):
            talk.say(said)
            sentences = re.split(r"(?<=[.!?]) ", talk.words)
            assert [each for each, after in pairwise(sentences) if each == after] == [], (wish, talk.words)
            talk.listen(6.0)


@pytest.mark.parametrize(("ms", "named"), [(360_000, False), (360_001, True)])
def test_after_six_minutes_the_pose_is_named_again(begun: Talk, ms: int, *, named: bool) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("pause")
    begun.now = begun.progress.history.seen_ms + ms
    begun.say("resume")
    assert begun.words.startswith("The reclined shoelace. Back into the pose.") == named


def test_what_the_second_side_has_on_top_is_not_asked_of_the_first(begun: Talk) -> None:
    begun.until(Stage.HOLD, 2)
    begun.say("worse_side", side="left")
    begun.until(Stage.HOLD, 2, side=1)
    begun.say("other_side")
    assert begun.words.startswith("The other side has had its breaths")


def test_the_third_pain_asks_to_leave_it_in_a_rest_in_between_too(begun: Talk) -> None:
    for _ in range(2):
        begun.until(Stage.HOLD, 2)
        begun.say("hurts")
        begun.hear_out()
        begun.say("no")
        begun.hear_out()
        begun.say("resume")
    begun.until(Stage.HOLD, 2)
    begun.say("go_to", pose="childs_pose")
    begun.until(Stage.HOLD, 2, rest=True)
    begun.say("hurts")
    assert "It keeps hurting, so let's leave this one." in begun.words
    assert begun.words.endswith("Shall we go on to the deep squat?")


def test_the_side_that_has_more_keeps_it_where_it_comes_first(begun: Talk) -> None:
    begun.until(Stage.HOLD, 2)
    begun.say("worse_side", side="left")
    begun.say("repeat_side")
    begun.until(Stage.SETUP, step=1)
    begun.say("side_first", side="left")
    assert "Your left side first, then." in begun.words
    assert {side: len(breaths) for side, breaths in breaths_led(begun).items()} == {0: 10, 1: 8}


@pytest.mark.parametrize(("breath", "told"), [(1, False), (2, True)])
def test_whoever_is_done_in_a_hold_hears_how_to_leave_it(begun: Talk, breath: int, *, told: bool) -> None:
    begun.until(Stage.HOLD, breath)
    begun.say("ready")
    assert begun.words.startswith("Good. If you've had enough of this one, say next pose. Breathe in.") == told
    assert begun.place.breath == breath
