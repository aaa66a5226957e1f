"""Whatever DynamoDB does, the skill hears of it in time, by one kind of exception, and nothing is overwritten."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lower_back_release.memory import dynamodb
from lower_back_release.memory.dynamodb import CALL_SECONDS, DynamoDbMemory, dynamodb_client
from lower_back_release.memory.http_client import ATTEMPTS, RETRY_SECONDS, HttpClient
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, MemoryTrouble, Record, Unreadable
from lower_back_release.memory.remember import PATIENCE_SECONDS, remember
from lower_back_release.memory.schema import SCHEMA
from tests.memory.impostor import LOST, UNHURRIED, Answer, Impostor, error, found, impostor
from tests.memory.local_dynamodb import ANYBODY, NOBODY
from tests.store.documents import ROOT
from tests.store.template import SKILL

ADA = Identity("amzn1.ask.account.ADA")
KEPT = Record({"pose": "knee_hugs"}, 2, "request-2")
HURRY = 0.05
"""Seconds to wait for an answer that never comes."""

ITEM: dict[str, Any] = {
    "person": {"S": "0" * 64},
    "version": {"N": "1"},
    "request": {"S": "request-1"},
    "schema": {"N": str(SCHEMA)},
    "progress": {"M": {"pose": {"S": "knee_hugs"}}},
    "expires": {"N": "9999999999"},
}

CALLS: dict[str, Callable[[DynamoDbMemory], object]] = {
    "read": lambda memory: memory.read(ADA),
    "write": lambda memory: memory.write(ADA, KEPT, 1),
    "forget": lambda memory: memory.forget(ADA),
}


@pytest.fixture(scope="module")
def impostor_of_all() -> Iterator[Impostor]:
    with impostor() as it:
        yield it


def client_of(kind: str, address: str, seconds: float) -> Any:
    """One of the two clients: Amazon's, or that of Lambda. It waits so many seconds for an answer, once connected."""
    if kind == "http":
        return HttpClient("us-east-1", NOBODY, address, (UNHURRIED, seconds))
    return dynamodb_client(UNHURRIED, seconds, endpoint_url=address, **ANYBODY)


@pytest.fixture(scope="module", params=["boto3", "http"])
def kind_of_client(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture(scope="module")
def client(impostor_of_all: Impostor, kind_of_client: str) -> Iterator[Any]:
    client = client_of(kind_of_client, impostor_of_all.address, 10)
    yield client
    client.close()


@pytest.fixture(scope="module")
def hurried_client(impostor_of_all: Impostor, kind_of_client: str) -> Iterator[Any]:
    client = client_of(kind_of_client, impostor_of_all.address, HURRY)
    yield client
    client.close()


@pytest.fixture
def dynamo(impostor_of_all: Impostor) -> Impostor:
    impostor_of_all.asked.clear()
    impostor_of_all.heard = threading.Semaphore(0)
    return impostor_of_all


@pytest.fixture
def memory(client: Any) -> DynamoDbMemory:
    return DynamoDbMemory("progress", client, call_seconds=UNHURRIED)


@pytest.fixture
def hurried(hurried_client: Any) -> DynamoDbMemory:
    return DynamoDbMemory("progress", hurried_client, call_seconds=UNHURRIED)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("answer", "kind", "tries"),
    [
        (error("ResourceNotFoundException"), "ResourceNotFoundException", 1),
        (error("AccessDeniedException"), "AccessDeniedException", 1),
        (error("ValidationException"), "ValidationException", 1),
        (error("UnrecognizedClientException"), "UnrecognizedClientException", 1),
        (error("ThrottlingException"), "ThrottlingException", 2),
        (error("ProvisionedThroughputExceededException"), "ProvisionedThroughputExceededException", 2),
        ((500, '{"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError"}'), "InternalServerError", 2),
        ((503, "<html>Service Unavailable</html>"), "503", 2),
        ((200, "<html>Welcome to this hotel</html>"), "NoAnswer", 1),
        ((200, ""), "NoAnswer", 1),
        ((200, "{}"), "NoAnswer", 1),
        ((200, '{"Item": '), "NoAnswer", 1),
        ((200, "[]"), "(AttributeError|NoAnswer)", 1),
        ((200, "null"), "(AttributeError|NoAnswer)", 1),
    ],
    ids=str,
)
def test_trouble_is_named_by_its_kind_after_so_many_tries(
    dynamo: Impostor, memory: DynamoDbMemory, answer: Answer, kind: str, tries: int, call: str
) -> None:
    dynamo.answers = lambda _: answer
    with pytest.raises(MemoryTrouble, match=rf"^{kind}$"):
        CALLS[call](memory)
    assert len(dynamo.asked) == tries


@pytest.mark.parametrize("call", CALLS)
def test_no_answer_is_waited_for_twice_and_no_longer(dynamo: Impostor, hurried: DynamoDbMemory, call: str) -> None:
    dynamo.answers = lambda _: None
    began = time.monotonic()
    with pytest.raises(MemoryTrouble, match=r"^(ReadTimeoutError|TimeoutError)$"):
        CALLS[call](hurried)
    assert time.monotonic() - began > 2 * HURRY
    assert all(dynamo.heard.acquire(timeout=60) for _ in range(2))
    assert len(dynamo.asked) == 2  # how long that takes at worst is reckoned below


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_that_drips_is_given_up(kind_of_client: str, call: str) -> None:
    with impostor() as dripping:
        dripping.answers, dripping.drips = lambda _: found({}), True
        hasty = client_of(kind_of_client, dripping.address, 10)
        with pytest.raises(MemoryTrouble, match=r"^TooSlow$"):
            CALLS[call](DynamoDbMemory("progress", hasty, call_seconds=HURRY))
        hasty.close()


@pytest.mark.parametrize("call", CALLS)
def test_no_connection_is_trouble(kind_of_client: str, call: str) -> None:
    with impostor() as gone:
        address = gone.address
    client = client_of(kind_of_client, address, HURRY)
    with pytest.raises(MemoryTrouble, match=r"^(EndpointConnectionError|ConnectionRefusedError)$"):
        CALLS[call](DynamoDbMemory("progress", client, call_seconds=UNHURRIED))
    client.close()


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("settings", "kind"),
    [({}, "NoRegionError"), ({"AWS_DEFAULT_REGION": "us-east-1"}, "NoCredentialsError")],
    ids=["no region", "no credentials"],
)
def test_a_machine_that_knows_no_aws_is_trouble_only_when_it_is_asked(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], kind: str, call: str
) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    nowhere = {"AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere"}
    for name, value in (nowhere | settings | {"AWS_EC2_METADATA_DISABLED": "true"}).items():
        monkeypatch.setenv(name, value)
    memory = DynamoDbMemory("progress", call_seconds=UNHURRIED)
    memory.get_ready()
    with pytest.raises(MemoryTrouble, match=rf"^{kind}$"):
        CALLS[call](memory)


@pytest.mark.parametrize("told", ["my bad back", "a\nb", "", "4e90596a" * 8, "x" * 61])
def test_what_is_no_kind_of_error_is_not_repeated(dynamo: Impostor, memory: DynamoDbMemory, told: str) -> None:
    dynamo.answers = lambda _: (403, json.dumps({"__type": told}))
    with pytest.raises(MemoryTrouble, match=r"^(Other|403)$"):
        memory.read(ADA)


@pytest.mark.parametrize("items", ["null", "7", '"x"', '["x"]'])
def test_a_list_of_voices_that_cannot_be_read_is_trouble(dynamo: Impostor, memory: DynamoDbMemory, items: str) -> None:
    dynamo.answers = lambda _: (200, f'{{"ConsumedCapacity": {{}}, "Items": {items}}}')
    with pytest.raises(MemoryTrouble):
        memory.forget_account(ADA.account)
    assert dynamo.operations() == ["Query"]


def test_a_table_with_an_impossible_name_is_trouble(dynamo: Impostor, client: Any) -> None:
    dynamo.answers = lambda _: error("ValidationException")
    with pytest.raises(MemoryTrouble, match=r"^(ParamValidationError|ValidationException)$"):
        DynamoDbMemory("", client, call_seconds=UNHURRIED).read(ADA)


def test_trouble_says_nothing_of_the_person(dynamo: Impostor, memory: DynamoDbMemory) -> None:
    dynamo.answers = lambda _: error("ValidationException", f"{ADA} has a wrong knee_hugs")
    with pytest.raises(MemoryTrouble) as caught:
        memory.write(ADA, KEPT, 1)
    assert str(caught.value) == "ValidationException"
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    "item",
    [
        ITEM | {"schema": {"N": str(SCHEMA + 1)}},
        {name: value for name, value in ITEM.items() if name != "progress"},
        {name: value for name, value in ITEM.items() if name != "expires"},
        ITEM | {"progress": {"S": "knee_hugs"}},
        ITEM | {"progress": {"M": {"began": {"N": "1.5"}}}},
        ITEM | {"progress": {"M": {"known": {"SS": ["knee_hugs"]}}}},
        ITEM | {"expires": {"S": "never"}},
        ITEM | {"expires": {}},
        ITEM | {"version": {"S": "1", "N": "1"}},
        {},
    ],
    ids=json.dumps,
)
def test_an_item_that_cannot_be_read_is_left_alone(dynamo: Impostor, memory: DynamoDbMemory, item: Any) -> None:
    answers = {"GetItem": found(item), "PutItem": error("ConditionalCheckFailedException")}
    dynamo.answers = lambda operation: answers[operation]
    with pytest.raises(Unreadable):
        memory.read(ADA)
    with pytest.raises(Unreadable):
        remember(memory, ADA, Record({"pose": "deep_squat"}, 1, "request-2"), lambda theirs: theirs, clock=lambda: 0.0)
    assert dynamo.operations() == ["GetItem", "PutItem", "GetItem"]


@pytest.mark.parametrize("odd", [{"NULL": True}, {"SS": ["a"]}, {"B": "YQ=="}, {"N": "1.5"}], ids=json.dumps)
def test_what_somebody_else_has_put_beside_it_is_not_in_the_way(
    dynamo: Impostor, memory: DynamoDbMemory, odd: Any
) -> None:
    dynamo.answers = lambda _: found(ITEM | {"by_hand": odd})
    kept = memory.read(ADA)
    dynamo.answers = lambda _: found(ITEM)
    assert kept is not None
    assert kept == memory.read(ADA)


@pytest.mark.parametrize("replacing", [0, 1])
def test_every_write_has_a_condition(dynamo: Impostor, memory: DynamoDbMemory, replacing: int) -> None:
    dynamo.answers = lambda _: error("ConditionalCheckFailedException")
    with pytest.raises(Conflict):
        memory.write(ADA, KEPT, replacing)
    ((_, request),) = dynamo.asked
    assert request["ConditionExpression"]


def test_a_read_sees_the_last_write(dynamo: Impostor, memory: DynamoDbMemory) -> None:
    dynamo.answers = lambda _: found(ITEM)
    assert memory.read(ADA) == Record({"pose": "knee_hugs"}, 1, "request-1")
    ((_, request),) = dynamo.asked
    assert request["ConsistentRead"] is True


def test_a_write_whose_answer_was_lost_is_found_to_be_done(dynamo: Impostor, memory: DynamoDbMemory) -> None:
    puts = iter([LOST, error("ConditionalCheckFailedException")])
    dynamo.answers = lambda operation: next(puts) if operation == "PutItem" else found(ITEM)
    ours = Record({"pose": "knee_hugs"}, 1, "request-1")
    assert remember(memory, ADA, ours, lambda theirs: theirs, clock=lambda: 0.0).version == 1
    assert dynamo.operations() == ["PutItem", "PutItem", "GetItem"]


def test_the_slowest_turn_ends_before_the_function_is_stopped() -> None:
    tries = ATTEMPTS * (dynamodb.CONNECT_TIMEOUT_SECONDS + dynamodb.READ_TIMEOUT_SECONDS)
    call = tries + RETRY_SECONDS * (ATTEMPTS - 1)
    assert call <= CALL_SECONDS
    assert SKILL["Timeout"] > CALL_SECONDS + PATIENCE_SECONDS + CALL_SECONDS


def test_the_skill_loads_without_loading_boto3() -> None:
    # The memory is imported by the entry; only where there is a table is Amazon's SDK needed.
    asked = "import sys, lower_back_release.memory.dynamodb; print('boto3' in sys.modules)"
    printed = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", asked], cwd=ROOT / "lambda", capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "False"
