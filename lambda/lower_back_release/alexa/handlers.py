"""What Alexa asks, handed to the coach; what the coach says, handed back."""

from datetime import UTC, datetime

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import IntentRequest, LaunchRequest, Response, SessionEndedRequest
from ask_sdk_model.events.skillevents import SkillDisabledRequest

from lower_back_release.alexa.remembering import keep, person, recall
from lower_back_release.alexa.ssml import ssml
from lower_back_release.alexa.trouble import log_trouble
from lower_back_release.alexa.wishes import wish_of
from lower_back_release.content import routine_for
from lower_back_release.memory.kept import Memory, MemoryTrouble
from lower_back_release.practice.coach import Coach
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.turn import Reply
from lower_back_release.practice.wish import Wanted, Wish


class TurnHandler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """Everything a person says to the skill."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is a launch or an intent."""
        return isinstance(handler_input.request_envelope.request, LaunchRequest | IntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Lets the coach answer, keeps the progress before a word is spoken, and speaks."""
        request = handler_input.request_envelope.request
        routine = routine_of(handler_input)
        recalled = recall(handler_input, self._memory, routine)
        wish = Wish(Wanted.LAUNCH) if isinstance(request, LaunchRequest) else wish_of(request.intent)
        now = round((request.timestamp or datetime.now(UTC)).timestamp() * 1000)
        coach = Coach(routine)
        if recalled.answered:
            progress, reply = recalled.progress, coach.once_more(recalled.progress, now)
        else:
            progress, reply = coach.turn(recalled.progress, wish, now, forgetful=recalled.trouble)
        if reply.forget:
            return self._forget(handler_input, reply)
        keep(handler_input, self._memory, routine, recalled, progress)
        return speak(handler_input, reply)

    def _forget(self, handler_input: HandlerInput, reply: Reply) -> Response:
        """Says that all is forgotten, once it is."""
        handler_input.attributes_manager.session_attributes = {}
        try:
            self._memory.forget(person(handler_input))
        except MemoryTrouble as trouble:
            log_trouble("forgetting", trouble)
            still_kept = routine_of(handler_input).say.still_kept
            return handler_input.response_builder.speak(still_kept).set_should_end_session(True).response
        return speak(handler_input, reply)


class SkillDisabledHandler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """Somebody has disabled the skill: what was kept of them is deleted."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is that event."""
        return isinstance(handler_input.request_envelope.request, SkillDisabledRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Forgets. Raises MemoryTrouble where that fails, so that the event counts as failed and is sent again."""
        self._memory.forget(person(handler_input))
        return handler_input.response_builder.response


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
        """Whether there is a session to answer in; what has none is for Alexa to hear of."""
        log_trouble(handler_input.request_envelope.request.object_type, exception)
        return handler_input.request_envelope.session is not None

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Asks for the words once more."""
        trouble = routine_of(handler_input).say.trouble
        return handler_input.response_builder.speak(trouble).ask(trouble).response


def routine_of(handler_input: HandlerInput) -> Routine:
    """The routine in the language of the request."""
    return routine_for(handler_input.request_envelope.request.locale or "en-US")


def speak(handler_input: HandlerInput, reply: Reply) -> Response:
    """A reply as Alexa takes it."""
    response = handler_input.response_builder
    if reply.said.cues:
        response.speak(ssml(reply.said))
    if reply.reprompt:
        response.ask(ssml(reply.reprompt))
    return response.set_should_end_session(reply.reprompt is None).response
