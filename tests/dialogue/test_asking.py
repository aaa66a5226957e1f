"""Questions are answered, and the hold goes on at the same breath."""

from dataclasses import replace

import pytest

from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.repeating import RepeatingWords
from lower_back_release.lesson.timeline import Stage
from lower_back_release.lesson.words import apart
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import Question
from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("breath", "answer"),
    [
        (1, "Breath one of eight, and seven more after it."),
        (5, "Breath five of eight, and three more after it."),
        (7, "Breath seven of eight, and one more after it."),
        (8, "This is the last one."),
    ],
)
def test_breaths_left_in_a_hold(begun: Talk, breath: int, answer: str) -> None:
    begun.until(Stage.HOLD, breath)
    begun.say("breaths_left")
    assert begun.words.startswith(answer)
    assert begun.place.breath == breath


def test_breaths_left_before_the_hold_are_all_of_them(begun: Talk) -> None:
    begun.say("breaths_left")
    assert begun.words.startswith("Eight breaths are still to come.")


def test_breaths_left_after_it_are_none(begun: Talk) -> None:
    begun.hear_out()
    begun.say("breaths_left")
    assert begun.words.startswith("This pose is done.")


def test_time_left_is_told_to_the_half_minute(begun: Talk) -> None:
    begun.say("go_to", pose="deep_squat")
    begun.until(Stage.HOLD, 3)
    begun.say("time_left")
    assert begun.words.startswith("About a minute in this pose.")
    begun.until(Stage.HOLD, 7)
    begun.say("time_left")
    assert begun.words.startswith("About half a minute in this pose.")


def test_time_left_of_a_long_pose(begun: Talk) -> None:
    begun.say("go_to", pose="knee_hugs")
    begun.until(Stage.HOLD, 1)
    begun.say("time_left")
    assert begun.words.startswith("About three minutes") or "and a half minutes" in begun.words


def test_where_one_is(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5, side=1)
    begun.say("where")
    assert begun.words.startswith("This is the reclined shoelace, left leg on top. Breath five of eight.")


def test_where_one_is_in_a_pose_without_sides(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.say("where")
    assert begun.words.startswith("This is the seal stretch.")


def test_which_side_it_is(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.say("which_side")
    assert begun.words.startswith("This is the side with your right leg on top.")


def test_help_says_what_can_be_said_ends_with_a_question_and_keeps_the_place(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.say("help")
    assert "how many breaths are left" in begun.words
    assert begun.words.endswith("Shall we go on?")
    assert begun.last.reprompt
    assert begun.words.startswith("Ease out of it, gently. Uncross your legs")
    begun.listen(600)
    begun.say("resume")
    assert begun.until(Stage.HOLD).breath == 5


def test_words_not_understood_lose_nothing(begun: Talk) -> None:
    begun.until(Stage.HOLD, 5)
    begun.say("not_understood")
    assert begun.words.startswith("Sorry, I didn't get that.")
    assert begun.place.breath == 5


@pytest.mark.parametrize("command", ["where", "pause", "repeat", "breaths_left", "other_side"])
def test_before_anything_has_begun_one_is_told_so(talk: Talk, command: str) -> None:
    talk.say(command)
    assert talk.words == "We haven't begun yet. Shall we begin?"


@pytest.mark.parametrize("welcomed", [False, True], ids=["new", "here before"])
@pytest.mark.parametrize("command", [name for name, entry in COMMANDS.items() if entry.needs_place])
def test_so_is_whoever_was_here_before_and_of_whatever_needs_a_place(
    talk: Talk, command: str, *, welcomed: bool
) -> None:
    talk.progress = replace(talk.progress, history=replace(talk.progress.history, welcomed=welcomed))
    talk.say(command)
    assert talk.words == "We haven't begun yet. Shall we begin?"
    talk.say("yes")
    assert "First, the reclined shoelace." in talk.words


def test_in_childs_pose_one_is_in_childs_pose(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 2, rest=True)
    begun.say("where")
    assert begun.words.startswith("This is child's pose, after the seal stretch.")
    begun.say("breaths_left")
    assert begun.words.startswith("Breath two of three, and one more after it.")


def test_what_comes_next(begun: Talk) -> None:
    begun.say("whats_next")
    assert begun.words.startswith("First comes the side with your left leg on top. After this comes knee hugs. ")
    begun.until(Stage.HOLD, side=1)
    begun.say("whats_next")
    assert begun.words.startswith("After this comes knee hugs. ")


def test_a_rest_that_comes_next_is_named(begun: Talk) -> None:
    begun.say("go_to", pose="seal_stretch")
    begun.until(Stage.HOLD, 2)
    begun.say("whats_next")
    assert begun.words.startswith("First comes child's pose. After this comes the deep squat. ")
    begun.until(Stage.HOLD, rest=True)
    begun.say("whats_next")
    assert begun.words.startswith("After this comes the deep squat. ")
    begun.say("go_to", pose="downward_dog")
    begun.until(Stage.HOLD, 2)
    begun.say("whats_next")
    assert begun.words.startswith("This is the last one. After it comes the rest. ")


def test_breaths_that_were_had_count_on_the_way_back_to_them(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("pause")
    begun.listen(60)
    begun.say("resume")
    begun.until(Stage.SETUP, breath=4)
    begun.say("done_so_far")
    assert begun.words.startswith("Three breaths of eight are done. ")


def test_whether_it_is_safe_is_for_a_doctor_to_say(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("is_it_safe")
    assert "ask a doctor" in begun.words
    assert begun.place.breath == 3


def test_a_pose_without_sides_has_no_other_side_to_come(begun: Talk) -> None:
    begun.say("go_to", pose="deep_squat")
    begun.say("forget_me")
    begun.say("whats_next")
    assert begun.words.startswith("After this comes downward facing dog.")


@pytest.mark.parametrize("question", ["breaths_left", "time_left", "which_side", "done_so_far"])
def test_whoever_comes_back_with_a_question_hears_which_pose_it_is_of(begun: Talk, question: str) -> None:
    begun.until(Stage.HOLD, 3)
    begun.close()
    begun.now += 1_200_000
    begun.say(question, returning=True)
    assert begun.words.startswith("The reclined shoelace. ")


@pytest.mark.parametrize("wish", ["how_to", "good_for"])
def test_of_a_pose_that_is_none_of_ours_it_is_said_so(begun: Talk, wish: str) -> None:
    begun.until(Stage.HOLD, 3)
    begun.progress, reply = begun.coach.turn(begun.progress, Command(wish, unknown=True), begun.now)
    said = " ".join(cue.words for cue in reply.said.cues)
    assert said.startswith("That one I don't know. I know Reclined Shoelace, Knee Hugs")
    assert "Breathe in." in said


def test_in_the_first_breath_none_is_done_yet(begun: Talk) -> None:
    begun.until(Stage.HOLD)
    begun.say("done_so_far")
    assert begun.words.startswith("This is the first of eight breaths. ")


def test_what_was_that_in_a_pause_is_the_pause_and_each_sentence_once(begun: Talk) -> None:
    begun.hear_out()
    begun.say("pause")
    paused = begun.words
    begun.listen(20)
    begun.say("say_again")
    assert begun.words == paused


@pytest.mark.parametrize("question", [None, Question.MOVE_ON, Question.AGAIN])
@pytest.mark.parametrize(
    ("said", "first"),
    [
        ((), ""),
        (("Second, knee hugs.",), "Second, knee hugs. "),
        (("Shall we begin?", "Welcome back."), "Shall we begin? Welcome back. "),
    ],
)
def test_whatever_was_said_it_asks_at_the_end_where_it_waits(
    begun: Talk, said: tuple[str, ...], first: str, question: Question | None
) -> None:
    begun.hear_out()
    begun.progress = begun.progress.with_course(runs=Runs.NOTHING).with_owed(said=said, asked="", question=question)
    begun.say("say_again")
    assert begun.words.startswith(first)
    assert begun.coach.words.of(RepeatingWords).asks(apart(begun.words)[-1])


@pytest.mark.parametrize("again", ["say_again", "repeat"])
@pytest.mark.parametrize("wait", ["pause", "stop", "hurts"])
def test_whatever_command_is_kept_as_the_last_it_is_said_again_or_not_and_ends(
    begun: Talk, wait: str, again: str
) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say(wait)
    begun.hear_out()
    for asked in COMMANDS:
        for question in (None, Question.MOVE_ON):
            here = begun.fork()
            here.progress = here.progress.with_owed(asked=asked, question=question)
            here.say(again)
            assert here.words
            assert here.progress.course.place.pose == "reclined_shoelace"
