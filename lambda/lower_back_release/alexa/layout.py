"""How a screen looks: the document, and its colors."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOCUMENT: Mapping[str, Any] = json.loads(
    (Path(__file__).parent / "documents" / "lesson.json").read_text(encoding="utf-8")
)
"""How it all looks, in APL 1.4: the first with round line ends and gradients, and without an import it needs no more.

Text is sized in hundredths of the screen's height (see docs/screens.md), the circle moves by the commands given here.
"""

COLORS: Mapping[str, str] = DOCUMENT["resources"][0]["colors"]
"""The document's colors, by name. What is drawn in it can't name them, and takes them from here."""
