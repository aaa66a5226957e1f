"""The stand-in for Alexa's services takes what Amazon says that they take, and nothing else."""

import json
from typing import Any

import pytest

from simulator.echo.alexa_api import Account, AlexaApi, refused

REMINDERS = "/v1/alerts/reminders"
JSON = {"Authorization": "Bearer theirs", "Content-type": "application/json"}


def reminder(**changed: Any) -> dict[str, Any]:
    """A right one, with other values in place of some: by their paths, such as trigger__type."""
    sent: dict[str, Any] = {
        "requestTime": "2027-01-15T12:00:00",
        "trigger": {
            "type": "SCHEDULED_ABSOLUTE",
            "scheduledTime": "2027-01-15T20:00:00",
            "timeZoneId": "America/New_York",
            "recurrence": {"recurrenceRules": ["FREQ=WEEKLY;BYDAY=MO;BYHOUR=20;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"]},
        },
        "alertInfo": {"spokenInfo": {"content": [{"locale": "en-US", "text": "It's time."}]}},
        "pushNotification": {"status": "ENABLED"},
    }
    for path, value in changed.items():
        *parts, last = path.split("__")
        inner = sent
        for part in parts:
            inner = inner[part]
        inner[last] = value
    return sent


def why(sent: object) -> str:
    return refused(json.dumps(sent).encode())


def test_what_amazon_takes_is_taken() -> None:
    assert why(reminder()) == ""


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"trigger__kind": "SCHEDULED_ABSOLUTE"}, "INVALID_REQUEST"),
        ({"trigger__recurrence__rules": []}, "INVALID_REQUEST"),
        ({"alertInfo__spokenInfo__content": [{"locale": "en-US", "words": "It's time."}]}, "INVALID_REQUEST"),
        ({"pushNotification": "ENABLED"}, "INVALID_REQUEST"),
        ({"alertInfo__spokenInfo__content": []}, "INVALID_ALERT_INFO"),
        ({"alertInfo__spokenInfo__content": [{"locale": "en-US"}]}, "INVALID_ALERT_INFO"),
        ({"trigger__type": "SCHEDULED_SOMEHOW"}, "INVALID_TRIGGER_TYPE"),
        ({"trigger__timeZoneId": "Atlantis/Harbour"}, "INVALID_TIME_ZONE_ID"),
        ({"trigger__scheduledTime": "2027-01-15T20:00:00Z"}, "UNSUPPORTED_SCHEDULED_TIME_FORMAT"),
        ({"trigger__scheduledTime": None}, "UNSUPPORTED_SCHEDULED_TIME_FORMAT"),
        ({"requestTime": "now"}, "UNSUPPORTED_SCHEDULED_TIME_FORMAT"),
        ({"trigger__recurrence__recurrenceRules": ["FREQ=HOURLY;"]}, "UNSUPPORTED_TRIGGER_RECURRENCE"),
        ({"trigger__recurrence": {}}, "UNSUPPORTED_TRIGGER_RECURRENCE"),
        ({"trigger__scheduledTime": "2027-01-15T11:59:00"}, "TRIGGER_SCHEDULED_TIME_IN_PAST"),
    ],
    ids=str,
)
def test_all_else_is_refused_by_name(changed: dict[str, Any], code: str) -> None:
    assert why(reminder(**changed)) == code


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("GET", REMINDERS, {}, b"", 401),
        ("GET", f"{REMINDERS}/unheard-of", JSON, b"", 404),
        ("GET", "/v1/alerts/timers", JSON, b"", 404),
        ("PATCH", REMINDERS, JSON, b"", 405),
        ("POST", REMINDERS, JSON, b"{", 400),
        ("POST", REMINDERS, {"Authorization": "Bearer theirs"}, json.dumps(reminder()).encode(), 400),
        ("POST", REMINDERS, JSON, json.dumps(reminder()).encode(), 200),
    ],
    ids=str,
)
def test_a_request_is_answered_as_by_a_server(
    method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    api = AlexaApi(accounts={"theirs": Account(permitted=True)})
    assert api.answer(method, path, headers, body)[0] == status


@pytest.mark.parametrize(
    ("account", "status", "code"),
    [
        (Account(), 401, "UNAUTHORIZED"),
        (Account(permitted=True, supported=False), 403, "DEVICE_NOT_SUPPORTED"),
        (Account(permitted=True, others=250), 403, "MAX_REMINDERS_EXCEEDED"),
    ],
)
def test_what_an_account_may_not_is_refused(account: Account, status: int, code: str) -> None:
    api = AlexaApi(accounts={"theirs": account})
    told = api.answer("POST", REMINDERS, JSON, json.dumps(reminder()).encode())
    assert (told[0], told[1]["code"]) == (status, code)
    assert account.reminders == {}
