"""Somebody in front of an Echo Show does the routine with a finger, or with one sentence."""

from functools import partial

import pytest
from playwright.sync_api import Request

from tests.page.browser import LAUNCH, Visitor
from tests.page.test_conversation import POSES

pytestmark = pytest.mark.slow

MOMENT = 200
"""Milliseconds between two looks at a routine at twenty times its speed: four of its seconds."""

SELDOM = "window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 700);"
"""As on a busy machine, or behind another window: at twenty times the speed a microphone closes between two frames."""


def drawn(visitor: Visitor) -> str:
    """What can be read on the screen."""
    return " ".join(visitor.page.locator(".viewhost").inner_text().split())


def shows(visitor: Visitor, first: str) -> bool:
    """Whether that is what the screen begins with."""
    return drawn(visitor).startswith(first)


def touch(visitor: Visitor, words: str) -> None:
    """Lays a finger on words on the screen once they are there; comes back when that is answered."""
    visitor.wait_until(lambda: words in drawn(visitor), step=MOMENT)
    visitor.let_pass(MOMENT)
    box = visitor.page.locator(".viewhost").get_by_text(words).bounding_box()
    assert box is not None
    with visitor.page.expect_response("**/touch"):
        visitor.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        visitor.let_pass(MOMENT)


@pytest.mark.usefixtures("renderer")
def test_the_whole_routine_is_done_by_touch(hurried: Visitor, address: str) -> None:
    hurried.open(address, device="Echo Show 10")
    hurried.go_at(20)
    with hurried.page.expect_response("**/hear"):
        hurried.page.get_by_role("button", name=LAUNCH).tap()
    seen = []
    for words in (*["“next pose”"] * (len(POSES) - 1), "“stop”"):
        hurried.wait_until(lambda: "of 8" in drawn(hurried), step=4 * MOMENT)
        seen += [pose for pose in POSES if shows(hurried, pose)]
        touch(hurried, words)
    hurried.wait_for("asleep")
    assert tuple(seen) == POSES
    assert hurried.heard.endswith("Take it easy. Goodbye.")


@pytest.mark.usefixtures("renderer")
@pytest.mark.parametrize("frames", ["", SELDOM], ids=["as they come", "seldom"])
def test_asked_to_keep_going_it_goes_from_pose_to_pose_without_a_word(
    hurried: Visitor, address: str, frames: str
) -> None:
    asked: list[str] = []

    def listen(request: Request) -> None:
        asked.append(request.url)

    hurried.page.on("request", listen)
    hurried.page.add_init_script(frames)
    hurried.open(address, device="Echo Show 10")
    hurried.go_at(20)
    hurried.type("Alexa, ask lower back release to keep going by yourself")
    for pose in POSES:
        hurried.wait_until(partial(shows, hurried, pose), step=MOMENT)
    assert [url for url in asked if url.endswith("/silence")] == []
    hurried.wait_until(partial(shows, hurried, "All done"), step=MOMENT)
    assert hurried.page.locator(".log .you").count() == 1
