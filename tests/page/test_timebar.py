"""The time bar: a whole answer from left to right, to be read, pointed at and, while the clock stands, gone along."""

from functools import partial
from itertools import pairwise

import pytest

from tests.page.answers import FRAME, Turn, answer, go_on_to, hear_out, position, stay, stop
from tests.page.browser import LAUNCH, Visitor
from tests.page.test_touch import drawn

pytestmark = pytest.mark.slow


def place(visitor: Visitor, turn: Turn, seconds: float) -> tuple[float, float]:
    """Where in the window a second of the answer is."""
    box = visitor.page.locator(".timebar").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * seconds / turn["seconds"], box["y"] + box["height"] / 2


def shown(visitor: Visitor) -> dict[str, str]:
    """What the Echo shows of the moment."""
    visitor.let_pass(FRAME)
    places = {"pose": ".told .pose", "count": ".told .count", "phase": ".dot .phase", "words": ".told .words"}
    return {"state": visitor.shown(".told .state")} | {name: visitor.shown(each) for name, each in places.items()}


def is_drawn(visitor: Visitor, words: str) -> bool:
    """Whether that can be read on the screen."""
    return words in drawn(visitor)


def size(visitor: Visitor) -> float:
    """How large the circle is."""
    found = "Number(document.querySelector('.dot .breathing').style.getPropertyValue('--size'))"
    return float(visitor.page.evaluate(found))


@pytest.fixture
def turn(hurried: Visitor, address: str) -> Turn:
    """The first answer, at its beginning."""
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    return answer(hurried, LAUNCH)


@pytest.fixture
def stopped(hurried: Visitor, turn: Turn) -> Turn:
    """The same, with the clock stopped a few seconds in."""
    go_on_to(hurried, 5)
    stop(hurried)
    return turn


def test_it_has_a_scale_of_minutes_and_seconds(hurried: Visitor, turn: Turn) -> None:
    marks = hurried.page.locator(".timebar .mark")
    words = marks.all_text_contents()
    assert words == ["0:30", "1:00", "1:30", "2:00", "2:30", "3:00", "3:30"]
    for mark, said in zip(marks.all(), words, strict=True):
        minutes, seconds = map(int, said.split(":"))
        box = mark.bounding_box()
        assert box is not None
        assert box["x"] == pytest.approx(place(hurried, turn, 60 * minutes + seconds)[0], abs=2)


def test_the_scale_of_a_short_answer_is_finer_and_never_crowded(hurried: Visitor, turn: Turn) -> None:
    hurried.page.set_viewport_size({"width": 320, "height": 568})
    boxes = [each.bounding_box() for each in hurried.page.locator(".timebar .mark").all()]
    for before, after in pairwise(boxes):
        assert before is not None
        assert after is not None
        assert before["x"] + before["width"] <= after["x"]
    short = answer(hurried, "Alexa, ask lower back release for help")
    assert short["seconds"] < 60
    first = hurried.page.locator(".timebar .mark").first.text_content()
    assert first in ("0:05", "0:10")


def test_pointing_at_a_place_tells_the_words_there(hurried: Visitor, turn: Turn) -> None:
    cue = next(each for each in turn["cues"] if each["words"].startswith("Settle in"))
    hurried.page.mouse.move(*place(hurried, turn, cue["at"] + 1))
    told = hurried.shown(".clock .there")
    assert cue["words"] in told
    assert told.startswith("0:")
    hurried.page.mouse.move(0, 0)
    assert hurried.shown(".clock .there") == ""


def test_while_the_clock_runs_nobody_goes_anywhere_and_is_told_how_to(hurried: Visitor, turn: Turn) -> None:
    before = position(hurried)
    bar = hurried.page.get_by_role("slider", name="The answer")
    assert bar.get_attribute("aria-disabled") == "true"
    hurried.page.mouse.click(*place(hurried, turn, 100))
    assert "Stop the clock" in hurried.shown(".clock .there")
    for key in ("ArrowRight", "PageUp", "End"):
        bar.press(key)
    assert position(hurried) == before


def test_a_click_goes_to_a_breath_and_everything_follows(hurried: Visitor, stopped: Turn) -> None:
    assert shown(hurried)["count"] == ""
    breath = stay(stopped, 5, "out")
    hurried.page.mouse.click(*place(hurried, stopped, breath["at"] + breath["seconds"] / 2))
    seen = shown(hurried)
    assert seen["pose"] == "Reclined Shoelace"
    assert (seen["count"], seen["phase"]) == ("breath 5 of 8", "out")
    assert "holding, breathing out" in seen["state"]
    assert seen["words"] == [each["words"] for each in stopped["cues"] if each["at"] <= position(hurried)][-1]
    assert size(hurried) == pytest.approx(0.78, abs=0.1)
    assert breath["at"] < position(hurried) < breath["at"] + breath["seconds"]


def test_a_drag_goes_along_and_back(hurried: Visitor, stopped: Turn) -> None:
    breath = stay(stopped, 2, "in")
    hurried.page.mouse.move(*place(hurried, stopped, 5))
    hurried.page.mouse.down()
    hurried.page.mouse.move(*place(hurried, stopped, breath["at"] + breath["seconds"] / 2), steps=3)
    assert shown(hurried)["count"] == "breath 2 of 8"
    hurried.page.mouse.move(0, 0, steps=3)
    hurried.page.mouse.up()
    assert position(hurried) == 0
    assert "setting up" in shown(hurried)["state"]


def test_the_keys_go_by_seconds_by_words_and_to_the_ends(hurried: Visitor, stopped: Turn) -> None:
    bar, cues = hurried.page.get_by_role("slider", name="The answer"), stopped["cues"]
    for key, there in (
        ("Home", 0.0),
        ("ArrowRight", 1.0),
        ("ArrowUp", 2.0),
        ("ArrowLeft", 1.0),
        ("ArrowDown", 0.0),
        ("PageUp", cues[1]["at"]),
        ("PageUp", cues[2]["at"]),
        ("PageDown", cues[1]["at"]),
        ("End", stopped["seconds"]),
    ):
        bar.press(key)
        hurried.let_pass(FRAME)
        assert position(hurried) == pytest.approx(there, abs=0.06), key
    assert hurried.shown(".clock .left") == "to listen for 8 s"
    bar.press("PageDown")
    hurried.let_pass(FRAME)
    assert hurried.state == "speaking"


def test_it_goes_on_from_there_once_the_clock_does(hurried: Visitor, stopped: Turn) -> None:
    breath = stay(stopped, 3, "in")
    hurried.page.mouse.click(*place(hurried, stopped, breath["at"] + 0.5))
    hurried.page.get_by_role("button", name="Go on").click()
    hurried.let_pass(round(1000 * breath["seconds"]))
    assert shown(hurried)["phase"] == "out"
    assert shown(hurried)["count"] == "breath 3 of 8"
    hurried.type("Alexa, how many breaths are left")
    hurried.wait_until(lambda: "Breath three of eight" in hurried.heard)


def test_what_is_heard_goes_on_from_there_too(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    turn = answer(hurried, LAUNCH)
    stop(hurried)
    hurried.page.mouse.click(*place(hurried, turn, 100))
    assert hurried.page.evaluate("sounds.every((each) => each.paused)")
    hurried.page.get_by_role("button", name="Go on").click()
    hurried.wait_until(lambda: hurried.page.evaluate("sounds.some((each) => !each.paused && each.currentTime >= 99)"))


@pytest.mark.usefixtures("renderer")
def test_a_drawing_follows_there_and_back(hurried: Visitor, address: str) -> None:
    hurried.open(address, device="Echo Show 10")
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    turn = answer(hurried, LAUNCH)
    stop(hurried)
    for breath in (7, 2):
        hurried.page.mouse.click(*place(hurried, turn, stay(turn, breath, "out")["at"] + 1))
        hurried.wait_until(partial(is_drawn, hurried, f"{breath} of 8"))


def test_of_an_echo_asleep_there_is_no_time_and_its_room_is_kept(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    bar = hurried.page.locator(".timebar")
    assert bar.is_hidden()
    assert hurried.page.locator(".clock").text_content() == ""
    before = bar.bounding_box()
    answer(hurried, LAUNCH)
    assert bar.is_visible()
    assert bar.bounding_box() == pytest.approx(before, abs=0.1)
    answer(hurried, "Alexa, stop")
    hurried.wait_for("asleep")
    assert bar.is_hidden()
    assert hurried.page.locator(".clock").text_content() == ""


def test_it_tells_how_long_somebody_is_listened_to(hurried: Visitor, turn: Turn) -> None:
    assert hurried.shown(".clock .left") == "3:56 left"
    hear_out(hurried, turn)
    assert hurried.shown(".clock .left") == "listening for 8 s"
    hurried.let_pass(3_000)
    assert hurried.shown(".clock .left") == "listening for 5 s"
