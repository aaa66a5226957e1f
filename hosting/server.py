"""A production server for the skill: waitress, with a few rules that keep one client from holding up the others."""

import logging
import os
import socket
import time
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address

import flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

from hosting import HOST, PORT

THREADS, MOST_CONNECTIONS = 8, 64
"""Requests answered at once, and connections open at once: an Echo's endpoint has a handful of people."""

REQUEST_SECONDS, HURRIED_SECONDS = 8.0, 1.0
"""Seconds in which a connection has to bring a whole request, however busily it sends: Alexa gives up after as many.
Where all connections are taken, whoever comes next needs one, and where the server is to end, somebody waits for that:
then fewer seconds."""

OWN_SOCKETS = 2
"""What waitress counts as connections too: where it listens, and what wakes it."""

ROUNDS_SECONDS = 1
"""Seconds between two looks for connections that have taken longer."""


class Server:
    """Serves an app at one address: a few threads, and a few connections, each closed when nothing comes of it."""

    def __init__(self, app: flask.Flask, host: str = HOST, port: int = PORT) -> None:
        """Listens from now on, and answers once it runs.

        `host` is an IP address of this machine; port 0 is any free one. Raises OSError, naming both, where it can't
        listen there.
        """
        try:
            listener = socket.create_server((host, port), family=_family(host))
        except OSError as error:
            # What a name server says has numbers of its own, below 0.
            reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or error
            raise OSError(f"{_address(host, port)} can't be listened at: {reason}") from error
        largest = app.config["MAX_CONTENT_LENGTH"]
        self._sockets: dict[int, object] = {}
        self._server = create_server(
            app,
            map=self._sockets,
            sockets=[listener],
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS + OWN_SOCKETS,
            cleanup_interval=ROUNDS_SECONDS,
            max_request_body_size=largest,
            inbuf_overflow=largest + 1,  # a request is never written to a disk, not even for a moment
            ident=None,
        )
        # It warns of each request that finds no thread waiting for it: on a busy machine that is no fault.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        # waitress closes who sends nothing, and would wait for ever for who sends a letter now and then.
        self._server.channel_class = Connection
        self._server.maintenance = lambda now: close_the_slow(self._connections(), now)
        self._stopping = False
        self.address = _address(host, self._server.effective_port)
        """Where it is, as a client has it."""

    def run(self) -> None:
        """Answers until it is told to stop; then lets nobody else in, and ends when all who have asked are answered."""
        try:
            while not self._stopping:
                self._turn()
            wasyncore.dispatcher.close(self._server)
            until = time.time() + REQUEST_SECONDS
            while self._connections() and time.time() < until:
                close_the_slow(self._connections(), time.time(), HURRIED_SECONDS)
                self._turn()
        finally:
            self._server.task_dispatcher.shutdown()
            wasyncore.close_all(self._sockets)

    def stop(self) -> None:
        """Ends what runs. May be called from any thread, from a signal's handler, and more than once."""
        if not self._stopping:
            self._stopping = True
            self._server.pull_trigger()  # it may be waiting for a client

    def _turn(self) -> None:
        """Takes and gives what there is, or waits a while for some."""
        wasyncore.loop(timeout=self._server.adj.asyncore_loop_timeout, map=self._sockets, count=1)

    def _connections(self) -> list["Connection"]:
        return list(self._server.active_channels.values())


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


def close_the_slow(connections: Iterable[Connection], now: float, patience: float | None = None) -> None:
    """Closes each that has brought no whole request in so many seconds, or doesn't take the answer.

    None is as many as there is room for.
    """
    open_ones = list(connections)
    if patience is None:
        patience = HURRIED_SECONDS if len(open_ones) >= MOST_CONNECTIONS else REQUEST_SECONDS
    for connection in open_ones:
        if not connection.requests and now - connection.creation_time > patience:
            if connection.will_close:  # since the last look, and it reads nothing of what is still to be sent
                connection.handle_close()
            connection.will_close = True


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if isinstance(ip_address(host), IPv6Address) else socket.AF_INET


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
