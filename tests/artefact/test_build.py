"""What is deployed does what the source does, with less."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import ask_sdk_model
import pytest

from artefact.__main__ import NEEDED, OURS, RUNTIME, build, difference, entries, zipped
from artefact.lazy import make_lazy
from artefact.materials import BILL, KEPT, LICENCES, write_down
from lower_back_release import __version__
from lower_back_release.alexa.commands import INTENTS
from simulator.ears.understanding import Intent, Slot
from simulator.echo.alexa_api import alexa_api
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from tests.store.documents import ROOT, document
from tests.store.template import SKILL

SLOW_TO_LOAD = {
    "ask_sdk_model.services.monetization",
    "boto3",
    "botocore",
    "dataclasses",
    "inspect",
    "lower_back_release.alexa.reminders_client",
    "requests",
}
"""What a cold start does without."""

MARK = re.compile(r'"mark": "\w+"')
"""Anybody's who is new has another."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "artefact"
    assert build(folder, for_this_python=True)[0].endswith("proven to be the same")
    return folder


def run(folder: Path, code: str, told: str = "", *flags: str) -> str:
    """What some code prints that has a folder and the standard library, and nothing else."""
    environment = {"PYTHONPATH": str(folder), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *flags, "-c", code]
    done = subprocess.run(  # noqa: S603 - our own code
        command, cwd=folder, env=environment, input=told, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_it_is_built_for_the_templates_python() -> None:
    assert ".".join(map(str, RUNTIME)) == SKILL["Runtime"].removeprefix("python")


def test_what_is_installed_is_pinned_by_its_hash() -> None:
    lines = entries((ROOT / "lambda" / "requirements.txt").read_text(encoding="utf-8"))
    assert [line.partition("==")[0] for line in lines.splitlines() if "==" in line] == sorted(NEEDED)
    assert lines.count("--hash=sha256:") >= len(NEEDED)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="something else than an artefact"):
        build(tmp_path)
    assert (tmp_path / "diary.txt").read_text(encoding="utf-8") == "mine"


def test_the_source_is_never_built_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = shutil.copytree(ROOT / "lambda", tmp_path / "lambda")
    monkeypatch.chdir(source)
    with pytest.raises(FileExistsError):
        build(Path())
    assert (source / "lambda_function.py").exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning")  # Amazon's own source has them
def test_a_model_that_says_something_else_is_noticed(tmp_path: Path) -> None:
    plain, lazy = (shutil.copytree(Path(ask_sdk_model.__path__[0]), tmp_path / name / "ask_sdk_model") for name in "pl")
    make_lazy(lazy)
    assert difference(plain.parent, lazy.parent) == ""
    slot = lazy / "slot.py"
    slot.write_text(slot.read_text(encoding="utf-8").replace("'name': 'str'", "'name': 'int'"), encoding="utf-8")
    assert difference(plain.parent, lazy.parent) == "ask_sdk_model/slot.py"
    slot.unlink()
    assert difference(plain.parent, lazy.parent) == "ask_sdk_model/slot.py"


@pytest.mark.slow
def test_a_cold_start_loads_nothing_that_it_can_do_without(built: Path) -> None:
    loaded = run(built, "import lambda_function, sys; print(*sys.modules)", "", "-S").split()
    assert "lower_back_release.content.screen_words" in loaded
    assert "lower_back_release.content.language_file" not in loaded
    assert SLOW_TO_LOAD & set(loaded) == set()


@pytest.mark.slow
def test_it_is_less_than_two_and_three_quarter_megabytes_and_zipped_alike_each_time(built: Path) -> None:
    first = zipped(built)
    archive = built.with_suffix(".zip")
    content = archive.read_bytes()
    assert first < 2_750_000
    assert zipped(built) == first
    assert archive.read_bytes() == content


@pytest.mark.slow
def test_everybodys_code_in_it_is_in_its_bill_of_materials_and_nobody_elses(built: Path) -> None:
    bill = json.loads((built / BILL).read_text(encoding="utf-8"))
    named = {(each["name"], each["version"]) for each in bill["components"]}
    listed = {(each["name"], each["version"]) for each in document("docs/bill-of-materials.cdx.json")["components"]}
    assert named == listed
    folders = {each for each in built.iterdir() if each.suffix != ".dist-info" and each.name != "__pycache__"}
    theirs = {each.stem for each in folders if each.name not in (BILL, LICENCES)} - {*OURS}
    assert {name for each in theirs for name in packages_distributions()[each]} == {name for name, _ in named}
    assert {each.name for each in built.glob("*.dist-info/*")} == {KEPT}
    assert len(list(built.glob("*.dist-info"))) == len(named)


@pytest.mark.slow
def test_everybodys_licence_is_in_it(built: Path) -> None:
    text = (built / LICENCES).read_text(encoding="utf-8")
    for each in json.loads((built / BILL).read_text(encoding="utf-8"))["components"]:
        ids = ", ".join(one["license"]["id"] for one in each["licenses"])
        assert f"{each['name']} {each['version']}: {ids}\n" in text
    for words in ("TERMS AND CONDITIONS FOR USE", "Redistributions in binary form", "Permission is hereby granted"):
        assert text.count(words) == 1


@pytest.mark.slow
def test_it_knows_its_version(built: Path) -> None:
    assert run(built, "from lower_back_release import __version__; print(__version__)", "", "-S").strip() == __version__
    bill = json.loads((built / BILL).read_text(encoding="utf-8"))
    assert bill["metadata"]["component"]["version"] == __version__


def somebodys(folder: Path, name: str, licence: str, text: str = "") -> None:
    account = folder / f"{name}-1.0.dist-info"
    account.mkdir()
    (account / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n{licence}\n", encoding="utf-8")
    if text:
        (account / "LICENSE").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("told", ["License: Whatever", "Classifier: License :: Other/Proprietary License", ""])
def test_code_on_terms_that_nobody_knows_is_not_laid_out(tmp_path: Path, told: str) -> None:
    somebodys(tmp_path, "theirs", told, "Pay me.")
    with pytest.raises(ValueError, match="theirs: a licence that isn't known"):
        write_down(tmp_path)


def test_code_whose_licence_is_nowhere_in_full_is_not_laid_out(tmp_path: Path) -> None:
    somebodys(tmp_path, "mine", "License-Expression: MIT", "Permission")
    somebodys(tmp_path, "theirs", "License-Expression: Zlib")
    with pytest.raises(ValueError, match="theirs: Zlib is nowhere in full"):
        write_down(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("screen", [False, True], ids=["speaker", "screen"])
def test_it_answers_as_the_source_does(built: Path, screen: bool) -> None:
    code = (
        "import json, sys; from lambda_function import lambda_handler as f; attributes = {}\n"
        "for event in json.load(sys.stdin):\n"
        "    event['session']['attributes'] = attributes\n"
        "    answer = f(event, None); attributes = answer.get('sessionAttributes', {})\n"
        "    print(json.dumps(answer))"
    )
    device, session, now = Device(screen=SHOW_8 if screen else None), Session(), datetime(2027, 1, 15, 8, tzinfo=UTC)
    events: list[dict[str, Any]] = [device.launch(session, now)]
    for n, name in enumerate(sorted(INTENTS)):
        events.append(device.intent(session, now + timedelta(seconds=70 * (n + 1)), Intent(name)))
    told = json.dumps(events)
    lean, plain = (MARK.sub("", run(*told)) for told in ((built, code, told, "-S"), (ROOT / "lambda", code, told)))
    assert lean == plain


@pytest.mark.slow
def test_it_sets_a_reminder_where_the_machine_itself_knows_no_time_zones(built: Path) -> None:
    code = (
        "import json, sys; from dateutil.tz import tz; tz.TZPATHS[:] = []\n"
        "from lambda_function import lambda_handler as f; attributes = {}\n"
        "for event in json.load(sys.stdin):\n"
        "    event['session']['attributes'] = attributes\n"
        "    answer = f(event, None); attributes = answer.get('sessionAttributes', {})\n"
        "print(answer['response']['outputSpeech']['ssml'], 'requests' in sys.modules)"
    )
    with alexa_api() as api:
        api.permit("theirs")
        device, session = Device(api=api.address, token="theirs"), Session()  # noqa: S106 - of nobody
        slots = {"time": Slot("08:00", "AMAZON.TIME"), "days": Slot("every evening", "DAYS", "daily_evening")}
        said = Intent("RemindMeIntent", slots), Intent("AMAZON.YesIntent")
        events = [device.intent(session, datetime(2027, 1, 15, 17, n, tzinfo=UTC), each) for n, each in enumerate(said)]
        told = run(built, code, json.dumps(events), "-S")
    assert "I'll remind you every day at eight in the evening." in told
    assert told.strip().endswith("False")
    assert [each["trigger"]["timeZoneId"] for each in api.account("theirs").reminders.values()] == ["America/New_York"]
