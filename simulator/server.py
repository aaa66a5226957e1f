"""The web service, running on this machine only."""

import logging
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import flask
from waitress import create_server
from waitress.channel import HTTPChannel
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


class Connection(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """One that knows since when a request is awaited from it."""

    begun = False
    """Whether it has begun to send one since the last was answered."""
    waiting_since = 0.0
    """When it began, or else when the last was answered, in seconds since 1970; 0 before anything was sent."""

    def received(self, data: bytes) -> bool:
        """Takes what has come; False where there is no more to come."""
        taken: bool = super().received(data)
        if self.request is not None and not self.begun:
            self.begun, self.waiting_since = True, time.time()
        return taken

    def service(self) -> None:
        """Answers what has come whole."""
        super().service()
        self.begun, self.waiting_since = False, time.time()


def close_the_slow(connections: Iterable[Connection], now: float) -> None:
    """Closes each from which a request has been awaited too long, and is not being answered."""
    open_ones = list(connections)
    patience = HURRIED_SECONDS if len(open_ones) >= MOST_CONNECTIONS else REQUEST_SECONDS
    for connection in open_ones:
        since = max(connection.creation_time, connection.waiting_since)
        if not connection.requests and now - since > patience:
            if connection.will_close:  # since the last look, and it reads nothing of what is still to be sent
                connection.handle_close()
            connection.will_close = True


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError:
        return socket.create_server((HOST, 0))
