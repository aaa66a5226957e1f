"""Reminders, over HTTP: what Alexa's services are sent, and what people hear of their answers."""

import json
import logging
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lower_back_release.alexa import reminders
from lower_back_release.alexa.reminders_client import first_time, read_rules, recurrence_rules
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.person.reminder import MINUTES_A_DAY, NEXT, WEEK, When
from simulator.ears.understanding import Intent, Slot
from simulator.echo.alexa_api import Account, AlexaApi, Answer, alexa_api
from simulator.echo.device import DEVICE, Device, Session
from simulator.heard.ssml import plain_text
from tests.memory.impostor import DRIP_SECONDS, UNHURRIED
from tests.person.test_reminder import DAYS
from tests.rules import check

TOKEN = "a token of nobody's"  # noqa: S105
SKILL = build_skill(Forgetful())

LABEL = "It's time for Lower Back Release."

CARD = "For that I need your permission, and there's a card for it in the Alexa app."

NOON = datetime(2027, 1, 15, 17, 0, tzinfo=UTC)
"""A Friday, at noon in New York."""


YEARS = datetime(2026, 1, 1), datetime(2100, 1, 1)

AMAZONS = {"date": "AMAZON.DATE", "duration": "AMAZON.DURATION", "every": "AMAZON.DURATION"}


@dataclass
class Somebody:
    """In front of an Echo."""

    device: Device
    session: Session = field(default_factory=Session)
    now: datetime = NOON

    def says(self, name: str, time: str = "", days: str = "", more_days: str = "", **amazons: str) -> dict[str, Any]:
        slots = {"time": Slot(time or None, "AMAZON.TIME")}
        slots |= {each: Slot(value, AMAZONS[each]) for each, value in amazons.items()}
        slots |= {each: Slot(day, "DAYS", day, day) for each, day in (("days", days), ("more_days", more_days)) if day}
        return self.sends(Intent(name, slots))

    def sends(self, intent: Intent) -> dict[str, Any]:
        return self._sends(self.device.intent(self.session, self.now, intent))

    def answers_alexa(self, told: str, token: Any, changed: dict[str, Any] | None = None) -> dict[str, Any]:
        event = self.device.consent(self.session, self.now, token, told)
        event["request"] |= changed or {}
        return self._sends(event)

    def _sends(self, event: dict[str, Any]) -> dict[str, Any]:
        envelope = respond(SKILL, event)
        check(envelope)
        self.session.new, self.session.attributes = False, envelope["sessionAttributes"]
        self.now += timedelta(seconds=20)
        response: dict[str, Any] = envelope["response"]
        return response

    def agrees_to(self, time: str = "", days: str = "", more_days: str = "") -> str:
        self.says("RemindMeIntent", time, days, more_days)
        return heard(self.says("AMAZON.YesIntent"))


def heard(response: dict[str, Any]) -> str:
    return plain_text(response["outputSpeech"]["ssml"])


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BY_SECONDS", UNHURRIED)


@pytest.fixture(scope="module")
def served() -> Iterator[AlexaApi]:
    with alexa_api() as api:
        yield api


@pytest.fixture
def api(served: AlexaApi) -> Iterator[AlexaApi]:
    served.asked.clear()
    served.accounts = {TOKEN: Account(permitted=True)}
    yield served
    served.broken = lambda _, __: None


@pytest.fixture
def account(api: AlexaApi) -> Account:
    return api.account(TOKEN)


@pytest.fixture
def somebody(api: AlexaApi) -> Somebody:
    return Somebody(Device(api=api.address, token=TOKEN))


class TestWhatIsSent:
    def test_an_evening_is_one_rule_in_the_time_zone_of_the_device(self, somebody: Somebody, account: Account) -> None:
        assert somebody.agrees_to("08:00", "daily_evening").startswith("I'll remind you every day at eight in the even")
        (sent,) = account.reminders.values()
        assert sent == {
            "requestTime": "2027-01-15T12:00:20",
            "trigger": {
                "type": "SCHEDULED_ABSOLUTE",
                "scheduledTime": "2027-01-15T20:00:00",
                "timeZoneId": "America/New_York",
                "recurrence": {
                    "startDateTime": "2027-01-15T12:00:20",
                    "recurrenceRules": ["FREQ=DAILY;BYHOUR=20;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"],
                },
            },
            "alertInfo": {
                "spokenInfo": {"content": [{"locale": "en-US", "text": "It's time for Lower Back Release."}]}
            },
            "pushNotification": {"status": "ENABLED"},
        }

    def test_the_zone_is_asked_of_the_very_device(self, somebody: Somebody, api: AlexaApi) -> None:
        somebody.agrees_to("20:00", "daily")
        assert api.asked == [
            "GET /v1/alerts/reminders",
            f"GET /v2/devices/{DEVICE}/settings/System.timeZone",
            "POST /v1/alerts/reminders",
        ]

    @pytest.mark.parametrize(
        ("time", "days", "more_days", "scheduled", "by_day"),
        [
            ("07:00", "weekdays", "", "2027-01-18T07:00:00", ["MO", "TU", "WE", "TH", "FR"]),
            ("13:00", "weekdays", "", "2027-01-15T13:00:00", ["MO", "TU", "WE", "TH", "FR"]),
            ("19:30", "thursday", "monday", "2027-01-18T19:30:00", ["MO", "TH"]),
            ("11:00", "friday", "", "2027-01-22T11:00:00", ["FR"]),
        ],
    )
    def test_days_of_the_week_are_a_rule_each(
        self,
        somebody: Somebody,
        account: Account,
        time: str,
        days: str,
        more_days: str,
        scheduled: str,
        by_day: list[str],
    ) -> None:
        somebody.agrees_to(time, days, more_days)
        (sent,) = account.reminders.values()
        assert sent["trigger"]["scheduledTime"] == scheduled
        rules = sent["trigger"]["recurrence"]["recurrenceRules"]
        assert [re.findall(r"BYDAY=(\w\w);", rule)[0] for rule in rules] == by_day

    @pytest.mark.parametrize(
        ("time", "days", "scheduled"),
        [
            ("07:00", "tomorrow", "2027-01-16T07:00:00"),
            ("EV", "tomorrow", "2027-01-16T20:00:00"),
            ("", "today_evening", "2027-01-15T20:00:00"),
            ("13:00", "", "2027-01-15T13:00:00"),
            ("11:00", "", "2027-01-16T11:00:00"),
        ],
    )
    def test_once_has_no_rule(self, somebody: Somebody, account: Account, time: str, days: str, scheduled: str) -> None:
        somebody.agrees_to(time, days)
        (sent,) = account.reminders.values()
        assert sent["trigger"]["scheduledTime"] == scheduled
        assert "recurrence" not in sent["trigger"]

    @pytest.mark.parametrize(
        ("time", "days", "amazons", "scheduled"),
        [
            ("20:00", "", {"date": "2027-12-03"}, "2027-12-03T20:00:00"),
            ("20:00", "next_friday", {}, "2027-01-22T20:00:00"),
            ("20:00", "next_saturday", {}, "2027-01-16T20:00:00"),
            ("", "", {"duration": "PT10M"}, "2027-01-15T12:10:00"),
            ("", "", {"duration": "PT1H30M"}, "2027-01-15T13:30:00"),
            ("08:00", "", {"duration": "P1W"}, "2027-01-22T08:00:00"),
            ("", "", {"duration": "PT90S"}, "2027-01-15T12:02:00"),
        ],
    )
    def test_once_is_the_very_day(
        self,
        somebody: Somebody,
        account: Account,
        time: str,
        days: str,
        amazons: dict[str, str],
        scheduled: str,
    ) -> None:
        somebody.says("RemindMeIntent", time, days, **amazons)
        somebody.says("AMAZON.YesIntent")
        (sent,) = account.reminders.values()
        assert sent["trigger"]["scheduledTime"] == scheduled
        assert "recurrence" not in sent["trigger"]

    @pytest.mark.parametrize(
        ("time", "told"), [("13:00", "today at one in the afternoon"), ("11:00", "tomorrow at eleven in the morning")]
    )
    def test_once_is_read_back_with_its_day(self, somebody: Somebody, time: str, told: str) -> None:
        assert heard(somebody.says("RemindMeIntent", time)).startswith(f"That would be {told}.")

    def test_a_day_that_was_heard_but_is_not_known_is_never_proposed_as_another(self, somebody: Somebody) -> None:
        heard_only = {"time": Slot("20:00", "AMAZON.TIME"), "days": Slot("on boxing day", "DAYS")}
        told = heard(somebody.sends(Intent("RemindMeIntent", heard_only)))
        assert told.endswith("On which days shall I remind you?")
        assert "every day at eight in the evening" in heard(somebody.says("RemindAtIntent", days="daily"))

    @pytest.mark.parametrize(
        "amazons",
        [
            {"date": "2027-W03"},
            {"date": "2027-01"},
            {"date": "2027-W03-WE"},
            {"date": "201X"},
            {"duration": "P2M"},
            {"duration": "P1Y"},
            {"duration": "PT0S"},
            {"duration": "soon"},
            {"every": "P2D"},
            {"every": "PT10M"},
        ],
        ids=str,
    )
    def test_what_is_no_day_is_never_set(self, somebody: Somebody, account: Account, amazons: dict[str, str]) -> None:
        told = heard(somebody.says("RemindMeIntent", "20:00", **amazons))
        assert told.startswith("I can remind you once, today, tomorrow or on a date.")
        somebody.says("AMAZON.YesIntent")
        assert account.reminders == {}

    def test_a_date_that_is_over_is_asked_for_anew(self, somebody: Somebody, account: Account) -> None:
        somebody.says("RemindMeIntent", "20:00", date="2027-01-14")
        told = heard(somebody.says("AMAZON.YesIntent"))
        assert told.startswith("That's over already. On which days shall I remind you?")
        assert account.reminders == {}

    @given(wish=st.builds(When, st.integers(0, MINUTES_A_DAY - 1), DAYS), noon=st.datetimes(*YEARS))
    def test_what_is_sent_is_what_was_read_back(self, wish: When, noon: datetime) -> None:
        due, rules = first_time(wish, noon), recurrence_rules(wish)
        assert due.hour * 60 + due.minute == wish.at
        if rules:
            assert read_rules(rules) == wish
            assert WEEK[due.weekday()] in wish.days
            assert due > noon
        elif wish.date:
            assert due.date() == wish.date
        elif wish.days[:1] == ("tomorrow",):
            assert (due.date() - noon.date()).days == 1
        elif wish.days and wish.days[0] in NEXT:
            assert wish.days == (NEXT[due.weekday()],)
            assert 1 <= (due.date() - noon.date()).days <= 7

    def test_summer_time_is_that_of_the_place(self, somebody: Somebody, account: Account) -> None:
        somebody.now = datetime(2027, 3, 14, 5, 30, tzinfo=UTC)  # half past midnight, before the clocks go forward
        somebody.agrees_to("07:00", "tomorrow")
        (sent,) = account.reminders.values()
        assert sent["trigger"]["scheduledTime"] == "2027-03-15T07:00:00"

    def test_a_new_one_takes_the_place_of_the_first(self, somebody: Somebody, account: Account, api: AlexaApi) -> None:
        somebody.agrees_to("20:00", "daily")
        (first,) = account.reminders
        assert "tomorrow at seven" in somebody.agrees_to("07:00", "tomorrow")
        assert [*account.reminders] == [first]
        assert api.asked[-1] == f"PUT /v1/alerts/reminders/{first}"
        assert account.reminders[first]["trigger"]["scheduledTime"] == "2027-01-16T07:00:00"

    def test_also_where_no_more_may_be_set(self, somebody: Somebody, account: Account) -> None:
        somebody.agrees_to("20:00", "daily")
        account.most = 1
        assert "tomorrow at seven" in somebody.agrees_to("07:00", "tomorrow")

    def test_one_that_has_gone_off_is_left_alone(self, somebody: Somebody, account: Account) -> None:
        somebody.agrees_to("13:00", "today")
        account.done.update(account.reminders)
        somebody.agrees_to("20:00", "daily")
        assert len(account.reminders) == 2

    def test_of_several_one_is_left(self, somebody: Somebody, account: Account) -> None:
        somebody.agrees_to("20:00", "daily")
        (sent,) = account.reminders.values()
        account.reminders["another"] = sent
        somebody.agrees_to("21:00", "daily")
        assert len(account.reminders) == 1

    def test_one_that_goes_off_meanwhile_is_set_anew(self, somebody: Somebody, account: Account, api: AlexaApi) -> None:
        somebody.agrees_to("13:00", "today")
        api.broken = lambda method, _: (404, {"code": "ALERT_NOT_FOUND"}) if method == "PUT" else None
        assert somebody.agrees_to("20:00", "daily").startswith("I'll remind you every day")
        assert len(account.reminders) == 2

    def test_nothing_is_sent_before_somebody_agrees(self, somebody: Somebody, api: AlexaApi) -> None:
        somebody.says("RemindMeIntent", "20:00", "daily")
        somebody.says("AMAZON.NoIntent")
        somebody.says("ThanksIntent")
        assert api.asked == []


class TestWhichThereIs:
    @pytest.mark.parametrize(
        ("time", "days", "told"),
        [
            ("20:00", "daily", "I remind you every day at eight in the evening."),
            ("07:00", "weekdays", "I remind you on weekdays at seven in the morning."),
            ("18:00", "monday", "I remind you every Monday at six in the evening."),
            ("13:00", "today", "I remind you today at one in the afternoon."),
            ("07:00", "tomorrow", "I remind you tomorrow at seven in the morning."),
        ],
    )
    def test_it_is_told_as_it_was_set(self, somebody: Somebody, time: str, days: str, told: str) -> None:
        somebody.agrees_to(time, days)
        assert heard(somebody.says("WhichReminderIntent")).startswith(told)

    @pytest.mark.parametrize(
        ("days", "told"),
        [
            ("next_friday", "I remind you on January 22 at eight in the evening."),
            ("next_saturday", "I remind you tomorrow at eight in the evening."),
        ],
    )
    def test_a_coming_day_is_told_as_the_date_that_it_is(self, somebody: Somebody, days: str, told: str) -> None:
        somebody.agrees_to("20:00", days)
        assert heard(somebody.says("WhichReminderIntent")).startswith(told)

    def test_tomorrow_is_today_a_day_later(self, somebody: Somebody) -> None:
        somebody.agrees_to("20:00", "tomorrow")
        somebody.now += timedelta(days=1)
        assert heard(somebody.says("WhichReminderIntent")).startswith("I remind you today at eight in the evening.")

    @pytest.mark.parametrize(
        "trigger",
        [
            {"recurrence": {"recurrenceRules": ["FREQ=MONTHLY;BYMONTHDAY=5;BYHOUR=10;INTERVAL=1;"]}},
            {"scheduledTime": "at eight"},
            {"recurrence": {"recurrenceRules": "daily"}},
            {},
            None,
        ],
    )
    def test_what_cannot_be_read_is_told_of_all_the_same(
        self, somebody: Somebody, account: Account, trigger: object
    ) -> None:
        somebody.agrees_to("20:00", "daily")
        (sent,) = account.reminders.values()
        sent["trigger"] = trigger
        assert heard(somebody.says("WhichReminderIntent")).startswith("You have a reminder from me whose time I can't")

    @pytest.mark.parametrize(
        "zone", [None, 7, ["x"], {}, "", "/etc/passwd", "a\0b", "../UTC", "EST5EDT4,M99", "tzlocal()"]
    )
    def test_of_one_in_an_odd_time_zone_everything_goes_as_ever(
        self, somebody: Somebody, account: Account, zone: object
    ) -> None:
        somebody.agrees_to("20:00", "tomorrow")
        (sent,) = account.reminders.values()
        sent["trigger"]["timeZoneId"] = zone
        assert "eight in the evening" in heard(somebody.says("WhichReminderIntent"))
        assert heard(somebody.says("CancelReminderIntent")).startswith("Your reminder is gone.")
        assert account.reminders == {}

    def test_it_is_deleted(self, somebody: Somebody, account: Account) -> None:
        somebody.agrees_to("20:00", "daily")
        assert heard(somebody.says("CancelReminderIntent")).startswith("Your reminder is gone.")
        assert account.reminders == {}
        assert heard(somebody.says("CancelReminderIntent")).startswith("You have no reminder from me.")

    def test_also_where_it_has_just_gone_off(self, somebody: Somebody, api: AlexaApi) -> None:
        somebody.agrees_to("20:00", "daily")
        api.broken = lambda method, _: (404, {"code": "ALERT_NOT_FOUND"}) if method == "DELETE" else None
        assert heard(somebody.says("CancelReminderIntent")).startswith("Your reminder is gone.")


class TestPermission:
    def test_alexa_is_sent_what_she_is_to_ask_for(self, somebody: Somebody, account: Account) -> None:
        account.permitted = False
        somebody.says("RemindMeIntent", "20:00", "daily")
        response = somebody.says("AMAZON.YesIntent")
        (directive,) = response["directives"]
        assert directive == {
            "type": "Connections.SendRequest",
            "name": "AskFor",
            "payload": {
                "@type": "AskForPermissionsConsentRequest",
                "@version": "1",
                "permissionScope": "alexa::alerts:reminders:skill:readwrite",
            },
            "token": "20:00 monday tuesday wednesday thursday friday saturday sunday",
        }
        assert "reprompt" not in response  # the next words are Alexa's
        assert account.reminders == {}

    @pytest.mark.parametrize("kept", [True, False], ids=["in the session", "in a session anew"])
    def test_once_it_is_given_the_reminder_is_set(self, somebody: Somebody, account: Account, kept: bool) -> None:
        account.permitted = False
        somebody.says("RemindMeIntent", "20:00", "daily")
        (directive,) = somebody.says("AMAZON.YesIntent")["directives"]
        account.permitted = True
        if not kept:
            somebody.session = Session()
        told = somebody.answers_alexa("ACCEPTED", directive["token"])
        assert heard(told).startswith("I'll remind you every day at eight in the evening.")
        assert told["shouldEndSession"] is False
        assert len(account.reminders) == 1

    @pytest.mark.parametrize(
        ("status", "changed", "told", "card"),
        [
            ("DENIED", {}, "All right, then I can't remind you.", False),
            ("NOT_ANSWERED", {}, CARD, True),
            ("", {}, CARD, True),
            ("ACCEPTED", {"status": {"code": "400"}}, CARD, True),
            ("SOMETHING_NEW", {}, CARD, True),
            (
                "ACCEPTED",
                {"status": None, "payload": None},
                CARD,
                True,
            ),
        ],
    )
    def test_without_it_there_is_none_and_it_goes_on(
        self, somebody: Somebody, account: Account, status: str, changed: dict[str, Any], told: str, card: bool
    ) -> None:
        account.permitted = False
        somebody.agrees_to("20:00", "daily")
        response = somebody.answers_alexa(status, "20:00 daily", changed)
        assert heard(response).startswith(told)
        assert heard(response).endswith("Shall we begin?")
        permissions = ["alexa::alerts:reminders:skill:readwrite"]
        assert response.get("card") == (
            {"type": "AskForPermissionsConsent", "permissions": permissions} if card else None
        )

    def test_nobody_is_asked_in_a_circle(self, somebody: Somebody, account: Account) -> None:
        account.permitted = False
        response = somebody.answers_alexa("ACCEPTED", "20:00 daily")
        assert "directives" not in response
        assert response["card"]["type"] == "AskForPermissionsConsent"

    @pytest.mark.parametrize("token", ["", "someday", "x" * 1000, None, 7])
    def test_a_token_that_is_none_of_ours_sets_nothing(self, somebody: Somebody, account: Account, token: Any) -> None:
        told = heard(somebody.answers_alexa("ACCEPTED", token))
        assert told == "At what time shall I remind you?"
        assert account.reminders == {}

    def test_a_card_takes_the_place_of_that_of_a_pose(self, somebody: Somebody, account: Account) -> None:
        account.permitted = False
        somebody.says("StartRoutineIntent")
        assert somebody.answers_alexa("", "20:00 daily")["card"]["type"] == "AskForPermissionsConsent"


class TestChanging:
    def test_it_keeps_what_is_not_named(self, somebody: Somebody, account: Account) -> None:
        somebody.agrees_to("20:00", "monday", "thursday")
        told = heard(somebody.says("ChangeReminderIntent", "07:00"))
        assert told.startswith("So far, I remind you every Monday and Thursday at eight in the evening. That would be")
        assert "every Monday and Thursday at seven in the evening" in told
        (before,) = account.reminders.values()
        assert before["trigger"]["scheduledTime"] == "2027-01-18T20:00:00"
        somebody.says("AMAZON.YesIntent")
        (sent,) = account.reminders.values()
        assert sent["trigger"]["scheduledTime"] == "2027-01-18T19:00:00"
        assert len(sent["trigger"]["recurrence"]["recurrenceRules"]) == 2

    def test_of_several_all_are_told_and_the_first_is_changed(self, somebody: Somebody, account: Account) -> None:
        somebody.agrees_to("20:00", "monday")
        (sent,) = account.reminders.values()
        account.reminders["another"] = json.loads(json.dumps(sent).replace("BYHOUR=20", "BYHOUR=9"))
        told = heard(somebody.says("ChangeReminderIntent", "", "tuesday"))
        assert "every Monday at eight in the evening and every Monday at nine in the morning." in told
        assert "every Tuesday at eight in the evening" in told

    @pytest.mark.parametrize(
        "wish", [("WhichReminderIntent",), ("CancelReminderIntent",), ("ChangeReminderIntent", "07:00", "tuesday")]
    )
    def test_without_the_permission_alexa_asks_for_it_and_the_wish_goes_on(
        self, somebody: Somebody, account: Account, wish: tuple[str, ...]
    ) -> None:
        somebody.agrees_to("20:00", "monday")
        account.permitted = False
        (directive,) = somebody.says(*wish)["directives"]
        assert directive["name"] == "AskFor"
        account.permitted = True
        told = heard(somebody.answers_alexa("ACCEPTED", directive["token"]))
        changed = "every Monday at eight in the evening. That would be every Tuesday at seven in the evening."
        assert told.startswith(
            {
                "WhichReminderIntent": "I remind you every Monday at eight in the evening.",
                "CancelReminderIntent": "Your reminder is gone.",
                "ChangeReminderIntent": f"So far, I remind you {changed}",
            }[wish[0]]
        )

    @pytest.mark.parametrize(
        "token", ["which_reminder", "cancel_reminder", "change_reminder 07:00", "change_reminder ?"]
    )
    def test_nobody_is_asked_in_a_circle(self, somebody: Somebody, account: Account, token: str) -> None:
        account.permitted = False
        response = somebody.answers_alexa("ACCEPTED", token)
        assert "directives" not in response
        assert response["card"]["type"] == "AskForPermissionsConsent"

    @pytest.mark.parametrize("token", ["which_reminder", "cancel_reminder", "change_reminder 07:00"])
    def test_whoever_refuses_keeps_what_they_have(self, somebody: Somebody, account: Account, token: str) -> None:
        somebody.agrees_to("20:00", "monday")
        told = heard(somebody.answers_alexa("DENIED", token))
        assert told.startswith("I have no permission to look at your reminders. If you have any, they're in the Alexa")
        assert len(account.reminders) == 1

    def test_without_a_time_zone_soon_cannot_be_told(self, somebody: Somebody, account: Account) -> None:
        account.time_zone = ""
        told = heard(somebody.says("RemindMeIntent", duration="PT10M"))
        assert told.startswith("I can't tell what time it is where you are.")

    def test_nor_where_the_clock_is_refused(self, somebody: Somebody, api: AlexaApi) -> None:
        api.broken = lambda _, __: (403, {"code": "FORBIDDEN"})
        told = heard(somebody.says("RemindMeIntent", duration="PT10M"))
        assert told.startswith("I can't tell what time it is where you are.")


TROUBLE: list[tuple[str, Answer, str, str]] = [
    ("POST", (403, {"code": "DEVICE_NOT_SUPPORTED"}), "This device can't remind you.", "403_DEVICE_NOT_SUPPORTED"),
    ("POST", (403, {"code": "MAX_REMINDERS_EXCEEDED"}), "Alexa can't keep any more", "403_MAX_REMINDERS_EXCEEDED"),
    ("POST", (400, {"code": "INVALID_ALERT_INFO"}), "Alexa didn't take that", "400_INVALID_ALERT_INFO"),
    ("POST", (400, None), "Alexa didn't take that reminder.", "400"),
    ("POST", (429, {"code": "TOO_MANY_REQUESTS"}), "I can't reach your reminders", "429_TOO_MANY_REQUESTS"),
    ("GET", (500, {"code": "INTERNAL"}), "I can't reach your reminders just now.", "500_INTERNAL"),
    ("GET", (503, "<html>"), "I can't reach your reminders just now.", "503"),
    ("GET", (200, "<html>"), "I can't reach your reminders just now.", "NoAnswer"),
    ("GET", (200, {}), "I can't reach your reminders just now.", "NoAnswer"),
    ("POST", (400, {"code": "amzn1.ask.account.A name"}), "Alexa didn't take that reminder.", "Other"),
]


class TestTrouble:
    @pytest.mark.parametrize(("method", "answer", "told", "kind"), TROUBLE, ids=str)
    def test_each_kind_is_told_and_logged_by_its_name_alone(
        self,
        somebody: Somebody,
        api: AlexaApi,
        caplog: pytest.LogCaptureFixture,
        method: str,
        answer: Answer,
        told: str,
        kind: str,
    ) -> None:
        api.broken = lambda asked, path: answer if asked == method and "timeZone" not in path else None
        assert somebody.agrees_to("20:00", "daily").startswith(told)
        (line,) = caplog.messages
        assert re.fullmatch(rf"reminding failed: RemindersTrouble {kind} at \S+:\d+", line)

    @pytest.mark.parametrize(
        ("status", "code"), [(401, "UNAUTHORIZED"), (401, ""), (403, "FORBIDDEN"), (403, "UNAUTHORIZED_SOMEHOW")]
    )
    def test_no_permission_by_whatever_name_is_asked_for(
        self, somebody: Somebody, api: AlexaApi, caplog: pytest.LogCaptureFixture, status: int, code: str
    ) -> None:
        api.broken = lambda _, __: (status, {"code": code} if code else None)
        assert somebody.agrees_to("20:00", "daily") == "For that, Alexa needs your permission, and asks you now."
        assert caplog.messages == []

    def test_a_device_without_a_time_zone_is_told_of(self, somebody: Somebody, account: Account) -> None:
        account.time_zone = ""
        assert somebody.agrees_to("20:00", "daily").startswith("I can't tell what time it is where you are.")

    @pytest.mark.parametrize("zone", ["Atlantis/Harbour", "/etc/passwd", "EST5EDT4,M99", "a\0b"])
    def test_so_is_a_zone_that_nobody_knows(self, somebody: Somebody, account: Account, zone: str) -> None:
        account.time_zone = zone
        assert somebody.agrees_to("20:00", "daily").startswith("I can't tell what time it is where you are.")

    def test_a_time_that_is_over_is_asked_for_anew(
        self, somebody: Somebody, account: Account, api: AlexaApi, caplog: pytest.LogCaptureFixture
    ) -> None:
        told = heard(somebody.says("RemindMeIntent", "07:00", "today"))
        assert told.startswith("That's over already. At what time shall I remind you?")
        assert account.reminders == {}
        assert not any(asked.startswith("POST") for asked in api.asked)
        assert caplog.messages == []
        assert "today at three in the afternoon" in heard(somebody.says("RemindAtIntent", "15:00"))

    @pytest.mark.parametrize(
        "device",
        [
            Device(),
            Device(api="https://127.0.0.1:9", token=""),
            Device(api="http://api.amazonalexa.com", token=TOKEN),
            Device(api="ftp://127.0.0.1", token=TOKEN),
            Device(api="https://127.0.0.1:9", token="x" * 20_000),
        ],
        ids=["no address", "no token", "in the clear", "nothing of ours", "no token that anybody has"],
    )
    def test_without_a_way_there_nothing_is_sent(self, device: Device, caplog: pytest.LogCaptureFixture) -> None:
        assert Somebody(device).agrees_to("20:00", "daily").startswith("I can't reach your reminders just now.")
        assert "RemindersTrouble NoToken" in caplog.text

    def test_where_nobody_listens_that_is_told(self, caplog: pytest.LogCaptureFixture) -> None:
        nobody = Device(api="https://127.0.0.1:9", token=TOKEN)
        assert Somebody(nobody).agrees_to("20:00", "daily").startswith("I can't reach your reminders just now.")
        assert "RemindersTrouble NoAnswer" in caplog.text

    @pytest.mark.parametrize("wish", ["WhichReminderIntent", "CancelReminderIntent"])
    def test_whoever_is_not_answered_is_not_waited_for(
        self, somebody: Somebody, api: AlexaApi, monkeypatch: pytest.MonkeyPatch, wish: str
    ) -> None:
        over = threading.Event()
        api.broken = lambda _, __: (200, over.wait(UNHURRIED))
        monkeypatch.setattr(reminders, "BY_SECONDS", 0.5)
        try:
            assert heard(somebody.says(wish)).startswith("I can't reach your reminders just now.")
        finally:
            over.set()

    def test_nor_is_an_answer_that_comes_letter_by_letter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reminders, "BY_SECONDS", 0.5)
        over = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as server:

            def drip() -> None:
                with server.accept()[0] as connection, suppress(OSError):
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                    while not over.wait(DRIP_SECONDS):
                        connection.sendall(b" ")

            thread = threading.Thread(target=drip)
            thread.start()
            somebody = Somebody(Device(api=f"http://127.0.0.1:{server.getsockname()[1]}", token=TOKEN))
            try:
                assert heard(somebody.says("WhichReminderIntent")).startswith("I can't reach your reminders just now.")
            finally:
                over.set()
                socket.create_connection(server.getsockname()).close()  # had the machine no time left to ask
                thread.join()

    def test_where_the_memory_took_all_the_time_nothing_is_begun(
        self, somebody: Somebody, api: AlexaApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(reminders, "BY_SECONDS", 0.0)
        assert somebody.agrees_to("20:00", "daily").startswith("I can't reach your reminders just now.")
        assert api.asked == []
        assert "NoTime" in caplog.text

    def test_the_place_and_the_way_on_are_as_they_were(self, somebody: Somebody, api: AlexaApi) -> None:
        somebody.says("StartRoutineIntent")
        somebody.now += timedelta(seconds=60)
        before = heard(somebody.says("WhereAmIIntent"))
        somebody.now += timedelta(seconds=5)
        api.broken = lambda _, __: (500, None)
        assert "Breath" in before
        assert "I can't reach your reminders" in heard(somebody.says("CancelReminderIntent"))
        assert heard(somebody.says("WhereAmIIntent")).startswith("This is the reclined shoelace")


def test_neither_a_token_nor_words_are_logged(
    somebody: Somebody, api: AlexaApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    api.broken = lambda method, _: (400, {"code": "X", "message": f"{TOKEN} {DEVICE}"}) if method == "POST" else None
    somebody.agrees_to("20:00", "daily")
    assert caplog.text
    for private in (TOKEN, DEVICE, "20:00", "eight", "Release"):
        assert private not in caplog.text


def test_the_same_request_once_more_sets_no_second_one(somebody: Somebody, account: Account) -> None:
    somebody.says("RemindMeIntent", "20:00", "daily")
    before = replace(somebody.session)
    somebody.says("AMAZON.YesIntent")
    somebody.session = before
    somebody.says("AMAZON.YesIntent")
    assert len(account.reminders) == 1
