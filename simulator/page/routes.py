"""The page over HTTP: its files, and the Echo behind it as a few small JSON requests."""

import io
import math
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

import flask
from werkzeug.exceptions import BadRequest, NotFound

from simulator import transcript
from simulator.ears.recogniser import Recogniser, RecordingError
from simulator.echo.echo import Echo
from simulator.page.suggestions import suggestions
from simulator.page.visit import UnheardError, Visit
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

MOST_VISITS = 16
"""Visits kept at once; the one not used for longest goes. A person has a handful of tabs."""

LONGEST_SAYING = 300
"""Characters. Nobody says more to an Echo in one breath."""


def add_page(
    app: flask.Flask,
    new_echo: Callable[[bool], Echo],
    find_voice: Callable[[], Voice | None] = lambda: None,
    find_recogniser: Callable[[], Recogniser | None] = lambda: None,
) -> None:
    """Adds the page to the skill's web service: GET / is the page, POST / stays the skill's.

    `new_echo` makes an Echo, with a screen or without; a voice and a recogniser are asked for once, when the page is
    first opened. What the machine lacks the browser may have.
    """
    page = flask.Blueprint("page", __name__, static_folder=str(STATIC), static_url_path="/page")
    visits, voice, recogniser, rendering = _Visits(), cache(find_voice), cache(find_recogniser), Lock()

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

    @page.post("/visits")
    def begin() -> dict[str, Any]:
        screen = bool(_body().get("screen"))
        with rendering:  # two tabs opened at once would load everything twice
            visit, hears = Visit(new_echo(screen), voice()), recogniser() is not None
        return {
            "id": visits.keep(visit),
            "voice": visit.voice.name if visit.voice else None,
            "hears": hears,
            "renderer": RENDERER.exists(),
            "suggestions": suggestions(None),
        }

    @page.post("/visits/<name>/hear")
    def hear(name: str) -> dict[str, Any]:
        words = _body().get("words")
        if not isinstance(words, str) or not words.strip() or len(words) > LONGEST_SAYING:
            raise BadRequest("There are no words to hear.")
        return visits[name].hear(words.strip(), _at())

    @page.post("/visits/<name>/touch")
    def touch(name: str) -> dict[str, Any]:
        event = _body().get("event")
        if not isinstance(event, dict):
            raise BadRequest("There is no event.")
        return visits[name].touch(event, _at())

    @page.post("/visits/<name>/silence")
    def silence(name: str) -> dict[str, Any]:
        return visits[name].silence(_at())

    @page.post("/visits/<name>/end")
    def end(name: str) -> dict[str, Any]:
        return visits[name].end(_at())

    @page.get("/visits/<name>/sound/<int:number>.wav")
    def sound(name: str, number: int) -> flask.Response:
        try:
            with rendering:  # a voice says one thing at a time
                heard = visits[name].sound(number)
        except UnheardError:
            raise NotFound("There is no such answer.") from None
        if heard is None:
            raise NotFound("There is no voice on this machine.")
        return flask.send_file(io.BytesIO(heard.wav()), mimetype="audio/wav", conditional=True)

    @page.post("/listening/speech")
    def speech() -> dict[str, Any]:
        return asdict(ear().speech(_recording()))

    @page.post("/listening/words")
    def words() -> dict[str, Any]:
        return {"words": ear().words(_recording())}

    def ear() -> Recogniser:
        heard_with = recogniser()
        if heard_with is None:
            raise NotFound("There is no recogniser on this machine.")
        return heard_with

    @page.errorhandler(RecordingError)
    def no_sound(_: RecordingError) -> tuple[dict[str, Any], int]:
        return {"error": "What was recorded is no sound."}, BadRequest.code

    @page.get("/visits/<name>/transcript.yaml")
    def written(name: str) -> flask.Response:
        text = transcript.write("Somebody talks to the page", visits[name].happened)
        return flask.Response(text, mimetype="application/yaml")

    @page.post("/transcripts")
    def read() -> dict[str, Any]:
        try:
            said = [
                {"words": each.said.words, "after": each.said.after}
                for each in transcript.read_transcript(str(_body().get("text")))
            ]
        except transcript.TranscriptError as error:
            raise BadRequest(str(error)) from None
        return {"said": said}

    app.register_blueprint(page)


class _Visits:
    """The visits there are, by names nobody guesses."""

    def __init__(self) -> None:
        self._visits: OrderedDict[str, Visit] = OrderedDict()

    def keep(self, visit: Visit) -> str:
        name = uuid4().hex
        self._visits[name] = visit
        while len(self._visits) > MOST_VISITS:
            self._visits.popitem(last=False)
        return name

    def __getitem__(self, name: str) -> Visit:
        try:
            self._visits.move_to_end(name)
            return self._visits[name]
        except KeyError:
            raise NotFound("There is no such visit: the page has to be opened again.") from None


def _body() -> dict[str, Any]:
    """The JSON object sent. JSON only: another site's form can't send it."""
    try:
        body = flask.request.get_json()
    except RecursionError:
        raise BadRequest("The body can't be read.") from None
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    return body


def _recording() -> bytes:
    """The sound sent. Sound only: another site's form can't send it."""
    if not flask.request.mimetype.startswith("audio/"):
        raise BadRequest("There is no sound in it.")
    return flask.request.get_data()


def _at() -> float:
    at = _body().get("at")
    if not isinstance(at, float | int) or isinstance(at, bool) or not math.isfinite(at) or not 0 <= at < 10**7:
        raise BadRequest("There is no time in it.")
    return float(at)
