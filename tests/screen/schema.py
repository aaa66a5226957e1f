"""Amazon's schema of screens, which runs on Node, and its viewport profiles."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

HERE = Path(__file__).parent
PACKAGE = HERE / "node_modules" / "apl-suggester"


def wrong_with(directives: Sequence[dict[str, Any]]) -> list[Any]:
    """What the schema finds wrong with directives. Skips the test without Node; where CI is set that is a failure."""
    node = shutil.which("node")
    if node is None or not PACKAGE.is_dir():
        _missing("NO SCREEN WAS CHECKED by Amazon's schema: there is no Node.js, or no apl-suggester (make node)")
    done = subprocess.run(  # noqa: S603 - our own script
        [node, HERE / "check.mjs"], input=json.dumps(directives), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    wrong: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return wrong


def viewport_profiles() -> list[dict[str, Any]]:
    """The viewport profiles as the package has them. Skips the test, or fails, where it is not installed."""
    if not PACKAGE.is_dir():
        _missing("NO VIEWPORT PROFILE WAS COMPARED with Amazon's: there is no apl-suggester (make node)")
    files = (PACKAGE / "dist/src/configs/viewportProfiles").glob("*.json")
    return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def _missing(why: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
