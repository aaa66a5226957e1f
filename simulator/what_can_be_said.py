"""Writes docs/what-you-can-say.md from the interaction model: python -m simulator.what_can_be_said."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lower_back_release.alexa.wishes import INTENTS
from lower_back_release.practice.wish import Wanted
from simulator.built_in_phrases import BUILT_IN_PHRASES
from simulator.understanding import MODELS

PAGE = Path(__file__).parent.parent / "docs" / "what-you-can-say.md"

EXAMPLES = 4
"""Phrases shown of each wish's own; the model has many more."""

THEMES: Mapping[str, Mapping[Wanted, str]] = {
    "Moving through the routine": {
        Wanted.START: "Begins the routine at its first pose",
        Wanted.READY: "Goes on from whatever you were getting into or waiting in",
        Wanted.NEXT: "Goes on to the next pose",
        Wanted.PREVIOUS: "Goes back to the pose before",
        Wanted.GO_TO: "Goes to the pose you name",
        Wanted.OTHER_SIDE: "Changes sides",
        Wanted.REPEAT_SIDE: "Does this side again",
        Wanted.REPEAT_POSE: "Does the whole pose again",
        Wanted.PAUSE: "Waits for you, at this very breath",
        Wanted.RESUME: "Goes on where you were",
        Wanted.KEEP_GOING: "With a screen, goes from pose to pose by itself, until you pause",
    },
    "Making it your own": {
        Wanted.PACE: "Breathes slower or faster with you, from now on",
        Wanted.BREATHS: "Takes so many breaths on each side, from now on",
        Wanted.HOLD_LONGER: "Stays in this pose for more breaths",
        Wanted.GENTLER: "Has you do this pose more gently",
        Wanted.DEEPER: "Has you do this pose more deeply",
        Wanted.LESS_GUIDANCE: "Says less, and counts",
        Wanted.MORE_GUIDANCE: "Says more, step by step",
        Wanted.WITHIN: "Does as many poses as fit into the time you have today",
        Wanted.ONLY_FIRST: "Does only so many poses today",
        Wanted.LEAVE_OUT: "Leaves out the pose you name today",
        Wanted.ALL_POSES: "Does all five poses again",
    },
    "Asking": {
        Wanted.REPEAT: "Says again what was just said",
        Wanted.HOW_TO: "Tells how this pose is done",
        Wanted.GOOD_FOR: "Tells what this pose is good for",
        Wanted.WHERE: "Tells where in the routine you are",
        Wanted.WHICH_SIDE: "Tells which side you are on",
        Wanted.BREATHS_LEFT: "Tells how many breaths are left",
        Wanted.TIME_LEFT: "Tells how much time is left",
        Wanted.WHATS_NEXT: "Tells which pose comes next",
        Wanted.WHICH_POSES: "Names the poses",
        Wanted.HOW_LONG: "Tells how long the routine takes",
        Wanted.IS_IT_SAFE: "Sends you to a doctor, who knows better than it does",
        Wanted.HELP: "Tells what you can say",
    },
    "When it is too much": {
        Wanted.CANNOT: "Brings you out of the pose, and on to the next one if you like",
        Wanted.HURTS: "Eases you out of the pose at once; then gentler, the next one, or an end",
        Wanted.HURTS_BADLY: "Eases you out of the pose at once, and ends for today",
    },
    "Answering": {
        Wanted.YES: "Says yes to what was asked; where nothing was, goes on",
        Wanted.NO: "Says no to what was asked",
        Wanted.THANKS: "Tells it so; it carries on",
        Wanted.STOP: "Stops; next time it offers to go on from there",
        Wanted.LEAVE: "Leaves without a word",
        Wanted.FORGET_ME: "Forgets all it has kept about you",
    },
}
"""What each wish does, in the order of a reader's needs. The wishes left out are nothing that one says on purpose."""

UNSAID = {Wanted.LAUNCH, Wanted.NOT_UNDERSTOOD}
"""Wishes without words of their own: the skill's name alone, and words that mean nothing to it."""

NUMBERS = {"breaths": "ten", "minutes": "ten", "poses": "two"}
"""What stands in the slots of examples that take a number."""


def page() -> str:
    """The whole page, as Markdown."""
    model = json.loads((MODELS / "en-US.json").read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    return "\n".join((*_introduction(model), *_tables(model), *_names(model), ""))


def _introduction(model: Mapping[str, Any]) -> Iterator[str]:
    count = sum(len(intent["samples"]) for intent in model["intents"])
    yield "# What you can say"
    yield ""
    yield f'Begin with "Alexa, open {model["invocationName"]}". While it speaks, say "Alexa" first: "Alexa, hold on".'
    yield f"Below are examples of each wish, out of {count} sentences that it knows, and much like these will do too."
    yield "The words that Alexa itself listens for stand apart: they have to be said exactly."
    yield ""
    yield "This page is written by `python -m simulator.what_can_be_said` from the interaction model."


def _tables(model: Mapping[str, Any]) -> Iterator[str]:
    for theme, wishes in THEMES.items():
        yield from ("", f"## {theme}", "", "| what it does | for example | Alexa's own words |", "| --- | --- | --- |")
        for wanted, does in wishes.items():
            intents = [name for name, meant in INTENTS.items() if meant is wanted]
            own = [phrase for each in model["intents"] if each["name"] in intents for phrase in _examples(each, model)]
            alexas = [phrase for name in intents for phrase in BUILT_IN_PHRASES.get(name, ())]
            yield f"| {does} | {_quoted(own)} | {_quoted(alexas)} |"


def _names(model: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Names for the poses", "", "| pose | also called |", "| --- | --- |")
    (poses,) = (kind["values"] for kind in model["types"] if kind["name"] == "POSE")
    for pose in poses:
        yield f"| {pose['name']['value']} | {', '.join(pose['name']['synonyms'])} |"


def _examples(intent: Mapping[str, Any], model: Mapping[str, Any]) -> Iterator[str]:
    """Samples from all over an intent, which lists them by kind, each with another of a catalogue's names."""
    samples: list[str] = intent["samples"]
    step = max(1, len(samples) // EXAMPLES)
    for index, sample in enumerate(samples[::step][:EXAMPLES]):
        words = sample
        for slot in intent.get("slots", ()):
            words = words.replace(f"{{{slot['name']}}}", NUMBERS.get(slot["name"]) or _name(slot["type"], index, model))
        yield words


def _name(slot_type: str, index: int, model: Mapping[str, Any]) -> str:
    (values,) = (kind["values"] for kind in model["types"] if kind["name"] == slot_type)
    return str(values[-1 - index % len(values)]["name"]["value"])


def _quoted(phrases: list[str]) -> str:
    return ", ".join(f'"{phrase}"' for phrase in phrases)


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
