"""DynamoDB Local over TLS, as a function in Lambda reaches Amazon's."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import IPPROTO_TCP, SHUT_RDWR, SHUT_WR, TCP_NODELAY, create_connection, create_server, socket
from urllib.parse import urlsplit

from tests.memory.local_dynamodb import IN_LAMBDA


@contextmanager
def tls(address: str, certificate: Path) -> Iterator[dict[str, str]]:
    """Another address for a table, reached by TLS, as an environment for whoever asks there."""
    port = urlsplit(address).port
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection = listener.accept()[0]
                except OSError:  # it is closed
                    return
                connection.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
                try:
                    inside = context.wrap_socket(connection, server_side=True)
                except OSError:  # whoever asked was killed
                    connection.close()
                    continue
                outside = create_connection(("127.0.0.1", port))
                outside.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
                threading.Thread(target=connect, args=(inside, outside), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield reached_at(f"https://localhost:{listener.getsockname()[1]}", certificate)


def reached_at(address: str, certificate: Path) -> dict[str, str]:
    """The environment of a function whose table is at an address."""
    return {
        **IN_LAMBDA,
        "AWS_DEFAULT_REGION": IN_LAMBDA["AWS_REGION"],
        "AWS_ENDPOINT_URL_DYNAMODB": address,
        "AWS_CA_BUNDLE": str(certificate),
    }


def connect(one: socket, other: socket) -> None:
    """Passes on what comes from either, and closes both once neither has more."""
    with one, other:
        back = threading.Thread(target=pass_on, args=(other, one), daemon=True)
        back.start()
        pass_on(one, other)
        back.join()


def pass_on(one: socket, other: socket) -> None:
    """Whatever comes from one, until it has no more."""
    try:
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(SHUT_WR)
    except OSError:
        with suppress(OSError):
            other.shutdown(SHUT_RDWR)
