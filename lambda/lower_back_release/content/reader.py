"""Reads tables of words into typed values, and says exactly which word is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from lower_back_release.lesson.word import Word

T = TypeVar("T")


class ContentError(ValueError):
    """A content file lacks something, or holds something nobody reads."""


def read_as(kind: type[T], table: object, where: str) -> T:
    """A frozen dataclass of this kind, made from a table whose keys are its fields.

    A field with a default may be left out; any other may not. Nested dataclasses and tuples are read likewise.
    Raises ContentError naming `where`, for example "en.toml: seal_stretch lacks 'way_out'".
    """
    if not isinstance(table, Mapping):
        raise ContentError(f"{where} should be a table, and is {table!r}")
    types = _types(kind)  # type: ignore[arg-type]  # a class is hashable
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # a dataclass by contract
    for name in table.keys() - known.keys():
        raise ContentError(f"{where} has '{name}', which nothing reads")
    for name, field in known.items():
        if name not in table and field.default is MISSING:
            raise ContentError(f"{where} lacks '{name}'")
    return kind(**{name: _value(types[name], item, f"{where}, {name}") for name, item in table.items()})


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def texts(part: object) -> Iterator[str]:
    """Every text in a part of what was read: words, names, ids."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from texts(tuple(part.values()))
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif is_dataclass(part):
        yield from texts(tuple(getattr(part, field.name) for field in fields(part)))


def _word(item: object, where: str) -> Word:
    """A word, as such or as a table of its forms, of which the first is how it is mostly said."""
    if not isinstance(item, Mapping):
        return Word(_value(str, item, where))
    if not item:
        raise ContentError(f"{where} is empty")
    for name in item:
        if not name.isidentifier() or hasattr(str, name):  # which a template could not ask for
            raise ContentError(f"{where} can't have a form called '{name}'")
    forms = {name: _value(str, form, f"{where}.{name}") for name, form in item.items()}
    return Word(next(iter(forms.values())), forms)


def _value(wanted: Any, item: object, where: str) -> Any:
    if get_origin(wanted) is tuple:
        if not isinstance(item, list):
            raise ContentError(f"{where} should be a list, and is {item!r}")
        if not item:
            raise ContentError(f"{where} is empty")
        return tuple(_value(get_args(wanted)[0], one, f"{where} {n}") for n, one in enumerate(item, 1))
    if get_origin(wanted) is dict:
        if not isinstance(item, Mapping):
            raise ContentError(f"{where} should be a table, and is {item!r}")
        return {key: _value(get_args(wanted)[1], one, f"{where}.{key}") for key, one in item.items()}
    if NoneType in get_args(wanted):
        return _value(get_args(wanted)[0], item, where)
    if wanted is Word:
        return _word(item, where)
    if is_dataclass(wanted):
        return read_as(wanted, item, where)  # type: ignore[arg-type]  # a class, not an instance, by contract
    if wanted is float and type(item) is int:
        return float(item)
    if type(item) is not wanted or item == "":
        raise ContentError(f"{where} should be {'words' if wanted is str else wanted.__name__}, and is {item!r}")
    return item
