"""Amazon's own ASK CLI, on what `make package` lays out, with a Skill Management API on this machine."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from publishing.__main__ import ASK
from publishing.parameters import read_parameters
from publishing.project import lay_out
from tests.publishing.given import GIVEN, SKILL_ID
from tests.publishing.smapi import IMPORT, Smapi, smapi

pytestmark = pytest.mark.slow

LONGEST_RUN = 60
"""Seconds. It takes two."""

SIGNED_IN = {
    "token": {
        "access_token": "nothing",
        "refresh_token": "nothing",
        "token_type": "bearer",
        "expires_at": "2136-01-01T00:00:00.000Z",
    },
    "vendor_id": "nobody",
}
"""What `ask configure` would have written of somebody who is signed in for longer than anybody tests this."""


@dataclass(frozen=True)
class Deployed:
    """One run of `ask deploy`."""

    amazon: Smapi
    folder: Path
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def node() -> str:
    """Node.js, with the ASK CLI installed."""
    program = shutil.which("node") or _missing("Node.js (20 or newer) is not installed")
    if not ASK.exists():
        _missing("it is not installed: make ask")
    return program


@pytest.fixture(scope="module")
def deployed(node: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("build") / "package"
    lay_out(read_parameters(GIVEN), folder)
    with smapi(SKILL_ID) as amazon:
        yield Deployed(amazon, folder, deploy(node, home, folder, amazon))


def deploy(node: str, home: Path, folder: Path, amazon: Smapi) -> subprocess.CompletedProcess[str]:
    """Runs it in the folder, for somebody who lives at home and is signed in. It asks nobody but this machine."""
    config = {"profiles": {"default": SIGNED_IN}, "share_usage": False}
    (home / ".ask").mkdir(exist_ok=True)
    (home / ".ask" / "cli_config").write_text(json.dumps(config), encoding="utf-8")
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "ASK_SMAPI_SERVER_BASE_URL": amazon.address.rstrip("/"),
        "ASK_SHARE_USAGE": "false",
        "ASK_SKIP_NEW_VERSION_REMINDER": "true",
    }
    command = [node, str(ASK), "deploy"]
    return subprocess.run(  # noqa: S603 - our own command
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST_RUN, check=False
    )


def _missing(what: str) -> NoReturn:
    """The tests are skipped, but where everything is to be tested they fail."""
    reason = f"WHAT IS PACKAGED IS NOT TRIED with Amazon's ASK CLI: {what}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def test_it_sends_the_package_and_comes_to_its_end(deployed: Deployed) -> None:
    assert deployed.done.returncode == 0, deployed.done.stdout + deployed.done.stderr
    assert "Uploading the entire skill package" in deployed.done.stdout
    assert "Skill package deployed and all models built successfully." in deployed.done.stdout


def test_it_updates_the_skill_that_is_there_and_makes_no_second_one(deployed: Deployed) -> None:
    assert deployed.amazon.asked == [
        "POST /v1/skills/uploads",
        "PUT /upload",
        f"POST /v1/skills/{SKILL_ID}/imports",
        f"GET /v1/skills/imports/{IMPORT}",
        f"GET /v1/skills/{SKILL_ID}/stages/development/enablement",
    ]


def test_it_uploads_the_whole_package_as_it_was_laid_out(deployed: Deployed, tmp_path: Path) -> None:
    lay_out(read_parameters(GIVEN), tmp_path / "package")  # since it writes the manifest anew when it is done
    package = tmp_path / "package" / "skill-package"
    laid_out = {path.relative_to(package).as_posix(): path for path in package.rglob("*") if path.is_file()}
    assert deployed.amazon.files() == {name: path.read_bytes() for name, path in laid_out.items()}
