"""Where everything is: in each window, in each state, without a movement of the page."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.page.answers import answer, go_on_to, hear_out, stay, stop
from tests.page.browser import LAUNCH, Visitor, real_skill, served

WINDOWS = {
    "laptop": (1280, 800),
    "square": (1000, 900),
    "phone": (390, 844),
    "laptop at 200 %": (640, 400),
    "smallest": (320, 568),
    "large": (1920, 1080),
    "tablet": (820, 1180),
}
RARE = ("square", "tablet")
"""Windows like others of these; they are looked at when there is time."""

WIDE = ("laptop", "square", "large")
"""Windows with room for the conversation beside the Echo."""

DEVICES = ("Echo Dot", "Echo Show 8")

STATES = ("asleep", "setting up", "holding", "stopped", "paused", "between poses", "not connected")

LOOK = """() => {
  const box = (place) => {
    const found = [...document.querySelectorAll(place)].find((each) => each.checkVisibility());
    if (!found) return null;
    const { x, y, width, height, right, bottom } = found.getBoundingClientRect();
    return { x, y, width, height, right, bottom };
  };
  const root = document.documentElement;
  return {
    state: document.querySelector(".told .state").textContent,
    room: [innerWidth, innerHeight],
    wider: root.scrollWidth - root.clientWidth,
    longer: root.scrollHeight - root.clientHeight,
    scrolled: scrollY,
    input: box("#words"),
    echo: box(".dot svg") ?? box(".show"),
    told: box(".told"),
    ends: Math.max(...[...document.querySelectorAll(".told > *")].map((each) => each.getBoundingClientRect().bottom)),
    trouble: box(".trouble"),
    timebar: box(".timebar"),
    time: box(".time"),
    talk: box(".talk"),
    heard: box(".heard"),
    drawer: box(".drawer"),
    breath: box(".dot .air") ?? box(".viewhost svg"),
  };
}"""

LATEST_LINE = """() => {
  const log = document.querySelector(".log").getBoundingClientRect();
  const line = document.querySelector(".log > :last-child").getBoundingClientRect();
  return [line.bottom - log.bottom, line.bottom - line.height - log.top];
}"""
"""How far the last line of the conversation is below its lower edge, and below its upper one."""

FITTED = "() => new Promise((fitted) => new ResizeObserver(() => fitted()).observe(document.body))"
"""Comes back once all that looks at its size has seen that of the window: this one is told last."""

Seen = dict[str, Any]


def places(visitor: Visitor) -> Iterator[str]:
    """Leads an Echo through all states; in each it stands still."""
    page = visitor.page
    yield "asleep"
    turn = answer(visitor, LAUNCH)
    go_on_to(visitor, 6)
    yield "setting up"
    breath = stay(turn, 3, "in")
    go_on_to(visitor, breath["at"] + breath["seconds"] - 0.2)
    yield "holding"
    stop(visitor)
    yield "stopped"
    page.get_by_role("button", name="Go on").click()
    hear_out(visitor, answer(visitor, "Alexa, pause"))
    yield "paused"
    hear_out(visitor, answer(visitor, "next pose"))
    yield "between poses"
    page.route("**/hear", lambda route: route.abort())
    page.get_by_label("What you say").fill("next pose")
    page.keyboard.press("Enter")
    visitor.wait_for("lost")
    yield "not connected"


def walk(browser: Browser, address: str, windows: Iterable[str]) -> dict[tuple[str, str, str], Seen]:
    """What is where: by device, state and window."""
    found = {}
    for device in DEVICES:
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.clock.install(time=0)
        page.clock.pause_at(1)
        visitor = Visitor(page)
        visitor.open(address, device=device)
        page.get_by_role("checkbox", name="Sound").uncheck()
        for state in places(visitor):
            for window in windows:
                width, height = WINDOWS[window]
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate(FITTED)
                found[device, state, window] = page.evaluate(LOOK)
        page.close()
    return found


@pytest.fixture(scope="module")
def usual(browser: Browser, address: str) -> dict[tuple[str, str, str], Seen]:
    """What is seen in most windows."""
    return walk(browser, address, [window for window in WINDOWS if window not in RARE])


@pytest.fixture(scope="module")
def rare(browser: Browser, address: str) -> dict[tuple[str, str, str], Seen]:
    """What is seen in the others."""
    return walk(browser, address, RARE)


def looked_at(windows: Iterable[str]) -> list[Any]:
    """Each device in each of these windows."""
    return [
        pytest.param((device, window), marks=[pytest.mark.slow] if window in RARE else [], id=f"{device} in {window}")
        for device in DEVICES
        for window in windows
    ]


@pytest.fixture(params=looked_at(WINDOWS))
def window(request: pytest.FixtureRequest) -> dict[str, Seen]:
    """What is seen of a device in one window, by its state."""
    device, window = request.param
    seen = request.getfixturevalue("rare" if window in RARE else "usual")
    return {state: seen[device, state, window] for state in STATES}


def is_inside(box: dict[str, float], room: tuple[float, float]) -> bool:
    return box["x"] >= 0 and box["y"] >= 0 and box["right"] <= room[0] and box["bottom"] <= room[1]


def test_each_state_is_one_that_was_meant(window: dict[str, Seen]) -> None:
    words = {"stopped": "Clock stopped"}
    for state, look in window.items():
        assert words.get(state, state).lower() in look["state"].lower()


def test_the_input_is_in_the_window_and_never_moves(window: dict[str, Seen]) -> None:
    first = window["asleep"]["input"]
    for state, look in window.items():
        assert is_inside(look["input"], look["room"]), state
        assert look["scrolled"] == 0, state
        assert look["input"] == first, state


def test_the_echo_is_wholly_in_view(window: dict[str, Seen]) -> None:
    for state, look in window.items():
        assert is_inside(look["echo"], look["room"]), state
        assert look["echo"]["bottom"] <= look["talk"]["y"], state


def test_the_words_beside_the_echo_cover_nothing(window: dict[str, Seen]) -> None:
    for state, look in window.items():
        told, echo = look["told"], look["echo"]
        assert told["y"] >= echo["bottom"] - 1 or told["x"] >= echo["right"], state
        assert max(told["bottom"], look["ends"]) <= look["time"]["y"] + 1, state


def test_nothing_is_wider_than_the_window(window: dict[str, Seen]) -> None:
    assert {state: look["wider"] for state, look in window.items()} == dict.fromkeys(STATES, 0)


def test_the_time_bar_can_be_hit_with_a_finger(window: dict[str, Seen]) -> None:
    for state, look in window.items():
        if state != "asleep":
            assert look["timebar"]["height"] >= 24, state


def test_trouble_is_told_where_it_is_seen(window: dict[str, Seen]) -> None:
    look = window["not connected"]
    assert is_inside(look["trouble"], look["room"])


@pytest.mark.parametrize("window", looked_at(WIDE), indirect=True)
def test_where_it_is_wide_the_conversation_and_the_drawer_are_beside_the_echo(window: dict[str, Seen]) -> None:
    for state, look in window.items():
        for part in ("heard", "drawer"):
            assert is_inside(look[part], look["room"]), (state, part)
            assert look[part]["x"] > look["echo"]["right"], (state, part)
        assert look["longer"] == 0, state


@pytest.mark.parametrize("device", DEVICES)
def test_where_it_is_very_wide_there_are_three_columns(usual: dict[tuple[str, str, str], Seen], device: str) -> None:
    look = usual[device, "holding", "large"]
    assert look["heard"]["right"] < look["drawer"]["x"]
    assert look["heard"]["y"] == look["drawer"]["y"]
    assert look["room"][0] - look["drawer"]["right"] < 40
    assert look["input"]["x"] < 40


@pytest.mark.usefixtures("renderer")
@pytest.mark.parametrize(
    "size", [pytest.param(each, marks=[pytest.mark.slow] if each in RARE else []) for each in WINDOWS]
)
def test_the_breath_on_the_dot_is_as_large_as_on_the_show(request: pytest.FixtureRequest, size: str) -> None:
    seen = request.getfixturevalue("rare" if size in RARE else "usual")
    dot, show = (seen[device, "holding", size]["breath"]["width"] for device in DEVICES)
    assert dot >= show


FAINT = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).slice(0, 3).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const clear = (color) => (channels(color)[3] ?? 1) === 0;
  const ground = (element) => {
    const color = element ? getComputedStyle(element).backgroundColor : "rgb(255, 255, 255)";
    return clear(color) ? ground(element.parentElement) : color;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const parts = document.querySelectorAll(
    "button:enabled, .button, select, textarea, #words, .timebar, .heard, .drawer, .trouble:not(:empty), dialog, .card",
  );
  const found = {};
  for (const part of parts) {
    // What looks like words in a line is told by its words.
    if (!part.checkVisibility({ visibilityProperty: true }) || part.matches(".remark button")) continue;
    const style = getComputedStyle(part);
    const below = ground(part.parentElement);
    const edge = style.borderTopStyle === "none" || clear(style.borderTopColor) ? below : style.borderTopColor;
    const seen = Math.max(contrast(ground(part), below), contrast(edge, below));
    found[part.className || part.id || part.name || part.textContent] = seen;
  }
  return found;
}"""
"""How far the edge of each part that can be used, or the part itself, is from what it stands on: a contrast by WCAG."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_what_can_be_used_can_be_seen(
    hurried: Visitor, address: str, scheme: Any, complaints: list[str]
) -> None:
    page = hurried.page
    page.emulate_media(color_scheme=scheme)
    hurried.open(address)
    page.get_by_role("checkbox", name="Sound").uncheck()
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")
    page.get_by_role("button", name="Stop the clock").click()
    page.get_by_role("button", name="Change it").click()
    page.route("**/hear", lambda route: route.abort())
    page.get_by_label("What you say").fill("next pose")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Reconnect").wait_for()
    page.get_by_role("button", name="New conversation").click()
    seen = page.evaluate(FAINT)
    complaints.clear()
    assert len(seen) > 12
    assert {part: contrast for part, contrast in seen.items() if contrast < 3} == {}


WORD = "a" * 300


def endless(skill: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The skill, answering with a word that has no end, on a card too."""

    def post(event: dict[str, Any]) -> dict[str, Any]:
        envelope = skill(event)
        envelope["response"]["outputSpeech"] = {"type": "SSML", "ssml": f"<speak>{WORD}</speak>"}
        envelope["response"]["card"] = {"type": "Simple", "title": WORD, "content": WORD}
        return envelope

    return post


@pytest.fixture(scope="module")
def long_winded() -> Iterator[str]:
    with served(endless(real_skill), None) as address:
        yield address


WIDENED = """() => [...document.querySelectorAll("html, main, .stage, .told, .talk, .heard *, .drawer *")]
  .filter((each) => each.checkVisibility() && getComputedStyle(each).display !== "inline")
  .filter((each) => !each.matches(".unseen, input") && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.className || each.localName)"""
"""What is narrower than what is in it."""


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_words_without_an_end_widen_nothing(hurried: Visitor, long_winded: str, width: int) -> None:
    hurried.page.set_viewport_size({"width": width, "height": 800})
    hurried.open(long_winded)
    hurried.type(f"Alexa, ask lower back release {WORD[:200]}")
    hurried.wait_for("speaking")
    hurried.wait_until(lambda: hurried.heard.count(WORD) >= 2)
    assert hurried.page.evaluate(WIDENED) == []


@pytest.mark.parametrize("width", [pytest.param(390, marks=pytest.mark.slow), 1280])
def test_the_latest_words_are_in_view_unless_one_reads_further_up(hurried: Visitor, address: str, width: int) -> None:
    hurried.page.set_viewport_size({"width": width, "height": 844})
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    answer(hurried, LAUNCH)
    for _ in range(6):
        hurried.let_pass(20_000)
        below, above = hurried.page.evaluate(LATEST_LINE)
        assert below <= 1
        assert above >= -1
    hurried.page.locator(".log").evaluate("(log) => { log.scrollTop = 0; }")
    lines = hurried.heard.count("\n")
    hurried.wait_until(lambda: hurried.heard.count("\n") > lines)
    assert hurried.page.locator(".log").evaluate("(log) => log.scrollTop") == 0
