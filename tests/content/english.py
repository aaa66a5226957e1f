"""The table of the English words, to be broken or added to."""

import pickle
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from lower_back_release import content

ENGLISH = Path(content.__file__).parent / "en.toml"


def english() -> dict[str, Any]:
    """A fresh copy."""
    copied: dict[str, Any] = pickle.loads(_read())  # noqa: S301 - our own, and ten times as fast as to read it again
    return copied


@cache
def _read() -> bytes:
    return pickle.dumps(tomllib.loads(ENGLISH.read_text(encoding="utf-8")))
