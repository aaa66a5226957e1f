"""Samples with words in their slots."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

SLOT = re.compile(r"\{(\w+)\}")


def filled(sample: str, phrases: Mapping[str, str], articles: Collection[str]) -> str:
    """A sample with a phrase in each of its slots.

    An article that the sample has before a slot, and the phrase brings too, is said once: "a las {time}" with "las
    ocho" is "a las ocho". Alexa may hear a time with or without it, so that there are samples for both.
    """
    pieces: list[str] = []
    at = 0
    for slot in SLOT.finditer(sample):
        before, phrase = sample[at : slot.start()], phrases[slot[1]]
        first, _, rest = phrase.partition(" ")
        brings = rest and first in articles and before.split()[-1:] == [first]
        pieces += before, rest if brings else phrase
        at = slot.end()
    return "".join((*pieces, sample[at:]))


def in_turn(*lists: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """One of each list at a time, until each of every list has had its turn; none where a list is empty.

    All of them together would be a million sentences, of a sample with two days and a time.
    """
    if all(lists):
        for turn in range(max(map(len, lists), default=1)):
            yield tuple(of[(turn + n) % len(of)] for n, of in enumerate(lists))
