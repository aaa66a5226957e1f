"""The web service, running on this machine only."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import flask
from waitress import create_server
from werkzeug.serving import make_server

HOST = "127.0.0.1"
PORT = 5000

IMPATIENCE = 0.05
"""Seconds between two looks at whether to stop serving."""


THREADS, MOST_CONNECTIONS, IDLE_SECONDS = 8, 64, 20
"""Requests answered at once, connections open at once, and seconds after which a silent one is closed: an Echo's
endpoint has a handful of people, and Alexa gives up after 8 s."""


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

    A few threads, and a few connections, each closed when nothing comes of it. Raises OSError where the port is taken.
    """
    server = create_server(
        app,
        host=HOST,
        port=port,
        threads=THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        ident=None,
    )
    try:
        yield f"http://{HOST}:{server.effective_port}/"
        server.run()
    finally:
        server.close()


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError:
        return socket.create_server((HOST, 0))
