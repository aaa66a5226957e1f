"""Writes docs/what-you-can-say.md from the interaction model: python -m simulator.tools.what_can_be_said."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lower_back_release.alexa.commands import INTENTS
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.registry import Theme
from simulator.ears.built_in_phrases import BUILT_IN_PHRASES
from simulator.ears.understanding import MODELS

PAGE = Path(__file__).parents[2] / "docs" / "what-you-can-say.md"

EXAMPLES = 3
"""Phrases shown of each command's own; the model has many more."""

PLAINEST = 30
"""Samples that an intent begins with, from which they are taken: the further down, the odder people say it."""

NUMBERS = {"breaths": "ten", "minutes": "ten", "poses": "two", "time": "eight"}
"""What stands in the slots of examples that take a number, or a time."""


def page() -> str:
    """The whole page, as Markdown."""
    model = json.loads((MODELS / "en-US.json").read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    return "\n".join((*_introduction(model), *_tables(model), *_names(model), ""))


def _introduction(model: Mapping[str, Any]) -> Iterator[str]:
    count = sum(len(intent["samples"]) for intent in model["intents"])
    yield "# What you can say"
    yield ""
    yield f'Begin with "Alexa, open {model["invocationName"]}". While it speaks, say "Alexa" first: "Alexa, hold on".'
    yield f"Below are examples of each command, out of {count} sentences that it knows; much like these will do too."
    yield "The words that Alexa itself listens for stand apart: they have to be said exactly."
    yield ""
    yield "This page is written by `python -m simulator.tools.what_can_be_said` from the interaction model."


def _tables(model: Mapping[str, Any]) -> Iterator[str]:
    for theme in Theme:
        yield from ("", f"## {theme}", "", "| what it does | for example | Alexa's own words |", "| --- | --- | --- |")
        for command in dict.fromkeys(INTENTS.values()):  # in the order of their table, however they were registered
            entry = COMMANDS[command]
            if entry.theme is not theme:
                continue
            intents = [name for name, meant in INTENTS.items() if meant == command]
            own = [phrase for each in model["intents"] if each["name"] in intents for phrase in _examples(each, model)]
            alexas = [phrase for name in intents for phrase in BUILT_IN_PHRASES.get(name, ())]
            yield f"| {entry.does} | {_quoted(own)} | {_quoted(alexas)} |"


def _names(model: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Names for the poses", "", "| pose | also called |", "| --- | --- |")
    (poses,) = (kind["values"] for kind in model["types"] if kind["name"] == "POSE")
    for pose in poses:
        yield f"| {pose['name']['value']} | {', '.join(pose['name']['synonyms'])} |"


def _examples(intent: Mapping[str, Any], model: Mapping[str, Any]) -> Iterator[str]:
    """Some of an intent's first samples, each with another of its slot's names, where most of them have a slot."""
    with_slot = [sample for sample in intent["samples"] if "{" in sample]
    samples: list[str] = with_slot if 2 * len(with_slot) > len(intent["samples"]) else intent["samples"]
    samples = samples[:PLAINEST]
    step = max(1, len(samples) // EXAMPLES)
    for index, sample in enumerate(samples[::step][:EXAMPLES]):
        words = sample
        for slot in intent.get("slots", ()):
            words = words.replace(f"{{{slot['name']}}}", NUMBERS.get(slot["name"]) or _name(slot["type"], index, model))
        yield words


def _name(slot_type: str, index: int, model: Mapping[str, Any]) -> str:
    (values,) = (kind["values"] for kind in model["types"] if kind["name"] == slot_type)
    return str(values[index % len(values)]["name"]["value"])


def _quoted(phrases: list[str]) -> str:
    return ", ".join(f'"{phrase}"' for phrase in phrases)


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
