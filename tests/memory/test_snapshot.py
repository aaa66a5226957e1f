"""SnapStart: many copies go on from one picture of the memory, later. Nothing in it may be stale, or shared."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from simulator.echo.device import Device, Session
from tests.memory.impostor import Impostor, found, impostor
from tests.memory.local_dynamodb import IN_LAMBDA
from tests.store.documents import ROOT

COPIES = """
import json, os, sys
from lambda_function import lambda_handler
for event in json.load(sys.stdin):
    copy = os.fork()
    if not copy:
        print(json.dumps(lambda_handler(event, None)), flush=True)
        os._exit(0)
    os.waitpid(copy, 0)
"""
"""The function is loaded once, and goes on in copies of its process, each of which answers one event."""


@pytest.fixture
def table() -> Iterator[Impostor]:
    with impostor() as it:
        it.answers = lambda operation: found(None) if operation == "GetItem" else (200, '{"ConsumedCapacity": {}}')
        yield it


@pytest.mark.skipif(not hasattr(os, "fork"), reason="COPIES OF A PROCESS ARE NOT TRIED: this machine makes none (fork)")
@pytest.mark.parametrize("client", ["our own", "boto3"])
def test_every_copy_has_its_own_time_connection_and_chance(table: Impostor, client: str) -> None:
    environment = {
        **IN_LAMBDA,
        "PATH": os.environ["PATH"],
        "AWS_DEFAULT_REGION": IN_LAMBDA["AWS_REGION"],
        "AWS_ENDPOINT_URL_DYNAMODB": table.address,
        "DYNAMODB_CLIENT": client,
        "PROGRESS_TABLE": "progress",
    }
    device, morning = Device(), datetime(2027, 1, 15, 8, tzinfo=UTC)
    events = [device.launch(Session(), morning + timedelta(days=day)) for day in (0, 3)]
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", COPIES],
        cwd=ROOT / "lambda",
        env=environment,
        input=json.dumps(events),
        capture_output=True,
        text=True,
        check=True,
    )
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    lines, answers = printed[::2], printed[1::2]  # what is told of a turn, then what was answered
    assert [line["cold"] for line in lines] == [True, True]
    attributes = [answer["sessionAttributes"] for answer in answers]
    assert ["reclined shoelace" in answer["response"]["outputSpeech"]["ssml"] for answer in answers] == [True, True]
    assert attributes[0]["mark"] != attributes[1]["mark"]
    seen = [each["progress"]["seen_ms"] for each in attributes]
    assert seen[1] - seen[0] == timedelta(days=3) / timedelta(milliseconds=1)
    assert table.operations() == ["GetItem", "PutItem"] * 2
