"""A server that plays DynamoDB, badly."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

DRIP_SECONDS = 0.2
"""Seconds between two letters of an answer that drips."""

UNHURRIED = 600.0
"""Seconds after which a call is given up where that isn't what is tried: a machine may have other things to do."""

Answer = tuple[int, str] | None
"""A status and a body; None is no answer at all."""

LOST: Answer = (0, "")
"""An answer lost on its way: all that comes is the end of the connection."""


@dataclass
class Impostor:
    address: str = ""
    answers: Callable[[str], Answer] = lambda _: (200, "{}")
    """By operation, such as "GetItem"."""
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with every answer."""
    drips: bool = False
    """Whether an answer comes letter by letter."""
    hangs_up: bool = False
    """Whether it closes a connection when it has answered, and doesn't say so."""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Each request it was sent: operation and body."""
    heard: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """Given once for each request: whoever gives up may have done so before it was read here."""
    connections: int = 0
    """How often somebody connected."""

    def operations(self) -> list[str]:
        return [operation for operation, _ in self.asked]


def error(kind: str, message: str = "") -> Answer:
    """As DynamoDB says that a request can't be done."""
    return 400, json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{kind}", "message": message})


def found(item: Any) -> Answer:
    return 200, json.dumps({"Item": item, "ConsumedCapacity": {"TableName": "progress", "CapacityUnits": 1.0}})


@contextmanager
def impostor(certificate: Path | None = None) -> Iterator[Impostor]:
    """It, while it runs; over TLS where it has a certificate, whose file has its key, too."""
    it = Impostor()
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # as DynamoDB: a connection stays open
        disable_nagle_algorithm = True  # else an answer of two packets waits for a receipt of the first

        def setup(self) -> None:
            super().setup()
            it.connections += 1

        def do_POST(self) -> None:
            operation = self.headers["X-Amz-Target"].split(".")[1]
            it.asked.append((operation, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            it.heard.release()
            answer = it.answers(operation)
            if answer is None:
                over.wait()
                return
            if answer == LOST:
                self.close_connection = True
                return
            status, body = answer
            self.close_connection = self.close_connection or it.hangs_up  # as it is while it's asked
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body.encode()))} | it.headers).items():
                self.send_header(name, value)
            self.end_headers()
            if it.drips:
                self._drip(body.encode())
            else:
                self.wfile.write(body.encode())

        def _drip(self, body: bytes) -> None:
            for n in range(len(body)):
                with suppress(OSError):
                    self.wfile.write(body[n : n + 1])
                if over.wait(DRIP_SECONDS):
                    return

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has above
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        it.address = f"http://127.0.0.1:{server.server_port}"
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate)
            server.socket = tls.wrap_socket(server.socket, server_side=True)
            it.address = f"https://localhost:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            yield it
        finally:
            over.set()
            server.shutdown()
