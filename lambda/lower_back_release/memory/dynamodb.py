"""A person's progress as one small item of a DynamoDB table."""

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from typing import Any, Protocol

from lower_back_release.memory.attribute_value import AttributeValue, attribute_value, plain_value
from lower_back_release.memory.http_client import ATTEMPTS, HttpClient
from lower_back_release.memory.in_time import TooSlowError, in_time
from lower_back_release.memory.pseudonym import Identity, pseudonym
from lower_back_release.memory.record import Conflict, Damaged, MemoryTrouble, Record
from lower_back_release.memory.schema import SCHEMA, record_of
from lower_back_release.memory.signature import Credentials

KEEP_SECONDS = 365 * 24 * 60 * 60
"""Seconds that a progress is kept after its last use: a year."""

CONNECT_TIMEOUT_SECONDS = 0.5
READ_TIMEOUT_SECONDS = 1.0
"""Seconds to connect and to wait for an answer.

With two tries and 0.05 s between them, that makes 3.05 s. DynamoDB answers within 10 ms as a rule.
"""

CALL_SECONDS = 3.2
"""Seconds after which a call is given up, whatever still comes: waits for single reads have no end where one drips."""


PARTS = "schema", "version", "request", "mark", "progress", "expires"
"""The attributes of an item that are read, beside its key."""

_KIND = re.compile(r"[A-Za-z]{1,60}|CRC32|\d{3}")
"""A kind of error, or the HTTP status: whatever else answers in DynamoDB's place may say anything."""


FORGET_SECONDS = 3.5
"""Seconds after which no further item is deleted of an account: what is left is, when Alexa tells once more. With the
last call it ends before the function is stopped."""


class Client(Protocol):
    """What is used of boto3's DynamoDB client."""

    def get_item(self, **request: Any) -> dict[str, Any]: ...  # noqa: D102 - Amazon's own
    def put_item(self, **request: Any) -> dict[str, Any]: ...  # noqa: D102
    def delete_item(self, **request: Any) -> dict[str, Any]: ...  # noqa: D102
    def query(self, **request: Any) -> dict[str, Any]: ...  # noqa: D102


def dynamodb_client(
    connect_timeout: float = CONNECT_TIMEOUT_SECONDS, read_timeout: float = READ_TIMEOUT_SECONDS, **settings: Any
) -> Client:
    """boto3's client, hurried. Further settings are boto3's own.

    Raises MemoryTrouble, as where no region is known.
    """
    with _trouble():
        # Imported here because boto3 takes longer to load than all the rest of the skill, and not everybody has it.
        import boto3  # type: ignore[import-untyped]  # noqa: PLC0415
        from botocore.config import Config  # type: ignore[import-untyped]  # noqa: PLC0415

        config = Config(
            connect_timeout=connect_timeout,
            read_timeout=read_timeout,
            # "legacy" waits 0.05 s (RETRY_SECONDS) before it tries DynamoDB again; "standard" waits up to a second.
            retries={"mode": "legacy", "total_max_attempts": ATTEMPTS},
        )
        client: Client = boto3.Session().client("dynamodb", config=config, **settings)
        return client


def lambdas_client(environment: Mapping[str, str]) -> Client | None:
    """A client for where Lambda puts the region and the function's own credentials in the environment; else None.

    It needs no boto3: see http_client. None too where DYNAMODB_CLIENT is "boto3".
    """
    names = ("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    region, key, secret, token = (environment.get(name, "") for name in names)
    wanted = "AWS_LAMBDA_FUNCTION_NAME" in environment and environment.get("DYNAMODB_CLIENT") != "boto3"
    if not (wanted and region and key and secret):
        return None
    address = environment.get("AWS_ENDPOINT_URL_DYNAMODB", "")
    credentials = Credentials(key, secret, token)
    authorities = environment.get("AWS_CA_BUNDLE", "")
    timeouts = CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS
    return HttpClient(region, credentials, address, timeouts, authorities)


class DynamoDbMemory:
    """One item a person, written only if nobody else wrote meanwhile."""

    def __init__(
        self,
        table: str,
        client: Client | None = None,
        clock: Callable[[], float] = time.time,
        call_seconds: float = CALL_SECONDS,
    ) -> None:
        """The table's name; a client, else one is made when it is first needed; seconds since 1970 (UTC).

        A call that isn't over in `call_seconds` is given up.
        """
        self._table = table
        self._given = client
        self._clock = clock
        self._call_seconds = call_seconds

    def read(self, person: Identity) -> Record | None:
        """What is kept of the person, unless it has expired. See Memory."""
        with _trouble():
            # Consistent, because the next word may come a second after the last, through another copy of the table.
            answer = self._call(self._client.get_item, Key=_key(person), ConsistentRead=True)
        item = _require_answer(answer).get("Item")
        return None if item is None else self._kept(item)

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        """Puts the whole item, with a year to live from now. See Memory."""
        now_seconds = int(self._clock())
        item = {
            **_key(person),
            "version": attribute_value(kept.version),
            "request": attribute_value(kept.request),
            "schema": attribute_value(SCHEMA),
            "progress": attribute_value(kept.progress),
            "mark": attribute_value(kept.mark),
            "expires": attribute_value(now_seconds + KEEP_SECONDS),
        }
        with _trouble():
            condition = {} if replacing is None else _condition(replacing, kept.mark, now_seconds)
            answer = self._call(self._client.put_item, Item=item, **condition)
        _require_answer(answer)

    def forget(self, person: Identity) -> None:
        """Deletes the item, if there is one. See Memory."""
        self._delete(_key(person))

    def forget_account(self, account: str) -> None:
        """Deletes the item of the account, and of each voice that uses it. See Memory."""
        began = time.monotonic()
        with _trouble():
            # One page is enough: Alexa knows at most ten voices of an account.
            answer = self._call(
                self._client.query,
                KeyConditionExpression="#account = :account",
                ExpressionAttributeNames={"#account": "account", "#voice": "voice"},
                ExpressionAttributeValues={":account": attribute_value(pseudonym(account))},
                ProjectionExpression="#account, #voice",
                ConsistentRead=True,
            )
        keys = _require_answer(answer).get("Items")
        if not isinstance(keys, list) or not all(isinstance(key, Mapping) for key in keys):
            raise MemoryTrouble("NoAnswer")
        for key in keys:
            if time.monotonic() - began > FORGET_SECONDS:
                raise MemoryTrouble("TooSlow")
            self._delete(key)

    def _delete(self, key: Mapping[str, AttributeValue]) -> None:
        with _trouble():
            answer = self._call(self._client.delete_item, Key=key)
        _require_answer(answer)

    def get_ready(self) -> None:
        """Makes the client now, as Lambda starts up, and not while somebody waits. Trouble is left to the first use."""
        with suppress(MemoryTrouble):
            _ = self._client

    @cached_property
    def _client(self) -> Client:
        with _trouble():
            return self._given or lambdas_client(os.environ) or dynamodb_client()

    def _call(self, operation: Callable[..., dict[str, Any]], **request: Any) -> dict[str, Any]:
        """The answer to a call, if it comes in time. Raises MemoryTrouble where it doesn't."""
        # The capacity is asked for because only DynamoDB tells it: see _require_answer.
        as_ever = {"TableName": self._table, "ReturnConsumedCapacity": "TOTAL"}
        try:
            return in_time(partial(operation, **request, **as_ever), self._call_seconds)
        except TooSlowError:
            raise MemoryTrouble("TooSlow") from None

    def _kept(self, item: dict[str, AttributeValue]) -> Record | None:
        try:
            plain = {name: plain_value(item[name]) for name in PARTS if name in item}
            # DynamoDB deletes what has expired when it finds the time, within days.
            if plain["expires"] <= self._clock():
                return None
            return record_of(
                plain["schema"], plain["version"], plain["request"], plain["progress"], plain.get("mark", "")
            )
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
            raise Damaged("Damaged") from error


def _key(person: Identity) -> dict[str, AttributeValue]:
    # A key can't be empty.
    return {"account": attribute_value(pseudonym(person.account)), "voice": attribute_value(person.voice or "-")}


def _condition(replacing: int, mark: str, now_seconds: int) -> dict[str, Any]:
    """What must be true of the item in place for it to be replaced, as put_item takes it."""
    if replacing == 0:
        return {
            "ConditionExpression": "attribute_not_exists(#account) OR #expires <= :now",
            "ExpressionAttributeNames": {"#account": "account", "#expires": "expires"},
            "ExpressionAttributeValues": {":now": attribute_value(now_seconds)},
        }
    same = "#mark = :mark" if mark else "(attribute_not_exists(#mark) OR #mark = :mark)"
    return {
        # The schema too, so that no version that happens to be the same lets a newer item be overwritten.
        "ConditionExpression": f"#version = :replacing AND #schema <= :schema AND {same}",
        "ExpressionAttributeNames": {"#version": "version", "#schema": "schema", "#mark": "mark"},
        "ExpressionAttributeValues": {
            ":replacing": attribute_value(replacing),
            ":schema": attribute_value(SCHEMA),
            ":mark": attribute_value(mark),
        },
    }


def _require_answer(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer, if DynamoDB gave it.

    botocore makes an empty answer of whatever isn't JSON, and an empty answer would mean "nothing is kept" or "done".
    """
    if "ConsumedCapacity" not in answer:
        raise MemoryTrouble("NoAnswer")
    return answer


@contextmanager
def _trouble() -> Iterator[None]:
    """Makes errors MemoryTrouble, by their kind alone: their messages may hold the item.

    All errors, because botocore's reader raises any, such as AttributeError, on an answer that isn't DynamoDB's.
    """
    try:
        yield
    except MemoryTrouble:
        raise
    except Exception as error:
        answer = getattr(error, "response", None) or {}
        told = str(answer.get("Error", {}).get("Code", type(error).__name__))
        kind = told if _KIND.fullmatch(told) else "Other"
        raise (Conflict if kind == "ConditionalCheckFailedException" else MemoryTrouble)(kind) from None
