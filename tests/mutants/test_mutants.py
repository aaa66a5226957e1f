from tests.mutants.__main__ import CORE, DECLARED, SOURCES, TESTS
from tests.store.documents import ROOT


def test_what_is_run_and_what_is_changed_is_there() -> None:
    run = [ROOT / "tests" / each for each in TESTS]
    assert [each for each in run if not each.exists()] == []
    assert [each for each in DECLARED if not any((ROOT / each).is_relative_to(tests) for tests in run)] == []
    assert [package for package in CORE if not (ROOT / SOURCES / package / "__init__.py").exists()] == []
