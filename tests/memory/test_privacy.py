"""What people are told of what is kept is so."""

import re

from lower_back_release.content import content_for
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.ways import Variation
from lower_back_release.memory.dynamodb import KEEP_FOR
from lower_back_release.person.progress import new_progress
from tests.store.documents import ROOT

PAGE = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
TOLD = {name for row in PAGE.splitlines() if row.startswith("| `") for name in re.findall(r"`(\w+)`", row)}


def test_people_are_told_everything_that_is_kept_and_nothing_that_is_not() -> None:
    held = Posture("back", Shape("knee_hugs"))
    new = new_progress(content_for("en-US").routine)
    fullest = new.with_course(began_ms=1, posture=held, variation=Variation.GENTLER)
    assert set(fullest.to_json()) == TOLD


def test_people_are_told_how_long() -> None:
    assert KEEP_FOR == 365 * 24 * 60 * 60
    assert "A year after you last used the skill" in PAGE
