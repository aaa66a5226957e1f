"""Errands about reminders: whom they are run for, and within which time. What runs them is loaded with the first."""

import re
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import get_locale

from lower_back_release.alexa.plain import Plain
from lower_back_release.alexa.trouble import log_trouble
from lower_back_release.dialogue.errand import Errand, Outcome, Result
from lower_back_release.memory.in_time import TooSlowError, in_time
from lower_back_release.memory.record import Trouble

SCOPE = "alexa::alerts:reminders:skill:readwrite"
"""The permission to set, list and delete reminders of this skill (Amazon's "Reminders REST API Reference"). The
manifest asks for it."""

BY_SECONDS = 3.2
"""Seconds after a request came in by which its errand is over, or given up. What is kept of the turn then takes 3.7 at
worst (memory/remember.py), and the function is stopped at 7. Where the memory took as long to be read, none is left."""

LEAST_SECONDS = 0.3
"""Seconds without which no errand is begun."""

BEGAN = "began"
"""The request attribute that tells when a request came in, by the monotonic clock."""

HERE = "http://127.0.0.1:"
"""How an address begins that no token is safe from being sent to in the clear: only on one's own machine."""


class RemindersTrouble(Trouble):
    """Reminders can't be reached, or refuse. The message is the kind of trouble only."""

    def __init__(self, kind: str, result: Result = Result.UNREACHABLE) -> None:
        super().__init__(kind if re.fullmatch(r"[A-Za-z0-9_]{1,60}", kind) else "Other")
        self.result = result


@dataclass(frozen=True)
class Caller:
    """On whose behalf, and where."""

    address: str
    token: str
    device: str
    locale: str
    now_ms: int
    """When they asked, in milliseconds since 1970 (UTC)."""
    label: str
    """What Alexa says when it is time."""


def begin(handler_input: HandlerInput) -> None:
    """A request has come in."""
    handler_input.attributes_manager.request_attributes[BEGAN] = time.monotonic()


def run(handler_input: HandlerInput, errand: Errand, label: str, now_ms: int) -> Outcome:
    """What comes of an errand, in time. Never raises: trouble is logged by its kind, and told as a result."""
    over = handler_input.attributes_manager.request_attributes.get(BEGAN, time.monotonic()) + BY_SECONDS
    try:
        return _outcome(_caller(handler_input, label, now_ms), errand, over)
    except RemindersTrouble as trouble:
        if trouble.result not in (Result.NOT_ALLOWED, Result.PAST):  # which are nobody's fault
            log_trouble("reminding", trouble)
        return Outcome(trouble.result)
    except Exception as error:
        log_trouble("reminding", error)
        return Outcome(Result.UNREACHABLE)


def asking(wish: str) -> Any:
    """The directive that has Alexa ask for the permission, and tell what she was answered, with the wish as it is."""
    from ask_sdk_model.interfaces.connections import SendRequestDirective  # noqa: PLC0415 - as below

    payload = {"@type": "AskForPermissionsConsentRequest", "@version": "1", "permissionScope": SCOPE}
    return SendRequestDirective(name="AskFor", payload=Plain(payload), token=wish)


def permission_card() -> Any:
    """The card that asks for it in the Alexa app."""
    from ask_sdk_model.ui import AskForPermissionsConsentCard  # noqa: PLC0415

    return AskForPermissionsConsentCard([SCOPE])


def _caller(handler_input: HandlerInput, label: str, now_ms: int) -> Caller:
    """Whom a request comes from. Raises RemindersTrouble where it brings no token along."""
    system = handler_input.request_envelope.context.system
    address, token = system.api_endpoint or "", system.api_access_token or ""
    if not token or not address.startswith(("https://", HERE)):
        raise RemindersTrouble("NoToken")
    device = system.device.device_id or ""
    return Caller(address, token, device, get_locale(handler_input) or "en-US", now_ms, label)


def _outcome(caller: Caller, errand: Errand, over: float) -> Outcome:
    """What comes of it. Raises RemindersTrouble, also where that takes too long."""
    left = over - time.monotonic()
    if left < LEAST_SECONDS:
        raise RemindersTrouble("NoTime")
    try:
        return in_time(partial(_run, caller, errand, over), left)
    except TooSlowError:
        raise RemindersTrouble("TooSlow") from None


def _run(caller: Caller, errand: Errand, over: float) -> Outcome:
    # Imported here because few ever wish for one, and everybody would wait for it.
    from lower_back_release.alexa.reminders_client import Reminders  # noqa: PLC0415

    return Reminders(caller, over).run(errand)
