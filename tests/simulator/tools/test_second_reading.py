"""The model is judged by another reading than the simulator's, which shares nothing with it."""

import os

import pytest

from simulator.ears.understanding import FALLBACK, Intent
from simulator.tools import evaluate
from simulator.tools.evaluate import (
    NOT_OURS,
    SAFETY,
    Annotation,
    Outcome,
    annotations,
    as_strict,
    differently_read,
    out_of_domain,
    second_reading,
)
from simulator.tools.second_reading import Reading, SecondReading

NOT_JUDGED = "THE INTERACTION MODEL WAS NOT JUDGED BY A SECOND READING: scikit-learn is not installed (make reading)"


@pytest.fixture(scope="module")
def reading() -> SecondReading:
    installed = second_reading("en-US")
    if installed is None and os.environ.get("CI"):
        pytest.fail(NOT_JUDGED, pytrace=False)
    if installed is None:
        pytest.skip(NOT_JUDGED)
    return installed


def test_whoever_speaks_of_pain_or_danger_is_understood_by_it_too(reading: SecondReading) -> None:
    asked = annotations("en-US", SAFETY)
    assert [each.said for each in asked if reading.read(each.said).intent not in (each.intent, *each.as_well)] == []


def test_most_wishes_are_understood_by_it_too(reading: SecondReading) -> None:
    asked = annotations("en-US")
    right = sum(reading.read(each.said).intent == each.intent for each in asked)
    assert right >= 0.85 * len(asked)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("take me to the deep squat", Reading("GoToPoseIntent", "POSE", "deep squat")),
        ("four more breaths", Reading("HoldLongerIntent", "AMAZON.NUMBER", "four")),
        ("xyzzy plugh", Reading(FALLBACK)),
    ],
)
def test_what_stands_in_a_slot_is_told(reading: SecondReading, said: str, read: Reading) -> None:
    assert reading.read(said) == read


def test_it_can_be_as_strict_as_the_simulator(reading: SecondReading) -> None:
    strangers = out_of_domain("en-US")[:40]
    read = [each for each in map(reading.read, strangers) if each.intent not in (FALLBACK, NOT_OURS)]
    assert len(read) > 3
    likely_enough = as_strict(reading, strangers, 3)
    assert sum(each.likelihood > likely_enough for each in read) == 3
    assert as_strict(reading, strangers, len(strangers)) == 0.0


def test_what_only_one_reading_understands_is_told(reading: SecondReading) -> None:
    said = "take me to the deep squat"
    asked = Annotation(said, "GoToPoseIntent", {})
    missed, heard = (Outcome(asked, Intent(name, {}), False, said) for name in (FALLBACK, "GoToPoseIntent"))
    assert differently_read(reading, (missed,)) == {said: (FALLBACK, "GoToPoseIntent")}
    assert differently_read(reading, (heard,)) == {}


def test_how_it_reads_is_told_beside_the_simulators(
    reading: SecondReading, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tuple(Annotation(said, "GoToPoseIntent", {}) for said in ("next pose", "take me over to the deep squat"))
    monkeypatch.setattr(evaluate, "annotations", lambda locale, group: () if group == evaluate.SAFETY else asked)
    monkeypatch.setattr(evaluate, "second_reading", lambda locale: reading)
    monkeypatch.setattr(evaluate, "out_of_domain", lambda locale: out_of_domain(locale)[:40])
    monkeypatch.setattr("sys.argv", ["evaluate"])
    evaluate.main()
    told = capsys.readouterr().out
    assert "safety: 100.0% of 0 phrases" in told
    assert "wishes: 50.0% of 2 phrases, 100.0% of 1 unlisted ones; by the second reading 100.0% of these" in told
    assert "as strict with these, the second reading understands" in told
