"""What people also ask of a teacher, and wishes made to their measure: at every stage, and as the first words ever."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest

from lower_back_release.dialogue.coach import Coach
from lower_back_release.dialogue.situation import Situation
from lower_back_release.dialogue.telling import LISTENED_SECONDS
from lower_back_release.lesson.breath import MOST_BREATHS_HELD, Phase
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import new_progress
from tests.dialogue.talk import CAUTION, Talk, rest

DAY_MS = 24 * 3600 * 1000


def nothing(_: Talk) -> None:
    """Nobody has said anything yet."""


def setup(talk: Talk) -> None:
    talk.say("launch")
    talk.until(Stage.SETUP, step=2)


def hold(talk: Talk) -> None:
    talk.say("launch")
    talk.until(Stage.HOLD, 4)


def between_sides(talk: Talk) -> None:
    talk.say("launch")
    talk.say("breaths", number=10)
    talk.hear_out()


def pause(talk: Talk) -> None:
    hold(talk)
    talk.say("pause")
    talk.listen(40)


def between_poses(talk: Talk) -> None:
    talk.say("launch")
    talk.hear_out()


def end(talk: Talk) -> None:
    talk.say("go_to", pose="downward_dog")
    talk.hear_out()


STAGES: Mapping[str, tuple[Callable[[Talk], None], str, str]] = {
    # How one gets there; how one is led out of it; what is said once the wish is answered, where it changes nothing.
    "first words": (nothing, "", "Shall we begin?"),
    "setup": (setup, "Ease out of it, gently. Uncross your legs, and put both feet on the floor. ", "Take hold of"),
    "hold": (hold, "Ease out of it, gently. Uncross your legs, and put both feet on the floor. ", "Breathe in."),
    "between sides": (between_sides, "", "To go on, say next."),
    "rest": (rest, "Walk your hands in, and come up to kneeling. ", "Breathe in."),
    "pause": (pause, "", "I'll wait about two minutes. To go on, say Alexa, resume."),
    "between poses": (between_poses, "", "When you're ready for what comes next, say next pose."),
    "end": (end, "", "To do this one again, say repeat that. To leave, say stop."),
}

HURT = "call out, or phone"
NOT_BEGUN = "We haven't begun yet."

# What is said to each wish; by stage where that differs. It goes on as before, after it.
GOES_ON: Mapping[str, tuple[dict[str, Any], dict[str, str]]] = {
    "in_or_out": (
        {},
        {
            "": "Breathe as you like, just now.",
            "first words": NOT_BEGUN,
            "hold": "In, just now. Let's take this breath again.",
            "rest": "In, just now. Let's take this breath again.",
        },
    ),
    "done_so_far": (
        {},
        {
            "": "No whole pose yet.",
            "hold": "Three breaths of eight are done.",
            "pause": "Three breaths of eight are done.",
            "rest": "One breath of three is done.",
            "between sides": "No whole pose yet. One side of this pose is done.",
            "between poses": "So far you've done Reclined Shoelace.",
            "end": "So far you've done Downward Facing Dog.",
        },
    ),
    "volume": ({}, {"": "That's for Alexa to change: say, Alexa, volume up, or, Alexa, volume down."}),
    "not_ours": ({}, {"": "That's nothing I can do from here. Alexa can, once we're done here."}),
    "how_to": (
        {"pose": "deep_squat"},
        {
            "": "In the deep squat, it goes like this. Your feet are a little wider than",
            "first words": f"{CAUTION} In the deep squat, it goes like this. Your feet are a little wider than",
        },
    ),
    "good_for": (
        {"pose": "knee_hugs"},
        {
            "": "About knee hugs. It lets go of one side of the lower back at a time",
            "first words": f"{CAUTION} About knee hugs. It lets go of one side of the lower back at a time",
        },
    ),
    "fewer_breaths": (
        {},
        {
            "": "I never take fewer than eight. To leave a pose sooner, say next pose.",
            "between sides": "Eight breaths here, then, and on each side from the next pose on.",
        },
    ),
    "never": (
        {"pose": "deep_squat"},
        {"": "From now on, without the deep squat. If you change your mind, say, bring back"},
    ),
    "ease_pace": ({}, {"": "Each hold slows down a little from here, breath by breath."}),
    "step_by_step": ({}, {"": "I'll wait at the end of each pose, until you say next pose."}),
    "worse_side": (
        {"side": "left"},
        {
            "": "Your left side first, then.",
            "rest": "In what's still to come, both sides work together. In any other, your left side comes first.",
            "hold": "Two more on your left side, then.",
            "between sides": "Two more on your left side, then.",
            "pause": "Two more on your left side, then.",
        },
    ),
    "side_first": (
        {"side": "left"},
        {
            "": "Your left side first, then.",
            "rest": "In what's still to come, both sides work together. In any other, your left side comes first.",
            "hold": "This pose has begun already. From the next one on, your left side comes first.",
            "between sides": "This pose has begun already. From the next one on, your left side comes first.",
            "pause": "This pose has begun already. From the next one on, your left side comes first.",
        },
    ),
    "lying_down": (
        {},
        {
            "": "All right. From here: Reclined Shoelace, Knee Hugs, and Seal Stretch.",
            "first words": "All right. This time: Reclined Shoelace, Knee Hugs, and Seal Stretch.",
            "between poses": "All right. From here: Knee Hugs, and Seal Stretch.",
        },
    ),
}
ELSEWHERE = {("worse_side", "setup"), ("side_first", "setup"), ("lying_down", "end"), ("lying_down", "rest")}
"""Wishes that don't go on as before: told of below."""

STEPS = {
    "first words": "If you're lying down, roll onto your side",
    "pause": "If you're lying down, roll onto your side",
    "end": "If you're lying down, roll onto your side",
    "rest": "Go to a chair, or something else that stands firm",
}


@pytest.fixture
def talk(coach: Coach) -> Talk:
    return Talk(coach, new_progress(coach.routine))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("wish", GOES_ON)
def test_a_wish_is_answered_and_it_goes_on_as_before(talk: Talk, wish: str, stage: str) -> None:
    named, answers = GOES_ON[wish]
    come_there, _, then = STAGES[stage]
    if (wish, stage) in ELSEWHERE:
        return
    come_there(talk)
    before = talk.place
    talk.say(wish, **named)
    assert talk.words.startswith(answers.get(stage, answers[""]))
    assert then in talk.words
    assert talk.place == replace(before, phase=None)


@pytest.mark.parametrize("stage", STAGES)
def test_a_pose_left_out_is_taken_in_again_and_it_goes_on_as_before(talk: Talk, stage: str) -> None:
    come_there, _, then = STAGES[stage]
    come_there(talk)
    before = talk.place
    talk.say("never", pose="deep_squat")
    talk.say("bring_back", pose="deep_squat")
    assert talk.words.startswith("Then the deep squat is in again.")
    assert then in talk.words
    assert talk.place == replace(before, phase=None)


@pytest.mark.parametrize("stage", STAGES)
def test_a_pose_that_was_never_left_out_is_in_already_and_once_more_does_it(talk: Talk, stage: str) -> None:
    come_there, _, then = STAGES[stage]
    come_there(talk)
    before = talk.place
    talk.say("bring_back", pose="deep_squat")
    assert talk.words.startswith("The deep squat is in already.")
    assert then in talk.words
    assert talk.place == replace(before, phase=None)
    talk.say("once_more", pose="deep_squat")
    assert talk.place == Place("deep_squat")
    assert talk.last.leads


@pytest.mark.parametrize("stage", STAGES)
def test_once_more_brings_back_what_was_left_out(talk: Talk, stage: str) -> None:
    STAGES[stage][0](talk)
    before = talk.place
    talk.say("never", pose="deep_squat")
    talk.say("once_more", pose="deep_squat")
    if stage == "end":  # where its turn has gone by
        assert talk.place == Place("deep_squat")
        return
    assert talk.words.startswith("Then the deep squat is in again.")
    assert talk.place == replace(before, phase=None)


def test_a_pose_brought_back_after_its_turn_is_not_promised_but_told_how_to_come_to(talk: Talk) -> None:
    setup(talk)
    talk.say("go_to", pose="seal_stretch")
    talk.until(Stage.HOLD, 2)
    talk.say("leave_this_out")
    talk.say("bring_back", pose="seal_stretch")
    assert "Then the seal stretch is in again. Its turn has gone by: to do it now, say its name." in talk.words
    talk.say("once_more", pose="seal_stretch")
    assert talk.place == Place("seal_stretch")


@pytest.mark.parametrize(("minutes", "told"), [(10, True), (3, True), (2, False), (None, False)])
def test_whoever_wants_a_longer_pause_hears_that_the_place_is_kept(
    talk: Talk, minutes: int | None, *, told: bool
) -> None:
    hold(talk)
    talk.say("pause", number=minutes)
    assert ("That's longer than I can wait, but I'll keep your place." in talk.words) == told


def test_the_side_that_is_first_is_first_already(talk: Talk) -> None:
    hold(talk)
    talk.say("side_first", side="right")
    assert talk.words.startswith("Your right side is the first already. Breathe in.")


def test_out_of_a_pose_that_is_done_one_is_on_no_side(talk: Talk) -> None:
    between_poses(talk)
    talk.say("which_side")
    assert "This is the side" not in talk.words


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("wish", "first"), [("get_up", "There's no hurry. "), ("stuck", "Don't hurry. If you're hurt, or can't move, ")]
)
def test_whoever_wants_up_is_led_out_and_up_from_how_they_lie(talk: Talk, wish: str, first: str, stage: str) -> None:
    come_there, out, _ = STAGES[stage]
    come_there(talk)
    talk.say(wish)
    assert talk.words.startswith(out + first)
    assert STEPS.get(stage, "Roll onto your side, and rest there for a moment.") in talk.words
    assert "push yourself up slowly. " in talk.words
    assert (HURT in talk.words) is (wish == "stuck")
    talk.hear_out()
    assert talk.posture == Posture()
    assert talk.last.awaits is not Situation.MOVING


def test_how_to_get_up_is_said_again_to_somebody_who_may_be_half_way(talk: Talk) -> None:
    hold(talk)
    talk.say("get_up")
    talk.listen(40)
    talk.say("say_again")
    assert talk.words.startswith("There's no hurry. If you're lying down, roll onto your side")


@pytest.mark.parametrize("wish", ["get_up", "stuck", "fell"])
@pytest.mark.parametrize("word", ["yes", "ready", "fine"])
def test_whoever_gets_up_is_not_led_back_by_a_word(talk: Talk, wish: str, word: str) -> None:
    hold(talk)
    talk.say(wish)
    for _ in range(3):
        talk.listen(30)
        talk.say(word)
        assert talk.words.startswith(
            "Good. There's no hurry. For the steps once more, say Alexa, next. I'll wait about"
        )
    talk.listen(20)
    talk.say("next")
    assert "If you're lying down, roll onto your side" in talk.words
    talk.say(word)
    talk.hear_out()  # and by then they have been asked whether to go on
    talk.say(word)
    assert talk.last.leads


@pytest.mark.parametrize(
    ("wish", "cry", "told"),
    [
        ("get_up", "cannot", "Don't hurry. If you're hurt, or can't move, call out, or phone somebody."),
        ("get_up", "hurts", "Then don't get up. Stay as you are, and breathe. Call out, or phone somebody."),
        ("get_up", "next", "There's no hurry. If you're lying down"),
        ("stuck", "hurts", "Then don't get up. Stay as you are, and breathe. Call out, or phone somebody."),
        (
            "fell",
            "cannot",
            "Stay as you are for a moment, and breathe. If you're hurt, or hit your head, don't get up.",
        ),
    ],
)
def test_what_does_not_work_in_getting_up_is_about_getting_up(talk: Talk, wish: str, cry: str, told: str) -> None:
    hold(talk)
    talk.say(wish)
    talk.listen(30)
    talk.say(cry)
    assert talk.words.startswith(told)


def test_to_be_well_is_no_yes_to_the_pose_that_hurt(talk: Talk) -> None:
    hold(talk)
    talk.say("hurts")
    talk.hear_out()
    talk.say("fine")
    assert talk.words == "I'm glad. Shall we try it gentler?"


def test_whoever_asks_whether_it_is_safe_and_says_no_is_led_nowhere(talk: Talk) -> None:
    hold(talk)
    talk.say("stop")
    talk.now += 600_000
    talk.say("launch")
    talk.say("is_it_safe")
    talk.say("no")
    assert talk.words.startswith("Rest as long as you like.")
    assert not talk.last.leads


@pytest.mark.parametrize("question", [Question.FORGET, Question.ENOUGH, Question.AGAIN])
def test_to_be_well_is_no_answer_to_another_question(talk: Talk, question: Question) -> None:
    end(talk)
    talk.say({"forget": "forget_me", "enough": "hurts", "again": "next"}[question])
    assert talk.last.awaits is question
    talk.say("fine")
    assert talk.last.awaits is question


@pytest.mark.parametrize("resting", [False, True])
def test_in_a_hold_it_is_good_to_be_well(talk: Talk, resting: bool) -> None:
    hold(talk)
    if resting:
        talk.say("go_to", pose="childs_pose")
        talk.until(Stage.HOLD, 2, rest=True)
    talk.say("fine")
    assert talk.words.startswith("Good. Breathe in.")


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_has_fallen_is_not_led_out_of_a_pose_they_are_no_longer_in(talk: Talk, stage: str) -> None:
    STAGES[stage][0](talk)
    talk.say("fell")
    assert talk.words.startswith(
        "Stay as you are for a moment, and breathe. If you're hurt, or hit your head, don't get"
    )
    assert HURT in talk.words.lower()
    assert "If you're lying down, roll onto your side" in talk.words


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_wants_out_of_a_pose_is_led_out_and_waits(talk: Talk, stage: str) -> None:
    come_there, out, _ = STAGES[stage]
    come_there(talk)
    talk.say("get_out")
    if stage == "first words":
        assert talk.words.startswith(NOT_BEGUN)
        return
    said = (
        "You're out of it now. Rest as you are." if out else "There's nothing to come out of just now. Rest as you are."
    )
    assert talk.words.startswith(out + said)
    assert talk.last.end.posture.shape is None


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("nth", "pose"), [(3, "seal_stretch"), (-1, "downward_dog")], ids=["the third pose", "the last one"]
)
def test_a_pose_is_gone_to_by_its_number(talk: Talk, nth: int, pose: str, stage: str) -> None:
    STAGES[stage][0](talk)
    talk.say("go_to", nth=nth)
    assert talk.place.pose == pose
    assert talk.last.leads


@pytest.mark.parametrize(("wish", "named"), [("never", {"pose": "downward_dog"}), ("only_first", {"number": 4})])
def test_counting_leads_into_no_pose_that_is_left_out(talk: Talk, wish: str, named: dict[str, Any]) -> None:
    talk.say(wish, **named)
    talk.say("go_to", nth=5)
    assert talk.words.startswith("This time it's Reclined Shoelace, Knee Hugs, Seal Stretch, and Deep Squat.")
    assert not talk.last.leads
    talk.say("go_to", nth=4)
    assert talk.place.pose == "deep_squat"


def test_there_is_no_seventh(talk: Talk) -> None:
    talk.say("go_to", nth=7)
    assert talk.words.startswith("I know five poses:")


def test_poses_are_counted_as_they_are_announced(talk: Talk) -> None:
    talk.say("leave_out", pose="knee_hugs")
    talk.say("go_to", nth=2)
    assert talk.place.pose == "seal_stretch"


@pytest.mark.parametrize("stage", STAGES)
def test_childs_pose_is_there_and_back(talk: Talk, stage: str) -> None:
    come_there, out, _ = STAGES[stage]
    come_there(talk)
    before = talk.place
    talk.say("go_to", pose="childs_pose")
    if stage == "rest":  # they are in it
        assert talk.words.startswith("Breathe in.")
        assert talk.place.rest
        return
    caution = "This isn't medical advice" if stage == "first words" else ""
    assert f"{out}Child's pose, for a few breaths." in talk.words
    assert caution in talk.words.split("Child's pose")[0]
    assert "Sit back toward your heels" in talk.words
    assert "Now child's pose, to balance" not in talk.words
    assert "Walk your hands in, and come up to kneeling." in talk.words
    talk.hear_out()
    assert talk.posture == Posture("kneeling")
    talk.say("yes")
    if stage not in ("between poses", "end"):  # from there it is on to the next one
        assert talk.place.pose == before.pose
    if stage in ("hold", "pause"):
        assert talk.until(Stage.HOLD).breath == before.breath


def test_in_childs_pose_a_question_is_answered_and_one_stays_in_it(talk: Talk) -> None:
    hold(talk)
    talk.say("go_to", pose="childs_pose")
    talk.listen(33)
    assert talk.posture.moving
    talk.say("not_ours")
    not_ours = "That's nothing I can do from here. Alexa can, once we're done here."
    assert talk.words.startswith(f"{not_ours} Sit back toward your heels, and let your forehead come down. Breathe in.")
    talk.listen(30)
    talk.say("not_ours")
    assert talk.words.startswith(f"{not_ours} Breathe in.")
    talk.say("say_again")
    assert talk.words.startswith(f"{not_ours} Breathe in.")


def test_once_it_is_over_say_again_asks_again(talk: Talk) -> None:
    hold(talk)
    talk.say("go_to", pose="childs_pose")
    talk.listen(20)
    talk.say("say_again")
    assert "Sit back toward your heels" in talk.words
    talk.hear_out()
    talk.say("say_again")
    assert talk.words == "Shall we go on? Say resume."


def test_in_its_own_pose_childs_pose_is_there_and_back_and_after_it_once_more(talk: Talk) -> None:
    talk.say("go_to", pose="seal_stretch")
    talk.until(Stage.HOLD, 3)
    talk.say("go_to", pose="childs_pose")
    assert "Child's pose, for a few breaths." in talk.words
    assert talk.words.endswith("Shall we go on? Say resume.")
    talk.hear_out()
    talk.say("resume")
    assert talk.until(Stage.HOLD).breath == 3
    talk.hear_out()
    talk.say("go_to", pose="childs_pose")
    assert talk.words.startswith("Now child's pose, to balance the back bend.")
    assert talk.words.endswith("for the deep squat, say next pose.")


@pytest.mark.parametrize("back", ["next", "previous_pose", "resume"])
def test_from_a_rest_in_between_one_comes_back_to_the_pose(talk: Talk, back: str) -> None:
    hold(talk)
    talk.say("go_to", pose="childs_pose")
    talk.until(Stage.HOLD, 2, rest=True)
    talk.say(back)
    assert "Walk your hands in, and come up to kneeling. Back into the pose." in talk.words
    assert talk.until(Stage.HOLD, 4) == Place("reclined_shoelace", 0, Stage.HOLD, breath=4, phase=Phase.IN)


def test_before_anything_has_begun_next_begins_it_after_a_rest(talk: Talk) -> None:
    talk.say("go_to", pose="childs_pose")
    talk.until(Stage.HOLD, 2, rest=True)
    talk.say("next")
    assert talk.place == Place("reclined_shoelace")


def test_it_is_told_whether_a_breath_was_going_out(talk: Talk) -> None:
    hold(talk)
    talk.until(Stage.HOLD, 4, into=5)
    talk.say("in_or_out")
    assert talk.words.startswith("Out, just now. Let's take this breath again. Breathe in.")


def test_the_final_rest_is_there_and_back_and_its_way_out_is_no_getting_up(talk: Talk) -> None:
    hold(talk)
    talk.say("go_to", pose="rest")
    assert "The rest, for a few breaths." in talk.words
    assert talk.words.endswith("Move a little, in any way you like. Shall we go on? Say resume.")


def test_in_the_last_pose_the_final_rest_is_what_comes_next(talk: Talk) -> None:
    talk.say("go_to", pose="downward_dog")
    talk.until(Stage.HOLD, 3)
    talk.say("go_to", pose="rest")
    assert talk.place == Place("downward_dog", rest=True)


class TestSides:
    def test_that_side_comes_first_and_the_other_after_it(self, talk: Talk) -> None:
        setup(talk)
        talk.say("side_first", side="left")
        assert "Cross your left leg over your right." in talk.words
        assert "Your right leg on top, and draw your feet gently in." in talk.words
        talk.until(Stage.HOLD, 3)
        talk.say("which_side")
        assert talk.words.startswith("This is the side with your left leg on top.")

    def test_so_it_does_in_the_poses_after_it(self, talk: Talk) -> None:
        hold(talk)
        talk.say("side_first", side="left")
        assert "Your left leg on top, and draw your feet gently in." in talk.words  # the second side of this one
        talk.hear_out()
        talk.say("next_pose")
        assert "Bring your left knee toward your chest" in talk.words.split("Settle in")[0]
        talk.say("start_over")
        assert "Your left leg on top" in talk.words.split("Settle in")[0]

    def test_another_day_it_is_as_ever(self, talk: Talk) -> None:
        hold(talk)
        talk.say("side_first", side="left")
        talk.hear_out()
        talk.now += DAY_MS
        talk.say("launch")
        assert "Your right leg on top" in talk.words.split("Stay here")[0]

    def test_where_no_side_is_named_it_is_asked_which(self, talk: Talk) -> None:
        hold(talk)
        talk.say("side_first")
        assert talk.words.startswith("Which side? Say, left side first, or, right side first.")
        talk.say("worse_side")
        assert talk.words.startswith("Which side?")

    def test_the_worse_side_has_two_more_and_the_other_none(self, talk: Talk) -> None:
        hold(talk)
        talk.say("worse_side", side="left")
        assert _led(talk) == {0: [4, 5, 6, 7, 8], 1: list(range(1, 11))}

    def test_a_worse_side_that_has_had_its_turn_comes_first_from_then_on(self, talk: Talk) -> None:
        talk.say("launch")
        talk.until(Stage.HOLD, 3, side=1)
        talk.say("worse_side", side="right")
        assert talk.words.startswith("This pose has begun already. From the next one on, your right side comes first.")
        assert _led(talk) == {1: [3, 4, 5, 6, 7, 8]}

    def test_the_worse_side_has_but_one_more_where_no_more_may_be_held(self, talk: Talk) -> None:
        talk.say("launch")
        talk.until(Stage.HOLD, 3, side=1)
        talk.say("hold_longer", number=MOST_BREATHS_HELD - 8 - 1)
        talk.until(Stage.HOLD, 4, side=1)
        talk.say("worse_side", side="left")
        assert talk.words.startswith("One more on your left side, then.")
        assert _led(talk)[1][-1] == MOST_BREATHS_HELD
        talk.say("worse_side", side="left")
        assert talk.words.startswith("That's as long as I hold a pose.")
        assert _led(talk)[1][-1] == MOST_BREATHS_HELD

    def test_a_number_of_breaths_puts_an_end_to_it(self, talk: Talk) -> None:
        hold(talk)
        talk.say("worse_side", side="left")
        talk.say("breaths", number=9)
        assert _led(talk) == {0: [4, 5, 6, 7, 8, 9], 1: list(range(1, 10))}

    @pytest.mark.parametrize(("side", "goes"), [("left", True), ("right", False)])
    def test_the_other_side_by_its_name(self, talk: Talk, side: str, goes: bool) -> None:
        hold(talk)
        talk.say("other_side", side=side)
        assert ("Your left leg on top" in talk.words.split("Breathe in.")[0]) is goes
        assert talk.words.startswith("This is the side with your right leg on top. Breathe in.") is not goes


class TestPoses:
    def test_never_is_for_every_day_and_is_told(self, talk: Talk) -> None:
        hold(talk)
        talk.say("never", pose="deep_squat")
        talk.hear_out()
        talk.now += DAY_MS
        talk.say("launch")
        assert talk.words.startswith(
            "Welcome back, for the second time this week. Let's begin. It goes without the deep squat"
        )
        talk.say("go_to", pose="seal_stretch")
        talk.hear_out()
        talk.say("next_pose")
        assert talk.place.pose == "downward_dog"

    @pytest.mark.parametrize(("command", "pose"), [("all_poses", None), ("bring_back", "deep_squat")])
    def test_it_comes_back_when_it_is_wished_for(self, talk: Talk, command: str, pose: str | None) -> None:
        talk.say("never", pose="deep_squat")
        talk.say(command, pose=pose)
        talk.say("go_to", pose="seal_stretch")
        talk.hear_out()
        talk.say("next_pose")
        assert talk.place.pose == "deep_squat"

    def test_whoever_is_in_it_goes_on_to_the_next_one(self, talk: Talk) -> None:
        talk.say("go_to", pose="deep_squat")
        talk.until(Stage.HOLD, 3)
        talk.say("never", pose="deep_squat")
        assert "From now on, without the deep squat." in talk.words
        assert talk.place.pose == "downward_dog"

    def test_all_of_them_never_is_too_much(self, talk: Talk) -> None:
        for pose in ("reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"):
            talk.say("never", pose=pose)
        assert talk.words.startswith("That would leave nothing to do")
        talk.say("yes")
        assert talk.place.pose == "downward_dog"

    def test_after_the_end_the_lying_ones_begin_anew(self, talk: Talk) -> None:
        end(talk)
        talk.say("lying_down")
        assert talk.last.awaits is Question.AGAIN_WITH
        talk.say("yes")
        talk.hear_out()
        talk.say("poses_left")
        assert talk.words.startswith("Two still to come: Knee Hugs, and Seal Stretch.")

    def test_only_the_lying_ones_also_after_starting_over(self, begun: Talk) -> None:
        begun.say("lying_down")
        begun.say("start_over")
        begun.say("poses_left")
        assert begun.words.startswith("After this one, two more: Knee Hugs, and Seal Stretch.")

    def test_the_lying_ones_are_without_a_rest_on_hands_and_knees(self, talk: Talk) -> None:
        talk.say("lying_down")
        talk.say("yes")
        said = []
        for _ in range(3):
            said.append(talk.words)
            talk.hear_out()
            talk.say("next_pose")
        assert "Slowly lower your chest to the floor. And that's it for this time." in said[-1]
        assert not any("knees" in words.replace("knees bent", "").replace("Knee", "") for words in said)
        assert talk.last.awaits is Question.AGAIN

    def test_whoever_is_past_the_lying_ones_is_through_for_today(self, talk: Talk) -> None:
        talk.say("go_to", pose="deep_squat")
        talk.until(Stage.HOLD, 3)
        talk.say("lying_down")
        talk.hear_out()
        talk.say("resume")
        assert talk.last.awaits is Question.AGAIN
        talk.say("yes")
        talk.say("poses_left")
        assert talk.words.startswith("After this one, two more: Knee Hugs, and Seal Stretch.")

    @pytest.mark.parametrize("wish", ["leave_out", "never"])
    def test_a_rest_can_be_left_out_and_taken_in_again(self, talk: Talk, wish: str) -> None:
        talk.say("go_to", pose="seal_stretch")
        talk.until(Stage.HOLD, 3)
        talk.say(wish, pose="childs_pose")
        assert "without child's pose" in talk.words
        assert "Sit back toward your heels" not in talk.words
        talk.hear_out()
        talk.say("bring_back", pose="childs_pose")
        assert talk.words.startswith("Then child's pose is in again.")
        talk.say("repeat_pose")
        assert "Sit back toward your heels" in talk.words

    def test_whoever_is_in_a_rest_they_leave_out_comes_out_of_it(self, talk: Talk) -> None:
        rest(talk)
        talk.say("never", pose="childs_pose")
        assert talk.words.startswith("Walk your hands in, and come up to kneeling.")
        assert talk.place.pose == "deep_squat"

    def test_so_does_whoever_is_in_it_in_between(self, talk: Talk) -> None:
        hold(talk)
        talk.say("go_to", pose="childs_pose")
        talk.until(Stage.HOLD, 2, rest=True)
        talk.say("never_this")
        out = "Walk your hands in, and come up to kneeling. From now on, without child's pose."
        assert talk.words.startswith(out)
        assert talk.words.endswith("Shall we go on? Say resume.")
        assert talk.place == Place("reclined_shoelace", 0, Stage.HOLD, breath=4)

    def test_a_rest_left_out_for_good_is_told_the_next_day(self, talk: Talk) -> None:
        hold(talk)
        talk.say("never", pose="childs_pose")
        talk.now += DAY_MS
        talk.say("launch")
        assert "It goes without child's pose, as you like it." in talk.words

    @pytest.mark.parametrize("stage", STAGES)
    def test_never_this_one_is_the_one_they_are_in(self, talk: Talk, stage: str) -> None:
        come_there, _, _ = STAGES[stage]
        come_there(talk)
        without = {"first words": (), "rest": ("childs_pose",), "end": ("downward_dog",)}
        talk.say("never_this")
        assert talk.progress.preferences.never == without.get(stage, ("reclined_shoelace",))

    def test_whoever_stands_goes_on_to_nothing_that_lies(self, talk: Talk) -> None:
        talk.say("go_to", pose="deep_squat")
        talk.until(Stage.HOLD, 3)
        talk.say("lying_down")
        assert talk.words.startswith("Ease out of it, gently.")
        assert talk.words.endswith("To lie down and rest, say, final rest. To end here, say, that's it for today.")

    def test_a_head_held_low_is_told_of_the_first_time_and_never_again(self, talk: Talk) -> None:
        low = "Your head will be low in this one. To leave it out, say, Alexa, next."
        talk.say("go_to", pose="downward_dog")
        assert f"Downward facing dog. {low} Come onto" in talk.words
        talk.until(Stage.SETUP, step=1)
        talk.say("next")
        assert talk.place == Place("downward_dog", rest=True)
        talk.say("go_to", pose="downward_dog")
        talk.hear_out()
        talk.say("repeat_pose")
        assert low not in talk.words


class TestBreathing:
    def test_it_slows_from_one_pace_to_the_next(self, talk: Talk) -> None:
        talk.say("ease_pace")
        talk.say("yes")
        breaths = _seconds(talk)
        assert breaths == sorted(breaths)
        assert (breaths[0], breaths[-1]) == (10.0, 12.0)

    def test_it_is_a_liking_and_a_pace_by_name_puts_an_end_to_it(self, talk: Talk) -> None:
        talk.say("ease_pace")
        talk.now += DAY_MS
        talk.say("launch")
        assert _seconds(talk)[-1] == 12.0
        talk.listen(10)
        talk.say("ease_pace")
        assert talk.words.startswith("That's how we breathe already.")
        talk.say("pace", pace="gentle")
        assert set(_seconds(talk)) == {10.0}

    def test_it_is_told_another_day_with_how_to_undo_it(self, talk: Talk) -> None:
        hold(talk)
        talk.say("ease_pace")
        assert "say, even breaths." in talk.words
        talk.now += DAY_MS
        talk.say("launch")
        assert "Each hold slows down a little, as you like it." in talk.words
        talk.say("pace", pace="even")
        assert "Then all breaths of a hold are of one length." in talk.words
        assert set(_seconds(talk)) == {10.0}
        talk.now += DAY_MS
        talk.say("launch")
        assert "slows down" not in talk.words

    def test_it_is_told_as_well_to_whoever_hears_the_note_of_caution_again(self, talk: Talk) -> None:
        hold(talk)
        talk.say("ease_pace")
        talk.say("never", pose="deep_squat")
        talk.say("finish")
        talk.now += DAY_MS
        talk.say("launch")
        likes = "It goes without the deep squat, as you like it. Each hold slows down a little, as you like it."
        assert f"say, Alexa, pause. {likes} First, the reclined shoelace." in talk.words

    def test_faster_keeps_it(self, talk: Talk) -> None:
        talk.say("ease_pace")
        talk.say("pace", pace="faster")
        talk.say("yes")
        assert (_seconds(talk)[0], _seconds(talk)[-1]) == (7.0, 10.0)

    def test_the_slowest_cannot_become_slower(self, talk: Talk) -> None:
        talk.say("pace", pace="slow")
        talk.say("ease_pace")
        assert talk.words.startswith("These are my slowest breaths already.")

    def test_on_the_first_day_slower_is_not_bigger(self, talk: Talk) -> None:
        talk.say("launch")
        assert "And out. Slower, not bigger." in talk.words


def test_how_long_a_pause_lasts_is_what_is_said_of_it(talk: Talk) -> None:
    hold(talk)
    talk.say("pause")
    assert "I'll wait about two minutes." in talk.words
    assert talk.last.reprompt
    lasts = talk.last.said.seconds + 2 * LISTENED_SECONDS + talk.last.reprompt.seconds
    assert 105 <= lasts <= 150


def test_a_second_miss_in_a_hold_is_perhaps_a_pain(talk: Talk) -> None:
    hold(talk)
    talk.say("not_understood")
    assert "it hurts" not in talk.words
    talk.say("not_understood")
    assert talk.words.startswith("If something hurts, say, it hurts.")
    assert talk.place.breath == 4


@pytest.mark.parametrize("aside", ["thanks", "where", "volume", "breaths_left", "slower"])
def test_so_it_is_with_something_else_said_in_between(talk: Talk, aside: str) -> None:
    hold(talk)
    talk.say("not_understood")
    talk.listen(20)
    talk.say("pace" if aside == "slower" else aside, pace="slower")
    talk.listen(20)
    talk.say("not_understood")
    assert talk.words.startswith("If something hurts, say, it hurts.")


@pytest.mark.parametrize("aside", ["thanks", "not_understood", "breaths_left", "volume", "no", "say_again"])
def test_a_word_in_a_pause_does_not_end_it(talk: Talk, aside: str) -> None:
    pause(talk)
    talk.say(aside)
    assert "I'll wait about two minutes." in talk.words
    assert talk.last.said.seconds > 90
    talk.listen(50)
    talk.say(aside)
    assert talk.last.said.seconds > 90
    talk.say("resume")
    assert talk.last.leads


class TestFromDayToDay:
    @pytest.mark.parametrize(
        ("first", "second", "same"),
        [
            # In New York, Chicago and Los Angeles, in winter.
            ("2026-12-07 06:30 -0500", "2026-12-07 19:00 -0500", True),
            ("2026-12-07 06:30 -0600", "2026-12-07 22:30 -0600", True),
            ("2026-12-07 06:30 -0800", "2026-12-07 23:30 -0800", True),
            ("2026-12-07 20:00 -0500", "2026-12-08 05:30 -0500", False),
            ("2026-12-07 20:00 -0600", "2026-12-08 07:00 -0600", False),
            ("2026-12-07 23:00 -0800", "2026-12-08 06:00 -0800", False),
        ],
    )
    def test_a_day_is_the_day_of_whoever_practices(self, talk: Talk, first: str, second: str, same: bool) -> None:
        talk.now = _moment_ms(first)
        said = _routine(talk)
        talk.now = _moment_ms(second)
        assert (_routine(talk) == said) is same

    def test_a_day_without_practice_changes_nothing(self, talk: Talk) -> None:
        first = _routine(talk)
        again = replace(talk, now=talk.now + 6 * DAY_MS)
        talk.now += DAY_MS
        assert _routine(talk) == _routine(again) != first

    @pytest.mark.parametrize("guidance", ["less_guidance", "thanks", "more_guidance"])
    def test_any_two_days_a_third_of_them_are_others_and_no_day_has_more(self, talk: Talk, guidance: str) -> None:
        talk.say(guidance)
        days = [_routine(talk)]
        for _ in range(9):
            talk.now += DAY_MS
            days.append(_routine(talk))
        for one, other in combinations(days, 2):
            assert sum(first != second for first, second in zip(one, other, strict=True)) >= len(one) / 3
        letters = [sum(map(len, said)) for said in days]
        assert max(letters) - min(letters) < 0.1 * letters[0]

    def test_each_pose_has_three_reminders(self, coach: Coach) -> None:
        for held in coach.routine.every_held():
            assert len({line.say for line in held.reminders}) >= 3


def _led(talk: Talk) -> dict[int, list[int]]:
    """The breaths led in each side, in the last answer."""
    led: dict[int, list[int]] = {}
    for cue in talk.last.said.cues:
        if cue.place.phase and cue.place.breath not in led.setdefault(cue.place.side, []):
            led[cue.place.side].append(cue.place.breath)
    return led


def _seconds(talk: Talk) -> list[float]:
    """The seconds of each breath of the first hold."""
    seconds: dict[int, float] = {}
    for cue in talk.last.said.cues:
        if cue.place.phase and cue.place.side == 0:
            seconds[cue.place.breath] = round(seconds.get(cue.place.breath, 0.0) + cue.seconds, 3)
    return list(seconds.values())


def _moment_ms(written: str) -> int:
    """A moment in milliseconds since 1970 (UTC)."""
    return round(datetime.strptime(written, "%Y-%m-%d %H:%M %z").timestamp() * 1000)


def _routine(talk: Talk) -> list[str]:
    """Everything said in the holds of a whole routine."""
    said = []
    talk.say("launch")
    talk.say("start_over")
    for _ in talk.coach.routine.poses:
        said += [cue.words for cue in talk.last.said.cues if cue.place.phase and cue.words]
        talk.hear_out()
        talk.say("next_pose")
    return said
