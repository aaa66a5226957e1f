"""What a command line that measures may be told."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def at_least(least: int) -> Callable[[str], int]:
    """A type of an option: a whole number, `least` or more. Raises ArgumentTypeError for less, ValueError for none."""

    def number(text: str) -> int:
        told = int(text)
        if told < least:
            raise ArgumentTypeError(f"must be at least {least}")
        return told

    return number  # by this name argparse tells of what is none
