"""The annotation set, as Amazon's NLU evaluation takes it."""

import re
from collections import Counter

import pytest
from ask_smapi_model.v1.skill.nlu.evaluations.test_case import TestCase as AnnotatedCase

from tests.store.documents import ROOT, document
from tests.store.smapi import not_understood
from tests.store.utterances import language_model

SETS = ("en", "en.safety", "en.opposites", "en.held-out")
CASES = [case for name in SETS for case in document(f"interaction_model/evaluation/{name}.json")["data"]]
INTENTS = {each["name"]: each for each in language_model()["intents"]}
OUT_OF_DOMAIN = (ROOT / "interaction_model/evaluation/en.out-of-domain.txt").read_text(encoding="utf-8").splitlines()


def test_amazon_understands_every_annotation() -> None:
    assert [case for case in CASES if not_understood(case, AnnotatedCase)] == []


def test_a_misspelt_key_in_an_annotation_is_noticed() -> None:
    misspelt = {"inputs": {"utterence": "next pose"}, "expected": CASES[0]["expected"]}
    assert not_understood(misspelt, AnnotatedCase) == ["/inputs/utterence"]


@pytest.mark.parametrize("name", [name for name in INTENTS if not name.startswith("AMAZON.")])
def test_every_command_is_asked_for_in_many_ways(name: str) -> None:
    asked = Counter(case["expected"][0]["intent"]["name"] for case in CASES)
    assert asked[name] >= 10


def test_every_intent_and_slot_expected_is_in_the_model() -> None:
    for case in CASES:
        for expected in (each["intent"] for each in case["expected"]):
            declared = {slot["name"] for slot in INTENTS[expected["name"]].get("slots", ())}
            assert set(expected.get("slots", {})) <= declared, case


def test_phrases_are_written_as_they_are_heard_without_a_name_to_call() -> None:
    phrases = [*(case["inputs"]["utterance"] for case in CASES), *OUT_OF_DOMAIN]
    assert [each for each in phrases if not re.fullmatch(r"[a-z']+( [a-z']+)*", each) or "alexa" in each] == []
    assert len(set(phrases)) == len(phrases)
