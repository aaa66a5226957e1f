import pytest

from lower_back_release.dialogue.coach import Coach
from lower_back_release.person.progress import new_progress
from tests.dialogue.talk import Talk


@pytest.fixture
def talk(coach: Coach) -> Talk:
    return Talk(coach, new_progress(coach.routine))


@pytest.fixture
def begun(talk: Talk) -> Talk:
    talk.say("launch")
    talk.listen(10)  # the note of caution has been heard
    return talk
