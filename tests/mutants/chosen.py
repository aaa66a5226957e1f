"""A plugin of pytest: runs only the tests that are wanted, in their order, or writes down how long each took."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

WANTED, TIMES = "MUTANTS_WANTED", "MUTANTS_TIMES"
"""Names of files in the environment: of the tests to run, and of the seconds that each took."""

_seconds = Counter[str]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Those that are wanted, the others deselected."""
    if WANTED not in os.environ:
        return
    place = {test: n for n, test in enumerate(json.loads(Path(os.environ[WANTED]).read_text("utf-8")))}
    others = [item for item in items if item.nodeid not in place]
    items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])
    config.hook.pytest_deselected(items=others)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """How long it took, its fixtures included."""
    _seconds[report.nodeid] += report.duration  # type: ignore[assignment]  # a Counter adds any number


def pytest_sessionfinish() -> None:
    """Writes it down."""
    if TIMES in os.environ:
        Path(os.environ[TIMES]).write_text(json.dumps(_seconds), "utf-8")
