"""One person on two devices: nothing that either of them did is lost."""

from dataclasses import replace

import pytest

from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.merging import merge
from lower_back_release.person.progress import DAYS_KEPT, Progress, new_progress


@pytest.fixture
def before(routine: Routine) -> Progress:
    return replace(new_progress(routine), welcomed=True, seen=1000)


def test_a_preference_our_turn_changed_is_ours(routine: Routine, before: Progress) -> None:
    ours = replace(before, pace=PACES["slow"], seen=2000)
    theirs = replace(before, pace=PACES["quick"], breaths=10, seen=1500)
    merged = merge(routine, before, ours, theirs)
    assert (merged.pace.name, merged.breaths) == ("slow", 10)


@pytest.mark.parametrize(("our_seen", "pose"), [(3000, "seal_stretch"), (1000, "knee_hugs")])
def test_the_place_is_that_of_whoever_spoke_last(routine: Routine, before: Progress, our_seen: int, pose: str) -> None:
    ours = replace(before, here=Place("seal_stretch"), seen=our_seen)
    theirs = replace(before, here=Place("knee_hugs"), seen=2000)
    assert merge(routine, before, ours, theirs).here.pose == pose


def test_where_both_spoke_at_once_it_is_the_further_one(routine: Routine, before: Progress) -> None:
    ours = replace(before, here=Place("knee_hugs", 1, Stage.HOLD, 3))
    theirs = replace(before, here=Place("deep_squat"))
    assert merge(routine, before, ours, theirs).here.pose == "deep_squat"


def test_poses_known_and_days_of_practice_are_all_kept(routine: Routine, before: Progress) -> None:
    ours = replace(before, known=("knee_hugs",), finished=(20_000,))
    theirs = replace(before, known=("seal_stretch",), finished=tuple(range(19_990, 20_000)))
    merged = merge(routine, before, ours, theirs)
    assert set(merged.known) == {"knee_hugs", "seal_stretch"}
    assert merged.finished == tuple(range(19_991, 20_001))
    assert len(merged.finished) == DAYS_KEPT
