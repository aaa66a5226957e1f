"""The whole skill with a real memory behind it: a crowd, and a machine that dies."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hosting.sqlite_memory import SqliteMemory
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Memory
from simulator.ears.understanding import Intent, Slot
from simulator.echo.device import USER, Device, Session
from tests.store.documents import ROOT

POSES = ["reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog"]
MORNING = datetime(2027, 1, 15, 8, tzinfo=UTC)


def practise(memory: Memory, number: int, user: str) -> None:
    """One device: opens the skill, breathes in a pose of its own, wants ten breaths, and goes to the seal stretch."""
    skill, device, session = build_skill(memory), Device(user=user), Session()
    pose = POSES[number % len(POSES)]
    requests = [
        (0, None),
        (2, Intent("GoToPoseIntent", {"pose": Slot("it", "POSE", pose, pose)})),
        (90, Intent("WhereAmIIntent")),
        (95, Intent("SetBreathsIntent", {"breaths": Slot("10", "AMAZON.NUMBER")})),
        (99, Intent("GoToPoseIntent", {"pose": Slot("it", "POSE", "seal_stretch", "seal_stretch")})),
    ]
    for seconds, intent in requests:
        now = MORNING + timedelta(seconds=seconds)
        event = device.intent(session, now, intent) if intent else device.launch(session, now)
        response = respond(skill, event)
        session = replace(session, new=False, attributes=response["sessionAttributes"])


def state(memory: Memory, user: str) -> dict[str, Any]:
    """What does not depend on how long the words before a pose were."""
    kept = memory.read(Identity(user))
    assert kept is not None
    names = ("pose", "side", "breaths", "welcomed", "seen_ms", "left_out", "pace")
    return {name: kept.progress[name] for name in names} | {"known": sorted(kept.progress["known"])}


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite", "dynamodb_local", "dynamodb_local_http"], indirect=True)
def test_32_devices_of_one_person_end_as_if_they_had_spoken_one_by_one(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Here all 32 share a processor or two, and wait for it far longer than they would for DynamoDB.
    monkeypatch.setattr("lower_back_release.memory.remember.PATIENCE_SECONDS", 60.0)
    monkeypatch.setattr("lower_back_release.memory.remember.TRIES", 1000)
    devices = range(32)
    for number in devices:
        practise(memory, number, "one by one")
    with ThreadPoolExecutor(len(devices)) as pool:
        list(pool.map(lambda number: practise(memory, number, "at once"), devices))
    assert state(memory, "at once") == state(memory, "one by one")


@pytest.mark.slow
@pytest.mark.parametrize("place", ["dynamodb_local", "dynamodb_local_http"], indirect=True)
def test_500_people_at_once_end_as_if_each_had_been_alone(memory: Memory) -> None:
    people = range(500)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: practise(memory, number % 10, f"person {number}"), people))
    for number in range(10):
        practise(memory, number, f"alone {number}")
    alone = [state(memory, f"alone {number}") for number in range(10)]
    assert [state(memory, f"person {number}") for number in people] == [alone[number % 10] for number in people]


SCRIPT = ["Alexa, start lower back release", "slower", "next pose", "ten breaths", "next pose", "less talking"]


@pytest.mark.parametrize(
    "answered",
    [*(pytest.param(n, marks=pytest.mark.slow) for n in range(1, len(SCRIPT) - 1)), len(SCRIPT) - 1],
)
def test_kill_9_loses_at_most_the_answer_in_flight(tmp_path: Path, answered: int) -> None:
    file = tmp_path / "memory.sqlite"
    command = [sys.executable, "-m", "simulator", "--script", "-", "--memory", str(file)]
    with subprocess.Popen(  # noqa: S603 - our own code
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as running:
        assert running.stdin
        assert running.stdout
        for words in SCRIPT[:answered]:
            running.stdin.write(f"{words}\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["said"] == words
        running.stdin.write(f"{SCRIPT[answered]}\n")
        running.stdin.flush()
        os.kill(running.pid, signal.SIGKILL)
    kept = SqliteMemory(file).read(Identity(USER))
    assert kept is not None
    assert kept.version in (answered, answered + 1)
    assert (kept.progress["pace"] == "slow") == (kept.version >= 2)
    assert (kept.progress["breaths"] == 10) == (kept.version >= 4)
