"""Whatever the function is called with, it answers, or lets it go: nothing fails, and nothing of it is told."""

import pytest

from lower_back_release.alexa.audio import Form
from tests.fuzz.sending import send


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 4))])
def test_nothing_it_is_called_with_does_any_harm(seed: int) -> None:
    found = send(1000, seed, list(Form)[seed % 2])
    assert found.wrong == []
    assert found.answered > found.requests / 3
