"""Amazon's own renderer, as the page has it, on screens of all kinds: what is seen at any moment of a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage

from simulator.echo.screens import SHOW_5, SHOW_8, SHOW_10, SHOW_15, SHOW_15_UPRIGHT, SPOT, TV, Screen

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "build" / "screens"


VIEWPORTS = {
    "round": SPOT,
    "small": SHOW_5,
    "medium": SHOW_8,
    "large": SHOW_10,
    "extra_large": SHOW_15,
    "portrait": SHOW_15_UPRIGHT,
    "tv": TV,
    "mobile_small": Screen("Fire tablet of 7 inches, upright", 600, 1024, mode="MOBILE"),
    "mobile_medium": Screen("Fire tablet of 8 inches", 1280, 800, dpi=213, mode="MOBILE"),
    "mobile_large": Screen("Fire tablet of 10 inches", 1920, 1200, dpi=240, mode="MOBILE"),
    "mobile_flat": Screen("the flattest that a mobile one may be", 900, 480, dpi=240, mode="MOBILE"),
    "four_by_three": Screen("nearly square", 1024, 768, mode="MOBILE"),
    "three_by_four": Screen("nearly square, upright", 768, 1024, mode="MOBILE"),
}
"""Screens of each of Amazon's viewport profiles (npm apl-suggester, viewportProfiles)."""


@dataclass(frozen=True)
class Moment:
    """A moment of a showing, in milliseconds from its beginning, and what is done then."""

    at: int
    picture: str | None = None
    touch: str | None = None
    """The id of what is touched."""


@dataclass(frozen=True)
class Showing:
    """A directive on a screen."""

    name: str
    viewport: str
    directive: dict[str, Any]
    moments: Sequence[Moment]
    ids: Sequence[str] = field(default=())
    """The ids of what is looked at."""


class Renderer:
    """The renderer in a page of its own, loaded once: that takes longer than to show a document."""

    def __init__(self, browser: Browser, address: str) -> None:
        """`address` is that of the simulator's page, which has the renderer."""
        self._page = browser.new_page()
        self._complaints: list[str] = []
        self._page.on("console", self._listen)
        self._page.on("pageerror", lambda error: self._complaints.append(str(error)))
        self._page.route("**/screen", lambda route: route.fulfill(path=HERE / "renderer.html"))
        self._page.goto(f"{address}screen")

    def show(self, showing: Showing) -> dict[str, Any]:
        """The renderer's complaints, the events sent, and what was seen at each moment."""
        page, viewport = self._page, VIEWPORTS[showing.viewport]
        self._complaints.clear()
        page.set_viewport_size({"width": viewport.pixels_wide, "height": viewport.pixels_high})
        page.evaluate("(directive) => showing.begin(directive)", {**showing.directive, "viewport": viewport.drawn()})
        states = []
        for moment in showing.moments:
            page.evaluate("(moment) => showing.at(moment)", moment.at)
            states.append(page.evaluate("(names) => showing.seen(names)", showing.ids))
            if moment.picture:
                page.screenshot(path=PICTURES / f"{moment.picture}.png")
            if moment.touch:
                x, y, width, height = page.evaluate("(name) => showing.seen([name])[name].box", moment.touch)
                page.mouse.click(x + width / 2, y + height / 2)
                page.evaluate("(moment) => showing.at(moment)", moment.at + 300)
        return {"complaints": list(self._complaints), "events": page.evaluate("showing.events"), "states": states}

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(message.text)
