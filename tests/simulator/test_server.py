import socket
from urllib.parse import urlsplit

import flask
import pytest
import requests

from simulator.server import HOST, serving


def free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_the_app_is_served_at_the_address_and_port_asked_for(app: flask.Flask) -> None:
    port = free_port()
    with serving(app, port) as address:
        assert address == f"http://127.0.0.1:{port}/"
        assert requests.get(address, timeout=60).text == "here"


def test_it_is_there_for_this_machine_alone(app: flask.Flask) -> None:
    with serving(app, 0) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        # The whole of 127/8 is this machine: one that listens everywhere would answer there too.
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", port), timeout=60)


def test_where_the_port_is_taken_another_is_used(app: flask.Flask, taken: int) -> None:
    with serving(app, taken) as address:
        assert address != f"http://127.0.0.1:{taken}/"
        assert requests.get(address, timeout=60).text == "here"


def test_two_can_be_served_at_once(app: flask.Flask) -> None:
    port = free_port()
    with serving(app, port) as first, serving(app, port) as second:
        assert first != second
        assert requests.get(first, timeout=60).text == requests.get(second, timeout=60).text == "here"


def test_afterwards_nobody_answers(app: flask.Flask) -> None:
    with serving(app, 0) as address:
        pass
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=60)


def test_a_request_writes_no_line_across_the_conversation(
    app: flask.Flask, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with serving(app, 0) as address:
        requests.get(address, timeout=60)
    assert (capfd.readouterr(), caplog.records) == (("", ""), [])


def test_what_is_no_http_writes_no_line_either(
    app: flask.Flask, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with serving(app, 0) as address:
        where = HOST, int(address.rstrip("/").rpartition(":")[2])
        with socket.create_connection(where, timeout=60) as browser:  # as a browser greets that was told https
            browser.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 \r\n\r\n")
            assert browser.recv(1000)
    assert (capfd.readouterr(), caplog.records) == (("", ""), [])


def test_what_is_no_request_leaves_no_traceback_across_the_conversation(capfd: pytest.CaptureFixture[str]) -> None:
    with serving(flask.Flask("page"), 0) as address:
        with socket.create_connection((HOST, urlsplit(address).port or 0), timeout=10) as client:
            client.sendall(b"GET http://[/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert client.recv(100) == b""
        assert requests.get(f"{address}nothing", timeout=10).status_code == 404
    assert "Traceback" not in capfd.readouterr().err
