"""The rules for every response, as the tests ask for them: one list, which the page shows too."""

from typing import Any

from simulator import rules
from simulator.rules import LARGEST_RESPONSE

__all__ = ["LARGEST_RESPONSE", "SPOKEN", "check"]

SPOKEN: set[str] = set()
"""Every distinct SSML checked in this run, for a second opinion (see tests/clients)."""


def check(response: dict[str, Any]) -> None:
    """Raises AssertionError, naming the rule and the words, where a response envelope breaks one."""
    SPOKEN.update(rules.all_speech(response))
    rules.check(response)
