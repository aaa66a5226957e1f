"""What the page says of the Echo and of the routine is so, in every state, by the clock that the test winds on."""

import pytest

from tests.page.browser import LAUNCH, Visitor

pytestmark = pytest.mark.slow


@pytest.fixture
def reading(hurried: Visitor, address: str) -> Visitor:
    """Somebody who reads: a sound takes the time that it takes."""
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    return hurried


def told(visitor: Visitor) -> str:
    return visitor.shown(".state")


def chips(visitor: Visitor) -> list[str]:
    return visitor.page.locator(".suggestions button").all_text_contents()


def clock(visitor: Visitor) -> str:
    return visitor.shown(".clock .at") + visitor.shown(".clock .left")


def until_told(visitor: Visitor, words: str, step: int = 250) -> int:
    return visitor.wait_until(lambda: told(visitor) == words, step)


def test_asleep_there_is_no_clock_no_place_and_one_way_to_begin(reading: Visitor) -> None:
    assert (told(reading), clock(reading), reading.shown(".told .number")) == ("Asleep", "", "")
    assert chips(reading)[0] == LAUNCH


def test_a_pose_goes_from_setting_up_to_between_poses(reading: Visitor) -> None:
    reading.click(LAUNCH)
    seen = list[str]()
    while reading.state != "listening":
        seen.append(told(reading))
        reading.let_pass(900)
    seen.append(told(reading))
    quiet = list(dict.fromkeys(each.removesuffix(" · speaking") for each in seen))
    assert quiet == [
        "One moment",
        "Setting up",
        "Holding, breathing in",
        "Holding, breathing out",
        "Coming out",
        "Between poses · listening",
    ]
    assert reading.shown(".told .number") == "Pose 1 of 5"
    assert chips(reading)[:1] == ["next pose"]


def test_while_nothing_is_said_it_does_not_say_that_it_speaks(reading: Visitor) -> None:
    reading.click(LAUNCH)
    reading.wait_until(lambda: reading.shown(".words") == "Lie down on your back, knees bent.", step=100)
    assert (reading.state, told(reading)) == ("speaking", "Setting up · speaking")
    reading.wait_for("quiet", step=100)
    assert told(reading) == "Setting up"
    assert reading.shown(".words") == "Lie down on your back, knees bent."


def test_in_a_pose_one_may_pause_and_between_poses_there_is_nothing_to_pause(reading: Visitor) -> None:
    reading.click(LAUNCH)
    until_told(reading, "Holding, breathing out")
    assert chips(reading)[0] == "Alexa, pause"
    reading.wait_for("listening", step=1000)
    assert not any("pause" in each for each in chips(reading))


def test_a_pause_is_one_from_its_first_word_to_its_last(reading: Visitor) -> None:
    reading.click(LAUNCH)
    reading.wait_until(lambda: reading.shown(".told .count") == "breath 3 of 8", step=500)
    reading.click("Alexa, pause")
    reading.wait_for("speaking", step=100)
    assert told(reading) == "Paused · speaking"
    reading.wait_for("quiet", step=100)
    assert (told(reading), reading.shown(".told .count")) == ("Paused", "breath 3 of 8")
    assert chips(reading)[0] == "resume"
    reading.wait_for("listening", step=1000)
    assert told(reading) == "Paused · listening"
    assert clock(reading).endswith("listening for 8 s")
    reading.let_pass(3_000)
    assert clock(reading).endswith("listening for 5 s")


def test_asked_something_one_may_answer(reading: Visitor) -> None:
    reading.click(LAUNCH)
    until_told(reading, "Holding, breathing out")
    reading.type("Alexa, it hurts")
    reading.wait_for("listening", step=500)
    assert told(reading) == "Asked something · listening"
    assert chips(reading)[:2] == ["yes", "no"]


def test_after_the_last_pose_nobody_is_offered_the_next_one(reading: Visitor) -> None:
    reading.type("Alexa, ask lower back release for the downward dog")
    reading.wait_for("listening", step=1000)
    assert told(reading) == "All poses done · listening"
    assert not any("next" in each for each in chips(reading))
    assert reading.shown(".told .number") == "Pose 5 of 5"


def test_a_session_that_has_ended_is_over_everywhere(reading: Visitor) -> None:
    reading.click(LAUNCH)
    until_told(reading, "Holding, breathing out")
    reading.click("Alexa, stop")
    reading.wait_for("asleep", step=250)
    assert (told(reading), clock(reading), reading.shown(".told .number")) == ("Asleep", "", "")
    assert chips(reading)[0] == LAUNCH
    assert reading.page.get_by_role("slider", name="The answer").is_hidden()


def test_a_clock_that_stands_still_says_so_and_why_nothing_answers(reading: Visitor) -> None:
    reading.click(LAUNCH)
    until_told(reading, "Holding, breathing out")
    reading.page.get_by_role("button", name="Stop the clock").click()
    assert told(reading) == "Clock stopped · holding, breathing out"
    assert "until you go on" in reading.shown(".note")
    reading.type("Alexa, pause")
    reading.let_pass(60_000)
    assert told(reading) == "Clock stopped · one moment"
    assert "The answer begins when the clock goes on" in reading.shown(".note")
    reading.page.get_by_role("button", name="Go on").click()
    until_told(reading, "Paused · speaking", step=100)
    assert reading.shown(".note") == ""


def test_a_rest_is_one_and_goes_by_its_name(reading: Visitor) -> None:
    reading.type("Alexa, ask lower back release for the seal stretch")
    reading.wait_until(lambda: told(reading).startswith("Resting, breathing"), step=500)
    assert reading.shown(".told .side") == "child's pose"
    assert reading.shown(".told .pose") == "Seal Stretch"
