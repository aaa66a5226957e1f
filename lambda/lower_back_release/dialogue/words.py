"""The words of the dialogue, in groups: each beside the code that says them."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


class Words:
    """All groups of one language."""

    def __init__(self, groups: Mapping[type, object]) -> None:
        """Each group by its own class."""
        self._groups = dict(groups)

    def of(self, group: type[T]) -> T:
        """A group's words. Raises KeyError where this language has none."""
        words = self._groups[group]
        assert isinstance(words, group)  # noqa: S101 - kept under its own class
        return words

    def all_groups(self) -> tuple[object, ...]:
        """Every group, for whoever wants to know all that can be said."""
        return tuple(self._groups.values())
