"""What is kept of a person is plain, small, and comes back as it was; anything else is refused by name."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.person.progress import Guidance, Progress, ProgressError, Question, from_json, new_progress

SIDES = {"reclined_shoelace": 2, "knee_hugs": 2, "seal_stretch": 1, "deep_squat": 1, "downward_dog": 1}


@st.composite
def progresses(draw: st.DrawFn) -> Progress:
    pose = draw(st.sampled_from(list(SIDES)))
    breaths, more = draw(st.integers(8, 10)), draw(st.integers(0, 10))
    breath = draw(st.integers(0, breaths + more + 1))
    place = Place(pose, draw(st.integers(0, SIDES[pose] - 1)), draw(st.sampled_from(Stage)), breath)
    return Progress(
        place,
        began=draw(st.none() | st.integers(0, 2**42)),
        intro=draw(st.integers(0, 60_000)),
        more_breaths=more,
        pace=draw(st.sampled_from(list(PACES.values()))),
        breaths=breaths,
        guidance=draw(st.sampled_from(Guidance)),
        known=tuple(draw(st.lists(st.sampled_from(list(SIDES)), unique=True))),
        welcomed=draw(st.booleans()),
        left_out=tuple(draw(st.lists(st.sampled_from(list(SIDES)), unique=True, max_size=4))),
        asked=draw(st.none() | st.sampled_from(Question)),
        misses=draw(st.integers(0, 9)),
        seen=draw(st.integers(0, 2**42)),
        finished=tuple(draw(st.lists(st.integers(0, 40_000), unique=True, max_size=10))),
    )


@given(progresses())
def test_progress_survives_being_kept(routine: Routine, progress: Progress) -> None:
    kept = json.dumps(progress.to_json())
    assert from_json(json.loads(kept), routine) == progress
    assert len(kept) < 900


@given(progresses())
def test_only_integers_strings_and_lists_of_them_are_kept(progress: Progress) -> None:
    for value in progress.to_json().values():
        assert type(value) in (int, str) or all(type(one) in (int, str) for one in value)


@pytest.mark.parametrize(
    "damage",
    [
        {"pose": "warrior"},
        {"side": 2},
        {"side": -1},
        {"stage": "flying"},
        {"breath": 99},
        {"breath": "many"},
        {"breaths": 7},
        {"breaths": 11},
        {"pace": "racing"},
        {"guidance": 9},
        {"more_breaths": -1},
        {"known": None},
        {"began": "yesterday"},
        {"welcomed": None},
        {"asked": "why"},
        {"left_out": None},
        {"misses": "often"},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(routine: Routine, damage: dict[str, Any]) -> None:
    with pytest.raises(ProgressError):
        from_json(new_progress(routine).to_json() | damage, routine)


@pytest.mark.parametrize("kept", [None, [], "progress", 3, {}], ids=str)
def test_what_is_no_progress_is_refused(routine: Routine, kept: object) -> None:
    with pytest.raises(ProgressError):
        from_json(kept, routine)


def test_poses_that_no_longer_exist_are_forgotten(routine: Routine) -> None:
    kept = new_progress(routine).to_json() | {"known": ["warrior", "knee_hugs"]}
    assert from_json(kept, routine).known == ("knee_hugs",)
