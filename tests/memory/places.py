"""The places where things are kept, each with a way to look behind the memory and to do damage there."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from hosting.sqlite_memory import SqliteMemory
from lower_back_release.memory.dynamodb import DynamoDbMemory
from lower_back_release.memory.pseudonym import Identity, pseudonym
from lower_back_release.memory.record import Memory
from tests.memory.local_dynamodb import TABLE

Clock = Callable[[], float]


class Shelf(Protocol):
    def memory(self, clock: Clock) -> Memory: ...

    def everything(self) -> str:
        """All that is stored, as text."""

    def damage(self, person: Identity, column: str, value: Any) -> None:
        """Puts another value, as plain JSON, in one attribute of what is kept of the person."""


@dataclass(frozen=True)
class SqlitePlace:
    path: Path

    def memory(self, clock: Clock) -> Memory:
        return SqliteMemory(self.path, clock, wait_seconds=60)

    def everything(self) -> str:
        with closing(sqlite3.connect(self.path)) as db:
            return repr(db.execute("SELECT * FROM notes").fetchall())

    def damage(self, person: Identity, column: str, value: Any) -> None:
        stored = json.dumps(value) if column == "progress" else value
        with closing(sqlite3.connect(self.path)) as db, db:
            db.execute(f"UPDATE notes SET {column} = ? WHERE account = ? AND voice = ?", (stored, *_key(person)))  # noqa: S608


@dataclass(frozen=True)
class DynamoDbPlace:
    client: Any
    """boto3's."""
    used: Any = None
    """The client that the memory uses, where it is another."""

    def memory(self, clock: Clock) -> Memory:
        return DynamoDbMemory(
            TABLE, self.used or self.client, clock, call_seconds=60
        )  # hundreds may be waiting on a slow machine

    def everything(self) -> str:
        return repr(self.client.scan(TableName=TABLE)["Items"])

    def damage(self, person: Identity, column: str, value: Any) -> None:
        self.client.update_item(
            TableName=TABLE,
            Key={"account": {"S": pseudonym(person.account)}, "voice": {"S": person.voice or "-"}},
            UpdateExpression="SET #column = :value",
            ExpressionAttributeNames={"#column": column},
            ExpressionAttributeValues={":value": _any_attribute_value(value)},
        )


def _key(person: Identity) -> tuple[str, str]:
    return pseudonym(person.account), person.voice


def _any_attribute_value(plain: Any) -> dict[str, Any]:
    """Of anything in JSON, also what the skill never keeps."""
    if plain is None:
        return {"NULL": True}
    if isinstance(plain, bool):
        return {"BOOL": plain}
    if isinstance(plain, int | float):
        return {"N": str(plain)}
    if isinstance(plain, str):
        return {"S": plain}
    if isinstance(plain, list):
        return {"L": [_any_attribute_value(each) for each in plain]}
    return {"M": {name: _any_attribute_value(each) for name, each in plain.items()}}
