"""How often somebody has done this, and when the last time was: from what is kept anyway."""

from dataclasses import replace

import pytest

from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.history import DAY_MS, FINISHES_KEPT, HOUR_MS, History
from tests.dialogue.talk import Talk


def having_done(talk: Talk, **history: object) -> Talk:
    """Somebody who was here before, in a new session."""
    known = tuple(pose.id for pose in talk.coach.routine.poses)
    kept = History(welcomed=True, known=known, seen_ms=talk.now - HOUR_MS, **history)  # type: ignore[arg-type]
    talk.progress = replace(talk.progress, history=kept)
    return talk


def test_somebody_new_is_told_that_this_is_their_first_day(talk: Talk) -> None:
    talk.say("how_often", returning=True)
    assert talk.words == "This is your first day, as far as I know. Shall we begin?"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (1, "You've practiced on one day before this one."),
        (2, "You've practiced on two days before this one."),
        (40, "You've practiced on 40 days before this one."),
    ],
)
def test_the_days_before_this_one_are_counted(talk: Talk, days: int, told: str) -> None:
    having_done(talk, days=days).say("how_often", returning=True)
    assert talk.words.startswith(told)


def test_a_day_is_counted_once_it_is_over(talk: Talk) -> None:
    talk.say("launch")
    talk.until(Stage.HOLD, 3)
    talk.say("how_often")
    assert talk.words.startswith("This is your first day, as far as I know.")
    talk.now += DAY_MS
    talk.say("how_often", returning=True)
    assert talk.words.startswith("You've practiced on one day before this one.")


@pytest.mark.parametrize(
    ("times", "told"),
    [
        (1, "In the last seven days, you've come to the end once."),
        (2, "In the last seven days, you've come to the end twice."),
        (5, "In the last seven days, you've come to the end five times."),
        (FINISHES_KEPT, "In the last seven days, you've come to the end ten times, or more."),
    ],
)
def test_a_week_is_told_as_far_as_it_is_kept(talk: Talk, times: int, told: str) -> None:
    finished = tuple(talk.now - n * 12 * HOUR_MS for n in range(times, 0, -1))
    having_done(talk, days=9, finished_ms=finished).say("how_often", returning=True)
    assert told in talk.words


def test_a_week_without_any_is_not_held_against_them(talk: Talk) -> None:
    having_done(talk, days=9, finished_ms=(talk.now - 8 * DAY_MS,)).say("how_often", returning=True)
    assert "seven days" not in talk.words


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0.1, "earlier today"),
        (1, "yesterday"),
        (2, "two days ago"),
        (13, "thirteen days ago"),
        (14, "about two weeks ago"),
        (59, "about eight weeks ago"),
        (60, "about two months ago"),
        (360, "about twelve months ago"),
    ],
)
def test_the_last_time_is_told_in_words_that_fit_it(talk: Talk, days: float, told: str) -> None:
    having_done(talk, finished_ms=(talk.now - round(days * DAY_MS),)).say("last_time", returning=True)
    assert talk.words.startswith(f"You last came to the end {told}.")


def test_an_evening_is_yesterday_in_the_morning(talk: Talk) -> None:

    night = talk.now - talk.now % DAY_MS + talk.coach.routine.day_begins * HOUR_MS
    talk.now = night + HOUR_MS
    having_done(talk, finished_ms=(night - 3 * HOUR_MS,)).say("last_time", returning=True)
    assert "yesterday" in talk.words


def test_at_the_end_the_time_before_is_told_as_well(talk: Talk) -> None:
    having_done(talk, finished_ms=(talk.now - 2 * DAY_MS, talk.now - 60_000)).say("last_time", returning=True)
    assert talk.words.startswith("You came to the end just now, and before that, two days ago.")


def test_at_the_first_end_there_is_none_before(talk: Talk) -> None:
    having_done(talk, finished_ms=(talk.now - 60_000,)).say("last_time", returning=True)
    assert talk.words.startswith("You came to the end just now. That's the first time I know of.")


def test_nobody_is_told_of_an_end_they_have_not_come_to(talk: Talk) -> None:
    having_done(talk, days=3).say("last_time", returning=True)
    assert talk.words.startswith("You haven't come to the end yet, as far as I know.")


@pytest.mark.parametrize("question", ["how_often", "last_time"])
def test_in_a_hold_it_goes_on_at_the_same_breath(begun: Talk, question: str) -> None:
    place = begun.until(Stage.HOLD, 4)
    before = begun.progress.to_json()
    begun.say(question)
    assert replace(begun.until(Stage.HOLD, 4, into=0), phase=None) == replace(place, phase=None)
    assert {name for name in before if begun.progress.to_json()[name] != before[name]} <= {
        *("step", "breath", "stage", "began_ms", "intro_ms", "seen_ms", "shape", "position", "known")
    }


@pytest.mark.parametrize("question", ["how_often", "last_time"])
def test_it_is_told_again_to_somebody_who_did_not_catch_it(begun: Talk, question: str) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say(question)
    told = begun.words.partition(".")[0]
    begun.listen(3)
    begun.say("say_again")
    assert begun.words.startswith(told)
