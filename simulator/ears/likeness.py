"""How much two sentences share, by the words that tell one wish from another."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from simulator.ears.wording import Wording

PAIR = 0.5
"""What two words side by side weigh beside one alone. Measured by simulator.tools.evaluate: without them twice as many
phrases out of the domain are taken for a wish; at 1, 6 in 100 fewer of those in it are understood.
"""

_GAP = re.compile(r"\{\S+\}")

_Vector = dict[tuple[str, ...], float]
_Kind = tuple[tuple[str, ...], frozenset[str]]


@dataclass(frozen=True)
class Likeness:
    """Compares words with sentences, whose gaps are words in braces.

    Likeness is the cosine of the two sentences' words and pairs of neighbors, each weighed by how few of the
    owners use it (the inverse document frequency of information retrieval, with an owner for a document): "the" says
    next to nothing, "numb" says all. A word that nobody uses weighs the most, and makes a sentence unlike any other.
    """

    sentences: Mapping[str, str]
    """The owner of each sentence."""
    wording: Wording

    def best(self, words: str, without: str = "") -> tuple[float, str]:
        """The sentence most like the words, and how like it is, from 0 to 1.

        It has the same gaps, and says "not" of the same words; it isn't `without`.
        """
        scores = self._scores(words)
        scores.pop(without, None)
        return max(((score, sentence) for sentence, score in scores.items()), default=(0.0, ""))

    def nearest(self, words: str) -> dict[str, tuple[float, str]]:
        """By owner, how like the words its likest sentence is, and that sentence; without those that share nothing."""
        found: dict[str, tuple[float, str]] = {}
        for sentence, score in self._scores(words).items():
            owner = self.sentences[sentence]
            found[owner] = max(found.get(owner, (0.0, "")), (score, sentence))
        return found

    def _scores(self, words: str) -> dict[str, float]:
        """How like the words each sentence is that may be compared with them, and shares anything."""
        scores: dict[str, float] = defaultdict(float)
        having = self._having.get(self._kind(words), {})
        for part, weight in self._unit(self._parts(words)).items():
            for sentence, of_sentence in having.get(part, ()):
                scores[sentence] += weight * of_sentence
        return scores

    def uses(self, word: str) -> bool:
        """Whether any sentence has the word."""
        return (word,) in self._weights

    @cached_property
    def _having(self) -> Mapping[_Kind, Mapping[tuple[str, ...], list[tuple[str, float]]]]:
        """By kind and part, the sentences that have it, and its weight there."""
        having: dict[_Kind, dict[tuple[str, ...], list[tuple[str, float]]]] = defaultdict(lambda: defaultdict(list))
        for sentence in self.sentences:
            of_kind = having[self._kind(sentence)]
            for part, weight in self._unit(self._parted[sentence]).items():
                of_kind[part].append((sentence, weight))
        return having

    @cached_property
    def _parted(self) -> Mapping[str, Counter[tuple[str, ...]]]:
        """Each sentence in its parts."""
        return {sentence: self._parts(sentence) for sentence in self.sentences}

    @cached_property
    def _weights(self) -> _Vector:
        owners = defaultdict(set)
        for sentence, owner in self.sentences.items():
            for part in self._parted[sentence]:
                owners[part].add(owner)
        return {part: math.log(1 + self._owners / len(those)) for part, those in owners.items()}

    @cached_property
    def _owners(self) -> int:
        return len(set(self.sentences.values()))

    def _unit(self, parts: Counter[tuple[str, ...]]) -> _Vector:
        unknown = math.log(1 + self._owners)
        vector = {part: count * self._weights.get(part, unknown) for part, count in parts.items()}
        length = math.hypot(*vector.values())
        return {part: weight / length for part, weight in vector.items()}

    def _parts(self, sentence: str) -> Counter[tuple[str, ...]]:
        """Its words, and its pairs of neighbors, the sentence's ends among them: after a negation they are others."""
        words = list(self.wording.turned_around(sentence.split()))
        parts: Counter[tuple[str, ...]] = Counter((word,) for word in words)
        for pair in zip(["", *words], [*words, ""], strict=True):
            parts[pair] += PAIR  # type: ignore[assignment]  # a Counter adds any number
        return parts

    def _kind(self, sentence: str) -> _Kind:
        """What two sentences must have in common to be compared: their gaps, and the words they say "not" of."""
        return tuple(_GAP.findall(sentence)), frozenset(self.wording.negated(sentence))
