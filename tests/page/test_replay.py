"""A transcript that is played again says for each turn whether it is as recorded."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.page.browser import LAUNCH, Visitor

pytestmark = pytest.mark.slow

ASK = "Alexa, ask lower back release for help"


def recorded(*turns: dict[str, Any]) -> str:
    return yaml.safe_dump({"situation": "somebody asks", "conversation": list(turns)})


def replay(visitor: Visitor, folder: Path, text: str) -> None:
    """Plays a transcript again in a page in which nothing has been said."""
    file = folder / "recorded.yaml"
    file.write_text(text, encoding="utf-8")
    visitor.page.get_by_label("Replay a transcript").set_input_files(file)


def verdicts(visitor: Visitor) -> list[str]:
    return visitor.page.locator(".log .verdict").all_text_contents()


@pytest.fixture
def reading(hurried: Visitor, address: str) -> Visitor:
    hurried.open(address)
    hurried.go_at(20)
    return hurried


def test_each_turn_is_judged_also_the_silent_ones(reading: Visitor, tmp_path: Path) -> None:
    helped = {"say": ASK, "intent": "AMAZON.HelpIntent", "slots": {}, "hear": ["five poses"], "mic": "open"}
    again, over = {"silence": True, "hear": ["Shall we begin?"]}, {"silence": True, "intent": "SessionEndedRequest"}
    replay(reading, tmp_path, recorded(helped, again, over))
    reading.wait_until(lambda: "turns are as recorded" in reading.shown(".note"), step=500)
    assert reading.shown(".note") == "All 3 turns are as recorded."
    assert verdicts(reading) == ["As recorded."] * 3


def test_what_is_not_as_recorded_is_said_where_it_was_heard(reading: Visitor, tmp_path: Path) -> None:
    first = {"say": ASK, "intent": "AMAZON.PauseIntent", "hear": ["six poses"], "mic": "closed"}
    then = {"say": "go to knee hugs", "slots": {"pose": "deep_squat"}}
    replay(reading, tmp_path, recorded(first, then))
    reading.wait_until(lambda: "not as recorded" in reading.shown(".note"), step=500)
    assert reading.shown(".note") == "2 of 2 turns are not as recorded."
    assert verdicts(reading) == [
        "Intent: AMAZON.HelpIntent, and not AMAZON.PauseIntent.",
        "Not heard: 'six poses'.",
        "Microphone: open, and not closed.",
        "Slot pose: knee_hugs, and not deep_squat.",
    ]


def test_whoever_says_something_else_stops_it(reading: Visitor, tmp_path: Path) -> None:
    replay(reading, tmp_path, recorded({"say": LAUNCH}, {"say": "stop"}))
    reading.wait_until(lambda: verdicts(reading) == ["As recorded."], step=100)
    reading.type("Alexa, how many breaths are left")
    reading.wait_for("listening", step=500)
    reading.let_pass(1_000)
    assert reading.page.locator(".log .you").count() == 2


def test_time_that_passes_is_passed_at_once(reading: Visitor, tmp_path: Path) -> None:
    replay(reading, tmp_path, recorded({"say": LAUNCH, "mic": "open"}, {"say": LAUNCH, "after": 70, "later": "2h"}))
    reading.wait_until(lambda: "turns are as recorded" in reading.shown(".note"), step=500)
    assert reading.page.locator(".log .you").count() == 2


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("situation: a\nconversation:\n  - say: hello\n    hears: [a]\n", "Line 4: a turn has no 'hears'"),
        ("situation: a\nconversation:\n  - say: hello\n  - mic: open\n", "Line 4: a turn has either words"),
        ("situation: a\nconversation:\n  - say: [\n", "no YAML"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_loses_nothing(
    reading: Visitor, tmp_path: Path, complaints: list[str], text: str, complaint: str
) -> None:
    reading.click(LAUNCH)
    heard = reading.heard
    replay(reading, tmp_path, text)
    reading.wait_until(lambda: complaint in reading.shown(".note"), step=1)
    assert reading.heard.startswith(heard)
    assert reading.shown(".note").count(".") == 1
    complaints.clear()


def test_a_turn_that_could_not_be_said_is_not_passed(reading: Visitor, tmp_path: Path, accepted: list[str]) -> None:
    accepted += ["failed: ", "ERR_FAILED"]
    replay(reading, tmp_path, recorded({"say": ASK}, {"say": "stop"}, {"say": LAUNCH}))
    reading.wait_until(lambda: verdicts(reading) == ["As recorded."], step=100)
    reading.page.route("**/hear", lambda route: route.abort())
    reading.wait_until(lambda: "a turn could not be said" in reading.shown(".note"), step=500)
    reading.page.unroute("**/hear")
    reading.let_pass(5_000)
    assert verdicts(reading) == ["As recorded."]


def test_silence_where_nobody_is_asked_is_not_as_recorded(reading: Visitor, tmp_path: Path) -> None:
    replay(reading, tmp_path, recorded({"say": ASK}, {"say": "stop"}, {"silence": True, "intent": "LaunchRequest"}))
    reading.wait_until(lambda: "1 of 3 turns are not as recorded." in reading.shown(".note"), step=500)
    assert verdicts(reading)[-1] == "Nobody was asked: the Echo was asleep."
