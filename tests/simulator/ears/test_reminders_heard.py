"""What somebody says of reminders, as the skill takes it, in each language: several days, dates, what can't be."""

from datetime import date

import pytest
from ask_sdk_model import Intent

from lower_back_release.alexa.commands import command_of
from lower_back_release.alexa.event import request_of
from lower_back_release.content import content_for
from lower_back_release.dialogue.command import Command
from lower_back_release.person.reminder import OTHERWISE, when
from simulator.ears.times import dated, times
from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device, Session
from tests.dialogue.test_reminding import NEW_YEARS_EVE_NOON

HEARD = {
    "en-US": [
        ("remind me every monday and thursday at eight", "08:00 monday thursday"),
        ("remind me at eight on mondays and thursdays", "08:00 monday thursday"),
        ("remind me tuesdays, thursdays and saturdays at half past seven", "07:30 tuesday thursday saturday"),
        ("can you remind me mondays and fridays at seven", "07:00 monday friday"),
        ("set a reminder for thursday and monday at nine", "09:00 monday thursday"),
        ("remind me on monday wednesday friday and sunday at eight", "08:00 monday wednesday friday sunday"),
        ("remind me on monday and thursday", "monday thursday"),
        ("remind me every weekday at seven", "07:00 weekdays"),
        ("remind me on weekends at ten", "10:00 weekends"),
        ("tuesdays and fridays", "tuesday friday"),
        ("change my reminder to mondays and thursdays at six", "06:00 monday thursday"),
        ("remind me next monday at eight", "08:00 next_monday"),
        ("remind me on the third of january at eight in the evening", "20:00 2027-01-03"),
        ("remind me on december twenty fifth", "2027-12-25"),
        ("remind me the day after tomorrow at nine", "09:00 2027-01-02"),
        ("remind me at twenty to nine", "08:40"),
        ("remind me at half past twelve", "12:30"),
        ("remind me at five past eight", "08:05"),
        ("remind me tomorrow evening", "tomorrow evening"),
        ("change my reminder to the evening", "evening"),
        ("remind me every other day at eight", "08:00 otherwise"),
        ("remind me twice a week", "otherwise"),
        ("remind me every month", "otherwise"),
        ("remind me every three days", "otherwise"),
        ("remind me every two hours", "otherwise"),
        ("remind me next week", "otherwise"),
    ],
    "de-DE": [
        ("erinnere mich jeden montag und donnerstag um acht", "08:00 monday thursday"),
        ("erinner mich um acht montags und donnerstags", "08:00 monday thursday"),
        ("erinnere mich dienstags, donnerstags und samstags um halb acht", "07:30 tuesday thursday saturday"),
        ("kannst du mich montags und freitags um sieben erinnern", "07:00 monday friday"),
        ("erinnere mich am montag und donnerstag", "monday thursday"),
        ("erinnere mich werktags um sieben", "07:00 weekdays"),
        ("erinnere mich am wochenende um zehn", "10:00 weekends"),
        ("lieber dienstags und freitags", "tuesday friday"),
        ("ändere meine erinnerung auf montags und donnerstags", "monday thursday"),
        ("erinnere mich nächsten montag um acht", "08:00 next_monday"),
        ("erinnere mich am dritten januar um acht uhr abends", "20:00 2027-01-03"),
        ("erinnere mich übermorgen um neun", "09:00 2027-01-02"),
        ("erinnere mich um zwanzig vor neun", "08:40"),
        ("erinnere mich um halb eins mittags", "12:30"),
        ("erinnere mich um acht uhr fünf", "08:05"),
        ("erinnere mich morgen abend", "tomorrow evening"),
        ("erinnere mich jeden zweiten tag um acht", "08:00 otherwise"),
        ("erinnere mich zweimal die woche", "otherwise"),
        ("erinnere mich jeden monat", "otherwise"),
        ("erinnere mich alle drei tage", "otherwise"),
        ("erinnere mich alle zwei stunden", "otherwise"),
    ],
    "es-ES": [
        ("recuérdamelo todos los lunes y jueves a las ocho", "08:00 monday thursday"),
        ("recuérdame a las ocho los lunes y jueves", "08:00 monday thursday"),
        ("recuérdamelo los martes, jueves y sábados a las siete y media", "07:30 tuesday thursday saturday"),
        ("ponme un recordatorio los lunes y los viernes a las siete", "07:00 monday friday"),
        ("recuérdamelo el lunes y el jueves", "monday thursday"),
        ("recuérdamelo entre semana a las siete", "07:00 weekdays"),
        ("recuérdamelo los fines de semana a las diez", "10:00 weekends"),
        ("mejor los martes y viernes", "tuesday friday"),
        ("cambia mi recordatorio a los lunes y jueves", "monday thursday"),
        ("recuérdamelo el próximo lunes a las ocho", "08:00 next_monday"),
        ("recuérdamelo el tres de enero a las ocho de la noche", "20:00 2027-01-03"),
        ("recuérdamelo pasado mañana a las nueve", "09:00 2027-01-02"),
        ("recuérdamelo a las nueve menos veinte", "08:40"),
        ("recuérdamelo a las doce y media", "12:30"),
        ("recuérdamelo a las ocho y cinco", "08:05"),
        ("recuérdamelo mañana por la noche", "tomorrow evening"),
        ("recuérdamelo un día sí y otro no", "otherwise"),
        ("recuérdamelo dos veces por semana", "otherwise"),
        ("recuérdamelo cada mes", "otherwise"),
        ("recuérdamelo cada tres días", "otherwise"),
        ("recuérdamelo cada dos horas", "otherwise"),
    ],
}

SOON = {
    "en-US": [
        ("remind me in an hour", 60),
        ("remind me in half an hour", 30),
        ("remind me in ten minutes", 10),
        ("remind me in twenty five minutes", 25),
        ("set a reminder in two hours", 120),
        ("remind me in three days", 3 * 24 * 60),
        ("remind me in two months", 0),
        ("remind me in a fortnight", 14 * 24 * 60),
    ],
    "de-DE": [
        ("erinnere mich in einer stunde", 60),
        ("erinnere mich in einer halben stunde", 30),
        ("erinnere mich in zehn minuten", 10),
        ("erinner mich in fünfundzwanzig minuten", 25),
        ("erinnere mich in zwei stunden daran", 120),
        ("erinnere mich in drei tagen", 3 * 24 * 60),
        ("erinnere mich in zwei monaten", 0),
    ],
    "es-ES": [
        ("recuérdamelo en una hora", 60),
        ("recuérdamelo dentro de media hora", 30),
        ("recuérdamelo en diez minutos", 10),
        ("avísame dentro de veinticinco minutos", 25),
        ("recuérdame en dos horas", 120),
        ("recuérdamelo dentro de tres días", 3 * 24 * 60),
        ("recuérdamelo en dos meses", 0),
    ],
}


def each(phrases: dict[str, list[tuple[str, str]]] | dict[str, list[tuple[str, int]]]) -> list[tuple[str, str, object]]:
    return [(locale, words, meant) for locale, of_it in phrases.items() for words, meant in of_it]


def command(locale: str, words: str) -> Command:
    """What an Echo's request makes of words that are said on New Year's Eve."""
    heard = understanding_of(locale).intent(words)
    request = request_of(Device(locale).intent(Session(), NEW_YEARS_EVE_NOON, heard))
    intent: Intent = request.intent
    return command_of(intent, content_for(locale).routine)


@pytest.mark.parametrize(("locale", "words", "meant"), each(HEARD))
def test_days_and_times_are_taken_as_they_are_said(locale: str, words: str, meant: str) -> None:
    told = command(locale, words)
    assert told.name in ("remind_me", "remind_at", "change_reminder")
    assert told.when is not None
    assert when(told.when) == when(meant)


@pytest.mark.parametrize(("locale", "words", "minutes"), each(SOON))
def test_so_is_how_soon(locale: str, words: str, minutes: int) -> None:
    told = command(locale, words)
    assert (told.name, told.soon) == ("remind_me", minutes)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        *(("en-US", words) for words in ("change my reminder to seven", "change it to seven", "every day instead")),
        *(("en-US", words) for words in ("move my reminder to half past six", "could you change my reminder to nine")),
        *(("de-DE", words) for words in ("ändere meine erinnerung auf sieben", "ändere sie auf sieben")),
        *(("de-DE", words) for words in ("stattdessen jeden tag", "verschieb meine erinnerung auf dienstags")),
        *(("es-ES", words) for words in ("cambia mi recordatorio a las siete", "cámbialo a las siete")),
        *(("es-ES", words) for words in ("todos los días en su lugar", "mueve mi recordatorio a los martes")),
    ],
)
def test_a_change_is_told_from_a_new_one(locale: str, words: str) -> None:
    assert command(locale, words).name == "change_reminder"


@pytest.mark.parametrize(
    ("locale", "words", "minutes"),
    [
        ("en-US", "push the reminder back an hour", 60),
        ("en-US", "make it an hour later", 60),
        ("en-US", "make it half an hour earlier", 30),
        ("de-DE", "lieber eine stunde später", 60),
        ("de-DE", "eine halbe stunde früher", 30),
        ("de-DE", "verschieb die erinnerung um eine stunde", 60),
        ("es-ES", "una hora más tarde", 60),
        ("es-ES", "mejor media hora antes", 30),
        ("es-ES", "retrasa el recordatorio una hora", 60),
    ],
)
def test_earlier_or_later_is_a_change_and_no_time_from_now(locale: str, words: str, minutes: int) -> None:
    told = command(locale, words)
    assert told.name in ("remind_at", "change_reminder")
    assert (told.when, told.soon) == (None, minutes)


@pytest.mark.parametrize(
    ("locale", "words", "minutes"),
    [
        ("en-US", "i've only got a quarter of an hour", 15),
        ("en-US", "i have half an hour", 30),
        ("en-US", "i have ten minutes", 10),
        ("de-DE", "ich hab nur eine viertelstunde", 15),
        ("de-DE", "ich habe eine viertelstunde zeit", 15),
        ("de-DE", "ich habe eine halbe stunde", 30),
        ("es-ES", "solo tengo un cuarto de hora", 15),
        ("es-ES", "tengo media hora", 30),
    ],
)
def test_the_time_that_somebody_has_is_no_reminder(locale: str, words: str, minutes: int) -> None:
    told = command(locale, words)
    assert (told.name, told.number, told.soon) == ("within", minutes, None)


@pytest.mark.parametrize(
    ("locale", "words", "meant"),
    [
        ("en-US", "in the afternoon", "20:00 tomorrow"),
        ("en-US", "no in the afternoon", "20:00 tomorrow"),
        ("en-US", "every evening", "20:00 daily"),
        ("de-DE", "abends", "20:00 tomorrow"),
        ("de-DE", "nein abends", "20:00 tomorrow"),
        ("de-DE", "jeden abend", "20:00 daily"),
        ("es-ES", "de la tarde", "20:00 tomorrow"),
        ("es-ES", "por la tarde", "20:00 tomorrow"),
    ],
)
def test_another_part_of_the_day_keeps_the_hour_and_the_day_that_were_said(locale: str, words: str, meant: str) -> None:
    told = command(locale, words)
    assert told.name in ("remind_me", "remind_at")
    changed = when("08:00 tomorrow").changed(when(told.when or ""))
    assert (changed.at, changed.days) == (when(meant).at, when(meant).days)


@pytest.mark.parametrize(
    ("locale", "words", "meant"),
    [
        ("en-US", "remind me on boxing day at nine", "09:00 otherwise"),
        ("en-US", "remind me on pancake day at nine", "09:00 otherwise"),
        ("en-US", "remind me yesterday", "otherwise"),
        ("en-US", "remind me christmas day", "otherwise"),
        ("en-US", "remind me this arvo at three", "15:00 today"),
        ("de-DE", "erinnere mich am ersten advent um neun", "09:00 otherwise"),
        ("de-DE", "erinnere mich am sankt nimmerlein um neun", "09:00 otherwise"),
        ("es-ES", "recuérdamelo el día de reyes a las nueve", "09:00 otherwise"),
    ],
)
def test_a_day_that_is_not_known_is_not_lost(locale: str, words: str, meant: str) -> None:
    wish = when(command(locale, words).when or "")
    assert (wish.at, wish.days) == (when(meant).at, when(meant).days)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en-US", {"twelve": "12:00", "half past twelve at night": "00:30", "quarter to twelve": "11:45"}),
        ("en-US", {"one at night": "01:00", "ten at night": "22:00", "twelve p m": "12:00", "twelve a m": "00:00"}),
        ("de-DE", {"halb eins": "12:30", "halb eins mittags": "12:30", "halb eins nachts": "00:30"}),
        ("de-DE", {"eins mittags": "13:00", "halb zwölf mittags": "11:30", "drei uhr nachts": "03:00"}),
        ("de-DE", {"elf uhr nachts": "23:00", "fünf vor halb neun": "08:25", "null uhr": "00:00"}),
        ("es-ES", {"las doce y media de la tarde": "12:30", "las doce y media de la noche": "00:30"}),
        ("es-ES", {"la una menos cuarto": "12:45", "la una de la madrugada": "01:00", "las once de la noche": "23:00"}),
    ],
)
def test_about_noon_and_midnight_a_time_is_in_the_half_of_the_day_that_it_is_said_in(
    locale: str, said: dict[str, str]
) -> None:
    listed = times(understanding_of(locale).language.times)
    assert {words: listed[words] for words in said} == said


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("12-03", "2027-12-03"),
        ("12-31", "2026-12-31"),
        ("02-29", "2028-02-29"),
        ("+2", "2027-01-02"),
        ("2027-W03", "2027-W03"),
    ],
)
def test_a_date_is_the_next_of_its_kind(value: str, meant: str) -> None:
    assert dated(value, date(2026, 12, 31)) == meant


def test_the_phrases_here_tell_of_what_cannot_be_in_each_language() -> None:
    assert all(any(OTHERWISE in meant for _, meant in said) for said in HEARD.values())
