"""What goes wrong between the page and the skill costs nobody their conversation, and is told as it is."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Route

from simulator.echo.echo import Post
from simulator.voice.engine import Remembering
from tests.page.browser import LAUNCH, Visitor, real_skill, served
from tests.page.conftest import ToneVoice

pytestmark = pytest.mark.slow

UNREACHABLE = "The skill can't be reached."


class Server:
    """The skill in a terminal, which somebody ends and starts again."""

    def __init__(self, skill: Post = real_skill) -> None:
        self.asked: list[dict[str, Any]] = []
        self._came, self._free = Event(), Event()
        self._free.set()
        self._skill, self._stack, self._port = skill, ExitStack(), 0
        self.start()

    def _remember(self, event: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(event)
        self._came.set()
        self._free.wait()
        return self._skill(event)

    def start(self) -> None:
        """At the address where it was."""
        self.address = self._stack.enter_context(served(self._remember, Remembering(ToneVoice()), port=self._port))
        self._port = int(self.address.rsplit(":", 1)[1].rstrip("/"))

    @contextmanager
    def thinking(self) -> Iterator[Event]:
        """The skill answers nothing meanwhile; what it is given is set once something is asked."""
        self._came.clear()
        self._free.clear()
        try:
            yield self._came
        finally:
            self._free.set()

    def end(self) -> None:
        """Nobody answers there any more."""
        self._stack.close()


@pytest.fixture
def server(accepted: list[str]) -> Iterator[Server]:
    accepted += ["failed: ", "net::ERR_", "status of 404", "status of 50", "status of 400"]
    started = Server()
    yield started
    started.end()


def read_along(visitor: Visitor, server: Server) -> None:
    """Opens the page, and reads instead of listening: a sound takes the time that it takes."""
    visitor.open(server.address)
    visitor.page.get_by_role("checkbox", name="Sound").uncheck()


def trouble(visitor: Visitor) -> str:
    """What the page says is wrong."""
    return visitor.shown(".trouble")


def say_in_vain(visitor: Visitor, words: str) -> None:
    """Types words that nobody hears; comes back when the page says so."""
    visitor.page.get_by_label("What you say").fill(words)
    visitor.page.keyboard.press("Enter")
    visitor.page.locator(".trouble p").wait_for()


def reconnect(visitor: Visitor) -> None:
    """Presses the button, by keys: a mouse waits until a page that is being redrawn stands still."""
    visitor.page.get_by_role("button", name="Reconnect").press("Enter")


def reconnect_in_vain_and_then(visitor: Visitor, server: Server) -> None:
    """Asks for the server while it is gone, and again once it is there."""
    reconnect(visitor)
    visitor.page.locator(".trouble p", has_text=UNREACHABLE).wait_for()
    server.start()
    with visitor.page.expect_response("**/visits"):
        reconnect(visitor)
    visitor.page.wait_for_function("document.querySelector('.trouble').textContent === ''")


def breath(visitor: Visitor) -> str:
    return visitor.shown(".told .count")


def hold(visitor: Visitor, number: int) -> None:
    """Lets time pass until some breath of the first hold."""
    visitor.wait_until(lambda: breath(visitor) == f"breath {number} of 8", step=500)


def fails(status: int, told: dict[str, Any]) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, json=told)


@contextmanager
def failing(visitor: Visitor, what: str, handler: Callable[[Route], None]) -> Iterator[None]:
    visitor.page.route(what, handler)
    yield
    visitor.page.unroute(what)


@pytest.mark.parametrize(
    ("handler", "told"),
    [
        (lambda route: route.abort(), UNREACHABLE),
        (fails(502, {"error": "The skill failed, and there is no answer."}), "The skill failed"),
        (lambda route: route.fulfill(status=500, body="<html>"), "The server answered 500."),
    ],
    ids=["nobody there", "the skill fails", "no words of its own"],
)
def test_words_that_are_not_heard_silence_nothing(
    visitor: Visitor, server: Server, handler: Callable[[Route], None], told: str
) -> None:
    visitor.open(server.address)
    visitor.click(LAUNCH)
    heard = "sounds.find((each) => !each.paused)?.currentTime ?? 0"
    visitor.page.wait_for_function(f"({heard}) > 0.3")
    with failing(visitor, "**/hear", handler):
        say_in_vain(visitor, "Alexa, pause")
    before = visitor.page.evaluate("Math.max(...sounds.map((each) => each.currentTime))")
    visitor.page.wait_for_function(f"({heard}) > {before} + 0.3")
    assert visitor.state in ("speaking", "quiet")
    assert told in trouble(visitor)
    assert visitor.page.get_by_label("What you say").input_value() == "Alexa, pause"
    with visitor.page.expect_response("**/hear"):
        visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_function("document.querySelector('.trouble').textContent === ''")


def test_a_server_that_has_ended_is_told_when_it_is_needed_and_nothing_counts_on(
    hurried: Visitor, server: Server
) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hold(hurried, 2)
    server.end()
    hold(hurried, 3)  # what it has is heard out
    hurried.go_at(20)
    hurried.wait_for("lost")
    assert UNREACHABLE in trouble(hurried)
    assert hurried.shown(".state") == "Not connected"
    shown = hurried.shown(".clock")
    hurried.let_pass(600_000)
    assert (hurried.shown(".clock"), hurried.state) == (shown, "lost")


def test_somebody_reconnects_and_goes_on_in_the_same_conversation(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hold(hurried, 2)
    server.end()
    say_in_vain(hurried, "Alexa, pause")
    reconnect_in_vain_and_then(hurried, server)
    hold(hurried, 4)
    hurried.type("Alexa, pause")
    hurried.wait_until(lambda: hurried.shown(".state").startswith("Paused"))
    assert breath(hurried) == "breath 4 of 8"
    first, last = server.asked[0]["session"], server.asked[-1]["session"]
    assert (last["sessionId"], last["new"]) == (first["sessionId"], False)
    assert hurried.page.locator(".log .you:not(.unheard)").count() == 2


def test_a_server_that_was_started_anew_meanwhile_is_not_even_noticed(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hold(hurried, 3)
    server.end()
    server.start()
    hurried.click("Alexa, how many breaths are left")
    hurried.wait_until(lambda: "Breath three of eight" in hurried.heard, step=50)
    assert trouble(hurried) == ""


@pytest.mark.parametrize("restarted", [False, True], ids=["the page", "the page and the server"])
def test_a_page_that_is_loaded_again_goes_on_where_it_was(hurried: Visitor, server: Server, *, restarted: bool) -> None:
    read_along(hurried, server)
    hurried.click("Alexa, ask lower back release for help")
    hurried.type("start")
    hold(hurried, 3)
    before = (hurried.heard, hurried.shown(".clock .at"), hurried.shown(".told .pose"))
    if restarted:
        server.end()
        server.start()
    hurried.page.reload()
    hurried.page.locator(".log .you").nth(1).wait_for()
    hurried.let_pass(100)
    assert (hurried.heard, hurried.shown(".clock .at"), hurried.shown(".told .pose")) == before
    assert hurried.shown(".state").startswith("Clock stopped · holding")
    hurried.let_pass(60_000)
    assert breath(hurried) == "breath 3 of 8"
    hurried.page.get_by_role("button", name="Go on").click()
    hold(hurried, 4)
    hurried.click("Alexa, how many breaths are left")
    hurried.wait_until(lambda: "of eight, and" in hurried.heard or hurried.state == "asleep", step=50)
    assert re.search("Breath (three|four) of eight", hurried.heard)  # a request tells the whole second


def test_what_was_kept_and_cannot_be_read_is_no_trouble(hurried: Visitor, server: Server) -> None:
    hurried.page.add_init_script("sessionStorage.setItem('conversation', '{\"turns\": [{}], \"start\": 7}')")
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")
    assert trouble(hurried) == ""


def test_a_browser_that_keeps_nothing_can_be_talked_in(hurried: Visitor, server: Server) -> None:
    hurried.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")


def test_another_device_goes_on_in_the_same_conversation(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hold(hurried, 2)
    heard = hurried.heard
    hurried.use("Echo Show 8")
    assert (hurried.heard, breath(hurried)) == (heard, "breath 2 of 8")
    hurried.type("Alexa, pause")
    hurried.wait_until(lambda: hurried.shown(".state").startswith("Paused"))
    asked = [event["session"]["sessionId"] for event in server.asked]
    assert len(set(asked)) == 1
    assert [("Viewport" in event["context"]) for event in server.asked] == [False, True]


def test_before_a_conversation_is_lost_one_is_asked(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    dialog, new = hurried.page.get_by_role("dialog"), hurried.page.get_by_role("button", name="New conversation")
    with hurried.page.expect_response("**/visits"):
        new.click()  # nothing has been said, so there is nothing to lose
    hurried.click(LAUNCH)
    hold(hurried, 1)
    heard = hurried.heard
    new.click()
    dialog.get_by_role("button", name="Keep it").click()
    assert hurried.heard == heard
    new.click()
    hurried.page.keyboard.press("Escape")
    assert hurried.heard == heard
    new.click()
    with hurried.page.expect_download():
        dialog.get_by_role("link", name="Save it first").click()
    with hurried.page.expect_response("**/visits"):
        dialog.get_by_role("button", name="Begin anew").click()
    hurried.page.wait_for_function("!document.querySelector('.log').textContent")
    assert hurried.state == "asleep"
    hurried.wait_until(lambda: server.asked[-1]["request"]["type"] == "SessionEndedRequest", step=1)


def test_a_skill_that_fails_when_nobody_answers_is_not_asked_for_ever(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click("Alexa, ask lower back release for help")
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    with failing(hurried, "**/silence", refuse):
        hurried.wait_for("lost")
        hurried.let_pass(60_000)
        assert len(asked) == 1
    with hurried.page.expect_response("**/silence"):
        reconnect(hurried)
    hurried.wait_until(lambda: "Nobody answered: it asks again." in hurried.heard)


def test_the_same_words_twice_at_once_are_one_wish(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.suggestion(LAUNCH).dblclick()
    hurried.wait_for("speaking")
    hurried.page.get_by_label("What you say").fill("Alexa, pause")
    hurried.page.keyboard.press("Enter")
    hurried.page.keyboard.press("Enter")
    hurried.wait_until(lambda: hurried.shown(".state").startswith("Paused"))
    assert len(server.asked) == 2


def test_a_new_conversation_with_nobody_there_begins_when_somebody_is(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hold(hurried, 2)
    heard = hurried.heard
    server.end()
    hurried.page.get_by_role("button", name="New conversation").click()
    hurried.page.get_by_role("button", name="Begin anew").click()
    hurried.page.locator(".trouble p", has_text=UNREACHABLE).wait_for()
    assert hurried.heard.startswith(heard)
    hold(hurried, 3)  # what there is goes on until there is another
    say_in_vain(hurried, "Alexa, pause")
    reconnect_in_vain_and_then(hurried, server)
    hurried.type("Alexa, how many breaths are left")
    hurried.wait_until(lambda: "of eight, and" in hurried.heard, step=50)


def test_before_anybody_is_there_nothing_that_is_typed_is_lost(hurried: Visitor, server: Server) -> None:
    server.end()
    hurried.page.route("**/visits", lambda route: route.abort())
    server.start()
    hurried.page.goto(server.address)
    hurried.page.locator(".trouble p").wait_for()
    assert hurried.shown(".state") == "Not connected"
    assert hurried.page.get_by_role("button", name="Stop the clock").is_disabled()
    words = hurried.page.get_by_label("What you say")
    words.fill(LAUNCH)
    hurried.page.keyboard.press("Enter")
    assert words.input_value() == LAUNCH
    hurried.page.unroute("**/visits")
    with hurried.page.expect_response("**/visits"):
        reconnect(hurried)
    hurried.page.locator(".suggestions button").first.wait_for()
    words.focus()
    with hurried.page.expect_response("**/hear"):
        hurried.page.keyboard.press("Enter")


def test_a_sound_that_cannot_be_had_is_told_and_the_words_are_read_out(visitor: Visitor, server: Server) -> None:
    visitor.page.route("**/*.wav", lambda route: route.abort())
    visitor.open(server.address)
    visitor.click(LAUNCH)
    visitor.page.wait_for_function("document.querySelector('.note').textContent.includes('read along')")
    assert visitor.page.get_by_role("log").get_attribute("aria-live") == "polite"


IMPATIENT = """AbortSignal.timeout = () => {
  const giving = new AbortController();
  setTimeout(() => giving.abort(new DOMException("", "TimeoutError")), 200);
  return giving.signal;
}"""


def test_nobody_waits_for_ever_for_an_answer(visitor: Visitor, server: Server) -> None:
    visitor.open(server.address)
    visitor.click(LAUNCH)
    visitor.page.evaluate(IMPATIENT)
    visitor.page.route("**/hear", lambda route: None)
    say_in_vain(visitor, "Alexa, pause")
    assert "doesn't answer" in trouble(visitor)
    assert visitor.page.get_by_role("button", name="Reconnect").is_visible()
    visitor.page.wait_for_function("['speaking', 'quiet'].includes(document.body.dataset.state)")


def test_another_device_that_cannot_be_had_is_not_chosen(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")
    server.end()
    hurried.page.get_by_label("Device").select_option("Echo Show 8")
    hurried.page.locator(".trouble p").wait_for()
    assert hurried.page.get_by_label("Device").input_value() == "dot"


def test_a_request_that_is_refused_leaves_it_listening(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click("Alexa, ask lower back release for help")
    hurried.wait_for("listening")
    hurried.page.get_by_role("button", name="Change it").click()
    hurried.page.get_by_label("The request, as JSON").fill('{"request": {}}')
    with hurried.page.expect_response("**/send"):
        hurried.page.get_by_role("button", name="Send it").click()
    hurried.page.locator(".trouble p").wait_for()
    assert hurried.state == "listening"


def test_a_request_without_a_session_costs_no_conversation(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hold(hurried, 2)
    hurried.page.get_by_role("button", name="Change it").click()
    bare = '{"request": {"type": "IntentRequest", "intent": {"name": "AMAZON.HelpIntent", "slots": {}}}}'
    hurried.page.get_by_label("The request, as JSON").fill(bare)
    with hurried.page.expect_response("**/send"):
        hurried.page.get_by_role("button", name="Send it").click()
    server.end()
    server.start()
    hurried.type("what can I say")
    assert trouble(hurried) == ""


def test_what_was_said_is_saved_by_a_server_that_was_started_anew(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    hold(hurried, 1)
    server.end()
    server.start()
    with hurried.page.expect_download() as download:
        hurried.page.get_by_role("link", name="Save as a transcript").click()
    assert f"say: {LAUNCH}" in download.value.path().read_text(encoding="utf-8")


def test_an_answer_that_is_under_way_when_the_page_is_loaded_again_is_not_lost(
    hurried: Visitor, server: Server
) -> None:
    read_along(hurried, server)
    with server.thinking() as asked:
        hurried.suggestion(LAUNCH).click()
        assert asked.wait(60)
        hurried.page.reload()
    hurried.page.locator(".log .you").wait_for()
    hurried.page.get_by_role("button", name="Go on").click()
    hurried.wait_for("speaking")
    assert len(server.asked) == 1


def test_after_the_page_is_loaded_again_the_device_is_the_one_it_was(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.use("Echo Show 8")
    hurried.click(LAUNCH)
    hurried.page.reload()
    hurried.page.locator(".log .you").wait_for()
    assert hurried.page.get_by_label("Device").input_value() == "show-8"
    hurried.type("Alexa, pause")
    assert ["Viewport" in event["context"] for event in server.asked] == [True, True]


def test_after_the_page_is_loaded_again_what_was_said_and_typed_is_there(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.click(LAUNCH)
    words = hurried.page.get_by_label("What you say")
    words.fill("Alexa, pau")
    hurried.page.reload()
    hurried.page.locator(".log .you").wait_for()
    assert words.input_value() == "Alexa, pau"
    words.press("ArrowUp")
    assert words.input_value() == LAUNCH


def test_a_chip_that_is_pressed_twice_by_keys_is_one_wish(hurried: Visitor, server: Server) -> None:
    read_along(hurried, server)
    hurried.page.locator(".suggestions button").first.focus()
    with hurried.page.expect_response("**/hear"):
        hurried.page.keyboard.press("Enter")
    hurried.let_pass(300)
    hurried.page.keyboard.press("Enter")
    hurried.wait_for("speaking")
    assert len(server.asked) == 1
