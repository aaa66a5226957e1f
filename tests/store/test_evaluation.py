"""The annotation set, as Amazon's NLU evaluation takes it."""

import re
from collections import Counter
from typing import Any

from ask_smapi_model.v1.skill.nlu.evaluations.test_case import TestCase as AnnotatedCase

from tests.store.documents import ROOT, document
from tests.store.smapi import not_understood
from tests.store.utterances import language_model

LETTER = r"(?:[^\W\d_A-Z]|')"
FEWEST = (5, 10)
"""Phrases for each command, at least: of a language, and of English, which has been measured for longer."""

SETS = ("", ".safety", ".opposites", ".held-out")


def cases(language: str) -> list[dict[str, Any]]:
    return [case for name in SETS for case in document(f"interaction_model/evaluation/{language}{name}.json")["data"]]


def out_of_domain(language: str) -> list[str]:
    file = ROOT / f"interaction_model/evaluation/{language}.out-of-domain.txt"
    return file.read_text(encoding="utf-8").splitlines()


def test_amazon_understands_every_annotation(language: str) -> None:
    assert [case for case in cases(language) if not_understood(case, AnnotatedCase)] == []


def test_a_misspelt_key_in_an_annotation_is_noticed() -> None:
    misspelt = {"inputs": {"utterence": "next pose"}, "expected": cases("en")[0]["expected"]}
    assert not_understood(misspelt, AnnotatedCase) == ["/inputs/utterence"]


def test_every_command_is_asked_for_in_many_ways(language: str) -> None:
    asked = Counter(case["expected"][0]["intent"]["name"] for case in cases(language))
    names = [each["name"] for each in language_model(language)["intents"] if not each["name"].startswith("AMAZON.")]
    assert {name: asked[name] for name in names if asked[name] < FEWEST[language == "en"]} == {}


def test_every_intent_and_slot_expected_is_in_the_model(language: str) -> None:
    intents = {each["name"]: each for each in language_model(language)["intents"]}
    for case in cases(language):
        for expected in (each["intent"] for each in case["expected"]):
            declared = {slot["name"] for slot in intents[expected["name"]].get("slots", ())}
            assert set(expected.get("slots", {})) <= declared, case


def test_phrases_are_written_as_they_are_heard_without_a_name_to_call(language: str) -> None:
    phrases = [*(case["inputs"]["utterance"] for case in cases(language)), *out_of_domain(language)]
    written = re.compile(rf"{LETTER}+( {LETTER}+)*")
    assert [each for each in phrases if not written.fullmatch(each) or "alexa" in each.split()] == []
    assert len(set(phrases)) == len(phrases)
