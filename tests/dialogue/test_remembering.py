"""What the teacher makes of remembering: how often one came, what may be forgotten, what must be."""

import pytest

from lower_back_release.content import content_for
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.turn import Notice, OpeningWords
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.history import DAY_MS, HOUR_MS
from tests.dialogue.talk import Talk

FORGETFUL = content_for("en-US").words.of(OpeningWords).forgetful


def practice(talk: Talk) -> None:
    """Two poses of the routine, to its end."""
    talk.say("launch")
    for pose in ("reclined_shoelace", "knee_hugs", "seal_stretch"):
        talk.say("leave_out", pose=pose)
    talk.hear_out()
    talk.say("next_pose")
    talk.hear_out()


def finishes(talk: Talk) -> int:
    return sum(each.to_the_end for each in talk.progress.history.practiced)


def test_the_day_one_comes_to_the_end_is_kept_once(talk: Talk) -> None:
    practice(talk)
    talk.say("repeat")
    talk.hear_out()
    talk.say("stop")
    assert finishes(talk) == 1
    assert talk.progress.history.practiced[0].hour == talk.now // HOUR_MS


def test_it_is_kept_also_of_somebody_who_falls_silent_at_the_end(talk: Talk) -> None:
    practice(talk)
    talk.close()
    assert finishes(talk) == 1


def test_stopping_in_the_middle_is_not_the_end(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("stop")
    assert finishes(begun) == 0


@pytest.mark.parametrize("report", [True, False], ids=["Alexa tells of it", "nobody tells"])
def test_forty_seconds_of_the_last_pose_are_no_finished_practice(talk: Talk, *, report: bool) -> None:
    talk.say("launch")
    talk.say("go_to", pose="deep_squat")
    talk.hear_out()
    talk.say("next_pose")
    talk.listen(40)
    if report:
        talk.close()
    talk.now += HOUR_MS
    talk.say("launch")
    assert finishes(talk) == 0
    assert talk.words == "Welcome back. Shall we go on with downward facing dog, where you stopped?"


def test_one_pose_is_no_finished_routine(talk: Talk) -> None:
    talk.say("launch")
    talk.say("go_to", pose="downward_dog")
    assert "that's it for this time" in talk.words
    talk.hear_out()
    talk.close()
    assert finishes(talk) == 0


@pytest.mark.parametrize(
    ("hours", "greeting"),
    [
        ([14.5], "Welcome back, for the second time this week. Let's begin."),
        ([48, 48], "Welcome back, for the third time this week. Let's begin."),
        ([7 * 24 + 1], "Welcome back. Let's begin."),
        ([100, 100], "Welcome back, for the second time this week. Let's begin."),
    ],
)
def test_coming_often_is_noticed_and_staying_away_is_not(talk: Talk, hours: list[float], greeting: str) -> None:
    for passed in hours:
        practice(talk)
        talk.close()
        talk.now += round(passed * HOUR_MS)
    talk.say("launch")
    assert talk.words.startswith(greeting)


class TestForgetMe:
    def test_asks_first(self, begun: Talk) -> None:
        begun.say("forget_me")
        assert begun.words.endswith("Shall I forget it all?")
        assert not begun.last.forget

    def test_yes_forgets_says_so_and_leaves(self, begun: Talk) -> None:
        begun.say("forget_me")
        begun.hear_out()
        begun.say("yes")
        assert begun.last.forget
        assert "all forgotten" in begun.words
        assert begun.last.reprompt is None

    def test_no_keeps_everything_and_the_breath(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("forget_me")
        begun.hear_out()
        begun.say("no")
        assert begun.words.startswith("Then I'll keep it.")
        begun.say("yes")
        assert begun.until(Stage.HOLD).breath == 4


def test_a_memory_that_fails_is_owned_up_to_in_plain_words(talk: Talk) -> None:
    talk.say("launch", notice=Notice.FORGETFUL)
    assert talk.words.startswith("My memory isn't working right now")
    assert "First, the reclined shoelace." in talk.words


@pytest.mark.parametrize("stage", ["first words", "hold", "after an answer", "a rest in between"])
def test_whoever_may_be_forgotten_hears_of_it_once_whatever_they_said(talk: Talk, stage: str) -> None:
    if stage != "first words":
        talk.say("launch")
        talk.until(Stage.HOLD, 4)
    if stage == "after an answer":
        talk.hear_out()
    if stage == "a rest in between":
        talk.say("go_to", pose="childs_pose")
        talk.until(Stage.HOLD, 2, rest=True)
    for name in set(COMMANDS) - {"leave"}:
        told = talk.fork()
        told.say(name, notice=Notice.FORGETFUL)
        assert told.words.count(FORGETFUL) == 1, name


def test_whoever_comes_every_day_comes_for_the_seventh_time_and_no_more(talk: Talk) -> None:
    for _ in range(9):
        practice(talk)
        talk.close()
        talk.now += DAY_MS
    talk.say("launch")
    assert talk.words.startswith("Welcome back, for the seventh time this week.")


def test_some_of_the_poses_are_a_time_as_well(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.close()
    begun.now += DAY_MS
    begun.say("launch")
    assert begun.words.startswith("Welcome back, for the second time this week.")


def test_a_second_time_on_one_day_is_no_day_more(talk: Talk) -> None:
    talk.now += 4 * HOUR_MS
    practice(talk)
    talk.close()
    talk.now += 3 * HOUR_MS
    talk.say("launch")
    assert talk.words.startswith("Welcome back. Let's begin.")
