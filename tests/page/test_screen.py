"""An Echo Show: whatever the skill draws is drawn by Amazon's own renderer."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.page.browser import LAUNCH, Visitor, real_skill, served

FADING = 10_000
"""Milliseconds that the document's bar takes to fade away."""

DOCUMENT = {
    "type": "APL",
    "version": "1.4",
    "mainTemplate": {
        "parameters": ["payload"],
        "items": [
            {
                "type": "TouchWrapper",
                "id": "next",
                "width": "100%",
                "height": "50%",
                "onPress": [{"type": "SendEvent", "arguments": ["${payload.pose.wish}"]}],
                "item": {"type": "Frame", "id": "bar", "width": "100%", "height": "100%", "backgroundColor": "green"},
            }
        ],
    },
    "onMount": [
        {
            "type": "AnimateItem",
            "componentId": "bar",
            "duration": FADING,
            "value": [{"property": "opacity", "from": 1, "to": 0}],
        }
    ],
}


class DrawingSkill:
    """The skill, with a screen added to its launch."""

    def __init__(self) -> None:
        self.touched: list[dict[str, Any]] = []
        self.screens: list[bool] = []

    def __call__(self, event: dict[str, Any]) -> dict[str, Any]:
        request = event["request"]
        interfaces = event["context"]["System"]["device"]["supportedInterfaces"]
        self.screens.append("Alexa.Presentation.APL" in interfaces)
        if request["type"] == "Alexa.Presentation.APL.UserEvent":
            self.touched.append(request)
            return {"version": "1.0", "response": {"shouldEndSession": False}}
        answer = real_skill(event)
        if request["type"] == "LaunchRequest":
            sources = {"pose": {"wish": "next"}}
            directive = {"type": "Alexa.Presentation.APL.RenderDocument", "token": "pose"}
            answer["response"]["directives"] = [directive | {"document": DOCUMENT, "datasources": sources}]
        return answer


@pytest.fixture
def drawing() -> DrawingSkill:
    return DrawingSkill()


@pytest.fixture
def drawn(drawing: DrawingSkill) -> Iterator[str]:
    with served(drawing, None) as address:
        yield address


LEFT = "getComputedStyle(document.querySelector('.viewhost [style*=\"rgb(0, 128, 0)\"]') ?? document.body).opacity"
"""How much is left of the bar, from 1 to 0."""


@pytest.mark.usefixtures("renderer")
def test_what_the_skill_draws_is_drawn_and_touched(visitor: Visitor, drawing: DrawingSkill, drawn: str) -> None:
    visitor.open(drawn, device="Echo Show 10")
    visitor.click(LAUNCH)
    visitor.page.wait_for_function(f"{LEFT} < 0.95")
    assert visitor.page.locator(".plain").is_hidden()
    visitor.page.evaluate("scrollTo(0, 40)")
    box = visitor.page.locator(".screen").bounding_box()
    assert box is not None
    for _ in range(60):  # a browser that is starved of time may miss a short touch, as a finger would
        visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4, delay=100)
        visitor.page.wait_for_timeout(500)
        if drawing.touched:
            break
    assert {(*each["arguments"], each["token"]) for each in drawing.touched} == {("next", "pose")}
    assert visitor.state == "speaking"  # a touch that is answered without words cuts nothing off
    assert all(drawing.screens)


@pytest.mark.usefixtures("renderer")
def test_what_moves_on_the_screen_keeps_step_with_the_clock(hurried: Visitor, drawn: str) -> None:
    def left() -> float:
        return float(hurried.page.evaluate(LEFT))

    hurried.open(drawn, device="Echo Show 10")
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: left() < 0.95, step=100)
    hurried.page.get_by_role("button", name="Stop the clock").click()
    hurried.let_pass(100)
    before = left()
    hurried.let_pass(FADING)
    assert left() == before
    hurried.go_at(20)
    hurried.page.get_by_role("button", name="Go on").click()
    assert hurried.wait_until(lambda: left() < 0.01, step=100) <= FADING / 20


@pytest.mark.usefixtures("renderer")
def test_a_drawing_that_is_late_takes_nothing_of_the_answer(hurried: Visitor, drawn: str) -> None:
    late: list[Route] = []

    def keep(route: Route) -> None:
        late.append(route)

    hurried.page.route("**/apl-viewhost-web.js", keep)
    hurried.open(drawn, device="Echo Show 10")
    with hurried.page.expect_request("**/apl-viewhost-web.js"), hurried.page.expect_response("**/hear"):
        hurried.suggestion(LAUNCH).click()
    hurried.page.clock.fast_forward(600_000)
    assert hurried.state == "thinking"
    late.pop().continue_()
    hurried.wait_for("speaking")
    assert "0:0" in hurried.shown(".clock .at")


@pytest.mark.usefixtures("renderer")
def test_a_session_that_has_ended_leaves_no_drawing(visitor: Visitor, drawn: str) -> None:
    visitor.open(drawn, device="Echo Show 10")
    visitor.click(LAUNCH)
    visitor.page.locator(".viewhost > * > *").first.wait_for()
    visitor.go_at(20)
    visitor.type("Alexa, stop")
    visitor.page.wait_for_function("document.body.dataset.state === 'asleep'")
    assert visitor.page.locator(".plain").is_visible()


def test_without_a_drawing_the_place_is_shown_in_words(hurried: Visitor, address: str) -> None:
    hurried.open(address, device="Echo Show 10")
    hurried.go_at(20)
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: hurried.shown(".plain .count") == "breath 3 of 8", step=50)
    assert (hurried.shown(".plain .pose"), hurried.shown(".plain .side")) == ("Reclined Shoelace", "right leg on top")


def test_a_device_without_a_screen_is_sent_none(hurried: Visitor, drawing: DrawingSkill, drawn: str) -> None:
    hurried.open(drawn)
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")
    assert drawing.screens == [False]
