"""When somebody wants to be reminded, of what they named."""

import pytest

from lower_back_release.person.reminder import LONGEST, ONCE, SETS, WEEK, When, when


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("", When()),
        ("20:00", When(20 * 60)),
        ("08:00", When(8 * 60)),
        ("08:00 daily evening", When(20 * 60, WEEK)),
        ("08:30 daily night", When(20 * 60 + 30, WEEK)),
        ("03:00 daily night", When(3 * 60, WEEK)),
        ("12:00 daily night", When(0, WEEK)),
        ("12:00 daily afternoon", When(12 * 60, WEEK)),
        ("03:00 afternoon", When(15 * 60)),
        ("19:00 daily morning", When(19 * 60, WEEK)),
        ("evening", When(20 * 60)),
        ("daily", When(None, WEEK)),
        ("thursday monday", When(None, ("monday", "thursday"))),
        ("weekdays saturday", When(None, WEEK[:6])),
        ("tomorrow 07:00", When(7 * 60, ("tomorrow",))),
        ("today evening", When(20 * 60, ("today",))),
        ("today monday", When(None, ("monday",))),
        ("09:00 10:00", When(9 * 60)),
    ],
)
def test_it_is_read_as_somebody_means_it(named: str, meant: When) -> None:
    assert when(named) == meant


@pytest.mark.parametrize("named", ["8:00", "24:00", "20:60", "someday", "20:00 ?", "DAILY", "daily " * LONGEST])
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
