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
        ("Echo Show 10", 360, "light"),
        pytest.param("Echo Dot", 360, "dark", marks=pytest.mark.slow),
        pytest.param("Echo Show 10", 1000, "dark", marks=pytest.mark.slow),
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


def test_focus_stays_where_it_was_when_other_words_fit(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.go_at(20)
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: hurried.shown(".suggestions li") == "Alexa, pause")
    hurried.page.locator(".suggestions button").nth(3).focus()
    hurried.wait_for("listening", step=500)
    focused = "document.activeElement.textContent"
    assert hurried.page.evaluate(focused) == hurried.page.locator(".suggestions button").nth(3).text_content()
    hurried.wait_for("asleep", step=500)  # of which there are only three
    assert hurried.page.evaluate(focused) == hurried.page.locator(".suggestions button").last.text_content()


def test_a_screen_reader_tells_who_says_what(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: "Welcome" in hurried.heard)
    assert hurried.page.locator(".log .you").all_text_contents() == [f"You: {LAUNCH}"]
    assert hurried.page.locator(".log .echo").all_text_contents()[0].startswith("Echo: Welcome.")


def test_words_are_read_out_when_nothing_is_heard_and_only_then(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    live = hurried.page.get_by_role("log").get_attribute
    sound = hurried.page.get_by_role("checkbox", name="Sound")
    assert live("aria-live") == "off"
    sound.uncheck()
    assert live("aria-live") == "polite"
    sound.check()
    assert live("aria-live") == "off"
    hurried.go_at(5)
    assert live("aria-live") == "polite"
    assert "off above 4×" in hurried.shown("label.sound")


def test_whoever_wants_nothing_to_move_sees_all_there_is(hurried: Visitor, address: str) -> None:
    hurried.page.emulate_media(reduced_motion="reduce")
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    hurried.click(LAUNCH)
    sizes, phases, air = set[str](), list[str](), hurried.page.locator(".dot .breathing").first
    hurried.wait_until(lambda: hurried.shown(".told .count") == "breath 2 of 8", step=1000)
    for _ in range(6):
        sizes.add(air.evaluate("(circle) => circle.style.getPropertyValue('--size')"))
        phases.append(hurried.shown(".dot .phase"))
        hurried.let_pass(1500)
    assert len(sizes) == 1
    assert {"in", "out"} <= set(phases)
    assert hurried.page.evaluate("document.getAnimations().length") == 0


def test_a_screen_reader_hears_what_the_echo_does(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")
    status = hurried.page.get_by_role("status")
    assert status.text_content() == ""  # the Echo itself is heard
    hurried.go_at(20)
    bar = hurried.page.get_by_role("slider", name="The answer")
    hurried.wait_until(lambda: float(bar.get_attribute("aria-valuenow") or 0) > 10)
    hurried.wait_for("listening", step=500)
    assert status.text_content() == "Listening"
    hurried.wait_for("asleep", step=500)
    assert status.text_content() == "Asleep"
