"""What each sample is worth: python -m simulator.tools.sample_worth.

Each phrase of the evaluation that the model doesn't list is decided by the sample most like it. Leaving out that one
sample shows what it brings (phrases that would be lost without it) and what it takes (phrases that it draws to a wish
they aren't, and that would be right, or nobody's, without it). A sample that only takes is to be deleted.
"""

import argparse
from collections import Counter
from collections.abc import Iterable

from simulator.ears.understanding import FALLBACK, Understanding, understanding_of
from simulator.tools.evaluate import NOT_OURS, OPPOSITES, SAFETY, Annotation, annotations, out_of_domain

GROUPS = "", SAFETY, OPPOSITES


def worth(understanding: Understanding, phrases: Iterable[Annotation]) -> tuple[Counter[str], Counter[str]]:
    """How many phrases each sample brings, and how many it takes."""
    brings, takes = Counter[str](), Counter[str]()
    for phrase in phrases:
        sample, intent = understanding.likest(phrase.said)
        if not sample or understanding.lists(phrase.said):
            continue
        _, without = understanding.likest(phrase.said, without=sample)
        if intent == phrase.intent != without:
            brings[sample] += 1
        declined = intent == NOT_OURS and phrase.intent == FALLBACK  # which is as good
        if intent != phrase.intent and not declined and without in (phrase.intent, FALLBACK):
            takes[sample] += 1
    return brings, takes


def main() -> None:
    """Print each sample that takes something, and how many bring something."""
    parser = argparse.ArgumentParser(prog="python -m simulator.tools.sample_worth", description=__doc__)
    parser.add_argument("--locale", default="en-US", help="the locale whose model is measured (%(default)s)")
    options = parser.parse_args()
    understanding = understanding_of(options.locale)
    foreign = (Annotation(said, FALLBACK, {}) for said in out_of_domain(options.locale))
    phrases = (each for group in GROUPS for each in annotations(options.locale, group))
    brings, takes = worth(understanding, (each for part in (phrases, foreign) for each in part))
    print(f"{len(brings)} samples bring {brings.total()} phrases that would be lost without them")
    safety = {each.intent for each in annotations(options.locale, SAFETY)}
    for sample, count in takes.most_common():
        deletes = "keep it: of pain or danger" if understanding.intent(sample).name in safety else "delete it"
        verdict = f"brings {brings[sample]}" if brings[sample] else f"brings none: {deletes}"
        print(f"  {sample!r} takes {count}, {verdict}")


if __name__ == "__main__":
    main()
