"""The four calls that the memory makes to DynamoDB, over the standard library alone.

boto3 takes longer to load than all the rest of the skill together, and in Lambda somebody waits for that on the floor.
It knows profiles, roles and single sign-on, and is used wherever those may be: everywhere else.
"""

import json
import socket
import ssl
import time
import zlib
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from select import select
from typing import Any

from lower_back_release.memory.signature import Credentials, Scope, signed

AMAZONS_ROOTS = str(Path(__file__).with_name("amazon_roots.pem"))
"""The authorities behind AWS's own addresses (https://www.amazontrust.com/repository). To load all that a machine
trusts takes ten times as long, and a fifth of a cold start.
"""

ATTEMPTS = 2
RETRY_SECONDS = 0.05
"""How often a call is tried, and the seconds between: as boto3 waits before it tries DynamoDB again."""

PASSING = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
    }
)
"""Errors that may be over a moment later, by DynamoDB's own names."""

DONE, SERVER_ERROR = 200, 500
"""HTTP statuses: of an answer, and the first that is no fault of the request's."""

LONGEST_HEAD, MOST_BYTES = 16_384, 1_000_000
"""Bytes of a response's headers, and of its body: DynamoDB sends eight short ones, and an item of 2,000 bytes."""

AT_ONCE = 65_536
"""Bytes that are read at once."""

Answer = tuple[int, Mapping[str, str], bytes]
"""An HTTP response: its status, its headers by their names in small letters, and its body."""


class DynamoDbError(Exception):
    """DynamoDB, or whatever answers in its place, says that a request can't be done."""

    def __init__(self, code: str, *, passes: bool) -> None:
        """DynamoDB's name for it, or the HTTP status; whether it may be over a moment later."""
        super().__init__(code)
        self.response = {"Error": {"Code": code}}
        self.passes = passes


class HttpClient:
    """DynamoDB in one region. Its methods are boto3's, with their arguments and answers.

    They raise DynamoDbError, and OSError where there is no answer: after a second try, where that may help.
    """

    def __init__(
        self,
        region: str,
        credentials: Credentials,
        address: str = "",
        timeouts: tuple[float, float] = (0.5, 1.0),
        authorities: str = "",
    ) -> None:
        """Where, and who asks; an address other than Amazon's, for tests; seconds to connect, and to wait for a read.

        `authorities` is a file of those who may sign for the address; else Amazon's do, or any that the machine trusts.
        """
        self._region, self._credentials = region, credentials
        self._connect_timeout, self._read_timeout = timeouts
        self._seconds = ATTEMPTS * sum(timeouts) + (ATTEMPTS - 1) * RETRY_SECONDS  # a call, whatever still comes
        scheme, _, self._host = (address or f"https://dynamodb.{region}.amazonaws.com").rstrip("/").partition("://")
        self._tls = ssl.create_default_context(cafile=authorities or AMAZONS_ROOTS) if scheme == "https" else None
        self._only_amazons = not authorities
        self._idle = deque[socket.socket]()
        """Connections that nobody uses just now: a call that was given up may still be using its own."""

    def get_item(self, **request: Any) -> dict[str, Any]:
        """One item."""
        return self._call("GetItem", request)

    def put_item(self, **request: Any) -> dict[str, Any]:
        """Puts one in place."""
        return self._call("PutItem", request)

    def delete_item(self, **request: Any) -> dict[str, Any]:
        """Deletes one."""
        return self._call("DeleteItem", request)

    def query(self, **request: Any) -> dict[str, Any]:
        """A page of them."""
        return self._call("Query", request)

    def close(self) -> None:
        """Closes what is open; another call would open it again."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        body, over = json.dumps(request).encode(), time.monotonic() + self._seconds
        for _ in range(ATTEMPTS - 1):
            try:
                return self._tried(operation, body, over)
            except DynamoDbError as error:
                if not error.passes:
                    raise
            except OSError:
                pass
            time.sleep(RETRY_SECONDS)
        return self._tried(operation, body, over)

    def _tried(self, operation: str, body: bytes, over: float) -> dict[str, Any]:
        status, told, answer = self._exchanged(self._request(operation, body), over)
        if told.get("x-amz-crc32", str(zlib.crc32(answer))) != str(zlib.crc32(answer)):
            raise DynamoDbError("CRC32", passes=True)
        plain = _object(answer)
        if status == DONE:
            return plain
        code = str(plain.get("__type", status)).rpartition("#")[2]
        raise DynamoDbError(code, passes=status >= SERVER_ERROR or code in PASSING)

    def _request(self, operation: str, body: bytes) -> bytes:
        headers = {
            "content-type": "application/x-amz-json-1.0",
            "host": self._host,
            "x-amz-target": f"DynamoDB_20120810.{operation}",
        }
        moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        headers = signed(headers, body, Scope(self._region, moment), self._credentials)
        lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
        return f"POST / HTTP/1.1\r\n{''.join(lines)}content-length: {len(body)}\r\n\r\n".encode() + body

    def _exchanged(self, request: bytes, over: float) -> Answer:
        _left(over)
        connection = self._still_open() or self._connected()
        try:
            connection.sendall(request)
            answer = _read(lambda: self._more(connection, over))
        except BaseException:
            connection.close()
            self.close()  # what became of one in a freeze became of the others
            raise
        if answer[1]["connection"].lower() == "close":
            connection.close()
        else:
            self._idle.append(connection)
        return answer

    def _more(self, connection: socket.socket, over: float) -> bytes:
        """What comes next. Raises TimeoutError where nothing does, or where the call has gone on for too long."""
        connection.settimeout(min(self._read_timeout, _left(over)))
        received = connection.recv(AT_ONCE)
        if not received:
            raise ConnectionResetError
        return received

    def _still_open(self) -> socket.socket | None:
        """A connection that was used before, unless it has been closed: between two requests Lambda stands still."""
        with suppress(IndexError):
            while connection := self._idle.pop():
                if not select([connection], [], [], 0)[0]:
                    return connection
                connection.close()  # there is something to read, and nothing was asked: its end, or no answer of ours
        return None

    def _connected(self) -> socket.socket:
        try:
            return self._opened()
        except ssl.SSLCertVerificationError:
            if not self._only_amazons:
                raise
        # Amazon has begun to have others sign, or somebody stands between who is trusted here.
        self._tls, self._only_amazons = ssl.create_default_context(), False
        return self._opened()

    def _opened(self) -> socket.socket:
        host, _, port = self._host.partition(":")
        connection = socket.create_connection((host, int(port or 443)), self._connect_timeout)
        if self._tls:
            connection = self._tls.wrap_socket(connection, server_hostname=host)
        connection.settimeout(self._read_timeout)
        return connection


def _left(over: float) -> float:
    """The seconds until a call is over. Raises TimeoutError once it is."""
    left = over - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read(more: Callable[[], bytes]) -> Answer:
    """A response whose length is told, as DynamoDB tells it. Raises DynamoDbError where it isn't, or is none at all."""
    received = more()
    while b"\r\n\r\n" not in received:
        if len(received) > LONGEST_HEAD:
            raise DynamoDbError("NoAnswer", passes=False)
        received += more()
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    # Of HTTP/1.1 a connection stays open unless the other side says otherwise, before that it doesn't.
    told = {"connection": "keep-alive" if first.startswith("HTTP/1.1") else "close"}
    told |= {name.lower(): value.strip() for name, _, value in pairs}
    try:
        status, length = int(first.split()[1]), int(told["content-length"])
    except (LookupError, ValueError):
        raise DynamoDbError("NoAnswer", passes=False) from None
    if not 0 <= length <= MOST_BYTES:
        raise DynamoDbError("NoAnswer", passes=False)
    while len(body) < length:
        body += more()
    return status, told, body[:length]


def _object(body: bytes) -> dict[str, Any]:
    """A JSON object; an empty one where it is anything else, as boto3 has it."""
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}
