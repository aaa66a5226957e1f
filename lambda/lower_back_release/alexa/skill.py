"""The skill: handlers in their order, and the way in and out of it as plain JSON."""

import json
from collections.abc import Mapping
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model import RequestEnvelope

from lower_back_release.alexa.handlers import (
    OtherRequestHandler,
    SessionEndedHandler,
    SkillDisabledHandler,
    TouchHandler,
    TroubleHandler,
    TurnHandler,
)
from lower_back_release.alexa.trouble import log_trouble, sorry
from lower_back_release.content import content_for
from lower_back_release.memory.record import Memory

Event = Mapping[str, Any]

APL = "Alexa.Presentation.APL"
"""The interface of a device with a screen."""


def build_skill(memory: Memory) -> CustomSkill:
    """The skill, keeping progress in a memory."""
    builder = CustomSkillBuilder()
    for kind in (TurnHandler, TouchHandler, SkillDisabledHandler, SessionEndedHandler):
        builder.add_request_handler(kind(memory))
    builder.add_request_handler(OtherRequestHandler())
    builder.add_exception_handler(TroubleHandler())
    return builder.create()


def respond(skill: CustomSkill, event: Event, context: object = None) -> dict[str, Any]:
    """The response to a request, both as plain JSON.

    The SDK can't read a request that holds a word newer than itself. What the skill needs of such a request is tried
    alone; where that fails too, a person in a session is told so and keeps their place.
    """
    for readable in (event, _needed(event)):
        try:
            envelope = skill.serializer.deserialize(json.dumps(readable), RequestEnvelope)
        except SerializationException as error:
            trouble = error
            continue
        response: dict[str, Any] = skill.serializer.serialize(skill.invoke(envelope, context))
        return response
    log_trouble("reading a request", trouble)
    return unreadable(event)


def unreadable(event: Event) -> dict[str, Any]:
    """What is answered to a request that can't be read: words and an open session, if there is one."""
    session = event.get("session")
    if not isinstance(session, Mapping):
        return {"version": "1.0", "response": {"shouldEndSession": True}}
    speech, reprompt = ({"type": "PlainText", "text": text} for text in sorry(content_for("en-US")))
    return {
        "version": "1.0",
        "sessionAttributes": session.get("attributes") or {},
        "response": {"outputSpeech": speech, "reprompt": {"outputSpeech": reprompt}, "shouldEndSession": False},
    }


def _needed(event: Event) -> dict[str, Any]:
    """The parts of a request that the skill reads, and nothing else."""
    request = event.get("request") or {}
    intent = request.get("intent") or {}
    slots = {
        name: {key: slot[key] for key in ("name", "value", "resolutions") if key in slot}
        for name, slot in (intent.get("slots") or {}).items()
    }
    system = (event.get("context") or {}).get("System") or {}
    interfaces = (system.get("device") or {}).get("supportedInterfaces") or {}
    device: dict[str, Any] = {"supportedInterfaces": {APL: {}} if APL in interfaces else {}}
    named = {"intent": {"name": intent["name"], "slots": slots}} if "name" in intent else {}
    return {
        "version": event.get("version"),
        "session": event.get("session"),
        "context": {
            "System": {
                "application": system.get("application"),
                "user": _user(system),
                "person": system.get("person"),
                "device": device,
            }
        },
        "request": {key: request.get(key) for key in ("type", "requestId", "timestamp", "locale", "arguments")} | named,
    }


def _user(system: Mapping[str, Any]) -> dict[str, Any]:
    return {"userId": (system.get("user") or {}).get("userId")}
