"""What a turn costs, beside reading the JSON of a launch request in the same process.

Each figure is the median of many rounds; the ratio is to the yardstick's median of the same rounds, taken in turn.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "lambda"))

from lower_back_release.alexa.conversation import coach_of  # noqa: E402 - found by the line above
from lower_back_release.alexa.speech import ssml  # noqa: E402
from lower_back_release.content import content_for  # noqa: E402
from lower_back_release.dialogue.command import Command  # noqa: E402
from lower_back_release.person.progress import from_json, new_progress  # noqa: E402

ROUNDS = 200
LEFT = Command("breaths_left")


def main() -> None:
    """Prints the table."""
    content = content_for("en-US")
    coach = coach_of(content)
    routine = coach.routine
    launch = (ROOT / "tests/alexa/requests/launch.json").read_text(encoding="utf-8")
    progress, reply = coach.turn(new_progress(routine), Command("launch"), 0)
    kept = progress.to_json()
    held = coach.timeline(progress)
    moments = count(150_000)
    paths: dict[str, Callable[[], object]] = {
        "json.loads of a launch request (the yardstick)": lambda: json.loads(launch),
        "a whole pose as a timeline": lambda: coach_of(content).timeline(progress),
        "its SSML": lambda: ssml(reply.said),
        "a place on a timeline at hand": lambda: held.at(150.0),
        "a place from what is kept, told before": lambda: coach.where(from_json(kept, routine), 150_000),
        "the same, told by another instance": lambda: coach_of(content).where(from_json(kept, routine), 150_000),
        "a whole turn in mid-hold": lambda: coach.turn(progress, LEFT, next(moments)),
        "the same, told by another instance, in mid-hold": lambda: coach_of(content).turn(progress, LEFT, 150_000),
    }
    taken: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(ROUNDS):
        for name, path in paths.items():
            began = time.perf_counter()
            path()
            taken[name].append(time.perf_counter() - began)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    yardstick = next(iter(medians.values()))
    print(f"{'':48}{'median':>12}{'times the yardstick':>22}")
    for name, median in medians.items():
        print(f"{name:48}{median * 1e6:9.1f} µs{median / yardstick:22.1f}")


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m benchmarks.core", description=__doc__).parse_args()
    main()
