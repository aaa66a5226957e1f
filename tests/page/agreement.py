"""`python -m tests.page.agreement`: how far sight and sound are apart, all through a pose in real time."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from simulator.voice.engine import best_voice
from tests.page.browser import LAUNCH, REMEMBER_SOUNDS, Visitor, chromium, real_skill, running, served

DEVICES = ("Echo Dot", "Echo Show 10")

WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")

EARLY = 1.0
"""Seconds before its time at which a thing shown is still taken for early, and not for what was shown before."""

Sample = dict[str, Any]


def watch(visitor: Visitor, device: str, speed: int) -> dict[str, float]:
    """Watches a whole pose. For each thing shown, the most seconds of the sound that it was early or late.

    What is late because the machine held up a drawing is not: nothing was drawn meanwhile that could have shown it.
    """
    with visitor.page.expect_response("**/hear") as answer:
        visitor.page.get_by_role("button", name=LAUNCH).click()
    turn = answer.value.json()
    visitor.go_at(speed)
    visitor.page.set_default_timeout(1000 * (turn["seconds"] / speed + 60))
    samples = visitor.page.evaluate(WATCH, device)
    breaths = [moment for moment in turn["stays"] if moment["phase"]]
    return {
        "counter": max(_counted(samples, breaths)),
        "circle": max(_turned(samples, breaths)),
        "words": max(_worded(samples, turn["cues"])),
    }


def _counted(samples: Sequence[Sample], breaths: Sequence[Sample]) -> Iterator[float]:
    """How far number and phase are from the beginning of each half of a breath."""
    for moment in breaths:
        shown = {"breath": moment["breath"], "phase": moment["phase"]}
        yield _apart(samples, moment["at"], **shown)


def _turned(samples: Sequence[Sample], breaths: Sequence[Sample]) -> Iterator[float]:
    """How far the circle at its largest and smallest is from where a breath turns."""
    for moment, then in pairwise(breaths):
        turn = then["at"]
        if abs(moment["at"] + moment["seconds"] - turn) < EARLY:
            around = [each for each in samples if abs(each["heard"] - turn) < moment["seconds"] / 2]
            extreme = max if moment["phase"] == "in" else min
            at = around.index(extreme(around, key=lambda each: each["size"]))
            drawn = [float(each["heard"]) for each in around[max(0, at - 1) : at + 2]]  # with those beside it
            yield 0.0 if drawn[0] <= turn <= drawn[-1] else min(abs(each - turn) for each in drawn)


def _worded(samples: Sequence[Sample], cues: Sequence[Sample]) -> Iterator[float]:
    """How far the words shown are from the words heard, where they aren't those shown already."""
    for before, cue in pairwise(cues):
        if before["words"] != cue["words"]:
            yield _apart(samples, cue["at"], words=cue["words"])


def _apart(samples: Sequence[Sample], due: float, **shown: object) -> float:
    """How many seconds of the sound before or after it is due a thing is shown: by the drawings, not between them."""
    for before, after in pairwise(samples):
        if after["heard"] > due - EARLY and shown.items() <= after.items():
            return float(due - after["heard"] if after["heard"] < due else max(0.0, before["heard"] - due))
    return float("inf")


def main() -> int:
    """Prints the figures; 0 where there is a browser."""
    executable = chromium()
    if executable is None:
        print("There is no browser (Debian: apt-get install chromium).", file=sys.stderr)
        return 1
    with served(real_skill, best_voice()) as address, running(executable) as browser:
        for device in DEVICES:
            visitor = Visitor(browser.new_page())
            visitor.page.add_init_script(REMEMBER_SOUNDS)
            visitor.open(address, device=device)
            apart = watch(visitor, device, speed=1)
            print(f"{device}:", ", ".join(f"{what} {1000 * seconds:.0f} ms" for what, seconds in apart.items()))
    return 0


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m tests.page.agreement", description=__doc__).parse_args()
    sys.exit(main())
