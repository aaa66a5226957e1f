"""Intents with whatever their slots may hold, for whoever wishes at random: read from the interaction model."""

import json
import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from simulator.ears.understanding import Intent, Slot
from tests.store.documents import ROOT

STRANGER = "wounded camel"
"""What is in no catalogue."""

TIMES = ("08:00", "19:30", "EV", "?")

NUMBERS = ("1", "2", "4", "8", "9", "10", "11", "12", "60", "?")


@cache
def _language_model() -> Mapping[str, Any]:
    model = json.loads((ROOT / "interaction_model/en-US.json").read_text(encoding="utf-8"))
    return dict(model["interactionModel"]["languageModel"])


@cache
def _catalogue() -> Mapping[str, tuple[str, ...]]:
    """By slot type, the ids in its catalogue."""
    return {kind["name"]: tuple(value["id"] for value in kind["values"]) for kind in _language_model()["types"]}


@cache
def _slots() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By intent, the name and type of each slot."""
    return {
        each["name"]: tuple((slot["name"], slot["type"]) for slot in each.get("slots", ()))
        for each in _language_model()["intents"]
    }


def intents() -> tuple[str, ...]:
    """Every intent of the interaction model."""
    return tuple(sorted(_slots()))


def asking(name: str, value: int) -> Intent:
    """An intent, with one of its slots filled by the value of this number: none of them, where it has run out."""
    slots = _slots()[name]
    fillings = [(slot, kind, each) for slot, kind in slots for each in _values(kind)]
    if not fillings:
        return Intent(name)
    slot, kind, each = fillings[value % len(fillings)]
    filled = Slot(each or STRANGER, kind, each, each) if kind in _catalogue() else Slot(each, kind)
    return Intent(name, {slot: filled})


def any_asking(names: Sequence[str], weights: Sequence[float], chance: random.Random) -> Intent:
    """One of these intents, with a slot filled or not, at random."""
    return asking(chance.choices(names, weights)[0], chance.randrange(1000))


def _values(kind: str) -> tuple[str | None, ...]:
    return (*_catalogue()[kind], None) if kind in _catalogue() else TIMES if kind == "AMAZON.TIME" else NUMBERS
