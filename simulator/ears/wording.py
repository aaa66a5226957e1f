"""Words as they are compared: how people say what a sample says otherwise, in one language."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise, zip_longest

from simulator.languages import Ears

_STUTTER = re.compile(r"\b([\w']+(?: [\w']+){0,2})(?: \1\b)+")
"""The same words twice running, as somebody says them who is looking for the next."""


def plain(words: str) -> str:
    """Words as a recogniser writes them: lower case, without punctuation, single spaces."""
    kept = re.sub(r"[^\w' ]+|_", " ", words.lower().replace("\u2019", "'"))
    return " ".join(kept.split())


def unaccented(words: str) -> str:
    """Words without their accents: "cardíaco" as many write it."""
    return "".join(each for each in unicodedata.normalize("NFD", words) if not unicodedata.combining(each))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest of those that begin alike."""
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


class Wording:
    """What a language's words do to one another."""

    def __init__(self, ears: Ears) -> None:
        """What is known of how people say things in it."""
        self._ears = ears

    def bare(self, heard: str) -> str:
        """What is heard, in the samples' way of writing it, without the words that only fill a pause."""
        heard = self._written_otherwise.sub(lambda written: self._ears.as_sampled[written[0]], heard)
        heard = _STUTTER.sub(r"\1", self._hums.sub("", heard))
        return self._fillers.sub("", self._no_and.sub("", heard)).strip()

    def clauses(self, heard: str) -> list[str]:
        """The clauses of a sentence, each bare."""
        return [self.bare(clause.strip()) for clause in self._between_clauses.split(heard)]

    def negated(self, sentence: str) -> list[str]:
        """The words that come right after a negation: "don't keep it" says "not" of another than "don't delete it".

        A "no" at the beginning is an answer, and says it of none. After a "not" at the end there is an empty word.
        """
        pairs = enumerate(pairwise([*sentence.split(), ""]))
        answers = self._ears.no
        return [after for n, (word, after) in pairs if self._negates(word, after) and not (n == 0 and word in answers)]

    def turned_around(self, words: Sequence[str]) -> Iterator[str]:
        """The words, those after a negation as others than they are without."""
        turned = False
        for word, after in zip_longest(words, words[1:], fillvalue=""):
            yield f"not {word}" if turned else word
            turned = turned or self._negates(word, after)

    def begins_with_no(self, heard: str) -> bool:
        """Whether more comes after a no."""
        return any(heard.startswith(f"{no} ") for no in self._ears.no)

    def _negates(self, word: str, after: str) -> bool:
        """Whether a word turns the one after it around: "not slow", and "stop talking"."""
        ending = self._ears.negations_of.get(word)
        return word in self._ears.negations or (ending is not None and after.endswith(ending))

    @cached_property
    def _written_otherwise(self) -> re.Pattern[str]:
        return _whole(self._ears.as_sampled)

    @cached_property
    def _hums(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{any_of(self._ears.hums)}) ")

    @cached_property
    def _between_clauses(self) -> re.Pattern[str]:
        return _whole(self._ears.between_clauses)

    @cached_property
    def _no_and(self) -> re.Pattern[str]:
        cries, no, after = map(any_of, (self._ears.cries, self._ears.no, self._ears.after_no))
        return re.compile(rf"^(?:(?:{cries}) )*(?:(?:{no}) )+(?=(?:{after})\b)")

    @cached_property
    def _fillers(self) -> re.Pattern[str]:
        before, after = any_of(self._ears.fillers_before), any_of(self._ears.fillers_after)
        return re.compile(rf"^(?:(?:{before})\b ?)+|(?: (?:{after}))+$")


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words)})\b")
