"""A content file that lacks something is refused with words that say what and where."""

import pickle
import re
from collections.abc import Callable
from typing import Any

import pytest

from lower_back_release.content.language_file import read_content
from lower_back_release.content.reader import ContentError
from lower_back_release.dialogue.asking import AskingWords
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


def _with(called: object) -> dict[str, Any]:
    words = english()
    for pose in words["poses"]:
        for held in (pose, pose.get("rest")):
            if held:
                held["called"] = called
    return words


def test_a_word_may_have_forms_and_templates_ask_for_them_by_name() -> None:
    words = _with({"der": "der Hund", "den": "den Hund"})
    words["asking"]["first_up"] = "Zuerst {next}, ich mag {next.den}."
    content = read_content(words, "de.toml")
    called = content.routine.poses[0].called
    assert content.words.of(AskingWords).first_up.format(next=called) == "Zuerst der Hund, ich mag den Hund."
    assert pickle.loads(pickle.dumps(called)).den == "den Hund"  # noqa: S301 - as it is deployed


@pytest.mark.parametrize(
    ("called", "template", "message"),
    [
        ({"der": "der Hund"}, "{next.dem}", "'{next.dem}' asks for the form 'dem' of 'next', which it hasn't"),
        ({"der": "der Hund"}, "{minutes.der}", "which nothing fills"),
        ({}, "{next}", "reclined_shoelace, called is empty"),
        ({"der": ""}, "{next}", "called.der should be words"),
        ({"title": "der Hund"}, "{next}", "called can't have a form called 'title'"),
        ({"a b": "der Hund"}, "{next}", "called can't have a form called 'a b'"),
    ],
)
def test_a_form_that_is_not_there_is_named(called: object, template: str, message: str) -> None:
    words = _with(called)
    words["asking"]["first_up"] = template
    with pytest.raises(ContentError, match=re.escape(message)):
        read_content(words, "de.toml")


def test_all_that_may_stand_in_one_place_have_the_same_forms() -> None:
    words = _with({"der": "der Hund", "den": "den Hund"})
    words["poses"][1]["called"] = {"der": "der Hund"}
    with pytest.raises(ContentError, match=re.escape("de.toml: knee_hugs, called lacks the form 'den'")):
        read_content(words, "de.toml")
