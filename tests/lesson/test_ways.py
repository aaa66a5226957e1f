"""The one way to move somebody: out of the shape they are in, to where the next begins, and into it."""

import pytest

from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Line, Routine
from lower_back_release.lesson.timeline import Place, Stage, Timeline
from lower_back_release.lesson.ways import Told, out_of, stays, way_from, way_in
from lower_back_release.lesson.words import held_at

SEAL = Posture("belly", Shape("seal_stretch"))
CHILDS_POSE = Posture("kneeling", Shape("childs_pose"))
RIGHT_KNEE = Posture("back", Shape("knee_hugs", 0))
EASE_OUT = "Ease out of it, gently."


def words(said: Timeline) -> list[str]:
    return [cue.words for cue in said.cues]


def told(place: Place, routine: Routine) -> tuple[Line, ...]:
    return held_at(place, routine).setup


def into(place: Place, posture: Posture, routine: Routine) -> Timeline:
    return way_in(place, posture, Told(told(place, routine), ()), routine)


def test_whoever_is_in_no_shape_needs_no_way_out(routine: Routine) -> None:
    assert out_of(Posture("back"), Place("knee_hugs"), routine) == Timeline()


def test_a_pose_left_early_is_eased_out_of(routine: Routine) -> None:
    early, late = (out_of(SEAL, Place("seal_stretch"), routine, early=early) for early in (True, False))
    assert words(early) == [EASE_OUT, "Slowly lower your chest to the floor."]
    assert words(late) == ["Slowly lower your chest to the floor."]
    assert early.leaves(SEAL) == late.leaves(SEAL) == Posture("belly")


def test_a_rest_left_early_has_nothing_to_ease(routine: Routine) -> None:
    assert words(out_of(CHILDS_POSE, Place("seal_stretch", rest=True), routine)) == [
        "Walk your hands in, and come up to kneeling."
    ]


def test_the_way_out_is_that_of_the_shape_one_is_in_wherever_one_is_going(routine: Routine) -> None:
    out = out_of(SEAL, Place("deep_squat"), routine)
    assert words(out)[-1] == "Slowly lower your chest to the floor."
    assert {cue.place for cue in out.cues} == {Place("deep_squat")}


def test_from_side_to_side_it_takes_but_a_word(routine: Routine) -> None:
    other = Place("knee_hugs", 1)
    assert words(way_from(RIGHT_KNEE, other, routine)) == ["Let that leg go."]


def test_the_same_side_once_more_takes_the_way_out(routine: Routine) -> None:
    same = Place("knee_hugs", 0)
    assert words(way_from(RIGHT_KNEE, same, routine))[0] == EASE_OUT


@pytest.mark.parametrize(
    ("place", "posture", "goes_on"),
    [
        (Place("seal_stretch", step=1), Posture("belly"), True),
        (Place("seal_stretch", step=2), Posture("belly"), True),  # the step that takes the shape
        (Place("seal_stretch", step=3), Posture("belly"), True),  # a step within it: the shape is taken first
        (Place("seal_stretch", step=1), Posture("back"), False),
        (Place("seal_stretch", step=0), Posture("belly"), False),
        (Place("seal_stretch", step=3), SEAL, True),
        (Place("seal_stretch", step=1), SEAL, True),  # as when it is told in other steps than before
        (Place("seal_stretch", step=2), Posture("belly", Shape("seal_stretch"), moving=True), True),
        (Place("seal_stretch", step=3), Posture("belly", Shape("seal_stretch"), moving=True), True),
        (Place("seal_stretch", 0, Stage.HOLD, breath=4), SEAL, True),
        (Place("seal_stretch", 0, Stage.HOLD, breath=4), Posture("belly"), False),
        (Place("seal_stretch", 0, Stage.HOLD, breath=4), CHILDS_POSE, False),
        (Place("knee_hugs", 1, Stage.HOLD, breath=4), RIGHT_KNEE, False),
        (Place("seal_stretch", 0, Stage.WAY_OUT), SEAL, True),
        (Place("seal_stretch", 0, Stage.DONE), SEAL, False),
    ],
)
def test_one_goes_on_only_from_where_the_body_is(
    routine: Routine, place: Place, posture: Posture, goes_on: bool
) -> None:
    assert stays(posture, place, routine) is goes_on


@pytest.mark.parametrize(
    ("step", "posture", "begins_with"),
    [
        (1, Posture("belly"), 1),
        (2, Posture("belly"), 2),
        (4, Posture("belly"), 2),
        (4, Posture("belly", Shape("seal_stretch"), moving=True), 2),
        (1, SEAL, 3),
        (4, SEAL, 4),
    ],
)
def test_told_in_other_steps_it_goes_on_from_the_one_that_fits_the_body(
    routine: Routine, step: int, posture: Posture, begins_with: int
) -> None:
    setup = routine.pose("seal_stretch").setup
    place = Place("seal_stretch", step=step)
    assert words(into(place, posture, routine)) == [line.say for line in setup[begins_with - 1 :]]


def test_the_way_in_begins_with_the_way_out_of_another_shape(routine: Routine) -> None:
    said = words(into(Place("deep_squat"), SEAL, routine))
    squat = routine.pose("deep_squat")
    assert said == [
        EASE_OUT,
        "Slowly lower your chest to the floor.",
        routine.moves["standing"]["belly"].say,
        *(line.say for line in squat.setup),
    ]


@pytest.mark.parametrize("start", ["anywhere", "back", "belly", "kneeling", "standing"])
def test_the_move_is_that_from_where_one_is(routine: Routine, start: str) -> None:
    way = into(Place("deep_squat"), Posture(start), routine)
    assert way.cues[0].words == routine.moves["standing"][start].say
    assert way.cues[0].after == Posture("standing")
    assert way.leaves(Posture(start)) == Posture("squatting", Shape("deep_squat"))


def test_each_step_leads_to_the_next(routine: Routine) -> None:
    way = into(Place("seal_stretch"), Posture("back"), routine)
    assert [cue.place.step for cue in way.cues] == [0, 1, 2, 3, 4]
    assert [cue.done.place.step for cue in way.cues] == [1, 2, 3, 4, 5]


def test_a_setup_goes_on_from_the_step_one_is_at(routine: Routine) -> None:
    setup = routine.pose("seal_stretch").setup
    assert words(into(Place("seal_stretch", step=3), SEAL, routine)) == [line.say for line in setup[2:]]


def test_whoever_is_in_the_hold_already_hears_nothing(routine: Routine) -> None:
    assert into(Place("seal_stretch", 0, Stage.HOLD, breath=4), SEAL, routine) == Timeline()


def test_whoever_goes_back_to_a_breath_needs_no_word_to_stay_where_they_are(routine: Routine) -> None:
    back = Place("seal_stretch", 0, Stage.HOLD, breath=4)
    assert words(into(back, Posture("belly"), routine)) == [line.say for line in routine.pose("seal_stretch").setup]
    assert words(into(back, Posture(), routine))[0] == routine.moves["belly"]["anywhere"].say


def test_a_rest_is_announced_the_first_time_only(routine: Routine) -> None:
    rest = Place("seal_stretch", rest=True)
    announce = "Now child's pose, to balance the back bend."
    assert words(into(rest, Posture("belly"), routine))[0] == announce
    again = Place("seal_stretch", 0, Stage.HOLD, rest=True, breath=2)
    assert announce not in words(into(again, Posture("belly"), routine))
