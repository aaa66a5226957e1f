"""`python -m tests.mannequin`: random conversations, and what no body can follow in them."""

import argparse
import random
import re
import sys
from collections import Counter

from lower_back_release.alexa.audio import Form
from tests.mannequin.walk import Walk, step
from tests.options import at_least


def kind_of(complaint: str) -> str:
    """A complaint without its seconds and counts: what is of one kind has one cause, most times."""
    return re.sub(r"at -?[\d.]+ s|-?\d+(\.\d+)?", "…", complaint)


def main(arguments: list[str] | None = None) -> int:
    """Prints each kind of complaint once, with the conversation that leads to it; 1 where there is any."""
    parser = argparse.ArgumentParser(prog="python -m tests.mannequin", description=__doc__)
    parser.add_argument("--turns", type=at_least(1), default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=at_least(1), default=12, help="turns of one conversation")
    parser.add_argument("--times", action="store_true", help="tell how often each kind was met")
    options = parser.parse_args(arguments)
    found: dict[str, list[str]] = {}
    times = Counter[str]()
    turns = 0
    while turns < options.turns:
        chance = random.Random(f"{options.seed} {turns}")  # noqa: S311 - to be repeatable is the point
        walk = Walk(chance.random() < 0.5, form=chance.choice(list(Form)), reports=chance.random() < 0.8)
        for _ in range(options.length):
            step(walk, chance)
            turns += 1
            for complaint in walk.body.complaints[:1]:  # what follows a first misstep follows from it
                kind = kind_of(complaint)
                times[kind] += 1
                if kind not in found or len(walk.said) + 1 < len(found[kind]):
                    found[kind] = [f"# {complaint}{' (with a screen)' if walk.screen else ''}", *walk.said]
            if walk.body.complaints:
                break
    for kind, said in sorted(found.items(), key=lambda each: len(each[1])):
        print(f"{kind} ({times[kind]} times)" if options.times else kind, *said, sep="\n    ")
    print(f"{turns} turns, {len(found)} kinds of complaint")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
