"""One turn on Alexa: what is known of the person, the coach's answer, what is kept, what is said and shown."""

from datetime import UTC, datetime

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from lower_back_release.alexa.card import begins_pose, card
from lower_back_release.alexa.remembering import Recalled, keep, person, recall
from lower_back_release.alexa.screen import render
from lower_back_release.alexa.ssml import ssml
from lower_back_release.alexa.trouble import log_trouble
from lower_back_release.content import routine_for
from lower_back_release.memory.kept import Memory, MemoryTrouble
from lower_back_release.practice.coach import Coach
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.turn import Reply
from lower_back_release.practice.wish import Wish


def recalled(handler_input: HandlerInput, memory: Memory) -> Recalled:
    """What is known of the person who speaks."""
    return recall(handler_input, memory, routine_of(handler_input))


def answer(handler_input: HandlerInput, memory: Memory, known: Recalled, wish: Wish) -> Response:
    """Lets the coach answer, keeps the progress before a word is spoken, speaks, and shows."""
    routine, screen = routine_of(handler_input), has_screen(handler_input)
    now = round((handler_input.request_envelope.request.timestamp or datetime.now(UTC)).timestamp() * 1000)
    coach = Coach(routine)
    if known.answered:
        progress, reply = known.progress, coach.once_more(known.progress, now)
    else:
        progress, reply = coach.turn(known.progress, wish, now, forgetful=known.trouble, screen=screen)
    if reply.forget:
        return _forget(handler_input, memory, reply)
    keep(handler_input, memory, routine, known, progress)
    if screen and reply.reprompt:
        handler_input.response_builder.add_directive(render(reply, progress, routine))
    elif not screen and begins_pose(known.progress, progress, wish):
        handler_input.response_builder.set_card(card(progress, routine))
    return _speak(handler_input, reply)


def routine_of(handler_input: HandlerInput) -> Routine:
    """The routine in the language of the request."""
    return routine_for(handler_input.request_envelope.request.locale or "en-US")


def has_screen(handler_input: HandlerInput) -> bool:
    """Whether the device draws what `screen` sends."""
    context = handler_input.request_envelope.context
    device = context.system.device if context and context.system else None
    interfaces = device.supported_interfaces if device else None
    return bool(interfaces and interfaces.alexa_presentation_apl)


def _forget(handler_input: HandlerInput, memory: Memory, reply: Reply) -> Response:
    """Says that all is forgotten, once it is."""
    handler_input.attributes_manager.session_attributes = {}
    try:
        memory.forget(person(handler_input))
    except MemoryTrouble as trouble:
        log_trouble("forgetting", trouble)
        still_kept = routine_of(handler_input).say.still_kept
        return handler_input.response_builder.speak(still_kept).set_should_end_session(True).response
    return _speak(handler_input, reply)


def _speak(handler_input: HandlerInput, reply: Reply) -> Response:
    """A reply as Alexa takes it."""
    response = handler_input.response_builder
    if reply.said.cues:
        response.speak(ssml(reply.said))
    if reply.reprompt:
        response.ask(ssml(reply.reprompt))
    return response.set_should_end_session(reply.reprompt is None).response
