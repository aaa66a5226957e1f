import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

import lambda_function
from lower_back_release.content import content_for
from simulator import __main__ as command
from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import LATENCY_SECONDS, Echo
from simulator.script import THINKING, Spoken, play
from simulator.tools.record import record
from simulator.voice.sound import from_wav
from tests.simulator.voice.test_rendition import SlowVoice
from tests.sound.rendered import find_speech

NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)


def echo(locale: str = "en-US") -> Echo:
    answer = lambda_function.lambda_handler
    return Echo(lambda event: answer(event, None), understanding_of(locale), Device(locale=locale))


def test_the_whole_routine_is_in_the_file_each_answer_heard_out(tmp_path: Path) -> None:
    file, told = tmp_path / "routine.wav", io.StringIO()
    record(file, echo(), NOW, SlowVoice(0.3), told)
    said = [
        Spoken("Alexa, start lower back release"),
        *[Spoken("next")] * (len(content_for("en-US").routine.poses) - 1),
    ]
    turns = list(play(said, echo(), NOW))
    sound = from_wav(file.read_bytes())
    between = (THINKING + LATENCY_SECONDS) * (len(turns) - 1)
    assert sound.seconds == pytest.approx(sum(turn.seconds for turn in turns) + between, abs=0.001)
    starts = [start for start, _ in find_speech(sound)]
    for turn in turns:
        began = (turn.began - turns[0].began).total_seconds()
        assert min(abs(start - began) for start in starts) < 0.001


@pytest.mark.parametrize("locale", ["de-DE", "es-ES", "es-MX"])
def test_every_pose_is_in_the_file_in_any_language(tmp_path: Path, locale: str) -> None:
    file, told = tmp_path / "routine.wav", io.StringIO()
    record(file, echo(locale), NOW, SlowVoice(0.3), told)
    assert told.getvalue().count("\r") == len(content_for(locale).routine.poses)
    assert from_wav(file.read_bytes()).seconds > 600


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told = io.StringIO()
    record(tmp_path / "routine.wav", echo(), NOW, SlowVoice(0.3), told)
    *steps, end = told.getvalue().split("\r")[-1].splitlines()
    assert told.getvalue().count("\r") == len(content_for("en-US").routine.poses)
    assert "." not in steps[0][: steps[0].index("]")]
    assert end.endswith("with slow")


@pytest.mark.parametrize("locale", ["de-DE", "es-ES"])
def test_the_routine_comes_to_its_end_in_every_language(tmp_path: Path, locale: str) -> None:
    told = io.StringIO()
    record(tmp_path / "routine.wav", echo(locale), NOW, SlowVoice(0.3), told)
    assert told.getvalue().count("\r") == len(content_for(locale).routine.poses)


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "best_voice", lambda _: SlowVoice(0.3))
    assert command.main(["--record", str(tmp_path / "nowhere" / "routine.wav")]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_without_a_voice_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "best_voice", lambda _: None)
    assert command.main(["--record", str(tmp_path / "routine.wav")]) == 1
    assert "espeak-ng" in capsys.readouterr().err
