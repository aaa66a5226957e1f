"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.content import content_for
from lower_back_release.dialogue.coach import Coach
from lower_back_release.lesson.routine import Routine

# A loaded machine is slow, and no property here is about time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

LONGEST = ("sound", "page", "screen", "test_second_reading", "test_evaluate", "test_random_walks", "test_mannequin")
"""The folders and modules that take longest, a voice's and a browser's before all others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: else one processor has one of them left to do when the others have nothing more."""

    def place(item: pytest.Item) -> int:
        parts = Path(item.path).with_suffix("").parts
        return next((n for n, name in enumerate(LONGEST) if name in parts), len(LONGEST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def coach() -> Coach:
    return coach_of(content_for("en-US"))


@pytest.fixture(scope="session")
def routine(coach: Coach) -> Routine:
    return coach.routine
