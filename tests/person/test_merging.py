"""One person on two devices: nothing that either of them did is lost."""

from dataclasses import replace

import pytest

from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.history import DAYS_A_WEEK, History, Practiced
from lower_back_release.person.merging import merge, stay
from lower_back_release.person.progress import Progress, new_progress


@pytest.fixture
def before(routine: Routine) -> Progress:
    return replace(new_progress(routine), history=History(welcomed=True, seen_ms=1000))


def at(progress: Progress, place: Place, seen_ms: int = 1000) -> Progress:
    return replace(progress.with_course(place=place), history=replace(progress.history, seen_ms=seen_ms))


def test_a_preference_our_turn_changed_is_ours(routine: Routine, before: Progress) -> None:
    ours = before.with_preferences(pace=PACES["slow"])
    theirs = before.with_preferences(pace=PACES["quick"], breaths=10)
    merged = merge(routine, before, ours, theirs).preferences
    assert (merged.pace.name, merged.breaths) == ("slow", 10)


@pytest.mark.parametrize(("our_seen", "pose"), [(3000, "seal_stretch"), (1000, "knee_hugs")])
def test_the_place_is_that_of_whoever_spoke_last(routine: Routine, before: Progress, our_seen: int, pose: str) -> None:
    ours, theirs = at(before, Place("seal_stretch"), our_seen), at(before, Place("knee_hugs"), 2000)
    merged = merge(routine, before, ours, theirs)
    assert merged.course.place.pose == pose
    assert merged.history.seen_ms == max(our_seen, 2000)


@pytest.mark.parametrize(
    ("nearer", "further"),
    [
        (Place("knee_hugs", 1, Stage.HOLD, breath=3), Place("deep_squat")),
        (Place("knee_hugs", 0, Stage.HOLD, breath=3), Place("knee_hugs", 1)),
        (Place("seal_stretch", 0, Stage.HOLD, breath=8), Place("seal_stretch", rest=True)),
        (Place("seal_stretch", 0, Stage.HOLD, breath=3), Place("seal_stretch", 0, Stage.HOLD, breath=4)),
    ],
)
def test_where_both_spoke_at_once_it_is_the_further_one(
    routine: Routine, before: Progress, nearer: Place, further: Place
) -> None:
    assert merge(routine, before, at(before, nearer), at(before, further)).course.place == further
    assert merge(routine, before, at(before, further), at(before, nearer)).course.place == further


def days(*numbers: int) -> tuple[Practiced, ...]:
    """Noon on each of these days."""
    return tuple(Practiced(number * 24 + 12) for number in numbers)


def test_poses_known_and_days_of_practice_are_all_kept(routine: Routine, before: Progress) -> None:
    ours = replace(before, history=History(known=("knee_hugs",), practiced=days(26)))
    theirs = replace(before, history=History(known=("seal_stretch",), practiced=days(*range(19, 26))))
    merged = merge(routine, before, ours, theirs).history
    assert set(merged.known) == {"knee_hugs", "seal_stretch"}
    assert merged.practiced == days(*range(20, 27))
    assert len(merged.practiced) == DAYS_A_WEEK


def test_having_heard_the_safety_note_is_not_lost(routine: Routine, before: Progress) -> None:
    new = replace(before, history=History())
    heard = replace(before, history=History(welcomed=True))
    assert merge(routine, new, heard, new).history.welcomed
    assert merge(routine, new, new, heard).history.welcomed


def test_the_rest_of_a_session_stays_in_its_own_place(routine: Routine, before: Progress) -> None:
    ours, theirs = at(before, Place("knee_hugs"), 2000), at(before, Place("deep_squat"), 9000)
    theirs = theirs.with_preferences(breaths=10)
    stayed = stay(ours, merge(routine, before, ours, theirs))
    assert stayed.course == ours.course
    assert stayed.history.seen_ms == 2000
    assert stayed.preferences.breaths == 10


def test_the_rest_of_a_session_knows_what_was_done_on_the_other_device(routine: Routine, before: Progress) -> None:
    ours, theirs = at(before, Place("knee_hugs"), 2000), at(before, Place("deep_squat"), 9000)
    theirs = replace(theirs, history=theirs.history.knowing("deep_squat").practicing(routine, to_the_end=True))
    stayed = stay(ours, merge(routine, before, ours, theirs))
    assert "deep_squat" in stayed.history.known
    assert stayed.history.practiced == (Practiced(0, to_the_end=True),)


class TestPosesLeftOut:
    def test_by_both_devices_are_all_left_out(self, routine: Routine, before: Progress) -> None:
        ours, theirs = before.with_preferences(never=("deep_squat",)), before.with_preferences(never=("downward_dog",))
        assert {*merge(routine, before, ours, theirs).preferences.never} == {"deep_squat", "downward_dog"}

    def test_by_one_and_taken_in_by_the_other_are_taken_in(self, routine: Routine, before: Progress) -> None:
        before = before.with_preferences(left_out=("deep_squat", "knee_hugs"))
        ours = before.with_preferences(left_out=("knee_hugs",))
        theirs = before.with_preferences(left_out=("deep_squat", "knee_hugs", "seal_stretch"))
        merged = merge(routine, before, ours, theirs).preferences
        assert {*merged.left_out} == {"knee_hugs", "seal_stretch"}

    def test_always_leave_one_to_do(self, routine: Routine, before: Progress) -> None:
        first, *others = (pose.id for pose in routine.poses)
        ours, theirs = before.with_preferences(left_out=(first,)), before.with_preferences(never=tuple(others))
        assert merge(routine, before, ours, theirs).preferences.without == tuple(others)
        theirs = before.with_preferences(never=tuple(others))
        both = merge(routine, before, before.with_preferences(never=(first,)), theirs)
        assert both.preferences.without == ()
