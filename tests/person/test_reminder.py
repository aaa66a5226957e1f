"""When somebody wants to be reminded, of what they named."""

from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lower_back_release.person.reminder import (
    HALF_A_DAY,
    LONGEST,
    MINUTES_A_DAY,
    ONCE,
    OTHERWISE,
    PARTS,
    SETS,
    WEEK,
    When,
    part_of,
    soon,
    when,
)

MINUTES = st.integers(0, MINUTES_A_DAY - 1)
WEEKLY = st.sets(st.sampled_from(WEEK), min_size=1).map(lambda days: tuple(day for day in WEEK if day in days))
DATES = st.dates().map(lambda day: (day.isoformat(),))
DAYS = st.one_of(WEEKLY, st.sampled_from(ONCE).map(lambda day: (day,)), DATES, st.just(()))
REMINDERS = st.builds(When, MINUTES, DAYS)
"""Every reminder that there can be."""


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("", When()),
        ("20:00", When(20 * 60)),
        ("08:00", When(8 * 60)),
        ("08:00 daily evening", When(20 * 60, WEEK, "evening")),
        ("08:30 daily night", When(20 * 60 + 30, WEEK, "night")),
        ("03:00 daily night", When(3 * 60, WEEK, "night")),
        ("12:00 daily night", When(0, WEEK, "night")),
        ("12:30 evening", When(30, (), "evening")),
        ("12:00 daily afternoon", When(12 * 60, WEEK, "afternoon")),
        ("03:00 afternoon", When(15 * 60, (), "afternoon")),
        ("19:00 daily morning", When(19 * 60, WEEK, "morning")),
        ("evening", When(None, (), "evening")),
        ("20:00 evenings", When(20 * 60, WEEK, "evening", habit=True)),
        ("tomorrow evenings", When(None, ("tomorrow",), "evening")),
        ("daily", When(None, WEEK)),
        ("thursday monday", When(None, ("monday", "thursday"))),
        ("weekdays saturday", When(None, WEEK[:6])),
        ("tomorrow 07:00", When(7 * 60, ("tomorrow",))),
        ("today evening", When(None, ("today",), "evening")),
        ("today monday", When(None, (OTHERWISE,))),
        ("today tomorrow", When(None, (OTHERWISE,))),
        ("next_monday thursday", When(None, (OTHERWISE,))),
        ("otherwise daily", When(None, (OTHERWISE,))),
        ("next_monday 08:00", When(8 * 60, ("next_monday",))),
        ("2027-12-03 08:00", When(8 * 60, ("2027-12-03",))),
        ("09:00 10:00", When(9 * 60)),
    ],
)
def test_it_is_read_as_somebody_means_it(named: str, meant: When) -> None:
    assert when(named) == meant


@pytest.mark.parametrize(
    "named", ["8:00", "24:00", "20:60", "someday", "20:00 ?", "DAILY", "2027-02-30", "20271203", "daily " * LONGEST]
)
def test_anything_else_is_refused(named: str) -> None:
    with pytest.raises(ValueError, match="when"):
        when(named)


@pytest.mark.parametrize("days", [(), *SETS.values(), *((day,) for day in ONCE), ("tuesday", "sunday")])
@pytest.mark.parametrize("minute", [None, 0, 7 * 60 + 5, 1439])
def test_what_is_written_down_is_read_as_it_was(minute: int | None, days: tuple[str, ...]) -> None:
    assert when(When(minute, days).to_text()) == When(minute, days)


def test_a_change_leaves_what_it_does_not_name() -> None:
    assert when("20:00 monday").changed(when("21:00")) == when("21:00 monday")
    assert when("20:00 monday").changed(when("tomorrow")) == when("20:00 tomorrow")


@pytest.mark.parametrize(
    ("there_is", "named", "meant"),
    [
        ("20:00 monday", "07:00", "19:00 monday"),
        ("07:00 monday", "08:00", "08:00 monday"),
        ("11:00 monday", "01:00", "13:00 monday"),
        ("12:30 monday", "11:00", "11:00 monday"),
        ("23:30 monday", "12:15", "00:15 monday"),
        ("20:00 monday", "15:00", "15:00 monday"),
        ("20:00 monday", "07:00 morning", "07:00 monday"),
        ("20:00 monday", "08:00", "08:00 monday"),
        ("20:30 monday", "morning", "08:30 monday"),
        ("15:00 monday", "morning", "morning monday"),
        ("20:00 monday", "daily", "20:00 daily"),
        ("20:00 monday", "daily evening", "20:00 daily"),
        ("20:00 monday", "07:00 tuesday", "19:00 tuesday"),
    ],
)
def test_a_change_of_one_that_there_is_is_near_to_it(there_is: str, named: str, meant: str) -> None:
    changed = when(there_is).to_change().changed(when(named))
    assert (changed.at, changed.days) == (when(meant).at, when(meant).days)


@pytest.mark.parametrize(
    ("first", "then", "meant"),
    [
        ("tomorrow evening", "07:30", "19:30 tomorrow"),
        ("tomorrow evening", "08:00", "20:00 tomorrow"),
        ("daily night", "10:00", "22:00 daily"),
        ("daily afternoon", "04:00", "16:00 daily"),
        ("tomorrow morning", "07:30", "07:30 tomorrow"),
        ("tomorrow evening", "21:00", "21:00 tomorrow"),
        ("monday thursday", "08:00", "08:00 monday thursday"),
        ("20:00 daily", "07:00", "07:00 daily"),
        ("06:00 tomorrow", "evenings", "18:00 tomorrow"),
        ("06:00 tomorrow", "daily evening", "18:00 daily"),
        ("06:00", "evenings", "18:00 daily"),
        ("08:00 tomorrow", "afternoon", "20:00 tomorrow"),
        ("08:30 tomorrow", "afternoon", "20:30 tomorrow"),
        ("20:00 tomorrow", "afternoon", "15:00 tomorrow"),
        ("11:00 tomorrow", "afternoon", "15:00 tomorrow"),
        ("11:00", "morning", "11:00"),
        ("23:00", "morning", "11:00"),
        ("12:00", "morning", "morning"),
        ("12:00", "afternoon", "12:00"),
        ("16:00", "morning", "04:00"),
        ("05:00", "evening", "17:00"),
        ("11:00", "night", "23:00"),
        ("16:00", "night", "04:00"),
    ],
)
def test_a_part_of_the_day_that_was_named_is_that_of_the_hour(first: str, then: str, meant: str) -> None:
    changed = when(first).changed(when(then))
    assert (changed.at, changed.days) == (when(meant).at, when(meant).days)


def test_the_same_hour_once_more_is_taken_as_it_is() -> None:
    proposed = when("20:00 monday").to_change().changed(when("07:00"))
    assert proposed.changed(when("07:00")).minute == 7 * 60


@given(there_is=REMINDERS, days=DAYS)
def test_new_days_leave_every_time_as_it_is(there_is: When, days: tuple[str, ...]) -> None:
    changed = there_is.to_change().changed(When(None, days))
    assert (changed.at, changed.days) == (there_is.at, days or there_is.days)


@given(there_is=REMINDERS, minute=MINUTES)
def test_a_new_time_leaves_all_days_and_is_said_as_it_was_named(there_is: When, minute: int) -> None:
    changed = there_is.to_change().changed(When(minute))
    assert changed.days == there_is.days
    assert changed.minute is not None
    assert changed.minute % HALF_A_DAY == minute % HALF_A_DAY
    assert changed.minute == minute or minute < HALF_A_DAY + 60


@given(there_is=REMINDERS, minute=st.integers(0, HALF_A_DAY + 59))
def test_a_new_time_is_never_more_than_half_a_day_away(there_is: When, minute: int) -> None:
    assert there_is.minute is not None
    assume(minute % HALF_A_DAY != there_is.minute % HALF_A_DAY)
    changed = there_is.to_change().changed(When(minute))
    assert changed.minute is not None
    apart = abs(changed.minute - there_is.minute)
    assert min(apart, MINUTES_A_DAY - apart) <= HALF_A_DAY / 2


@given(there_is=REMINDERS, part=st.sampled_from([*PARTS]))
def test_another_part_of_the_day_leaves_the_days(there_is: When, part: str) -> None:
    assert there_is.to_change().changed(When(None, (), part)).days == there_is.days


@given(wish=REMINDERS, part=st.booleans())
def test_every_wish_is_read_as_it_was_written_down(wish: When, part: bool) -> None:
    wish = wish.to_change() if part else wish
    assert when(wish.to_text()) == wish


@given(minute=MINUTES)
def test_each_time_is_in_one_part_of_the_day(minute: int) -> None:
    named = When(minute, (), part_of(minute))
    assert when(named.to_text()).minute == minute


@pytest.mark.parametrize(
    ("minutes", "meant"),
    [
        (10, "12:10 today"),
        (90, "13:30 today"),
        (12 * 60, "00:00 tomorrow"),
        (24 * 60, "tomorrow"),
        (2 * 24 * 60, "2027-01-17"),
        (36 * 60 + 1, "00:01 2027-01-17"),
    ],
)
def test_soon_is_a_moment_by_the_clock(minutes: int, meant: str) -> None:
    assert soon(minutes, datetime(2027, 1, 15, 12, 0, 0)) == when(meant)


def test_soon_is_never_sooner_than_was_said() -> None:
    assert soon(1, datetime(2027, 1, 15, 12, 0, 20)) == when("12:02 today")
