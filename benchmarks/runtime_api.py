"""A process of a function's, as Lambda runs it: by Amazon's own runtime, against a Runtime API of ours."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from typing import IO, Any

from artefact.__main__ import entries

LOCK = Path(__file__).parent.parent / "requirements-bench.lock"

OF_RUNTIME = ("awslambdaric", "snapshot-restore-py", "simplejson")
"""What Lambda has besides Python and boto3: Amazon's runtime, with what it brings."""

PATIENCE_SECONDS = 60.0
HANDLER = "lambda_function.lambda_handler"
"""What is called, where an environment has no other as _HANDLER, which is Lambda's own name for it."""
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


class RuntimeApi(ThreadingHTTPServer):
    """What a function asks for its next event, and tells its answer (AWS, Lambda developer guide, "Runtime API")."""

    def __init__(self) -> None:
        """On a free port."""
        super().__init__(("127.0.0.1", 0), Asked)
        self.events: Queue[bytes] = Queue()
        self.answers: Queue[tuple[str, bytes]] = Queue()

    def handle_error(self, *_: object) -> None:
        """A function that is stopped breaks off what it had asked."""


class Asked(BaseHTTPRequestHandler):
    """A request to it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm, wbufsize = True, -1  # in one piece, and at once
    server: RuntimeApi

    def do_GET(self) -> None:
        """The next event, once there is one."""
        self._send(200, self.server.events.get())

    def do_POST(self) -> None:
        """An answer, or why there is none."""
        self.server.answers.put((self.path, self.rfile.read(int(self.headers.get("Content-Length") or 0))))
        self._send(202, b"{}")

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Lambda-Runtime-Trace-Id", "Root=1")
        self.send_header("Lambda-Runtime-Aws-Request-Id", "1")
        self.send_header("Lambda-Runtime-Deadline-Ms", str(round(time.time() * 1000) + 7000))
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:1:function:skill")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class Function:
    """A function that runs."""

    api: RuntimeApi
    process: subprocess.Popen[bytes]

    def answer(self, event: object) -> dict[str, Any]:
        """What it answers to an event. Raises RuntimeError where it fails, Empty where it takes too long."""
        self.api.events.put(json.dumps(event).encode())
        path, body = self.api.answers.get(timeout=PATIENCE_SECONDS)
        if not path.endswith("/response"):
            raise RuntimeError(body.decode())
        answer: dict[str, Any] = json.loads(body)
        return answer

    @property
    def processor_seconds(self) -> float:
        """What it has taken of a processor."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS

    @property
    def peak_megabytes(self) -> float:
        """The most memory it has had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def install_runtime(folder: Path) -> None:
    """Lays Lambda's own runtime out in a folder, as it is pinned. Raises CalledProcessError where it can't be had."""
    with TemporaryDirectory() as place:
        wanted = Path(place) / "requirements.txt"
        wanted.write_text(entries(LOCK.read_text(encoding="utf-8"), OF_RUNTIME), encoding="utf-8")
        options = ["-qq", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), "-r", str(wanted)]
        subprocess.run(command, check=True)  # noqa: S603 - our own words


@contextmanager
def running(paths: Sequence[Path], environment: Mapping[str, str], log: IO[bytes] | None = None) -> Iterator[Function]:
    """A function from its cold start on, on one processor, that can import from these folders and no others.

    All that it prints goes into `log`; without one, errors go where this process's go, and the rest nowhere. It ends
    as a machine does that is switched off: killed, whatever it was at.
    """
    with RuntimeApi() as api:
        threading.Thread(target=api.serve_forever, args=(0.02,), daemon=True).start()
        pinned = ["taskset", "-c", "0"] if shutil.which("taskset") else []
        process = subprocess.Popen(  # noqa: S603 - our own words
            [*pinned, sys.executable, "-S", "-m", "awslambdaric", environment.get("_HANDLER", HANDLER)],
            cwd=paths[0],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.pathsep.join(str(path.absolute()) for path in paths),
                "PYTHONDONTWRITEBYTECODE": "1",
                "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_port}",
                "AWS_LAMBDA_FUNCTION_NAME": "skill",
                **environment,
            },
            stdout=log or subprocess.DEVNULL,
            stderr=log,
        )
        try:
            yield Function(api, process)
        finally:
            process.kill()
            process.wait()
            api.shutdown()
