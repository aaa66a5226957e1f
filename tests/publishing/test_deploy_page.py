"""docs/deploy.md, followed by somebody who has no account: from its first line to its last."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from publishing.__main__ import ASK
from tests.publishing.given import ENDPOINT, PRIVACY_URL, SKILL_ID
from tests.store.documents import ROOT
from tests.store.template import TEMPLATE

PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
FRAMES = re.findall(r"^```sh\n(.+?)^```$", PAGE, re.DOTALL | re.MULTILINE)
NEEDS_ACCOUNTS = "# with your accounts\n"
FREE = [frame for frame in FRAMES if not frame.startswith(NEEDS_ACCOUNTS)]
OTHERS = [line for frame in FRAMES if frame.startswith(NEEDS_ACCOUNTS) for line in frame.splitlines()[1:]]

CALLS = ("aws dynamodb", "aws cloudformation", "ask smapi", "ask dialog", "sam deploy", "sam logs", "sam delete")
"""What asks Amazon for something by its first call."""

LEFT_OUT = (
    *("aws configure", "ask configure", ". ./deploy.env", "git ", "sam build"),
    *("make sam ask", "make package", "(cd build/package && ask deploy)"),
)
"""What asks a person, has been run, or is tried elsewhere: `ask deploy` in test_ask_cli.py."""

NOBODY = "http://127.0.0.1:9"
"""An address where nothing listens (RFC 863): Amazon's, for whoever has no account."""

TOOLS = ROOT / ".venv" / "tools"

LONGEST_RUN = 900
"""Seconds. Everything that can be run takes one minute."""


OWN = {
    "ALARM_ADDRESS": "ada@lovelace.net",
    "PUBLISHER": "Ada Lovelace, ada@lovelace.net",
    "SKILL_ID": SKILL_ID,
    "PRIVACY_URL": PRIVACY_URL,
}
FILLING_IN = "".join(
    f"sed -i 's#^export {name}=$#export {name}=\"{value}\"#' deploy.env\n" for name, value in OWN.items()
)
"""What an owner writes into deploy.env."""


def missing() -> str:
    if not (TOOLS / "sam").exists():
        return "AWS's SAM CLI is not installed (make sam)"
    return "" if ASK.exists() and shutil.which("node") else "Amazon's ASK CLI is not installed (make ask)"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A clone of the project in which all that needs no account has been run, and the environment it leaves."""
    if reason := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"THE WAY TO THE STORE IS NOT TRIED: {reason}")
    clone, home = tmp_path_factory.mktemp("clone") / "lower-back-release", tmp_path_factory.mktemp("home")
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S603, S607 - our own words
    for folder in (".venv", "publishing/node_modules"):  # what has been installed is not installed twice
        (clone / folder).symlink_to(ROOT / folder)
    for path in clone.rglob("*"):  # nor thought to be older than what it was made of
        if ".git" not in path.parts and not path.is_symlink() and path.is_file():
            os.utime(path, (0, 0))
    signed_in = {"token": {"access_token": "none", "expires_at": "2136-01-01T00:00:00.000Z"}, "vendor_id": "nobody"}
    (home / ".ask").mkdir()
    config = {"profiles": {"default": signed_in}, "share_usage": False}
    (home / ".ask" / "cli_config").write_text(json.dumps(config), encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ARGS", "AWS_", "MAKE"))},
        "HOME": str(home),
        "ASK_SMAPI_SERVER_BASE_URL": NOBODY,
        "ASK_SHARE_USAGE": "false",
        "ASK_SKIP_NEW_VERSION_REMINDER": "true",
        "AWS_ENDPOINT_URL": NOBODY,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_MAX_ATTEMPTS": "1",
    }
    filled_in = FREE[0].replace(". ./deploy.env\n", f"{FILLING_IN}. ./deploy.env\n")
    script = "set -euo pipefail\n" + "\n".join([filled_in, *FREE[1:]]) + "\nenv -0 > env"
    done = run(script, clone, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    left = dict(each.partition("=")[::2] for each in (clone / "env").read_text(encoding="utf-8").split("\0") if each)
    return clone, left


def run(script: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own page
        ["bash", "-c", script],  # noqa: S607
        cwd=folder,
        env=environment,
        input="y\ny\n",
        capture_output=True,
        text=True,
        timeout=LONGEST_RUN,
        check=False,
    )


def test_every_command_of_the_page_is_run_or_tried_or_said_not_to_be() -> None:
    assert len(FREE) >= 3
    unknown = [line for line in OTHERS if not line.removeprefix("LOG=$(").startswith(CALLS + LEFT_OUT)]
    assert unknown == []


def test_every_parameter_that_the_page_names_is_one_of_the_templates() -> None:
    named = set(re.findall(r"^\| `(\w+)=", PAGE, re.MULTILINE)) | set(re.findall(r"(\w+)=\S+", " ".join(OTHERS)))
    named -= {"LOG", "OutputKey", "AttributeName", "Enabled", "RecoveryPeriodInDays"}
    assert named - {"PointInTimeRecoveryEnabled"} <= TEMPLATE["Parameters"].keys()
    assert named >= TEMPLATE["Parameters"].keys()


@pytest.mark.slow
def test_what_needs_no_account_lays_out_what_is_deployed_and_the_privacy_page(
    followed: tuple[Path, dict[str, str]],
) -> None:
    clone, environment = followed
    built = clone / ".aws-sam" / "build" / "Skill"
    assert {"lambda_function.py", "lower_back_release", "ask_sdk_core"} <= {each.name for each in built.iterdir()}
    assert "Ada Lovelace" in (clone / "build" / "privacy.html").read_text(encoding="utf-8")
    assert OWN.items() <= environment.items()


@pytest.mark.slow
def test_the_package_is_laid_out_from_what_deploy_env_says(followed: tuple[Path, dict[str, str]]) -> None:
    clone, environment = followed
    done = run(f"make package STACK= SKILL_ENDPOINT={ENDPOINT}", clone, environment)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((clone / "build/package/skill-package/skill.json").read_text(encoding="utf-8"))["manifest"]
    assert manifest["apis"]["custom"]["endpoint"] == manifest["events"]["endpoint"] == {"uri": ENDPOINT}


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_one_can_go_back_to_a_version_and_on_again(tmp_path: Path) -> None:
    commit = "git -c user.name=ada -c user.email=ada@lovelace.net commit --quiet --allow-empty -m"
    done = run(
        f"set -e; git init --quiet -b main origin; cd origin; {commit} first; git tag v1.0.0; {commit} second; cd ..; "
        "git clone --quiet origin clone",
        tmp_path,
        dict(os.environ),
    )
    assert done.returncode == 0, done.stderr
    back = [line for line in OTHERS if line.startswith("git switch --detach")]
    on = [line for line in OTHERS if line.startswith("git ") and line not in back]
    assert back
    assert on
    done = run("set -e\n" + "\n".join([*back, *on, "git log --format=%s -1"]), tmp_path / "clone", dict(os.environ))
    assert done.stdout.splitlines()[-1] == "second", done.stderr


@pytest.mark.slow
def test_following_it_changes_no_file_of_the_project(followed: tuple[Path, dict[str, str]]) -> None:
    clone, environment = followed
    done = run("git status --porcelain --untracked-files=no", clone, environment)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("command", [line for line in OTHERS if line.removeprefix("LOG=$(").startswith(CALLS)])
def test_what_needs_an_account_is_right_as_far_as_the_first_call_to_amazon(
    followed: tuple[Path, dict[str, str]], command: str
) -> None:
    clone, environment = followed
    done = run(command, clone, environment | {"LOG": "a-log-group"})
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "Could not connect to the endpoint URL" in said or "ECONNREFUSED" in said, said
