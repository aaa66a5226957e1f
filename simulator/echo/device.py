"""Requests as a real Echo's arrive at a skill."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from simulator.ears.times import DATE, dated
from simulator.ears.understanding import Intent, Slot
from simulator.echo.screens import Screen
from simulator.heard.apla import RUNTIME_ERROR, DocumentError

APPLICATION = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
USER = "amzn1.ask.account.SIMULATOR"
DEVICE = "amzn1.ask.device.SIMULATOR"

SCREEN = {
    "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}},
}
CONSENT = "Connections.Response"
REMINDERS = "alexa::alerts:reminders:skill:readwrite"
"""The permission to set, list and delete a skill's own reminders."""

MATCH, NO_MATCH = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"


def _id(kind: str) -> str:
    return f"amzn1.echo-api.{kind}.{uuid4()}"


@dataclass
class Session:
    """One session with the skill."""

    id: str = field(default_factory=lambda: _id("session"))
    new: bool = True
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Device:
    """What sends the requests."""

    locale: str = "en-US"
    screen: Screen | None = None
    user: str = USER
    """Whose account it is registered to."""
    api: str = ""
    """Where Alexa's own services are, for the skill to call; empty where there are none."""
    token: str = "simulator"  # noqa: S105 - of nobody
    """What lets it call them."""
    asks: bool = True
    """Whether it can ask for a permission by voice."""

    def launch(self, session: Session, now: datetime) -> dict[str, Any]:
        """The skill is opened by its name alone."""
        return self._envelope(session, now, {"type": "LaunchRequest"})

    def intent(self, session: Session, now: datetime, intent: Intent) -> dict[str, Any]:
        """The skill is told something."""
        named = {
            "name": intent.name,
            "confirmationStatus": "NONE",
            "slots": {name: _slot(name, slot, now.date()) for name, slot in intent.slots.items()},
        }
        return self._envelope(session, now, {"type": "IntentRequest", "intent": named, "dialogState": "STARTED"})

    def user_event(self, session: Session, now: datetime, event: dict[str, Any]) -> dict[str, Any]:
        """The screen tells of a touch, or of something that came to its end: source, arguments and components."""
        told = {name: event[name] for name in ("token", "arguments", "source", "components") if name in event}
        return self._envelope(session, now, {"type": "Alexa.Presentation.APL.UserEvent"} | told)

    def not_played(self, session: Session, now: datetime, token: str, error: DocumentError) -> dict[str, Any]:
        """A document of APL for audio could not be played."""
        told = {"type": error.kind, "reason": "UNKNOWN_ERROR", "message": str(error)}
        return self._envelope(session, now, {"type": RUNTIME_ERROR, "token": token, "errors": [told]})

    def consent(self, session: Session, now: datetime, token: str, status: str) -> dict[str, Any]:
        """Somebody was asked for a permission: ACCEPTED, DENIED or NOT_ANSWERED; "" where it couldn't be asked for."""
        code, payload = ("200", {"permissionScope": REMINDERS, "status": status}) if status else ("500", {})
        told = {"status": {"code": code, "message": ""}, "payload": payload}
        return self._envelope(session, now, {"type": CONSENT, "name": "AskFor", "token": token} | told)

    def session_ended(self, session: Session, now: datetime, reason: str) -> dict[str, Any]:
        """The session is over: EXCEEDED_MAX_REPROMPTS, USER_INITIATED or ERROR."""
        return self._envelope(session, now, {"type": "SessionEndedRequest", "reason": reason})

    def _envelope(self, session: Session, now: datetime, request: dict[str, Any]) -> dict[str, Any]:
        user, application = {"userId": self.user}, {"applicationId": APPLICATION}
        interfaces = SCREEN if self.screen else {}
        system = {
            "application": application,
            "user": user,
            "device": {"deviceId": DEVICE, "supportedInterfaces": interfaces},
            **({"apiEndpoint": self.api} if self.api else {}),
            "apiAccessToken": self.token,
        }
        common = {
            "requestId": _id("request"),
            "locale": self.locale,
            "timestamp": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        return {
            "version": "1.0",
            "session": {
                "new": session.new,
                "sessionId": session.id,
                "application": application,
                "attributes": session.attributes,
                "user": user,
            },
            "context": {"System": system} | ({"Viewport": self.screen.viewport()} if self.screen else {}),
            "request": common | request,
        }


def _slot(name: str, slot: Slot, today: date) -> dict[str, Any]:
    sent: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
    if slot.value is None:
        return sent
    sent |= {"value": dated(slot.value, today) if slot.type == DATE else slot.value, "source": "USER"}
    if slot.type.startswith("AMAZON."):
        return sent
    authority: dict[str, Any] = {
        "authority": f"amzn1.er-authority.echo-sdk.{APPLICATION}.{slot.type}",
        "status": {"code": MATCH if slot.id else NO_MATCH},
    }
    if slot.id:
        authority["values"] = [{"value": {"name": slot.name, "id": slot.id}}]
    return sent | {"resolutions": {"resolutionsPerAuthority": [authority]}}
