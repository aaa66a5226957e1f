"""`make load`: how many requests the server for a real device answers a second, and what it does beyond.

More and more clients at once, each asking as soon as it is answered, over a connection of its own; beside the same
clients asking for nothing that the skill does, by the same server in the same run. Amazon's signature isn't checked.
"""

import argparse
import http.client
import json
import logging
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "lambda")]

from hosting import HOST  # noqa: E402
from hosting.server import MOST_CONNECTIONS, THREADS, Server  # noqa: E402
from hosting.web_service import create_app  # noqa: E402
from lambda_function import lambda_handler  # noqa: E402 - found by the line above

CLIENTS = (1, 8, 32, 64, 128, 256)
SECONDS = 5.0
PATIENCE_SECONDS = 8.0
"""After which Alexa gives up on an answer."""


@dataclass
class Told:
    """What came of a crowd."""

    answered: list[float]
    """Seconds each answer took."""
    refused: int = 0
    """Requests that got none in time, or no connection."""


def crowd(port: int, clients: int, ask: Callable[[http.client.HTTPConnection], None]) -> Told:
    """So many clients, asking for so many seconds."""
    told, lock, until = Told([]), threading.Lock(), time.perf_counter() + SECONDS

    def client() -> None:
        connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        while (began := time.perf_counter()) < until:
            try:
                ask(connection)
            except OSError:
                connection.close()
                with lock:
                    told.refused += 1
            else:
                with lock:
                    told.answered.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def asking(method: str, path: str, body: bytes, expected: int) -> Callable[[http.client.HTTPConnection], None]:
    """One request. Raises OSError where there is no such answer."""

    def ask(connection: http.client.HTTPConnection) -> None:
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        if answer.status != expected:
            raise OSError(answer.status)

    return ask


def main() -> None:
    """Prints the table."""
    logging.disable()  # a line for each of thousands that wait would be a load of its own
    request = json.loads((ROOT / "tests/alexa/requests/intent.json").read_text(encoding="utf-8"))
    app = create_app(lambda event: lambda_handler(event, None))
    server = Server(app, port=0)
    port = urlsplit(server.address).port
    assert port is not None  # noqa: S101 - an address of this machine has one
    threading.Thread(target=server.run, daemon=True).start()
    turn = asking("POST", "/", json.dumps(request).encode(), 200)
    nothing = asking("GET", "/nothing", b"", 404)
    print(f"{THREADS} threads, {MOST_CONNECTIONS} connections")
    print(
        f"{'clients':>8}{'turns a second':>16}{'of nothings':>13}{'median ms':>11}{'slowest ms':>12}{'unanswered':>12}"
    )
    for clients in CLIENTS:
        idle, busy = crowd(port, clients, nothing), crowd(port, clients, turn)
        rate, yardstick = len(busy.answered) / SECONDS, len(idle.answered) / SECONDS
        middle, slowest = 1000 * statistics.median(busy.answered), 1000 * max(busy.answered)
        print(
            f"{clients:8}{rate:16.0f}{rate / yardstick:13.2f}{middle:11.0f}{slowest:12.0f}{busy.refused:12}", flush=True
        )


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__).parse_args()
    main()
