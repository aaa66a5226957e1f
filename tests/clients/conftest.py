"""Clients of other people's making, which run on Node."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "interaction_model" / "en-US.json"

LONGEST_RUN = 60
"""Seconds. Each takes one or two."""

Node = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests go last: one of them reads all the SSML that the others have heard."""
    items.sort(key=lambda item: item.path.parent == HERE)


@pytest.fixture(scope="session")
def node() -> Node:
    """Runs a script of this folder with Node, and reads the JSON it prints."""
    program = shutil.which("node") or _missing("Node.js (20 or newer) is not installed")
    if not (HERE / "node_modules" / ".package-lock.json").exists():
        _missing("their packages are not installed: make node")

    def run(script: str, *arguments: str, given: object = None) -> Any:
        command = [program, str(HERE / script), *arguments]
        done = subprocess.run(  # noqa: S603  # our own script
            command, input=json.dumps(given), capture_output=True, encoding="utf-8", timeout=LONGEST_RUN, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def _missing(what: str) -> NoReturn:
    """The tests with these clients are skipped, but where everything is to be tested they fail."""
    reason = f"the independent clients can't run: {what}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
