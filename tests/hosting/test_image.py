"""The image: its Dockerfile is read by a linter, taken step by step without a builder, and built where one is."""

import json
import os
import re
import shutil
import subprocess
import time
import venv
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NoReturn

import pytest
import requests

from tests.hosting.test_main import SKILL_ID, address_in, launch
from tests.hosting.tools import tool
from tests.store.documents import ROOT

DOCKERFILE = ROOT / "hosting" / "Dockerfile"
MINUTES = 600
"""Seconds that a download or a build may take."""


def instructions() -> Iterator[tuple[str, str]]:
    """The Dockerfile's, in order: the word, and what follows it."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        word, _, rest = line.partition(" ")
        yield word, rest


def the(word: str) -> str:
    """What follows the only instruction of that word."""
    (rest,) = [rest for each, rest in instructions() if each == word]
    return rest


def context() -> list[str]:
    """The files that a builder is given: what .dockerignore leaves, the last line that fits deciding."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]

    def given(file: Path) -> bool:
        parts, kept = file.relative_to(ROOT).parts, True
        paths = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        for rule in rules:
            pattern = rule.removeprefix("!").removeprefix("**/")
            fits = paths if not rule.startswith("**/") else parts
            if any(fnmatch(each, pattern) and each.count("/") == pattern.count("/") for each in fits):
                kept = rule.startswith("!")
        return kept

    tops = [each for each in ROOT.iterdir() if each.name not in (".git", ".venv", "build", "tests", "simulator")]
    files = [file for top in tops for file in (top.rglob("*") if top.is_dir() else [top]) if file.is_file()]
    return sorted(str(file.relative_to(ROOT)) for file in files if given(file))


def lint(path: Path) -> list[str]:
    program = tool("hadolint", "make setup installs it")
    command = [program, "--format", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    return [f"{each['line']}: {each['code']} {each['message']}" for each in json.loads(done.stdout)]


def test_the_linter_has_nothing_to_say() -> None:
    assert lint(DOCKERFILE) == []


def test_the_linter_would_say_something(tmp_path: Path) -> None:
    bad = tmp_path / "Dockerfile"
    text = (
        DOCKERFILE.read_text(encoding="utf-8").replace("python:3.13-slim\n", "python\n").replace("--no-cache-dir", "")
    )
    bad.write_text(text, encoding="utf-8")
    assert {line.split()[1] for line in lint(bad)} == {"DL3006", "DL3042"}


def test_the_image_has_lambdas_python() -> None:
    runtime = re.search(r"Runtime: python(3\.\d+)", (ROOT / "template.yaml").read_text(encoding="utf-8"))
    assert runtime
    assert the("FROM") == f"python:{runtime[1]}-slim"


def test_the_image_runs_as_nobody_with_any_right() -> None:
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", the("USER"))


def test_the_image_holds_what_is_run_and_nothing_else() -> None:
    given = context()
    assert {file.split("/")[0] for file in given} == {"hosting", "lambda", "requirements-hosting.lock"}
    assert "hosting/__main__.py" in given
    assert "lambda/lower_back_release/content/en.toml" in given
    assert [file for file in given if "artefact" in file or "__pycache__" in file or "Dockerfile" in file] == []


@pytest.mark.slow
def test_its_steps_install_and_start_the_skill_without_a_builder(tmp_path: Path) -> None:
    """What a builder would do and what a container would start, in a folder: only the base image is another one."""
    root, environment = tmp_path / "root", dict[str, str]()
    venv.create(tmp_path / "venv", with_pip=True)
    path = f"{tmp_path / 'venv' / 'bin'}:/usr/bin:/bin"

    def here(text: str) -> str:
        return re.sub(r"(?<![\w.])/(skill|memory)\b", rf"{root}/\1", text)

    folder = root
    for word, rest in instructions():
        if word == "ENV":
            environment.update(re.findall(r"(\w+)=(\S+)", rest))
        elif word == "WORKDIR":
            folder = Path(here(rest))
            folder.mkdir(parents=True)
        elif word == "COPY":
            source, target = rest.split()
            assert target in ("./", f"./{source}")  # whatever is copied keeps its place
            files = [file for file in context() if f"{file}/".startswith(f"{source}/")]
            assert files, f"COPY {rest}: there is nothing of that name"
            for file in files:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / file, folder / file)
        elif word == "RUN":
            command = here(rest).replace("-o 10001 -g 10001 ", "")  # nobody is given away here
            done = subprocess.run(  # noqa: S603 - our own Dockerfile's
                ["/bin/sh", "-ec", command],
                cwd=folder,
                env=os.environ | environment | {"PATH": path},
                capture_output=True,
                text=True,
                timeout=MINUTES,
                check=False,
            )
            if "Failed to establish a new connection" in done.stderr and not os.environ.get("CI"):
                pytest.skip("THE IMAGE'S STEPS WERE NOT TAKEN: no package index answers")
            assert done.returncode == 0, done.stderr

    before = sorted(folder.rglob("*"))
    clean = environment | {"PATH": path, "HOME": "/"}
    entry = [*map(here, json.loads(the("ENTRYPOINT"))), SKILL_ID, "--port", "0"]
    program = str(tmp_path / "venv" / "bin" / entry[0])
    with (
        subprocess.Popen(  # noqa: S603
            [program, *entry[1:]], cwd=folder, env=clean, stdout=subprocess.PIPE, text=True
        ) as running
    ):
        try:
            assert running.stdout
            line = running.stdout.readline()
            port = address_in(line).rstrip("/").rpartition(":")[2]
            assert address_in(line).startswith("http://0.0.0.0:")
            asked = json.loads(the("HEALTHCHECK").partition("CMD ")[2])
            subprocess.run([program, *asked[1:], port], cwd=folder, env=clean, timeout=60, check=True)  # noqa: S603
            assert requests.post(f"http://127.0.0.1:{port}/", json=launch(), timeout=60).status_code == 400
            running.terminate()
            assert running.wait(timeout=60) == 0
        finally:
            running.kill()
    assert sorted(folder.rglob("*")) == before  # a read-only root would have done
    assert [each.name for each in (root / "memory").iterdir()] == ["memory.sqlite"]


@pytest.mark.slow
def test_the_image_is_built_and_answers_where_a_builder_is() -> None:
    builder = next(filter(None, map(shutil.which, ("docker", "podman"))), None) or _unbuilt("no docker and no podman")

    def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [builder, *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=MINUTES, check=False)  # noqa: S603

    def told(*arguments: str) -> str:
        done = ask(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    if ask("info").returncode != 0:
        _unbuilt(f"{builder} has no daemon that answers")
    base = the("FROM")
    if ask("image", "inspect", base).returncode != 0 and ask("pull", base).returncode != 0:
        _unbuilt(f"no registry of images gives {base}")
    name = f"lower-back-release-test-{os.getpid()}"
    try:
        told("build", "--file", str(DOCKERFILE), "--tag", name, ".")
        safe = ("--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--publish=127.0.0.1::5000")
        told("run", "--detach", "--name", name, *safe, name, SKILL_ID)
        port = told("port", name, "5000/tcp").splitlines()[0].rpartition(":")[2]
        until = time.monotonic() + MINUTES
        while ask("exec", name, "python", "-m", "hosting.health").returncode != 0:
            assert time.monotonic() < until, told("logs", name)
        assert requests.post(f"http://127.0.0.1:{port}/", json=launch(), timeout=60).status_code == 400
        told("stop", "--time", "30", name)
        assert told("inspect", "--format", "{{.State.ExitCode}}", name) == "0"
    finally:
        ask("rm", "--force", "--volumes", name)
        ask("rmi", "--force", name)


def _unbuilt(why: str) -> NoReturn:
    """Skips, also where everything is to be tested: a builder is no use without a registry of images."""
    pytest.skip(f"THE IMAGE WAS NOT BUILT: {why}")
