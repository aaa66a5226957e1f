"""Whatever somebody is told to say to the skill while it isn't open is understood as what it says, in each locale."""

import re
from collections.abc import Iterator

import pytest

from lower_back_release.content import content_for, spoken_in
from lower_back_release.content.reader import texts
from lower_back_release.person.reminder import when
from simulator.ears.invocation import call, without_wake_word
from simulator.ears.understanding import understanding_of
from tests.simulator.ears.test_reminders_heard import command
from tests.store.documents import ROOT, document
from tests.store.utterances import LANGUAGES

LAUNCH = "LaunchRequest"

MEANT = {
    "en": {
        "open lower back release": LAUNCH,
        "start lower back release": LAUNCH,
        "ask lower back release for help": "AMAZON.HelpIntent",
        "ask lower back release for knee hugs": "GoToPoseIntent",
        "ask lower back release to start with knee hugs": "GoToPoseIntent",
        "ask lower back release for a ten minute routine": "WithinIntent",
        "ask lower back release to remind me every evening at eight": "RemindMeIntent",
        "ask lower back release to cancel my reminder": "CancelReminderIntent",
        "ask lower back release to forget me": "ForgetMeIntent",
    },
    "de": {
        "öffne rücken lösen": LAUNCH,
        "starte rücken lösen": LAUNCH,
        "frage rücken lösen nach hilfe": "AMAZON.HelpIntent",
        "frage rücken lösen nach der knieumarmung": "GoToPoseIntent",
        "frage rücken lösen nach einem programm von zehn minuten": "WithinIntent",
        "öffne rücken lösen und lösch meine erinnerung": "CancelReminderIntent",
        "öffne rücken lösen und vergiss mich": "ForgetMeIntent",
    },
    "es": {
        "abre espalda suelta": LAUNCH,
        "pide ayuda a espalda suelta": "AMAZON.HelpIntent",
        "pide a espalda suelta el abrazo de rodillas": "GoToPoseIntent",
        "pide a espalda suelta una rutina de diez minutos": "WithinIntent",
        "pide a espalda suelta que me lo recuerde todas las noches": "RemindMeIntent",
        "abre espalda suelta y cancela mi recordatorio": "CancelReminderIntent",
        "abre espalda suelta y olvídame": "ForgetMeIntent",
    },
}
"""All that anybody is told to say, and what it says."""

SAID = {
    "en": {
        "ask lower back release to begin": "StartRoutineIntent",
        "tell lower back release to breathe slower": "SetPaceIntent",
        "ask lower back release to leave out the deep squat": "LeaveOutIntent",
        "ask lower back release to delete my data": "ForgetMeIntent",
        "ask lower back release how long it takes": "HowLongIntent",
        "ask lower back release which poses there are": "WhichPosesIntent",
        "ask lower back release to remind me at half eight in the evening": "RemindMeIntent",
    },
    "de": {
        "bitte rücken lösen anzufangen": "StartRoutineIntent",
        "bitte rücken lösen mit der knieumarmung anzufangen": "GoToPoseIntent",
        "sage rücken lösen er soll mich vergessen": "ForgetMeIntent",
        "sage rücken lösen dass er mich vergessen soll": "ForgetMeIntent",
        "frage rücken lösen wie lange es dauert": "HowLongIntent",
        "frage rücken lösen nach den übungen": "WhichPosesIntent",
        "bitte rücken lösen mich jeden abend um acht uhr zu erinnern": "RemindMeIntent",
        "bitte rücken lösen meine erinnerung zu löschen": "CancelReminderIntent",
    },
    "es": {
        "pide a espalda suelta que me olvide": "ForgetMeIntent",
        "pide a espalda suelta que borre mis datos": "ForgetMeIntent",
        "pide a espalda suelta que empiece": "StartRoutineIntent",
        "pide a espalda suelta que quite la foca": "LeaveOutIntent",
        "pide a espalda suelta que vaya más despacio": "SetPaceIntent",
        "pide a espalda suelta que explique más": "MoreGuidanceIntent",
        "pide a espalda suelta que me ayude": "NeedHelpIntent",
        "pide a espalda suelta que borre mi recordatorio": "CancelReminderIntent",
        "pregunta a espalda suelta cuánto dura": "HowLongIntent",
    },
}
"""Some of what people say of themselves, with the verbs that each language has for it."""

REMINDED = {
    "en": {
        "ask lower back release to remind me every evening at nine": "21:00 daily",
        "ask lower back release to remind me on mondays at half past six": "06:30 monday",
        "ask lower back release if it can remind me every evening at nine": "21:00 daily",
        "tell lower back release that it should remind me tomorrow at half past six": "06:30 tomorrow",
    },
    "de": {
        "bitte rücken lösen mich jeden abend um neun zu erinnern": "21:00 daily",
        "bitte rücken lösen mich jeden abend um neun uhr zu erinnern": "21:00 daily",
        "frage rücken lösen mich täglich um neun uhr abends zu erinnern": "21:00 daily",
        "bitte rücken lösen mich heute um drei uhr nachmittags zu erinnern": "15:00 today",
        "bitte rücken lösen mich morgen um halb sieben zu erinnern": "06:30 tomorrow",
        "bitte rücken lösen mich montags um sechs zu erinnern": "06:00 monday",
        "frage rücken lösen ob es mich jeden abend um neun erinnern kann": "21:00 daily",
        "sag rücken lösen dass es mich jeden abend um neun erinnern soll": "21:00 daily",
        "sag rücken lösen er soll mich jeden abend um neun erinnern": "21:00 daily",
    },
    "es": {
        "pide a espalda suelta que me recuerde todas las noches a las diez": "22:00 daily",
        "pide a espalda suelta que me recuerde todos los días a las diez de la noche": "22:00 daily",
        "dile a espalda suelta que me recuerde los lunes a las siete de la tarde": "19:00 monday",
        "pide a espalda suelta que me lo recuerde mañana a las seis y media": "06:30 tomorrow",
    },
}
"""Some wishes for a reminder, each with its days and an hour that isn't proposed by itself."""


def pages() -> Iterator[str]:
    """Everything that may tell somebody what to say."""
    for file in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        yield file.read_text(encoding="utf-8")
    store = document("skill.json")["manifest"]["publishingInformation"]
    yield store["testingInstructions"]
    for listing in store["locales"].values():
        yield from (listing["description"], *(f'"{phrase}"' for phrase in listing["examplePhrases"]))


def named(language: str) -> Iterator[str]:
    """The calls in a language that stand anywhere, as they are heard: "ask lower back release to forget me"."""
    locales = LANGUAGES[language]
    understanding = understanding_of(locales[0])
    name, invocation = understanding.invocation_name, understanding.language.invocation
    quoted = (each for page in pages() for each in re.findall(r"[\"„“«]([^\"„“”«»]+)[\"“”»]", " ".join(page.split())))
    said = (each for locale in locales for each in texts(content_for(locale).words.all_groups()))
    told = (each for sentence in said for each in re.findall(r"\bAlexa, ([^.]+)", sentence))
    for phrase in (*understanding.language.suggestions.asleep, *quoted, *told):
        words = without_wake_word(phrase)
        if words != name and call(words, name, invocation):
            yield words


def requested(words: str, locale: str) -> str:
    """What of a call is for the skill itself."""
    understanding = understanding_of(locale)
    called = call(words, understanding.invocation_name, understanding.language.invocation)
    assert called is not None
    return called.request


def understood(words: str, locale: str) -> str:
    """The intent that the skill is sent."""
    request = requested(words, locale)
    return understanding_of(locale).intent(request).name if request else LAUNCH


def test_each_call_that_anybody_is_told_to_say_is_known_by_what_it_says(language: str) -> None:
    assert language in MEANT, f"MEANT lacks what one is told to say in '{language}'"
    assert set(named(language)) == MEANT[language].keys()


@pytest.mark.parametrize("locale", [locale for locales in LANGUAGES.values() for locale in locales])
def test_a_call_is_understood_as_what_it_says(locale: str) -> None:
    assert spoken_in(locale) in MEANT.keys() & SAID.keys(), f"MEANT or SAID lacks '{spoken_in(locale)}'"
    meant = MEANT[spoken_in(locale)] | SAID[spoken_in(locale)]
    assert {words: understood(words, locale) for words in meant} == meant


@pytest.mark.parametrize(
    ("locale", "words", "meant"),
    [
        (locale, words, meant)
        for language, locales in LANGUAGES.items()
        for locale in locales
        for words, meant in REMINDED[language].items()
    ],
)
def test_a_wish_for_a_reminder_loses_neither_its_days_nor_its_hour(locale: str, words: str, meant: str) -> None:
    told = command(locale, requested(words, locale))
    wish = when(told.when or "")
    assert told.name == "remind_me"
    assert (wish.at, wish.days) == (when(meant).at, when(meant).days)
