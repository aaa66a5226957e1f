"""Amazon's schema of screens, which runs on Node."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def wrong_with(directives: Sequence[dict[str, Any]]) -> list[Any]:
    """What the schema finds wrong with directives. Skips the test without Node; where CI is set that is a failure."""
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules").is_dir():
        why = "NO SCREEN WAS CHECKED by Amazon's schema: there is no Node.js, or no apl-suggester (make node)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    done = subprocess.run(  # noqa: S603 - our own script
        [node, HERE / "check.mjs"], input=json.dumps(directives), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    wrong: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return wrong
