"""What the room needs: nothing that whoever hosts the skill hasn't installed."""

import ast
import json
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.store.documents import ROOT
from tests.store.test_supply_chain import normal, pinned

OURS = {"hosting", "lower_back_release", "__main__", "__mp_main__"}

ANSWERS = """
import sys
begun = set(sys.modules)
import json
from pathlib import Path
sys.path.insert(0, ".")
from hosting import __main__, health, server, signature
from hosting.sqlite_memory import SqliteMemory
from hosting.web_service import create_app
from lower_back_release.alexa.skill import build_skill, respond

skill = build_skill(SqliteMemory(Path(sys.argv[1])))
app = create_app(lambda event: respond(skill, event))
launch = json.loads(Path("tests/alexa/requests/launch.json").read_text(encoding="utf-8"))
assert "shoelace" in app.test_client().post("/", json=launch).text
signature.AmazonSignature("id")
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - begun})))
"""
"""A skill that answers and remembers, and then tells what it has imported for that."""


def test_an_answer_needs_only_what_the_lock_installs(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ANSWERS, str(tmp_path / "memory.sqlite")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    imported = set(json.loads(done.stdout)) - OURS - sys.stdlib_module_names
    providers, installed = packages_distributions(), {normal(name) for name in pinned("requirements-hosting.lock")}
    absent = {normal(name) for name in pinned("requirements-dev.lock")} - installed  # what else is here, nobody needs
    missing = {name for name in imported if {*map(normal, providers.get(name, []))} & absent}
    assert {"flask", "waitress", "cryptography", "ask_sdk_core"} <= imported
    assert missing == set()


def test_what_is_hosted_is_what_is_tested() -> None:
    tested, hosted = pinned("requirements-dev.lock"), pinned("requirements-hosting.lock")
    assert {name: tested[name] for name in hosted} == hosted


@pytest.mark.parametrize(
    ("room", "strangers"),
    [("lambda", {"hosting", "simulator", "tests"}), ("hosting", {"simulator", "tests", "benchmarks"})],
)
def test_a_room_imports_none_that_it_is_deployed_without(room: str, strangers: set[str]) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & strangers, f"{file}:{getattr(node, 'lineno', '')}"
