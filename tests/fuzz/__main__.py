"""`python -m tests.fuzz`: odd requests at length, and what is wrong with the answers."""

import argparse
import sys
from collections import Counter

from lower_back_release.alexa.audio import Form
from tests.fuzz.sending import send
from tests.options import at_least


def main() -> int:
    """Prints what was wrong, by kind; 1 where anything was."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--requests", type=at_least(1), default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    each = 1000
    sizes = [min(each, options.requests - sent) for sent in range(0, options.requests, each)]
    seeds = [options.seed * 1_000_000 + n for n in range(len(sizes))]
    rounds = [send(size, seed, list(Form)[seed % 2]) for size, seed in zip(sizes, seeds, strict=True)]
    told = [
        (*what.partition(": ")[::2], seed) for seed, found in zip(seeds, rounds, strict=True) for what in found.wrong
    ]
    wrong, first = Counter(what for _, what, _ in told), {what: (seed, n) for n, what, seed in reversed(told)}
    for what, times in wrong.most_common(40):
        print(f"{times:6} {what} (first: seed {first[what][0]}, request {first[what][1]})")
    requests, slowest = sum(found.requests for found in rounds), max(found.slowest_seconds for found in rounds)
    answered = sum(found.answered for found in rounds)
    print(f"{requests} requests, {answered} answered in words, {wrong.total()} wrong; the slowest took {slowest:.2f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
