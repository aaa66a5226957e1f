"""On how many days somebody has practiced, and when the last time was: from what is kept anyway."""

import random
from dataclasses import replace

import pytest

from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.course import Runs
from lower_back_release.person.history import DAY_MS, HOUR_MS, History, Practiced, day_of
from tests.dialogue.talk import Talk

FORGETTING = {"forget_me", "yes", "leave"}
"""What may forget it all, and what nothing is answered to."""

WALKS, TURNS = 6, 80
"""Conversations made up at random, and what is said in each."""


def having_done(talk: Talk, *, days: int = 0, practiced: dict[int, bool] | None = None) -> Talk:
    """Somebody in a new session who was here before: so many days ago, and on some of them to the end."""
    known = tuple(pose.id for pose in talk.coach.routine.poses)
    kept = tuple(
        Practiced((talk.now - ago * DAY_MS) // HOUR_MS, to_the_end)
        for ago, to_the_end in sorted((practiced or {}).items(), reverse=True)
    )
    seen_ms = talk.now - 10 * 60_000
    talk.progress = replace(
        talk.progress, history=History(welcomed=True, known=known, practiced=kept, days=days, seen_ms=seen_ms)
    )
    return talk


def told(talk: Talk, question: str) -> str:
    """What is answered to a question that opens a session, without the offer that follows it."""
    talk.say(question, returning=True)
    return talk.words.removesuffix(" Shall we begin?")


def test_somebody_new_is_told_that_this_is_their_first_day(talk: Talk) -> None:
    assert told(talk, "how_often") == "This is your first day, as far as I know."
    assert told(talk, "last_time") == "You haven't practiced yet, as far as I know."


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "You've practiced on one day before this one."),
        (2, "You've practiced on two days before this one."),
        (40, "You've practiced on 40 days before this one."),
    ],
)
def test_the_days_before_this_one_are_counted(talk: Talk, days: int, said: str) -> None:
    assert told(having_done(talk, days=days), "how_often") == said


def test_a_day_is_counted_once_it_is_over(talk: Talk) -> None:
    talk.say("launch")
    talk.until(Stage.HOLD, 3)
    talk.say("how_often")
    assert talk.words.startswith("This is your first day, as far as I know.")
    talk.now += DAY_MS
    assert told(talk, "how_often").startswith("You've practiced on one day before this one.")


def test_a_day_on_which_one_only_asks_is_no_day_of_practice(talk: Talk) -> None:
    talk.say("launch")
    talk.until(Stage.HOLD, 3)
    talk.say("stop")
    for _ in range(3):
        talk.now += DAY_MS
        talk.say("good_for", returning=True)
    assert told(talk, "how_often").startswith("You've practiced on one day before this one.")


def test_a_night_in_the_middle_of_a_session_makes_two_days(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("pause")
    begun.now += DAY_MS
    begun.say("how_often")
    assert begun.words.startswith("You've practiced on one day before this one.")


def test_on_the_way_back_into_a_pose_one_has_not_been_in_it_yet(talk: Talk) -> None:
    evening = talk.now - talk.now % DAY_MS + talk.coach.routine.day_begins * HOUR_MS - HOUR_MS
    talk.now = evening
    talk.say("launch")
    talk.until(Stage.HOLD, 4)
    talk.close()
    talk.now = evening + 2 * HOUR_MS
    talk.say("resume", returning=True)
    talk.listen(1)
    before = talk.fork()
    before.say("last_time")
    assert before.words.startswith("You last practiced yesterday.")
    talk.until(Stage.HOLD, 4, into=2)
    talk.say("last_time")
    assert talk.words.startswith("You've practiced today. Before that, it was yesterday.")


@pytest.mark.parametrize(
    ("practiced", "said"),
    [
        ({}, ""),
        ({2: False}, " In the last seven days, you've practiced on one day."),
        ({2: True}, " In the last seven days, you've practiced on one day, all the way to the end."),
        ({0: False, 2: False}, " In the last seven days, you've practiced on two days."),
        (
            {0: False, 2: True, 6: False},
            " In the last seven days, you've practiced on three days. On one of them, you came to the end.",
        ),
        (
            {0: True, 2: True, 6: False},
            " In the last seven days, you've practiced on three days. On two of them, you came to the end.",
        ),
        (
            dict.fromkeys(range(7), True),
            " In the last seven days, you've practiced on seven days. Each time, you came to the end.",
        ),
    ],
    ids=str,
)
def test_a_week_is_told_by_its_days(talk: Talk, practiced: dict[int, bool], said: str) -> None:
    answer = told(having_done(talk, days=9, practiced=practiced), "how_often")
    assert answer == f"You've practiced on nine days before this one.{said}"


def test_a_week_without_any_is_not_held_against_them(talk: Talk) -> None:
    assert "seven days" not in told(having_done(talk, days=9, practiced={7: True}), "how_often")


def test_a_first_day_that_came_to_the_end_is_told_so(talk: Talk) -> None:
    answer = told(having_done(talk, practiced={0: True}), "how_often")
    assert answer.endswith("In the last seven days, you've practiced on one day, all the way to the end.")


@pytest.mark.parametrize(
    ("days", "ago"),
    [
        (1, "yesterday"),
        (2, "two days ago"),
        (13, "thirteen days ago"),
        (14, "about two weeks ago"),
        (59, "about eight weeks ago"),
        (60, "about two months ago"),
        (360, "about twelve months ago"),
    ],
)
def test_the_last_time_is_told_in_words_that_fit_it(talk: Talk, days: int, ago: str) -> None:
    answer = told(having_done(talk, practiced={days: True}), "last_time")
    assert answer == f"You last practiced {ago}, all the way to the end."


def test_an_evening_is_yesterday_in_the_morning(talk: Talk) -> None:
    night = talk.now - talk.now % DAY_MS + talk.coach.routine.day_begins * HOUR_MS
    talk.now = night - 3 * HOUR_MS
    having_done(talk, practiced={0: False})
    talk.now = night + HOUR_MS
    assert told(talk, "last_time").startswith("You last practiced yesterday.")


@pytest.mark.parametrize(
    ("practiced", "said"),
    [
        ({1: False}, "You last practiced yesterday. You haven't come to the end yet, as far as I know."),
        ({1: False, 8: True}, "You last practiced yesterday. You last came to the end eight days ago."),
        ({0: False}, "You've practiced today. This is your first day, as far as I know."),
        ({0: True}, "You've practiced today, all the way to the end. This is your first day, as far as I know."),
        ({0: True, 3: False}, "You've practiced today, all the way to the end. Before that, it was three days ago."),
        (
            {0: False, 3: False, 5: True},
            "You've practiced today. Before that, it was three days ago. You last came to the end five days ago.",
        ),
    ],
    ids=str,
)
def test_the_last_day_of_practice_is_told_and_the_last_that_came_to_the_end(
    talk: Talk, practiced: dict[int, bool], said: str
) -> None:
    assert told(having_done(talk, practiced=practiced), "last_time") == said


def test_four_of_five_poses_yesterday_are_practice_of_yesterday(talk: Talk) -> None:
    having_done(talk, days=1, practiced={8: True}).say("launch")
    for _ in range(3):
        talk.hear_out()
        talk.say("next_pose")
    talk.hear_out()
    talk.say("stop")
    talk.now += DAY_MS
    assert told(talk, "last_time") == "You last practiced yesterday. You last came to the end nine days ago."


def test_of_days_counted_before_each_was_kept_it_is_not_said_when_they_were(talk: Talk) -> None:
    assert told(having_done(talk, days=3), "last_time") == "You haven't come to the end yet, as far as I know."
    having_done(talk, days=3, practiced={0: True})
    assert told(talk, "last_time") == "You've practiced today, all the way to the end."


def was_in_a_pose(talk: Talk) -> bool:
    """Whether somebody was held in a pose in the last answer, as far as it has been heard."""
    if talk.progress.course.runs is not Runs.LESSON or talk.progress.course.began_ms is None:
        return False
    heard, since = talk.coach.timeline(talk.progress), (talk.now - talk.progress.course.began_ms) / 1000
    return any(
        start <= since and cue.place.stage is Stage.HOLD and not cue.place.rest and cue.before.shape is not None
        for start, cue in zip(heard.starts, heard.cues, strict=True)
    )


@pytest.mark.parametrize("seed", range(WALKS))
def test_whatever_is_said_days_told_are_days_on_which_one_was_in_a_pose(talk: Talk, seed: int) -> None:
    chance, held, new = random.Random(seed), set[int](), True  # noqa: S311 - to be repeatable is the point
    names = sorted(set(COMMANDS) - FORGETTING)
    poses = [pose.id for pose in talk.coach.routine.poses]
    for _ in range(TURNS):
        spoken_on = day_of(talk.progress.history.seen_ms, talk.coach.routine)
        if talk.replies and not new:
            talk.listen(chance.choice([0.2, 1, 1.05]) * chance.random() * talk.last.said.seconds)
            if was_in_a_pose(talk):
                held.add(spoken_on)
            if chance.random() < 0.2:
                talk.close()
                new = True
        if new:
            talk.now += chance.choice([HOUR_MS // 3, 5 * HOUR_MS, 20 * HOUR_MS, 60 * HOUR_MS])
        name = chance.choice(["launch", "resume", "next_pose", "go_to", chance.choice(names)])
        talk.say(name, pose=chance.choice(poses) if name == "go_to" else None, returning=new)
        new = talk.last.reprompt is None
        today = day_of(talk.now, talk.coach.routine)
        assert talk.progress.history.days == len(held - {today}), name
        asked = talk.fork()
        asked.say("how_often")
        number = asked.coach.routine.number(len(held - {today}))
        assert (f"on {number} day" if held - {today} else "your first day") in asked.words
    assert len(held) > 2  # or nothing was to be counted


@pytest.mark.parametrize("question", ["how_often", "last_time"])
def test_in_a_hold_it_goes_on_at_the_same_breath(begun: Talk, question: str) -> None:
    place = begun.until(Stage.HOLD, 4)
    before = begun.progress.to_json()
    begun.say(question)
    assert replace(begun.until(Stage.HOLD, 4, into=0), phase=None) == replace(place, phase=None)
    assert {name for name in before if begun.progress.to_json()[name] != before[name]} <= {
        *("step", "breath", "stage", "began_ms", "intro_ms", "seen_ms", "shape", "position", "known", "practiced")
    }


@pytest.mark.parametrize("question", ["how_often", "last_time"])
def test_it_is_told_again_to_somebody_who_did_not_catch_it(begun: Talk, question: str) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say(question)
    told = begun.words.partition(".")[0]
    begun.listen(3)
    begun.say("say_again")
    assert begun.words.startswith(told)
