import re
from collections import defaultdict
from typing import Any

import pytest

from simulator.ears.samples import SLOT
from simulator.languages import language_of
from tests.store.documents import ROOT
from tests.store.utterances import LANGUAGES, language_model, utterances

LARGEST_MODEL_BYTES = 1_500_000
"""What an interaction model may have (Amazon: 1.5 MB)."""

DANGERS = (
    *("EmergencyIntent", "SharpPainIntent", "NumbIntent", "FaintIntent", "CrampIntent", "ItHurtsIntent"),
    *("StuckIntent", "FellIntent"),
)

TWICE = re.compile(r"\b(?!this this\b)([\w']+) \1\b")
"""A word that stands twice running; "do this this morning" is right."""

LETTER = r"[^\W\d_A-Z]"
"""A letter of any language, a small one where there are two."""


def custom(language: str) -> list[dict[str, Any]]:
    """Our own intents."""
    return [each for each in language_model(language)["intents"] if not each["name"].startswith("AMAZON.")]


def test_a_command_can_be_said_in_at_least_fourteen_ways(language: str) -> None:
    samples = {intent["name"]: intent["samples"] for intent in custom(language)}
    assert {name: each for name, each in samples.items() if not len(set(each)) == len(each) >= 14} == {}


@pytest.mark.parametrize("name", DANGERS)
def test_pain_and_danger_can_be_said_in_at_least_twenty_five(name: str, language: str) -> None:
    (samples,) = (intent["samples"] for intent in language_model(language)["intents"] if intent["name"] == name)
    assert len(samples) >= 25


def test_samples_hold_only_what_amazon_allows(language: str) -> None:
    allowed = re.compile(rf"(?:{LETTER}|['._-])+(?: (?:{LETTER}|['._-])+)*")
    samples = (sample for intent in custom(language) for sample in intent["samples"])
    assert [sample for sample in samples if not allowed.fullmatch(SLOT.sub("slot", sample))] == []


def test_slots_are_declared_and_used(language: str) -> None:
    for intent in custom(language):
        declared = {slot["name"] for slot in intent.get("slots", [])}
        assert {name for sample in intent["samples"] for name in SLOT.findall(sample)} == declared, intent["name"]


def test_every_language_has_every_intent(language: str) -> None:
    names = [[each["name"] for each in language_model(one)["intents"]] for one in (language, "en")]
    assert sorted(names[0]) == sorted(names[1])
    slots = [{each["name"]: each.get("slots") for each in language_model(one)["intents"]} for one in (language, "en")]
    assert slots[0] == slots[1]


def test_built_in_intents_are_left_to_alexa(language: str) -> None:
    intents = language_model(language)["intents"]
    built_in = {each["name"]: each["samples"] for each in intents if each["name"].startswith("AMAZON.")}
    assert built_in == {name: [] for name in [*language_of(language).built_in, "AMAZON.FallbackIntent"]}


def test_the_model_has_room_to_grow(language: str) -> None:
    assert (ROOT / f"interaction_model/{LANGUAGES[language][0]}.json").stat().st_size < 0.6 * LARGEST_MODEL_BYTES


def test_intents_have_names_of_their_own(language: str) -> None:
    names = [each["name"] for each in language_model(language)["intents"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["names", "every phrase"])
def test_no_words_belong_to_two_intents(language: str, *, every: bool) -> None:
    owners = defaultdict(set)
    for utterance in utterances(language, every=every):
        owners[utterance.words].add(utterance.intent)
    assert {words: names for words, names in owners.items() if len(names) > 1} == {}


def test_no_custom_intent_takes_the_words_of_a_built_in(language: str) -> None:
    taken = {phrase for phrases in language_of(language).built_in.values() for phrase in phrases}
    assert [each for each in utterances(language) if each.words in taken] == []


def test_nobody_is_made_to_call_alexa_or_launch_the_skill_inside_it(language: str) -> None:
    invocation, called = language_model(language)["invocationName"], language_of(language).invocation
    launch = re.compile(rf"\balexa\b|\b({'|'.join((*called.launch, *called.ask))}) {invocation}\b")
    assert [each.words for each in utterances(language) if launch.search(each.words)] == []


def test_the_name_it_is_called_by_is_one_that_amazon_takes(language: str) -> None:
    name = language_model(language)["invocationName"]
    called = language_of(language).invocation
    assert re.fullmatch(rf"{LETTER}+(?: {LETTER}+)+", name)
    assert {"alexa", "echo", "amazon", "skill", "app", *called.launch, *called.ask}.isdisjoint(name.split())


def test_the_invocation_name_is_the_one_people_learned() -> None:
    assert language_model()["invocationName"] == "lower back release"
