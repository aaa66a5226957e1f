"""The browser and the page, for tests of what is seen and heard. Without a browser they are skipped, loudly."""

import os
import re
from array import array
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Playwright, sync_playwright

from simulator.page.routes import RENDERER
from simulator.voice.engine import Remembering
from simulator.voice.sound import Pcm
from tests.page.browser import PATIENT, REMEMBER_SOUNDS, Visitor, chromium, launched, real_skill, served


class ToneVoice:
    """Says every text as a tone, about as long as a voice would."""

    name = "tone"
    rate = 8000

    def say(self, text: str, pace: float = 1.0) -> Pcm:
        return Pcm(array("h", [3000, -3000] * round(len(text) * self.rate * 0.03 / pace)).tobytes(), self.rate)


@pytest.fixture(scope="session")
def executable() -> str:
    """The browser's program."""
    found = chromium()
    if found is None:
        reason = "NO PAGE WAS SEEN: there is no browser (Debian: apt-get install chromium; or CHROMIUM=/path/to/it)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers, for one file of tests: while it is there no other test can have an event loop."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright, executable: str) -> Iterator[Browser]:
    """A browser, for one file of tests."""
    with launched(playwright, executable) as browser:
        yield browser


@pytest.fixture(scope="session")
def renderer() -> None:
    """Amazon's renderer."""
    if not RENDERER.exists():
        reason = "NO SCREEN WAS DRAWN: apl-viewhost-web is not installed (make node)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served(real_skill, Remembering(ToneVoice())) as address:
        yield address


STILL_LOADING = re.compile(r"still waiting on run dependencies:|dependency: wasm-instantiate|\(end of list\)")
"""What the renderer says each ten seconds while it is loaded (Emscripten, addRunDependency): a machine may be slow."""


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complains of; nothing, after every test."""
    return []


@pytest.fixture
def accepted() -> list[str]:
    """Parts of complaints that a test gives reason for."""
    return []


@pytest.fixture
def visitor(browser: Browser, complaints: list[str], accepted: list[str]) -> Iterator[Visitor]:
    """Somebody at a browser, in whose page time passes as fast as the test likes."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, has_touch=True)
    context.set_default_timeout(60_000)
    page = context.new_page()

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not STILL_LOADING.fullmatch(message.text):
            complaints.append(message.text)

    def fail(url: str) -> None:
        if not url.startswith("blob:"):  # a sound cut off while it still loads
            complaints.append(f"failed: {url}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: fail(request.url))
    page.add_init_script(REMEMBER_SOUNDS + PATIENT)
    yield Visitor(page)
    context.close()
    assert [each for each in complaints if not any(part in each for part in accepted)] == []


@pytest.fixture
def hurried(visitor: Visitor) -> Visitor:
    """The same, with a clock that the test winds on."""
    visitor.page.clock.install(time=0)
    visitor.page.clock.pause_at(1)
    visitor.page.add_init_script(PATIENT)  # once more: this clock brings a patience of its own
    return visitor
