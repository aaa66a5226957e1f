"""A content file that lacks something is refused with words that say what and where."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from lower_back_release.content import content_for
from lower_back_release.content.language_file import read_content
from lower_back_release.content.reader import ContentError
from tests.content.english import english


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
        (lambda words: words["moving"].update(setup="x"), "moving has 'setup', which nothing reads"),
        (lambda words: words.update(poses="five"), "poses should be a list"),
        (lambda words: words.pop("asking"), "en.toml lacks 'asking'"),
        (lambda words: words.update(saying={}), "en.toml has 'saying', which nothing reads"),
        (lambda words: words.update(hold=3), "hold should be a table"),
    ],
)
def test_what_is_wrong_is_named(damage: Callable[[Any], object], message: str) -> None:
    words = english()
    damage(words)
    with pytest.raises(ContentError, match=re.escape(message)):
        read_content(words, "en.toml")


def test_words_that_are_no_table_are_refused() -> None:
    with pytest.raises(ContentError, match=re.escape("en.toml should be a table")):
        read_content(None, "en.toml")


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de-DE", "en", ""])
def test_every_locale_finds_words(locale: str) -> None:
    assert len(content_for(locale).routine.poses) == 5
