import re
from typing import Any

import pytest

from icons.__main__ import SIZES, png
from lower_back_release.content import FILES
from publishing.locales import languages
from publishing.parameters import read_parameters
from publishing.project import manifest
from tests.publishing.given import ENDPOINT, GIVEN, PRIVACY_URL
from tests.store.documents import document
from tests.store.utterances import language_model, utterances

MANIFEST: dict[str, Any] = document("skill.json")["manifest"]
PACKAGED: dict[str, Any] = manifest(read_parameters(GIVEN))["manifest"]
"""What Amazon is sent, with what is the publisher's own."""

LISTING: dict[str, Any] = MANIFEST["publishingInformation"]["locales"]["en-US"]
SHOWN = " ".join([LISTING["name"], LISTING["summary"], LISTING["description"], *LISTING["keywords"]])

SUMMARY_CHARACTERS = 120
"""The most that a summary holds, as Amazon's own manifest template says it: github.com/alexa-games/litexa."""

DESCRIPTION_CHARACTERS = 4000
"""The most that the developer console's form for the detailed description takes."""

NAME_CHARACTERS = range(2, 51)
"""What the developer console's form for the public name takes."""


@pytest.fixture(scope="module")
def sayable() -> frozenset[str]:
    """All that the interaction model lists."""
    return frozenset(each.words for each in utterances())


def test_the_skill_is_listed_under_health_in_every_locale_it_has() -> None:
    assert MANIFEST["publishingInformation"]["category"] == "HEALTH_AND_FITNESS"
    locales = MANIFEST["publishingInformation"]["locales"]
    assert list(locales) == [locale for of_language in languages().values() for locale in of_language]
    assert {locale.partition("-")[0] for locale in locales} <= FILES  # nobody gets another language than the store's


def test_the_texts_fit_where_amazon_shows_them() -> None:
    assert len(LISTING["name"]) in NAME_CHARACTERS
    assert 0 < len(LISTING["summary"]) <= SUMMARY_CHARACTERS
    assert 0 < len(LISTING["description"]) <= DESCRIPTION_CHARACTERS


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


def test_there_are_three_example_phrases_and_the_first_opens_the_skill() -> None:
    opening, *others = LISTING["examplePhrases"]
    assert len(others) == 2
    assert re.fullmatch(rf"Alexa, (open|start) {language_model()['invocationName']}", opening)


@pytest.mark.parametrize("phrase", LISTING["examplePhrases"][1:])
def test_an_example_phrase_is_in_the_interaction_model(phrase: str, sayable: frozenset[str]) -> None:
    asked = re.fullmatch(rf"Alexa, ask {language_model()['invocationName']} (?:to|for) (.+)", phrase)
    assert asked is not None
    assert asked[1] in sayable


QUOTED = re.findall(r"\"([^\"]+)\"", LISTING["description"])


@pytest.mark.parametrize("words", QUOTED)
def test_whatever_the_description_tells_people_to_say_is_understood(words: str, sayable: frozenset[str]) -> None:
    name = language_model()["invocationName"]
    said = re.fullmatch(rf"Alexa, (open {name}|(?:ask {name} (?:to|for) )?(?P<asked>.+))", words)
    assert said is not None
    assert said["asked"] is None or said["asked"].lower() in {*sayable, "help", "stop"}


def test_nothing_is_sold_asked_or_advertised() -> None:
    told = {name: value for name, value in MANIFEST["privacyAndCompliance"].items() if name != "locales"}
    assert told == {
        "allowsPurchases": False,
        "usesPersonalInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
    }


def test_the_listing_shows_the_icons_that_were_drawn() -> None:
    shown = [LISTING[key] for key in ("smallIconUri", "largeIconUri")]
    assert shown == [f"file://assets/images/{png(side).name}" for side in SIZES]


def test_the_skill_answers_from_the_alias_that_is_given() -> None:
    assert PACKAGED["apis"]["custom"]["endpoint"] == {"uri": ENDPOINT}


def test_every_locale_says_where_its_privacy_policy_is() -> None:
    told = PACKAGED["privacyAndCompliance"]["locales"]
    assert set(told) == set(PACKAGED["publishingInformation"]["locales"])
    assert all(each == {"privacyPolicyUrl": PRIVACY_URL} for each in told.values())


def test_the_skill_hears_when_somebody_disables_it_where_it_hears_all_else() -> None:
    events = PACKAGED["events"]
    assert events["endpoint"] == PACKAGED["apis"]["custom"]["endpoint"]
    assert events["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
