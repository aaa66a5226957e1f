import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from icons.__main__ import SIZES, png
from lower_back_release.content import FILES, FOLDER, spoken_in
from lower_back_release.content.locale_file import INSTEAD, LIKE
from publishing.locales import languages
from publishing.parameters import read_parameters
from publishing.project import manifest
from simulator.ears.invocation import call, without_wake_word
from simulator.ears.understanding import Understanding, understanding_of
from tests.publishing.given import ENDPOINT, GIVEN, PRIVACY_URL
from tests.store.documents import document
from tests.store.utterances import LANGUAGES

MANIFEST: dict[str, Any] = document("skill.json")["manifest"]
PACKAGED: dict[str, Any] = manifest(read_parameters(GIVEN))["manifest"]
"""What Amazon is sent, with what is the publisher's own."""

LISTINGS: dict[str, dict[str, Any]] = MANIFEST["publishingInformation"]["locales"]
LISTING = LISTINGS["en-US"]
SHOWN = " ".join([LISTING["name"], LISTING["summary"], LISTING["description"], *LISTING["keywords"]])

NO_ADVICE = {"en": "medical advice", "de": "keine medizinische beratung", "es": "consejo médico"}
"""What the description says in each language that the skill is not."""

SUMMARY_CHARACTERS = 120
"""The most that a summary holds, as Amazon's own manifest template says it: github.com/alexa-games/litexa."""

DESCRIPTION_CHARACTERS = 4000
"""The most that the developer console's form for the detailed description takes."""

NAME_CHARACTERS = range(2, 51)
"""What the developer console's form for the public name takes."""


def test_the_skill_is_listed_under_health_in_every_locale_it_has() -> None:
    assert MANIFEST["publishingInformation"]["category"] == "HEALTH_AND_FITNESS"
    locales = MANIFEST["publishingInformation"]["locales"]
    assert list(locales) == [locale for of_language in languages().values() for locale in of_language]
    assert {spoken_in(locale) for locale in locales} <= FILES  # nobody gets another language than the store's


@pytest.mark.parametrize("locale", LISTINGS)
def test_the_texts_fit_where_amazon_shows_them(locale: str) -> None:
    listing = LISTINGS[locale]
    assert len(listing["name"]) in NAME_CHARACTERS
    assert 0 < len(listing["summary"]) <= SUMMARY_CHARACTERS
    assert 0 < len(listing["description"]) <= DESCRIPTION_CHARACTERS


def test_every_description_says_that_it_is_no_medical_advice(language: str) -> None:
    assert language in NO_ADVICE, f"NO_ADVICE lacks what '{language}' calls that"
    for locale in LANGUAGES[language]:
        assert NO_ADVICE[language] in LISTINGS[locale]["description"].lower()


@pytest.mark.parametrize(
    "words",
    [
        "not medical advice",
        "not a substitute for professional medical advice",
        "ask your doctor",
        "injured",
        "pregnant",
        "stop if anything hurts",
    ],
)
def test_the_description_says_what_the_skill_is_not(words: str) -> None:
    assert words in LISTING["description"].lower()


def test_the_listing_claims_no_cure() -> None:
    claims = r"\b(treat|cure|heal(?!th)|remed|therap|diagnos|relie[fv]|sciatica|pain)"
    assert re.findall(claims, SHOWN, re.IGNORECASE) == []


def test_the_listing_does_not_speak_for_amazon() -> None:
    assert re.findall(r"amazon|echo|official|endorse", SHOWN, re.IGNORECASE) == []


def test_there_are_three_example_phrases_the_first_opens_the_skill_and_the_others_are_understood(language: str) -> None:
    understanding = understanding_of(LANGUAGES[language][0])
    for locale in LANGUAGES[language]:
        opening, *others = (request(phrase, understanding) for phrase in LISTINGS[locale]["examplePhrases"])
        assert opening == ""
        assert len(others) == 2
        assert [each for each in others if not understanding.lists(each)] == []


def quoted(listing: dict[str, Any]) -> list[str]:
    """What a description tells people to say."""
    return re.findall(r"[\"„“«]([^\"„“”«»]+)[\"“”»]", listing["description"])


def request(phrase: str, understanding: Understanding) -> str:
    """What a phrase asks of the skill, by its name or within it; nothing where it only calls it."""
    called = call(phrase, understanding.invocation_name, understanding.language.invocation)
    carriers = "|".join(understanding.language.invocation.carriers)
    return re.sub(rf"^(?:{carriers}) ", "", called.request) if called else without_wake_word(phrase)


def test_whatever_a_description_tells_people_to_say_is_understood(language: str) -> None:
    understanding = understanding_of(LANGUAGES[language][0])
    for locale in LANGUAGES[language]:
        phrases = quoted(LISTINGS[locale])
        asked = [request(phrase, understanding) for phrase in phrases]
        assert len(phrases) > 10
        assert "" in asked
        assert [each for each in asked if each and not understanding.lists(each)] == []


def replaced_in(name: str) -> Iterator[str]:
    """The words that a locale's content never says, since it says others in their stead."""
    file = FOLDER / f"{name}.toml"
    if name != spoken_in(name) and file.exists():
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        yield from table.get(INSTEAD, {})
        yield from replaced_in(table.get(LIKE, spoken_in(name)))


@pytest.mark.parametrize("locale", LISTINGS)
def test_the_store_says_no_word_for_which_the_skill_says_another_there(locale: str) -> None:
    listing = LISTINGS[locale]
    shown = " ".join([listing["name"], listing["summary"], listing["description"], *listing["examplePhrases"]])
    said = f"{shown} {' '.join(listing['keywords'])}"
    assert [word for word in replaced_in(locale) if re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE)] == []


EMERGENCY = {
    **{"de-DE": "112", "es-ES": "112", "es-MX": "911", "es-US": "911"},
    **{"en-US": "911", "en-CA": "911", "en-GB": "999", "en-AU": "000", "en-IN": "112"},
}
"""As the sources beside them say, in docs/languages/."""


@pytest.mark.parametrize("locale", LISTINGS)
def test_the_store_names_the_emergency_number_of_the_country(locale: str) -> None:
    assert locale in EMERGENCY, f"EMERGENCY lacks '{locale}'"
    assert re.findall(r"\b\d{3}\b", LISTINGS[locale]["description"]) == [EMERGENCY[locale]]


def test_nothing_is_sold_asked_or_advertised() -> None:
    told = {name: value for name, value in MANIFEST["privacyAndCompliance"].items() if name != "locales"}
    assert told == {
        "allowsPurchases": False,
        "usesPersonalInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
    }


@pytest.mark.parametrize("locale", LISTINGS)
def test_the_listing_shows_the_icons_that_were_drawn(locale: str) -> None:
    shown = [LISTINGS[locale][key] for key in ("smallIconUri", "largeIconUri")]
    assert shown == [f"file://assets/images/{png(side).name}" for side in SIZES]


def test_the_skill_answers_from_the_alias_that_is_given() -> None:
    assert PACKAGED["apis"]["custom"]["endpoint"] == {"uri": ENDPOINT}


def test_every_locale_says_where_its_privacy_policy_is() -> None:
    told = PACKAGED["privacyAndCompliance"]["locales"]
    assert set(told) == set(PACKAGED["publishingInformation"]["locales"])
    assert all(each["privacyPolicyUrl"].partition("#")[0] == PRIVACY_URL for each in told.values())


def test_the_skill_hears_when_somebody_disables_it_where_it_hears_all_else() -> None:
    events = PACKAGED["events"]
    assert events["endpoint"] == PACKAGED["apis"]["custom"]["endpoint"]
    assert events["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
