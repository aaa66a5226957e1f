"""A person's progress, from one turn to the next: in the session while it lasts, in memory beyond it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import get_user_id

from lower_back_release.alexa.trouble import log_trouble
from lower_back_release.dialogue.reply import Reply
from lower_back_release.lesson.routine import Routine
from lower_back_release.memory.record import Memory, MemoryTrouble, Record, Unreadable
from lower_back_release.memory.remember import remember
from lower_back_release.person.merging import merge, stay
from lower_back_release.person.progress import Progress, ProgressError, from_json, new_progress

PROGRESS, OWED, VERSION, TOLD, TROUBLE, AWAITED = "progress", "owed", "version", "told", "trouble", "awaited"
"""The session's attributes: the progress, what the conversation owes, the version of the progress in memory, and of
trouble with the memory whether the person has been told, or is still to be told. AWAITED is read by nobody here: it is
for whoever looks at the response and wants to know what can be said next."""


@dataclass(frozen=True)
class Recalled:
    """What is known of somebody when they speak."""

    progress: Progress
    version: int = 0
    """Of what is in memory; 0 where nothing is, or where it can't be read, and then nothing there is overwritten."""
    trouble: bool = False
    """Whether they are to be told that this may not be remembered."""
    told: bool = False
    """Whether they have been told so before."""
    answered: bool = False
    """Whether this very request has been answered before."""
    returning: bool = True
    """Whether a session begins with this."""


def person(handler_input: HandlerInput) -> str:
    """Alexa's id of the person. Raises MemoryTrouble where the request names nobody."""
    named = get_user_id(handler_input)
    if not named:
        raise MemoryTrouble("NobodyNamed")
    return str(named)


def recall(handler_input: HandlerInput, memory: Memory, routine: Routine) -> Recalled:
    """What is known of the person: by the session, else by the memory, which is read once a session."""
    envelope = handler_input.request_envelope
    kept = handler_input.attributes_manager.session_attributes if envelope.session else {}
    if PROGRESS in kept:
        try:
            told, trouble = bool(kept.get(TOLD)), bool(kept.get(TROUBLE))
            progress = from_json(kept[PROGRESS], routine, kept.get(OWED))
            return Recalled(progress, int(kept.get(VERSION, 0)), trouble and not told, told, returning=False)
        except (ProgressError, TypeError, ValueError) as trouble:  # of an older skill, perhaps: memory knows it too
            log_trouble("recalling", trouble)
    try:
        found = memory.read(person(handler_input))
        if found is None:
            return Recalled(new_progress(routine))
        answered = found.request == envelope.request.request_id
        return Recalled(from_json(found.progress, routine), found.version, answered=answered)
    except (MemoryTrouble, ProgressError) as trouble:
        log_trouble("recalling", trouble)
        return Recalled(new_progress(routine), trouble=isinstance(trouble, MemoryTrouble))


def keep(handler_input: HandlerInput, memory: Memory, routine: Routine, recalled: Recalled, progress: Progress) -> None:
    """Keeps the progress after a turn: in memory first, then in the session. Trouble is told at the next turn."""
    version, merged, trouble = recalled.version, progress, False
    if not recalled.answered:
        try:
            version, merged = _remember(handler_input, memory, routine, recalled, progress)
        except MemoryTrouble as error:
            log_trouble("remembering", error)
            trouble = True
    if handler_input.request_envelope.session:
        attributes = handler_input.attributes_manager
        told = {TOLD: 1} if recalled.told or recalled.trouble else {}
        untold = {TROUBLE: 1} if trouble and not told else {}
        others = {
            name: value for name, value in attributes.session_attributes.items() if name not in (TROUBLE, AWAITED)
        }
        attributes.session_attributes = {
            **others,
            PROGRESS: stay(progress, merged).to_json(),
            OWED: progress.owed.to_json(),
            VERSION: version,
            **told,
            **untold,
        }


def tell_awaited(handler_input: HandlerInput, reply: Reply) -> None:
    """Writes into the session what is awaited after a reply: a question or a situation by name."""
    if handler_input.request_envelope.session and reply.awaits:
        handler_input.attributes_manager.session_attributes[AWAITED] = reply.awaits.value


def _remember(
    handler_input: HandlerInput, memory: Memory, routine: Routine, recalled: Recalled, progress: Progress
) -> tuple[int, Progress]:
    """What is in memory now, and its version: the progress, with what another device did meanwhile."""

    def with_ours(theirs: Mapping[str, Any]) -> Mapping[str, Any]:
        return merge(routine, recalled.progress, progress, _readable(theirs, routine)).to_json()

    request = str(handler_input.request_envelope.request.request_id)
    ours = Record(progress.to_json(), recalled.version + 1, request)
    kept = remember(memory, person(handler_input), ours, with_ours)
    return kept.version, progress if kept is ours else _readable(kept.progress, routine)


def _readable(kept: Mapping[str, Any], routine: Routine) -> Progress:
    try:
        return from_json(kept, routine)
    except ProgressError as error:
        raise Unreadable(type(error).__name__) from error
