"""Visits over HTTP: the Echo behind the page, as a few small JSON requests."""

import io
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any
from uuid import uuid4

import flask
from werkzeug.exceptions import BadGateway, BadRequest, NotFound

from simulator import transcript
from simulator.ears.recogniser import Recogniser
from simulator.echo.echo import Echo, RefusedError
from simulator.echo.screens import SCREENS
from simulator.page import sent
from simulator.page.suggestions import asleep
from simulator.page.visit import UnheardError, Visit
from simulator.voice.engine import Voice

MOST_VISITS = 16
"""Visits kept at once; the one not used for longest goes. A person has a handful of tabs."""

LEFT_OUT = "Left out of it, since nobody can say them: {} touches, requests written by hand, and leavings."


def visits(
    new_echo: Callable[[], Echo],
    voice: Callable[[], Voice | None],
    recogniser: Callable[[], Recogniser | None],
    *,
    draws: bool,
    silent: bool,
) -> flask.Blueprint:
    """What the page asks of an Echo.

    `draws` tells whether there is a renderer of screens, `silent` that nothing is to be heard.
    """
    routes, kept, rendering = flask.Blueprint("visits", __name__, url_prefix="/visits"), _Kept(), Lock()

    @routes.post("")
    def begin() -> dict[str, Any]:
        """A fresh Echo; or one that goes on, where the browser tells the visit's name and all that it kept of it."""
        name = str(sent.body().get("id"))
        with rendering:  # two tabs opened at once would load everything twice
            speaks, hears = voice(), recogniser() is not None
        visit = kept.get(name)
        if visit is None:
            name, visit = kept.keep(_taken_up(Visit(new_echo(), speaks)))
        visit.use(sent.screen())
        return {
            "id": name,
            "start": visit.start.isoformat(),
            "turns": visit.turns(),
            "voice": visit.voice.name if visit.voice else None,
            "hears": hears,
            "silent": silent,
            "renderer": draws,
            "screens": [{"id": name, "name": each.name, **each.drawn()} for name, each in SCREENS.items()],
            "locale": visit.echo.device.locale,
            "suggestions": asleep(visit.echo.device.locale),
        }

    @routes.post("/<name>/device")
    def use(name: str) -> dict[str, Any]:
        kept[name].use(sent.screen())
        return {}

    @routes.post("/<name>/hear")
    def hear(name: str) -> dict[str, Any]:
        return kept[name].hear(sent.words(), sent.at())

    @routes.post("/<name>/touch")
    def touch(name: str) -> dict[str, Any]:
        return kept[name].touch(sent.event(), sent.at())

    @routes.post("/<name>/send")
    def send(name: str) -> dict[str, Any]:
        return kept[name].send(sent.request(), sent.at())

    @routes.post("/<name>/judge")
    def judge(name: str) -> dict[str, Any]:
        """What is not as recorded in a turn of the visit, by a turn of a transcript: a sentence each."""
        recorded = sent.recorded()
        try:
            return {"wrong": transcript.judge(recorded, kept[name].held(sent.number("number")))}
        except UnheardError:
            raise NotFound("There is no such answer.") from None

    @routes.post("/<name>/silence")
    def silence(name: str) -> dict[str, Any]:
        return kept[name].silence(sent.at())

    @routes.post("/<name>/end")
    def end(name: str) -> dict[str, Any]:
        return kept[name].end(sent.at())

    @routes.get("/<name>/sound/<int:number>.wav")
    def sound(name: str, number: int) -> flask.Response:
        try:
            with rendering:  # a voice says one thing at a time
                heard = kept[name].sound(number)
        except UnheardError:
            raise NotFound("There is no such answer.") from None
        if heard is None:
            raise NotFound("There is no voice on this machine.")
        return flask.send_file(io.BytesIO(heard.wav()), mimetype="audio/wav", conditional=True)

    @routes.post("/<name>/transcript")
    def written(name: str) -> dict[str, Any]:
        """The conversation as a transcript, which says how much of it a transcript can't hold."""
        visit = kept[name]
        unheld = f"# {LEFT_OUT.format(visit.unwritten)}\n" if visit.unwritten else ""
        return {"text": unheld + transcript.write("Somebody talks to the page", visit.happened)}

    @routes.errorhandler(RefusedError)
    def refused(error: RefusedError) -> tuple[dict[str, Any], int]:
        return {"error": f"The skill was not asked: {error}"}, BadRequest.code

    @routes.errorhandler(ConnectionError)
    def failed(_: ConnectionError) -> tuple[dict[str, Any], int]:
        return {"error": "The skill failed, and there is no answer. Its terminal says why."}, BadGateway.code

    return routes


def _taken_up(visit: Visit) -> Visit:
    """The visit, with what the browser kept of one that isn't here any more, if it did."""
    turns = sent.body().get("turns")
    if turns:
        visit.start = sent.start()
        try:
            visit.take_up(turns)
            visit.turns()  # what can't be shown can't be gone on with
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            raise BadRequest("What was kept of the conversation can't be read.") from None
    return visit


class _Kept:
    """The visits there are, by names nobody guesses."""

    def __init__(self) -> None:
        self._visits: OrderedDict[str, Visit] = OrderedDict()

    def keep(self, visit: Visit) -> tuple[str, Visit]:
        name = uuid4().hex
        self._visits[name] = visit
        while len(self._visits) > MOST_VISITS:
            self._visits.popitem(last=False)
        return name, visit

    def get(self, name: str) -> Visit | None:
        if name in self._visits:
            self._visits.move_to_end(name)
        return self._visits.get(name)

    def __getitem__(self, name: str) -> Visit:
        visit = self.get(name)
        if visit is None:
            raise NotFound("There is no such visit.")
        return visit
