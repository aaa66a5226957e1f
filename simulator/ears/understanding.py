"""Words to intents, by the interaction model: built-ins exactly, our own intents with some give."""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from hassil.intents import Intents, RangeSlotList, SlotList, TextSlotList, WildcardSlotList
from hassil.recognize import recognize_best
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from lower_back_release.content import spoken_in
from simulator.ears.likeness import Likeness
from simulator.ears.samples import SLOT, filled, in_turn
from simulator.ears.times import DATE, DURATION, TIME, dates, durations, plainest, times
from simulator.ears.wording import Wording, any_of, plain, unaccented
from simulator.languages import language_of

MODELS = Path(__file__).parents[2] / "interaction_model"

LOCALES = sorted(file.stem for file in MODELS.glob("*.json"))
"""Those that there is a model for."""

FALLBACK = "AMAZON.FallbackIntent"
NUMBER = "AMAZON.NUMBER"
LARGEST_NUMBER = 100
"""The largest number listened for. Nobody breathes more in one pose."""

NEAR_ENOUGH = 0.78
"""How alike words and a sample, or a catalogue's phrase, must be to count: the share of letters that aren't changed,
put in or left out, so that "hello" isn't "hell no" (0.71). Measured by simulator.tools.evaluate: at 0.75, one more of
107 sentences out of the domain is taken for a wish.
"""

NAME_NEAR_ENOUGH = 0.83
"""The same for a name in a slot, which is shorter: "this one" is not the third one, and there is no sixth pose."""

FEWEST_WORDS_AROUND_A_STRANGER = 2
"""Words of a sample beside its slot that let anything stand in the slot, as Alexa lets it."""

FEWEST_WORDS_AROUND_A_TIME = 3
"""Words of a sample beside a time that are compared with other words: else any sentence with a time is like it."""

MOST_WORDS_OF_A_STRANGER = 3
"""Words that may stand in a slot without being in its catalogue: "three legged dog", but not half a sentence."""

ALIKE_ENOUGH = 0.43
"""How much a sentence must share with a sample to count (see Likeness). Measured by simulator.tools.evaluate: at 0.41,
2 in 100 phrases more are understood, but half as many again out of the domain are taken for a wish; at 0.45, 3 in 100
fewer.
"""

CLAUSE_ALIKE_ENOUGH = 0.6
"""The same for one clause of several. Measured likewise: 3 in 100 phrases more are understood than without, and no more
that are out of the domain; at 0.5, one in 100 more of either.
"""

TIME_ALIKE_ENOUGH = 0.48
"""The same for sentences with a time: a time weighs much, and many have one that wish nothing of us."""

WORD_ALIKE_ENOUGH = 0.7
"""The same for a single word, which tells little: "why" is no more of a yes for "why not"."""

FEWEST_WORDS_OF_A_CLAUSE = 2

_GAP = re.compile(r"\{\S+\}")


@dataclass(frozen=True)
class Slot:
    """What was heard for a slot, and what it was resolved to."""

    value: str | None
    """The words heard; for a number its digits; None where the sentence does without the slot."""
    type: str
    id: str | None = None
    """The id in the catalogue; None where the words are in no catalogue, or the slot has none."""
    name: str | None = None
    """The catalogue's own name for it."""


@dataclass(frozen=True)
class Intent:
    """An intent as Alexa would make it out."""

    name: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


@cache
def understanding_of(locale: str) -> "Understanding":
    """The understanding of a locale, made once for all that have its model: to read one takes a second or two.

    Raises FileNotFoundError, naming the file.
    """
    model = (MODELS / f"{locale}.json").read_bytes()
    alike = next(each for each in (*LOCALES, locale) if (MODELS / f"{each}.json").read_bytes() == model)
    return Understanding(locale) if alike == locale else understanding_of(alike)


class Understanding:
    """Makes out intents by one locale's interaction model."""

    def __init__(self, locale: str) -> None:
        """Raises FileNotFoundError, naming the file, of a locale without a model, or a language nothing is known of."""
        file = MODELS / f"{locale}.json"
        self.model = json.loads(file.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
        self.language = language_of(locale)
        self._code = spoken_in(locale)
        self._wording = Wording(self.language.ears)

    @property
    def invocation_name(self) -> str:
        """What the skill is called by."""
        return str(self.model["invocationName"])

    def intent(self, words: str) -> Intent:
        """The intent behind the words; FallbackIntent where there is none."""
        heard = plain(words)
        for each in (heard, self._carrier.sub("", heard)):
            if each in self._built_ins:
                return Intent(self._built_ins[each])
        heard = self._accented(heard)
        bare = self._wording.bare(heard)
        return (
            self._exact(heard, self._catalogues)
            or self._exact(bare, self._catalogues)
            or self._not_quite(bare)
            or Intent(FALLBACK)
        )

    def lists(self, words: str) -> bool:
        """Whether the words are a built-in's, or a sample's with a catalogue's own phrases in its slots."""
        heard = plain(words)
        return heard in self._built_ins or self._exact(heard, self._catalogues) is not None

    def _accented(self, heard: str) -> str:
        """The words with the accents that whoever wrote them left out, where they can only be meant with them."""
        if heard in self._without_slots:
            return heard
        words = (word if self._samples.uses(word) else self._accents.get(word, word) for word in heard.split())
        return self._unaccented_samples.get(unaccented(heard)) or " ".join(words)

    @cached_property
    def _unaccented_samples(self) -> dict[str, str]:
        """By how it is written without accents, each sample whose intent is no other's by that."""
        alike = _by_unaccented(self._without_slots)
        return {
            without: min(those) for without, those in alike.items() if len({*map(self._without_slots.get, those)}) == 1
        }

    @cached_property
    def _accents(self) -> dict[str, str]:
        """By how it is written without accents, each word of the samples that is the only one."""
        words = {word for sample in self._samples.sentences for word in sample.split() if not _GAP.match(word)}
        return {without: min(those) for without, those in _by_unaccented(words).items() if len(those) == 1}

    @cached_property
    def _carrier(self) -> re.Pattern[str]:
        """What stands between the skill's name and a request: "ask lower back release for help"."""
        return re.compile(rf"^(?:{any_of(self.language.invocation.carriers)}) ")

    @cached_property
    def _built_ins(self) -> dict[str, str]:
        mine = {intent["name"] for intent in self.model["intents"]}
        return {words: name for name, said in self.language.built_in.items() if name in mine for words in said}

    @cached_property
    def _slot_types(self) -> dict[str, str]:
        return {slot["name"]: slot["type"] for intent in self.model["intents"] for slot in intent.get("slots", ())}

    @cached_property
    def _values(self) -> dict[str, dict[str, tuple[str, str]]]:
        """By slot type, every phrase of its catalogue with the id and the name behind it."""
        return {
            kind["name"]: {
                plain(phrase): (value["id"], value["name"]["value"])
                for value in kind["values"]
                for phrase in (value["name"]["value"], *value["name"].get("synonyms", ()))
            }
            for kind in self.model.get("types", ())
        }

    @cached_property
    def _catalogues(self) -> Intents:
        """The samples, with a catalogue's own phrases in its slots."""
        return self._intents(0, {name: self._slot_lists[kind] for name, kind in self._slot_types.items()})

    @cached_property
    def _strangers(self) -> Intents:
        """The samples that say enough for any words to stand in a catalogue's slot."""
        lists: dict[str, SlotList] = {
            name: WildcardSlotList(name) if kind in self._values else self._slot_lists[kind]
            for name, kind in self._slot_types.items()
        }
        return self._intents(FEWEST_WORDS_AROUND_A_STRANGER, lists)

    @cached_property
    def _told(self) -> dict[str, Mapping[str, str]]:
        """By Amazon's own type of slot, every phrase that is listened for with its value."""
        language = self.language
        return {
            TIME: times(language.times),
            DATE: dates(language.dates),
            DURATION: durations(language.durations, self._code),
        }

    @cached_property
    def _slot_lists(self) -> dict[str, SlotList]:
        """By type of slot, what may be said for it: made once, of ten thousand times of day."""
        return {kind: self._slot_list(kind) for kind in set(self._slot_types.values())}

    def _slot_list(self, kind: str) -> SlotList:
        if kind == NUMBER:
            return RangeSlotList(kind, 0, LARGEST_NUMBER, words_language=self._code)
        if kind in self._told:
            return TextSlotList.from_tuples(self._told[kind].items(), allow_template=False)
        return TextSlotList.from_tuples(((phrase, phrase) for phrase in self._values[kind]), allow_template=False)

    def _intents(self, fewest_words: int, lists: dict[str, SlotList]) -> Intents:
        data: dict[str, Any] = {}
        for intent in self.model["intents"]:
            by_word = defaultdict(list)
            for sample in intent["samples"]:
                around = _around(sample)
                if SLOT.search(sample) and len(around) >= fewest_words:
                    by_word[max(around, key=len, default="")].append(sample)
            # Where a sample's longest word isn't heard, it is not even looked at.
            blocks = [
                {"sentences": said} | ({"required_keywords": [word]} if word else {}) for word, said in by_word.items()
            ]
            if blocks:
                data[intent["name"]] = {"data": blocks}
        intents = Intents.from_dict({"language": self._code, "intents": data})
        intents.slot_lists.update(lists)
        return intents

    def _exact(self, heard: str, intents: Intents) -> Intent | None:
        if heard in self._without_slots:
            return self._understood(self._without_slots[heard], {})
        if intents is self._catalogues and not self._fills_a_slot.search(heard):
            return None
        result = recognize_best(heard, intents, best_slot_name=None) if heard else None
        if result is None:
            return None
        return self._understood(result.intent.name, {slot: entity.value for slot, entity in result.entities.items()})

    @cached_property
    def _fills_a_slot(self) -> re.Pattern[str]:
        """Whether anything in a sentence may stand in a catalogue's slot: most have nothing, which is found at once."""
        catalogues = {phrase for of_kind in self._values.values() for phrase in of_kind}
        language = self.language
        alone = {*language.times.alone, *language.dates.alone, *language.dates.months, *language.durations.alone}
        phrases = sorted(catalogues | alone, key=len, reverse=True)
        numbers = (*self.language.ears.numbers, *self.language.ears.parts_of_numbers)
        return re.compile(rf"\d|\b(?:{'|'.join(map(re.escape, phrases))}|{'|'.join(numbers)})\b")

    @cached_property
    def _without_slots(self) -> dict[str, str]:
        """The samples that are whole sentences, with their intent: found at once, where the others are looked for."""
        return {
            sample: intent["name"]
            for intent in self.model["intents"]
            for sample in intent["samples"]
            if not SLOT.search(sample)
        }

    def _not_quite(self, heard: str) -> Intent | None:
        """The intent of a sentence like this one; a name that only its slot lacks stays as it was said."""
        stranger = self._with_a_stranger(heard)
        near = self._near(heard, self._with_a_name(heard, stranger)) if stranger else None
        if stranger and (near is None or near.name == stranger.name):
            return stranger
        # What is near takes longest to find, and mostly isn't needed.
        return self._alike(heard, ALIKE_ENOUGH) or near or self._near(heard) or self._in_a_clause(heard)

    def _in_a_clause(self, heard: str) -> Intent | None:
        """The intent of one clause of a sentence that tells more: "the pan is burning so please wait for me"."""
        clauses = self._wording.clauses(heard)
        if len(clauses) == 1:
            return None
        long_enough = [clause for clause in clauses if len(clause.split()) >= FEWEST_WORDS_OF_A_CLAUSE]
        exact = (self._exact(clause, self._catalogues) for clause in long_enough)
        alike = (self._alike(clause, CLAUSE_ALIKE_ENOUGH) for clause in long_enough)
        return next((each for each in (*exact, *alike) if each), None)

    def _with_a_stranger(self, heard: str) -> Intent | None:
        """The intent of a sentence that a few words unheard of make different from a sample."""
        found = self._exact(heard, self._strangers)
        names = [slot.value.split() for slot in found.slots.values() if slot.value] if found else []
        unheard_of = all(
            len(name) <= MOST_WORDS_OF_A_STRANGER and not all(map(self._samples.uses, name)) for name in names
        )
        return found if unheard_of else None

    def _alike(self, heard: str, enough: float) -> Intent | None:
        """The intent of the sentence that shares most with this one, the words for its slot taken from this one."""
        if " " not in heard:
            enough = max(enough, WORD_ALIKE_ENOUGH)
        sentence, filling = self._likest(heard, enough)
        if any(f"{{{kind}}}" in sentence for kind in self._told):
            sentence, filling = self._likest(heard, max(enough, TIME_ALIKE_ENOUGH))
        return self._exact(_GAP.sub(filling, sentence), self._catalogues) if sentence else None

    def likest(self, words: str, without: str = "") -> tuple[str, str]:
        """The sample that shares most with the words, its slots as gaps, and its intent: of those but one, if named."""
        sentence, _ = self._likest(self._wording.bare(plain(words)), ALIKE_ENOUGH, without)
        return (sentence, self._samples.sentences[sentence]) if sentence else ("", FALLBACK)

    def nearest(self, words: str, count: int = 5) -> list[tuple[str, str, float]]:
        """The intents that the words are most like: each with its likest sample and how like it is, from 0 to 1."""
        likest: dict[str, tuple[float, str]] = {}
        for gapped, _ in self._gapped(self._wording.bare(plain(words))):
            for intent, found in self._samples.nearest(gapped).items():
                likest[intent] = max(likest.get(intent, (0.0, "")), found)
        best = sorted(likest.items(), key=lambda each: each[1], reverse=True)[:count]
        return [(intent, sentence, score) for intent, (score, sentence) in best]

    def _likest(self, heard: str, enough: float, without: str = "") -> tuple[str, str]:
        """The sentence, and what fills its gap; empty where none is alike enough."""
        found = [(*self._samples.best(gapped, without), filling) for gapped, filling in self._gapped(heard)]
        score, sentence, filling = max(found)
        return (sentence, filling) if score >= enough else ("", "")

    def _gapped(self, heard: str) -> Iterator[tuple[str, str]]:
        """The words, then with each phrase that may stand in a slot taken out: the rest, and the phrase."""
        yield heard, ""
        words = heard.split()
        for kind, (phrases, longest) in self._fillings.items():
            start = 0
            while start < len(words):
                ends = range(min(len(words), start + longest), start, -1)
                spoken = ((end, " ".join(words[start:end])) for end in ends)
                end, phrase = next((each for each in spoken if each[1] in phrases), (start + 1, ""))
                if not phrase and kind == NUMBER and words[start].isdecimal():
                    phrase = words[start]
                if phrase:
                    yield " ".join([*words[:start], f"{{{kind}}}", *words[end:]]), phrase
                start = end

    @cached_property
    def _fillings(self) -> dict[str, tuple[frozenset[str], int]]:
        """By type of slot, every phrase that may stand in it, and how many words the longest has."""
        built_in = {NUMBER: self.language.ears.numbers, **self._told}
        return {
            kind: (frozenset(phrases), max(len(phrase.split()) for phrase in phrases))
            for kind, phrases in {**self._values, **built_in}.items()
        }

    @cached_property
    def _samples(self) -> Likeness:
        """The samples, each with the type of its slot for a gap."""
        return Likeness(
            {
                SLOT.sub(lambda slot: f"{{{self._slot_types[slot[1]]}}}", sample): intent["name"]
                for intent in self.model["intents"]
                for sample in intent["samples"]
                if not self._hardly_more_than_a_time(sample)
            },
            self._wording,
        )

    def _hardly_more_than_a_time(self, sample: str) -> bool:
        """Whether it says so little beside a time that any sentence with one is like it: "at {time}"."""
        of_a_time = any(self._slot_types[name] in self._told for name in SLOT.findall(sample))
        return of_a_time and len(_around(sample)) < FEWEST_WORDS_AROUND_A_TIME

    def _with_a_name(self, heard: str, stranger: Intent) -> str:
        """The same sentence, with the nearest name that there is for what is in no catalogue."""
        for slot in stranger.slots.values():
            if slot.value and slot.type in self._values:
                name = process.extractOne(slot.value, self._values[slot.type].keys(), scorer=Levenshtein.distance)
                heard = heard.replace(slot.value, name[0])
        return heard

    def _near(self, heard: str, *others: str) -> Intent | None:
        """The intent of the nearest sentence, of those that there are and others."""
        if all(map(self._samples.uses, heard.split())):
            return None  # no slip, but another sentence: "this one" is not "third one"
        found = self._nearest_sentence(heard, others)
        if found is None or self._wording.begins_with_no(found) != self._wording.begins_with_no(heard):
            return None
        if not _near_each_other(self._wording.negated(found), self._wording.negated(heard)):
            return None  # a slip of a letter turns nothing around
        return self._exact(found, self._catalogues)

    def _nearest_sentence(self, heard: str, others: Sequence[str]) -> str | None:
        """The sentence that most letters are left of; None where none is near enough."""
        nearest, best = None, NEAR_ENOUGH
        # About as long: each letter that one has more must have been put in.
        shortest, longest = math.ceil(len(heard) * NEAR_ENOUGH), int(len(heard) / NEAR_ENOUGH)
        for sentences in (others, self._sentences, *self._filled_as_in(heard)):
            about_as_long = [each for each in sentences if shortest <= len(each) <= longest]
            found = process.extractOne(
                heard, about_as_long, scorer=Levenshtein.normalized_similarity, score_cutoff=best
            )
            if found and (nearest is None or found[1] > best):
                nearest, best = found[0], found[1]
        return nearest

    @cached_property
    def _sentences(self) -> list[str]:
        """The samples without a slot, and with every phrase in it those that say little beside it.

        Of the others' phrases it is enough to know those that are heard, and names that are near (`_slot`).
        """
        catalogues = {kind: tuple(phrases) for kind, phrases in self._values.items()}
        phrases = {NUMBER: tuple(self.language.ears.numbers), **plainest(self.language), **catalogues}
        return [
            filled(sample, dict(zip(names, turn, strict=True)), self.language.agreement.articles)
            for intent in self.model["intents"]
            for sample in intent["samples"]
            if not (names := SLOT.findall(sample)) or says_little(sample)
            for turn in in_turn(*(phrases[self._slot_types[name]] for name in names))
        ]

    def _filled_as_in(self, heard: str) -> Iterator[Iterator[str]]:
        """The samples that have a slot for a phrase that is heard, and say more, with that phrase in it."""
        for gapped, phrase in self._gapped(heard):
            for gap in _GAP.findall(gapped):
                yield (each.replace(gap, phrase) for each in self._by_gap.get(gap, ()))

    @cached_property
    def _by_gap(self) -> dict[str, list[str]]:
        by_gap: dict[str, list[str]] = defaultdict(list)
        for intent in self.model["intents"]:
            for sample in intent["samples"]:
                names = SLOT.findall(sample)
                if len(names) == 1 and not says_little(sample):
                    gap = f"{{{self._slot_types[names[0]]}}}"
                    by_gap[gap].append(SLOT.sub(gap, sample))
        return by_gap

    def _understood(self, name: str, heard: Mapping[str, Any]) -> Intent:
        """An intent, with what was heard for each of its slots, by name."""
        return Intent(name, {slot: self._slot(slot, heard.get(slot)) for slot in self._declared[name]})

    @cached_property
    def _declared(self) -> dict[str, list[str]]:
        """By intent, the names of its slots."""
        return {intent["name"]: [slot["name"] for slot in intent.get("slots", ())] for intent in self.model["intents"]}

    def _slot(self, name: str, heard: Any) -> Slot:
        kind = self._slot_types[name]
        if heard is None:
            return Slot(None, kind)
        value = f"{heard:g}" if isinstance(heard, float) else str(heard).strip()
        catalogue = self._values.get(kind, {})
        known = process.extractOne(
            value, catalogue.keys(), scorer=Levenshtein.normalized_similarity, score_cutoff=NAME_NEAR_ENOUGH
        )
        return Slot(value, kind, *catalogue[known[0]]) if known else Slot(value, kind)


def _by_unaccented(words: Iterable[str]) -> dict[str, list[str]]:
    """By how they are written without accents, all that are written like that."""
    alike = defaultdict(list)
    for each in words:
        alike[unaccented(each)].append(each)
    return alike


def says_little(sample: str) -> bool:
    """Whether there are so few words beside a sample's slots that nothing unheard of may stand in them."""
    return len(_around(sample)) < FEWEST_WORDS_AROUND_A_STRANGER


def _around(sample: str) -> list[str]:
    """The words of a sample beside its slots."""
    return SLOT.sub("", sample).split()


def _near_each_other(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each of the words is one of the others, in their order, but for a slip."""
    alike = map(Levenshtein.normalized_similarity, words, others)
    return len(words) == len(others) and all(each >= NEAR_ENOUGH for each in alike)
