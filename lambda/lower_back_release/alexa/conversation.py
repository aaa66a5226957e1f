"""One turn on Alexa: what is known of the person, the coach's answer, what is kept, what is said and shown."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import get_locale, get_supported_interfaces
from ask_sdk_model import Response

from lower_back_release.alexa import reminders
from lower_back_release.alexa.audio import LAST_WORDS_SECONDS, ROOM, Form, audio_directive, has_breaths
from lower_back_release.alexa.card import begins_pose, card
from lower_back_release.alexa.remembering import (
    PROGRESS,
    Recalled,
    keep,
    keep_in_session,
    person,
    recall,
    session_of,
    speaker,
    tell_awaited,
)
from lower_back_release.alexa.screen import directive_for
from lower_back_release.alexa.speech import BUDGET, ssml
from lower_back_release.alexa.trouble import log_trouble
from lower_back_release.alexa.unheard import AUDIO, BEFORE, PLAIN_FOR_MS, SPOKEN, UNHEARD, Before
from lower_back_release.content import Content, content_for
from lower_back_release.dialogue.answering import AnsweringWords
from lower_back_release.dialogue.coach import Coach
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.reminding import RemindingWords
from lower_back_release.dialogue.reply import Permission, Reply
from lower_back_release.dialogue.turn import Setting
from lower_back_release.memory.record import Memory, MemoryTrouble
from lower_back_release.person.progress import Progress


def recalled(handler_input: HandlerInput, memory: Memory) -> Recalled:
    """What is known of the person who speaks."""
    reminders.begin(handler_input)
    return recall(handler_input, memory, content_of(handler_input).routine)


def answer(handler_input: HandlerInput, memory: Memory, known: Recalled, command: Command, form: Form) -> Response:
    """Lets the coach answer, keeps the progress before a word is spoken, speaks, and shows."""
    content, screen = content_of(handler_input), has_screen(handler_input)
    now_ms = _now_ms(handler_input)
    session = session_of(handler_input)
    audio = _timed_as_document(handler_input, known.progress, form)
    if form is Form.SSML:  # whatever was wished for, or failed, where it was switched on
        known = replace(known, progress=known.progress.with_preferences(waves=False, plain_until_ms=0))
    unheard = Before.of(session, content.routine) if audio and session.get(UNHEARD) else None
    if unheard:
        progress = unheard.at(now_ms, known.progress)
        known, command = replace(known, progress=progress, returning=unheard.returning), unheard.meant_by(command)
    coach, setting = coach_of(content, audio=audio), Setting(known.returning, known.notice, screen, audio)
    if known.answered:
        progress, reply = known.progress, coach.replay(known.progress, now_ms)
    else:
        progress, reply = coach.turn(known.progress, command, now_ms, setting)
    if reply.errand:  # before a word is kept or said
        label = content.words.of(RemindingWords).label
        command = replace(command, outcome=reminders.run(handler_input, reply.errand, label, now_ms))
        progress, reply = coach.turn(known.progress, command, now_ms, setting)
    if reply.forget:
        return _forget(handler_input, memory, reply)
    kept, told = keep(handler_input, memory, content.routine, known, progress), known.told or bool(known.notice)
    if kept.notice and not told:  # nothing has been said yet, so it can still be told
        progress, reply = coach.turn(known.progress, command, now_ms, replace(setting, notice=kept.notice))
        told = True
    spoken = bool(session.get(SPOKEN)) or now_ms < kept.progress.preferences.plain_until_ms  # by what memory says, too
    played = audio and has_breaths(reply.said) and not spoken
    kept_of_it: dict[str, Any] = {AUDIO: 1, **({SPOKEN: 1} if spoken else {})} if audio else {}
    if played:
        kept_of_it[BEFORE] = Before(known.progress, command, now_ms, known.returning).to_json()
    keep_in_session(handler_input, known, progress, kept, told=told, audio=kept_of_it)
    tell_awaited(handler_input, reply)
    before, after = known.progress.course.of_routine.place, progress.course.of_routine.place
    if reply.permission is Permission.BY_VOICE:
        return _ask_permission(handler_input, reply)
    if screen and reply.reprompt:
        handler_input.response_builder.add_directive(directive_for(reply, progress, content))
    elif not screen and begins_pose(before, after, command, reply):
        handler_input.response_builder.set_card(card(after, content))
    if reply.permission is Permission.BY_CARD:
        handler_input.response_builder.set_card(reminders.permission_card())
    return _play(handler_input, reply, progress) if played else _speak(handler_input, reply)


def take_back(handler_input: HandlerInput, memory: Memory) -> None:
    """Takes back an answer that could not be played, if it is the last; for a month this person is to have SSML."""
    known, content, now_ms = recalled(handler_input, memory), content_of(handler_input), _now_ms(handler_input)
    session, progress, unheard = session_of(handler_input), known.progress, False
    before = Before.of(session, content.routine)
    if before and handler_input.request_envelope.request.token == str(progress.owed.answer_id):
        progress, unheard = before.progress, True
    progress = progress.with_preferences(plain_until_ms=now_ms + PLAIN_FOR_MS)
    kept = keep(handler_input, memory, content.routine, known, progress)
    kept_of_it = {
        **({AUDIO: 1} if session.get(AUDIO) else {}),
        **({BEFORE: before.to_json()} if before else {}),
        SPOKEN: 1,
        UNHEARD: int(unheard),
    }
    keep_in_session(handler_input, known, progress, kept, told=known.told, audio=kept_of_it)


def _timed_as_document(handler_input: HandlerInput, progress: Progress, form: Form) -> bool:
    """Whether answers are timed as documents: as the session began, for where one is in an answer is told by its times.

    Beside a document for a screen another one would be too much.
    """
    if form is not Form.APLA or has_screen(handler_input):
        return False
    session = session_of(handler_input)
    if PROGRESS in session:
        return bool(session.get(AUDIO))
    return _now_ms(handler_input) >= progress.preferences.plain_until_ms


def close(handler_input: HandlerInput, memory: Memory, form: Form) -> None:
    """Keeps where somebody was when their session ended, where nothing they said did: it was told by Alexa."""
    known, content = recalled(handler_input, memory), content_of(handler_input)
    coach = coach_of(content, audio=_timed_as_document(handler_input, known.progress, form))
    progress = coach.closed(known.progress, _now_ms(handler_input))
    if progress != known.progress and not known.returning:
        keep(handler_input, memory, content.routine, known, progress)


def content_of(handler_input: HandlerInput) -> Content:
    """The content in the language of the request."""
    return content_for(get_locale(handler_input))


@cache
def coach_of(content: Content, *, audio: bool = False) -> Coach:
    """The coach who teaches in a language, within what Alexa can say at once; with room for a slow voice, in audio.

    One for as long as the process lives: where one is in an answer is found in what was told in the turn before.
    """
    routine, budget = content.routine, BUDGET
    if audio:
        routine = replace(routine, voice=replace(routine.voice, room=ROOM))
        budget = budget.less(LAST_WORDS_SECONDS, characters=0)
    return Coach(routine, content.words, budget)


def has_screen(handler_input: HandlerInput) -> bool:
    """Whether the device draws what `screen` sends."""
    context = handler_input.request_envelope.context
    if context is None or context.system is None or context.system.device is None:
        return False
    interfaces = get_supported_interfaces(handler_input)
    return bool(interfaces and interfaces.alexa_presentation_apl)


def _now_ms(handler_input: HandlerInput) -> int:
    """When the request was sent, in milliseconds since 1970 (UTC)."""
    moment = handler_input.request_envelope.request.timestamp or datetime.now(UTC)
    return round(moment.timestamp() * 1000)


def _forget(handler_input: HandlerInput, memory: Memory, reply: Reply) -> Response:
    """Says that all is forgotten, once it is."""
    try:
        # Whoever speaks decides for themselves; a voice that isn't known, for whoever opened the session.
        somebody = speaker(handler_input)
        memory.forget(somebody if somebody.voice else person(handler_input))
    except MemoryTrouble as trouble:
        log_trouble("forgetting", trouble)
        still_kept = content_of(handler_input).words.of(AnsweringWords).still_kept
        return handler_input.response_builder.speak(still_kept).set_should_end_session(True).response
    finally:
        handler_input.attributes_manager.session_attributes = {}
    return _speak(handler_input, reply)


def _ask_permission(handler_input: HandlerInput, reply: Reply) -> Response:
    """Has Alexa ask for the permission to remind somebody. Whether the session ends isn't said: she speaks next.

    Amazon's samples leave that out, too.
    """
    handler_input.response_builder.speak(ssml(reply.said)).add_directive(reminders.asking(reply.wish))
    return handler_input.response_builder.response


def _play(handler_input: HandlerInput, reply: Reply, progress: Progress) -> Response:
    """A reply as a document; its reprompt as ever, which is heard also where that could not be played."""
    response = _speak(handler_input, reply)
    response.output_speech = None  # Alexa would say it first, and then play
    waves = progress.preferences.waves
    response.directives = [audio_directive(reply.said, progress.owed.answer_id, waves=waves)]
    return response


def _speak(handler_input: HandlerInput, reply: Reply) -> Response:
    """A reply as Alexa takes it."""
    response = handler_input.response_builder
    if reply.said.cues:
        response.speak(ssml(reply.said))
    if reply.reprompt:
        response.ask(ssml(reply.reprompt))
    return response.set_should_end_session(reply.reprompt is None).response
