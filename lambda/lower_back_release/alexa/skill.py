"""The skill: handlers in their order, and the way in and out of it as plain JSON."""

from typing import Any

from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder

from lower_back_release.alexa import event as read
from lower_back_release.alexa import unheard
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.handlers import (
    ConsentHandler,
    NotPlayedHandler,
    SessionEndedHandler,
    SkillDisabledHandler,
    TouchHandler,
    TroubleHandler,
    TurnHandler,
)
from lower_back_release.alexa.plain import PlainSerializer
from lower_back_release.alexa.remembering import ATTRIBUTES
from lower_back_release.alexa.trouble import log_refused, log_told, log_trouble, sorry
from lower_back_release.content import content_for
from lower_back_release.memory.record import Memory, MemoryTrouble


def build_skill(memory: Memory, skill_id: str | None = None, form: Form = Form.SSML) -> CustomSkill:
    """The skill, keeping progress in a memory; with an id, only for requests to that skill.

    `form` is what answers are sent as that lead through breaths.
    """
    builder = CustomSkillBuilder()
    by_people = TurnHandler, TouchHandler, ConsentHandler
    for kind in (*by_people, NotPlayedHandler, SkillDisabledHandler, SessionEndedHandler):
        builder.add_request_handler(kind(memory, form))
    builder.add_exception_handler(TroubleHandler())
    builder.skill_id = skill_id or None
    skill = builder.create()
    skill.serializer = PlainSerializer()
    return skill


def respond(skill: CustomSkill, event: object, context: object = None) -> dict[str, Any]:
    """The response to whatever the function was called with, both as plain JSON.

    What a person does is answered in words. Anything else is answered without one, and leaves an open session as it is:
    a report from the platform, a type of request that is newer than this, another skill's request (which is refused and
    logged), and what is no request at all. Raises MemoryTrouble, where somebody who has disabled the skill could not be
    forgotten: then Alexa tells of it again.
    """
    if not read.is_request(event):
        return {}
    if not read.is_for(event, skill.skill_id):
        log_refused()
        return _quiet()
    log_told(read.type_of(event), read.broken_off(event))
    attributes = read.attributes(event, (*ATTRIBUTES, *unheard.ATTRIBUTES))
    if read.type_of(event) not in read.ANSWERED:
        return _quiet(attributes)
    try:
        response: dict[str, Any] = skill.serializer.serialize(skill.invoke(read.envelope(event, attributes), context))
    except MemoryTrouble:
        raise
    except Exception as error:
        log_trouble("answering", error)
        return (
            _once_more(attributes, read.locale(event))
            if read.type_of(event) in read.BY_A_PERSON
            else _quiet(attributes)
        )
    return response


def _quiet(attributes: dict[str, Any] | None = None) -> dict[str, Any]:
    """Not a word, and the session as it was."""
    return {"version": "1.0", **({"sessionAttributes": attributes} if attributes else {}), "response": {}}


def _once_more(attributes: dict[str, Any], locale: str | None) -> dict[str, Any]:
    """What is said to somebody whose words could not be read."""
    speech, reprompt = ({"type": "PlainText", "text": text} for text in sorry(content_for(locale)))
    return {
        "version": "1.0",
        "sessionAttributes": attributes,
        "response": {"outputSpeech": speech, "reprompt": {"outputSpeech": reprompt}, "shouldEndSession": False},
    }
