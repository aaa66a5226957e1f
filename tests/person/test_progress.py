"""What is kept of a person is plain, small, and comes back as it was; anything else is refused by name."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.content import content_for
from lower_back_release.lesson.breath import MOST_BREATHS_HELD, PACES
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.memory.record import MOST_BYTES
from lower_back_release.person.course import Course, Runs
from lower_back_release.person.history import DAY_MS, DAYS_A_WEEK, History, Practiced, by_day, day_of
from lower_back_release.person.owed import Owed, Question
from lower_back_release.person.preferences import Preferences
from lower_back_release.person.progress import Progress, ProgressError, from_json, new_progress
from lower_back_release.person.reminder import ONCE, WEEK, When

SIDES = {"reclined_shoelace": 2, "knee_hugs": 2, "seal_stretch": 1, "deep_squat": 1, "downward_dog": 1}

BETWEEN = Course(Place("seal_stretch", rest=True)).in_between(Course(Place("knee_hugs"))).to_json()

poses = st.sampled_from(list(SIDES))
moments = st.integers(0, 2**42)

DAYS = st.sets(st.sampled_from(WEEK)).map(lambda days: tuple(day for day in WEEK if day in days)) | st.sampled_from(
    [(day,) for day in ONCE]
)

PRINTABLE = st.characters(
    categories=("L", "N", "P", "S"), include_characters=" ", exclude_characters="{}<>&.?!"
).filter(str.isprintable)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    course = draw(routine_courses())
    rest = Course(Place(draw(st.sampled_from(["seal_stretch", "downward_dog"])), rest=True), begun=True)
    return rest.in_between(course) if draw(st.booleans()) else course


@st.composite
def routine_courses(draw: st.DrawFn) -> Course:
    pose = draw(poses)
    rest = pose in ("seal_stretch", "downward_dog") and draw(st.booleans())
    place = Place(
        pose,
        draw(st.integers(0, SIDES[pose] - 1)),
        draw(st.sampled_from(Stage)),
        rest,
        step=draw(st.integers(0, 5)),
        breath=draw(st.integers(1, 21)),
        waits=draw(st.booleans()),
    )
    shape = draw(st.none() | st.sampled_from([Shape("childs_pose"), Shape("knee_hugs", 1)]))
    return Course(
        place,
        Posture(
            draw(st.sampled_from(["back", "squatting" if shape else "kneeling", "anywhere"])),
            shape,
            shape is not None and draw(st.booleans()),
        ),
        draw(st.booleans()),
        draw(st.sampled_from(Runs)),
        began_ms=draw(st.none() | moments),
        intro_ms=draw(st.integers(0, 60_000)),
        more_breaths=draw(st.integers(0, 12)),
        more_by_side=draw(st.just(()) | st.tuples(*[st.integers(0, 12)] * SIDES[pose])),
        more_rest_breaths=draw(st.integers(0, 12)),
        breaths_had=draw(st.integers(0, 12)),
        first_had=draw(st.integers(0, 12)),
        first_side=draw(st.none() | st.sampled_from(["left", "right"])),
        next_first_side=draw(st.none() | st.sampled_from(["left", "right"])),
        held=draw(st.lists(poses, unique=True).map(tuple)),
        variation=draw(st.none() | st.sampled_from(Variation)),
        next_variation=draw(st.none() | st.sampled_from(Variation)),
    )


ROUTINE = content_for("en-US").routine

days_of_practice = st.lists(st.builds(Practiced, st.integers(0, 1_200_000), st.booleans()), max_size=20).map(
    lambda days: by_day(days, ROUTINE)
)

progresses = st.builds(
    Progress,
    courses(),
    st.builds(
        Preferences,
        st.sampled_from(list(PACES.values())),
        st.integers(8, 10),
        st.sampled_from(Guidance),
        st.lists(poses, unique=True, max_size=4).map(tuple),
        st.lists(poses, unique=True, max_size=4).map(tuple),
        st.lists(poses, unique=True, max_size=4).map(tuple),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        moments,
    ).filter(lambda likes: len(likes.without) < len(SIDES)),
    st.builds(
        History,
        st.booleans(),
        st.lists(poses, unique=True).map(tuple),
        days_of_practice,
        st.integers(0, 4000),
        moments,
    ),
    st.builds(
        Owed,
        st.none() | st.sampled_from(Question),
        st.none() | st.sampled_from(Question),
        st.none() | st.sampled_from(Question),
        st.lists(st.text(PRINTABLE, min_size=1, max_size=50).map("{}.".format), max_size=20, unique=True).map(tuple),
        st.text("abcxyz_", max_size=40),
        st.integers(0, 9),
        st.integers(0, 9),
        st.lists(poses, unique=True).map(tuple),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        moments,
        st.builds(lambda minute, days: When(minute, days).to_text(), st.none() | st.integers(0, 1439), DAYS),
    ),
)


@given(progresses)
def test_progress_survives_being_kept(routine: Routine, progress: Progress) -> None:
    kept, owed = json.dumps(progress.to_json()), json.dumps(progress.owed.to_json())
    assert from_json(json.loads(kept), routine, json.loads(owed)) == progress
    assert len(kept) < MOST_BYTES


@given(progresses)
def test_what_the_conversation_owes_is_not_kept(routine: Routine, progress: Progress) -> None:
    assert from_json(progress.to_json(), routine).owed == Owed()


@given(progresses)
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
        {"breath": MOST_BREATHS_HELD + 2},
        {"breath": "many"},
        {"breaths": 7},
        {"breaths": 11},
        {"pace": "racing"},
        {"guidance": 9},
        {"more_breaths": -1},
        {"known": None},
        {"began_ms": "yesterday"},
        {"began_ms": 2**42 + 1},
        {"began_ms": -1},
        {"intro_ms": 600_001},
        {"intro_ms": -1},
        {"welcomed": None},
        {"rest": 1},
        {"step": -1},
        {"step": 101},
        {"position": "hovering"},
        {"shape": "warrior", "shape_side": 0},
        {"shape": "knee_hugs", "shape_side": 2},
        {"shape": "knee_hugs", "shape_side": 3},
        {"shape": "knee_hugs", "shape_side": -1},
        {"runs": "away"},
        {"more_breaths": 1000},
        {"more_rest_breaths": 10**9},
        {"more_by_side": [2]},
        {"more_by_side": [2, -1]},
        {"more_by_side": None},
        {"more_by_side": "12"},
        {"known": "knee_hugs"},
        {"practiced": "12"},
        {"practiced": ["12 half"]},
        {"practiced": ["end"]},
        {"practiced": ["-1"]},
        {"practiced": [str(2**42)]},
        {"never": {"deep_squat": 1}},
        {"never": None},
        {"days": "many"},
        {"variation": "wild"},
        {"next_variation": "wild"},
        {"practiced": None},
        {"held": None},
        {"breaths_had": -1},
        {"first_had": 99},
        {"left_out": None},
        {"between_pose": "seal_stretch"},
        BETWEEN | {"between_pose": "nap"},
        BETWEEN | {"between_pose": "knee_hugs"},
        BETWEEN | {"between_breath": 99},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(routine: Routine, damage: dict[str, Any]) -> None:
    with pytest.raises(ProgressError):
        from_json(new_progress(routine).to_json() | damage, routine)


@pytest.mark.parametrize(
    "most", [{"began_ms": 2**42}, {"intro_ms": 600_000}, {"breath": MOST_BREATHS_HELD + 1}], ids=str
)
def test_the_most_that_can_be_is_kept(routine: Routine, most: dict[str, Any]) -> None:
    assert from_json(new_progress(routine).to_json() | most, routine).to_json().items() >= most.items()


@pytest.mark.parametrize("kept", [None, [], "progress", 3, {}], ids=str)
def test_what_is_no_progress_is_refused(routine: Routine, kept: object) -> None:
    with pytest.raises(ProgressError):
        from_json(kept, routine)


def test_poses_that_no_longer_exist_are_forgotten(routine: Routine) -> None:
    kept = new_progress(routine).to_json() | {"known": ["warrior", "knee_hugs"]}
    owed = Owed().to_json() | {"hurt": ["Q" * 40, "deep_squat", "deep_squat"]}
    assert from_json(kept, routine, owed).history.known == ("knee_hugs",)
    assert from_json(kept, routine, owed).owed.hurt == ("deep_squat",)


@pytest.mark.parametrize(
    "damage",
    [
        {"misses": "often"},
        {"misses": -1},
        {"question": "why"},
        {"said": ["a" * 1197 + ".", "bc."]},
        {"said": [3]},
        {"said": "again"},
        {"said": ["\x00."]},
        {"said": ["The deep squat, {called}."]},
        {"said": ["<break/>."]},
        {"said": ["You & me."]},
        {"said": [f"{n}." for n in range(31)]},
        {"said": [" ".join(f"{n}!" for n in range(31))]},
        {"said": ["nobody's business"]},
        {"said": ["Let's begin.Let's begin."]},
        {"said": ["Let's begin. Let's begin."]},
        {"said": ["Let's begin.", "Let's begin."]},
        {"said": ["half a \ud800"]},
        {"asked": "a" * 41},
        {"asked": "my bad back"},
        {"hurt": "knee_hugs"},
        {"answer_id": 2**42 + 1},
    ],
    ids=lambda damage: str(damage)[:30],
)
def test_what_cannot_be_owed_is_refused(routine: Routine, damage: dict[str, Any]) -> None:
    with pytest.raises(ProgressError):
        from_json(new_progress(routine).to_json(), routine, Owed().to_json() | damage)


def test_an_owed_thing_that_is_not_there_is_refused(routine: Routine) -> None:
    with pytest.raises(ProgressError):
        from_json(new_progress(routine).to_json(), routine, {})


def test_the_most_that_can_be_owed_is(routine: Routine) -> None:
    most = Owed(said=("a" * 1197 + ".", "b."), asked="a" * 40, hurt=tuple(SIDES), answer_id=2**42)
    assert from_json(new_progress(routine).to_json(), routine, most.to_json()).owed == most


def practicing(routine: Routine, *days: tuple[int, bool]) -> History:
    """Somebody who was in a pose on each of these days, and came to the end on some."""
    history = History()
    for day, to_the_end in days:
        history = history.seen(day * DAY_MS, routine).practicing(routine, to_the_end=to_the_end)
    return history


def test_a_day_of_practice_is_one_however_often_and_keeps_its_end(routine: Routine) -> None:
    history = practicing(routine, (2, False), (2, True), (2, False), (5, False))
    assert [each.to_the_end for each in history.practiced] == [True, False]
    assert history.days == 1
    assert history.days_back(routine) == {0: False, 3: True}


def test_a_week_of_days_is_kept_and_the_last_end_however_long_ago(routine: Routine) -> None:
    history = practicing(routine, (1, True), (2, True), *((day, False) for day in range(3, 30)))
    assert history.days == 28
    assert history.days_back(routine) == {**dict.fromkeys(range(DAYS_A_WEEK), False), 27: True}


@given(st.lists(st.tuples(st.integers(0, 60 * 24), st.booleans()), max_size=40))
def test_days_of_practice_are_counted_each_once(routine: Routine, hours: list[tuple[int, bool]]) -> None:
    history, held = History(), set()
    for hour, is_held in sorted(hours):
        moment = 20_000 * DAY_MS + hour * DAY_MS // 24
        history = history.seen(moment, routine)
        today = day_of(moment, routine)
        if is_held:
            history = history.practicing(routine)
            held.add(today)
        assert history.days == len(held - {today})
        assert history.days_back(routine) == {today - day: False for day in sorted(held)[-DAYS_A_WEEK:]}


def test_nobody_is_in_no_shape_where_only_a_shape_is(routine: Routine) -> None:
    kept = new_progress(routine).with_course(posture=Posture("squatting")).to_json()
    with pytest.raises(ProgressError, match="position"):
        from_json(kept, routine)
