"""A person's progress, from one turn to the next: in the session while it lasts, in memory beyond it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import get_user_id

from lower_back_release.alexa.plain import Plain
from lower_back_release.alexa.trouble import log_trouble
from lower_back_release.dialogue.reply import Reply
from lower_back_release.dialogue.turn import Notice
from lower_back_release.lesson.routine import Routine
from lower_back_release.memory.pseudonym import Identity, is_pseudonym, pseudonym
from lower_back_release.memory.record import Damaged, Forgotten, Memory, MemoryTrouble, Record
from lower_back_release.memory.remember import remember
from lower_back_release.memory.schema import LAST_VERSION, MARK_BYTES, following, is_mark
from lower_back_release.person.bounds import up_to
from lower_back_release.person.merging import beside, merge, stay
from lower_back_release.person.progress import UNREADABLE, Progress, ProgressError, from_json, mended, new_progress

PROGRESS, OWED, VOICE, VERSION, MARK, TOLD, BLIND, AWAITED = (
    *("progress", "owed", "voice", "version"),
    *("mark", "told", "blind", "awaited"),
)
"""The session's attributes: the progress, what the conversation owes, the voice that opened the session, the version
and the mark of what is in memory, whether the person has been told of trouble with it, and whether the session began
without knowing what is in it. AWAITED is read by nobody here: it is for whoever looks at the response and wants to know
what can be said next."""

ATTRIBUTES = PROGRESS, OWED, VOICE, VERSION, MARK, TOLD, BLIND, AWAITED
"""All of them: a session has no others, but where answers are documents (see unheard)."""


@dataclass(frozen=True)
class Recalled:
    """What is known of somebody when they speak."""

    progress: Progress
    version: int = 0
    """Of what is in memory; 0 where nothing is."""
    mark: str = ""
    """Of what is in memory."""
    notice: Notice | None = None
    """What they are to be told of it."""
    told: bool = False
    """Whether they have been told before."""
    blind: bool = False
    """Whether the session began without knowing what is in memory: then no place that may be there is overwritten."""
    beside: Progress | None = None
    """What has since been found there."""
    answered: bool = False
    """Whether this very request has been answered before."""
    returning: bool = True
    """Whether a session begins with this."""
    damaged: bool = False
    """Whether nobody can read what is in memory: it is overwritten, so that it is not in the way every day."""


@dataclass(frozen=True)
class Remembered:
    """What is in memory after a turn."""

    progress: Progress
    version: int
    mark: str
    notice: Notice | None = None
    """What they are to be told where it is not what it should be."""


def account(handler_input: HandlerInput) -> str:
    """Alexa's id of the user. Raises MemoryTrouble where the request names nobody."""
    named = get_user_id(handler_input)
    if not named:
        raise MemoryTrouble("NobodyNamed")
    return str(named)


def speaker(handler_input: HandlerInput) -> Identity:
    """Whoever speaks: the voice, where Alexa knows it, else the account. Raises MemoryTrouble as `account`."""
    context = handler_input.request_envelope.context
    known = context.system.person if context and context.system else None
    return Identity(account(handler_input), pseudonym(known.person_id) if known and known.person_id else "")


def person(handler_input: HandlerInput) -> Identity:
    """Whose session it is: whoever opened it, whoever else is heard in it. Raises MemoryTrouble as `account`."""
    session = session_of(handler_input)
    opened = session.get(VOICE, "")
    if PROGRESS in session and _is_voice(opened):
        return Identity(account(handler_input), opened)
    return speaker(handler_input)


def session_of(handler_input: HandlerInput) -> Mapping[str, Any]:
    """The session's attributes; none where there is no session."""
    if not handler_input.request_envelope.session:
        return {}
    attributes: Mapping[str, Any] = handler_input.attributes_manager.session_attributes
    return attributes


def kept_in(session: Mapping[str, Any], routine: Routine) -> Recalled:
    """What a session has kept of somebody. Raises one of UNREADABLE where it can't be ours."""
    mark = session.get(MARK, "")
    if not is_mark(mark) or not _is_voice(session.get(VOICE, "")):
        raise ProgressError("mark or voice can't be read")
    if session.get(OWED, {}) is None:
        raise ProgressError("what is owed can't be read")
    return Recalled(
        progress=from_json(session[PROGRESS], routine, session.get(OWED)),
        version=up_to(session.get(VERSION, 0), LAST_VERSION),
        mark=mark,
        told=bool(session.get(TOLD)),
        blind=bool(session.get(BLIND)),
        returning=False,
    )


def recall(handler_input: HandlerInput, memory: Memory, routine: Routine) -> Recalled:
    """What is known of the person: by the session, else by the memory, which is read once a session."""
    session = session_of(handler_input)
    if PROGRESS in session:
        try:
            known = kept_in(session, routine)
        except UNREADABLE as trouble:  # of an older skill, perhaps: memory knows it too
            log_trouble("recalling", trouble)
        else:
            return _look_again(handler_input, memory, routine, known) if known.blind else known
    new = new_progress(routine)
    try:
        found = memory.read(person(handler_input))
    except Damaged as trouble:
        log_trouble("recalling", trouble)
        return Recalled(new, notice=Notice.LOST, damaged=True)
    except MemoryTrouble as trouble:
        log_trouble("recalling", trouble)
        return Recalled(new, notice=Notice.FORGETFUL, blind=True)
    if found is None:
        return Recalled(new, notice=Notice.LOST if PROGRESS in session else None)
    request = handler_input.request_envelope.request.request_id
    progress, notice = _readable(found.progress, routine)
    answered = bool(request) and found.request == request and notice is None  # else they haven't been told yet
    return Recalled(progress, found.version, found.mark, notice, answered=answered)


def keep(
    handler_input: HandlerInput, memory: Memory, routine: Routine, recalled: Recalled, progress: Progress
) -> Remembered:
    """Keeps the progress after a turn in memory, and tells how that went."""
    before = Remembered(progress, recalled.version, recalled.mark)
    if recalled.answered:
        return before
    if recalled.blind and recalled.beside is None:
        return replace(before, notice=Notice.FORGETFUL)
    try:
        return _remember(handler_input, memory, routine, recalled, progress)
    except MemoryTrouble as error:
        log_trouble("remembering", error)
        forgotten = isinstance(error, Forgotten)
        return replace(before, notice=Notice.FORGOTTEN if forgotten else Notice.FORGETFUL)


def keep_in_session(  # noqa: PLR0913 - each is a part of what is kept
    handler_input: HandlerInput,
    recalled: Recalled,
    progress: Progress,
    kept: Remembered,
    *,
    told: bool,
    audio: Mapping[str, Any],
) -> None:
    """Keeps the progress for the next turn.

    `told` tells whether the person has been told of trouble, `audio` is what is kept of documents (see unheard).
    """
    if not handler_input.request_envelope.session:
        return
    try:
        voice = person(handler_input).voice
    except MemoryTrouble:  # logged where it was to be remembered
        voice = ""
    attributes = handler_input.attributes_manager
    attributes.session_attributes = Plain(
        {
            PROGRESS: stay(progress, kept.progress).to_json(),
            OWED: progress.owed.to_json(),
            VOICE: voice,
            VERSION: kept.version,
            MARK: kept.mark,
            **({TOLD: 1} if told else {}),
            **({BLIND: 1} if recalled.blind else {}),
            **audio,
        }
    )


def tell_awaited(handler_input: HandlerInput, reply: Reply) -> None:
    """Writes into the session what is awaited after a reply: a question or a situation by name."""
    if handler_input.request_envelope.session and reply.awaits:
        handler_input.attributes_manager.session_attributes[AWAITED] = reply.awaits.value


def _look_again(handler_input: HandlerInput, memory: Memory, routine: Routine, known: Recalled) -> Recalled:
    """Whether memory can tell by now what it couldn't when the session began."""
    try:
        found = memory.read(person(handler_input))
    except MemoryTrouble as trouble:
        log_trouble("recalling", trouble)
        return known
    if found is None:
        return replace(known, version=0, blind=False)
    return replace(known, version=found.version, mark=found.mark, beside=_readable(found.progress, routine)[0])


def _is_voice(kept: object) -> bool:
    """Whether a session can have kept this of whoever opened it."""
    return kept == "" or is_pseudonym(kept)


def _remember(
    handler_input: HandlerInput, memory: Memory, routine: Routine, recalled: Recalled, progress: Progress
) -> Remembered:
    """What is in memory now: the progress, with what another device did meanwhile."""
    new = new_progress(routine)

    def with_ours(theirs: Mapping[str, Any]) -> Mapping[str, Any]:
        found, _ = _readable(theirs, routine)
        both = (
            beside(routine, new, progress, found)
            if recalled.blind
            else merge(routine, recalled.progress, progress, found)
        )
        return both.to_json()

    ours = beside(routine, new, progress, recalled.beside) if recalled.beside else progress
    request = str(handler_input.request_envelope.request.request_id) or token_hex(MARK_BYTES)  # never the same again
    record = Record(
        ours.to_json(),
        following(recalled.version),
        request,
        recalled.mark if recalled.version else token_hex(MARK_BYTES),
    )
    if recalled.damaged:
        memory.write(person(handler_input), record, replacing=None)
        return Remembered(ours, record.version, record.mark)
    kept = remember(memory, person(handler_input), record, with_ours)
    return Remembered(ours if kept is record else _readable(kept.progress, routine)[0], kept.version, kept.mark)


def _readable(kept: Mapping[str, Any], routine: Routine) -> tuple[Progress, Notice | None]:
    """What is kept, as much as can be read of it, and what is to be told of that."""
    try:
        return from_json(kept, routine), None
    except ProgressError as trouble:
        log_trouble("recalling", trouble)
        return mended(kept, routine), Notice.LOST
