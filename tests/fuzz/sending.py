"""What the skill does with whatever it is called with, and what is wrong with it."""

import json
import logging
import random
import signal
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lower_back_release.alexa import event as read
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.remembering import kept_in
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.alexa.trouble import log, sorry
from lower_back_release.alexa.unheard import BEFORE, Before
from lower_back_release.alexa.watching import Watch
from lower_back_release.content import FILES, WITHOUT_WORDS, content_for, spoken_in
from lower_back_release.dialogue.turn import OpeningWords
from lower_back_release.memory.counted import Counted
from lower_back_release.memory.dynamodb import DynamoDbMemory
from lower_back_release.person.progress import UNREADABLE
from simulator.heard.response import heard_in
from simulator.heard.ssml import plain_text
from tests.fuzz.odd import NOW, PRIVATE, Odd
from tests.rules import check

CONTENTS = tuple(map(content_for, sorted(FILES)))

TROUBLE = frozenset(sorry(content)[0] for content in CONTENTS)
"""Said, in one language or another, where something has failed."""

LOST = frozenset(content.words.of(OpeningWords).lost for content in CONTENTS)
"""Said of what can't be read."""

SPOKEN_TO = ("LaunchRequest", "IntentRequest", "Connections.Response")
SILENT = ("AMAZON.NavigateHomeIntent",)
"""What may be answered without a word, out of a shape."""

MOST_SECONDS = 1.0
"""Of a processor, for one request: a usual one takes a thousandth of that."""

ENDLESS_SECONDS = 60.0
"""Of a processor, after which a request is ended that may go on for ever."""

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
    memory = Counted(DynamoDbMemory("progress", Table(odd), clock=NOW.timestamp, call_seconds=600))
    skill, printed = build_skill(memory, form=form), list[str]()
    watch = Watch(memory, "fuzz", "0", printed.append)
    attributes: dict[str, Any] = {}
    ours = False  # whether they are of an answer, and not only handed back
    for n in range(times):
        event = odd.event(attributes)
        began = time.thread_time()  # whatever else the machine has to do
        printed.clear()
        with _listening() as logged:
            try:
                with _ended_after(ENDLESS_SECONDS):
                    response = watch.answered(event, partial(respond, skill, event))
            except (Exception, EndlessError) as error:
                found.wrong.append(f"{n}: {type(error).__name__} {error}"[:300])
                continue
            finally:
                took = time.thread_time() - began
                found.slowest_seconds = max(found.slowest_seconds, took)
                found.requests += 1
        if took > MOST_SECONDS:
            found.wrong.append(f"{n}: it took long")
        wrong = _wrong(event, response, "".join(logged + printed), odd.locale)
        found.wrong += [f"{n}: {each}"[:300] for each in wrong]
        said = _said(response)
        if ours and _attributes(event) == attributes and _is_in(LOST, said):
            found.wrong.append(f"{n}: what it kept itself can't be read")
        found.answered += bool(said)
        attributes = response.get("sessionAttributes") or {}
        if response.get("response", {}).get("shouldEndSession"):
            attributes = {}
        ours = bool(said and attributes) and not _is_in(LOST, said)  # which may be asked for once more
    return found


def _wrong(event: object, response: dict[str, Any], logged: str, locale: str) -> Iterator[str]:
    """What is wrong with an answer to an event, in a session that began in a locale."""
    try:
        written = json.dumps(response, allow_nan=False)
        json.dumps(response, ensure_ascii=False).encode()  # as Lambda writes it
    except ValueError as error:
        yield f"the response is no JSON: {error}"
        return
    if PRIVATE in written.replace(json.dumps(response.get("sessionAttributes"), allow_nan=False), ""):
        yield "what was heard is said"
    yield from _wrong_in_session(response)
    if PRIVATE in logged:
        yield f"what was heard is logged: {logged}"
    kind = _type(event)
    if kind is None:
        if response != {}:
            yield "what is no request is answered"
        return
    spoken = _with_words(read.locale(event))
    try:
        if spoken_in(spoken) == spoken_in(_with_words(locale)):  # else half of it may be in another language
            check(response, spoken)
    except AssertionError as error:
        yield str(error)
        return
    said = _said(response)
    if said and kind not in (*SPOKEN_TO, "Alexa.Presentation.APL.UserEvent"):
        yield f"{kind} is answered in words"
    if kind in SPOKEN_TO and not said and _intent(event) not in SILENT:
        yield f"{kind} is not answered"
    if _is_in(TROUBLE, said):
        yield f"{kind} is answered with {said!r}"


def _wrong_in_session(response: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with what an answer keeps; one without words hands back what there was."""
    kept = response.get("sessionAttributes")
    if not kept or not _said(response):
        return
    if PRIVATE in json.dumps(kept):
        yield "what was heard is kept"
    try:
        kept_in(kept, CONTENTS[0].routine)
    except UNREADABLE as error:
        yield f"what is kept can't be read: {error}"
    if BEFORE in kept and Before.of(kept, CONTENTS[0].routine) is None:
        yield "what was before can't be read"


def _is_in(sentences: Collection[str], said: str) -> bool:
    return any(sentence in said for sentence in sentences)


def _type(event: object) -> str | None:
    request = event.get("request") if isinstance(event, Mapping) else None
    kind = request.get("type") if isinstance(request, Mapping) else None
    known = isinstance(kind, str) and 0 < len(kind) <= 500 and "\ud800" not in kind
    return str(kind) if known else None


def _with_words(locale: str | None) -> str:
    """The locale, or language, in whose words somebody is answered."""
    return locale if locale and spoken_in(locale) in FILES else WITHOUT_WORDS


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


class EndlessError(BaseException):
    """A request took so long that it may never have ended. No `except Exception` of the skill's stands in its way."""


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """Raises EndlessError in what takes more than so many seconds of a processor."""

    def end(*_: object) -> None:
        raise EndlessError(f"it was ended after {seconds:.0f} s")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


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
