"""What a browser sends, read before it is used. Each raises BadRequest, in words for whoever sees the page."""

from datetime import UTC, datetime
from typing import Any

import flask
from werkzeug.exceptions import BadRequest

from simulator.echo.screens import SCREENS, Screen
from simulator.transcript import Expected, TranscriptError, read_transcript

LONGEST_SAYING = 300
"""Characters. Nobody says more to an Echo in one breath."""

LATEST = 10**7
"""Seconds: no page is open for that long, which is four months."""


def body() -> dict[str, Any]:
    """The JSON object sent. JSON only: another site's form can't send it."""
    try:
        sent = flask.request.get_json()
    except RecursionError:
        raise BadRequest("The body can't be read.") from None
    if not isinstance(sent, dict):
        raise BadRequest("The body is not a JSON object.")
    return sent


def at() -> float:
    """Seconds of the browser's clock."""
    seconds = body().get("at")
    if not isinstance(seconds, float | int) or isinstance(seconds, bool) or not 0 <= seconds < LATEST:
        raise BadRequest("There is no time in it.")
    return float(seconds)


def words() -> str:
    """What somebody says."""
    said = body().get("words")
    if not isinstance(said, str) or not said.strip() or len(said) > LONGEST_SAYING:
        raise BadRequest("There are no words to hear.")
    return said.strip()


def event() -> dict[str, Any]:
    """What a screen tells of a touch."""
    told = body().get("event")
    if not isinstance(told, dict):
        raise BadRequest("There is no event.")
    return told


def request() -> dict[str, Any]:
    """A request to the skill, written by hand."""
    written = body().get("request")
    told = written.get("request") if isinstance(written, dict) else None
    kind = told.get("type") if isinstance(told, dict) else None
    if not isinstance(written, dict) or not isinstance(kind, str) or not kind:
        raise BadRequest('A request is a JSON object that has a "request" object, with a "type".')
    return written


def number(name: str) -> int:
    """A number of a turn, from 0."""
    told = body().get(name)
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise BadRequest(f"There is no {name} in it.")
    return told


def transcript_turns() -> tuple[Expected, ...]:
    """The turns of a transcript."""
    try:
        return read_transcript(str(body().get("text")))
    except TranscriptError as error:
        raise BadRequest(str(error)) from None


def recorded() -> Expected:
    """One turn of a transcript."""
    turns, turn = transcript_turns(), number("turn")
    if turn >= len(turns):
        raise BadRequest("There is no such turn in it.")
    return turns[turn]


def screen() -> Screen | None:
    """The screen of the device that is named; None for one without."""
    device = body().get("device", "dot")
    if not isinstance(device, str) or (device != "dot" and device not in SCREENS):
        raise BadRequest("There is no such device.")
    return SCREENS.get(device)


def start() -> datetime:
    """When the browser's clock stood at 0."""
    try:
        told = datetime.fromisoformat(str(body().get("start")))
    except ValueError:
        raise BadRequest("There is no beginning in it.") from None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def recording() -> bytes:
    """The sound sent. Sound only: another site's form can't send it."""
    if not flask.request.mimetype.startswith("audio/"):
        raise BadRequest("There is no sound in it.")
    return flask.request.get_data()
