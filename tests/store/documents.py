"""The JSON files that the store is sent."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def document(path: str) -> dict[str, Any]:
    """A JSON file of the project, read afresh."""
    content: dict[str, Any] = json.loads((ROOT / path).read_text(encoding="utf-8"))
    return content
