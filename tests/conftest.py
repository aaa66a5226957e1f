import pytest
from hypothesis import settings

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.content import content_for
from lower_back_release.dialogue.coach import Coach
from lower_back_release.lesson.routine import Routine

# A loaded machine is slow, and no property here is about time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def coach() -> Coach:
    return coach_of(content_for("en-US"))


@pytest.fixture(scope="session")
def routine(coach: Coach) -> Routine:
    return coach.routine
