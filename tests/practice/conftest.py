import pytest

from lower_back_release.content import routine_for
from lower_back_release.practice.coach import Coach
from lower_back_release.practice.progress import new_progress
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.wish import Wanted
from tests.practice.talk import Talk


@pytest.fixture(scope="session")
def routine() -> Routine:
    return routine_for("en-US")


@pytest.fixture(scope="session")
def coach(routine: Routine) -> Coach:
    return Coach(routine)


@pytest.fixture
def talk(coach: Coach) -> Talk:
    return Talk(coach, new_progress(coach.routine))


@pytest.fixture
def begun(talk: Talk) -> Talk:
    talk.wish(Wanted.LAUNCH)
    return talk
