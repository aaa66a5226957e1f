"""The skill over HTTP: flask-ask-sdk carries a request into the function that Lambda calls."""

import json
import logging
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import flask
from ask_sdk_core.skill import CustomSkill, SkillConfiguration
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, InternalServerError, UnsupportedMediaType

from hosting.signature import AmazonSignature, request_time

log = logging.getLogger(__name__)

Event = dict[str, Any]
"""A request or response envelope as plain JSON."""

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
"""What an Echo on this very machine is called. Under any other name it is somebody who has bent a name to it."""

LARGEST_BODY = 1_000_000
"""Bytes. A request is a few thousand; what a session carries is bounded by the 120 KB of a response."""


@contextmanager
def _without_certvalidator() -> Iterator[None]:
    """Let the SDK's own signature verifier be imported, though it is never used here.

    It imports certvalidator, whose oscrypto 1.3.0 fails on an OpenSSL version such as 3.0.19. With these
    stand-ins that verifier refuses everything: None cannot be called, which counts as a ValidationError.
    """
    certvalidator, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    vars(certvalidator).update(CertificateValidator=None)
    vars(errors).update(PathError=Exception, ValidationError=Exception)
    absent = {m.__name__: m for m in (certvalidator, errors) if m.__name__ not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _without_certvalidator():
    from flask_ask_sdk.skill_adapter import (
        VERIFY_SIGNATURE_APP_CONFIG,
        VERIFY_TIMESTAMP_APP_CONFIG,
        SkillAdapter,
    )


class _PlainJson:
    """The skill's serializer as the adapter sees it: an envelope stays the JSON that Lambda would get."""

    def deserialize(self, payload: str, obj_type: object) -> Event:
        """Read a request's body. Raises BadRequest if it is not the JSON of a request."""
        try:
            event = json.loads(payload)
        except (ValueError, RecursionError):
            raise BadRequest("The body is not JSON.") from None
        if not isinstance(event, dict):
            raise BadRequest("The body is not a JSON object.")
        if not isinstance(event.get("request"), dict):
            raise BadRequest('The body has no "request" object.')
        request_time(event)
        return event

    def serialize(self, obj: Event) -> Event:
        return obj


class _LambdaSkill(CustomSkill):  # type: ignore[misc]  # the SDK is untyped, and the adapter insists on its class
    """A skill whose every answer comes from the function that Lambda calls, odd requests included."""

    def __init__(self, respond: Callable[[Event], Event]) -> None:
        super().__init__(SkillConfiguration(request_mappers=[], handler_adapters=[]))
        self.serializer = _PlainJson()
        self._respond = respond

    def invoke(self, request_envelope: Event, context: object) -> Event:
        """Answer a request. Raises InternalServerError if the function fails.

        The log then says where, but not in the exception's words, which may hold what a person said.
        """
        try:
            return self._respond(request_envelope)
        except Exception as error:
            kind, where = type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
            log.error("%s while answering, at\n%s", kind, where)  # noqa: TRY400  # its text is kept out
            raise InternalServerError(f"The skill failed with {kind}; the log says where.") from None


def _refuse_other_sites() -> None:
    """Lets only this machine in, and only our own page change anything. Raises BadRequest or Forbidden.

    A browser tells where a request comes from; what tells nothing is no browser. A form can send neither JSON nor a
    sound, and nothing else is taken.
    """
    request = flask.request
    if urlsplit(f"//{request.host}").hostname not in THIS_MACHINE:
        raise BadRequest("This is here for this machine alone.")
    if request.method in ("GET", "HEAD"):
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
    if site not in ("same-origin", "none") or (origin is not None and origin != request.host_url.rstrip("/")):
        raise Forbidden("Another site may not speak here.")
    if request.method == "POST" and not (request.is_json or request.mimetype.startswith("audio/")):
        raise UnsupportedMediaType("Only JSON is taken here.")


def _as_json(error: HTTPException) -> flask.typing.ResponseReturnValue:
    log.warning("Answered %s: %s", error.code, error.description)
    response = error.get_response()
    response.set_data(json.dumps({"error": error.description}))
    response.content_type = "application/json"
    return response


def create_app(respond: Callable[[Event], Event], *, verifier: AmazonSignature | None = None) -> flask.Flask:
    """The web service: POST / takes an Alexa request and gives the skill's response, both JSON.

    `respond` is the function that Lambda calls, without its context: request envelope in, response out.
    `verifier` is for a real Alexa endpoint that leads here: only what Amazon signed gets in. None is for an
    Echo on this very machine, which signs nothing and whose clock may be a simulated one.

    A refusal is an HTTP status and `{"error": a sentence}`, which repeats nothing of the request.
    """
    app = flask.Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    verifiers = [] if verifier is None else [verifier]
    if verifier is None:
        app.before_request(_refuse_other_sites)
    adapter = SkillAdapter(skill=_LambdaSkill(respond), skill_id=__name__, verifiers=verifiers, app=app)
    app.register_error_handler(HTTPException, _as_json)

    @app.post("/", provide_automatic_options=False)
    def answer() -> flask.Response:
        if not flask.request.is_json:
            raise UnsupportedMediaType("Only JSON is taken here.")
        # Read here: the adapter would find no body under a form's content type, and fail on one not UTF-8.
        body = flask.request.get_data()
        if verifier is not None:  # nothing is made of what anybody may have sent
            verifier.verify_signature(flask.request.headers, body)
        try:
            body.decode()
        except UnicodeDecodeError:
            raise BadRequest("The body is not UTF-8.") from None
        response: flask.Response = adapter.dispatch_request()
        return response

    return app
