"""Programs that not every machine has."""

import os
import shutil
import sys
from pathlib import Path

import pytest


def tool(name: str, comes_with: str) -> str:
    """Where a program is: ours, or the machine's. Skips without it, but fails where everything is to be tested."""
    found = shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))
    if found is None:
        missing = f"{name} IS NOT HERE: {comes_with}"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found
