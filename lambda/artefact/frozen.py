"""What written out dataclasses have in common; the build lays this beside them. `written_out` tells why."""

from typing import Any

MISSING = object()


class _DataclassFields:
    """What the standard library's `fields`, `replace` and `is_dataclass` ask of a class, made when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[type[Frozen], dict[str, Any]] = {}

    def __get__(self, instance: object, kind: type["Frozen"]) -> dict[str, Any]:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: type["Frozen"]) -> dict[str, Any]:
        import dataclasses  # noqa: PLC0415 - that it takes so long to load is why there is this module

        given = [(name, Any, dataclasses.field(**given)) for name, given in kind.GIVEN.items()]
        made: Any = dataclasses.make_dataclass(kind.__name__, given, kw_only=True)
        return dict(made.__dataclass_fields__)


class Frozen:
    """A class whose fields are set once."""

    GIVEN = {}  # type: ignore[var-annotated]  # noqa: RUF012 - an annotation would make it a field
    """By field, what `dataclasses.field` is given."""
    __dataclass_fields__ = _DataclassFields()

    def __setattr__(self, name: str, value: object) -> None:
        from dataclasses import FrozenInstanceError  # noqa: PLC0415

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        from dataclasses import FrozenInstanceError  # noqa: PLC0415

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __repr__(self) -> str:
        shown = (name for name, given in self.GIVEN.items() if given.get("repr", True))
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def replace(instance: Any, /, **changes: Any) -> Any:
    """The same with other values in these fields, as `dataclasses.replace`. Raises TypeError of a field it hasn't."""
    had = instance.__dict__
    return type(instance)(**({name: had[name] for name in instance.GIVEN} | changes))


def fields(kind: Any) -> Any:
    """As `dataclasses.fields`."""
    import dataclasses  # noqa: PLC0415

    return dataclasses.fields(kind)
