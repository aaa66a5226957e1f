"""The recogniser over HTTP: the page sends what it records, and is told what was said."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import flask
from werkzeug.exceptions import BadRequest, NotFound

from simulator.ears.recogniser import Recogniser, RecordingError
from simulator.page import sent


def listening(recogniser: Callable[[], Recogniser | None]) -> flask.Blueprint:
    """What the page's microphone asks: whether somebody has finished, and what they said."""
    routes = flask.Blueprint("listening", __name__, url_prefix="/listening")

    @routes.post("/speech")
    def speech() -> dict[str, Any]:
        return asdict(ear().speech(sent.recording()))

    @routes.post("/words")
    def words() -> dict[str, Any]:
        return {"words": ear().words(sent.recording())}

    def ear() -> Recogniser:
        heard_with = recogniser()
        if heard_with is None:
            raise NotFound("There is no recogniser on this machine.")
        return heard_with

    @routes.errorhandler(RecordingError)
    def no_sound(_: RecordingError) -> tuple[dict[str, Any], int]:
        return {"error": "What was recorded is no sound."}, BadRequest.code

    return routes
