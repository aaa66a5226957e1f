"""Writes what can be said from the interaction models, one page a language: `make phrases`."""

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lower_back_release.alexa.commands import INTENTS
from lower_back_release.content import content_for, spoken_in
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.registry import Theme
from lower_back_release.lesson.routine import Routine
from simulator.ears.samples import filled
from simulator.ears.times import plainest
from simulator.ears.understanding import LOCALES, MODELS
from simulator.ears.wording import plain
from simulator.languages import Language, language_of

DOCS = Path(__file__).parents[2] / "docs"

EXAMPLES = 3
"""Phrases shown of each command's own; the model has many more."""

PLAINEST = 30
"""Samples that an intent begins with, from which they are taken: the further down, the odder people say it."""

TWICE = re.compile(r"\b([\w']+) \1\b")
"""A word that stands twice: people say such things, but they read like a slip."""

NUMBERS = {"breaths": 10, "minutes": 10, "poses": 2}
"""What stands in the slots of examples that take a number."""


def pages() -> dict[Path, str]:
    """Every page: what stands in it, as Markdown."""
    by_language = {spoken_in(locale): locale for locale in LOCALES}
    return {page_of(language): page(locale) for language, locale in by_language.items()}


def page_of(language: str) -> Path:
    """Where a language's page is: English is the one that others are named after."""
    return DOCS / ("what-you-can-say.md" if language == "en" else f"what-you-can-say.{language}.md")


def page(locale: str) -> str:
    """What can be said in a locale."""
    model = json.loads((MODELS / f"{locale}.json").read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    language = language_of(locale)
    tables = _tables(model, language, content_for(locale).routine)
    return "\n".join((*_introduction(model, language), *tables, *_names(model), ""))


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


def _tables(model: Mapping[str, Any], language: Language, routine: Routine) -> Iterator[str]:
    for theme in Theme:
        yield from ("", f"## {theme}", "", "| what it does | for example | Alexa's own words |", "| --- | --- | --- |")
        for command in dict.fromkeys(INTENTS.values()):  # in the order of their table, however they were registered
            entry = COMMANDS[command]
            if entry.theme is not theme:
                continue
            intents = [name for name, meant in INTENTS.items() if meant == command]
            mine = (each for each in model["intents"] if each["name"] in intents)
            own = [phrase for each in mine for phrase in _examples(each, model, language, routine)]
            alexas = [phrase for name in intents for phrase in language.built_in.get(name, ())]
            yield f"| {entry.does} | {_quoted(own)} | {_quoted(alexas)} |"


def _names(model: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Names for the poses", "", "| pose | also called |", "| --- | --- |")
    (poses,) = (kind["values"] for kind in model["types"] if kind["name"] == "POSE")
    for pose in poses:
        yield f"| {pose['name']['value']} | {', '.join(pose['name']['synonyms'])} |"


def _examples(
    intent: Mapping[str, Any], model: Mapping[str, Any], language: Language, routine: Routine
) -> Iterator[str]:
    """Some of an intent's first samples, each with another of its slot's names, where most of them have a slot.

    Where no name fits what stands beside the slot, or a word would stand twice, the next sample is taken.
    """
    with_slot = [sample for sample in intent["samples"] if "{" in sample]
    samples: list[str] = with_slot if 2 * len(with_slot) > len(intent["samples"]) else intent["samples"]
    samples = [each for each in samples if "{more_" not in each]  # the same name twice would say little
    step = max(1, len(samples[:PLAINEST]) // EXAMPLES)
    filler = _Filler(model, language, routine)
    told: set[str] = set()
    for index in range(min(EXAMPLES, len(samples))):
        written = (filler.filled(each, intent, index) for each in samples[index * step :])
        example = next((each for each in written if each and each not in told and not TWICE.search(each)), None)
        if example:
            told.add(example)
            yield example


class _Filler:
    """Puts words into the slots of a sample that agree with what stands beside them."""

    def __init__(self, model: Mapping[str, Any], language: Language, routine: Routine) -> None:
        self._catalogues: dict[str, list[dict[str, Any]]] = {each["name"]: each["values"] for each in model["types"]}
        self._language, self._articles, self._plainest = language, language.agreement.articles, plainest(language)
        held = [each for pose in routine.poses for each in (pose, pose.rest) if each]
        self._called = {each.id: _forms(each.called) for each in held}
        self._sides = {side.id: _forms(side.side) for pose in routine.poses for side in pose.sides}

    def filled(self, sample: str, intent: Mapping[str, Any], index: int) -> str | None:
        """The sample with a phrase in each slot, of a catalogue another with every index; None where none fits."""
        phrases = {
            slot["name"]: self._phrase(sample, slot, index)
            for slot in intent.get("slots", ())
            if f"{{{slot['name']}}}" in sample
        }
        known = {name: phrase for name, phrase in phrases.items() if phrase is not None}
        return filled(sample, known, self._articles) if len(known) == len(phrases) else None

    def _phrase(self, sample: str, slot: Mapping[str, str], index: int) -> str | None:
        if slot["name"] in NUMBERS:
            return self._language.ears.numbers[NUMBERS[slot["name"]] - 1]
        before, _, after = sample.partition(f"{{{slot['name']}}}")
        if slot["type"] in self._plainest:
            return self._plainest[slot["type"]][0]
        if slot["type"] == "POSE":
            return self._pose("".join(before.split()[-1:]), index)
        value = self._catalogues[slot["type"]][index % len(self._catalogues[slot["type"]])]
        if slot["type"] == "SIDE":
            return self._side(value["id"], f"{before}_{after}")
        return str(value["name"]["value"])

    def _side(self, id_: str, around: str) -> str:
        forms = self._sides[id_]
        fits = (form for pattern, form in self._language.agreement.of_a_side.items() if re.search(pattern, around))
        return forms[next(fits, next(iter(forms)))]

    def _pose(self, before: str, index: int) -> str | None:
        """A name that agrees with the word before it, from that of an index on."""
        governing = {*self._articles, *(key for forms in self._called.values() for key in forms)}
        governing |= {form.split()[0] for forms in self._called.values() for form in forms.values() if " " in form}
        ids = [value["id"] for value in self._catalogues["POSE"] if value["id"] in self._called]
        for id_ in (*ids[index:], *ids[:index]):
            phrases = (
                self._governed(id_, self._articles.get(before, before)) if before in governing else self._alone(id_)
            )
            known = {phrase for value in self._catalogues["POSE"] if value["id"] == id_ for phrase in _all(value)}
            for phrase in phrases:
                if phrase in known:
                    return phrase
        return None

    def _governed(self, id_: str, article: str) -> Iterator[str]:
        """What is left of a name's forms with this article, if that means one case only, whatever the gender."""
        cases = [
            {case for case, form in forms.items() if form.startswith(f"{article} ")} for forms in self._called.values()
        ]
        if set.intersection(*filter(None, cases), {case for forms in self._called.values() for case in forms}):
            for form in self._called[id_].values():
                if form.startswith(f"{article} "):
                    yield form.removeprefix(f"{article} ")

    def _alone(self, id_: str) -> Iterator[str]:
        """A name with its article; or without one, where it is the same in every case."""
        first, *others = self._called[id_].values()
        yield first
        bare = first.split(" ", 1)[-1]
        if all(form.endswith(f" {bare}") for form in others):
            yield bare


def _forms(word: str) -> dict[str, str]:
    """The forms of a word, as they are heard."""
    return {case: plain(form) for case, form in (getattr(word, "forms", None) or {"": str(word)}).items()}


def _all(value: Mapping[str, Any]) -> Iterator[str]:
    yield value["name"]["value"]
    yield from value["name"]["synonyms"]


def _quoted(phrases: list[str]) -> str:
    return ", ".join(f'"{phrase}"' for phrase in phrases)


def main() -> None:
    """Write the pages."""
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m simulator.tools.what_can_be_said", description=__doc__).parse_args()
    main()
