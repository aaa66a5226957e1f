"""Whose code is deployed with ours, and on what terms."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest

from artefact.__main__ import NEEDED
from tests.store.documents import ROOT, document

LOCKS = ("lambda/requirements.txt", *sorted(each.name for each in ROOT.glob("requirements-*.lock")))

LICENCES = {
    "Apache-2.0",
    "BSD-3-Clause",
    "MIT",
    "License :: OSI Approved :: Apache Software License",
    "License :: OSI Approved :: BSD License",
}
"""Those that let anybody deploy the code, changed or not, without giving away their own."""

LICENCES_HOSTED = {
    *LICENCES,
    "Apache-2.0 OR BSD-3-Clause",
    "MIT-0",
    "MPL-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",
    "License :: OSI Approved :: Zope Public License",
}
"""The same for what somebody runs on a machine of their own: changes to a file of Mozilla's licence stay under it."""


def bill(page: str) -> dict[str, dict[str, Any]]:
    """What a bill of materials lists, by name."""
    return {each["name"]: each for each in document(f"docs/{page}")["components"]}


BILL, BILL_HOSTED = bill("bill-of-materials.cdx.json"), bill("bill-of-materials-hosting.cdx.json")


def pinned(lock: str) -> dict[str, tuple[str, list[str]]]:
    """By package, its version and the hashes it may have."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(.*)$", text, re.MULTILINE)
    return {name: (version, re.findall(r"--hash=sha256:(\w{64})", rest)) for name, version, rest in lines}


def normal(name: str) -> str:
    """A package's name as the index has it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_its_hash(lock: str) -> None:
    packages = pinned(lock)
    assert packages
    assert [name for name, (_, hashes) in packages.items() if not hashes] == []


@pytest.mark.parametrize("wanted", sorted(each.name for each in ROOT.glob("requirements-*.in")))
def test_every_version_that_is_wished_for_is_the_one_that_is_pinned(wanted: str) -> None:
    lock = "lambda/requirements.txt" if wanted == "requirements-lambda.in" else f"{wanted.removesuffix('.in')}.lock"
    wishes = re.findall(r"^([\w.-]+)(?:\[.*\])?==(\S+)$", (ROOT / wanted).read_text(encoding="utf-8"), re.MULTILINE)
    packages = pinned(lock)
    assert wishes
    assert {name: packages[name][0] for name, _ in wishes} == dict(wishes), "make lock"


def test_what_is_deployed_is_what_is_tested() -> None:
    tested = pinned("requirements-dev.lock")
    assert {name: tested[name] for name in pinned("lambda/requirements.txt")} == pinned("lambda/requirements.txt")


def test_the_bill_of_materials_lists_what_is_deployed() -> None:
    deployed = {name: version for name, (version, _) in pinned("lambda/requirements.txt").items() if name in NEEDED}
    assert {name: each["version"] for name, each in BILL.items()} == deployed


def test_the_bill_of_what_is_hosted_lists_what_its_lock_installs() -> None:
    hosted = {name: version for name, (version, _) in pinned("requirements-hosting.lock").items()}
    assert {normal(name): each["version"] for name, each in BILL_HOSTED.items()} == hosted


@pytest.mark.parametrize(
    ("listed", "allowed"),
    [
        *(pytest.param(BILL[name], LICENCES, id=name) for name in BILL),
        *(pytest.param(BILL_HOSTED[name], LICENCES_HOSTED, id=f"hosted {name}") for name in BILL_HOSTED),
    ],
)
def test_everything_deployed_may_be(listed: dict[str, Any], allowed: set[str]) -> None:
    named = [each.get("license", {}) | each for each in listed["licenses"]]
    licences = {each.get("id") or each.get("name") or each["expression"] for each in named}
    assert licences
    assert licences <= allowed


@pytest.mark.advisories
@pytest.mark.parametrize("lock", LOCKS)
def test_no_advisory_is_known_of_what_is_pinned(lock: str) -> None:
    if not find_spec("pip_audit"):
        pytest.skip("NO ADVISORY WAS LOOKED FOR: pip-audit is not installed (make audit)")
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--format=json", f"--requirement={ROOT / lock}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if not done.stdout:
        pytest.skip(f"NO ADVISORY WAS LOOKED FOR: no package index answers ({done.stderr.strip().splitlines()[-1]})")
    packages = json.loads(done.stdout)["dependencies"]
    untold = [each["name"] for each in packages if "skip_reason" in each]
    assert [each for each in packages if each.get("vulns")] == []
    if untold:
        pytest.skip(f"NO ADVISORY IS TOLD by the package index of {len(untold)} of {len(packages)} packages in {lock}")
