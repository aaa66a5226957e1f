"""What one answer talks through: all of a pose where it fits, else as much as fits, and then the rest."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.alexa.speech import BUDGET, characters, ssml
from lower_back_release.lesson.breath import GENTLE, PACES, Pace
from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.passage import passage as passage_with_prompt
from lower_back_release.lesson.passage import seconds_left
from lower_back_release.lesson.plan import Plan
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage, Timeline
from lower_back_release.lesson.ways import Variation
from lower_back_release.lesson.words import shape_at

POSES = ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]

plans = st.builds(
    Plan,
    place=st.builds(Place, st.sampled_from(POSES)),
    posture=st.sampled_from([Posture(), Posture("back"), Posture("kneeling")]),
    pace=st.sampled_from(list(PACES.values())),
    guidance=st.sampled_from(Guidance),
    breaths=st.integers(8, 20),
    more_rest_breaths=st.integers(0, 10),
    knows=st.booleans(),
    variation=st.none() | st.sampled_from(Variation),
)


def at_pose(pose: str) -> Plan:
    return Plan(Place(pose), Posture(), GENTLE, Guidance.USUAL, 8)


def prompt(place: Place) -> str:
    return "That's this side." if place.waits and place.stage is Stage.SETUP else "Say next."


def passage(routine: Routine, plan: Plan, budget: Budget = BUDGET) -> Timeline:
    return passage_with_prompt(routine, plan, budget, prompt)


def stages(said: Timeline) -> list[tuple[Stage, int, bool]]:
    """The stages, sides and rests in the order they come, without repetition."""
    return list(dict.fromkeys((cue.place.stage, cue.place.side, cue.place.rest) for cue in said.cues))


def answers(routine: Routine, plan: Plan, budget: Budget) -> list[Timeline]:
    """A whole pose, answer by answer, as somebody hears it who says "next" at each break."""
    said = [passage(routine, plan, budget)]
    while (last := said[-1].cues[-1]).place.waits:
        assert len(said) < 60, "the pose never ends"
        said.append(passage(routine, plan.from_(replace(last.place, waits=False), last.after), budget))
    return said


def test_both_sides_come_in_one_answer(routine: Routine) -> None:
    said = passage(routine, at_pose("knee_hugs"))
    assert stages(said) == [
        (Stage.SETUP, 0, False),
        (Stage.HOLD, 0, False),
        (Stage.SETUP, 1, False),
        (Stage.HOLD, 1, False),
        (Stage.WAY_OUT, 1, False),
        (Stage.DONE, 1, False),
    ]


def test_the_counterpose_follows_the_seal(routine: Routine) -> None:
    said = passage(routine, at_pose("seal_stretch"))
    three = (Stage.SETUP, Stage.HOLD, Stage.WAY_OUT)
    assert stages(said) == [
        *((stage, 0, False) for stage in three),
        *((stage, 0, True) for stage in three),
        (Stage.DONE, 0, False),
    ]


def test_a_pose_of_two_sides_is_come_out_of_before_its_rest(routine: Routine) -> None:
    hugs = replace(routine.pose("knee_hugs"), rest=routine.pose("seal_stretch").rest)
    with_rest = replace(routine, poses=tuple(hugs if pose.id == hugs.id else pose for pose in routine.poses))
    assert stages(passage(with_rest, at_pose("knee_hugs"), replace(BUDGET, seconds=1000.0))) == [
        (Stage.SETUP, 0, False),
        (Stage.HOLD, 0, False),
        *((stage, 1, False) for stage in (Stage.SETUP, Stage.HOLD, Stage.WAY_OUT)),
        *((stage, 0, True) for stage in (Stage.SETUP, Stage.HOLD, Stage.WAY_OUT)),
        (Stage.DONE, 1, False),
    ]


def test_a_pose_too_long_is_split_at_the_side_and_nobody_waits_in_the_shape(routine: Routine) -> None:
    ten = replace(at_pose("knee_hugs"), breaths=10, pace=PACES["slow"])
    first, second = answers(routine, ten, BUDGET)
    assert first.cues[-1].place == Place("knee_hugs", 1, waits=True)
    assert first.cues[-2].words == routine.pose("knee_hugs").way_out[-1].say
    assert first.cues[-1].after == Posture("back")
    assert first.cues[-1].words == "That's this side."
    assert stages(second)[0] == (Stage.SETUP, 1, False)
    assert second.cues[-1].place.stage is Stage.DONE


def test_a_side_too_long_is_split_inside_the_hold(routine: Routine) -> None:
    twenty = replace(at_pose("knee_hugs"), breaths=20, pace=PACES["slow"])
    first, second, *_ = answers(routine, twenty, BUDGET)
    stopped = first.cues[-1]
    assert (stopped.place.stage, stopped.place.waits) == (Stage.HOLD, True)
    assert stopped.after == Posture("back", Shape("knee_hugs"))
    assert second.cues[0].place.breath == stopped.place.breath > 10


def test_somebody_who_knows_the_pose_hears_less_of_how_to_get_into_it(routine: Routine) -> None:
    new = at_pose("deep_squat")
    held = [
        next(at for at, cue in zip(said.starts, said.cues, strict=True) if cue.place.phase)
        for said in (passage(routine, someone) for someone in (new, replace(new, knows=True)))
    ]
    assert held[1] < held[0]


@pytest.mark.parametrize("pose", POSES)
def test_gentler_and_deeper_are_told_on_the_way_into_every_side_and_rest(routine: Routine, pose: str) -> None:
    told = routine.pose(pose)
    deeper = [cue.words for cue in passage(routine, replace(at_pose(pose), variation=Variation.DEEPER)).cues]
    assert deeper.count(told.deeper) == told.sides_count
    gentler = " ".join(cue.words for cue in passage(routine, replace(at_pose(pose), variation=Variation.GENTLER)).cues)
    for side in told.sides or (None,):
        words = told.setup_gentler[0].say
        assert gentler.count(words.format(side=side.side) if side else words) == 1
    if told.rest:
        assert told.rest.setup_gentler[0].say in gentler


def test_breath_one_is_announced_and_left_time_for(routine: Routine) -> None:
    said = passage(routine, at_pose("seal_stretch"))
    settle = next(
        before for before, after in zip(said.cues, said.cues[1:], strict=False) if after.place.stage is Stage.HOLD
    )
    assert "eight breaths" in settle.words
    assert settle.silence_seconds >= 4


@pytest.mark.parametrize("pace", PACES.values(), ids=list(PACES))
@pytest.mark.parametrize("pose", ["reclined_shoelace", "knee_hugs"])
def test_both_sides_get_the_same_time(routine: Routine, pose: str, pace: Pace) -> None:
    cues = [
        cue
        for said in answers(routine, replace(at_pose(pose), pace=pace), BUDGET)
        for cue in said.cues
        if cue.place.stage is Stage.HOLD
    ]
    first, second = (sum(cue.seconds for cue in cues if cue.place.side == side) for side in (0, 1))
    assert first == pytest.approx(second) == pytest.approx(8 * pace.seconds)


def test_the_time_left_counts_every_answer(routine: Routine) -> None:
    ten = replace(at_pose("knee_hugs"), breaths=10, pace=PACES["slow"])
    assert seconds_left(routine, ten) > BUDGET.seconds


@given(plan=plans, seconds=st.floats(30, 400), limit=st.integers(1500, 12_000))
def test_nothing_is_lost_or_said_twice_however_little_fits(
    routine: Routine, plan: Plan, seconds: float, limit: int
) -> None:
    said = answers(routine, plan, Budget(seconds, limit, characters))
    breaths = [cue.place for one in said for cue in one.cues if cue.place.stage is Stage.HOLD and cue.place.phase]
    pose = routine.pose(plan.place.pose)
    expected = [(False, side, n) for side in range(pose.sides_count) for n in range(1, plan.breaths + 1) for _ in "io"]
    if pose.rest:
        expected += [(True, 0, n) for n in range(1, pose.rest.breaths + plan.more_rest_breaths + 1) for _ in "io"]
    assert [(place.rest, place.side, place.breath) for place in breaths] == expected
    words = [cue.words for one in said for cue in one.cues]
    for line in pose.rest.way_out if pose.rest else ():
        assert words.count(line.say) == 1


@given(plan=plans, seconds=st.floats(30, 400))
def test_every_breath_is_led_in_its_shape_and_everything_ends_in_none(
    routine: Routine, plan: Plan, seconds: float
) -> None:
    for said in answers(routine, plan, Budget(seconds, 8000, characters)):
        for cue in said.cues:
            if cue.place.phase:
                assert cue.before.holds(shape_at(cue.place, routine))
        assert said.cues[-1].after.shape is None or said.cues[-1].place.stage is Stage.HOLD


@given(plan=plans)
def test_an_answer_keeps_to_the_budget(routine: Routine, plan: Plan) -> None:
    for said in answers(routine, plan, BUDGET):
        assert said.seconds <= BUDGET.seconds
        assert len(ssml(said)) <= characters(said) <= BUDGET.characters
