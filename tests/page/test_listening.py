"""Talking to the page where this machine has a recogniser: a recording is played into the browser's microphone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from simulator.ears.recogniser import Recogniser, Utterance
from simulator.voice.sound import silence
from tests.page.browser import LAUNCH, Visitor, launched, microphone, real_skill, served

pytestmark = pytest.mark.slow


class Scripted(Recogniser):
    """A recogniser that hears what it is told to, whatever is recorded."""

    def __init__(self, *speech: Utterance, words: str = "") -> None:
        self.speeches, self.heard = list(speech), words
        self.recordings: list[bytes] = []

    def speech(self, recording: bytes) -> Utterance:
        self.recordings.append(recording)
        return self.speeches.pop(0) if len(self.speeches) > 1 else self.speeches[0]

    def words(self, recording: bytes) -> str:
        return self.heard


QUIET, SPEAKING, DONE = Utterance(False, False), Utterance(True, False), Utterance(True, True)


@pytest.fixture
def page(playwright: Playwright, executable: str, tmp_path: Path) -> Iterator[Page]:
    """A page in a browser with a microphone in which nobody says anything."""
    with launched(playwright, executable, *microphone(silence(16000, 16000), tmp_path)) as browser:
        yield browser.new_page()


def talk(page: Page) -> None:
    page.get_by_role("button", name="Talk").click()


def test_what_the_machine_hears_is_said_to_the_echo(page: Page) -> None:
    recogniser = Scripted(QUIET, SPEAKING, DONE, words=LAUNCH)
    with served(real_skill, None, recogniser) as address:
        Visitor(page).open(address)
        with page.expect_response("**/hear") as answer:
            talk(page)
    assert answer.value.json()["said"] == LAUNCH
    assert all(recogniser.recordings)


def test_whoever_talks_while_it_speaks_is_listened_to_in_silence(page: Page) -> None:
    page.clock.install()
    with served(real_skill, None, Scripted(QUIET, SPEAKING)) as address:
        Visitor(page).open(address)
        page.get_by_role("button", name=LAUNCH).click()
        page.wait_for_function("document.body.dataset.state === 'speaking'")
        with page.expect_response("**/listening/speech"):
            talk(page)
        before = page.locator(".clock .at").text_content()
        page.clock.fast_forward(7_000)
        assert page.locator(".clock .at").text_content() == before


def test_somebody_can_say_that_they_have_finished(page: Page) -> None:
    with served(real_skill, None, Scripted(SPEAKING, words=LAUNCH)) as address:
        Visitor(page).open(address)
        with page.expect_response("**/listening/speech"):
            talk(page)
        with page.expect_response("**/hear"):
            talk(page)
        page.wait_for_function("document.querySelector('.microphone').ariaPressed === 'false'")


def test_where_nobody_says_anything_the_microphone_closes(page: Page) -> None:
    page.clock.install()
    with served(real_skill, None, Scripted(QUIET)) as address:
        Visitor(page).open(address)
        with page.expect_response("**/listening/speech"):
            talk(page)
        page.clock.fast_forward(8_000)
        page.wait_for_function("document.querySelector('.note').textContent.startsWith('Nothing was heard.')")
    assert page.get_by_role("button", name="Talk").get_attribute("aria-pressed") == "false"


def test_words_that_cannot_be_made_out_are_not_said(page: Page) -> None:
    with served(real_skill, None, Scripted(DONE, words="")) as address:
        Visitor(page).open(address)
        talk(page)
        page.wait_for_function("document.querySelector('.note').textContent.startsWith('Nothing was heard.')")
    assert page.locator(".log .you").count() == 0


def test_a_microphone_that_may_not_be_used_is_told_in_words(visitor: Visitor) -> None:
    with served(real_skill, None, Scripted(QUIET)) as address:
        visitor.open(address)
        talk(visitor.page)
        visitor.page.wait_for_function("document.querySelector('.note').textContent.includes('type instead')")
