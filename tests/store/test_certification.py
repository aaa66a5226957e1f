"""What Amazon looks at before it publishes a skill, as far as it can be looked at here.

Each docstring names Amazon's rule, and the copy of it that was read, with that copy's date. docs/certification.md has
them all, with the rules that other tests hold, and those that the owner has to try on a device.
"""

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from lower_back_release.alexa import reminders
from lower_back_release.alexa.reminders import SCOPE
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.content import FOLDER
from lower_back_release.memory.forgetful import Forgetful
from simulator.ears.understanding import FALLBACK, understanding_of
from simulator.echo.alexa_api import Account, alexa_api
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Exchange
from simulator.script import Spoken, play
from tests.memory.impostor import UNHURRIED
from tests.rules import check
from tests.store.documents import ROOT
from tests.store.test_store_listing import LISTING, MANIFEST, quoted
from tests.store.utterances import language_model

MORNING = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
NAME = language_model()["invocationName"]
INSTRUCTIONS: str = MANIFEST["publishingInformation"]["testingInstructions"]

SKILL = build_skill(Forgetful())


def talk(*said: Spoken) -> list[Exchange]:
    """A conversation with somebody of whom nothing is known."""
    echo = Echo(lambda request: respond(SKILL, request), understanding_of("en-US"), Device())
    return list(play(said, echo, MORNING))


OPEN = Spoken(f"Alexa, open {NAME}")

SITUATIONS: dict[str, tuple[tuple[Spoken, ...], float | None]] = {
    "before anything": ((Spoken(f"Alexa, ask {NAME} how long does it take"),), None),
    "in a setup": ((OPEN,), 20.0),
    "in a hold": ((OPEN,), 70.0),
    "between two poses": ((OPEN,), None),
    "paused": ((OPEN, Spoken("Alexa, hold on", 70.0)), 30.0),
    "asked which pose": ((Spoken(f"Alexa, ask {NAME} to go to the wounded camel"),), None),
    "after a pain": ((OPEN, Spoken("Alexa, it hurts", 70.0)), None),
    "asked whether to forget": ((Spoken(f"Alexa, ask {NAME} to forget me"),), None),
    "after the last pose": ((Spoken(f"Alexa, ask {NAME} for downward facing dog"),), None),
}
"""What somebody has said so far, and how many seconds of the answer they then hear; None for all of it."""


def said_in(situation: str, words: str) -> Exchange:
    """The answer to words that are said in a situation."""
    before, after = SITUATIONS[situation]
    *_, last = talk(*before, Spoken(words, after))
    check(last.response)
    return last


NOT_IN_A_NAME = {
    *("alexa", "amazon", "echo", "computer", "skill", "app"),
    *("launch", "ask", "tell", "load", "begin", "open", "start", "run", "resume", "talk", "play", "use", "enable"),
    *("to", "from", "in", "using", "with", "about", "for", "that", "by", "if", "and", "whether"),
    *("the", "a", "an", "of"),
}
"""Words that call a device, launch a skill or connect its name with a wish; and those that a name of two can't have."""

PROMISED = {
    f"Alexa, open {NAME}": "First, the reclined shoelace.",
    f"Alexa, ask {NAME} to start with knee hugs": "knee hugs. Lie down on your back, knees bent.",
    f"Alexa, ask {NAME} for a ten minute routine": "This time: Reclined Shoelace, and Knee Hugs. Shall we begin?",
}


@pytest.mark.parametrize("phrase", LISTING["examplePhrases"])
def test_an_example_phrase_gives_somebody_new_what_it_promises(phrase: str) -> None:
    """Functional test 3.1: in context, for those who try it first (a rejection of 14 November 2016)."""
    (answer,) = talk(Spoken(phrase))
    assert PROMISED[phrase] in answer.speech
    assert answer.open


@pytest.mark.parametrize("phrase", [words for words in quoted(LISTING) if NAME in words])
def test_what_the_description_says_to_begin_with_works_for_somebody_new(phrase: str) -> None:
    """Functional tests: examples in the description count too (a rejection of 18 August 2018)."""
    (answer,) = talk(Spoken(phrase))
    assert answer.intent != FALLBACK
    assert answer.speech.endswith((" say next pose.", " Shall we begin?"))


@pytest.mark.parametrize("phrase", [words for words in quoted(LISTING) if NAME not in words])
def test_what_the_description_says_to_say_meanwhile_works_in_a_pose(phrase: str) -> None:
    """Functional tests: the same rejection."""
    answer = said_in("in a hold", phrase)
    assert answer.intent not in (FALLBACK, None)
    assert "I didn't get that" not in answer.speech


def test_alexa_is_named_only_in_what_is_said_to_it() -> None:
    """Policy 1a: no "NAME Alexa skill" (copy without a date: dmt-fm.com)."""
    texts = " ".join([LISTING["name"], LISTING["summary"], LISTING["description"], *LISTING["keywords"]])
    assert "alexa" not in re.sub(r"\"[^\"]*\"", "", texts).lower()


def test_no_answer_speaks_for_amazon() -> None:
    """Policy 1a: no endorsement by Amazon is implied (copy of 18 January 2017)."""
    assert [words for words in spoken() if re.search(r"amazon|echo\b|certified|official", words, re.IGNORECASE)] == []


def spoken() -> list[str]:
    """Every line of the content file, with its gaps."""

    def lines(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [line for each in inside for line in lines(each)]

    return [line for line in lines(tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))) if " " in line]


def test_no_answer_claims_to_cure() -> None:
    """Policy 11, false claims of medicine (copy of 18 January 2017)."""
    claims = re.compile(r"\b(cure|heal(?!th)|treat|remed|therap|diagnos|relie[fv]|proven)", re.IGNORECASE)
    assert [words for words in spoken() if claims.search(words)] == []


def test_no_question_asks_about_health() -> None:
    """Policy 4, health: what collects information on somebody's health is rejected (copy of 18 January 2017)."""
    questions = [each for words in spoken() for each in re.split(r"(?<=[.!?,]) ", words) if each.rstrip().endswith("?")]
    health = re.compile(
        r"\b(hurt\w*|pain\w*|feel\w*|ill|sick|pregnan\w*|injur\w*|condition\w*|medic\w*|doctor)\b", re.I
    )
    assert len(questions) > 20
    assert [each for each in questions if health.search(each)] == []


def test_alexa_is_asked_for_nothing_about_anybody() -> None:
    """No permission is asked for that is not needed (a guide of 2026); and health is not asked after (policy 4)."""
    assert MANIFEST["permissions"] == [{"name": SCOPE}]


@pytest.fixture
def reminded(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Account, Callable[..., list[Exchange]]]]:
    """Somebody's reminders, and conversations with somebody whose skill may set them."""
    monkeypatch.setattr(reminders, "BY_SECONDS", UNHURRIED)
    with alexa_api() as api:
        api.permit("theirs")
        device = Device(api=api.address, token="theirs")  # noqa: S106 - of nobody

        def talk_of(*said: str) -> list[Exchange]:
            echo = Echo(lambda request: respond(SKILL, request), understanding_of("en-US"), device, grant=api.permit)
            return list(play(map(Spoken, said), echo, MORNING))

        yield api.account("theirs"), talk_of


WISH = f"Alexa, ask {NAME} to remind me every evening at eight"

Reminded = tuple[Account, Callable[..., list[Exchange]]]


def test_a_reminder_is_read_back_and_agreed_to_before_it_is_set(reminded: Reminded) -> None:
    """Guidelines for reminders: informed consent each time, which tells all that is done (two copies without a date).

    The overview of reminders: what is said tells when, and how often (a copy without a date).
    """
    account, talk_of = reminded
    (proposed,) = talk_of(WISH)
    assert "every day at eight in the evening" in proposed.speech
    assert "it's time for Lower Back Release" in proposed.speech
    assert proposed.speech.endswith("?")
    assert account.reminders == {}
    *_, refused = talk_of(WISH, "no")
    assert "I won't set it" in refused.speech
    assert account.reminders == {}
    talk_of(WISH, "yes")
    assert len(account.reminders) == 1


def test_a_change_of_it_is_agreed_to_as_well(reminded: Reminded) -> None:
    """Guidelines for reminders: the same."""
    account, talk_of = reminded
    talk_of(WISH, "yes")
    before = str(account.reminders)
    *_, proposed = talk_of("Alexa, ask lower back release to remind me on weekdays at seven in the morning")
    assert "on weekdays at seven in the morning" in proposed.speech
    assert str(account.reminders) == before


def test_once_set_it_is_told_again_with_how_to_have_none(reminded: Reminded) -> None:
    """Alexa Haus, "Reminders" (14 April 2023): restate it afterwards, and say how to cancel or change it."""
    account, talk_of = reminded
    *_, told = talk_of(WISH, "yes")
    assert "I'll remind you every day at eight in the evening. To have no reminder any more, say," in told.speech
    cancel = re.findall(r"say, (cancel my reminder)\.", told.speech)[0]
    *_, cancelled = talk_of(f"Alexa, ask {NAME} to {cancel}")
    assert "Your reminder is gone." in cancelled.speech
    assert account.reminders == {}


def test_what_it_says_then_names_the_skill_and_neither_sells_nor_tells_anything(reminded: Reminded) -> None:
    """Guidelines for reminders, on labels; Alexa Haus (14 April 2023), nothing personal; policy 6, no advertising."""
    account, talk_of = reminded
    talk_of(WISH, "yes")
    (sent,) = account.reminders.values()
    (content,) = sent["alertInfo"]["spokenInfo"]["content"]
    assert content == {"locale": "en-US", "text": f"It's time for {LISTING['name']}."}


def test_nobody_is_offered_a_reminder_who_has_not_asked() -> None:
    """Alexa Haus (14 April 2023): not too many requests to set one. Here there is none at all."""
    table = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
    of_reminders = [name for name in table["questions"] if name.startswith("remind")]
    del table["reminding"]
    for name in of_reminders:
        del table["questions"][name]
    others = json.dumps({name: part for name, part in table.items() if name not in ("poses", "screen")})
    assert re.findall(r"remind me|remind you|a reminder", others) == []


def test_whoever_has_not_given_the_permission_is_told_how(reminded: Reminded) -> None:
    """The overview of reminders: gracefully, and with a card that links to the permission (a copy without a date)."""
    account, talk_of = reminded
    account.permitted = False
    *_, told = talk_of(WISH, "yes", "banana")
    assert "there's a card for it in the Alexa app" in told.speech
    assert told.response["response"]["card"] == {"type": "AskForPermissionsConsent", "permissions": [SCOPE]}
    assert told.open


def test_whoever_refuses_the_permission_goes_on_without(reminded: Reminded) -> None:
    """Voice permissions for reminders: a way on for whoever doesn't give it (a copy without a date)."""
    account, talk_of = reminded
    account.permitted = False
    *_, told = talk_of(WISH, "yes", "no")
    assert told.speech == "All right, then I can't remind you. Shall we begin?"


def test_it_is_said_plainly_where_none_was_set(reminded: Reminded) -> None:
    """Alexa Haus (14 April 2023): tell clearly when a reminder has not been set due to an error."""
    account, talk_of = reminded
    account.supported = False
    *_, told = talk_of(WISH, "yes")
    assert told.speech.startswith("This device can't remind you.")


def test_the_tester_is_told_how_to_have_a_reminder(reminded: Reminded) -> None:
    """Guidelines for reminders: instructions for it come with the submission (two copies without a date)."""
    _, of_reminders = INSTRUCTIONS.split("REMINDERS.")
    wish, *answers, cancel = re.findall(r"\"(?:Alexa, )?([^\"]+)\"", of_reminders)
    account, talk_of = reminded
    account.permitted = False
    *_, set_, cancelled = talk_of(f"Alexa, {wish}", *answers, f"Alexa, {cancel}")
    assert set_.speech.startswith("I'll remind you every day at eight in the evening.")
    assert cancelled.speech.startswith("Your reminder is gone.")


@pytest.mark.parametrize("words", ["my back hurts", "I'm pregnant", "how do I do the deep squat"])
def test_advice_comes_after_the_note_of_caution(words: str) -> None:
    """Policy 4, health: a spoken disclaimer where health-related information is given (copy of 18 January 2017)."""
    (answer,) = talk(Spoken(f"Alexa, tell {NAME} {words}"))
    assert answer.speech.startswith("Welcome. This isn't medical advice, so be gentle, and stop if it hurts.")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_help_is_given_everywhere_and_waits_for_an_answer(situation: str) -> None:
    """Voice test 4.12: what can be said, at its end a question, the session open (a rejection of 12 February 2017)."""
    answer = said_in(situation, "Alexa, help")
    assert answer.intent == "AMAZON.HelpIntent"
    assert re.search(r"\b(say|start)\b", answer.speech, re.IGNORECASE)
    assert "?" in answer.speech
    assert answer.open
    assert answer.reprompt


def test_help_tells_somebody_new_more_than_the_opening_does() -> None:
    """Voice test 4.12: it is more informative than a launch (quoted in a thread of 12 February 2017)."""
    (helped,) = talk(Spoken(f"Alexa, ask {NAME} for help"))
    assert "five poses for the lower back" in helped.speech
    assert helped.speech.endswith("Shall we begin?")


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("words", ["stop", "cancel", "exit"])
def test_stop_cancel_and_exit_end_it_wherever_one_is(situation: str, words: str) -> None:
    """Voice tests 4.1 and 4.13 (rejections of 14 November 2016, 12 February 2017 and 25 October 2018)."""
    answer = said_in(situation, f"Alexa, {words}")
    assert not answer.open
    assert answer.reprompt is None
    assert "?" not in answer.speech


def test_words_that_mean_nothing_here_are_answered_with_what_can_be_said() -> None:
    """Voice tests: words out of the domain are no dead end (a rejection of 1 July 2020, a guide of 2026)."""
    answers = talk(Spoken(f"Alexa, ask {NAME} banana"), Spoken("banana"), Spoken("banana"))
    assert {each.intent for each in answers} == {FALLBACK}
    assert all(each.open and each.reprompt for each in answers)
    assert "You can say, start the routine, or name a pose" in answers[1].speech
    assert answers[2].speech.endswith("Say stop to leave.")


def test_the_intents_that_amazon_asks_for_are_in_the_model() -> None:
    """Voice tests 4.12 and 4.13, and what the developer console puts into every model by itself (a guide of 2026)."""
    required = {"HelpIntent", "StopIntent", "CancelIntent", "FallbackIntent", "NavigateHomeIntent"}
    assert {f"AMAZON.{name}" for name in required} <= {each["name"] for each in language_model()["intents"]}


def test_the_invocation_name_keeps_amazons_rules() -> None:
    """Invocation name requirements: two words or more, plain letters, none that calls Alexa or launches a skill.

    Copies without a date: wearevoicebox.co.uk and educative.io; the letters also in a rejection of 29 June 2017.
    """
    assert re.fullmatch(r"[a-z]+( [a-z]+)+", NAME)
    assert NOT_IN_A_NAME.isdisjoint(NAME.split())


def test_the_testing_instructions_can_be_followed_word_by_word() -> None:
    """Functional test: the skill does what its texts say (Amazon's page on it, copy without a date)."""
    steps, _ = INSTRUCTIONS.split("HEALTH.")
    asked = re.findall(r"\"(Alexa, [^\"]+)\"", steps)
    at_once = {*(words for words in asked if NAME in words), "Alexa, stop"}  # when the answer before them is over
    answers = talk(*(Spoken(words, None if words in at_once else 60.0) for words in asked))
    assert len(answers) == 9
    assert FALLBACK not in {each.intent for each in answers}
    assert all(each.speech for each in answers)
    assert "on at breath" in answers[3].speech
    assert [each.intent for each in answers if not each.open] == ["AMAZON.StopIntent"]


def test_the_tester_is_told_that_nothing_about_health_is_asked_for_or_kept() -> None:
    """Policy 4, health: so that nobody takes words such as "I'm pregnant" for collected (copy of 18 January 2017)."""
    assert "asks for nothing about anybody's health, and stores nothing about it" in INSTRUCTIONS
    for words in re.findall(r"such as \"([^\"]+)\" or \"([^\"]+)\"", INSTRUCTIONS)[0]:
        (answer,) = talk(Spoken(f"Alexa, tell {NAME} {words}"))
        assert re.search(r"Rest for a moment|ask a doctor", answer.speech)


def test_the_skill_calls_nobody_and_says_so() -> None:
    """Policy 10: nothing lets somebody contact emergency services (copy of 18 January 2017)."""
    (answer,) = talk(Spoken(f"Alexa, ask {NAME} to call an ambulance"))
    assert "I can't call for you." in answer.speech
    assert "the skill cannot call for you" in LISTING["description"]
    assert "cannot call anybody" in INSTRUCTIONS


PAGE = (ROOT / "docs/certification.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@cache
def functions_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "name"), NAMED, ids=str)
def test_every_test_that_the_page_names_is_there(path: str, name: str) -> None:
    assert name in functions_in(path)


def test_the_page_names_every_test_of_these() -> None:
    ours = {name for name, value in globals().items() if name.startswith("test_") and callable(value)}
    of_the_page = {"test_every_test_that_the_page_names_is_there", "test_the_page_names_every_test_of_these"}
    assert ours - of_the_page == {name for path, name in NAMED if path == "tests/store/test_certification.py"}
