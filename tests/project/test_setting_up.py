"""`make` with stand-ins for Python and npm, which fetch nothing: what somebody reads who waits for them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.store.documents import ROOT

PYTHON = """#!/bin/sh
[ "$1" = -c ] && exit 0
mkdir -p "$3/bin"
printf '#!/bin/sh\\n' > "$3/bin/pip"
printf '#!/bin/sh\\necho "The Echo is here."\\n' > "$3/bin/python"
chmod +x "$3/bin/pip" "$3/bin/python"
"""
NPM = """#!/bin/sh
mkdir -p "$3/node_modules"
"""

PACKAGES = "Setting up, once: Python packages, in one to three minutes ..."
SCREEN = "Setting up, once: the npm packages of simulator/page, in less than a minute ..."
VOICES = "Setting up, once: a voice and a recogniser, 700 MB, in a few minutes ..."
STARTED = "The Echo is here."


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a clone as `make start` looks at, where nothing has been set up."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "simulator" / "page").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    for file in ("requirements-dev.lock", "requirements-sound.lock", "simulator/page/package-lock.json"):
        (tmp_path / file).touch()
    for name, program in (("python3", PYTHON), ("npm", NPM)):
        (tmp_path / "bin" / name).write_text(program, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def make(clone: Path, target: str) -> list[str]:
    """What is read, line by line."""
    environment = {**os.environ, "PATH": f"{clone / 'bin'}:{os.environ['PATH']}", "MAKEFLAGS": "", "MAKELEVEL": "0"}
    command = ["make", target]
    ran = subprocess.run(  # noqa: S603
        command, cwd=clone, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
    )
    return ran.stdout.splitlines()


def test_what_takes_long_says_so_once(clone: Path) -> None:
    assert make(clone, "start") == [PACKAGES, SCREEN, STARTED]
    assert make(clone, "start") == [STARTED]


def test_a_voice_says_how_large_it_is_before_it_comes(clone: Path) -> None:
    assert make(clone, "listen") == [PACKAGES, VOICES, SCREEN, STARTED]
    assert make(clone, "listen") == [STARTED]


def test_whatever_is_fetched_says_so_first() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    fetching = [number for number, line in enumerate(lines) if line.lstrip("\t@").startswith(("$(PIP)", "npm ci"))]
    assert len(fetching) >= 6
    assert [
        lines[number] for number in fetching if "Setting up, once: " not in "".join(lines[number - 2 : number])
    ] == []
