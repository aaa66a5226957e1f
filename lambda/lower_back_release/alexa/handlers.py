"""What Alexa asks, handed to the coach; what the coach says, handed back."""

import logging
from datetime import UTC, datetime

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import IntentRequest, LaunchRequest, Response, SessionEndedRequest
from ask_sdk_model.interfaces.alexa.presentation.apl import UserEvent

from lower_back_release.alexa.card import begins_pose, card
from lower_back_release.alexa.screen import render
from lower_back_release.alexa.ssml import ssml
from lower_back_release.alexa.wishes import wish_of, wish_of_touch
from lower_back_release.content import routine_for
from lower_back_release.practice.coach import Coach
from lower_back_release.practice.progress import Progress, ProgressError, from_json, new_progress
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.turn import Reply
from lower_back_release.practice.wish import Wanted, Wish

log = logging.getLogger(__name__)

PROGRESS = "progress"
"""The attribute that holds a person's progress, in the session and in memory."""


class TurnHandler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """Everything a person says to the skill."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is a launch or an intent."""
        return isinstance(handler_input.request_envelope.request, LaunchRequest | IntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answers it."""
        request = handler_input.request_envelope.request
        return answer(
            handler_input, Wish(Wanted.LAUNCH) if isinstance(request, LaunchRequest) else wish_of(request.intent)
        )


class TouchHandler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """Everything a screen sends: touches, and that it is time to go on."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it comes from a screen."""
        return isinstance(handler_input.request_envelope.request, UserEvent)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answers as to words; without a word, and with the session as it was, where it comes too late."""
        arguments = handler_input.request_envelope.request.arguments or ()
        wish = wish_of_touch(arguments, progress_of(handler_input, routine_of(handler_input)).seen)
        return answer(handler_input, wish) if wish else handler_input.response_builder.response


class SessionEndedHandler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """The session is over: nothing can be said any more, and nothing is left to keep."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the session has ended."""
        return isinstance(handler_input.request_envelope.request, SessionEndedRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Says nothing."""
        return handler_input.response_builder.set_should_end_session(True).response


class OtherRequestHandler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """A request that isn't a person speaking, such as a report from the platform. May not be answered in words."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Always: it comes last."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Says nothing, and leaves an open session open."""
        in_session = handler_input.request_envelope.session is not None
        return handler_input.response_builder.set_should_end_session(not in_session).response


class TroubleHandler(AbstractExceptionHandler):  # type: ignore[misc]  # the SDK has no types
    """Something failed: the person is told, and keeps their place."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Always."""
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Asks for the words once more, where there is a session to answer in."""
        log_trouble(handler_input.request_envelope.request.object_type, exception)
        if handler_input.request_envelope.session is None:
            return handler_input.response_builder.set_should_end_session(True).response
        trouble = routine_of(handler_input).say.trouble
        return handler_input.response_builder.speak(trouble).ask(trouble).response


def routine_of(handler_input: HandlerInput) -> Routine:
    """The routine in the language of the request."""
    return routine_for(handler_input.request_envelope.request.locale or "en-US")


def answer(handler_input: HandlerInput, wish: Wish) -> Response:
    """Lets the coach answer, keeps the progress before a word is spoken, speaks, and shows."""
    routine, screen = routine_of(handler_input), has_screen(handler_input)
    before = progress_of(handler_input, routine)
    asked = handler_input.request_envelope.request.timestamp or datetime.now(UTC)
    after, reply = Coach(routine).turn(before, wish, round(asked.timestamp() * 1000), screen=screen)
    _keep(handler_input, after)
    response = handler_input.response_builder
    if screen and (reply.reprompt or reply.flows):
        response.add_directive(render(reply, after, routine))
    elif not screen and begins_pose(before, after, wish):
        response.set_card(card(after, routine))
    return speak(handler_input, reply)


def has_screen(handler_input: HandlerInput) -> bool:
    """Whether the device draws what `screen` sends."""
    context = handler_input.request_envelope.context
    device = context.system.device if context and context.system else None
    interfaces = device.supported_interfaces if device else None
    return bool(interfaces and interfaces.alexa_presentation_apl)


def speak(handler_input: HandlerInput, reply: Reply) -> Response:
    """A reply as Alexa takes it.

    Where it flows nothing is said of the session: a device with a screen then keeps it open, and its microphone closed.
    """
    response = handler_input.response_builder
    if reply.said.cues:
        response.speak(ssml(reply.said))
    if reply.reprompt:
        response.ask(ssml(reply.reprompt))
    return response.set_should_end_session(None if reply.flows else reply.reprompt is None).response


def log_trouble(what: object, error: Exception) -> None:
    """One line with the kind of error and where it arose; never its message, which may quote what was said."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
    log.error("%s failed: %s at %s", what, type(error).__name__, where)


def progress_of(handler_input: HandlerInput, routine: Routine) -> Progress:
    """The person's progress: the session's, else the remembered one, else a newcomer's."""
    attributes = handler_input.attributes_manager
    try:
        session = handler_input.request_envelope.session
        kept = attributes.session_attributes.get(PROGRESS) if session else None
        if kept is None:
            kept = attributes.persistent_attributes.get(PROGRESS)
        return from_json(kept, routine) if kept is not None else new_progress(routine)
    except ProgressError as error:
        log_trouble("reading progress", error)
        return new_progress(routine)


def _keep(handler_input: HandlerInput, progress: Progress) -> None:
    attributes = handler_input.attributes_manager
    kept = {PROGRESS: progress.to_json()}
    if handler_input.request_envelope.session:
        attributes.session_attributes = {**attributes.session_attributes, **kept}
    attributes.persistent_attributes = kept
    attributes.save_persistent_attributes()
