"""Talking instead of typing. A browser without a window can't hear, so its recognition is played here."""

import pytest

from tests.page.browser import LAUNCH, Visitor

pytestmark = pytest.mark.slow

RECOGNITION = """
window.heard = [];
window.SpeechRecognition = class extends EventTarget {
  start() { heard.push(this); }
  stop() { this.dispatchEvent(new Event("end")); }
  abort() { this.stop(); }
};
window.begin = () => heard.at(-1).dispatchEvent(new Event("speechstart"));
window.understand = (transcript) => {
  const results = [Object.assign([{ transcript }], { isFinal: true })];
  heard.at(-1).dispatchEvent(Object.assign(new Event("result"), { results }));
  heard.at(-1).dispatchEvent(new Event("end"));
};
window.fail = (error) => {
  heard.at(-1).dispatchEvent(Object.assign(new Event("error"), { error }));
  heard.at(-1).dispatchEvent(new Event("end"));
};
"""

NO_RECOGNITION = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"


def talk(visitor: Visitor, words: str) -> None:
    """Presses the microphone and says something; comes back when it is answered."""
    visitor.page.get_by_role("button", name="Talk").click()
    with visitor.page.expect_response("**/hear"):
        visitor.page.evaluate("(words) => understand(words)", words)


def test_words_spoken_are_heard(hurried: Visitor, address: str) -> None:
    hurried.page.add_init_script(RECOGNITION)
    hurried.open(address)
    talk(hurried, LAUNCH)
    hurried.wait_until(lambda: "Welcome." in hurried.heard)


def test_the_microphone_opens_by_itself_when_the_echo_listens(hurried: Visitor, address: str) -> None:
    hurried.page.add_init_script(RECOGNITION)
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    talk(hurried, "Alexa, ask lower back release for help")
    hurried.wait_for("listening")
    assert hurried.page.evaluate("heard.length") == 2


def test_nobody_is_cut_off_while_they_talk(hurried: Visitor, address: str) -> None:
    hurried.page.add_init_script(RECOGNITION)
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    talk(hurried, "Alexa, ask lower back release for help")
    hurried.wait_for("listening")
    hurried.page.evaluate("begin()")
    hurried.let_pass(20_000)
    assert hurried.state == "listening"


def test_a_microphone_that_may_not_be_used_is_told_in_words(hurried: Visitor, address: str) -> None:
    hurried.page.add_init_script(RECOGNITION)
    hurried.open(address)
    hurried.page.get_by_role("button", name="Talk").click()
    hurried.page.evaluate("fail('not-allowed')")
    assert "type instead" in hurried.shown(".note")


def test_a_browser_that_cannot_hear_says_so(hurried: Visitor, address: str) -> None:
    hurried.page.add_init_script(NO_RECOGNITION)
    hurried.open(address)
    assert hurried.page.get_by_role("button", name="Talk").is_hidden()
    assert "type instead" in hurried.shown(".note")


def test_the_echos_own_words_are_not_listened_to(hurried: Visitor, address: str) -> None:
    hurried.page.add_init_script(RECOGNITION)
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    talk(hurried, "Alexa, ask lower back release for help")
    hurried.wait_for("listening")
    assert hurried.page.get_by_role("button", name="Talk").get_attribute("aria-pressed") == "true"
    hurried.wait_until(lambda: hurried.state == "speaking")  # the reprompt
    assert hurried.page.get_by_role("button", name="Talk").get_attribute("aria-pressed") == "false"


def test_whoever_said_nothing_once_is_listened_to_again(hurried: Visitor, address: str) -> None:
    hurried.page.add_init_script(RECOGNITION)
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    talk(hurried, "Alexa, ask lower back release for help")
    hurried.wait_for("listening")
    hurried.page.evaluate("fail('no-speech')")
    assert "Nothing was heard" in hurried.shown(".note")
    hurried.wait_until(lambda: hurried.state == "speaking")
    hurried.wait_for("listening")
    assert hurried.page.get_by_role("button", name="Talk").get_attribute("aria-pressed") == "true"
