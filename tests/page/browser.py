"""A real browser in front of the page, and what the tests do with it."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, sync_playwright

import lambda_function
from hosting.web_service import create_app
from simulator.ears.recogniser import Recogniser
from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Post
from simulator.page import add_page
from simulator.server import serving
from simulator.voice.engine import Voice
from simulator.voice.sound import Pcm, silence

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that asks nobody for anything but the page."""

HEARING = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--use-file-for-fake-audio-capture={}%noloop",
)
"""A browser whose microphone is a file, and which may use it."""

LAUNCH = "Alexa, start lower back release"

STEP = 500
"""Milliseconds of the page's time between two looks at it."""

PATIENCE_MS = 600_000
"""Milliseconds of the page's time after which what hasn't come won't come."""

REMEMBER_SOUNDS = (
    "window.sounds = []; window.Audio = class extends Audio { constructor() { super(); sounds.push(this); } };"
)
"""The page plays sounds that are in no document: a test has to keep hold of them."""

PATIENT = "AbortSignal.timeout = () => new AbortController().signal;"
"""A page that never gives up an answer: a test winds time on faster than a slow machine can answer."""


class BrokenPageError(AssertionError):
    """Something never came."""


def chromium() -> str | None:
    """Where the browser is; None where there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def real_skill(event: dict[str, Any]) -> dict[str, Any]:
    """The skill as Lambda has it, without a memory."""
    return lambda_function.lambda_handler(event, None)


@contextmanager
def served(
    skill: Post, voice: Voice | None, recogniser: Recogniser | None = None, port: int = 0, locale: str = "en-US"
) -> Iterator[str]:
    """The page in front of a skill, at an address; 0 for a port that is free."""
    app = create_app(skill)
    understanding = understanding_of(locale)
    add_page(app, lambda: Echo(skill, understanding, Device(locale)), lambda: voice, lambda: recogniser)
    with serving(app, port) as address:
        yield address


@contextmanager
def running(executable: str, *flags: str) -> Iterator[Browser]:
    """The browser, without a window."""
    with sync_playwright() as playwright, launched(playwright, executable, *flags) as browser:
        yield browser


@contextmanager
def launched(playwright: Playwright, executable: str, *flags: str) -> Iterator[Browser]:
    """The same, by a Playwright that is there already: of these there can be but one."""
    browser = playwright.chromium.launch(executable_path=executable, headless=True, args=[*FLAGS, *flags])
    yield browser
    browser.close()


def microphone(said: Pcm, folder: Path) -> Sequence[str]:
    """Flags for a browser in whose microphone something is said, after a second of quiet and with much after it."""
    file = folder / "said.wav"
    second = silence(said.rate, said.rate).frames
    file.write_bytes(Pcm(second + said.frames + 20 * second, said.rate).wav())
    return [flag.format(file) for flag in HEARING]


class Visitor:
    """Somebody in front of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str, *, device: str = "Echo Dot") -> None:
        """Opens the page, and waits until it can be talked to."""
        self.page.goto(address)
        self.page.get_by_role("button", name=LAUNCH).wait_for()
        if device != "Echo Dot":
            self.use(device)

    def use(self, device: str) -> None:
        """Chooses a device; comes back when it is there."""
        with self.page.expect_response("**/device"):
            (chosen,) = self.page.get_by_label("Device").select_option(device)
        self.page.locator(f"body[data-device={chosen}]").wait_for()

    def type(self, words: str) -> None:
        """Types words and sends them; comes back when they are answered, and the page has the answer."""
        with self.page.expect_response("**/hear"):
            self.page.get_by_label("What you say").fill(words)
            self.page.keyboard.press("Enter")
        self._settle()

    def click(self, words: str) -> None:
        """Clicks a suggestion; comes back when it is answered, and the page has the answer."""
        with self.page.expect_response("**/hear"):
            self.suggestion(words).click()
        self._settle()

    def suggestion(self, words: str) -> Locator:
        """The suggestion to say these words."""
        return self.page.locator(".suggestions").get_by_role("button", name=words, exact=True)

    def go_at(self, speed: int) -> None:
        """Sets the speed."""
        self.page.get_by_label("Speed").fill(str(speed))

    @property
    def state(self) -> str:
        """What the Echo does: asleep, thinking, speaking, quiet, listening or lost."""
        return str(self.page.evaluate("document.body.dataset.state"))

    @property
    def heard(self) -> str:
        """The conversation so far, a line each."""
        return "\n".join(self.page.locator(".log p").all_text_contents())

    def shown(self, place: str) -> str:
        """What stands in a place of the stage."""
        return self.page.locator(place).first.text_content() or ""

    def let_pass(self, milliseconds: int) -> None:
        """Lets the page's time pass, which a test doesn't have to wait for, once the machine has done its part."""
        self._settle()
        self.page.clock.fast_forward(milliseconds)

    def _settle(self) -> None:
        """Waits until the machine has done its part."""
        self.page.locator("body:not([data-waiting])").wait_for(state="attached")

    def wait_until(self, there: Callable[[], bool], step: int = STEP) -> int:
        """Lets time pass until something is so; the milliseconds it took. Raises BrokenPageError."""
        for waited in range(0, PATIENCE_MS, step):
            if there():
                return waited
            self.let_pass(step)
        raise BrokenPageError(f"in vain; the Echo is {self.state}, and the last words were {self.heard[-200:]!r}")

    def wait_for(self, state: str, step: int = STEP) -> int:
        """Lets time pass until the Echo is in a state."""
        return self.wait_until(lambda: self.state == state, step)


def picture(page: Page, name: str, folder: Path, *, whole: bool = False) -> None:
    """A screenshot to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=whole)
