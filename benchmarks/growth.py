"""What grows with the routine and its languages: a turn with 5 to 500 poses, and a cold start with 1 to 20 languages.

Medians of many, taken in turn; the ratio is to the first of each.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "lambda")]

from artefact.__main__ import build  # noqa: E402 - found by the line above
from lower_back_release.alexa.conversation import coach_of  # noqa: E402
from lower_back_release.content import Content, content_for  # noqa: E402
from lower_back_release.dialogue.command import Command  # noqa: E402
from lower_back_release.person.history import History  # noqa: E402
from lower_back_release.person.preferences import Preferences  # noqa: E402
from lower_back_release.person.progress import Progress, from_json, new_progress  # noqa: E402

POSES, LANGUAGES, ROUNDS = (5, 50, 500), (1, 5, 20), 200
COLD_STARTS = 15


def main() -> None:
    """Prints both tables."""
    print_ratios("poses, a turn in mid-hold", turns(), "µs", 1e6)
    print_ratios("languages, until the skill is built", cold_starts(), "ms", 1e3)


def turns() -> dict[int, list[float]]:
    """By the number of poses, what turns take: kept progress read, the turn, and progress to be kept."""
    taken: dict[int, list[float]] = defaultdict(list)
    contents = {many: with_poses(many) for many in POSES}
    kept = {many: coach_of(content).turn(full(content), Command("launch"), 0)[0] for many, content in contents.items()}
    for n in range(ROUNDS):
        for many, content in contents.items():
            progress = kept[many].to_json()
            owed = kept[many].owed.to_json()
            began = time.perf_counter()
            read = from_json(progress, content.routine, owed)
            coach_of(content).turn(read, Command("breaths_left"), 150_000 + n)[0].to_json()
            taken[many].append(time.perf_counter() - began)
    return taken


def full(content: Content) -> Progress:
    """Somebody who knows every pose, and leaves half of them out."""
    progress, poses = new_progress(content.routine), tuple(content.routine.order)
    return replace(progress, preferences=Preferences(left_out=poses[1::2]), history=History(known=poses))


def with_poses(many: int) -> Content:
    """The content, its poses again and again under other ids."""
    content = content_for("en-US")
    poses = content.routine.poses
    more = [
        replace(pose, id=f"{pose.id}_{n}", rest=pose.rest and replace(pose.rest, id=f"{pose.rest.id}_{n}"))
        for n in range(1, many // len(poses))
        for pose in poses
    ]
    return Content(replace(content.routine, poses=(*poses, *more)), content.words, content.screen)


def cold_starts() -> dict[int, list[float]]:
    """By the number of languages, seconds until the skill is built and has read the one that is spoken."""
    taken: dict[int, list[float]] = defaultdict(list)
    with TemporaryDirectory() as place:
        folders = {many: Path(place) / str(many) for many in LANGUAGES}
        for many, folder in folders.items():
            build(folder, for_this_python=True)
            content = folder / "lower_back_release" / "content"
            for n in range(1, many):
                for kind in ("toml", "pickle"):
                    shutil.copy(content / f"en.{kind}", content / f"x{n}.{kind}")
        code = "import lambda_function; from lower_back_release.content import content_for; content_for('en-US')"
        for _ in range(COLD_STARTS):
            for many, folder in folders.items():
                began = time.perf_counter()
                subprocess.run([sys.executable, "-S", "-B", "-c", code], cwd=folder, check=True)  # noqa: S603
                taken[many].append(time.perf_counter() - began)
    return taken


def print_ratios(what: str, taken: dict[int, list[float]], unit: str, scale: float) -> None:
    """A table."""
    print(what)
    medians = {many: statistics.median(times) for many, times in taken.items()}
    least = next(iter(medians.values()))
    for many, median in medians.items():
        print(f"{many:6}{median * scale:12.0f} {unit}{median / least:10.2f}")


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__).parse_args()
    main()
