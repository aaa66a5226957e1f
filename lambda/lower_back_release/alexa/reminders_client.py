"""Alexa's reminders, by the SDK's own clients over the standard library: loaded only where somebody wishes for one.

The shapes are those of Amazon's "Reminders REST API Reference"; the time zone is the device's, by its "Settings API".
"""

import json
import re
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.services import (
    ApiClientRequest,
    ApiClientResponse,
    ApiConfiguration,
    ServiceClientFactory,
    ServiceException,
)
from ask_sdk_model.services.reminder_management import (
    AlertInfo,
    PushNotification,
    PushNotificationStatus,
    Recurrence,
    ReminderRequest,
    SpokenInfo,
    SpokenText,
    Trigger,
    TriggerType,
)
from dateutil.tz import gettz  # type: ignore[import-untyped]

from lower_back_release.alexa.reminders import Caller, RemindersTrouble
from lower_back_release.dialogue.errand import Errand, Errands, Outcome, Result
from lower_back_release.person.reminder import MINUTES_AN_HOUR, NEXT, WEEK, When, once

CODES: Mapping[str, Result] = {
    "DEVICE_NOT_SUPPORTED": Result.UNSUPPORTED,
    "UNSUPPORTED_DEVICE": Result.UNSUPPORTED,
    "MAX_REMINDERS_EXCEEDED": Result.TOO_MANY,
    "TRIGGER_SCHEDULED_TIME_IN_PAST": Result.PAST,
}
"""What the errors mean that somebody can do something about, by the API's names for them. The first, the third and the
last are in others' skills, the second is believed."""

UNAUTHORIZED, FORBIDDEN, CONFLICT = 401, 403, 409
NOT_ALLOWED = UNAUTHORIZED, FORBIDDEN, CONFLICT
"""HTTP statuses without one of those codes that mean that there is no permission (the SDK's client: the last is an
update's)."""

BAD_REQUEST, NOT_FOUND = 400, 404

ON = "ON"
"""The status of a reminder that is still to go off."""

_ZONE = re.compile(r"[A-Za-z][\w+-]{0,30}(?:/[\w+-]{1,30}){0,2}", re.ASCII)
"""A zone's name in the IANA's database, such as "America/Argentina/Buenos_Aires"."""

Listed = dict[str, Any]
"""A reminder as it is listed."""

NOT_SENT = "Call to service failed"
"""How the SDK's client begins where there was no answer at all, for which it has no status of its own."""

LARGEST_BYTES = 200_000
"""Bytes of an answer that are read: a reminder has some 800, and there are 250 at most."""

RULES = "BYHOUR={};BYMINUTE={};BYSECOND=0;INTERVAL=1;"
"""The rest of each rule of when it comes again (RFC 5545), as Amazon's reference writes them."""


_CLOCK = re.compile(r"(2[0-3]|[01]?[0-9]):([0-5]?[0-9])")


class Reminders:
    """The reminders of this skill, of whoever a caller speaks for."""

    def __init__(self, caller: Caller, over: float) -> None:
        """`over` is when a call is given up, by the monotonic clock."""
        self._caller, self._over = caller, over
        http = _Http(over)
        given = ApiConfiguration(_Plain(), http, caller.token, caller.address)
        factory = ServiceClientFactory(given)
        self._alerts, self._settings = factory.get_reminder_management_service(), factory.get_ups_service()

    def run(self, errand: Errand) -> Outcome:
        """Does what is asked. Raises RemindersTrouble where it can't be done."""
        try:
            match errand.what:
                case Errands.SET:
                    ours = self._set(errand.when or When())
                case Errands.CANCEL:
                    ours = self._ours()
                    self._delete(ours)
                case Errands.TELL:
                    ours = self._ours()
                case Errands.CLOCK:
                    return Outcome(Result.DONE, now=_local(self._caller.now_ms, self._zone()[1]))
            return Outcome(Result.DONE, tuple(self._read(each) for each in ours))
        except ServiceException as error:
            trouble = _trouble(error)
            if errand.what is Errands.CLOCK and trouble.result is Result.NOT_ALLOWED:  # it takes no permission
                trouble = RemindersTrouble("NoTimeZone", Result.NO_TIME_ZONE)
            raise trouble from None

    def _set(self, when: When) -> list[Listed]:
        """Sets a reminder: in place of ours, if there is one, so that there is never one more than there was.

        Those that it took the place of.
        """
        ours, request = self._ours(), self._request(when)
        updated = ours and self._updated(ours[0], request)
        if not updated:
            self._alerts.create_reminder(request)
        self._delete(ours[1:])
        return ours if updated else ours[1:]

    def _updated(self, reminder: Listed, request: ReminderRequest) -> bool:
        """Whether there was one to change: it may have gone off meanwhile."""
        try:
            self._alerts.update_reminder(reminder["alertToken"], request)
        except ServiceException as error:
            if error.status_code != NOT_FOUND:
                raise
            return False
        return True

    def _ours(self) -> list[Listed]:
        """Those that are still to go off. A reminder that has is listed for some days more."""
        answer = self._alerts.get_reminders()
        if not isinstance(answer, dict) or "alerts" not in answer:
            raise RemindersTrouble("NoAnswer")
        listed = _part(answer, "alerts")
        known = [each for each in listed if isinstance(each, dict) and isinstance(each.get("alertToken"), str)]
        return [each for each in known if each.get("status") == ON]

    def _delete(self, reminders: Sequence[Listed]) -> None:
        for each in reminders:
            try:
                self._alerts.delete_reminder(each["alertToken"])
            except ServiceException as error:
                if error.status_code != NOT_FOUND:  # else it is gone already
                    raise

    def _request(self, when: When) -> ReminderRequest:
        """As the API takes it. Raises RemindersTrouble where the time is over, or no zone is told."""
        name, zone = self._zone()
        now = _local(self._caller.now_ms, zone)
        due = first_time(when, now)
        if due <= now:
            raise RemindersTrouble("Past", Result.PAST)
        rules = recurrence_rules(when)
        trigger = Trigger(
            TriggerType.SCHEDULED_ABSOLUTE,
            scheduled_time=due,
            time_zone_id=name,
            recurrence=Recurrence(start_date_time=now, recurrence_rules=rules) if rules else None,
        )
        spoken = SpokenInfo([SpokenText(self._caller.locale, text=self._caller.label)])
        return ReminderRequest(now, trigger, AlertInfo(spoken), PushNotification(PushNotificationStatus.ENABLED))

    def _zone(self) -> tuple[str, tzinfo]:
        """The time zone of the device, with its name. Raises RemindersTrouble where none is told."""
        name = self._settings.get_system_time_zone(self._caller.device)
        zone = _zone_of(name)
        if zone is None:
            raise RemindersTrouble("NoTimeZone", Result.NO_TIME_ZONE)
        return name, zone

    def _read(self, reminder: Listed) -> When:
        """When a reminder goes off; without a time where that can't be read."""
        trigger = _part(reminder, "trigger", {})
        rules = _part(_part(trigger, "recurrence", {}), "recurrenceRules")
        if rules:
            return read_rules([str(rule) for rule in rules])
        try:
            due = datetime.fromisoformat(trigger["scheduledTime"])
        except (KeyError, TypeError, ValueError):
            return When()
        zone = _zone_of(trigger.get("timeZoneId")) or UTC
        return once(due, _local(self._caller.now_ms, zone).date())


def _zone_of(name: object) -> tzinfo | None:
    """The time zone of a name; None where there is none of it. No file is one that is no zone, whatever its path."""
    if not isinstance(name, str) or not _ZONE.fullmatch(name):
        return None
    try:
        zone: tzinfo | None = gettz(name)
    except (OSError, ValueError):
        return None
    return zone


class _Plain(DefaultSerializer):  # type: ignore[misc]  # the SDK has no types
    """The SDK's own, which leaves what comes as plain JSON.

    Its classes can't read a reminder (`alert_info.py` of ask-sdk-model 1.82 names a module that isn't there), nor any
    word newer than themselves.
    """

    def deserialize(self, payload: str, obj_type: object) -> Any:
        """What is in an answer; None where that is no JSON."""
        try:
            return json.loads(payload)
        except ValueError:
            return None


class _Http:
    """What the SDK's clients send their requests by: its own has no timeout, and needs what isn't deployed."""

    def __init__(self, over: float) -> None:
        self._over = over

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """The response to a request. Raises RemindersTrouble, of which the SDK makes its own."""
        left, parts = self._over - time.monotonic(), urlsplit(request.url)
        if left <= 0:
            raise TimeoutError
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.netloc, timeout=left)
        body = None if request.body is None else json.dumps(request.body).encode()
        try:
            connection.request(request.method, parts.path, body, dict(request.headers))
            response = connection.getresponse()
            text = response.read(LARGEST_BYTES).decode("utf-8", "replace")
        except HTTPException as error:
            raise OSError(type(error).__name__) from None
        finally:
            connection.close()
        return ApiClientResponse(response.getheaders(), text, response.status)


def first_time(when: When, now: datetime) -> datetime:
    """When a reminder goes off first, by the clock of the device, which says `now`; before that where it is over."""
    hour, minute = divmod(when.at or 0, MINUTES_AN_HOUR)
    today = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    days = [today + timedelta(n) for n in range(8)]
    if when.days == ("today",):
        return today
    if when.days == ("tomorrow",):
        return days[1]
    if when.date:
        return datetime.combine(when.date, today.time())
    if when.days and when.days[0] in NEXT:
        return next(day for day in days[1:] if NEXT[day.weekday()] in when.days)
    return next(day for day in days if day > now and (not when.recurs or WEEK[day.weekday()] in when.days))


def recurrence_rules(when: When) -> list[str]:
    """The rules by which a reminder comes again and again: one for all days, or one a day of the week; else none."""
    if not when.recurs:
        return []
    rest = RULES.format(*divmod(when.at or 0, MINUTES_AN_HOUR))
    if when.days == WEEK:
        return [f"FREQ=DAILY;{rest}"]
    return [f"FREQ=WEEKLY;BYDAY={day[:2].upper()};{rest}" for day in when.days]


def read_rules(rules: Sequence[str]) -> When:
    """When a reminder of such rules goes off; without a time where they aren't of our making."""
    parts = [dict(re.findall(r"([A-Z]+)=([A-Z0-9,]+)", rule)) for rule in rules]
    minutes = {_minute(each) for each in parts}
    minute = minutes.pop() if len(minutes) == 1 else None
    if any(each.get("FREQ") == "DAILY" for each in parts):
        return When(minute, WEEK)
    named = {day for each in parts for day in each.get("BYDAY", "").split(",")}
    days = tuple(day for day in WEEK if day[:2].upper() in named)
    return When(minute if days else None, days)


def _minute(parts: Mapping[str, str]) -> int | None:
    hour, minute = parts.get("BYHOUR", ""), parts.get("BYMINUTE", "")
    if not _CLOCK.fullmatch(f"{hour}:{minute}"):
        return None
    return int(hour) * MINUTES_AN_HOUR + int(minute)


def _local(moment_ms: int, zone: tzinfo) -> datetime:
    """A moment by a clock in a time zone; without the zone, which the API takes apart from it."""
    return datetime.fromtimestamp(moment_ms / 1000, zone).replace(tzinfo=None, microsecond=0)


def _trouble(error: ServiceException) -> RemindersTrouble:
    """What an error of the API's means, by its code where it has one we know, else by its status."""
    status, code = error.status_code, _code(error.body)
    if str(error).startswith(NOT_SENT):
        return RemindersTrouble("NoAnswer")
    told = f"{status}_{code}" if code else str(status)
    if code in CODES:
        return RemindersTrouble(told, CODES[code])
    if status in NOT_ALLOWED:
        return RemindersTrouble(told, Result.NOT_ALLOWED)
    if status in (BAD_REQUEST, NOT_FOUND):
        return RemindersTrouble(told, Result.NOT_TAKEN)
    return RemindersTrouble(told)


def _code(body: Any) -> str:
    """The code in an error's body, which is left as text where the SDK doesn't know the status."""
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:
            return ""
    found = body.get("code") if isinstance(body, dict) else None
    return found if isinstance(found, str) else ""


def _part(whole: Any, name: str, empty: Any = ()) -> Any:
    """A part of what came by its name; an empty one where it is none of that kind."""
    part = whole.get(name) if isinstance(whole, dict) else None
    return part if isinstance(part, dict if empty == {} else list) else empty
