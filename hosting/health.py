"""`python -m hosting.health [PORT]`: whether the skill on this machine answers, by its exit code."""

import http.client
import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from hosting import HOST, PORT
from hosting.options import port

if TYPE_CHECKING:  # what asks every half minute has to be quick
    import flask

PATH = "/health"

PATIENCE_SECONDS = 4.0
"""How long an answer may take: less than the five that the image gives the whole question."""


def add_health(app: "flask.Flask") -> None:
    """Has the app answer 204, which is nothing, to whoever asks whether it is there."""

    @app.get(PATH)
    def health() -> tuple[str, int]:
        return "", http.client.NO_CONTENT


def main(arguments: list[str]) -> int:
    """0 where it answers, else 1, with the reason on standard error; 2 where it is told something that is no port."""
    try:
        (asked,) = [port(each) for each in arguments] or [PORT]
    except (ArgumentTypeError, ValueError):
        print("usage: python -m hosting.health [PORT]", file=sys.stderr)
        return 2
    connection = http.client.HTTPConnection(HOST, asked, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", PATH)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        print(f"no answer: {error}", file=sys.stderr)
        return 1
    finally:
        connection.close()
    if status != http.client.NO_CONTENT:
        print(f"answered {status}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
