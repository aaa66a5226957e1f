from argparse import ArgumentParser

import pytest

from tests.options import at_least


@pytest.mark.parametrize(("told", "why"), [("0", "must be at least 1"), ("-5", "must be at least 1"), ("x", "number")])
def test_what_is_less_is_refused_in_a_sentence(told: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    parser.add_argument("--turns", type=at_least(1))
    with pytest.raises(SystemExit):
        parser.parse_args(["--turns", told])
    assert why in capsys.readouterr().err
    assert parser.parse_args(["--turns", "1"]).turns == 1
