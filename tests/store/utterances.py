"""What the interaction model lets people say, written out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, product
from typing import Any

from tests.store.documents import document

SLOT = re.compile(r"\{(\w+)\}")
NUMBERS = ("one", "eight", "ten")
TIMES = ("eight o'clock", "half past seven", "nine in the evening")


@dataclass(frozen=True)
class Utterance:
    intent: str
    sample: str
    words: str
    """The sample with a catalogue value, or a number, in place of each slot."""


def language_model() -> dict[str, Any]:
    model: dict[str, Any] = document("interaction_model/en-US.json")["interactionModel"]["languageModel"]
    return model


@cache
def catalogue(slot_type: str) -> dict[str, list[str]]:
    """What may be said for each id of a slot type: its value, then its synonyms."""
    (values,) = (each["values"] for each in language_model()["types"] if each["name"] == slot_type)
    return {value["id"]: [value["name"]["value"], *value["name"]["synonyms"]] for value in values}


def fillings(slot_type: str) -> list[str]:
    if slot_type == "AMAZON.NUMBER":
        return list(NUMBERS)
    if slot_type == "AMAZON.TIME":
        return list(TIMES)
    return [phrase for phrases in catalogue(slot_type).values() for phrase in phrases]


@cache
def utterances() -> tuple[Utterance, ...]:
    """Every sample with every phrase for its slots: more than a hundred thousand."""
    return tuple(_utterances())


def _utterances() -> Iterator[Utterance]:
    for intent in language_model()["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            names = SLOT.findall(sample)
            for filling in product(*(fillings(types[name]) for name in names)):
                words = sample
                for name, phrase in zip(names, filling, strict=True):
                    words = words.replace(f"{{{name}}}", phrase)
                yield Utterance(intent["name"], sample, words)


def one_of_each(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """Of each sample's utterances one, of every next sample another: each phrase gets its turn."""
    for n, (_, group) in enumerate(groupby(utterances, lambda each: (each.intent, each.sample))):
        alike = list(group)
        yield alike[n % len(alike)]
