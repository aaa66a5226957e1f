"""Devices with and without a screen: what is sent is what is drawn, and one may change to another in mid-answer."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from simulator.echo.screens import SCREENS, Screen
from tests.page.answers import answer, go_on_to, position, stay, stop
from tests.page.browser import LAUNCH, Visitor, real_skill, served
from tests.page.test_touch import drawn

pytestmark = pytest.mark.slow

TOLD = (
    "${viewport.pixelWidth} x ${viewport.pixelHeight} at ${viewport.dpi} are "
    "${Math.round(viewport.width)} x ${Math.round(viewport.height)}, ${viewport.shape}, ${viewport.mode}"
)
"""What a document is told of the screen that it is drawn on."""

DOCUMENT = {
    "type": "APL",
    "version": "1.4",
    "mainTemplate": {
        "items": [
            {
                "type": "Frame",
                "width": "100vw",
                "height": "100vh",
                "backgroundColor": "green",
                "item": {"type": "Text", "width": "100%", "fontSize": "5vw", "text": TOLD},
            }
        ]
    },
}

EDGES = """() => {
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const parts = [...document.querySelectorAll(".viewhost *")];
  const ground = parts.find((each) => each.style.backgroundColor.includes("0, 128, 0"));
  const screen = document.querySelector(".screen");
  const [left, top, right, bottom] = box(screen);
  const corners = [left + 4, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => [x, y]));
  return {
    screen: box(screen),
    drawing: ground ? box(ground) : null,
    corners: corners.filter(([x, y]) => screen.contains(document.elementFromPoint(x, y))).length,
  };
}"""
"""Where the screen and the drawing on it are, and how many of its corners are glass."""


def told(screen: Screen) -> str:
    """What a document should be told of a screen."""
    shape = "round" if screen.round else "rectangle"
    pixels, dp = (f"{screen.pixels_wide} x {screen.pixels_high}", f"{screen.width} x {screen.height}")
    return f"{pixels} at {screen.dpi} are {dp}, {shape}, {screen.mode.lower()}"


def drawing(event: dict[str, Any]) -> dict[str, Any]:
    """The skill, with a document that tells of its screen."""
    envelope = real_skill(event)
    if "Viewport" in event["context"]:
        directive = {"type": "Alexa.Presentation.APL.RenderDocument", "token": "told", "document": DOCUMENT}
        envelope["response"]["directives"] = [directive]
    return envelope


@pytest.fixture(scope="module")
def telling() -> Iterator[str]:
    with served(drawing, None) as address:
        yield address


def shows(visitor: Visitor, words: str) -> bool:
    """Whether that can be read on the screen, whatever the case of its letters."""
    return words.lower() in drawn(visitor).lower()


def fills(visitor: Visitor) -> bool:
    """Whether the drawing is exactly as large as the screen."""
    seen = visitor.page.evaluate(EDGES)
    return seen["drawing"] is not None and seen["drawing"] == pytest.approx(seen["screen"], abs=1.5)


def test_they_are_chosen_from_a_list(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    assert hurried.page.get_by_label("Device").locator("option").all_text_contents() == [
        "Echo Dot",
        "Echo Spot",
        "Echo Show 5",
        "Echo Show 8",
        "Echo Show 10",
        "Echo Show 15",
        "Echo Show 15, upright",
        "Fire TV",
    ]


@pytest.mark.usefixtures("renderer")
def test_the_screen_that_a_request_tells_of_is_the_one_that_is_drawn(hurried: Visitor, telling: str) -> None:
    hurried.open(telling)
    assert "Viewport" not in answer(hurried, LAUNCH)["request"]["context"]
    for screen in SCREENS.values():
        hurried.use(screen.name)
        sent = answer(hurried, LAUNCH)["request"]["context"]["Viewport"]
        assert (sent["pixelWidth"], sent["pixelHeight"]) == (screen.pixels_wide, screen.pixels_high)
        assert (sent["dpi"], sent["mode"]) == (screen.dpi, screen.mode)
        assert sent["shape"] == ("ROUND" if screen.round else "RECTANGLE")
        hurried.wait_until(partial(shows, hurried, told(screen)))
        hurried.wait_until(partial(fills, hurried))
        seen = hurried.page.evaluate(EDGES)
        left, top, right, bottom = seen["screen"]
        assert (right - left) / (bottom - top) == pytest.approx(screen.pixels_wide / screen.pixels_high, rel=0.01)
        assert seen["corners"] == (0 if screen.round else 4)


@pytest.mark.usefixtures("renderer")
def test_a_drawing_keeps_to_its_screen_when_the_window_changes(hurried: Visitor, telling: str) -> None:
    hurried.open(telling, device="Echo Show 15, upright")
    answer(hurried, LAUNCH)
    hurried.wait_until(partial(fills, hurried))
    for width, height in ((320, 568), (1280, 800)):
        hurried.page.set_viewport_size({"width": width, "height": height})
        hurried.wait_until(partial(fills, hurried))


@pytest.mark.usefixtures("renderer")
def test_changing_the_device_in_mid_answer_keeps_everything(hurried: Visitor, address: str) -> None:
    hurried.open(address, device="Echo Show 8")
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    turn = answer(hurried, LAUNCH)
    go_on_to(hurried, stay(turn, 4, "in")["at"] + 1)
    stop(hurried)
    at, heard = position(hurried), hurried.heard
    for device, there in (("Echo Spot", ".screen.round"), ("Echo Dot", ".dot"), ("Fire TV", ".screen:not(.round)")):
        hurried.use(device)
        hurried.page.locator(there).wait_for()
        if device == "Echo Dot":
            assert hurried.shown(".told .count") == "breath 4 of 8"
        else:
            hurried.wait_until(partial(shows, hurried, "4 of 8"))
        assert (position(hurried), hurried.heard) == (at, heard)
    hurried.page.get_by_role("button", name="Go on").click()
    hurried.type("Alexa, how many breaths are left")
    hurried.wait_until(lambda: "Breath four of eight" in hurried.heard)


def test_a_screen_that_comes_in_mid_answer_shows_the_place_in_words(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    turn = answer(hurried, LAUNCH)
    go_on_to(hurried, stay(turn, 4, "in")["at"] + 1)
    stop(hurried)
    hurried.use("Echo Show 8")
    hurried.page.locator(".plain .pose").wait_for()
    assert hurried.shown(".plain .count") == "breath 4 of 8"
