"""A content file that lacks something is refused with words that say what and where."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lower_back_release import content
from lower_back_release.content import content_for, read_content
from lower_back_release.content.reader import ContentError

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
        (lambda words: words["poses"][0].pop("switch"), "reclined_shoelace lacks a 'switch'"),
        (lambda words: words["poses"][1].update(id="deep_squat"), "two poses or rests of the id 'deep_squat'"),
        (lambda words: words["poses"].clear(), "has no poses"),
        (lambda words: words["moving"].update(setup="x"), "moving has 'setup', which nothing reads"),
        (lambda words: words["moving"].update(ordinals=["first"]), "lacks ordinals for 5 poses"),
        (lambda words: words["moves"]["belly"].pop("kneeling"), "moves.belly lacks 'kneeling'"),
        (lambda words: words.update(poses="five"), "poses should be a list"),
        (lambda words: words["moves"]["back"].pop("standing"), "moves.back lacks 'standing'"),
        (lambda words: words["moves"]["kneeling"].pop("kneeling"), "moves.kneeling lacks 'kneeling'"),
        (lambda words: _seal(words)["short"][0].pop("takes"), "seal_stretch lacks the one line of 'short' that takes"),
        (lambda words: _seal(words)["setup"][0].update(takes="belly"), "seal_stretch lacks the one line of 'setup'"),
        (lambda words: _seal(words)["setup"][0].update(leaves="belly"), "seal_stretch leaves the shape in 'setup'"),
        (lambda words: _seal(words)["short"][0].update(takes="back"), "seal_stretch is taken in several positions"),
        (
            lambda words: _seal(words)["way_out"][0].pop("leaves"),
            "seal_stretch lacks the line of 'way_out' that leaves",
        ),
        (lambda words: _seal(words)["way_out"][0].update(takes="belly"), "seal_stretch takes a shape in 'way_out'"),
        (lambda words: words["poses"][0]["switch"].pop("leaves"), "reclined_shoelace lacks a 'switch' that leaves"),
        (lambda words: _seal(words)["rest"]["way_out"].clear(), "childs_pose lacks the line of 'way_out' that leaves"),
        (lambda words: words.pop("asking"), "en.toml lacks 'asking'"),
        (lambda words: words.update(saying={}), "en.toml has 'saying', which nothing reads"),
        (lambda words: words.update(hold=3), "hold should be a table"),
    ],
)
def test_what_is_wrong_is_named(english: dict[str, Any], damage: Callable[[Any], object], message: str) -> None:
    damage(english)
    with pytest.raises(ContentError, match=re.escape(message)):
        read_content(english, "en.toml")


def test_words_that_are_no_table_are_refused() -> None:
    with pytest.raises(ContentError, match=re.escape("en.toml should be a table")):
        read_content(None, "en.toml")


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de-DE", "en", ""])
def test_every_locale_finds_words(locale: str) -> None:
    assert len(content_for(locale).routine.poses) == 5
