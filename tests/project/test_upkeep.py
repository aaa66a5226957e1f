"""What whoever maintains this relies on: one list of checks, one version, updates of everything."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from lower_back_release import __version__
from tests.store.documents import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][\w-]*):(?!=)", MAKEFILE, re.MULTILINE))
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
TO_COME = {"publishing/store/fr.toml", "simulator/languages/fr.toml"}
"""What a page tells to write."""

COMMANDS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__main__")
    for room in ("benchmarks", "hosting", "icons", "lambda", "publishing", "simulator", "tests")
    for path in (ROOT / room).rglob("*.py")
    if "\nif __name__ == " in path.read_text(encoding="utf-8")
}
"""Modules that are run by their name."""

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def jobs() -> Iterator[dict[str, Any]]:
    for workflow in WORKFLOWS:
        yield from yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()


def commands() -> Iterator[str]:
    """What the workflows run, line by line."""
    for job in jobs():
        for step in job["steps"]:
            yield from step.get("run", "").splitlines()


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found, target
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in found[1].splitlines()]


def test_the_workflow_runs_what_there_is_to_run() -> None:
    ours = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    called = set(re.findall(r"\bmake ([a-z][\w-]*)", "\n".join([*commands(), ours])))
    assert {"test", "test-slow", "test-artefact", "audit"} <= called <= TARGETS
    assert ".ci/run" in commands()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_workflow_may_read_alone_and_ends() -> None:
    for workflow in WORKFLOWS:
        assert yaml.safe_load(workflow.read_text(encoding="utf-8"))["permissions"] == {"contents": "read"}
    for job in jobs():
        assert "permissions" not in job
        assert job["timeout-minutes"] <= 120


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_says_its_version(workflow: Any) -> None:
    used = re.findall(r"uses:(.*)", workflow.read_text(encoding="utf-8"))
    assert used
    for each in used:
        assert re.fullmatch(r" [\w.-]+/[\w./-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", each), each


def test_what_is_checked_before_a_commit_is_what_make_check_checks() -> None:
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    assert [hook["entry"] for hook in repository["hooks"]] == recipe("check")
    assert not any(hook["pass_filenames"] for hook in repository["hooks"])


def test_updates_are_looked_for_wherever_something_is_pinned() -> None:
    looked_at = {
        (update["package-ecosystem"], folder)
        for update in read(".github/dependabot.yml")["updates"]
        for folder in update.get("directories", [update.get("directory")])
    }
    pinned = {("pip", "/"), ("github-actions", "/")}
    for pattern, kind in (("package.json", "npm"), ("Dockerfile", "docker")):
        for place in ("*", "*/*"):
            folders = (file.parent.relative_to(ROOT) for file in ROOT.glob(f"{place}/{pattern}"))
            pinned |= {(kind, f"/{folder.as_posix()}") for folder in folders if folder.parts[0] != "build"}
    assert pinned <= looked_at
    assert {folder for kind, folder in looked_at if kind == "npm"} == {f for kind, f in pinned if kind == "npm"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_page_says_to_run_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z][\w-]*)", text)) <= TARGETS
    files = re.findall(r"(?<![\w/.])(?:benchmarks|hosting|lambda|publishing|simulator|tests)/[\w./-]+", text)
    assert [each for each in files if not (ROOT / each.rstrip(".")).exists() and each not in TO_COME] == []


@pytest.mark.slow
@pytest.mark.parametrize("module", sorted(COMMANDS))
def test_a_command_tells_how_it_is_called_instead_of_doing_something_else(module: str) -> None:
    ran = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, "--bad"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "lambda")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (?:unreleased|\d{4}-\d{2}-\d{2})$", text, re.MULTILINE)
    assert len(versions) == text.count("\n## ")
    assert versions[0] == __version__
    assert versions == sorted(versions, key=lambda each: [int(part) for part in each.split(".")], reverse=True)
