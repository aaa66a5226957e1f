"""Which request is for whom."""

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import IntentRequest, LaunchRequest, Response, SessionEndedRequest
from ask_sdk_model.events.skillevents import SkillDisabledRequest
from ask_sdk_model.interfaces.alexa.presentation.apl import UserEvent
from ask_sdk_model.interfaces.alexa.presentation.apla import RuntimeErrorEvent
from ask_sdk_model.interfaces.connections import ConnectionsResponse

from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.commands import command_of, command_of_consent, command_of_touch
from lower_back_release.alexa.conversation import answer, close, content_of, recalled, take_back
from lower_back_release.alexa.remembering import account
from lower_back_release.alexa.trouble import log_trouble, sorry
from lower_back_release.dialogue.command import Command
from lower_back_release.memory.record import Memory, MemoryTrouble


class RequestHandler(AbstractRequestHandler):  # type: ignore[misc]  # the SDK has no types
    """What every handler works with: a memory, and the form of answers that lead through breaths."""

    def __init__(self, memory: Memory, form: Form) -> None:
        self._memory, self._form = memory, form


class TurnHandler(RequestHandler):
    """Everything a person says to the skill."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is a launch or an intent."""
        return isinstance(handler_input.request_envelope.request, LaunchRequest | IntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answers it."""
        request, routine = handler_input.request_envelope.request, content_of(handler_input).routine
        command = Command("launch") if isinstance(request, LaunchRequest) else command_of(request.intent, routine)
        return answer(handler_input, self._memory, recalled(handler_input, self._memory), command, self._form)


class ConsentHandler(RequestHandler):
    """Alexa tells whether somebody gave the permission that she asked them for."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it tells of that."""
        return isinstance(handler_input.request_envelope.request, ConnectionsResponse)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answers as to words: the person waits, and may have been in the middle of something."""
        command = command_of_consent(handler_input.request_envelope.request)
        return answer(handler_input, self._memory, recalled(handler_input, self._memory), command, self._form)


class TouchHandler(RequestHandler):
    """Everything a screen sends: touches, and that it is time to go on."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it comes from a screen."""
        return isinstance(handler_input.request_envelope.request, UserEvent)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answers as to words; not at all where it comes too late: then nothing is said of the session either."""
        known = recalled(handler_input, self._memory)
        arguments = handler_input.request_envelope.request.arguments or ()
        routine = content_of(handler_input).routine
        command = command_of_touch(arguments, known.progress.owed.answer_id, routine)
        if command is None:
            return handler_input.response_builder.response
        return answer(handler_input, self._memory, known, command, self._form)


class NotPlayedHandler(RequestHandler):
    """A device could not play an answer: nobody has heard it."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it tells of that."""
        return isinstance(handler_input.request_envelope.request, RuntimeErrorEvent)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Says nothing, which nobody would hear: the next answer is speech with pauses."""
        if self._form is Form.APLA:  # else it isn't of ours
            take_back(handler_input, self._memory)
        return handler_input.response_builder.response


class SkillDisabledHandler(RequestHandler):
    """Somebody has disabled the skill: what was kept of them is deleted."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is that event."""
        return isinstance(handler_input.request_envelope.request, SkillDisabledRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Forgets. Raises MemoryTrouble where that fails, so that the event counts as failed and is sent again."""
        try:
            somebody = account(handler_input)
        except MemoryTrouble as trouble:  # it names nobody, and would the next time
            log_trouble("forgetting", trouble)
        else:
            self._memory.forget_account(somebody)
        return handler_input.response_builder.response


class SessionEndedHandler(RequestHandler):
    """The session is over: nothing can be said any more. Where the person was is kept."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the session has ended."""
        return isinstance(handler_input.request_envelope.request, SessionEndedRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Says nothing."""
        close(handler_input, self._memory, self._form)
        return handler_input.response_builder.response


class TroubleHandler(AbstractExceptionHandler):  # type: ignore[misc]  # the SDK has no types
    """Something failed: the person is told, and keeps their place."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Always."""
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Asks for the words once more. Raises the exception where nobody is there to ask."""
        request = handler_input.request_envelope.request
        if not isinstance(request, LaunchRequest | IntentRequest | UserEvent | ConnectionsResponse):
            raise exception
        log_trouble(request.object_type, exception)
        speech, reprompt = sorry(content_of(handler_input))
        return handler_input.response_builder.speak(speech).ask(reprompt).response
