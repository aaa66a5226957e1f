"""`python -m tests.mannequin`: random conversations, and what no body can follow in them."""

import argparse
import random
import re
import sys

from tests.mannequin.walk import Walk, step


def main() -> int:
    """Prints each kind of complaint once, with the conversation that leads to it; 1 where there is any."""
    parser = argparse.ArgumentParser(prog="python -m tests.mannequin", description=__doc__)
    parser.add_argument("--turns", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=int, default=12, help="turns of one conversation")
    options = parser.parse_args()
    found: dict[str, list[str]] = {}
    turns = 0
    while turns < options.turns:
        chance = random.Random(f"{options.seed} {turns}")  # noqa: S311 - to be repeatable is the point
        walk = Walk(screen=chance.random() < 0.5)
        for _ in range(options.length):
            step(walk, chance)
            turns += 1
            for complaint in walk.body.complaints[:1]:  # what follows a first misstep follows from it
                kind = re.sub(r"[\d.]+ s", "", complaint)
                if kind not in found or len(walk.said) < len(found[kind]):
                    found[kind] = [*walk.said]
            if walk.body.complaints:
                break
    for kind, said in sorted(found.items(), key=lambda each: len(each[1])):
        print(kind, *said, sep="\n    ")
    print(f"{turns} turns, {len(found)} kinds of complaint")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
