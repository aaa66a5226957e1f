"""Makes a package lazy: its modules load what they take from their neighbours when that is asked for (PEP 562)."""

import ast
from collections.abc import Container
from pathlib import Path

SLOW = ("pprint",)
"""Modules of the standard library that are treated likewise: it brings dataclasses, inspect and ast along."""

ASKED_FOR = """
_NEIGHBOURS = {modules!r}


def __getattr__(name):
    from importlib import import_module

    if name in _NEIGHBOURS.values():
        return import_module(f"{{__package__}}.{{name}}")
    if name not in _NEIGHBOURS:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    found = globals()[name] = getattr(import_module(f"{{__package__}}.{{_NEIGHBOURS[name]}}"), name)
    return found


def __dir__():
    return sorted({{*globals(), *_NEIGHBOURS}})
"""
"""What a lazy module ends with."""


def make_lazy(package: Path) -> None:
    """Rewrites each module of a package."""
    for file in package.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        rewritten = lazy(source)
        if rewritten != source:
            file.write_text(rewritten, encoding="utf-8")


def lazy(source: str) -> str:
    """A module's source, with what it takes from its neighbours taken by the functions that need it, and by others.

    Where it needs any of it at once, as for the base of a class, the source comes back as it is.
    """
    tree = ast.parse(source)
    neighbours = [each for each in tree.body if isinstance(each, ast.ImportFrom) and each.level == 1]
    slow = [each for each in tree.body if isinstance(each, ast.Import) and each.names[0].name in SLOW]
    modules = {alias.name: str(each.module) for each in neighbours for alias in each.names}
    taken = {name: f"from .{module} import {name}" for name, module in modules.items()}
    taken |= {each.names[0].name: f"import {each.names[0].name}" for each in slow}
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    inside = {id(each) for function in functions for part in function.body for each in ast.walk(part)}
    if not taken or any(id(each) not in inside for each in _named(tree, taken)):
        return source
    lines = source.splitlines(keepends=True)
    wanted = [(function.body[0], {each.id for each in _named(function, taken)}) for function in functions]
    for first, names in sorted(wanted, key=lambda one: one[0].lineno, reverse=True):
        # A docstring stays the first: what is taken stands behind it.
        line = (first.end_lineno or 0) if _is_docstring(first) else first.lineno - 1
        lines[line:line] = [f"{' ' * first.col_offset}{taken[name]}\n" for name in sorted(names)]
    for each in sorted((*neighbours, *slow), key=lambda one: one.lineno, reverse=True):
        del lines[each.lineno - 1 : each.end_lineno]
    return "".join((*lines, ASKED_FOR.format(modules=modules) if modules else ""))


def same_but_for_imports(plain: str, lazy: str) -> bool:
    """Whether a module's source is another's, made lazy: the same but for where it takes what from its neighbours."""
    before, after = (_Stripped(ast.parse(source)) for source in (plain, lazy))
    return before.dump == after.dump and after.taken <= before.taken


class _Stripped(ast.NodeTransformer):
    """A module without what it takes from its neighbours, which is kept apart, and without what ASKED_FOR adds."""

    def __init__(self, tree: ast.Module) -> None:
        self.taken: set[str] = set()
        added = {"_NEIGHBOURS", "__getattr__", "__dir__"}
        own = [
            each
            for each in tree.body
            if not (isinstance(each, ast.FunctionDef) and each.name in added)
            and not (isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) in added)
        ]
        self.dump = ast.dump(self.visit(ast.Module(own, [])))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | None:
        return self._without(node, of_neighbour=node.level == 1)

    def visit_Import(self, node: ast.Import) -> ast.AST | None:
        return self._without(node, of_neighbour=node.names[0].name in SLOW)

    def _without(self, node: ast.ImportFrom | ast.Import, *, of_neighbour: bool) -> ast.AST | None:
        if not of_neighbour:
            return node
        module = getattr(node, "module", "")
        self.taken |= {f"{module} {alias.name}" for alias in node.names}
        return None


def _named(tree: ast.AST, names: Container[str]) -> list[ast.Name]:
    return [each for each in ast.walk(tree) if isinstance(each, ast.Name) and each.id in names]


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
