"""Voices and a recogniser. Where one is missing its tests are left out aloud; on a CI machine they fail."""

import os
import shutil
from typing import NoReturn

import pytest

from lower_back_release.lesson.routine import Routine
from simulator.ears.recogniser import Recogniser
from simulator.voice.engine import Espeak, Hibari, Remembering, Voice
from tests.page.conftest import executable
from tests.sound.calibrated import Calibration, calibrate
from tests.sound.listener import Listener

__all__ = ["executable"]

NOT_CHECKED = "THE SOUND WAS NOT CHECKED: "
INSTALL_ESPEAK = "espeak-ng is not installed (Debian: apt-get install espeak-ng)"
INSTALL_PACKAGES = "{} is not installed (make voices)"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = {report.longrepr[2] for report in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(reason.removeprefix("Skipped: ") for reason in reasons if NOT_CHECKED in reason):
        terminalreporter.write_line(reason, red=True, bold=True)


def missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(NOT_CHECKED + what, pytrace=False)
    pytest.skip(NOT_CHECKED + what)


@pytest.fixture(scope="session")
def espeak() -> Voice:
    if shutil.which("espeak-ng") is None:
        missing(INSTALL_ESPEAK)
    return Remembering(Espeak())


@pytest.fixture(scope="session")
def hibari() -> Voice:
    try:
        return Remembering(Hibari())
    except ImportError:
        missing(INSTALL_PACKAGES.format("hibari-tts"))


@pytest.fixture(scope="session", params=["espeak", "hibari"])
def voice(request: pytest.FixtureRequest) -> Voice:
    speaking: Voice = request.getfixturevalue(request.param)
    return speaking


@pytest.fixture(scope="session")
def calibration(routine: Routine, voice: Voice) -> Calibration:
    return calibrate(routine, voice)


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    try:
        return Recogniser()
    except ImportError:
        missing(INSTALL_PACKAGES.format("faster-whisper"))


@pytest.fixture(scope="session")
def listener(routine: Routine, recogniser: Recogniser) -> Listener:
    return Listener(recogniser, routine.numbers)
