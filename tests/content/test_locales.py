"""A locale has its language's words but for what it says otherwise, and each thing is said once."""

import re
from typing import Any

import pytest

from lower_back_release.content import FILES, WITHOUT_WORDS, content_for
from lower_back_release.content.language_file import read_file
from lower_back_release.content.locale_file import said_otherwise
from lower_back_release.content.reader import ContentError, texts
from lower_back_release.dialogue.asking import AskingWords
from lower_back_release.dialogue.urgent import UrgentWords

LANGUAGE = {
    "day_begins": 9,
    "poses": [{"id": "squat", "say": "Seat low. Soften your seat."}, {"id": "seal", "say": "Toward the wall."}],
    "urgent": {"number": "your number"},
}


def said(locale: dict[str, Any]) -> dict[str, Any]:
    return said_otherwise(LANGUAGE, locale, "en-GB.toml")


def test_what_a_locale_leaves_out_it_says_as_its_language_does() -> None:
    assert said({}) == LANGUAGE
    assert said({"urgent": {"number": "999"}}) == {**LANGUAGE, "urgent": {"number": "999"}}


def test_of_poses_it_says_otherwise_what_it_names_by_id() -> None:
    poses = said({"poses": [{"id": "seal", "say": "To the wall."}]})["poses"]
    assert [pose["say"] for pose in poses] == ["Seat low. Soften your seat.", "To the wall."]


def test_a_word_is_replaced_wherever_it_stands_with_its_capital() -> None:
    poses = said({"instead": {"seat": "bottom", "toward": "towards"}})["poses"]
    assert [pose["say"] for pose in poses] == ["Bottom low. Soften your bottom.", "Towards the wall."]


@pytest.mark.parametrize(
    ("locale", "message"),
    [
        ({"urgnt": {}}, "en-GB.toml has 'urgnt', which its language hasn't"),
        ({"urgent": {"nmber": "9"}}, "en-GB.toml, urgent has 'nmber', which its language hasn't"),
        ({"poses": [{"id": "sphinx"}]}, "en-GB.toml, poses has 'sphinx', which its language hasn't"),
        ({"day_begins": 9}, "en-GB.toml, day_begins says what its language says"),
        ({"urgent": {"number": "your number"}}, "en-GB.toml, urgent says what its language says"),
        ({"instead": {"colour": "color"}}, "en-GB.toml, instead has 'colour', which its language never says"),
        ({"instead": {"seat": 3}}, "en-GB.toml, instead should be a table of words"),
        ({"instead": "seat"}, "en-GB.toml, instead should be a table of words"),
    ],
)
def test_what_makes_no_difference_is_refused(locale: dict[str, Any], message: str) -> None:
    with pytest.raises(ContentError, match=re.escape(message)):
        said(locale)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_has_all_that_is_said(name: str) -> None:
    read_file(name)


@pytest.mark.parametrize(
    ("locale", "number"),
    [
        ("en-US", "nine one one"),
        ("en-CA", "nine one one"),
        ("en-GB", "nine nine nine"),
        ("en-AU", "triple zero"),
        ("en-IN", "one one two"),
        ("en-ZA", "your local emergency number"),
    ],
)
def test_whoever_needs_help_hears_the_number_of_where_they_are(locale: str, number: str) -> None:
    assert content_for(locale).words.of(UrgentWords).number == number


def test_britain_has_its_own_words_and_australia_has_britains() -> None:
    for locale in ("en-GB", "en-AU", "en-IN"):
        content = content_for(locale)
        every = " ".join(texts((content.routine, *content.words.all_groups())))
        assert "towards your chest" in every
        assert re.search(r"\btoward\b|\bseat\b|practiced", every) is None


def test_a_locale_without_words_of_its_own_language_gets_english_that_fits_anywhere() -> None:
    assert content_for("xx-XX") is content_for(WITHOUT_WORDS)
    assert content_for("xx-XX").words.of(AskingWords).where == "This is {called}."
