"""What a browser sends, read before it is used. Each raises BadRequest, in words for whoever sees the page."""

import json
from datetime import UTC, datetime
from typing import Any, TypeGuard

import flask
from werkzeug.exceptions import BadRequest

from simulator.echo.screens import SCREENS, Screen
from simulator.transcript import Expected, TranscriptError, read_transcript

LONGEST_SAYING = 300
"""Characters. Nobody says more to an Echo in one breath."""

LONGEST_TRANSCRIPT = 100_000
"""Characters: a thousand turns. It takes a second or two to be read, while nothing else is."""

YEARS = range(2000, 2100)
"""Years in which somebody may talk to it."""

LATEST = 10**7
"""Seconds: no page is open for that long, which is four months."""


def body() -> dict[str, Any]:
    """The JSON object sent, read once a request. JSON only: another site's form can't send it."""
    known: dict[str, Any] | None = flask.g.get("body")
    if known is not None:
        return known
    try:
        sent = flask.request.get_json()
        json.dumps(sent, allow_nan=False)  # Python reads and writes what is no JSON to a browser
    except (RecursionError, ValueError):
        raise BadRequest("The body can't be read.") from None
    if not isinstance(sent, dict):
        raise BadRequest("The body is not a JSON object.")
    flask.g.body = sent
    return sent


def at() -> float:
    """Seconds of the browser's clock."""
    seconds = body().get("at")
    if not _is_time(seconds) or seconds < 0:
        raise BadRequest("There is no time in it.")
    return float(seconds)


def after(told: object) -> float | None:
    """Seconds of the answer before that were heard, as `visit` told them; None where there was none.

    Raises ValueError where it can't have told that.
    """
    if told is None:
        return None
    if not _is_time(told):
        raise ValueError("after")
    return float(told)


def _is_time(told: object) -> TypeGuard[float | int]:
    """Whether it is a number of seconds, before or after another moment, that there can be."""
    return isinstance(told, float | int) and not isinstance(told, bool) and -LATEST < told < LATEST


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
    text = str(body().get("text"))
    if len(text) > LONGEST_TRANSCRIPT:
        raise BadRequest(f"It is too long for a transcript: more than {LONGEST_TRANSCRIPT:,} characters.")
    try:
        return read_transcript(text)
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
        told = datetime.min
    if told.year not in YEARS:
        raise BadRequest("There is no beginning in it.")
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def recording() -> bytes:
    """The sound sent. Sound only: another site's form can't send it."""
    if not flask.request.mimetype.startswith("audio/"):
        raise BadRequest("There is no sound in it.")
    return flask.request.get_data()
