import re
from collections import defaultdict
from typing import Any

import pytest

from simulator.languages import language_of
from tests.store.documents import ROOT
from tests.store.utterances import SLOT, language_model, utterances

INTENTS = language_model()["intents"]
CUSTOM = [intent for intent in INTENTS if not intent["name"].startswith("AMAZON.")]
NAMES = [intent["name"] for intent in CUSTOM]

LARGEST_MODEL_BYTES = 1_500_000
"""What an interaction model may have (Amazon: 1.5 MB)."""

BUILT_IN = language_of("en-US").built_in

DANGERS = (
    *("EmergencyIntent", "SharpPainIntent", "NumbIntent", "FaintIntent", "CrampIntent", "ItHurtsIntent"),
    *("StuckIntent", "FellIntent"),
)

LAUNCH_WORDS = r"open|start|launch|play|begin|run|load|use|resume|talk to|ask|tell"


@pytest.mark.parametrize("intent", CUSTOM, ids=NAMES)
def test_a_command_can_be_said_in_at_least_fourteen_ways(intent: dict[str, Any]) -> None:
    assert len(set(intent["samples"])) == len(intent["samples"]) >= 14


@pytest.mark.parametrize("name", DANGERS)
def test_pain_and_danger_can_be_said_in_at_least_twenty_five(name: str) -> None:
    (samples,) = (intent["samples"] for intent in CUSTOM if intent["name"] == name)
    assert len(samples) >= 25


@pytest.mark.parametrize("intent", CUSTOM, ids=NAMES)
def test_samples_hold_only_what_amazon_allows(intent: dict[str, Any]) -> None:
    for sample in intent["samples"]:
        words = SLOT.sub("slot", sample)
        assert re.fullmatch(r"[a-z'._-]+( [a-z'._-]+)*", words), sample


@pytest.mark.parametrize("intent", CUSTOM, ids=NAMES)
def test_slots_are_declared_and_used(intent: dict[str, Any]) -> None:
    declared = {slot["name"] for slot in intent.get("slots", [])}
    assert {name for sample in intent["samples"] for name in SLOT.findall(sample)} == declared


def test_built_in_intents_are_left_to_alexa() -> None:
    built_in = {each["name"]: each["samples"] for each in INTENTS if each["name"].startswith("AMAZON.")}
    assert built_in == {name: [] for name in [*BUILT_IN, "AMAZON.FallbackIntent"]}


def test_the_model_is_far_from_its_largest_size() -> None:
    assert (ROOT / "interaction_model/en-US.json").stat().st_size < LARGEST_MODEL_BYTES / 2


def test_intents_have_names_of_their_own() -> None:
    assert len({each["name"] for each in INTENTS}) == len(INTENTS)


def test_no_words_belong_to_two_intents() -> None:
    owners = defaultdict(set)
    for utterance in utterances():
        owners[utterance.words].add(utterance.intent)
    assert {words: names for words, names in owners.items() if len(names) > 1} == {}


def test_no_custom_intent_takes_the_words_of_a_built_in() -> None:
    taken = {phrase for phrases in BUILT_IN.values() for phrase in phrases}
    assert [each for each in utterances() if each.words in taken] == []


def test_nobody_is_made_to_call_alexa_or_launch_the_skill_inside_it() -> None:
    invocation = language_model()["invocationName"]
    launch = re.compile(rf"\balexa\b|\b({LAUNCH_WORDS}) {invocation}\b")
    assert [each.words for each in utterances() if launch.search(each.words)] == []


def test_the_invocation_name_is_the_one_people_learned() -> None:
    assert language_model()["invocationName"] == "lower back release"
