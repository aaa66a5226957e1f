"""How a command is registered, beside the function that answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn

Answering = Callable[[Turn], Answer]
A = TypeVar("A", bound=Callable[..., Answer])


class Theme(StrEnum):
    """What commands are for: the headings under which people read of them, in the order of their needs."""

    MOVING = "Moving through the routine"
    CHANGING = "Making it your own"
    ASKING = "Asking"
    CARING = "When it is too much"
    ANSWERING = "Answering"


@dataclass(frozen=True)
class Entry:
    """A command's place in the registry."""

    answer: Answering
    theme: Theme | None
    """None for what nobody says on purpose."""
    does: str
    """What it does, as people read it."""
    needs_place: bool
    """Whether it means nothing before the routine has begun."""
    in_a_rest: bool
    """Whether it is about the rest in between that one is in; else it is about the routine meanwhile, too."""
    anew: bool
    """Whether its answer is said again by answering anew, since that changes nothing."""

    def turn_for(self, turn: Turn) -> Turn:
        """The turn it answers: of the rest in between, or of the routine."""
        return turn if self.in_a_rest else turn.of_routine


_entries: dict[str, Entry] = {}


def command(
    theme: Theme | None = None,
    does: str = "",
    *,
    needs_place: bool = False,
    in_a_rest: bool = False,
    anew: bool = False,
) -> Callable[[A], A]:
    """Makes the function below it the answer to the command of its name. Raises ValueError where there is one."""

    def register(answer: A) -> A:
        name = answer.__name__.rstrip("_")
        if name in _entries:
            raise ValueError(f"there are two commands '{name}'")
        _entries[name] = Entry(answer, theme, does, needs_place, in_a_rest, anew)
        return answer

    return register


def registered() -> Mapping[str, Entry]:
    """Every command of the modules imported so far, by its name: that of its function."""
    return MappingProxyType(_entries)
