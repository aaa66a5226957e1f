import http.client
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
import requests

from hosting import health
from hosting.__main__ import main
from tests.hosting.test_server import until_refused
from tests.store.documents import ROOT

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
PERSON = "amzn1.ask.account.PERSON"

ANYBODYS = """
import sys
import hosting.__main__ as hosting

class Anybody:
    def __init__(self, skill_id): ...
    def verify_signature(self, headers, body): ...
    def verify(self, headers, serialized_request_env, deserialized_request_env):
        print("asked", flush=True)
        sys.stdin.readline()

hosting.AmazonSignature = Anybody
sys.exit(hosting.main())
"""
"""The same service, but that it believes anybody, and begins an answer when it reads a line."""


@contextmanager
def hosted(*arguments: str, program: tuple[str, ...] = ("-m", "hosting")) -> Iterator[subprocess.Popen[str]]:
    """The service in a process of its own, which nobody waits for without an end."""
    command = [sys.executable, *program, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe) as running:  # noqa: S603
        watchdog = Timer(120, running.kill)
        watchdog.start()
        try:
            yield running
        finally:
            running.kill()
            watchdog.cancel()


def address_in(line: str) -> str:
    found = re.search(r"http://[\d.:]+/", line)
    assert found, line
    return found[0]


def line_of(running: subprocess.Popen[str]) -> str:
    assert running.stdout
    return running.stdout.readline()


def launch() -> dict[str, Any]:
    request: dict[str, Any] = json.loads((ROOT / "tests/alexa/requests/launch.json").read_text(encoding="utf-8"))
    for part in (request["session"], request["context"]["System"]):
        part["application"] = {"applicationId": SKILL_ID}
        part["user"] = {"userId": PERSON}
    return request


def test_it_says_in_one_line_where_it_listens_and_where_it_keeps(tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    with hosted(SKILL_ID, "--memory", str(memory), "--port", "0") as running:
        line = line_of(running)
        assert re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert str(memory) in line
        assert SKILL_ID in line
        assert memory.stat().st_mode & 0o777 == 0o600
        running.terminate()
        assert running.communicate() == ("", "")
        assert running.returncode == 0


def test_only_what_amazon_signed_is_answered_and_nothing_of_the_rest_is_logged(tmp_path: Path) -> None:
    with hosted(SKILL_ID, "--memory", str(tmp_path / "memory.sqlite"), "--port", "0") as running:
        answer = requests.post(address_in(line_of(running)), json=launch(), timeout=60)
        assert answer.status_code == 400
        assert "SignatureCertChainUrl" in answer.json()["error"]
        running.terminate()
        out, err = running.communicate()
        assert out == ""
        assert err == (
            "WARNING hosting.web_service: Answered 400:"
            " The request has no SignatureCertChainUrl or no Signature-256 header.\n"
        )


@pytest.mark.parametrize("ending", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_told_to_end_it_answers_who_has_asked_and_leaves_one_whole_file(tmp_path: Path, ending: signal.Signals) -> None:
    memory = tmp_path / "memory.sqlite"
    arguments = (SKILL_ID, "--memory", str(memory), "--port", "0")
    with hosted(*arguments, program=("-c", ANYBODYS)) as running, ThreadPoolExecutor() as pool:
        address = address_in(line_of(running))
        answer = pool.submit(requests.post, address, json=launch(), timeout=60)
        assert line_of(running) == "asked\n"
        running.send_signal(ending)
        until_refused(int(address.rstrip("/").rpartition(":")[2]))
        out, err = running.communicate("go on\n")
        assert (out, err, running.returncode) == ("", "", 0)
        assert "shoelace" in json.dumps(answer.result().json())
    assert [each.name for each in tmp_path.iterdir()] == ["memory.sqlite"]
    with closing(sqlite3.connect(memory)) as db:
        assert db.execute("SELECT count(*) FROM notes").fetchone() == (1,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert PERSON.encode() not in memory.read_bytes()


@pytest.mark.slow
def test_a_monitor_may_ask_whether_it_is_there(tmp_path: Path) -> None:
    with hosted(SKILL_ID, "--memory", str(tmp_path / "memory.sqlite"), "--port", "0") as running:
        port = address_in(line_of(running)).rstrip("/").rpartition(":")[2]
        command = [sys.executable, "-m", "hosting.health", port]
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
        assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")
        assert requests.get(f"http://127.0.0.1:{port}/health", timeout=60).status_code == http.client.NO_CONTENT
        running.terminate()
        assert running.communicate() == ("", "")  # nor does asking leave a line
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
        assert asked.returncode == 1
        assert "refused" in asked.stderr


@pytest.mark.parametrize("told", [["abc"], [""], ["-5"], ["99999"], ["80", "81"]], ids=str)
def test_a_monitor_that_asks_at_no_port_is_told_so(told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert health.main(told) == 2
    assert capsys.readouterr().err == "usage: python -m hosting.health [PORT]\n"


def test_a_file_is_told_of_where_its_letters_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    with hosted(SKILL_ID, "--memory", str(tmp_path / "m\u00e9.sqlite"), "--port", "0") as running:
        assert r"m\xe9.sqlite" in line_of(running)
        running.terminate()


def test_a_port_that_is_taken_is_told_and_never_left_for_another(
    taken: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([SKILL_ID, "--memory", str(tmp_path / "memory.sqlite"), "--port", str(taken)]) == 1
    told = f"OSError: http://127.0.0.1:{taken}/ can't be listened at: Address already in use\n"
    assert capsys.readouterr() == ("", told)


def test_a_memory_that_cannot_be_opened_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Buy milk.", encoding="utf-8")
    for path, reason in (
        (tmp_path / "nowhere" / "memory.sqlite", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (notes, "it is no SQLite file"),
    ):
        assert main([SKILL_ID, "--memory", str(path)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert str(path) in err
        assert reason in err


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ANSWER_SECONDS", "900", "90 to 240 seconds, and not 900"),
        pytest.param("ANSWER_SECONDS", "soon", "'soon'", marks=pytest.mark.slow),
        pytest.param("ANSWER_FORM", "mp3", "'mp3'", marks=pytest.mark.slow),
    ],
)
def test_an_environment_that_cannot_be_is_told(tmp_path: Path, name: str, value: str, says: str) -> None:
    command = [sys.executable, "-m", "hosting", SKILL_ID, "--memory", str(tmp_path / "memory.sqlite")]
    env = os.environ | {name: value}
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    assert (ran.returncode, ran.stdout) == (2, "")
    assert name in ran.stderr
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.slow
def test_answers_are_as_short_and_as_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answered(**environment: str) -> str:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        memory = tmp_path / f"{len(environment)}.sqlite"
        with hosted(SKILL_ID, "--memory", str(memory), "--port", "0", program=("-c", ANYBODYS)) as running:
            assert running.stdin
            address = address_in(line_of(running))
            running.stdin.write("go on\n")
            running.stdin.flush()
            return requests.post(address, json=launch(), timeout=60).text

    usual, short, document = answered(), answered(ANSWER_SECONDS="170"), answered(ANSWER_SECONDS="", ANSWER_FORM="apla")
    assert len(short) < len(usual)
    assert "Alexa.Presentation.APLA.RenderDocument" not in usual
    assert "Alexa.Presentation.APLA.RenderDocument" in document


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "SKILL_ID, --memory"),
        ([""], "must be a skill's id"),
        (["mine"], "must be a skill's id"),
        (["amzn1.ask.skill."], "must be a skill's id"),
        ([SKILL_ID.upper()], "must be a skill's id"),
        ([SKILL_ID], "--memory"),
        ([SKILL_ID, "--memory", ""], "must be the name of a file"),
        ([SKILL_ID, "--memory", "x", "--port", "99999"], "must be from 0 to 65535"),
        ([SKILL_ID, "--memory", "x", "--host", "localhost"], "must be an IP address of this machine"),
        ([SKILL_ID, "--memory", "x", "--host", ""], "must be an IP address of this machine"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_is_refused_in_a_sentence(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
    assert says in capsys.readouterr().err
