"""`python -m tests.mutants`: changes the core at random, a little each time: does a test notice?

The tests are run once, to know which of them come to which line. Then each change is made in a copy of what is
committed, and tried by those that come to its line: first by some, then by the others, until one fails.
"""

import argparse
import difflib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.changes import Change, Changing
from tests.mutants.chosen import TIMES, WANTED
from tests.options import at_least

HOME = Path("build/mutants")
CORE = ("lesson", "dialogue", "person")
"""The packages that are changed: all that knows neither Alexa nor a memory."""

SOURCES = Path("lambda/lower_back_release")
TESTS = (
    *("lesson", "person", "dialogue", "content", "approved", "alexa"),
    *("simulator/tools/test_what_can_be_said.py", "test_conversations.py", "test_core.py"),
)
"""What is run, of the folder tests: what is about the core, and quick."""

DECLARED = ("tests/content/", "tests/simulator/tools/test_what_can_be_said.py", "tests/test_core.py")
"""How those begin that look at what the sources declare: a command and what it is for, a sentence and its gaps."""

FIRST = 20
"""Tests that a change is tried by at first: most are noticed by these."""

LONGEST_SECONDS = 900
"""Seconds after which a change is taken to have been noticed: something never ends."""


@dataclass(frozen=True)
class Covered:
    """Which tests come to which line, and how long each takes."""

    tests: Mapping[str, Mapping[int, frozenset[str]]]
    """By source and line."""
    seconds: Mapping[str, float]

    def of(self, change: Change) -> list[str]:
        """The tests that come to a change, the quick ones first.

        Where it is no line of a function's, those that come to its source, and those of what is declared; all, where
        its source has no functions.
        """
        lines = self.tests.get(change.path, {})
        at = max((line for line in lines if line <= change.line), default=0)
        of_source = frozenset[str]().union(*lines.values()) or frozenset(self.seconds)
        tests = lines.get(at) or of_source.union(test for test in self.seconds if test.startswith(DECLARED))
        return sorted(tests, key=lambda test: (self.seconds.get(test, 0.0), test))


def main() -> int:
    """Prints each change that no test notices, and how many were noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--changes", type=at_least(1), default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=at_least(1), default=os.cpu_count() or 1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - to be repeatable is the point
    copies = [_copy(n) for n in range(options.jobs)]
    changing = Changing()
    sources = {str(path.relative_to(copies[0])): path.read_text("utf-8") for path in _core(copies[0])}
    every = [change for path, source in sources.items() for change in changing.every(path, source)]
    chosen = chance.sample(every, min(options.changes, len(every)))
    print(f"{len(every)} changes can be made, {len(chosen)} are tried", flush=True)
    covered = _covered(copies[0])
    free = SimpleQueue[Path]()
    for copy in copies:
        free.put(copy)

    def tried(change: Change) -> bool:
        source = sources[change.path]
        changed, copy, began = changing.made(change, source), free.get(), time.monotonic()
        try:
            (copy / change.path).write_text(changed, "utf-8")
            noticed = _noticed(copy, covered.of(change))
        finally:
            (copy / change.path).write_text(source, "utf-8")
            free.put(copy)
        seconds = f"{time.monotonic() - began:.0f} s"
        lost = "" if noticed else "\n" + "".join(_difference(source, changed))
        print(f"{'noticed' if noticed else 'NOT noticed'} ({seconds}): {change}{lost}", flush=True)
        return noticed

    with ThreadPoolExecutor(options.jobs) as pool:
        noticed = sum(pool.map(tried, chosen))
    print(f"{noticed} of {len(chosen)} changes were noticed, {noticed / max(1, len(chosen)):.1%} (seed {options.seed})")
    return 0


def _copy(number: int) -> Path:
    """A copy of what is committed."""
    copy = HOME.absolute() / f"copy-{number}"
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", ".", str(copy)], check=True)  # noqa: S603, S607 - our own words
    return copy


def _core(copy: Path) -> Iterator[Path]:
    for package in CORE:
        yield from sorted((copy / SOURCES / package).glob("*.py"))


def _covered(copy: Path) -> Covered:
    """Runs the tests once. Ends, with what they say, where they fail without any change."""
    times = copy / "times.json"
    shown = "--cov", str(SOURCES), "--cov-context", "test", "--cov-report", ""
    ran = _pytest(copy, *shown, *(f"tests/{each}" for each in TESTS), environment={TIMES: str(times)})
    if ran.returncode:
        sys.exit(f"Without any change, not all tests pass:\n{ran.stdout.decode()}{ran.stderr.decode()}")
    data = import_module("coverage").CoverageData(str(copy / ".coverage"))
    data.read()
    tests = {
        str(path.relative_to(copy)): {
            line: frozenset(context.rpartition("|")[0] for context in contexts if context)
            for line, contexts in data.contexts_by_lineno(str(path)).items()
        }
        for path in _core(copy)
    }
    return Covered(tests, json.loads(times.read_text("utf-8")))


def _noticed(copy: Path, tests: Sequence[str]) -> bool:
    """Whether one of the tests fails, or can't even be run."""
    first = tests[:: max(1, len(tests) // FIRST)]
    others = [test for test in tests if test not in {*first}]
    return any(_fails(copy, some) for some in (first, others) if some)


def _fails(copy: Path, tests: Sequence[str]) -> bool:
    wanted = copy / "wanted.json"
    wanted.write_text(json.dumps(tests), "utf-8")
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    try:
        return _pytest(copy, "--exitfirst", *files, environment={WANTED: str(wanted)}).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def _pytest(copy: Path, *arguments: str, environment: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    plugins = "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "tests.mutants.chosen"
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "pytest", *plugins, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        timeout=LONGEST_SECONDS,
        capture_output=True,
        check=False,
    )


def _difference(source: str, changed: str) -> Iterator[str]:
    lines = difflib.unified_diff(source.splitlines(keepends=True), changed.splitlines(keepends=True), n=0)
    return (f"    {line}" for line in lines if not line.startswith(("---", "+++", "@@")))


if __name__ == "__main__":
    sys.exit(main())
