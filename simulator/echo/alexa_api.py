"""What an Echo's own requests give a skill to call: Alexa's reminders, and the settings of the device.

It takes what Amazon's "Reminders REST API Reference" says that it takes, and refuses all else by name: a misspelt key
would be overlooked nowhere. The codes of its errors are those that are in others' skills, or believed where none was
found; docs/certification.md says what was read.
"""

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from ask_sdk_model.services.reminder_management import (
    AlertInfo,
    PushNotification,
    Recurrence,
    ReminderRequest,
    SpokenInfo,
    SpokenText,
    Trigger,
)
from dateutil.tz import gettz  # type: ignore[import-untyped]

from simulator.server import HOST, IMPATIENCE

REMINDERS = "/v1/alerts/reminders"
TIME_ZONE = re.compile(r"/v2/devices/([^/]+)/settings/System\.timeZone")

MOST_REMINDERS = 250
"""How many somebody may have; of an endpoint in a hotel Amazon says so, and of anybody else nothing was found."""

RULE = re.compile(
    r"FREQ=(DAILY|WEEKLY;BYDAY=(MO|TU|WE|TH|FR|SA|SU));BYHOUR=(2[0-3]|1?\d);BYMINUTE=([1-5]?\d);BYSECOND=0;INTERVAL=1;"
)
"""The rules that are taken here, of those that there are."""

LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?")
"""A time without a zone, which is told apart from it."""

PARTS: Mapping[str, type] = {
    "trigger": Trigger,
    "recurrence": Recurrence,
    "alertInfo": AlertInfo,
    "spokenInfo": SpokenInfo,
    "content": SpokenText,
    "pushNotification": PushNotification,
}
"""The SDK's class of each part of a request to set a reminder."""

Answer = tuple[int, Any]
"""A status, and what is in the body; None for an empty one."""


@dataclass
class Account:
    """What is known of whoever has an Echo."""

    permitted: bool = False
    """Whether the skill may set reminders."""
    supported: bool = True
    """Whether the device can remind anybody."""
    time_zone: str = "America/New_York"
    most: int = MOST_REMINDERS
    others: int = 0
    """How many reminders of other skills there are."""
    reminders: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Each that this skill has set, as it was sent, by its token."""
    done: set[str] = field(default_factory=set)
    """The tokens of those that have gone off, which are listed for some days more."""


@dataclass
class AlexaApi:
    """It, for as many accounts as there are tokens for."""

    address: str = ""
    accounts: dict[str, Account] = field(default_factory=dict)
    """Each account by the token that its requests bring along."""
    asked: list[str] = field(default_factory=list)
    """Method and path of each request so far."""
    broken: Callable[[str, str], Answer | None] = lambda _, __: None
    """What is answered in place of the right answer, by method and path; None where nothing is."""

    def account(self, token: str) -> Account:
        """Whose token it is; a new account, where it is nobody's yet."""
        return self.accounts.setdefault(token, Account())

    def permit(self, token: str) -> None:
        """Somebody has given their permission."""
        self.account(token).permitted = True

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a request."""
        self.asked.append(f"{method} {path}")
        wrong = self.broken(method, path)
        if wrong is not None:
            return wrong
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        if not token:
            return _error(401, "INVALID_BEARER_TOKEN")
        account = self.account(token)
        if method == "GET" and TIME_ZONE.fullmatch(path):
            return (200, account.time_zone) if account.time_zone else (204, None)
        if path != REMINDERS and not path.startswith(f"{REMINDERS}/"):
            return _error(404, "NOT_FOUND")
        if not account.permitted:
            return _error(401, "UNAUTHORIZED")
        return self._of_reminders(account, method, path.removeprefix(REMINDERS).removeprefix("/"), headers, body)

    def _of_reminders(
        self, account: Account, method: str, token: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        if token and token not in account.reminders:
            return _error(404, "ALERT_NOT_FOUND")
        match method, bool(token):
            case "GET", False:
                alerts = [_listed(account, each) for each in account.reminders]
                return 200, {"totalCount": str(len(alerts)), "alerts": alerts, "links": None}
            case "DELETE", True:
                del account.reminders[token]
                return 200, None
            case ("POST", False) | ("PUT", True):
                if not account.supported:
                    return _error(403, "DEVICE_NOT_SUPPORTED")
                if not token and len(account.reminders) + account.others >= account.most:
                    return _error(403, "MAX_REMINDERS_EXCEEDED")
                if headers.get("Content-type") != "application/json":
                    return _error(400, "INVALID_CONTENT_TYPE")
                try:
                    code, request = refused(body), json.loads(body)
                except ValueError:
                    return _error(400, "INVALID_JSON")
                if code:
                    return _error(400, code)
                token = token or str(uuid4())
                account.reminders[token] = request
                return 200, {"alertToken": token, "status": "ON", "version": "1", "href": f"{REMINDERS}/{token}"}
        return _error(405, "METHOD_NOT_ALLOWED")


def refused(body: bytes) -> str:
    """Why a request to set a reminder is refused, as a code; empty where it is taken. Raises ValueError of no JSON."""
    sent = json.loads(body)
    if unknown(sent, ReminderRequest):
        return "INVALID_REQUEST"
    trigger, content = sent.get("trigger") or {}, (sent.get("alertInfo") or {}).get("spokenInfo", {}).get("content")
    if not content or not all(each.get("locale") and (each.get("text") or each.get("ssml")) for each in content):
        return "INVALID_ALERT_INFO"
    if trigger.get("type") != "SCHEDULED_ABSOLUTE":
        return "INVALID_TRIGGER_TYPE"
    if gettz(trigger.get("timeZoneId") or "nowhere") is None:
        return "INVALID_TIME_ZONE_ID"
    times = sent.get("requestTime"), trigger.get("scheduledTime")
    if not all(isinstance(time, str) and LOCAL_TIME.fullmatch(time) for time in times):
        return "UNSUPPORTED_SCHEDULED_TIME_FORMAT"
    rules = (trigger.get("recurrence") or {}).get("recurrenceRules", ())
    if not all(RULE.fullmatch(rule) for rule in rules) or ("recurrence" in trigger and not rules):
        return "UNSUPPORTED_TRIGGER_RECURRENCE"
    requested, scheduled = (datetime.fromisoformat(str(time)) for time in times)
    return "TRIGGER_SCHEDULED_TIME_IN_PAST" if scheduled <= requested else ""


def unknown(sent: Any, kind: type) -> bool:
    """Whether something isn't of the shape of one of the SDK's classes, or holds a key that it doesn't have."""
    if isinstance(sent, list):
        return any(unknown(each, kind) for each in sent)
    attributes: Mapping[str, str] = getattr(kind, "attribute_map", {})
    if not isinstance(sent, dict) or not sent.keys() <= set(attributes.values()):
        return True
    return any(unknown(value, PARTS[name]) for name, value in sent.items() if name in PARTS)


def _listed(account: Account, token: str) -> dict[str, Any]:
    status = "COMPLETED" if token in account.done else "ON"
    sent = account.reminders[token]
    told = {"alertToken": token, "createdTime": f"{sent['requestTime']}Z", "status": status, "version": "1"}
    return told | {name: sent[name] for name in ("trigger", "alertInfo", "pushNotification") if name in sent}


def _error(status: int, code: str) -> Answer:
    return status, {"code": code, "message": "The request is refused."}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tells of what has gone wrong here, but not that somebody has hung up."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def alexa_api() -> Iterator[AlexaApi]:
    """It, on this machine, while the block runs."""
    api, lock = AlexaApi(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                status, told = api.answer(self.command, self.path, dict(self.headers), body)
            text = b"" if told is None else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - the names the server looks for

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has above
            """Nothing: it would stand in the middle of the conversation."""

    with _Server((HOST, 0), Handler) as server:
        api.address = f"http://{HOST}:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(IMPATIENCE,), daemon=True).start()
        try:
            yield api
        finally:
            server.shutdown()
