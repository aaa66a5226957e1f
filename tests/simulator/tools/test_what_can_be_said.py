import re

import pytest

from lower_back_release.alexa.commands import CONSENT, INTENTS
from lower_back_release.dialogue.commands import COMMANDS
from simulator.ears.invocation import call
from simulator.ears.understanding import understanding_of
from simulator.tools import what_can_be_said
from simulator.tools.what_can_be_said import page_of
from tests.store.utterances import LANGUAGES

PAGE = page_of("en").read_text(encoding="utf-8")


def test_every_page_is_current() -> None:
    other = [file.name for file, page in what_can_be_said.pages().items() if file.read_text(encoding="utf-8") != page]
    assert other == [], "write them anew: python -m simulator.tools.what_can_be_said"


def test_every_command_that_is_said_on_purpose_is_on_the_page_once() -> None:
    unsaid = {"launch", "not_understood", "not_ours", *CONSENT.values()}
    assert {name for name, entry in COMMANDS.items() if not entry.theme} == unsaid
    for entry in COMMANDS.values():
        assert not entry.theme or PAGE.count(f"| {entry.does} |") == 1


@pytest.fixture(params=sorted(LANGUAGES))
def language(request: pytest.FixtureRequest) -> str:
    """Each that there is a page in."""
    return str(request.param)


def phrases(language: str) -> list[str]:
    return re.findall(r'"([^"]+)"', page_of(language).read_text(encoding="utf-8").split("\n## ", 1)[1])


def test_every_phrase_on_a_page_is_one_that_the_model_lists(language: str) -> None:
    understanding = understanding_of(LANGUAGES[language][0])
    assert len(phrases(language)) > 150
    assert [phrase for phrase in phrases(language) if not understanding.lists(phrase)] == []


def test_every_phrase_on_a_page_does_what_stands_beside_it(language: str) -> None:
    understanding = understanding_of(LANGUAGES[language][0])
    does = {entry.does: command for command, entry in COMMANDS.items()}
    other = []
    for line in page_of(language).read_text(encoding="utf-8").splitlines():
        what = line.split(" | ")[0].removeprefix("| ")
        for phrase in re.findall(r'"([^"]+)"', line) if what in does else ():
            if INTENTS[understanding.intent(phrase).name] != does[what]:
                other.append((what, phrase))
    assert other == []


def test_every_phrase_on_a_page_does_the_same_after_the_skills_name(language: str) -> None:
    understanding = understanding_of(LANGUAGES[language][0])
    invocation, name = understanding.language.invocation, understanding.invocation_name
    other = []
    for phrase in phrases(language):
        for verb in (invocation.launch[0], invocation.ask[0]):
            called = call(f"{verb} {name} {phrase}", name, invocation)
            assert called is not None
            meant = (understanding.intent(each).name for each in (phrase, called.request))
            if len({INTENTS[each] for each in meant}) > 1:
                other.append(f"{verb} {name} {phrase}")
    assert other == []


def test_no_page_says_a_word_twice_running(language: str) -> None:
    lines = page_of(language).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.search(r"\b([\w']+) \1\b", line.lower())] == []


WRONG = {
    "en": r"\b(the|an?) (the|child|knee hugs)",
    "de": r"\b(den|einen|keinen) (knie|robbe|tiefe |kind|end)|\b(die|eine|keine|zur) (liegende|herab)"
    r"|\b(mit|ohne|lass|überspring) (liegender|herabschauender)|\b(rechts|links) (knie|bein|seite)|\bdas robbe",
    "es": r"\b(el|la|los|las|al|del) (el|la|los|las)\b|\b(a|de) el\b|\b(el|lado|al|del) (izquierda|derecha)\b"
    r"|\b(la|pierna|rodilla) (izquierdo|derecho)\b|\b(quita|repetir|recupera|a) (lazo|abrazo|perro|foca)",
}
"""What no page has, by language: a name or a side in another case or gender than what stands before it."""


def test_names_and_sides_agree_with_what_stands_before_them(language: str) -> None:
    assert language in WRONG, f"WRONG lacks '{language}'"
    assert [phrase for phrase in phrases(language) if re.search(WRONG[language], phrase)] == []
