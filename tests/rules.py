"""The rules for every response, as the tests ask for them: one list, which the page shows too."""

from simulator.heard.rules import LARGEST_RESPONSE, check

__all__ = ["LARGEST_RESPONSE", "check"]
