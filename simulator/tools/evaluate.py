"""How well the simulator understands what people say who never saw the model: python -m simulator.tools.evaluate.

The phrases are an annotation set as Amazon's NLU evaluation tool takes it (a JSON file of utterances with the
intent and the slot values expected), so that the same file can measure the real thing. Beside them lie phrases that
are none of the skill's business, one a line: these should be understood as nothing.
"""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lower_back_release.content import spoken_in
from simulator.ears.recogniser import best_recogniser
from simulator.ears.understanding import FALLBACK, MODELS, Intent, Understanding, understanding_of
from simulator.page.suggestions import likely
from simulator.tools.second_reading import SecondReading
from simulator.voice.engine import best_voice

NOT_OURS = "NotOursIntent"
"""What is said to a timer, music, the weather."""

WHERE_ASKED = "RemindAtIntent"
"""A time or days by themselves: where nobody has asked for them, they are answered as what isn't understood."""

FOLDER = MODELS / "evaluation"


@dataclass(frozen=True)
class Annotation:
    """What is said, and what should be made of it."""

    said: str
    intent: str
    slots: Mapping[str, str]
    """By name, what is expected in a slot: its words, or the catalogue's name for them; for a number its digits."""
    as_well: tuple[str, ...] = ()
    """Other intents that are as right."""

    def fits(self, heard: Intent) -> bool:
        """Whether it was understood: the intent, and every slot named here."""
        if heard.name in self.as_well:
            return True
        names = {name: {slot.value, slot.name} for name, slot in heard.slots.items()}
        return heard.name == self.intent and all(value in names.get(slot, ()) for slot, value in self.slots.items())


@dataclass(frozen=True)
class Outcome:
    """What was made of one annotation."""

    annotation: Annotation
    heard: Intent
    listed: bool
    """Whether the model has these very words."""
    words: str
    """What reached the skill: the words said, or what was heard in their place."""

    @property
    def right(self) -> bool:
        """Whether it was understood as it should be."""
        return self.annotation.fits(self.heard)

    def __str__(self) -> str:
        slots = "".join(f", {name}: {slot.value}" for name, slot in self.heard.slots.items())
        said = self.annotation.said
        heard = f" (heard as {self.words!r})" if self.words != said else ""
        return f"{said!r}{heard} should be {self.annotation.intent}, was {self.heard.name}{slots}"


SAFETY, OPPOSITES, HELD_OUT = "safety", "opposites", "held-out"
"""Annotation sets of their own: of pain, falls and emergencies; of what is easily turned around; and a set that is
measured and not looked at, so that nothing is tuned to it."""

GROUPS = {"": "wishes", SAFETY: "safety", OPPOSITES: "opposites", HELD_OUT: "held out"}
"""Every set, and what it is called where its figures are told."""


def annotations(locale: str, group: str = "") -> tuple[Annotation, ...]:
    """The annotation set of a locale's language, or a group's of its own. Raises FileNotFoundError, naming the file."""
    written = json.loads(_file(locale, f"{group}.json" if group else "json").read_text(encoding="utf-8"))["data"]
    return tuple(_annotation(each["inputs"]["utterance"], each["expected"]) for each in written)


def out_of_domain(locale: str) -> tuple[str, ...]:
    """Phrases that are none of the skill's business. Raises FileNotFoundError where a locale's language has none."""
    return tuple(_file(locale, "out-of-domain.txt").read_text(encoding="utf-8").splitlines())


def _file(locale: str, name: str) -> Path:
    return FOLDER / f"{spoken_in(locale)}.{name}"


def outcomes(
    understanding: Understanding, asked: tuple[Annotation, ...], heard_as: Callable[[str], str] = str
) -> tuple[Outcome, ...]:
    """What is made of each annotation; `heard_as` gives the words that reach the skill for those said."""
    heard = ((each, heard_as(each.said)) for each in asked)
    return tuple(
        Outcome(each, understanding.intent(words), understanding.lists(each.said), words) for each, words in heard
    )


def heard_aloud(locale: str) -> Callable[[str], str]:
    """What this machine's recogniser makes of words spoken by its best voice. Raises ImportError without either."""
    voice, recogniser = best_voice(locale), best_recogniser(likely(locale), locale)
    if voice is None or recogniser is None:
        raise ImportError(f"there is no voice or no recogniser for {locale} (make voices)")
    return lambda said: recogniser.words(voice.say(said).wav())


def falsely_accepted(understanding: Understanding, strangers: tuple[str, ...]) -> dict[str, str]:
    """The phrases that were taken for a wish, with its intent. To be told that it's not ours is as good as nothing."""
    heard = {said: understanding.intent(said).name for said in strangers}
    return {said: name for said, name in heard.items() if name not in (FALLBACK, NOT_OURS, WHERE_ASKED)}


def turned_around(of: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Those that were taken for another wish, and not for none."""
    return tuple(each for each in of if not each.right and each.heard.name != FALLBACK)


def second_reading(locale: str) -> SecondReading | None:
    """The second reading, where what it needs is installed (make reading)."""
    return SecondReading(locale) if find_spec("sklearn") else None


def read_right(reading: SecondReading, of: tuple[Outcome, ...], likely_enough: float = 0.0) -> tuple[bool, ...]:
    """Whether the second reading understands each, where only what is as likely as that counts."""
    read = ((each.annotation, reading.read(each.words)) for each in of)
    return tuple(
        found.likelihood > likely_enough and found.intent in (asked.intent, *asked.as_well) for asked, found in read
    )


def differently_read(reading: SecondReading, of: tuple[Outcome, ...]) -> dict[str, tuple[str, str]]:
    """What the two readings make of each phrase that only one of them understands: the simulator's, and the second."""
    return {
        each.annotation.said: (each.heard.name, reading.read(each.words).intent)
        for each, right in zip(of, read_right(reading, of), strict=True)
        if right != each.right
    }


def as_strict(reading: SecondReading, strangers: tuple[str, ...], accepted: int) -> float:
    """The likelihood above which the second reading takes no more than so many strangers for a wish."""
    read = (reading.read(said) for said in strangers)
    taken = sorted((each.likelihood for each in read if each.intent not in (FALLBACK, NOT_OURS)), reverse=True)
    return taken[accepted] if accepted < len(taken) else 0.0


def accuracy(of: tuple[Outcome, ...]) -> float:
    """The share that was understood, from 0 to 1; 1 where nothing was asked."""
    return sum(each.right for each in of) / len(of) if of else 1.0


def _annotation(said: str, expected: Sequence[Mapping[str, Mapping[str, Any]]]) -> Annotation:
    first, *others = (each["intent"] for each in expected)
    slots = {name: slot["value"] for name, slot in first.get("slots", {}).items()}
    return Annotation(said, str(first["name"]), slots, tuple(str(other["name"]) for other in others))


def _told(name: str, of: tuple[Outcome, ...], reading: SecondReading | None) -> str:
    unlisted = tuple(each for each in of if not each.listed)
    told = f"{name}: {accuracy(of):.1%} of {len(of)} phrases, {accuracy(unlisted):.1%} of {len(unlisted)} unlisted ones"
    if reading is None or not unlisted:
        return told
    read = read_right(reading, unlisted)
    neither = sum(not second and not each.right for second, each in zip(read, unlisted, strict=True))
    either = sum(second != each.right for second, each in zip(read, unlisted, strict=True))
    second = f"by the second reading {sum(read) / len(read):.1%} of these"
    return f"{told}; {second}, {neither} by neither, {either} by one only"


def main() -> None:
    """Print the accuracies, each mistake, and where the readings differ, but nothing of the set that is held out."""
    parser = argparse.ArgumentParser(prog="python -m simulator.tools.evaluate", description=__doc__)
    parser.add_argument("--locale", default="en-US", help="the locale whose model is measured (%(default)s)")
    parser.add_argument(
        "--aloud", action="store_true", help="phrases are spoken and heard on this machine (make voices)"
    )
    options = parser.parse_args()
    heard_as = heard_aloud(options.locale) if options.aloud else str
    understanding, reading = understanding_of(options.locale), second_reading(options.locale)
    if reading is None:
        print("without the second reading (make reading)")
    heard = {group: outcomes(understanding, annotations(options.locale, group), heard_as) for group in GROUPS}
    for group, name in GROUPS.items():
        print(_told(name, heard[group], reading))
        if group == OPPOSITES:
            print(f"  {len(turned_around(heard[group]))} turned around")
    strangers = tuple(map(heard_as, out_of_domain(options.locale)))
    accepted = falsely_accepted(understanding, strangers)
    print(f"out of the domain: {len(accepted) / len(strangers):.1%} of {len(strangers)} phrases taken for a wish")
    if reading is not None:
        unlisted = tuple(each for each in heard[HELD_OUT] if not each.listed)
        read = read_right(reading, unlisted, as_strict(reading, strangers, len(accepted)))
        share = sum(read) / len(read) if read else 1.0
        print(f"  as strict with these, the second reading understands {share:.1%} of what is held out and unlisted")
    mistakes = [each for group in GROUPS if group != HELD_OUT for each in heard[group] if not each.right]
    print(*(f"  {each}" for each in mistakes), sep="\n")
    print(*(f"  {said!r} was taken for {name}" for said, name in accepted.items()), sep="\n")
    if reading is not None:
        print("where the readings differ (the simulator's, the second):")
        for group in GROUPS.keys() - {HELD_OUT}:
            for said, (ours, second) in differently_read(reading, heard[group]).items():
                print(f"  {said!r}: {ours}, {second}")


if __name__ == "__main__":
    main()
