"""Reminders by voice, from what is said to what Alexa keeps of it, in each language."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from lower_back_release.alexa import reminders
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.forgetful import Forgetful
from simulator.ears.understanding import understanding_of
from simulator.echo.alexa_api import Account, AlexaApi, alexa_api
from simulator.echo.device import Device
from simulator.echo.echo import Echo
from tests.memory.impostor import UNHURRIED

SKILL = build_skill(Forgetful())
TOKEN = "theirs"  # noqa: S105


class Talking:
    """An Echo in New York, on a Friday from noon on, and somebody who speaks when all has been said."""

    def __init__(self, api: AlexaApi, locale: str) -> None:
        self.account = api.account(TOKEN)
        self.account.permitted = True
        device = Device(locale, api=api.address, token=TOKEN)
        self.echo = Echo(lambda request: respond(SKILL, request), understanding_of(locale), device, grant=api.permit)
        self.now = datetime(2027, 1, 15, 17, tzinfo=UTC)

    def say(self, *words: str) -> str:
        """The answer to the last of what is said."""
        for each in words:
            turn = self.echo.hear(each, self.now)
            self.now = turn.heard_out + timedelta(seconds=2)
        return turn.speech


def kept(account: Account) -> tuple[str, list[str]]:
    """When the reminder first goes off that Alexa keeps, and its rules."""
    (sent,) = account.reminders.values()
    rules = sent["trigger"].get("recurrence", {}).get("recurrenceRules", [])
    return sent["trigger"]["scheduledTime"], [rule.partition(";BYMINUTE")[0] for rule in rules]


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[AlexaApi]:
    monkeypatch.setattr(reminders, "BY_SECONDS", UNHURRIED)
    with alexa_api() as api:
        yield api


CHANGES = {
    "en-US": (
        ["remind me every monday at eight in the evening", "yes"],
        ["change it to seven", "yes"],
        ("every Monday at eight in the evening", "every Monday at seven in the evening"),
        ["change my reminder to tuesdays", "yes"],
        ["every day instead", "yes"],
    ),
    "de-DE": (
        ["erinnere mich jeden montag um acht uhr abends", "ja"],
        ["ändere sie auf sieben", "ja"],
        ("jeden Montag um acht Uhr abends", "jeden Montag um sieben Uhr abends"),
        ["ändere meine erinnerung auf dienstags", "ja"],
        ["stattdessen jeden tag", "ja"],
    ),
    "es-ES": (
        ["recuérdamelo todos los lunes a las ocho de la noche", "sí"],
        ["cámbialo a las siete", "sí"],
        ("los lunes a las ocho de la noche", "los lunes a las siete de la tarde"),
        ["cambia mi recordatorio a los martes", "sí"],
        ["todos los días en su lugar", "sí"],
    ),
}


@pytest.mark.parametrize("locale", CHANGES)
def test_a_change_keeps_what_is_not_named(api: AlexaApi, locale: str) -> None:
    set_, earlier, told, other_day, every_day = CHANGES[locale]
    talking = Talking(api, locale)
    talking.say(*set_)
    assert kept(talking.account) == ("2027-01-18T20:00:00", ["FREQ=WEEKLY;BYDAY=MO;BYHOUR=20"])
    proposed = talking.say(*earlier[:1])
    assert all(when in proposed for when in told)
    talking.say(*earlier[1:])
    assert kept(talking.account) == ("2027-01-18T19:00:00", ["FREQ=WEEKLY;BYDAY=MO;BYHOUR=19"])
    talking.say(*other_day)
    assert kept(talking.account) == ("2027-01-19T19:00:00", ["FREQ=WEEKLY;BYDAY=TU;BYHOUR=19"])
    talking.say(*every_day)
    assert kept(talking.account) == ("2027-01-15T19:00:00", ["FREQ=DAILY;BYHOUR=19"])


WISHES = [
    ("en-US", ["remind me tomorrow evening", "at half past seven", "yes"], "2027-01-16T19:30:00", []),
    ("de-DE", ["erinnere mich morgen abend", "um halb acht", "ja"], "2027-01-16T19:30:00", []),
    ("es-ES", ["recuérdamelo mañana por la noche", "a las siete y media", "sí"], "2027-01-16T19:30:00", []),
    ("en-US", ["remind me on monday and thursday", "at eight", "yes"], "2027-01-18T08:00:00", ["MO", "TH"]),
    ("de-DE", ["erinnere mich am montag und donnerstag", "um acht", "ja"], "2027-01-18T08:00:00", ["MO", "TH"]),
    ("es-ES", ["recuérdamelo el lunes y el jueves", "a las ocho", "sí"], "2027-01-18T08:00:00", ["MO", "TH"]),
    ("en-US", ["remind me next friday at eight", "yes"], "2027-01-22T08:00:00", []),
    ("de-DE", ["erinnere mich nächsten freitag um acht", "ja"], "2027-01-22T08:00:00", []),
    ("es-ES", ["recuérdamelo el próximo viernes a las ocho", "sí"], "2027-01-22T08:00:00", []),
    ("en-US", ["remind me on the third of december at eight", "yes"], "2027-12-03T08:00:00", []),
    ("de-DE", ["erinnere mich am dritten dezember um acht", "ja"], "2027-12-03T08:00:00", []),
    ("es-ES", ["recuérdamelo el tres de diciembre a las ocho", "sí"], "2027-12-03T08:00:00", []),
    ("en-US", ["remind me in half an hour", "yes"], "2027-01-15T12:30:00", []),
    ("de-DE", ["erinnere mich in einer halben stunde", "ja"], "2027-01-15T12:30:00", []),
    ("es-ES", ["recuérdamelo dentro de media hora", "sí"], "2027-01-15T12:30:00", []),
    ("en-US", ["remind me every other day at eight", "on weekends", "yes"], "2027-01-16T08:00:00", ["SA", "SU"]),
    ("de-DE", ["erinnere mich jeden zweiten tag um acht", "am wochenende", "ja"], "2027-01-16T08:00:00", ["SA", "SU"]),
    (
        "es-ES",
        ["recuérdamelo un día sí y otro no", "los fines de semana", "a las ocho", "sí"],
        "2027-01-16T08:00:00",
        ["SA", "SU"],
    ),
]


@pytest.mark.parametrize(("locale", "said", "first", "days"), WISHES)
def test_what_is_wished_for_in_several_turns_is_what_alexa_keeps(
    api: AlexaApi, locale: str, said: list[str], first: str, days: list[str]
) -> None:
    talking = Talking(api, locale)
    talking.say(*said)
    due, rules = kept(talking.account)
    assert due == first
    assert [rule.split("BYDAY=")[1][:2] for rule in rules] == days


LOOKING = [
    ("en-US", "what reminders do i have", "i approve", "You have no reminder from me."),
    ("en-US", "cancel my reminder", "i approve", "You have no reminder from me."),
    ("en-US", "change my reminder to nine", "i approve", "You have no reminder from me yet."),
    ("de-DE", "welche erinnerung habe ich", "ich stimme zu", "Du hast keine Erinnerung von mir."),
    ("de-DE", "lösch meine erinnerung", "ich stimme zu", "Du hast keine Erinnerung von mir."),
    ("de-DE", "ändere meine erinnerung auf neun", "ich stimme zu", "Du hast noch keine Erinnerung von mir."),
    ("es-ES", "qué recordatorio tengo", "doy permiso", "No tienes ningún recordatorio mío."),
    ("es-ES", "cancela mi recordatorio", "doy permiso", "No tienes ningún recordatorio mío."),
    ("es-ES", "cambia mi recordatorio a las nueve", "doy permiso", "Todavía no tienes ningún recordatorio mío."),
]


@pytest.mark.parametrize(("locale", "wish", "approves", "told"), LOOKING)
def test_the_permission_to_look_is_asked_for_by_voice(
    api: AlexaApi, locale: str, wish: str, approves: str, told: str
) -> None:
    talking = Talking(api, locale)
    talking.account.permitted = False
    assert talking.say(wish).endswith(talking.echo.understanding.language.permission.asks)
    assert talking.say(approves).startswith(told)


@pytest.mark.parametrize(("locale", "wish", "approves", "told"), LOOKING)
def test_and_by_a_card_where_the_device_cannot_ask(
    api: AlexaApi, locale: str, wish: str, approves: str, told: str
) -> None:
    talking = Talking(api, locale)
    talking.account.permitted = False
    talking.echo.device = Device(locale, api=api.address, token=TOKEN, asks=False)
    turn = talking.echo.hear(wish, talking.now)
    assert turn.response["response"]["card"]["type"] == "AskForPermissionsConsent"
    assert turn.open
