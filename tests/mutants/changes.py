"""The small changes that can be made to a source: those of cosmic-ray, and arguments left out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

LEFT_ASIDE = re.compile(
    r"core/(RemoveDecorator|ReplaceBinaryOperator_(?!(Add_Sub|Sub_Add|Mul_Add|Div_Mul|FloorDiv_Mul|Mod_Mul)$).*"
    r"|ReplaceComparisonOperator_(Is_(?!IsNot|NotEq).*|IsNot_(?!Is|Eq).*|Eq_Is|NotEq_IsNot))"
)
"""Operators of cosmic-ray that say nothing of the tests: without its decorator hardly a module can be imported, a power
in place of a sum is noticed by whoever adds, and what is compared by "is" here has no order: "==" says the same of it,
and "less than" what the letters of its names happen to say."""


@dataclass(frozen=True)
class Change:
    """One small change to one source."""

    path: str
    operator: str
    occurrence: int
    """Which of the places in the source at which this operator can change something, from 0."""
    line: int
    """The line it begins at, from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.operator.removeprefix('core/')} {self.occurrence}"


class Changing:
    """Makes changes. Raises ImportError where cosmic-ray isn't installed."""

    def __init__(self) -> None:
        self._ast = import_module("cosmic_ray.ast")
        self._plugins = import_module("cosmic_ray.plugins")
        self._mutating = import_module("cosmic_ray.mutating")

    def every(self, path: str, source: str) -> Iterator[Change]:
        """Every change that can be made to a source."""
        nodes = tuple(self._ast.ast_nodes(self._ast.get_ast(source)))
        for name, operator in self._operators.items():
            starts = (start for node in nodes for start, _ in operator.mutation_positions(node))
            for occurrence, (line, _) in enumerate(starts):
                yield Change(path, name, occurrence, line)

    def made(self, change: Change, source: str) -> str:
        """The source with a change."""
        return str(self._mutating.mutate_code(source, self._operators[change.operator], change.occurrence))

    @cached_property
    def _operators(self) -> Mapping[str, Any]:
        kinds = {name: self._plugins.get_operator(name) for name in self._plugins.operator_names()}
        theirs = {name: kind() for name, kind in kinds.items() if not kind.arguments() and not LEFT_ASIDE.match(name)}
        return theirs | {"LeaveOutArgument": LeaveOutArgument()}


class LeaveOutArgument:
    """Leaves out one argument of a call that has several: a sentence that isn't said, a field that isn't set."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Where, by line and column."""
        for argument in self._arguments(node):
            yield argument.start_pos, argument.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The node without that argument, and the comma beside it."""
        gone = node.children.index(self._arguments(node)[index])
        comma = gone + 1 if gone + 1 < len(node.children) else gone - 1
        node.children = [child for n, child in enumerate(node.children) if n not in (gone, comma)]
        return node

    def _arguments(self, node: Any) -> list[Any]:
        if node.type != "arglist":
            return []
        return [child for child in node.children if child.type != "operator"]
