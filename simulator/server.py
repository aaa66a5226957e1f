"""The web service, running on this machine only."""

import logging
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from werkzeug.serving import make_server

HOST = "127.0.0.1"
PORT = 5000

IMPATIENCE = 0.05
"""Seconds between two looks at whether to stop serving."""


THREADS, MOST_CONNECTIONS = 8, 64
"""Requests answered at once, and connections open at once: an Echo's endpoint has a handful of people."""

REQUEST_SECONDS, HURRIED_SECONDS = 8.0, 1.0
"""Seconds in which a connection has to bring a whole request, however busily it sends: Alexa gives up after as many.
Where all connections are taken, whoever comes next needs one: then fewer seconds."""

OWN_SOCKETS = 2
"""What waitress counts as connections too: where it listens, and what wakes it."""

ROUNDS_SECONDS = 1
"""Seconds between two looks for connections that have taken longer."""


@contextmanager
def serving(app: flask.Flask, port: int = PORT) -> Iterator[str]:
    """Serves the app while the block runs; gives its address.

    Where the port is taken, a free one is used instead: the address tells.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it would write a line a request across the conversation
    with _listening(port) as listener:
        server = make_server(HOST, 0, app, threaded=True, fd=listener.fileno())
        thread = threading.Thread(target=server.serve_forever, args=(IMPATIENCE,), daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{listener.getsockname()[1]}/"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def serve(app: flask.Flask, port: int = PORT) -> Iterator[str]:
    """Serves the app to whoever is let through to this port, by a server made for that; gives its address, then waits.

    A few threads, and a few connections, each closed when no request comes of it. Raises OSError where the port is
    taken.
    """
    server = create_server(
        app,
        host=HOST,
        port=port,
        threads=THREADS,
        connection_limit=MOST_CONNECTIONS + OWN_SOCKETS,
        cleanup_interval=ROUNDS_SECONDS,
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        ident=None,
    )
    # waitress closes who sends nothing, and would wait for ever for who sends a letter now and then.
    server.channel_class = Connection
    server.maintenance = lambda now: close_the_slow(server.active_channels.values(), now)
    try:
        yield f"http://{HOST}:{server.effective_port}/"
        server.run()
    finally:
        server.close()


class OnlyRequest(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """The one request of a connection, which is closed with its answer: nobody has one for themselves."""

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the headers. Raises ParsingError where they are none, whatever else is wrong with them."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # waitress would log what was sent
            raise ParsingError("malformed") from error
        self.headers["CONNECTION"], self.connection_close = "close", True


class Connection(HTTPChannel):  # type: ignore[misc]
    """One of somebody who asks once."""

    parser_class = OnlyRequest


def close_the_slow(connections: Iterable[Connection], now: float) -> None:
    """Closes each that has brought no whole request in time, or doesn't take the answer."""
    open_ones = list(connections)
    patience = HURRIED_SECONDS if len(open_ones) >= MOST_CONNECTIONS else REQUEST_SECONDS
    for connection in open_ones:
        if not connection.requests and now - connection.creation_time > patience:
            if connection.will_close:  # since the last look, and it reads nothing of what is still to be sent
                connection.handle_close()
            connection.will_close = True


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError:
        return socket.create_server((HOST, 0))
