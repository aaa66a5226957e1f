"""Writes what can be said from the interaction models, one page a language: `make phrases`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lower_back_release.alexa.commands import INTENTS
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.registry import Theme
from simulator.ears.times import plainest
from simulator.ears.understanding import LOCALES, MODELS
from simulator.languages import Language, language_of

DOCS = Path(__file__).parents[2] / "docs"

EXAMPLES = 3
"""Phrases shown of each command's own; the model has many more."""

PLAINEST = 30
"""Samples that an intent begins with, from which they are taken: the further down, the odder people say it."""

NUMBERS = {"breaths": 10, "minutes": 10, "poses": 2}
"""What stands in the slots of examples that take a number."""


def pages() -> dict[Path, str]:
    """Every page: what stands in it, as Markdown."""
    by_language = {locale.partition("-")[0]: locale for locale in LOCALES}
    return {page_of(language): page(locale) for language, locale in by_language.items()}


def page_of(language: str) -> Path:
    """Where a language's page is: English is the one that others are named after."""
    return DOCS / ("what-you-can-say.md" if language == "en" else f"what-you-can-say.{language}.md")


def page(locale: str) -> str:
    """What can be said in a locale."""
    model = json.loads((MODELS / f"{locale}.json").read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    language = language_of(locale)
    return "\n".join((*_introduction(model, language), *_tables(model, language), *_names(model), ""))


def _introduction(model: Mapping[str, Any], language: Language) -> Iterator[str]:
    count = sum(len(intent["samples"]) for intent in model["intents"])
    yield "# What you can say"
    yield ""
    first, led = language.suggestions.asleep[0], language.suggestions.led[0]
    yield f'Begin with "{first}". While it speaks, say "Alexa" first: "{led}".'
    yield f"Below are examples of each command, out of {count} sentences that it knows; much like these will do too."
    yield "The words that Alexa itself listens for stand apart: they have to be said exactly."
    yield ""
    yield "This page is written by `python -m simulator.tools.what_can_be_said` from the interaction model."


def _tables(model: Mapping[str, Any], language: Language) -> Iterator[str]:
    for theme in Theme:
        yield from ("", f"## {theme}", "", "| what it does | for example | Alexa's own words |", "| --- | --- | --- |")
        for command in dict.fromkeys(INTENTS.values()):  # in the order of their table, however they were registered
            entry = COMMANDS[command]
            if entry.theme is not theme:
                continue
            intents = [name for name, meant in INTENTS.items() if meant == command]
            mine = (each for each in model["intents"] if each["name"] in intents)
            own = [phrase for each in mine for phrase in _examples(each, model, language)]
            alexas = [phrase for name in intents for phrase in language.built_in.get(name, ())]
            yield f"| {entry.does} | {_quoted(own)} | {_quoted(alexas)} |"


def _names(model: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Names for the poses", "", "| pose | also called |", "| --- | --- |")
    (poses,) = (kind["values"] for kind in model["types"] if kind["name"] == "POSE")
    for pose in poses:
        yield f"| {pose['name']['value']} | {', '.join(pose['name']['synonyms'])} |"


def _examples(intent: Mapping[str, Any], model: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Some of an intent's first samples, each with another of its slot's names, where most of them have a slot."""
    with_slot = [sample for sample in intent["samples"] if "{" in sample]
    samples: list[str] = with_slot if 2 * len(with_slot) > len(intent["samples"]) else intent["samples"]
    samples = [sample for sample in samples if "{more_" not in sample][
        :PLAINEST
    ]  # the same name twice would say little
    step = max(1, len(samples) // EXAMPLES)
    for index, sample in enumerate(samples[::step][:EXAMPLES]):
        words = sample
        for slot in intent.get("slots", ()):
            words = words.replace(f"{{{slot['name']}}}", _filling(slot, index, model, language))
        yield words


def _filling(slot: Mapping[str, str], index: int, model: Mapping[str, Any], language: Language) -> str:
    """What stands in a slot of an example; of what is in a catalogue, another each time."""
    if slot["name"] in NUMBERS:
        return language.ears.numbers[NUMBERS[slot["name"]] - 1]
    if slot["type"] in plainest(language):
        return plainest(language)[slot["type"]][0]
    (values,) = (kind["values"] for kind in model["types"] if kind["name"] == slot["type"])
    return str(values[index % len(values)]["name"]["value"])


def _quoted(phrases: list[str]) -> str:
    return ", ".join(f'"{phrase}"' for phrase in phrases)


def main() -> None:
    """Write the pages."""
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
