"""What the skill reads of an event: the parts it needs, each only where it is what it should be.

The SDK can't read a request that holds a word newer than itself, nor one that anybody else has made up. So it is given
no more than this.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice, repeat
from typing import Any

from ask_sdk_model import (
    Application,
    Context,
    Device,
    Intent,
    IntentRequest,
    LaunchRequest,
    Person,
    Request,
    RequestEnvelope,
    Session,
    SessionEndedRequest,
    Slot,
    SupportedInterfaces,
    User,
)
from ask_sdk_model.events.skillevents import SkillDisabledRequest
from ask_sdk_model.interfaces.alexa.presentation.apl import AlexaPresentationAplInterface, UserEvent
from ask_sdk_model.interfaces.alexa.presentation.apla import RuntimeErrorEvent
from ask_sdk_model.interfaces.connections import ConnectionsResponse, ConnectionsStatus
from ask_sdk_model.interfaces.system import SystemState
from ask_sdk_model.slu.entityresolution import Resolution, Resolutions, Status, StatusCode, Value, ValueWrapper

APL = "Alexa.Presentation.APL"
"""The interface of a device with a screen."""

CONSENT = "Connections.Response"
"""The type of request by which Alexa tells whether somebody gave a permission that she asked them for."""

SESSION_ENDED = "SessionEndedRequest"
"""The type of request by which Alexa tells that a session is over."""

FAILED = "ERROR"
"""The reason that she gives where something has gone wrong."""

ANSWERED: Mapping[str, Callable[..., Request]] = {
    "LaunchRequest": LaunchRequest,
    "IntentRequest": IntentRequest,
    f"{APL}.UserEvent": UserEvent,
    f"{APL}A.RuntimeError": RuntimeErrorEvent,
    CONSENT: ConnectionsResponse,
    SESSION_ENDED: SessionEndedRequest,
    "AlexaSkillEvent.SkillDisabled": SkillDisabledRequest,
}
"""The types of request that the skill does something about, and what the SDK makes of them."""

TELL_OF_TROUBLE = (SESSION_ENDED, "System.ExceptionEncountered", f"{APL}.RuntimeError", f"{APL}A.RuntimeError")
"""The types of request by which Alexa tells what has gone wrong."""

KINDS = frozenset(
    {
        *("ENDPOINT_TIMEOUT", "INVALID_RESPONSE", "DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR"),
        *("LIST_ERROR", "AUDIO_SOURCE_ERROR", "RENDER_ERROR", "DOCUMENT_ERROR", "LINK_ERROR"),
        *("UNKNOWN_ERROR", "INTERNAL_SERVER_ERROR", "NOT_FOUND_ERROR", "SSL_HANDSHAKE_ERROR", "TIMEOUT_ERROR"),
        *("INVALID_URI_ERROR", "HTTPS_ERROR"),
    }
)
"""What it calls that: by the SDK's enumerations of errors in a session, on a screen and in sound."""

OTHER_KIND = "OTHER"
"""What any other name of an error is logged as: it may be anything."""

BY_A_PERSON = {"LaunchRequest", "IntentRequest", f"{APL}.UserEvent", CONSENT}
"""What a person does, and is answered in words. Nothing else may be."""

MOST_LETTERS = 500
"""Letters of an id, a name or words heard: Amazon's own have at most about 250."""

LONGEST_TOKEN = 10_000
"""Letters of the token that Alexa's own services take: those seen have some 1,500."""

DEEPEST, MOST_MEMBERS = 4, 100
"""How deep a session's attributes may be, and how many things may lie side by side, there or in a request:
ours are half of either."""

MOST_ATTRIBUTE_LETTERS = 2000
"""Letters of a text in them: the longest sentence of ours has some 400."""

MOST_ATTRIBUTES_LETTERS = 12_000
"""Letters of all of them together: ours have some 2,000, and twice as many where answers are documents. They go back
with every answer."""

YEARS = range(2014, 2109)
"""Years in which there is Alexa: what is of no such year is no time. No moment that is kept is later."""

STATUSES = 1000
"""More than HTTP has."""

_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")


def is_request(event: object) -> bool:
    """Whether an event is a request of Alexa's; a function is called with others too, as to keep it warm."""
    return isinstance(event, Mapping) and bool(type_of(event))


def type_of(event: object) -> str:
    """The type of its request; "" where it has none."""
    return _text(_part(event, "request").get("type"))


def locale(event: object) -> str | None:
    """The locale that it is asked in; None where it tells none."""
    return _locale(_part(event, "request").get("locale"))


def moment(event: object) -> datetime | None:
    """When it was made; None where it tells no time that there can be."""
    return _time(_part(event, "request").get("timestamp"))


def intent(event: object) -> str:
    """The name of its intent; "" where it has none."""
    return _text(_intent(event).get("name")) if ANSWERED.get(type_of(event)) is IntentRequest else ""


def reason(event: object) -> str:
    """Why a session has ended; "" where it tells nothing of that."""
    return _text(_part(event, "request").get("reason"))


def is_for(event: object, skill_id: str | None) -> bool:
    """Whether it is for the skill of an id, and tells of no other; for any, where there is no id."""
    return not skill_id or application(event) == skill_id


def application(event: object) -> str:
    """The id of the skill that it is for; "" where it tells none, none that can be one, or more than one."""
    told = [_part(owner, "application").get("applicationId") for owner in (_system(event), _part(event, "session"))]
    named = {_text(each) for each in told if each is not None}
    return named.pop() if len(named) == 1 else ""


def has_session(event: object) -> bool:
    """Whether it belongs to a session."""
    return isinstance(event, Mapping) and isinstance(event.get("session"), Mapping)


def begins_session(event: object) -> bool:
    """Whether it is the first of a session."""
    return _part(event, "session").get("new") is True


def attributes(event: object, names: tuple[str, ...]) -> dict[str, Any]:
    """The session's attributes of these names; None for one that can't be ours."""
    found = _part(_part(event, "session"), "attributes")
    ours = {name: found[name] if _plain(found[name], DEEPEST) else None for name in names if name in found}
    return ours if len(json.dumps(ours)) <= MOST_ATTRIBUTES_LETTERS else dict.fromkeys(ours)


def broken_off(event: object) -> tuple[str, ...]:
    """Why a session broke off, an answer was refused or a screen failed, by kind; nothing where it tells of none."""
    request = _part(event, "request")
    if type_of(event) not in TELL_OF_TROUBLE:
        return ()
    error = request.get("error")
    told = [error, *_list(request.get("errors"))]
    named = [_text(each.get(name)) for each in told if isinstance(each, Mapping) for name in ("type", "reason")]
    kinds = tuple(kind if kind in KINDS else OTHER_KIND for kind in named if kind)
    if kinds:
        return kinds
    if type_of(event) == SESSION_ENDED and error is None:  # most end without trouble
        return (FAILED,) if reason(event) == FAILED else ()
    return (OTHER_KIND,)


def envelope(event: object, attributes: Mapping[str, Any]) -> RequestEnvelope:
    """The SDK's envelope of a request of one of the types ANSWERED, as far as it is needed, with these attributes.

    To have the SDK read it would take as long as to find the answer.
    """
    system, session = _system(event), _part(event, "session")
    users = (_text(_part(owner, "user").get("userId")) for owner in (system, session))
    user, whose = User(next(filter(None, users), None)), Application(application(event))
    person = _text(_part(system, "person").get("personId"))
    interfaces = _part(_part(system, "device"), "supportedInterfaces")
    screen = AlexaPresentationAplInterface() if isinstance(interfaces.get(APL), Mapping) else None
    named = _text(_part(system, "device").get("deviceId")) or None
    device = Device(named, supported_interfaces=SupportedInterfaces(alexa_presentation_apl=screen))
    in_session = Session(begins_session(event), _text(session.get("sessionId")), user, attributes, whose)
    return RequestEnvelope(
        version="1.0",
        session=in_session if has_session(event) else None,
        context=Context(
            SystemState(
                whose,
                user,
                device,
                Person(person) if person else None,
                api_endpoint=_text(system.get("apiEndpoint")) or None,
                api_access_token=_text(system.get("apiAccessToken"), LONGEST_TOKEN) or None,
            )
        ),
        request=request_of(event),
    )


def request_of(event: object) -> Request:
    """The SDK's request of one of the types ANSWERED, as far as it is needed."""
    request = _part(event, "request")
    kind, arguments = ANSWERED[request["type"]], _list(request.get("arguments"))
    own: dict[str, Any] = {}
    if kind is IntentRequest:
        told = islice(_part(_intent(event), "slots").items(), MOST_MEMBERS)
        slots = {_text(name): _slot(_text(name), slot) for name, slot in told}
        own = {"intent": Intent(intent(event), slots)}
    elif kind is RuntimeErrorEvent:
        own = {"token": _text(request.get("token"))}
    elif kind is ConnectionsResponse:
        answered = _text(_part(request, "payload").get("status"))
        status = ConnectionsStatus(_code(_part(request, "status").get("code")))
        own = {"status": status, "payload": {"status": answered}, "token": _text(request.get("token"))}
    elif kind is SessionEndedRequest:
        own = {"reason": reason(event)}
    elif kind is UserEvent:
        own = {"arguments": arguments if all(map(_text, arguments)) else []}
    return kind(
        request_id=_text(request.get("requestId")),
        timestamp=moment(event),
        locale=locale(event),
        **own,
    )


def _slot(name: str, slot: object) -> Slot:
    """A slot's name, the words heard and the ids they were resolved to; of several values the first that was heard."""
    several = _part(slot, "slotValue")
    filled = (each for each in (slot, *_list(several.get("values")), several) if _words(each) or any(_resolved(each)))
    heard = next(filled, None)
    found = [ValueWrapper(Value(id=each)) for each in _resolved(heard)]
    matched = Resolution(status=Status(StatusCode.ER_SUCCESS_MATCH), values=found)
    return Slot(name, _words(heard) or None, resolutions=Resolutions([matched]) if found else None)


def _words(heard: object) -> str:
    """The words heard in a slot, or in one of its values; "" where there are none."""
    return _text(heard.get("value")) if isinstance(heard, Mapping) else ""


def _resolved(heard: object) -> Iterator[str]:
    """The ids that words were resolved to, by whichever authority."""
    for authority in _list(_part(heard, "resolutions").get("resolutionsPerAuthority")):
        if _part(authority, "status").get("code") == StatusCode.ER_SUCCESS_MATCH.value:
            ids = (_text(_part(each, "value").get("id")) for each in _list(authority.get("values")))
            yield from filter(None, ids)


def _time(written: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _locale(written: object) -> str | None:
    return written if isinstance(written, str) and _LOCALE.fullmatch(written) else None


def _intent(event: object) -> Mapping[str, Any]:
    return _part(_part(event, "request"), "intent")


def _system(event: object) -> Mapping[str, Any]:
    return _part(_part(event, "context"), "System")


def _part(whole: object, name: str) -> Mapping[str, Any]:
    """A part of something by its name; an empty one where there is none."""
    part = whole.get(name) if isinstance(whole, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value[:MOST_MEMBERS] if isinstance(value, list) else []


def _text(value: object, most: int = MOST_LETTERS) -> str:
    """A text of a length that it may have, and that can be written; else ""."""
    return value if isinstance(value, str) and len(value) <= most and _can_be_written(value) else ""


def _code(value: object) -> str:
    """A status, which Alexa writes as a text; a number is taken as well, as long as HTTP could have it."""
    return str(value) if type(value) is int and 0 <= value < STATUSES else _text(value)


def _can_be_written(text: str) -> bool:
    """Whether there is no half of a character in it, which no answer can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(value: object, deep: int) -> bool:
    """Whether it is JSON of such a size that it may be ours."""
    match value:
        case bool() | int():
            return abs(value) < 10**15
        case str():
            return len(value) <= MOST_ATTRIBUTE_LETTERS and _can_be_written(value)
        case list() if deep and len(value) <= MOST_MEMBERS:
            return all(map(_plain, value, repeat(deep - 1)))
        case Mapping() if deep and len(value) <= MOST_MEMBERS:
            return all(map(_plain, value, repeat(0))) and all(map(_plain, value.values(), repeat(deep - 1)))
    return False
