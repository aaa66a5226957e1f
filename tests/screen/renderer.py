"""Amazon's own renderer, as the page has it, on screens of all kinds: what is seen at any moment of a document."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "build" / "screens"


@dataclass(frozen=True)
class Viewport:
    """A kind of screen; its size in dp."""

    width: int
    height: int
    dpi: int = 160
    isRound: bool = False  # noqa: N815 - the renderer's own name for it
    mode: str = "HUB"


VIEWPORTS = {
    "round": Viewport(480, 480, isRound=True),
    "small": Viewport(960, 480),
    "medium": Viewport(960, 600),
    "large": Viewport(1280, 800),
    "tv": Viewport(960, 540, dpi=320, mode="TV"),
    "portrait": Viewport(800, 1280),
}
"""Amazon's viewport profiles: Echo Spot, Show 5, Show 8, Show 10, Fire TV, and a Show stood on end."""


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


def show(browser: Browser, address: str, showing: Showing) -> dict[str, Any]:
    """The renderer's complaints, the events sent, and what was seen at each moment. `address` is that of the page."""
    viewport = VIEWPORTS[showing.viewport]
    page = browser.new_page(viewport={"width": viewport.width, "height": viewport.height})
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/screen", lambda route: route.fulfill(path=HERE / "renderer.html"))
    page.goto(f"{address}screen")
    page.evaluate("(directive) => showing.begin(directive)", {**showing.directive, "viewport": asdict(viewport)})
    states = []
    for moment in showing.moments:
        page.evaluate("(moment) => showing.at(moment)", moment.at)
        states.append({name: page.evaluate("(name) => showing.seen(name)", name) for name in showing.ids})
        if moment.picture:
            page.screenshot(path=PICTURES / f"{moment.picture}.png")
        if moment.touch:
            x, y, width, height = page.evaluate("(name) => showing.seen(name).box", moment.touch)
            page.mouse.click(x + width / 2, y + height / 2)
            page.evaluate("(moment) => showing.at(moment)", moment.at + 300)
    events = page.evaluate("showing.events")
    page.close()
    return {"complaints": complaints, "events": events, "states": states}
