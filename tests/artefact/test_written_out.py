"""A dataclass that is written out does what it did."""

import copy
import dataclasses
import pickle
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest

import artefact
import lower_back_release
from artefact.written_out import written_out

SOURCE = '''"""Some dataclasses."""

from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True)
class Point:
    """A place."""

    x: int
    y: int = 2
    """Up."""

    @property
    def up(self) -> "Point":
        """The place above."""
        return replace(self, y=self.y + 1)

    @cached_property
    def sum(self) -> int:
        """Kept once it has been reckoned."""
        return self.x + self.y


@dataclass(frozen=True)
class Line:
    """Two places."""

    start: Point = field(default_factory=lambda: Point(0))
    end: Point = field(
        default_factory=lambda: Point(1),
    )
    names: dict[str, str] | None = field(default=None, hash=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Something drawn."""

    sides: int = 0
    name: str


@dataclass(frozen=True, kw_only=True)
class Square(Shape):
    """One of them."""

    sides: int = 4
    size: int = 1

    def __post_init__(self) -> None:
        """Refuses nothing."""
        if not self.size:
            raise ValueError("size")


@dataclass(frozen=True, eq=False)
class Thing:
    """The same only as itself."""

    x: int


@dataclass(frozen=True, repr=False)
class Quiet:
    """Says what it likes."""

    x: int

    def __repr__(self) -> str:
        return "Quiet"
'''


def module(name: str, source: str, folder: Path) -> ModuleType:
    file = folder / f"{name}.py"
    file.write_text(source, encoding="utf-8")
    spec = spec_from_file_location(name, file)
    assert spec
    assert spec.loader
    made = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return module("plain_classes", SOURCE, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    folder = tmp_path_factory.mktemp("lean")
    common = Path(artefact.__path__[0], "frozen.py").read_text(encoding="utf-8")
    module("lean_frozen", common, folder)
    return module("lean_classes", written_out(SOURCE).replace("lower_back_release.frozen", "lean_frozen"), folder)


MADE = [
    "Point(1)",
    "Point(1, 3)",
    "Point(x=1, y=2)",
    "Point(1).up",
    "Line()",
    "Line(Point(4), names={'a': 'b'}, secret='hidden')",
    "Shape(name='any')",
    "Square(name='square', sides=4)",
    "Quiet(1)",
    "replace(Point(1), x=5)",
]
WRONG = ["Point()", "Point(1, 2, 3)", "Point(z=1)", "Shape(4)", "Square(name='none', size=0)", "replace(Point(1), z=3)"]


@pytest.mark.parametrize("said", MADE)
def test_it_is_made_shown_compared_and_kept_alike(plain: ModuleType, lean: ModuleType, said: str) -> None:
    before, after, again = (eval(said, vars(where)) for where in (plain, lean, lean))  # noqa: S307 - our own words
    assert repr(after) == repr(before)
    assert dataclasses.asdict(after) == dataclasses.asdict(before)
    assert after == again
    assert after != before
    assert hash(after) == hash(again)
    assert pickle.loads(pickle.dumps(after)) == copy.copy(after) == after  # noqa: S301 - just made
    with pytest.raises(dataclasses.FrozenInstanceError):
        after.x = 3
    with pytest.raises(dataclasses.FrozenInstanceError):
        del after.x


@pytest.mark.parametrize("said", WRONG)
def test_what_was_refused_is_refused(plain: ModuleType, lean: ModuleType, said: str) -> None:
    for where in (plain, lean):
        with pytest.raises((TypeError, ValueError)):
            eval(said, vars(where))  # noqa: S307 - our own words


@pytest.mark.parametrize("name", ["Point", "Line", "Shape", "Square", "Thing", "Quiet"])
def test_the_standard_library_finds_its_fields(plain: ModuleType, lean: ModuleType, name: str) -> None:
    def told(where: ModuleType) -> list[tuple[Any, ...]]:
        return [
            (one.name, one.default, bool(one.default_factory), one.repr, one.hash)
            for one in dataclasses.fields(getattr(where, name))
        ]

    assert told(lean) == told(plain)
    before, after = (get_type_hints(getattr(where, name)) for where in (plain, lean))
    assert {key: str(kind).rpartition(".")[2] for key, kind in after.items()} == {
        key: str(kind).rpartition(".")[2] for key, kind in before.items()
    }


def test_what_is_kept_once_reckoned_makes_no_other(lean: ModuleType) -> None:
    point = lean.Point(1)
    assert point.sum == 3
    assert point == lean.Point(1)
    assert lean.replace(point, x=2).sum == 4
    assert len({lean.Thing(1), lean.Thing(1)}) == 2


def test_every_dataclass_that_is_deployed_can_be() -> None:
    for file in Path(lower_back_release.__path__[0]).rglob("*.py"):
        written_out(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "loose",
    [
        "@dataclass\nclass Loose:\n    x: int\n",
        "@dataclass()\nclass Loose:\n    x: int\n",
        "@dataclasses.dataclass(frozen=True)\nclass Loose:\n    x: int\n",
        "@dataclass(frozen=True)\nclass Loose(Elsewhere):\n    x: int\n",
        "@dataclass(frozen=True)\nclass Loose:\n    x: ClassVar[int] = 3\n",
        "@dataclass(frozen=True)\nclass Loose:\n    x: int = field(default=3, init=False)\n",
        "@dataclass(frozen=True, order=True)\nclass Loose:\n    x: int\n",
        "@dataclass(frozen=True, repr=False)\nclass Loose:\n    x: int\n",
        "@dataclass(frozen=True)\nclass Loose:\n    x: int\n\n    def __eq__(self, other):\n        return True\n",
        "class Around:\n    @dataclass(frozen=True)\n    class Loose:\n        x: int\n",
    ],
)
def test_any_other_dataclass_is_refused_by_its_name(loose: str) -> None:
    with pytest.raises(ValueError, match=r"^Loose is a dataclass that can't be written out$"):
        written_out(f"from dataclasses import dataclass\n\n\n{loose}")
