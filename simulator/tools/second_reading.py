"""A second reading of what people say, that shares nothing with the simulator's: a classifier trained on the samples.

It judges the interaction model and nothing else: where both readings fail, the model lacks a sample; where they
differ, two intents are too much alike. `make reading` installs what it needs.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from simulator.ears.understanding import FALLBACK, MODELS
from simulator.languages import language_of

LIKELY_ENOUGH = 0.2
"""The likelihood from which an intent counts as understood: of some seventy intents, each has 0.014 by chance.

It refuses little: what is foreign to all of them is still likest to one. That is as it should be for a judge of the
samples. As an ear for the simulator it would have to refuse as much as that does, and then understands less
(simulator.tools.evaluate prints how much).
"""

INVERSE_REGULARIZATION = 30.0
"""scikit-learn's C. At 3, 4 in 100 phrases fewer are understood; at 100, none more."""

TOLERANCE = 0.01
"""scikit-learn's tol for its solver "saga". At a third of it training takes twice as long, by the
solver "lbfgs" three times; in a thousand phrases one more is understood, or one less.
"""

_SLOT = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"\{\w+\}|[\w']+")


@dataclass(frozen=True)
class Reading:
    """What was made of some words: an intent, and the type and words of its slot, if it has one."""

    intent: str
    kind: str | None = None
    words: str | None = None
    likelihood: float = field(default=0.0, compare=False)
    """From 0 to 1."""


class SecondReading:
    """A logistic regression on words, pairs of words and letters, by one locale's interaction model."""

    def __init__(self, locale: str) -> None:
        """Raises FileNotFoundError, naming the file, where a locale has no model; ImportError without scikit-learn."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow, and not always installed
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
        from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415

        model = json.loads((MODELS / f"{locale}.json").read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
        self._phrases = {
            kind["name"]: sorted(
                {
                    phrase.lower()
                    for value in kind["values"]
                    for phrase in (value["name"]["value"], *value["name"].get("synonyms", ()))
                },
                key=len,
                reverse=True,
            )
            for kind in model.get("types", ())
        }
        self._language = language_of(locale)
        sentences, intents = zip(*_sentences(model, self._language.built_in), strict=True)
        self._allowed: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for sentence, intent in zip(sentences, intents, strict=True):
            self._allowed[_gaps(sentence)].add(intent)
        words = TfidfVectorizer(
            tokenizer=_tokens, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True, lowercase=False
        )
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, lowercase=False)
        classifier = LogisticRegression(C=INVERSE_REGULARIZATION, solver="saga", tol=TOLERANCE, random_state=0)
        self._pipeline: Any = make_pipeline(make_union(words, letters), classifier)
        self._pipeline.fit(sentences, intents)

    def read(self, said: str) -> Reading:
        """The likeliest intent; FallbackIntent where none is likely."""
        best = Reading(FALLBACK, likelihood=LIKELY_ENOUGH)
        gapped = list(self._gapped(said.lower()))
        chances = self._pipeline.predict_proba([sentence for sentence, _, _ in gapped])
        for (sentence, kind, words), of_intents in zip(gapped, chances, strict=True):
            allowed = self._allowed.get(_gaps(sentence), set())
            for intent, chance in zip(self._intents, of_intents, strict=True):
                if intent in allowed and chance > best.likelihood:
                    best = Reading(str(intent), kind, words, chance)
        return best

    @cached_property
    def _intents(self) -> list[str]:
        return list(self._pipeline.classes_)

    def _gapped(self, said: str) -> Iterator[tuple[str, str | None, str | None]]:
        """The words as they are, then with each phrase taken out that may stand in a slot."""
        said = " ".join(_TOKEN.findall(said))
        yield said, None, None
        for kind, phrases in {**self._phrases, "AMAZON.NUMBER": [r"\d+", *self._language.ears.numbers]}.items():
            for phrase in re.finditer(rf"\b(?:{'|'.join(phrases)})\b", said):
                yield f"{said[: phrase.start()]}{{{kind}}}{said[phrase.end() :]}", kind, phrase[0]


def _sentences(model: Mapping[str, Any], built_in: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Every sample, with the type of a slot for the slot, and every phrase of a built-in, with its intent."""
    mine = set()
    for intent in model["intents"]:
        kinds = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        mine.add(intent["name"])
        for sample in intent["samples"]:
            yield _with_kinds(sample, kinds), intent["name"]
    for name, phrases in built_in.items():
        if name in mine:
            yield from ((phrase, name) for phrase in phrases)


def _with_kinds(sample: str, kinds: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: f"{{{kinds[slot[1]]}}}", sample)


def _gaps(sentence: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\{[\w.]+\}", sentence)))


def _tokens(sentence: str) -> list[str]:
    return ["<", *re.findall(r"\{[\w.]+\}|[\w']+", sentence), ">"]
