"""Nobody has to edit a file of the project to publish it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.store.documents import ROOT, document

DUMMIES = re.compile(r"replace[-_]with|(?<![\w-])(0{12}|123456789012)(?!\w)|\bexample\.(com|net|org)\b", re.IGNORECASE)
"""What stands where somebody is to put their own. A made-up skill id ends in as many noughts, after a hyphen."""

ELSEWHERE = {"tests", "publishing", "node_modules", "build", "__pycache__"}
"""Folders that are not looked into: what npm and make put there, and the dummies that are refused, and tested to be."""


def texts() -> Iterator[tuple[Path, str]]:
    """The project's own text files, and what they say."""
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [name for name in inside if name not in ELSEWHERE and not name.startswith(".")]
        for path in (Path(folder, name) for name in names if not name.startswith(".")):
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:  # a picture
                continue


def test_no_file_has_a_dummy_in_it() -> None:
    said = dict(texts())
    assert {Path("skill.json"), Path("template.yaml"), Path("README.md"), Path("lambda/Makefile")} <= set(said)
    assert {str(path): DUMMIES.search(text) for path, text in said.items() if DUMMIES.search(text)} == {}


def test_the_manifest_leaves_out_what_is_each_publishers_own() -> None:
    manifest = document("skill.json")["manifest"]
    assert "endpoint" not in manifest["apis"]["custom"]
    assert "endpoint" not in manifest["events"]
    assert "locales" not in manifest["privacyAndCompliance"]
