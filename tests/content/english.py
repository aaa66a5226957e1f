"""The table of the English words, to be broken or added to."""

import tomllib
from pathlib import Path
from typing import Any

from lower_back_release import content

ENGLISH = Path(content.__file__).parent / "en.toml"


def english() -> dict[str, Any]:
    """A fresh copy."""
    return tomllib.loads(ENGLISH.read_text(encoding="utf-8"))
