"""The unit for systemd, as systemd itself reads it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosting.tools import tool
from tests.store.documents import ROOT

UNIT = ROOT / "hosting" / "lower-back-release.service"

EXPOSED = 15
"""Tenths, of a hundred: how much of the machine a service may reach (systemd-analyze security). Up to 20 is "OK"."""


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = tool("systemd-analyze", "it is systemd's own (Linux)")
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as if it were installed: systemd looks whether what it names is there."""
    text = UNIT.read_text(encoding="utf-8")
    for there, here in (("/opt/lower-back-release/.hosting/bin/python", sys.executable), ("/opt/", f"{ROOT}/opt/")):
        assert there in text
        text = text.replace(there, here)
    path = tmp_path / UNIT.name
    path.write_text(text, encoding="utf-8")
    return path


def test_systemd_understands_every_line_of_it(unit: Path) -> None:
    done = analyze("verify", "--man=no", str(unit))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_line_that_means_nothing_is_noticed(unit: Path) -> None:
    unit.write_text(unit.read_text(encoding="utf-8").replace("ProtectSystem=", "ProtectSytsem="), encoding="utf-8")
    assert "ProtectSytsem" in analyze("verify", "--man=no", str(unit)).stderr


def test_it_reaches_little_of_the_machine(unit: Path) -> None:
    done = analyze("security", "--offline=yes", f"--threshold={EXPOSED}", str(unit))
    assert done.returncode == 0, done.stdout
    bare = (
        unit.read_text(encoding="utf-8").replace("CapabilityBoundingSet=\n", "").replace("ProtectSystem=strict\n", "")
    )
    unit.write_text(bare, encoding="utf-8")
    assert analyze("security", "--offline=yes", f"--threshold={EXPOSED}", str(unit)).returncode != 0


def test_it_starts_what_the_page_about_it_sets_up() -> None:
    page = (ROOT / "docs" / "self-hosting.md").read_text(encoding="utf-8")
    text = UNIT.read_text(encoding="utf-8")
    for path in ("/opt/lower-back-release", ".hosting/bin", "/etc/lower-back-release.env", "SKILL_ID="):
        assert path in text
        assert path in page
