import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from simulator.__main__ import main, spoken_with
from simulator.voice.engine import Espeak, Voice
from tests.store.documents import ROOT

LAUNCH = "Alexa, start lower back release"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "script.txt"


def play(
    script: Path, lines: str, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[int, list[dict[str, Any]], str]:
    """The exit code, the turns, and what was written on standard error."""
    script.write_text(lines, encoding="utf-8")
    code = main(["--script", str(script), *options])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def run(*options: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simulator", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, **kwargs)  # noqa: S603


def test_a_script_is_played_to_the_skill_through_its_web_service(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, turns, err = play(script, f"{LAUNCH}\n+65 Alexa, how many breaths are left\nstop\n", capsys)
    assert (code, err) == (0, "")
    assert [turn["intent"] for turn in turns] == ["LaunchRequest", "BreathsLeftIntent", "AMAZON.StopIntent"]
    assert [turn["mic"] for turn in turns] == ["open", "open", "closed"]
    assert "reclined shoelace" in turns[0]["speech"]
    assert "of eight" in turns[1]["speech"]
    assert 180 < turns[0]["seconds"] <= 240


def test_as_a_command_it_writes_json_alone(script: Path) -> None:
    ran = run("--script", "-", input=f"# morning\n{LAUNCH}\n\n\n")
    turns = [json.loads(line) for line in ran.stdout.splitlines()]
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [turn["intent"] for turn in turns] == ["LaunchRequest", None, "SessionEndedRequest"]


def test_a_script_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--script", "no-such-script.txt"]) == 1
    assert "no-such-script.txt" in capsys.readouterr().err


def test_a_skill_that_fails_is_reported(
    script: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(skill: object, event: object) -> dict[str, Any]:
        raise RuntimeError("what somebody said")

    monkeypatch.setattr("simulator.__main__.respond", fail)
    code, turns, err = play(script, f"{LAUNCH}\n", capsys)
    assert (code, turns) == (1, [])
    assert "the skill answered 500" in err


def pace_of(turn: dict[str, Any]) -> float:
    """Seconds of the whole answer: the slower the breaths the longer it is."""
    return float(turn["seconds"])


def test_with_a_memory_the_pace_is_there_the_next_day(
    script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = ("--memory", str(tmp_path / "memory.sqlite"))
    play(script, "Alexa, ask lower back release to breathe quickly\nstop\n", capsys, *memory)
    _, (remembered,), _ = play(script, f"{LAUNCH}\n", capsys, *memory)
    _, (forgotten,), _ = play(script, f"{LAUNCH}\n", capsys)
    assert remembered["seconds"] < forgotten["seconds"] - 30


def test_with_a_memory_somebody_known_is_not_told_all_over_again(
    script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = ("--memory", str(tmp_path / "memory.sqlite"))
    _, (first,), _ = play(script, f"{LAUNCH}\n", capsys, *memory)
    _, (second,), _ = play(script, f"{LAUNCH}\n", capsys, *memory)
    assert "medical advice" in first["speech"]
    assert "medical advice" not in second["speech"]


def test_a_memory_that_cannot_be_used_is_reported(
    script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, turns, err = play(script, f"{LAUNCH}\n", capsys, "--memory", str(tmp_path / "nowhere" / "memory.sqlite"))
    assert (code, turns) == (1, [])
    assert "No such file or directory" in err
    assert "nowhere" in err


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "fast", "1e12", "1e308", "1e-320"])
def test_a_speed_that_is_none_is_refused(speed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main([f"--speed={speed}"])
    assert refused.value.code == 2
    assert "--speed" in capsys.readouterr().err


def test_a_device_with_a_screen_is_answered_as_well(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (turn,), _ = play(script, f"{LAUNCH}\n", capsys, "--screen")
    assert (code, turn["mic"]) == (0, "open")


def test_without_a_script_one_talks_to_it_line_by_line() -> None:
    ran = run("--silent", "--speed", "100000", "--port", "0", input=f"{LAUNCH}\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "http://127.0.0.1:" in ran.stdout
    assert f"you> {LAUNCH}" in ran.stdout
    assert "  Breathe in.\n" in ran.stdout
    assert ran.stdout.endswith("  (nobody answered: the session has ended)\n\nTake care of your back.\n")


def test_it_says_what_it_speaks_with_here_and_in_the_page() -> None:
    ran = run("--silent", "--no-browser", "--port", "0", input="")
    assert "It speaks in text, as you wish.\n" in ran.stdout
    assert "voice" not in ran.stdout


@pytest.mark.parametrize(
    ("voice", "aloud", "here", "page"),
    [
        (Espeak(), True, "Here it speaks with espeak-ng.", "In the page it speaks with espeak-ng."),
        (
            *(Espeak(), False),
            "Here it speaks in text: this machine has no speaker that works.",
            "In the page it speaks with espeak-ng.",
        ),
        (
            *(None, False),
            "Here it speaks in text: this machine has no voice (espeak-ng is one, make listen installs another).",
            "In the page it speaks with the voice of your browser, if it has one.",
        ),
    ],
    ids=["a voice and a speaker", "no speaker", "no voice"],
)
def test_the_page_has_the_voice_of_the_machine_also_where_the_machine_has_no_speaker(
    voice: Voice | None, aloud: bool, here: str, page: str
) -> None:
    assert list(spoken_with(voice, silent=False, aloud=aloud)) == [here, page]


@pytest.mark.slow
def test_ctrl_c_leaves_while_a_line_is_waited_for() -> None:
    # Tests that run in the background are started with Ctrl-C ignored, and what they start would ignore it too.
    heed = "import signal, runpy; signal.signal(signal.SIGINT, signal.default_int_handler); "
    run_it = "runpy.run_module('simulator', run_name='__main__')"
    command = [sys.executable, "-c", heed + run_it, "--silent", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as running:  # noqa: S603
        assert running.stdin is not None
        assert running.stdout is not None
        watchdog = Timer(120, running.kill)  # else a line that never comes would be waited for without an end
        watchdog.start()
        running.stdin.write("hello\n")
        running.stdin.flush()
        while "asleep" not in running.stdout.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        assert running.wait() == 0
        watchdog.cancel()
        assert running.stdout.read() == "\nTake care of your back.\n"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--port", "99999"], "must be from 0 to 65535"),
        (["--speed", "inf"], "must be a number from 0.01 to 1,000,000"),
        (["--script", ""], "must be the name of a file"),
        (["--record", ""], "must be the name of a file"),
        (["--memory", ""], "must be the name of a file"),
        (["--locale", "fr-FR"], "choose from"),
        (["--locale", "../template"], "choose from"),
        (["--script", "x", "--record", "y"], "not allowed with"),
        (["--script", "x", "--speed", "3"], "--speed: not allowed with argument --script"),
        (["--script", "x", "--port", "0"], "--port: not allowed with argument --script"),
        (["--record", "x", "--no-browser"], "--no-browser: not allowed with argument --record"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_refused_in_a_sentence(
    options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(options)
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"\xff\xfe\x00", "is no text"),
        (b"Alexa, open lower back release\n+abc\n", "line 2: '+abc' is neither"),
        (b"Alexa, open lower back release\n@soon\n", "line 2: '@soon' is neither"),
        (b"Alexa, open lower back release\n+65\n", "line 2: nothing is said after"),
        (b"Alexa, open lower back release\n" + 5000 * b"a", "line 2 is too long"),
    ],
    ids=["binary", "no seconds", "no time", "seconds at the end", "too long"],
)
def test_a_script_that_is_none_is_refused_before_anything_is_played(
    script: Path, written: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script.write_bytes(written)
    assert main(["--script", str(script)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_the_mark_that_some_editors_begin_with_is_no_word(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script.write_bytes(b"\xef\xbb\xbfAlexa, open lower back release\n")
    assert main(["--script", str(script)]) == 0
    assert json.loads(capsys.readouterr().out)["said"] == "Alexa, open lower back release"


@pytest.mark.parametrize(
    "options",
    [("--script", "-"), pytest.param(("--silent", "--no-browser", "--port", "0"), marks=pytest.mark.slow)],
    ids=str,
)
def test_without_a_standard_input_it_is_told_what_is_missing(options: tuple[str, ...]) -> None:
    closed = ["bash", "-c", 'exec "$@" <&-', "bash", sys.executable, "-m", "simulator", *options]
    ran = subprocess.run(closed, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert ran.returncode == 1
    assert "there is no standard input" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_setting_that_cannot_be_is_told_in_a_sentence() -> None:
    ran = run("--script", "-", env=os.environ | {"ANSWER_SECONDS": "abc"})
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("ANSWER_SECONDS in the environment can't be used: ")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_what_is_typed_or_said_in_other_letters_ends_nothing(encoding: str) -> None:
    options = "--silent", "--no-browser", "--port", "0", "--speed", "100000", "--locale", "de-DE"
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "simulator", *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        input=b"Alexa, \xff\xfe\nAlexa, starte sanfter R\xc3\xbccken\nstopp\n",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"Take care of your back." in ran.stdout


@pytest.mark.slow
def test_without_a_standard_output_it_goes_on() -> None:
    options = "--silent", "--no-browser", "--port", "0", "--speed", "100000"
    closed = ["bash", "-c", 'exec "$@" >&-', "bash", sys.executable, "-m", "simulator", *options]
    ran = subprocess.run(closed, cwd=ROOT, input=b"stop\n", capture_output=True, timeout=60, check=False)  # noqa: S603
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.slow
def test_what_a_terminal_cannot_write_is_written_as_json_has_it(script: Path) -> None:
    script.write_text("n\u00e9 \u2019\n", encoding="utf-8")
    ran = run("--script", str(script), env=os.environ | {"PYTHONIOENCODING": "latin-1"}, encoding="latin-1")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["said"] == "n\u00e9 \u2019"
