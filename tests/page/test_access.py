"""Whoever can't see, can't use a mouse, or has a small screen."""

import os
from pathlib import Path
from typing import Any

import pytest

from simulator.page.routes import HERE
from tests.page.browser import LAUNCH, STEP, Visitor, picture

AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = Path("build") / "page"


@pytest.fixture(scope="module")
def axe() -> str:
    """The check of accessibility."""
    if not AXE.exists():
        reason = "NO ACCESSIBILITY WAS CHECKED: axe-core is not installed (make node)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text(encoding="utf-8")


def violations(visitor: Visitor, axe: str) -> list[Any]:
    """What is wrong on the page as it is now, by axe-core's rules, best practices among them.

    How Amazon's renderer draws a document is its own affair: four thousand elements of the page's five.
    """
    visitor.page.evaluate(axe)
    found = visitor.page.evaluate("axe.run({ exclude: ['.viewhost'] }).then(({ violations }) => violations)")
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


# Every time, any two of the three together are seen once; all three are at length.
@pytest.mark.parametrize(
    ("device", "width", "scheme"),
    [
        ("Echo Dot", 1000, "light"),
        ("Echo Dot", 360, "dark"),
        ("Echo Show 10", 1000, "dark"),
        ("Echo Show 10", 360, "light"),
        pytest.param("Echo Dot", 1000, "dark", marks=pytest.mark.slow),
        pytest.param("Echo Dot", 360, "light", marks=pytest.mark.slow),
        pytest.param("Echo Show 10", 1000, "light", marks=pytest.mark.slow),
        pytest.param("Echo Show 10", 360, "dark", marks=pytest.mark.slow),
    ],
)
def test_nothing_stands_in_anybodys_way(
    hurried: Visitor, address: str, axe: str, scheme: Any, width: int, device: str
) -> None:
    hurried.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    hurried.page.set_viewport_size({"width": width, "height": 850})
    hurried.open(address, device=device)
    hurried.page.clock.resume()  # the check waits for the page now and then
    assert violations(hurried, axe) == []
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: hurried.shown(".count").startswith("breath 2"), step=4 * STEP)
    hurried.page.get_by_role("button", name="Stop the clock").click()
    assert violations(hurried, axe) == []
    assert hurried.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(hurried.page, f"{device.split()[1].lower()}-{scheme}-{width}", PICTURES, whole=True)


def test_the_keyboard_is_enough(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    keys = hurried.page.keyboard
    assert hurried.page.evaluate("document.activeElement.id") == "words"
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    assert hurried.page.evaluate("document.activeElement.textContent") == LAUNCH
    with hurried.page.expect_response("**/hear"):
        keys.press("Enter")
    hurried.wait_for("speaking")
    assert hurried.page.evaluate("document.activeElement.textContent") == "Alexa, pause"


def test_a_screen_reader_hears_what_the_echo_does(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")
    assert hurried.page.get_by_role("log").get_attribute("aria-live") == "off"  # the Echo itself is heard
    hurried.go_at(20)
    bar = hurried.page.get_by_role("slider", name="The answer")
    hurried.wait_until(lambda: float(bar.get_attribute("aria-valuenow") or 0) > 10)
