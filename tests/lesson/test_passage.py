"""What one answer talks through: all of a pose where it fits, else as much as fits, and then the rest."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.alexa.speech import BUDGET, Budget, characters, ssml
from lower_back_release.lesson.breath import PACES, Pace
from lower_back_release.lesson.passage import passage, time_left
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage, Timeline
from lower_back_release.person.progress import Guidance, Progress, new_progress

POSES = ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]

people = st.builds(
    Progress,
    here=st.builds(Place, st.sampled_from(POSES)),
    intro=st.integers(0, 30_000),
    more_breaths=st.integers(0, 10),
    pace=st.sampled_from(list(PACES.values())),
    breaths=st.integers(8, 10),
    guidance=st.sampled_from(Guidance),
    known=st.sampled_from([(), tuple(POSES)]),
)


def at_pose(routine: Routine, pose: str) -> Progress:
    return replace(new_progress(routine), here=Place(pose))


def stages(said: Timeline) -> list[tuple[Stage, int]]:
    """The stages and sides in the order they come, without repetition."""
    return list(dict.fromkeys((cue.place.stage, cue.place.side) for cue in said.cues))


def answers(routine: Routine, progress: Progress, budget: Budget) -> list[Timeline]:
    """A whole pose, answer by answer, as somebody hears it who says "next" at each break."""
    said = [passage(routine, progress, budget)]
    while (place := said[-1].cues[-1].place).stage is Stage.BREAK:
        assert len(said) < 60, "the pose never ends"
        stage = Stage.HOLD if place.breath else Stage.SETUP
        said.append(passage(routine, replace(progress, here=replace(place, stage=stage)), budget))
    return said


def test_both_sides_come_in_one_answer(routine: Routine) -> None:
    said = passage(routine, at_pose(routine, "knee_hugs"), BUDGET)
    assert stages(said) == [
        (Stage.SETUP, 0),
        (Stage.HOLD, 0),
        (Stage.SETUP, 1),
        (Stage.HOLD, 1),
        (Stage.WAY_OUT, 1),
        (Stage.DONE, 1),
    ]


def test_the_counterpose_follows_the_seal(routine: Routine) -> None:
    said = passage(routine, at_pose(routine, "seal_stretch"), BUDGET)
    assert stages(said) == [(stage, 0) for stage in (Stage.SETUP, Stage.HOLD, Stage.WAY_OUT, Stage.REST, Stage.DONE)]


def test_a_pose_too_long_is_split_at_the_side(routine: Routine) -> None:
    ten = replace(at_pose(routine, "knee_hugs"), breaths=10, pace=PACES["slow"])
    first, second = answers(routine, ten, BUDGET)
    assert first.cues[-1].place == Place("knee_hugs", 1, Stage.BREAK)
    assert "other side" in first.cues[-1].words
    assert stages(second)[0] == (Stage.SETUP, 1)
    assert second.cues[-1].place.stage is Stage.DONE


def test_a_side_too_long_is_split_inside_the_hold(routine: Routine) -> None:
    twenty = replace(at_pose(routine, "seal_stretch"), breaths=10, more_breaths=10, pace=PACES["slow"])
    first, second = answers(routine, twenty, BUDGET)
    stopped = first.cues[-1].place
    assert stopped.stage is Stage.BREAK
    assert second.cues[0].place.breath == stopped.breath > 10


def test_somebody_who_knows_the_pose_hears_less_of_how_to_get_into_it(routine: Routine) -> None:
    new = at_pose(routine, "deep_squat")
    knows = replace(new, known=("deep_squat",))
    wants_more = replace(knows, guidance=Guidance.MORE)
    first = [passage(routine, someone, BUDGET).starts for someone in (new, knows, wants_more)]
    held = [
        next(at for at, cue in zip(starts, passage(routine, someone, BUDGET).cues, strict=True) if cue.place.breath)
        for starts, someone in zip(first, (new, knows, wants_more), strict=True)
    ]
    assert held[1] < held[0] == held[2]


def test_breath_one_is_announced_and_left_time_for(routine: Routine) -> None:
    said = passage(routine, at_pose(routine, "seal_stretch"), BUDGET)
    settle = next(
        before for before, after in zip(said.cues, said.cues[1:], strict=False) if after.place.stage is Stage.HOLD
    )
    assert "eight breaths" in settle.words
    assert settle.silence >= 4


@pytest.mark.parametrize("pace", PACES.values(), ids=list(PACES))
@pytest.mark.parametrize("pose", ["reclined_shoelace", "knee_hugs"])
def test_both_sides_get_the_same_time(routine: Routine, pose: str, pace: Pace) -> None:
    cues = [
        cue
        for said in answers(routine, replace(at_pose(routine, pose), pace=pace), BUDGET)
        for cue in said.cues
        if cue.place.stage is Stage.HOLD
    ]
    first, second = (sum(cue.seconds for cue in cues if cue.place.side == side) for side in (0, 1))
    assert first == pytest.approx(second) == pytest.approx(8 * pace.seconds)


def test_the_time_left_counts_every_answer(routine: Routine) -> None:
    ten = replace(at_pose(routine, "knee_hugs"), breaths=10, pace=PACES["slow"])
    assert time_left(routine, ten) > BUDGET.seconds


@given(progress=people, seconds=st.floats(30, 400), limit=st.integers(1500, 12_000))
def test_nothing_is_lost_or_said_twice_however_little_fits(
    routine: Routine, progress: Progress, seconds: float, limit: int
) -> None:
    said = answers(routine, progress, Budget(seconds, limit))
    breaths = [cue.place for one in said for cue in one.cues if cue.place.stage is Stage.HOLD]
    pose = routine.pose(progress.here.pose)
    expected = [(side, n) for side in range(pose.sides_count) for n in range(1, progress.total + 1) for _ in "io"]
    assert [(place.side, place.breath) for place in breaths] == expected
    words = [cue.words for one in said for cue in one.cues]
    for line in (*pose.way_out, *(pose.rest.setup if pose.rest else ())):
        assert words.count(line.say) == 1


@given(progress=people)
def test_an_answer_keeps_to_the_budget(routine: Routine, progress: Progress) -> None:
    for said in answers(routine, progress, BUDGET):
        assert said.seconds + progress.intro / 1000 <= BUDGET.seconds
        assert len(ssml(said)) <= characters(said) <= BUDGET.characters
