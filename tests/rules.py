"""The rules for every response, as the tests ask for them: one list, which the page shows too."""

from simulator.rules import check

__all__ = ["check"]
