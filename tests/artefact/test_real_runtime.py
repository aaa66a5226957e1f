"""What is deployed, as Lambda runs it, through days with it: killed, started cold, and always at the same breath.

Everything is Amazon's own but the machine: the runtime, and the table behind TLS. Only time is made up: each request
says when it is.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from artefact.__main__ import build
from benchmarks.runtime_api import Function, install_runtime, running
from hosting.sqlite_memory import SqliteMemory
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.dynamodb import dynamodb_client
from simulator.ears.understanding import understanding_of
from simulator.echo.device import APPLICATION, DEVICE, Device, Session
from simulator.echo.echo import Echo, Exchange, Post
from simulator.script import Spoken, parse, play
from tests.alexa.recorded import recorded
from tests.memory.certificate import certificate
from tests.memory.local_dynamodb import ANYBODY, TABLE, local_dynamodb, make_table
from tests.memory.tls import reached_at, tls
from tests.rules import check
from tests.store.template import SKILL, TEMPLATE

pytestmark = pytest.mark.slow

MORNING = datetime(2027, 1, 15, 8, tzinfo=UTC)

KILLED = "(killed)"
"""In a script: here the function's machine is switched off. The next word starts it cold."""

DAYS = (
    "Alexa, start lower back release",
    "+70 Alexa, how many breaths are left",
    KILLED,
    "+20 Alexa, how many breaths are left",
    "+10 Alexa, pause",
    KILLED,
    "+40 Alexa, resume",
    "next pose",
    "+100 Alexa, what was that",
    "next pose",
    "+95 Alexa, take me to the three legged dog",
    "next pose",
    "+95 Alexa, how many breaths are left",
    KILLED,
    "+5 @10m Alexa, open lower back release",
    "yes",
    "next pose",
    "stop",
    KILLED,
    "@1d Alexa, open lower back release",
    "+60 Alexa, repeat",
)
"""Somebody's practice, cut off once by something else, and the day after it."""

HEARD: Mapping[int, Sequence[str]] = {
    0: ["Welcome.", "medical advice", "First, the reclined shoelace", "Breathe in"],
    1: ["Breath three of eight"],
    2: ["Breath four of eight", "left leg on top"],
    3: ["Uncross your legs", "Paused"],
    4: ["Back into the pose", "We go on at breath four of eight"],
    5: ["Second, knee hugs"],
    6: ["Your right knee is hugged in", "Last one"],
    7: ["Third, the seal stretch"],
    8: ["That one I don't know", "Last one"],
    9: ["Fourth, the deep squat"],
    10: ["of eight"],
    11: ["Shall we go on with the deep squat, where you stopped?"],
    12: ["Back into the pose", "Last one"],
    13: ["downward facing dog", "that's all five"],
    14: ["Goodbye"],
    15: ["Welcome back", "First, the reclined shoelace"],
    16: ["Your right leg is on top"],
}
"""Words of each answer, in this order."""


PATIENT = """
from lower_back_release.memory import dynamodb, remember

dynamodb.CONNECT_TIMEOUT_SECONDS = dynamodb.READ_TIMEOUT_SECONDS = 60.0
dynamodb.DynamoDbMemory.__init__.__defaults__ = (*dynamodb.DynamoDbMemory.__init__.__defaults__[:-1], 600.0)
remember.PATIENCE_SECONDS = 600.0
from lambda_function import lambda_handler
"""
"""What stands before the function here: a machine may have other things to do, and is waited for."""


def script(lines: Sequence[str], skill: "Cloud | None" = None) -> Iterator[Spoken]:
    """What is said, one after the other; whatever is to be killed is killed in between."""
    for line in lines:
        if line != KILLED:
            yield from parse([line])
        elif skill:
            skill.kill()


@dataclass
class Cloud:
    """The function, which starts cold when it is asked and doesn't run. Each answer keeps the rules for all."""

    paths: Sequence[Path]
    environment: Mapping[str, str]
    log: Path
    starts: int = 0
    _running: ExitStack = field(default_factory=ExitStack)
    _function: Function | None = None

    def __call__(self, event: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request of Alexa's."""
        answer = self.told(event)
        check(answer)
        return answer

    def told(self, event: object) -> dict[str, Any]:
        """The answer to anything."""
        if self._function is None:
            self.starts += 1
            log = self._running.enter_context(self.log.open("ab"))
            self._function = self._running.enter_context(running(self.paths, self.environment, log))
        return self._function.answer(event)

    def kill(self) -> None:
        """Switches it off (SIGKILL)."""
        self._function = None
        self._running.close()


def needs(what: str) -> None:
    """Leaves a test out, aloud, where something is missing; in CI nothing may be."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"Needs {what}.")


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """What is deployed, and beside it what Lambda brings along: nothing else can be imported."""
    if sys.platform != "linux":
        pytest.skip("Needs Linux, for which alone Amazon builds Lambda's runtime (awslambdaric).")
    folder = tmp_path_factory.mktemp("lambda")
    try:
        install_runtime(folder / "runtime")
    except subprocess.CalledProcessError:
        needs("Lambda's own runtime, awslambdaric, from the package index")
    build(folder / "artefact", for_this_python=True)
    (folder / "patient").mkdir()
    (folder / "patient" / "patient.py").write_text(PATIENT, encoding="utf-8")
    return folder / "artefact", folder / "runtime", folder / "patient"


@pytest.fixture(scope="module")
def dynamodb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, str]]]:
    """A client that looks at the table, and the environment of whoever reaches it as Lambda does."""
    with local_dynamodb() as address, tls(address, certificate(tmp_path_factory.mktemp("tls"))) as reached:
        client: Any = dynamodb_client(60, 60, endpoint_url=address, **ANYBODY)
        make_table(client)
        yield client, reached
        client.close()


def environment(**reached: str) -> dict[str, str]:
    """A function's environment: what the template puts there, and what Lambda does."""
    values = {"Progress": TABLE, "SkillId": APPLICATION}
    values |= {name: str(each["Default"]) for name, each in TEMPLATE["Parameters"].items() if "Default" in each}
    told = {name: each.get("Fn::If", [None, each])[1] for name, each in SKILL["Environment"]["Variables"].items()}
    return {name: values[each["Ref"]] for name, each in told.items()} | reached | {"_HANDLER": "patient.lambda_handler"}


@pytest.fixture
def cloud(paths: tuple[Path, ...], dynamodb: tuple[Any, dict[str, str]], tmp_path: Path) -> Iterator[Cloud]:
    cloud = Cloud(paths, environment(**dynamodb[1]), tmp_path / "log")
    yield cloud
    cloud.kill()


def account(name: str) -> str:
    return f"amzn1.ask.account.{name}"


def kept(dynamodb: tuple[Any, dict[str, str]]) -> list[dict[str, Any]]:
    """All items of the table."""
    items: list[dict[str, Any]] = dynamodb[0].scan(TableName=TABLE, ConsistentRead=True)["Items"]
    return items


def conversation(post: Post, name: str, lines: Sequence[str], skill: Cloud | None = None) -> list[Exchange]:
    echo = Echo(post, understanding_of("en-US"), Device(user=account(name)))
    return list(play(script(lines, skill), echo, MORNING))


def in_this_order(words: Sequence[str], speech: str) -> bool:
    at = 0
    for each in words:
        found = speech.casefold().find(each.casefold(), at)
        if found < 0:
            return False
        at = found + len(each)
    return True


def test_whoever_is_served_by_killed_machines_hears_what_they_would_have(cloud: Cloud, tmp_path: Path) -> None:
    heard = conversation(cloud, "DAYS", DAYS, cloud)
    assert cloud.starts == 1 + DAYS.count(KILLED)
    for n, turn in enumerate(heard):
        assert in_this_order(HEARD[n], turn.speech), f"{turn.said!r} was answered: {turn.speech}"
    source = build_skill(SqliteMemory(tmp_path / "source.sqlite"), APPLICATION)
    never_killed = conversation(lambda event: respond(source, event), "DAYS", DAYS)
    assert [(turn.ssml, turn.reprompt) for turn in heard] == [(turn.ssml, turn.reprompt) for turn in never_killed]


def test_the_same_word_sent_to_the_machine_that_was_killed_is_answered_once_more(
    cloud: Cloud, dynamodb: tuple[Any, dict[str, str]]
) -> None:
    turns = conversation(cloud, "TWICE", ["Alexa, ask lower back release for the deep squat", "+95 Alexa, slower"])
    before = kept(dynamodb)
    cloud.kill()
    answer = cloud(turns[-1].request)
    assert answer["response"] == turns[-1].response["response"]
    assert kept(dynamodb) == before


def test_of_two_devices_of_one_person_neither_loses_what_was_wished_on_the_other(
    cloud: Cloud, dynamodb: tuple[Any, dict[str, str]]
) -> None:
    before = kept(dynamodb)
    device, other = (Echo(cloud, understanding_of("en-US"), Device(user=account("BOTH"))) for _ in range(2))
    device.hear("Alexa, start lower back release", MORNING)
    other.hear("Alexa, open lower back release", MORNING + timedelta(seconds=20))
    other.hear("Alexa, slower", MORNING + timedelta(seconds=25))
    cloud.kill()
    device.hear("Alexa, ten breaths", MORNING + timedelta(seconds=40))
    (item,) = (each for each in kept(dynamodb) if each not in before)
    progress = item["progress"]["M"]
    assert (progress["pace"], progress["breaths"]) == ({"S": "slow"}, {"N": "10"})


def test_disabling_the_skill_deletes_what_was_kept(cloud: Cloud, dynamodb: tuple[Any, dict[str, str]]) -> None:
    before = kept(dynamodb)
    conversation(cloud, "LEAVING", ["Alexa, start lower back release", "+70 Alexa, slower"])
    assert len(kept(dynamodb)) == len(before) + 1
    cloud.kill()
    event = recorded("skill_disabled")
    system = event["context"]["System"]
    system["application"]["applicationId"], system["user"]["userId"] = APPLICATION, account("LEAVING")
    assert "outputSpeech" not in cloud(event)["response"]
    assert kept(dynamodb) == before
    again = conversation(cloud, "LEAVING", ["Alexa, open lower back release"])
    assert again[0].speech.startswith("Welcome. This isn't medical advice")


def test_another_skills_request_is_refused_and_nothing_is_kept_of_it(
    cloud: Cloud, dynamodb: tuple[Any, dict[str, str]]
) -> None:
    before = kept(dynamodb)
    event = Device(user=account("OTHER")).launch(Session(), MORNING)
    other = APPLICATION.replace("0", "1")
    event["session"]["application"]["applicationId"] = other
    event["context"]["System"]["application"]["applicationId"] = other
    assert cloud(event)["response"] == {}
    assert kept(dynamodb) == before
    assert "another skill" in cloud.log.read_text(encoding="utf-8")


def test_what_is_no_request_gets_an_empty_answer(cloud: Cloud) -> None:
    garbage: tuple[object, ...] = ({}, [], None, "my back hurts", 7, {"session": {"user": 1}}, [[[]]])
    assert [cloud.told(each) for each in garbage] == [{}] * len(garbage)
    assert cloud.starts == 1


def test_nothing_that_is_logged_tells_who_spoke_or_what_was_heard(cloud: Cloud) -> None:
    turns = conversation(cloud, "PRIVATE", DAYS, cloud)
    broken = Device(user=account("PRIVATE")).session_ended(Session(), MORNING, "ERROR")
    broken["request"]["error"] = {"type": "INVALID_RESPONSE", "message": "the three legged dog"}
    cloud(broken)
    event = Device(user=account("PRIVATE")).launch(Session(), MORNING)
    event["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.of-somebody"
    event["session"]["application"]["applicationId"] = "amzn1.ask.skill.of-somebody"
    cloud(event)
    log = cloud.log.read_text(encoding="utf-8")
    assert "INVALID_RESPONSE" in log
    assert "another skill" in log
    told = [json.loads(line) for line in log.splitlines() if line.startswith('{"_aws"')]
    assert len(told) >= len(turns) + 2  # and the ends of sessions
    assert sum(each["cold"] for each in told) == cloud.starts
    assert sum(each["Sessions"] for each in told) >= 3
    assert sum(each["PosesFinished"] for each in told) >= 2
    ids = {
        value
        for turn in turns
        if turn.request
        for value in (turn.request["session"]["sessionId"], turn.request["context"]["System"]["apiAccessToken"])
    }
    for secret in (account("PRIVATE"), DEVICE, "legged", "of-somebody", *ids):
        assert secret not in log, secret


def test_without_a_table_a_person_is_told_once_and_goes_on(paths: tuple[Path, ...], tmp_path: Path) -> None:
    # Nothing listens on port 1 of a machine, unless somebody wants it to.
    reached = reached_at("https://localhost:1", certificate(tmp_path))
    cloud = Cloud(paths, environment(**reached), tmp_path / "log")
    try:
        turns = conversation(cloud, "ALONE", [line for line in DAYS[:8] if line != KILLED])
    finally:
        cloud.kill()
    assert [n for n, turn in enumerate(turns) if "remember" in turn.speech] == [0]
    for n, words in {0: "First, the reclined shoelace", 1: "of eight", 3: "Paused", 4: "We go on at breath"}.items():
        assert in_this_order([words], turns[n].speech), turns[n].speech
    log = cloud.log.read_text(encoding="utf-8")
    assert "MemoryTrouble" in log
    assert "ALONE" not in log
