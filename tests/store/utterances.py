"""What the interaction model lets people say, written out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from publishing.locales import languages
from simulator.ears.samples import SLOT, filled, in_turn
from simulator.ears.times import plainest
from simulator.ears.understanding import says_little
from simulator.languages import language_of
from tests.store.documents import document

NUMBERS = (1, 8, 10)

LANGUAGES = languages()
"""Each with its locales, of which the first stands for all: their models are the same."""


@dataclass(frozen=True)
class Utterance:
    intent: str
    sample: str
    words: str
    """The sample with a catalogue value, or a number, in place of each slot."""


@cache
def language_model(language: str = "en") -> dict[str, Any]:
    model: dict[str, Any] = document(f"interaction_model/{LANGUAGES[language][0]}.json")["interactionModel"][
        "languageModel"
    ]
    return model


@cache
def catalogue(slot_type: str, language: str = "en") -> dict[str, list[str]]:
    """What may be said for each id of a slot type: its value, then its synonyms."""
    (values,) = (each["values"] for each in language_model(language)["types"] if each["name"] == slot_type)
    return {value["id"]: [value["name"]["value"], *value["name"]["synonyms"]] for value in values}


def fillings(slot_type: str, language: str, *, every: bool = True) -> list[str]:
    if slot_type == "AMAZON.NUMBER":
        return [language_of(language).ears.numbers[n - 1] for n in NUMBERS]
    if slot_type in plainest(language_of(language)):
        return list(plainest(language_of(language))[slot_type])
    return [phrase for phrases in catalogue(slot_type, language).values() for phrase in phrases[: None if every else 1]]


@cache
def utterances(language: str = "en", *, every: bool = False) -> tuple[Utterance, ...]:
    """Every sample, with phrases for each of its slots: with all of them there are some hundred thousand.

    Else a sample that says more than its slot has what each thing is called, and not what it is called as well.
    """
    return tuple(_utterances(language, every=every))


def _utterances(language: str, *, every: bool) -> Iterator[Utterance]:
    for intent in language_model(language)["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            names = SLOT.findall(sample)
            all_names = every or says_little(sample)
            for filling in in_turn(*(fillings(types[name], language, every=all_names) for name in names)):
                words = filled(sample, dict(zip(names, filling, strict=True)), language_of(language).agreement.articles)
                yield Utterance(intent["name"], sample, words)


def one_of_each(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """Of each sample's utterances one, of every next sample another: each phrase gets its turn."""
    for n, (_, group) in enumerate(groupby(utterances, lambda each: (each.intent, each.sample))):
        alike = list(group)
        yield alike[n % len(alike)]
