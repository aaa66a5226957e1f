"""The page over HTTP: its files, its visits, and its microphone."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import flask
from werkzeug.exceptions import NotFound

from simulator.ears.recogniser import Recogniser
from simulator.echo.echo import Echo
from simulator.page import sent
from simulator.page.listening import listening
from simulator.page.visits import visits
from simulator.transcript import Expected
from simulator.voice.engine import Voice

HERE = Path(__file__).parent
STATIC = HERE / "static"
RENDERER = HERE / "node_modules" / "apl-viewhost-web" / "index.js"
"""Amazon's own renderer of screens, where npm has fetched it."""

FARAWAY_LETTERS = re.compile(r"url\('https://[^']+\.ttf'\)")

FROM_HERE_ALONE = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self' data:",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src blob:",
        "frame-ancestors 'none'",
    )
)
"""The page loads nothing from elsewhere, but for Amazon's own fonts where a screen asks for them by name.

The renderer makes code and styles of its own as it runs.
"""


def add_page(
    app: flask.Flask,
    new_echo: Callable[[], Echo],
    find_voice: Callable[[], Voice | None] = lambda: None,
    find_recogniser: Callable[[], Recogniser | None] = lambda: None,
    *,
    silent: bool = False,
) -> None:
    """Adds the page to the skill's web service: GET / is the page, POST / stays the skill's.

    `new_echo` makes an Echo; a voice and a recogniser are asked for once, when the page
    is first opened. What the machine lacks the browser may have, unless all is to be `silent`.
    """
    page = flask.Blueprint("page", __name__, static_folder=str(STATIC), static_url_path="/page")
    voice, recogniser = cache(find_voice), cache(find_recogniser)

    @page.get("/")
    def show() -> flask.Response:
        answer = flask.Response((STATIC / "index.html").read_bytes(), mimetype="text/html")
        answer.headers["Content-Security-Policy"] = FROM_HERE_ALONE
        return answer

    @page.get("/page/apl-viewhost-web.js")
    def renderer() -> flask.Response:
        if not RENDERER.exists():
            raise NotFound("The renderer of screens is not installed.")
        # Amazon's own letters are on Amazon's server; nothing here leaves this machine, so the nearest ones serve.
        code = FARAWAY_LETTERS.sub("local('Liberation Sans'), local('Arial')", RENDERER.read_text(encoding="utf-8"))
        return flask.Response(code, mimetype="text/javascript")

    @page.post("/transcripts")
    def read() -> dict[str, Any]:
        return {"said": [_said(each) for each in sent.transcript_turns()]}

    for routes in (
        page,
        visits(new_echo, voice, recogniser, draws=RENDERER.exists(), silent=silent),
        listening(recogniser),
    ):
        app.register_blueprint(routes)


def _said(turn: Expected) -> dict[str, Any]:
    """What is said in a turn of a transcript, and when, in seconds."""
    later = turn.said.later.total_seconds() if turn.said.later else 0
    return {"words": turn.said.words, "after": turn.said.after, "later": later}
