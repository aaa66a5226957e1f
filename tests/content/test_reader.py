"""A content file that lacks something is refused with words that say what and where."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lower_back_release import content
from lower_back_release.content import content_for
from lower_back_release.content.reader import ContentError
from lower_back_release.lesson.routine import read_routine

ENGLISH = Path(content.__file__).parent / "en.toml"


@pytest.fixture
def english() -> dict[str, Any]:
    return tomllib.loads(ENGLISH.read_text(encoding="utf-8"))


def _seal(words: dict[str, Any]) -> dict[str, Any]:
    seal: dict[str, Any] = words["poses"][2]
    return seal


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda words: _seal(words).pop("way_out"), "en.toml: seal_stretch lacks 'way_out'"),
        (lambda words: _seal(words)["rest"].pop("breaths"), "en.toml: seal_stretch, rest lacks 'breaths'"),
        (
            lambda words: _seal(words).update(remainder="x"),
            "en.toml: seal_stretch has 'remainder', which nothing reads",
        ),
        (lambda words: _seal(words)["setup"][1].update(wait="long"), "seal_stretch, setup 2, wait should be float"),
        (lambda words: _seal(words).update(recap=""), "seal_stretch, recap should be words"),
        (lambda words: _seal(words).update(recap="Your {side} side."), "seal_stretch speaks of a side, and has none"),
        (lambda words: words["poses"][0].pop("switch"), "reclined_shoelace lacks 'switch'"),
        (lambda words: words["poses"][1].update(id="deep_squat"), "two poses of one id"),
        (lambda words: words["poses"].clear(), "has no poses"),
        (lambda words: words["say"].update(setup="x"), "say has 'setup', which nothing reads"),
        (lambda words: words["say"]["ordinals"].pop(), "lacks ordinals for 5 poses"),
        (lambda words: words["moves"]["belly"].pop("kneeling"), "moves.belly lacks 'kneeling'"),
        (lambda words: words.update(poses="five"), "poses should be a list"),
        (lambda words: words.update(hold=3), "hold should be a table"),
    ],
)
def test_what_is_wrong_is_named(english: dict[str, Any], damage: Callable[[Any], object], message: str) -> None:
    damage(english)
    with pytest.raises(ContentError, match=re.escape(message)):
        read_routine(english, "en.toml")


def test_words_that_are_no_table_are_refused() -> None:
    with pytest.raises(ContentError, match=re.escape("en.toml should be a table")):
        read_routine(None, "en.toml")


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de-DE", "en", ""])
def test_every_locale_finds_words(locale: str) -> None:
    assert len(content_for(locale).routine.poses) == 5
