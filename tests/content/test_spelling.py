"""Each English locale writes and says words as its country does."""

import re
import tomllib
from pathlib import Path

import pytest

from lower_back_release.content import content_for
from lower_back_release.content.reader import texts
from publishing.locales import languages, listing

WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("spelling.toml").read_text(encoding="utf-8"))

AMERICAN = [word for table in WORDS.values() for word in table]
BRITISH = [word for name, table in WORDS.items() if name.startswith("spelling") for word in table.values()]

NEVER = {
    "en-US": (
        *BRITISH,
        "towards",
        "afterwards",
        "mum",
        "at weekends",
        "at the weekend",
        "half eight",
        "nine nine nine",
    ),
    "en-CA": (*WORDS["spelling"], "mum", "at weekends", "at the weekend", "half eight", "nine nine nine"),
    "en-GB": (*AMERICAN, "on weekends", "on the weekend", "nine one one"),
    "en-AU": (*AMERICAN, "at weekends", "nine one one", "nine nine nine"),
    "en-IN": (*AMERICAN, "at weekends", "half eight", "nine one one", "nine nine nine"),
}
"""What nobody hears or reads there."""


def told(locale: str) -> list[str]:
    """All that is said, shown and sold in a locale."""
    content, store = content_for(locale), listing(locale)
    parts = (content.routine, *content.words.all_groups(), content.screen)
    shown = [store["summary"], store["description"], *store["examplePhrases"], *store["keywords"]]
    return [*(text for part in parts for text in texts(part)), *shown]


def test_every_english_locale_is_looked_at() -> None:
    assert NEVER.keys() == set(languages()["en"])


@pytest.mark.parametrize("locale", NEVER)
def test_nothing_is_written_or_said_as_another_country_does(locale: str) -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, NEVER[locale]))})\b", re.IGNORECASE)
    assert [text for text in told(locale) if pattern.search(text)] == []


def test_what_one_country_says_is_what_another_does_not() -> None:
    for table in WORDS.values():
        assert [word for word, other in table.items() if word == other] == []
