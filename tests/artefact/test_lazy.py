"""A lazy package is the same as the plain one, but for when its modules load."""

import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from artefact.lazy import lazy, make_lazy, same_but_for_imports

FILES = {
    "__init__.py": '"""Shapes."""\n\nfrom .square import Square\nfrom .maker import Maker\n',
    "shape.py": "import pprint\n\n\nclass Shape:\n    def shown(self):\n        return pprint.pformat(vars(self))\n",
    "square.py": "from .shape import Shape\n\n\nclass Square(Shape):\n    sides = 4\n",
    "maker.py": '''from .square import Square


class Maker:
    """Makes shapes."""

    def square(self):
        """A square."""
        return Square()

    def nothing(self):
        """Only this."""
''',
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The package, made lazy."""
    folder = tmp_path / "lazy_shapes"
    folder.mkdir()
    for name, source in FILES.items():
        (folder / name).write_text(source, encoding="utf-8")
    make_lazy(folder)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("lazy_shapes")
    for name in [name for name in sys.modules if name.startswith("lazy_shapes")]:
        del sys.modules[name]


def loaded() -> set[str]:
    return {name.rpartition(".")[2] for name in sys.modules if name.startswith("lazy_shapes.")}


def test_nothing_is_loaded_before_it_is_asked_for(package: ModuleType) -> None:
    assert loaded() == set()
    maker = package.Maker()
    assert loaded() == {"maker"}
    assert maker.square().sides == 4
    assert loaded() == {"maker", "square", "shape"}
    assert package.Square().shown() == "{}"


def test_every_name_is_where_it_was(package: ModuleType) -> None:
    assert {"Square", "Maker"} <= set(dir(package))
    module = importlib.import_module("lazy_shapes.maker")
    assert module.Square is package.Square
    with pytest.raises(AttributeError, match=r"module 'lazy_shapes' has no attribute 'Circle'"):
        _ = package.Circle


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("return Square()", "return Square"),
        ('"""Only this."""', '"""Nothing."""'),
        ("from .square import Square", "from .square import Circle"),
        ("def nothing(self):", "def nothing(self, more):"),
    ],
)
def test_a_body_that_differs_is_noticed(part: str, other: str) -> None:
    plain, made = FILES["maker.py"], lazy(FILES["maker.py"])
    assert same_but_for_imports(plain, made)
    assert not same_but_for_imports(plain, made.replace(part, other))


def test_docstrings_stay(package: ModuleType) -> None:
    assert inspect.getdoc(package) == "Shapes."
    assert inspect.getdoc(package.Maker.square) == "A square."
    assert inspect.getdoc(package.Maker.nothing) == "Only this."


@pytest.mark.parametrize(
    "source",
    [
        FILES["square.py"],
        "from .shape import Shape\n\nSHAPES = [Shape]\n",
        "from .shape import Shape\n\n\ndef make(kind=Shape):\n    return kind()\n",
        "from ask_sdk_model.request import Request\nimport typing\n",
    ],
    ids=["a base", "a value", "a default", "no neighbour"],
)
def test_what_is_needed_at_once_is_loaded_at_once(source: str) -> None:
    assert lazy(source) == source
