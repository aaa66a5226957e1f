import subprocess
import sys
from pathlib import Path

import pytest

from publishing import project
from publishing.__main__ import main
from tests.publishing.given import GIVEN
from tests.store.documents import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*GIVEN, "STACK", "REGION"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "build" / "package"


def give(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)


def test_it_says_where_the_skill_is_laid_out_and_how_to_send_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, GIVEN)
    assert main(folder) == 0
    said = capsys.readouterr().out
    assert all(told in said for told in (str(folder), GIVEN["SKILL_ID"], GIVEN["SKILL_ENDPOINT"], "ask deploy"))


def test_what_is_refused_is_not_laid_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, GIVEN | {"PRIVACY_URL": "https://localhost"})
    assert main(folder) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Nothing is laid out.\nPRIVACY_URL: 'https://localhost' is a dummy.\n")
    assert not folder.parent.exists()


def test_what_is_refused_leaves_what_was_laid_out_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, GIVEN)
    main(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    give(monkeypatch, {"SKILL_ID": "mine"})
    assert main(folder) == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_trouble_halfway_leaves_nothing_half_laid_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    give(monkeypatch, GIVEN)
    monkeypatch.setattr(project, "png", lambda side: tmp_path / f"never-drawn-{side}.png")
    with pytest.raises(FileNotFoundError):
        main(folder)
    assert list(folder.parent.iterdir()) == []


def test_what_stands_behind_make_package_arrives_and_is_refused_in_a_sentence_each(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    del folder
    command = ["make", "--no-print-directory", "-o", "setup", "package", f"BIN={Path(sys.executable).parent}"]
    given = ["SKILL_ID=it's mine", "SKILL_ENDPOINT=a&b", "PRIVACY_URL=https://a.example/?b=c d"]
    monkeypatch.delenv("MAKEFLAGS", raising=False)
    done = subprocess.run([*command, *given], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    told = [line.split(" is ")[0] for line in done.stderr.splitlines() if ": " in line and not line.startswith("make")]
    assert told == ['SKILL_ID: "it\'s mine"', "SKILL_ENDPOINT: 'a&b'", "PRIVACY_URL: 'https://a.example/?b=c d'"]
