"""What is answered is what was approved, word for word; `make approve` writes it anew, for reading."""

from pathlib import Path

import pytest

from tests.approved.every_wish import STAGES, path_of, told
from tests.approved.telling import retold, scripts


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.stem)
def test_every_answer_is_as_it_was_approved(path: Path) -> None:
    approved = path.read_text(encoding="utf-8")
    assert retold(approved) == approved, "read what has changed, then: make approve"


# All stages take a fifth of the time of all tests.
@pytest.mark.parametrize(
    "stage", [pytest.param(stage, marks=[pytest.mark.slow] if n % 9 else []) for n, stage in enumerate(STAGES)]
)
def test_every_wish_is_answered_as_it_was_approved(stage: str) -> None:
    approved = path_of(stage).read_text(encoding="utf-8")
    assert told(STAGES[stage]) == approved, "read what has changed, then: make approve"
