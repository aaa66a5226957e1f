"""Writes frozen dataclasses out: their methods stand in the source, and aren't made anew at every cold start.

To make the methods of one class takes `dataclasses` a millisecond, since it compiles them; and there are sixty of them.
The module itself takes longer to load than any other of the standard library's that the skill would need.
"""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FROZEN = "lower_back_release.frozen"
"""The module that has what they have in common."""

UNDERSTOOD = {"dataclass", "field", "replace", "fields"}
"""What a module may take from `dataclasses` to be rewritten."""


@dataclass(frozen=True)
class Field:
    """A field of a dataclass."""

    name: str
    owner: str
    """The class in which it stands."""
    default: str = ""
    factory: str = ""
    options: Mapping[str, bool] = field(default_factory=dict)
    """Those of `dataclasses.field` that aren't as usual."""

    def standing(self, kind: str) -> str:
        """Its default, as source, in the body of a class that has it."""
        return self.name if self.owner == kind else f"{self.owner}.{self.name}"

    def given(self, kind: str) -> str:
        """What `dataclasses.field` is given, likewise."""
        made = {name: repr(value) for name, value in self.options.items()}
        made |= {"default": self.standing(kind)} if self.default else {}
        made |= {"default_factory": self.factory} if self.factory else {}
        return f"{{{', '.join(f'{name!r}: {value}' for name, value in made.items())}}}"


def write_out(package: Path) -> None:
    """Rewrites each module of a package that has frozen dataclasses, or changes some."""
    for file in package.rglob("*.py"):
        file.write_text(written_out(file.read_text(encoding="utf-8")), encoding="utf-8")


def written_out(source: str) -> str:
    """A module's source with its frozen dataclasses written out.

    Raises ValueError of a dataclass that isn't frozen, or is told to be one in a way that isn't understood.
    """
    tree = ast.parse(source)
    taken = [each for each in tree.body if isinstance(each, ast.ImportFrom) and each.module == "dataclasses"]
    names = {alias.name for each in taken for alias in each.names}
    if not names or names - UNDERSTOOD:
        return source
    lines = source.splitlines(keepends=True)
    for kind, fields, options in reversed(_understood(tree)):
        methods = _methods(kind, fields, options)
        lines[kind.end_lineno or 0 : kind.end_lineno] = methods.splitlines(keepends=True)
        for each in reversed(kind.body):
            if isinstance(each, ast.AnnAssign) and _is_field(each.value):
                one = _field(each, kind.name)
                default = f" = {one.default}" if one.default else ""
                annotation = ast.get_source_segment(source, each.annotation)
                text = f"{' ' * each.col_offset}{one.name}: {annotation}{default}\n"
                lines[each.lineno - 1 : each.end_lineno] = [text]
        if not kind.bases:
            lines[kind.lineno - 1] = lines[kind.lineno - 1].replace(":", "(Frozen):", 1)
        lines[kind.decorator_list[0].lineno - 1] = "\n"
    for each in taken:
        lines[each.lineno - 1] = f"from {FROZEN} import MISSING, Frozen, fields, replace\n"
        lines[each.lineno : each.end_lineno] = []
    return "".join(_with_lazy_annotations(lines, tree))


def _understood(tree: ast.Module) -> list[tuple[ast.ClassDef, Sequence[Field], Mapping[str, bool]]]:
    """Each dataclass of a module, with its fields and what it is told. Raises ValueError as `written_out`."""
    found: dict[str, tuple[ast.ClassDef, Sequence[Field], Mapping[str, bool]]] = {}
    for kind in (each for each in ast.walk(tree) if isinstance(each, ast.ClassDef)):
        options = _options(kind)
        if options is None:
            continue
        bases = [ast.unparse(base) for base in kind.bases]
        # Whose fields a class has must be known, and that none of those it is made of looks at itself once it is made.
        if kind not in tree.body or not all(base in found for base in bases):
            raise _not_understood(kind)
        if any("__post_init__" in _own(found[base][0]) or found[base][2] != options for base in bases):
            raise _not_understood(kind)
        inherited = [each for base in bases for each in found[base][1]]
        fields = [*inherited, *(_field(each, kind.name) for each in kind.body if isinstance(each, ast.AnnAssign))]
        found[kind.name] = kind, tuple({each.name: each for each in fields}.values()), options
    return list(found.values())


def _own(kind: ast.ClassDef) -> set[str]:
    """The names of a class's own functions."""
    return {each.name for each in kind.body if isinstance(each, ast.FunctionDef)}


def _options(kind: ast.ClassDef) -> dict[str, bool] | None:
    """What a dataclass is told; None where a class is none."""
    if not any("dataclass" in ast.unparse(each) for each in kind.decorator_list):
        return None
    match kind.decorator_list:
        case [ast.Call(func=ast.Name(id="dataclass"), args=[], keywords=given)]:
            options = {str(each.arg): ast.literal_eval(each.value) for each in given}
            own = _own(kind)
            shown = options.get("repr", True) != ("__repr__" in own)
            known = options.keys() <= {"frozen", "eq", "repr", "kw_only"} and not own & {
                "__eq__",
                "__hash__",
                "__init__",
            }
            if options.get("frozen") and known and shown and not any(map(_is_no_field, kind.body)):
                return options
    raise _not_understood(kind)


def _not_understood(kind: ast.ClassDef) -> ValueError:
    return ValueError(f"{kind.name} is a dataclass that can't be written out")


def _is_no_field(statement: ast.stmt) -> bool:
    """Whether something looks like a field and is none, or one that isn't understood."""
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Call) and _is_field(statement.value):
        given = {each.arg for each in statement.value.keywords}
        return not given <= {"default", "default_factory", "hash", "repr", "compare"}
    return (
        isinstance(statement, ast.AnnAssign)
        and re.match(r"(typing\.)?(ClassVar|InitVar)\b", ast.unparse(statement.annotation)) is not None
    )


def _is_field(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "field"


def _field(statement: ast.AnnAssign, owner: str) -> Field:
    name, value = ast.unparse(statement.target), statement.value
    if value is None:
        return Field(name, owner)
    if not isinstance(value, ast.Call) or not _is_field(value):
        return Field(name, owner, ast.unparse(value))
    given = {str(each.arg): ast.unparse(each.value) for each in value.keywords}
    default, factory = given.pop("default", ""), given.pop("default_factory", "")
    return Field(name, owner, default, factory, {name: ast.literal_eval(value) for name, value in given.items()})


def _methods(kind: ast.ClassDef, fields: Sequence[Field], options: Mapping[str, bool]) -> str:
    """The source of what a dataclass has besides its own."""
    own = _own(kind)
    parameters = [each.name + _default(each, kind.name) for each in fields]
    star = "*, " if options.get("kw_only") else ""
    lines = [
        f"__match_args__ = {() if star else tuple(each.name for each in fields)!r}",
        f"GIVEN = {{{', '.join(f'{each.name!r}: {each.given(kind.name)}' for each in fields)}}}",
        f"def __init__(self, {star}{', '.join(parameters)}):",
        "    own = self.__dict__",
        *(f"    own[{e.name!r}] = ({e.factory})() if {e.name} is MISSING else {e.name}" for e in fields if e.factory),
        *(f"    own[{each.name!r}] = {each.name}" for each in fields if not each.factory),
        *(["    self.__post_init__()"] if "__post_init__" in own else []),
    ]
    if options.get("eq", True) and "__eq__" not in own:
        compared, hashed = (
            "".join(f"{{of}}.{each.name}, " for each in fields if each.options.get(name, True))
            for name in ("compare", "hash")
        )
        lines += [
            "def __eq__(self, other):",
            "    if other.__class__ is not self.__class__:",
            "        return NotImplemented",
            f"    return ({compared.format(of='self')}) == ({compared.format(of='other')})",
            "def __hash__(self):",
            f"    return hash(({hashed.format(of='self')}))",
        ]
    return "".join(f"    {line}\n" for line in lines)


def _default(one: Field, kind: str) -> str:
    if one.factory:
        return "=MISSING"
    return f"={one.standing(kind)}" if one.default else ""


def _with_lazy_annotations(lines: list[str], tree: ast.Module) -> list[str]:
    """Annotations as text, which nothing has to work out; before the first statement but the docstring."""
    first = tree.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    line = (first.end_lineno or 0) if documented else 0
    return [*lines[:line], "from __future__ import annotations\n", *lines[line:]]
