"""Lambda's own client: signed as botocore signs, kept open and opened again, and chosen only where it can be used."""

import re
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import certifi
import pytest
from botocore.auth import SigV4Auth  # type: ignore[import-untyped]
from botocore.awsrequest import AWSRequest  # type: ignore[import-untyped]
from botocore.credentials import Credentials as TheirCredentials  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.memory.dynamodb import DynamoDbMemory, lambdas_client
from lower_back_release.memory.http_client import AMAZONS_ROOTS, LONGEST_HEAD, MOST_BYTES, HttpClient
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import MemoryTrouble
from lower_back_release.memory.signature import Credentials, Scope, signed
from tests.memory.certificate import certificate
from tests.memory.impostor import UNHURRIED, Impostor, found, impostor
from tests.memory.local_dynamodb import IN_LAMBDA, NOBODY

ADA = Identity("amzn1.ask.account.ADA")
LAMBDA = IN_LAMBDA | {"AWS_SESSION_TOKEN": "for now"}

words = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


@pytest.fixture
def dynamo() -> Iterator[Impostor]:
    with impostor() as it:
        it.answers = lambda _: found({})
        yield it


@pytest.fixture
def client(dynamo: Impostor) -> Iterator[HttpClient]:
    client = HttpClient("us-east-1", NOBODY, dynamo.address, (10, 10))
    yield client
    client.close()


@given(words, words, st.just("") | words, st.binary(max_size=200), words, st.datetimes(datetime(2000, 1, 1)))
def test_it_signs_as_botocore_does(
    key: str, secret: str, token: str, body: bytes, target: str, moment: datetime
) -> None:
    headers = {"host": "dynamodb.eu-west-1.amazonaws.com", "content-type": "application/json", "x-amz-target": target}
    theirs = AWSRequest("POST", f"https://{headers['host']}/", headers=headers, data=body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.auth.get_current_datetime", lambda: moment.replace(tzinfo=UTC))
        SigV4Auth(TheirCredentials(key, secret, token or None), "dynamodb", "eu-west-1").add_auth(theirs)
    ours = signed(headers, body, Scope("eu-west-1", f"{moment:%Y%m%dT%H%M%SZ}"), Credentials(key, secret, token))
    assert ours["authorization"] == theirs.headers["Authorization"]
    assert ours["x-amz-date"] == theirs.headers["X-Amz-Date"]
    assert ours.get("x-amz-security-token") == theirs.headers["X-Amz-Security-Token"]


def test_a_connection_closed_meanwhile_is_opened_again_and_nothing_asked_twice(
    dynamo: Impostor, client: HttpClient
) -> None:
    dynamo.hangs_up, memory = True, DynamoDbMemory("progress", client, call_seconds=UNHURRIED)
    for _ in range(3):
        with pytest.raises(MemoryTrouble, match="Damaged"):
            memory.read(ADA)
    assert dynamo.operations() == ["GetItem"] * 3


@pytest.fixture(scope="module")
def localhosts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of localhost."""
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_over_tls_only_a_certificate_that_is_known_is_talked_to(
    monkeypatch: pytest.MonkeyPatch, localhosts: Path, *, known: bool
) -> None:
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(localhosts))
    with impostor(localhosts) as it:
        it.answers = lambda _: (200, '{"ConsumedCapacity": {}}')
        client = HttpClient("us-east-1", NOBODY, it.address, (10, 10))
        memory = DynamoDbMemory("progress", client, call_seconds=UNHURRIED)
        if known:
            assert [memory.read(ADA), memory.read(ADA)] == [None, None]
        else:
            with pytest.raises(MemoryTrouble, match=r"^SSLCertVerificationError$"):
                memory.read(ADA)
        client.close()
    assert it.operations() == ["GetItem"] * 2 * known


def test_the_authorities_trusted_first_are_five_that_everybody_trusts() -> None:
    own = Path(AMAZONS_ROOTS).read_text(encoding="ascii")
    certificates = re.findall(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", own, re.DOTALL)
    everybodys = Path(certifi.where()).read_text(encoding="utf-8")
    assert len(certificates) == 5
    assert [each for each in certificates if each not in everybodys] == []


@pytest.mark.parametrize("damage", [0, 1], ids=["whole", "damaged"])
def test_an_answer_damaged_on_its_way_is_asked_for_again(dynamo: Impostor, client: HttpClient, damage: int) -> None:
    body = '{"ConsumedCapacity": {}}'
    dynamo.answers = lambda _: (200, body)
    dynamo.headers = {"x-amz-crc32": str(zlib.crc32(body.encode()) + damage)}
    if damage:
        with pytest.raises(MemoryTrouble, match=r"^CRC32$"):
            DynamoDbMemory("progress", client, call_seconds=UNHURRIED).read(ADA)
    else:
        assert DynamoDbMemory("progress", client, call_seconds=UNHURRIED).read(ADA) is None
    assert len(dynamo.asked) == 1 + damage


@pytest.mark.parametrize(
    ("headers", "kind"),
    [({"Content-Length": "many"}, "NoAnswer"), ({"Content-Length": "99"}, "ConnectionResetError")],
    ids=["no length", "cut off"],
)
def test_what_is_no_answer_is_trouble(dynamo: Impostor, client: HttpClient, headers: Any, kind: str) -> None:
    dynamo.headers, dynamo.hangs_up = headers, True
    with pytest.raises(MemoryTrouble, match=rf"^{kind}$"):
        DynamoDbMemory("progress", client, call_seconds=UNHURRIED).read(ADA)


@pytest.mark.parametrize("said", ["close", "Close"])
def test_a_connection_that_is_said_to_close_is_not_used_again(dynamo: Impostor, client: HttpClient, said: str) -> None:
    dynamo.headers = {"Connection": said}
    memory = DynamoDbMemory("progress", client, call_seconds=UNHURRIED)
    for _ in range(3):
        with pytest.raises(MemoryTrouble, match=r"^Damaged$"):
            memory.read(ADA)
    assert dynamo.connections == 3


def test_a_connection_is_used_as_long_as_it_is_open(dynamo: Impostor, client: HttpClient) -> None:
    memory = DynamoDbMemory("progress", client, call_seconds=UNHURRIED)
    for _ in range(3):
        with pytest.raises(MemoryTrouble, match=r"^Damaged$"):
            memory.read(ADA)
    assert dynamo.connections == 1


@pytest.mark.parametrize(("letters", "kind"), [(LONGEST_HEAD // 2, "Damaged"), (8 * LONGEST_HEAD, "NoAnswer")])
def test_headers_without_end_are_trouble(dynamo: Impostor, client: HttpClient, letters: int, kind: str) -> None:
    dynamo.headers = {"x": "x" * letters}
    with pytest.raises(MemoryTrouble, match=rf"^{kind}$"):
        DynamoDbMemory("progress", client, call_seconds=UNHURRIED).read(ADA)


@pytest.mark.parametrize("length", [-1, MOST_BYTES + 1, 10**30])
def test_a_body_without_end_is_trouble(dynamo: Impostor, client: HttpClient, length: int) -> None:
    dynamo.headers = {"Content-Length": str(length)}
    with pytest.raises(MemoryTrouble, match=r"^NoAnswer$"):
        DynamoDbMemory("progress", client, call_seconds=UNHURRIED).read(ADA)


def test_a_call_that_drips_ends_by_itself(dynamo: Impostor, client: HttpClient) -> None:
    """However often something comes in time: for this client's clock every letter takes nine seconds."""
    dynamo.drips = True
    with patch("lower_back_release.memory.http_client.time", wraps=time) as clock:
        clock.monotonic.side_effect = count(step=9)
        with pytest.raises(TimeoutError):
            client.get_item()
    assert dynamo.operations() == ["GetItem"]


def test_in_lambda_it_needs_nothing_of_boto3() -> None:
    client = lambdas_client(LAMBDA)
    assert isinstance(client, HttpClient)


@pytest.mark.parametrize("missing", sorted(LAMBDA.keys() - {"AWS_SESSION_TOKEN"}))
def test_where_anything_is_missing_boto3_is_asked(missing: str) -> None:
    assert lambdas_client({name: value for name, value in LAMBDA.items() if name != missing}) is None


def test_boto3_can_be_had_back() -> None:
    assert lambdas_client(LAMBDA | {"DYNAMODB_CLIENT": "boto3"}) is None


def test_a_secret_is_in_no_representation() -> None:
    assert "nothing" not in repr(Credentials("nobody", "nothing", "for now"))
    assert "for now" not in repr(Credentials("nobody", "nothing", "for now"))


def test_nothing_is_sent_more_than_twice(dynamo: Impostor, client: HttpClient) -> None:
    """A connection used before, whose server reads what is asked, and then hangs up."""
    memory = DynamoDbMemory("progress", client, call_seconds=UNHURRIED)
    dynamo.answers = lambda _: (200, '{"ConsumedCapacity": {}}')
    memory.read(ADA)
    dynamo.asked.clear()
    dynamo.headers, dynamo.hangs_up = {"Content-Length": "99"}, True  # more than there is: then it ends
    with pytest.raises(MemoryTrouble):
        memory.forget(ADA)
    assert dynamo.operations() == ["DeleteItem"] * 2


def test_a_file_of_authorities_that_is_not_there_is_trouble_only_when_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (LAMBDA | {"AWS_CA_BUNDLE": "/nowhere.pem"}).items():
        monkeypatch.setenv(name, value)
    memory = DynamoDbMemory("progress", call_seconds=UNHURRIED)
    memory.get_ready()
    with pytest.raises(MemoryTrouble, match=r"^FileNotFoundError$"):
        memory.read(ADA)
