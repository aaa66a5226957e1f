import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.timeline import Cue, Place, Stage, Timeline, join

HOLD = [Place("seal_stretch", 0, Stage.HOLD, breath=n) for n in range(1, 4)]
THREE = Timeline(tuple(Cue("Breathe in.", 0.9, 4.0, place) for place in HOLD))


def test_the_silence_is_what_the_words_leave() -> None:
    assert Cue("Breathe in.", 0.9, 4.0, HOLD[0]).silence_seconds == 3.1


def test_cues_follow_one_another() -> None:
    assert THREE.starts == (0.0, 4.0, 8.0)
    assert THREE.seconds == 12.0


@pytest.mark.parametrize(
    ("seconds", "breath"),
    [(-3600, 1), (0, 1), (3.999, 1), (4.0, 2), (7.9, 2), (8.0, 3), (11.999, 3), (12.0, 3), (1e9, 3)],
)
def test_where_one_is_after_so_many_seconds(seconds: float, breath: int) -> None:
    assert THREE.at(seconds).place.breath == breath


def test_nowhere_is_nowhere() -> None:
    assert Timeline().seconds == 0.0
    assert Timeline().starts == ()
    with pytest.raises(IndexError):
        Timeline().at(0)


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=60))
def test_a_thousand_breaths_do_not_drift(lengths: list[int]) -> None:
    cues = tuple(Cue("", 0.0, ms / 1000, HOLD[0]) for ms in lengths)
    assert Timeline(cues).seconds == sum(lengths) / 1000
    assert (Timeline(cues) + Timeline(cues)).seconds == join([Timeline(cues)] * 2).seconds == 2 * sum(lengths) / 1000


BACK, BELLY = Posture("back"), Posture("belly")
SEAL = Posture("belly", Shape("seal_stretch"))
SETUP = [Place("seal_stretch", step=step) for step in range(3)]
ROLL = Cue("Roll over.", 2.0, 10.0, SETUP[0], BACK, BELLY, leads_to=SETUP[1])
RISE = Cue("Come up.", 1.0, 5.0, SETUP[1], BELLY, SEAL, leads_to=SETUP[2])
MOVES = Timeline((ROLL, RISE))


@pytest.mark.parametrize(
    ("seconds", "place", "posture"),
    [
        (-0.1, SETUP[0], BACK),  # not a word has been heard
        (0, SETUP[0], Posture("anywhere")),  # the move has begun
        (5.9, SETUP[0], Posture("anywhere")),
        (6, SETUP[1], BELLY),  # half of its wait has passed
        (10, SETUP[1], Posture("belly", Shape("seal_stretch"), moving=True)),
        (12.9, SETUP[1], Posture("belly", Shape("seal_stretch"), moving=True)),
        (13, SETUP[2], SEAL),
        (100, SETUP[2], SEAL),
    ],
)
def test_a_move_begins_with_its_first_word_and_is_done_after_half_of_its_wait(
    seconds: float, place: Place, posture: Posture
) -> None:
    assert (MOVES.at(seconds).place, MOVES.at(seconds).posture) == (place, posture)


def test_whoever_says_they_have_done_it_is_where_it_leads() -> None:
    assert (MOVES.once_done(3).place, MOVES.once_done(3).posture) == (SETUP[1], BELLY)
    assert (MOVES.once_done(-1).place, MOVES.once_done(-1).posture) == (SETUP[0], BACK)


def test_what_comes_next_fits_both_ends_of_a_move() -> None:
    squat, kneeling, standing = Posture("squatting", Shape("deep_squat")), Posture("kneeling"), Posture("standing")
    assert standing.during(squat) == Posture("squatting", Shape("deep_squat"), moving=True)
    assert squat.during(kneeling) == Posture("anywhere", Shape("deep_squat"), moving=True)
    assert BACK.during(BACK) == BACK
    assert not squat.during(kneeling).holds(Shape("deep_squat"))
    assert squat.holds(Shape("deep_squat"))
