"""What the skill does with whatever it is called with, and what is wrong with it."""

import json
import logging
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.alexa.trouble import log, sorry
from lower_back_release.content import content_for
from lower_back_release.dialogue.turn import OpeningWords
from lower_back_release.memory.dynamodb import DynamoDbMemory
from simulator.heard.response import heard_in
from simulator.heard.ssml import plain_text
from tests.fuzz.odd import NOW, PRIVATE, Odd
from tests.rules import check

TROUBLE, _ = sorry(content_for("en-US"))

LOST = content_for("en-US").words.of(OpeningWords).lost
"""Said of what can't be read."""

SPOKEN_TO = ("LaunchRequest", "IntentRequest", "Connections.Response")
SILENT = ("AMAZON.NavigateHomeIntent",)
"""What may be answered without a word, out of a shape."""

MOST_SECONDS = 2.0
"""Of a processor, for one request: a usual one takes a thousandth of that, and whoever takes so long may never end."""

ALTERED = 0.3
"""The share of reads after which what is kept isn't what was written."""


class Table:
    """A DynamoDB table of one item, which somebody else has been at, now and then."""

    def __init__(self, odd: Odd) -> None:
        self._odd = odd
        self._item: dict[str, Any] | None = None

    def get_item(self, **_: Any) -> dict[str, Any]:
        """The item, or what has become of it."""
        item = deepcopy(self._item)
        if item is not None and self._odd.chance.random() < ALTERED:
            part = self._odd.chance.choice((item, *item.values()))  # most of its parts are in the progress
            self._odd.altered(part, self._odd.chance.choice((1, 2, 5)))
        return {"ConsumedCapacity": 1} | ({} if item is None else {"Item": item})

    def put_item(self, **request: Any) -> dict[str, Any]:
        """Keeps it, whatever was there."""
        self._item = deepcopy(dict(request["Item"]))
        return {"ConsumedCapacity": 1}

    def delete_item(self, **_: Any) -> dict[str, Any]:
        """Keeps nothing."""
        self._item = None
        return {"ConsumedCapacity": 1}

    def query(self, **_: Any) -> dict[str, Any]:
        """Knows of nobody."""
        return {"ConsumedCapacity": 1, "Items": []}


@dataclass
class Findings:
    """What came of so many requests."""

    requests: int = 0
    answered: int = 0
    """With words."""
    wrong: list[str] = field(default_factory=list)
    """What is wrong, and with which request: as its number in the run tells."""
    slowest_seconds: float = 0.0


def send(times: int, seed: int, form: Form = Form.SSML) -> Findings:
    """Calls the function so many times; the same requests, for the same seed."""
    odd, found = Odd(random.Random(seed)), Findings()  # noqa: S311 - to be repeatable is the point
    skill = build_skill(DynamoDbMemory("progress", Table(odd), clock=NOW.timestamp, call_seconds=600), form=form)
    attributes: dict[str, Any] = {}
    ours = False  # whether they are of an answer, and not only handed back
    for n in range(times):
        event = odd.event(attributes)
        began = time.thread_time()  # whatever else the machine has to do
        with _listening() as logged:
            try:
                response = respond(skill, event)
            except Exception as error:
                found.wrong.append(f"{n}: {type(error).__name__} {error}"[:300])
                continue
            finally:
                took = time.thread_time() - began
                found.slowest_seconds = max(found.slowest_seconds, took)
                found.requests += 1
        if took > MOST_SECONDS:
            found.wrong.append(f"{n}: it took long")
        found.wrong += [f"{n}: {wrong}"[:300] for wrong in _wrong(event, response, "".join(logged))]
        said = _said(response)
        if ours and _attributes(event) == attributes and LOST in said:
            found.wrong.append(f"{n}: what it kept itself can't be read")
        found.answered += bool(said)
        attributes = response.get("sessionAttributes") or {}
        if response.get("response", {}).get("shouldEndSession"):
            attributes = {}
        ours = bool(said and attributes) and LOST not in said  # which may be asked for once more
    return found


def _wrong(event: object, response: dict[str, Any], logged: str) -> Iterator[str]:
    try:
        written = json.dumps(response, allow_nan=False)
        json.dumps(response, ensure_ascii=False).encode()  # as Lambda writes it
    except ValueError as error:
        yield f"the response is no JSON: {error}"
        return
    if PRIVATE in written.replace(json.dumps(response.get("sessionAttributes"), allow_nan=False), ""):
        yield "what was heard is said"
    if PRIVATE in logged:
        yield f"what was heard is logged: {logged}"
    kind = _type(event)
    if kind is None:
        if response != {}:
            yield "what is no request is answered"
        return
    try:
        check(response)
    except AssertionError as error:
        yield str(error)
        return
    said = _said(response)
    if said and kind not in (*SPOKEN_TO, "Alexa.Presentation.APL.UserEvent"):
        yield f"{kind} is answered in words"
    if kind in SPOKEN_TO and not said and _intent(event) not in SILENT:
        yield f"{kind} is not answered"
    if TROUBLE in said:
        yield f"{kind} is answered with {TROUBLE!r}"


def _type(event: object) -> str | None:
    request = event.get("request") if isinstance(event, Mapping) else None
    kind = request.get("type") if isinstance(request, Mapping) else None
    known = isinstance(kind, str) and 0 < len(kind) <= 500 and "\ud800" not in kind
    return str(kind) if known else None


def _said(response: Mapping[str, Any]) -> str:
    """What is said in words; "" where nothing is."""
    heard = heard_in(response.get("response", {}), "en-US")
    return plain_text(heard) if heard else ""


def _attributes(event: object) -> object:
    session = event.get("session") if isinstance(event, Mapping) else None
    return session.get("attributes") if isinstance(session, Mapping) else None


def _intent(event: object) -> object:
    assert isinstance(event, Mapping)
    intent = event["request"].get("intent")
    return intent.get("name") if isinstance(intent, Mapping) else None


@contextmanager
def _listening() -> Iterator[list[str]]:
    """The lines that are logged meanwhile, and shown nowhere."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(handler)
    propagates, log.propagate = log.propagate, False
    try:
        yield lines
    finally:
        log.removeHandler(handler)
        log.propagate = propagates
