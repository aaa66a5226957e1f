"""Requests as a device sends them, from files that look like Alexa's own log."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

NOBODY = "https://127.0.0.1:9"
"""Where nobody listens, in place of Amazon's own address."""

FOLDER = Path(__file__).parent / "requests"


def recorded(name: str) -> dict[str, Any]:
    """The request in a file of this name."""
    request: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    system = request["context"]["System"]
    if "apiEndpoint" in system:
        system["apiEndpoint"] = NOBODY
    return request


def intent(name: str, *, base: str = "intent", **changes: Any) -> dict[str, Any]:
    """The recorded request, for another intent."""
    request = deepcopy(recorded(base))
    request["request"]["intent"] = {"name": name, "confirmationStatus": "NONE"} | changes
    return request
