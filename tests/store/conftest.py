import pytest

from tests.store.utterances import LANGUAGES


@pytest.fixture(params=sorted(LANGUAGES))
def language(request: pytest.FixtureRequest) -> str:
    """Each that the skill is published in."""
    return str(request.param)
