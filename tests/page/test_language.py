"""An Echo of another language than the page's: a reader, a voice and a recogniser are told which words are whose."""

import pytest

from simulator.languages import language_of
from tests.page.browser import Visitor, real_skill, served
from tests.page.test_microphone import RECOGNITION

LOCALE = "de-DE"
SUGGESTED = language_of(LOCALE).suggestions

pytestmark = pytest.mark.slow


def test_what_is_said_is_marked_as_of_its_language_and_the_page_as_english(hurried: Visitor) -> None:
    page = hurried.page
    with served(real_skill, None, locale=LOCALE) as address:
        page.goto(address)
        opening = page.locator(".suggestions").get_by_role("button", name=SUGGESTED.asleep[0], exact=True)
        opening.wait_for()
        assert page.locator(".invitation q").first.text_content() == SUGGESTED.asleep[0]
        with page.expect_response("**/hear"):
            opening.click()
        hurried.wait_for("speaking")
        assert page.evaluate("document.documentElement.lang") == "en"
        for place in ("#words", ".suggestions", ".screen", ".told .words", ".log .you", ".log .echo"):
            assert page.locator(place).first.get_attribute("lang") == LOCALE, place


def test_a_recogniser_is_told_what_it_will_hear(hurried: Visitor) -> None:
    page = hurried.page
    page.add_init_script(RECOGNITION)
    with served(real_skill, None, locale=LOCALE) as address:
        page.goto(address)
        page.locator(".suggestions button").first.wait_for()
        page.get_by_role("button", name="Talk").click()
        assert page.evaluate("heard.at(-1).lang") == LOCALE
