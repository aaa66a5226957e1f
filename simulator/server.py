"""The page and the skill behind it, served to this machine only."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import flask
from werkzeug.serving import make_server

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PORT = 5000

IMPATIENCE = 0.01
"""Seconds between two looks at whether to stop serving."""


@contextmanager
def serving(app: flask.Flask, port: int = PORT) -> Iterator[str]:
    """Serves the app while the block runs; gives its address.

    Where the port is taken, a free one is used instead: the address tells.
    """
    # It would write across the conversation: a line a request, and an error where a browser asks for a safe connection.
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    with _listening(port) as listener:
        server = make_server(HOST, 0, app, threaded=True, fd=listener.fileno())
        # It would write a traceback across the conversation where a request is none, such as for "http://[/".
        server.handle_error = lambda *_: log.warning("a request that can't be read was not answered")  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, args=(IMPATIENCE,), daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{listener.getsockname()[1]}/"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError:
        return socket.create_server((HOST, 0))
