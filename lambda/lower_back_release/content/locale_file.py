"""What is said otherwise in one locale than elsewhere in its language."""

import re
from collections.abc import Mapping
from typing import Any, TypeGuard

from lower_back_release.content.reader import ContentError

LIKE = "like"
"""The locale that another is like, but for what it has of its own."""

INSTEAD = "instead"
"""The table of words, and what is said in their stead wherever they stand."""


def said_otherwise(language: Mapping[str, Any], locale: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A language's table of words, as a locale has it.

    Args:
        language: the table; or that of another locale, which this one is like.
        locale: what differs, at the same places: of poses and of sides, at those of the same id. Under "instead" the
            words that differ wherever they stand, which get a capital where those had one.
        where: the locale's file, for complaints.

    Raises:
        ContentError: it has what the language hasn't, or says the same.

    """
    merged: dict[str, Any] = _merged(
        language, {key: part for key, part in locale.items() if key not in (LIKE, INSTEAD)}, where
    )
    instead = locale.get(INSTEAD, {})
    if not isinstance(instead, Mapping) or not all(isinstance(each, str) for each in instead.values()):
        raise ContentError(f"{where}, {INSTEAD} should be a table of words, and is {instead!r}")
    for word, other in instead.items():
        pattern, before = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE), merged
        merged = _replaced(merged, pattern, other)
        if merged == before:
            raise ContentError(f"{where}, {INSTEAD} has '{word}', which its language never says")
    return merged


def _merged(said: Any, otherwise: Any, where: str) -> Any:
    if said == otherwise:
        raise ContentError(f"{where} says what its language says")
    if by_id(said) and by_id(otherwise):
        said, otherwise = ({each["id"]: each for each in part} for part in (said, otherwise))
        return list(_merged(said, otherwise, where).values())
    if not isinstance(said, Mapping) or not isinstance(otherwise, Mapping):
        return otherwise
    for key in otherwise.keys() - said.keys():
        raise ContentError(f"{where} has '{key}', which its language hasn't")
    return {
        **said,
        **{key: _merged(said[key], each, f"{where}, {key}") for key, each in otherwise.items() if key != "id"},
    }


def by_id(part: object) -> TypeGuard[list[Mapping[str, Any]]]:
    """Whether it is a list of things with ids."""
    return isinstance(part, list) and all(isinstance(each, Mapping) and "id" in each for each in part)


def _replaced(part: Any, word: re.Pattern[str], other: str) -> Any:
    if isinstance(part, str):
        return word.sub(lambda found: other[:1].upper() + other[1:] if found[0][:1].isupper() else other, part)
    if isinstance(part, Mapping):
        return {key: _replaced(each, word, other) for key, each in part.items()}
    return [_replaced(each, word, other) for each in part] if isinstance(part, list) else part
