import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.lesson.timeline import Cue, Place, Stage, Timeline, join

HOLD = [Place("seal_stretch", 0, Stage.HOLD, n) for n in range(1, 4)]
THREE = Timeline(tuple(Cue("Breathe in.", 0.9, 4.0, place) for place in HOLD))


def test_the_silence_is_what_the_words_leave() -> None:
    assert Cue("Breathe in.", 0.9, 4.0, HOLD[0]).silence == 3.1


def test_cues_follow_one_another() -> None:
    assert THREE.starts == (0.0, 4.0, 8.0)
    assert THREE.seconds == 12.0


@pytest.mark.parametrize(
    ("seconds", "breath"),
    [(-3600, 1), (0, 1), (3.999, 1), (4.0, 2), (7.9, 2), (8.0, 3), (11.999, 3), (12.0, 3), (1e9, 3)],
)
def test_where_one_is_after_so_many_seconds(seconds: float, breath: int) -> None:
    assert THREE.at(seconds).breath == breath


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
