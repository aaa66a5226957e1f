"""What holds for all of the core: the lesson, the dialogue, and what is known of a person."""

from dataclasses import FrozenInstanceError, is_dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

CORE = ("lesson", "dialogue", "person")
MODULES = [
    module.name
    for package in CORE
    for module in iter_modules(
        import_module(f"lower_back_release.{package}").__path__, f"lower_back_release.{package}."
    )
]


@pytest.mark.parametrize("name", MODULES)
def test_nothing_in_it_changes_once_it_is_made(name: str) -> None:
    kinds: list[Any] = [
        kind for kind in vars(import_module(name)).values() if isinstance(kind, type) and is_dataclass(kind)
    ]
    for kind in kinds:
        with pytest.raises(FrozenInstanceError):
            object.__new__(kind).anything = "else"
