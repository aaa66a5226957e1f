import socket
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any, NoReturn

import flask
import pytest
import requests
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from hosting import HOST, server
from hosting.server import HURRIED_SECONDS, MOST_CONNECTIONS, REQUEST_SECONDS, Server, close_the_slow
from hosting.web_service import LARGEST_BODY


def port_of(server: Server) -> int:
    return int(server.address.rstrip("/").rpartition(":")[2])


def test_where_the_port_is_taken_it_fails_and_says_where(app: flask.Flask, taken: int) -> None:
    with pytest.raises(OSError, match=rf"http://127\.0\.0\.1:{taken}/ can't be listened at: Address already in use"):
        Server(app, port=taken)


def test_an_address_that_is_another_machines_is_refused_in_a_sentence(app: flask.Flask) -> None:
    with pytest.raises(OSError, match=r"http://192\.0\.2\.1:0/ can't be listened at: "):
        Server(app, "192.0.2.1", 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1"])
def test_it_listens_at_the_address_asked_for_alone(app: flask.Flask, host: str) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    try:
        running = Server(app, host, 0)
    except OSError as error:
        pytest.skip(f"this machine has no {host}: {error}")
    thread = Thread(target=running.run, daemon=True)
    thread.start()
    assert requests.get(running.address, timeout=60).text == "here"
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.3", port_of(running)), timeout=60)
    running.stop()
    thread.join()


def test_a_large_request_is_never_written_to_a_disk(app: flask.Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_disk(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a file was made for it")

    monkeypatch.setattr(tempfile, "TemporaryFile", no_disk)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @app.post("/size")
    def size() -> str:
        return str(len(flask.request.get_data()))

    running = Server(app, port=0)
    serving = Thread(target=running.run, daemon=True)
    serving.start()
    answer = requests.post(f"{running.address}size", data=b" " * (LARGEST_BODY - 1), timeout=60)
    running.stop()
    serving.join()
    assert answer.text == str(LARGEST_BODY - 1)


def test_told_to_stop_it_lets_nobody_in_but_answers_who_has_asked(
    app: flask.Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "THREADS", 1)  # the second waits for the first
    app.config["MAX_CONTENT_LENGTH"] = 1000
    asked, may_answer = Event(), Event()

    @app.get("/slow")
    def slow() -> str:
        asked.set()
        may_answer.wait()
        return "at last"

    running = Server(app, port=0)
    serving = Thread(target=running.run, daemon=True)
    serving.start()
    with ThreadPoolExecutor() as pool:
        answers = [pool.submit(requests.get, f"{running.address}slow", timeout=60) for _ in range(2)]
        asked.wait()
        while len([each for each in running._connections() if each.requests]) < len(answers):
            assert serving.is_alive()
        running.stop()
        running.stop()  # twice, as who is impatient does
        until_refused(port_of(running))
        may_answer.set()
        assert [answer.result().text for answer in answers] == ["at last", "at last"]
    serving.join()


def test_who_has_asked_nothing_is_not_waited_for(app: flask.Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 1_000_000.0)
    monkeypatch.setattr(server, "HURRIED_SECONDS", 0.2)
    monkeypatch.setattr(Adjustments, "asyncore_loop_timeout", 0.05)
    app.config["MAX_CONTENT_LENGTH"] = 1000
    running = Server(app, port=0)
    serving = Thread(target=running.run, daemon=True)
    serving.start()
    with socket.create_connection((HOST, port_of(running)), timeout=60) as idle:
        idle.sendall(b"POST / HTTP/1.1\r\nHost: x\r\n")
        running.stop()
        assert idle.recv(1) == b""  # its end
        serving.join()


def until_refused(port: int) -> None:
    """Returns when nobody listens there any more."""
    while True:
        try:
            socket.create_connection((HOST, port), timeout=60).close()
        except ConnectionRefusedError:
            return
        except ConnectionError:  # let in at the very end
            continue


def connection(created: float, *, answering: bool = False) -> Any:
    calls: list[str] = []
    return SimpleNamespace(
        creation_time=created,
        requests=["being answered"] * answering,
        will_close=False,
        handle_close=lambda: calls.append("closed"),
        calls=calls,
    )


def test_whoever_brings_no_whole_request_is_closed_and_whoever_is_answered_is_not() -> None:
    now = 100.0 + REQUEST_SECONDS + 0.1
    slow, new, answered = connection(100.0), connection(now), connection(100.0, answering=True)
    close_the_slow([slow, new, answered], now)
    assert [each.will_close for each in (slow, new, answered)] == [True, False, False]


def test_whoever_reads_nothing_of_what_is_sent_is_closed_all_the_same() -> None:
    deaf, now = connection(100.0), 100.0 + REQUEST_SECONDS + 0.1
    close_the_slow([deaf], now)
    assert deaf.calls == []  # what is left to send may still be taken
    close_the_slow([deaf], now + 1)
    assert deaf.calls == ["closed"]


def test_where_there_is_no_room_left_there_is_less_patience() -> None:
    slow, now = [connection(100.0) for _ in range(MOST_CONNECTIONS)], 100.0 + HURRIED_SECONDS + 0.1
    close_the_slow(slow[:-1], now)
    assert not any(each.will_close for each in slow)
    close_the_slow(slow, now)
    assert all(each.will_close for each in slow)


@pytest.fixture
def endpoint(app: flask.Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """The server for a real device, which soon loses patience."""
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.2)
    monkeypatch.setattr(server, "HURRIED_SECONDS", 0.2)
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 4)
    monkeypatch.setattr(server, "ROUNDS_SECONDS", 0)
    monkeypatch.setattr(Adjustments, "asyncore_loop_timeout", 0.05)
    app.config["MAX_CONTENT_LENGTH"] = 1000
    running = Server(app, port=0)
    Thread(target=running.run, daemon=True).start()
    return HOST, port_of(running)


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"]
)
def test_a_connection_of_which_nothing_comes_is_closed(endpoint: tuple[str, int], sent: bytes) -> None:
    with socket.create_connection(endpoint) as open_one:
        open_one.sendall(sent)
        assert open_one.recv(1) == b""  # its end


def test_one_that_drips_is_closed_however_busily_it_sends(endpoint: tuple[str, int]) -> None:
    with socket.create_connection(endpoint, timeout=0.02) as open_one:
        open_one.sendall(b"GET / HTTP/1.1\r\nX: ")
        answered = None
        while answered is None:
            try:
                answered = open_one.recv(1)
            except TimeoutError:
                open_one.sendall(b"x")  # a sign of life
            except ConnectionError:
                answered = b""
    assert answered == b""  # its end


def answered_in_the_end(endpoint: tuple[str, int]) -> bool:
    """Whether somebody who tries again and again is answered: where all are hurried, who is slow themselves is, too."""
    for _ in range(100):
        with suppress(requests.ConnectionError):
            return requests.get(f"http://{HOST}:{endpoint[1]}/", timeout=60).text == "here"
    return False


def test_many_that_drip_keep_nobody_out(endpoint: tuple[str, int]) -> None:
    open_ones = [socket.create_connection(endpoint) for _ in range(8)]
    for each in open_ones:
        each.sendall(b"GET / HTTP/1.1\r\nX: ")
    assert answered_in_the_end(endpoint)
    for each in open_ones:
        each.close()


@pytest.mark.usefixtures("endpoint")
def test_a_request_that_waits_for_a_thread_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    ThreadedTaskDispatcher().add_task(None)  # waitress's own, of which no thread is there
    assert caplog.text == ""


def test_a_connection_has_one_request(endpoint: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 600.0)
    with socket.create_connection(endpoint) as eager:
        eager.settimeout(60)
        eager.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n" * 2)
        said = b"".join(iter(lambda: eager.recv(4096), b""))
    assert said.count(b"here") == 1
    assert b"Connection: close" in said
    assert b"waitress" not in said


def test_many_that_read_nothing_keep_nobody_out(endpoint: tuple[str, int]) -> None:
    deaf = [socket.socket() for _ in range(8)]
    for each in deaf:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        each.connect(endpoint)
        each.setblocking(False)
        with suppress(BlockingIOError):
            each.send(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n" * 1000)
    assert answered_in_the_end(endpoint)
    for each in deaf:
        each.close()


@pytest.mark.parametrize("sent", [b"GET http://[secret]/ HTTP/1.1", b"GET http://[/ HTTP/1.1"])
def test_nothing_of_what_is_malformed_is_logged(
    endpoint: tuple[str, int],
    sent: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 600.0)
    with socket.create_connection(endpoint) as open_one:
        open_one.sendall(sent + b"\r\n\r\n")
        assert open_one.recv(12).startswith(b"HTTP/1.")
    assert "secret" not in caplog.text + "".join(capfd.readouterr())
