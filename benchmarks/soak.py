"""`make soak`: whether one process, in a long life, grows, leaves anything open, or becomes slower.

A thousand people, each with a device and a memory of their own in one SQLite file, take turns at random, come and go,
and for days. Memory, open files and the time of a turn are looked at twenty times; after the first fifth, in which
everything is loaded and everybody is new, a line is laid through each: its slope is the answer. Needs Linux's /proc.
A turn's time is the processor's, and told against a yardstick that is measured beside it: whatever else the machine
does slows both.
"""

import argparse
import json
import logging
import random
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "lambda")]

from hosting.sqlite_memory import SqliteMemory  # noqa: E402
from lower_back_release.alexa.skill import build_skill, respond  # noqa: E402 - found by the line above
from simulator.echo.device import Device, Session  # noqa: E402
from simulator.echo.screens import SHOW_8  # noqa: E402
from simulator.heard.response import seconds_of, ssml_of  # noqa: E402
from tests.options import at_least  # noqa: E402
from tests.wishes import asking, intents  # noqa: E402

TURNS, PEOPLE, LOOKS = 200_000, 1_000, 20
WARMING_UP = LOOKS // 5
YARDSTICK_EVERY = 20
YARDSTICK = {f"name {n}": [n, n / 7, "some words"] for n in range(100)}


@dataclass
class Person:
    """Somebody with an Echo."""

    device: Device
    now: datetime = datetime(2027, 1, 15, 8, tzinfo=UTC)
    session: Session = field(default_factory=Session)
    seconds: float = 0.0
    """How long the last answer was."""


@dataclass(frozen=True)
class Look:
    """What was seen of the process after so many turns."""

    turns: int
    megabytes: float
    files: int
    milliseconds: float
    """The median turn's since the last look, of a processor."""
    yardsticks: float
    """The same in yardsticks."""


def request_of(person: Person, chance: random.Random) -> dict[str, Any]:
    """What they say next, after some of the last answer, or a while after it."""
    listened, away = 1.2 * chance.random() * person.seconds, 90_000 * chance.random()
    person.now += timedelta(seconds=1 + chance.choices([listened, away], [19, 1])[0])
    if person.session.new and chance.choice([True, False]):
        return person.device.launch(person.session, person.now)
    intent = asking(chance.choice(intents()), chance.randrange(1000))
    return person.device.intent(person.session, person.now, intent)


def soak(turns: int, chance: random.Random, folder: Path) -> list[Look]:
    """Takes the turns. Raises AssertionError at the first that isn't answered."""
    skill = build_skill(SqliteMemory(folder / "memory.sqlite"))
    people = [
        Person(Device(screen=None if number % 3 else SHOW_8, user=f"amzn1.ask.account.{number}"))
        for number in range(PEOPLE)
    ]
    looks, taken, beside = list[Look](), list[float](), list[float]()
    for turn in range(1, turns + 1):
        person = chance.choice(people)
        event = request_of(person, chance)
        began = time.thread_time()
        envelope = respond(skill, event)
        taken.append(time.thread_time() - began)
        if turn % YARDSTICK_EVERY == 0:
            began = time.thread_time()
            yardstick()
            beside.append(time.thread_time() - began)
        response = envelope["response"]
        speech = ssml_of(response.get("outputSpeech"))
        if not speech and event["request"]["intent"]["name"] != "AMAZON.NavigateHomeIntent":
            raise AssertionError(f"turn {turn} was not answered")
        person.seconds = seconds_of(speech, "en-US")
        ends = response.get("shouldEndSession") or chance.choices([True, False], [1, 19])[0]
        person.session = Session() if ends else Session(person.session.id, False, envelope.get("sessionAttributes", {}))
        if turn % (turns // LOOKS) == 0:
            ms, files = median_ms(taken), len(list(Path("/proc/self/fd").iterdir()))
            looks.append(Look(turn, megabytes(), files, ms, ms / median_ms(beside)))
            print(row(looks[-1]), flush=True)
            taken.clear()
            beside.clear()
    return looks


def yardstick() -> None:
    """Something that takes about as long as a turn, and always the same: JSON read and written."""
    for _ in range(20):
        json.loads(json.dumps(YARDSTICK))


def megabytes() -> float:
    """The memory the process has, by Linux."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def median_ms(seconds: list[float]) -> float:
    """The median, in milliseconds."""
    return 1000 * statistics.median(seconds)


def row(look: Look) -> str:
    """A line of the table."""
    return f"{look.turns:>9,}{look.megabytes:>12.1f}{look.files:>10}{look.milliseconds:>14.2f}{look.yardsticks:>14.2f}"


def slope(looks: list[Look], name: str) -> float:
    """What a figure grows by in 100,000 turns, once all is warm."""
    warm = looks[WARMING_UP:]
    line = statistics.linear_regression([each.turns for each in warm], [getattr(each, name) for each in warm])
    return 100_000 * line.slope


def main() -> None:
    """Prints the table, and the slopes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--turns", type=at_least(LOOKS * YARDSTICK_EVERY), default=TURNS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable()  # nobody here has a reminder, and each that is wished for is a line
    print(f"{'turns':>9}{'megabytes':>12}{'files':>10}{'ms a turn':>14}{'in yardsticks':>14}")
    with tempfile.TemporaryDirectory() as folder:
        looks = soak(options.turns, random.Random(options.seed), Path(folder))  # noqa: S311 - to be repeatable is the point
    grown = [slope(looks, name) for name in ("megabytes", "files", "yardsticks")]
    print("in 100,000 turns it grows by {:.2f} MB, {:.2f} files, {:.3f} yardsticks a turn".format(*grown))
    if options.turns < TURNS:
        print(f"(which tells little after {options.turns:,} turns, while people are new: {TURNS:,} tell it)")


if __name__ == "__main__":
    main()
