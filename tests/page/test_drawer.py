"""Under the hood: every turn can be looked at again, taken along, changed and sent anew."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.page.answers import answer, hear_out, stop
from tests.page.browser import LAUNCH, Visitor

pytestmark = pytest.mark.slow

BREATHS = "Alexa, how many breaths are left"
BY_NAME = "Alexa, ask lower back release for knee hugs"

REFUSED = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }"
"""A browser that gives nobody its clipboard."""


def part(visitor: Visitor, title: str) -> Locator:
    """A part of what is under the hood, by its heading."""
    return visitor.page.locator(".inside section").filter(has=visitor.page.get_by_role("heading", name=title))


def written(visitor: Visitor, title: str) -> Any:
    """What JSON a part has."""
    return json.loads(part(visitor, title).locator("pre").text_content() or "")


def understood(visitor: Visitor) -> dict[str, str]:
    """How the words of the turn looked at were understood."""
    names = part(visitor, "Understood as").locator("dt").all_text_contents()
    return dict(zip(names, part(visitor, "Understood as").locator("dd").all_text_contents(), strict=True))


def step(visitor: Visitor) -> str:
    """Which turn is looked at."""
    return visitor.shown(".steps span")


def change(visitor: Visitor, text: str) -> None:
    """Changes the request looked at into a text, and sends it."""
    if part(visitor, "Request").locator("textarea").count() == 0:
        visitor.page.get_by_role("button", name="Change it").click()
    visitor.page.get_by_label("The request, as JSON").fill(text)
    visitor.page.get_by_role("button", name="Send it").click()


def send(visitor: Visitor, request: dict[str, Any]) -> int:
    """Sends a request written by hand; the status it is answered with."""
    with visitor.page.expect_response("**/send") as response:
        change(visitor, json.dumps(request))
    return response.value.status


@pytest.fixture
def talking(hurried: Visitor, address: str) -> Visitor:
    """A conversation of two turns."""
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    answer(hurried, BY_NAME)
    answer(hurried, BREATHS)
    return hurried


def test_all_of_a_turn_is_told(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    turn = answer(hurried, BY_NAME)
    told = understood(hurried)
    assert told["Intent"] == turn["intent"] == "GoToPoseIntent"
    assert told["pose"] == "knee_hugs"
    assert told["Reprompt"] == turn["reprompt"]
    assert told["Time"].startswith("0:0")
    assert f"{turn['seconds']:.1f} s" in told["Time"]
    likely = part(hurried, "Or else").locator("li").all_text_contents()
    assert likely
    for near, line in zip(turn["near"], likely, strict=True):
        assert line == f"{round(100 * near['near'])} % {near['intent']}: “{near['sample']}”"
    rules = part(hurried, "Rules").locator("li").all_text_contents()
    assert rules == [f"kept: {rule['name']}" for rule in turn["rules"]]
    assert (written(hurried, "Request"), written(hurried, "Response")) == (turn["request"], turn["response"])
    assert written(hurried, "Card") == turn["card"]
    ssml = part(hurried, "SSML").locator("pre").text_content() or ""
    assert ssml.replace("\n", " ").split() == turn["ssml"].split()


def test_what_was_said_leads_to_its_turn_by_mouse_and_by_keyboard(talking: Visitor) -> None:
    log = talking.page.locator(".log")
    assert understood(talking)["Intent"] == "BreathsLeftIntent"
    log.get_by_role("button", name=BY_NAME).click()
    assert understood(talking)["Intent"] == "GoToPoseIntent"
    log.get_by_role("button", name=BREATHS).focus()
    talking.page.keyboard.press("Enter")
    assert understood(talking)["Intent"] == "BreathsLeftIntent"
    log.locator(".echo").first.click()
    assert understood(talking)["Intent"] == "GoToPoseIntent"
    chosen = log.locator(".chosen").all_text_contents()
    assert any(BY_NAME in line for line in chosen)
    assert not any(BREATHS in line for line in chosen)


def test_one_steps_through_the_turns_and_stays_on_the_button(talking: Visitor) -> None:
    focused = "document.activeElement.getAttribute('aria-label')"
    before, after = (talking.page.get_by_role("button", name=name) for name in ("Turn before", "Turn after"))
    assert after.is_disabled()
    assert step(talking) == f"Turn 2 of 2: “{BREATHS}”"
    answer(talking, "Alexa, repeat that")
    before.press("Enter")
    assert step(talking) == f"Turn 2 of 3: “{BREATHS}”"
    assert talking.page.evaluate(focused) == "Turn before"
    before.press("Enter")
    assert step(talking) == f"Turn 1 of 3: “{BY_NAME}”"
    assert before.is_disabled()
    assert talking.page.evaluate(focused) == "Turn after"


def test_what_is_shown_can_be_copied(talking: Visitor) -> None:
    talking.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    request = written(talking, "Request")
    talking.page.get_by_role("button", name="Copy Request").click()
    talking.page.get_by_role("button", name="Copied Request").wait_for()
    assert json.loads(talking.page.evaluate("navigator.clipboard.readText()")) == request
    talking.page.get_by_role("button", name="Copy SSML").click()
    talking.page.get_by_role("button", name="Copied SSML").wait_for()
    assert talking.page.evaluate("navigator.clipboard.readText()").startswith("<speak>")


def test_where_the_clipboard_is_not_given_it_is_selected_to_be_copied(talking: Visitor) -> None:
    talking.page.evaluate(REFUSED)
    talking.page.get_by_role("button", name="Copy Request").click()
    talking.page.get_by_role("button", name="press Ctrl C").wait_for()
    assert json.loads(talking.page.evaluate("getSelection().toString()")) == written(talking, "Request")


def test_a_request_changed_by_hand_is_answered_as_any_other(talking: Visitor) -> None:
    request = written(talking, "Request")
    request["request"]["intent"] = {"name": "AMAZON.HelpIntent", "slots": {}}
    before = talking.heard
    assert send(talking, request) == 200
    talking.wait_until(lambda: step(talking).startswith("Turn 3 of 3"))
    assert understood(talking)["Intent"] == "AMAZON.HelpIntent"
    assert written(talking, "Request")["request"]["intent"]["name"] == "AMAZON.HelpIntent"
    talking.wait_for("speaking")
    assert "AMAZON.HelpIntent" in talking.heard.removeprefix(before)


def test_an_intent_that_the_skill_does_not_know_is_answered_in_words(talking: Visitor) -> None:
    request = written(talking, "Request")
    request["request"]["intent"] = {"name": "OrderPizzaIntent", "slots": {}}
    assert send(talking, request) == 200
    talking.wait_until(lambda: step(talking).startswith("Turn 3 of 3"))
    assert understood(talking)["Intent"] == "OrderPizzaIntent"
    talking.wait_for("speaking")


def test_a_session_that_is_ended_by_hand_has_ended(talking: Visitor) -> None:
    request = written(talking, "Request")
    request["request"] |= {"type": "SessionEndedRequest", "reason": "USER_INITIATED"}
    del request["request"]["intent"]
    assert send(talking, request) == 200
    talking.wait_for("asleep")
    assert "The session has ended." in talking.heard
    assert step(talking) == "Turn 3 of 3: SessionEndedRequest"


def test_what_is_no_json_or_no_request_is_refused_in_words_and_kept(talking: Visitor, complaints: list[str]) -> None:
    text = talking.page.get_by_label("The request, as JSON")
    change(talking, '{"request": ')
    assert "no JSON" in talking.shown(".editor .wrong")
    for wrong in ("[]", "{}", '{"request": "hello"}', '{"request": {}}', '{"request": {"type": 1}}'):
        with talking.page.expect_response("**/send") as response:
            change(talking, wrong)
        assert response.value.status == 400
        talking.wait_until(lambda: 'has a "request" object' in talking.shown(".trouble"), step=50)
        assert text.input_value() == wrong
    complaints.clear()


def test_what_is_being_written_is_not_lost_when_a_turn_comes(talking: Visitor) -> None:
    talking.page.get_by_role("button", name="Change it").click()
    text = talking.page.get_by_label("The request, as JSON")
    assert text.evaluate("(text) => text === document.activeElement")
    text.fill("{}")
    answer(talking, "Alexa, where am I")
    assert text.input_value() == "{}"
    assert step(talking) == f"Turn 2 of 3: “{BREATHS}”"


def test_the_card_is_shown_as_the_app_would(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    turn = answer(hurried, LAUNCH)
    card = hurried.page.locator(".log .card")
    assert turn["card"]["title"] == "Reclined Shoelace"
    assert (card.get_by_role("button").text_content() or "").endswith("Reclined Shoelace")
    assert card.locator(".content").text_content() == turn["card"]["content"]
    assert written(hurried, "Card") == turn["card"]
    answer(hurried, BREATHS)
    card.get_by_role("button").click()
    assert understood(hurried)["Intent"] == "LaunchRequest"


def test_what_was_said_before_comes_back_by_the_arrows(talking: Visitor) -> None:
    words = talking.page.get_by_label("What you say")
    words.fill("Alexa, pa")
    for key, there in (
        ("ArrowUp", BREATHS),
        ("ArrowUp", BY_NAME),
        ("ArrowUp", BY_NAME),
        ("ArrowDown", BREATHS),
        ("ArrowDown", "Alexa, pa"),
        ("ArrowDown", "Alexa, pa"),
        ("ArrowUp", BREATHS),
    ):
        words.press(key)
        assert words.input_value() == there
    with talking.page.expect_response("**/hear") as response:
        words.press("Enter")
    assert response.value.json()["intent"] == "BreathsLeftIntent"


def test_a_reprompt_keeps_the_turn_that_it_belongs_to(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    turn = answer(hurried, "Alexa, ask lower back release for help")
    hear_out(hurried, turn)
    with hurried.page.expect_response("**/silence"):
        hurried.let_pass(8_000)
    hurried.wait_until(lambda: step(hurried) == "Turn 2 of 2: asked again", step=100)
    assert (written(hurried, "Request"), written(hurried, "Response")) == (turn["request"], turn["response"])
    assert turn["reprompt"].startswith("Shall we begin?")
    assert "Shall we begin?" in (part(hurried, "SSML").locator("pre").text_content() or "")
    stop(hurried)
    hurried.page.locator(".log").get_by_role("button", name="asks again").click()
    assert step(hurried).startswith("Turn 2")
