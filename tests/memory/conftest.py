from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from lower_back_release.memory.dynamodb import dynamodb_client
from lower_back_release.memory.http_client import HttpClient
from lower_back_release.memory.record import Memory
from tests.memory.local_dynamodb import ANYBODY, NOBODY, TABLE, local_dynamodb, make_table
from tests.memory.places import DynamoDbPlace, Shelf, SqlitePlace

PLACES = ["sqlite", "moto", "dynamodb_local", "dynamodb_local_http"]


class Calendar:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def moto_client() -> Iterator[Any]:
    client: Any = dynamodb_client(**ANYBODY)
    yield client
    client.close()


@pytest.fixture(scope="session")
def local_client() -> Iterator[Any]:
    """A client of DynamoDB Local for as many threads as a test likes, without the haste that suits a person."""
    with local_dynamodb() as address:
        client: Any = dynamodb_client(60, 60, endpoint_url=address, **ANYBODY)
        yield client
        client.close()


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    if request.param == "sqlite":
        yield SqlitePlace(tmp_path / "memory.sqlite")
    elif request.param == "moto":
        client = request.getfixturevalue("moto_client")
        with mock_aws():
            make_table(client)
            yield DynamoDbPlace(client)
    else:
        client = request.getfixturevalue("local_client")
        make_table(client)
        used = HttpClient("us-east-1", NOBODY, client.meta.endpoint_url, (60, 60))
        yield DynamoDbPlace(client, used if request.param == "dynamodb_local_http" else None)
        used.close()
        client.delete_table(TableName=TABLE)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def memory(place: Shelf, calendar: Calendar) -> Memory:
    return place.memory(calendar)
