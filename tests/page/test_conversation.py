"""Somebody does the routine in a browser."""

from pathlib import Path

import pytest

from tests.conversation import compare, load, perform
from tests.page.browser import LAUNCH, Visitor, real_skill

POSES = ("Reclined Shoelace", "Knee Hugs", "Seal Stretch", "Deep Squat", "Downward Facing Dog")


def pose_of(visitor: Visitor) -> str:
    """The pose shown once it has begun."""
    visitor.wait_until(lambda: "breath" in visitor.shown(".told .count"))
    return visitor.shown(".told .pose")


def test_the_whole_routine_is_done_by_typing_at_twenty_times_the_speed(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.go_at(20)
    seen = []
    for words in (LAUNCH, "next pose", "next", "next pose", "next"):
        hurried.type(words)
        seen.append(pose_of(hurried))
        hurried.wait_for("listening", step=200)
    hurried.type("stop")
    hurried.wait_for("asleep")
    assert tuple(seen) == POSES
    assert hurried.heard.count("Breathe in.") >= len(POSES)
    assert "Last one" in hurried.heard
    assert "Goodbye" in hurried.heard


def test_the_whole_routine_is_done_by_clicking(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.go_at(20)
    hurried.click(LAUNCH)
    seen = [pose_of(hurried)]
    for _ in POSES[1:]:
        hurried.click("Alexa, next pose")
        seen.append(pose_of(hurried))
    hurried.click("Alexa, stop")
    hurried.wait_for("asleep")
    assert tuple(seen) == POSES


def test_nobody_answers_and_after_the_reprompt_the_session_ends(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    hurried.click("Alexa, ask lower back release for help")
    hurried.wait_for("listening", step=100)
    lines = hurried.heard.count("\n")
    assert 7_800 <= hurried.wait_until(lambda: hurried.state != "listening", step=100) <= 8_200
    hurried.wait_for("speaking", step=100)
    hurried.wait_for("listening", step=100)
    assert hurried.heard.count("\n") > lines
    assert 7_800 <= hurried.wait_until(lambda: hurried.state != "listening", step=100) <= 8_200
    hurried.wait_for("asleep", step=100)
    hurried.wait_until(lambda: "the session has ended" in hurried.heard)
    hurried.type("next pose")
    hurried.wait_until(lambda: hurried.state == "speaking")


def test_words_while_it_speaks_find_the_breath_one_is_on(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.go_at(20)
    hurried.click(LAUNCH)
    hurried.wait_until(lambda: hurried.shown(".told .count") == "breath 4 of 8", step=50)
    hurried.click("Alexa, how many breaths are left")
    hurried.wait_until(lambda: "Breath four of eight" in hurried.heard, step=50)


def test_somebody_asleep_is_not_woken_by_other_words(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.type("stop")
    hurried.wait_until(lambda: "The Echo is asleep" in hurried.heard)
    assert hurried.state == "asleep"


def test_while_the_clock_is_stopped_nothing_goes_on(hurried: Visitor, address: str) -> None:
    hurried.open(address)
    hurried.page.get_by_role("checkbox", name="Sound").uncheck()
    hurried.click(LAUNCH)
    hurried.wait_for("speaking")
    hurried.page.get_by_role("button", name="Stop the clock").click()
    before = hurried.shown(".clock .at")
    hurried.let_pass(60_000)
    assert hurried.shown(".clock .at") == before
    hurried.page.get_by_role("button", name="Go on").click()
    hurried.let_pass(60_000)
    assert hurried.shown(".clock .at") != before


def test_a_skill_that_is_gone_is_told_in_words(hurried: Visitor, address: str, complaints: list[str]) -> None:
    hurried.open(address)
    hurried.page.route("**/hear", lambda route: route.fulfill(status=502, json={"error": "the skill answered 500"}))
    hurried.type(LAUNCH)
    hurried.wait_until(lambda: "the skill answered 500" in hurried.heard)
    assert hurried.state == "asleep"
    complaints.clear()


@pytest.fixture
def saved(hurried: Visitor, address: str, tmp_path: Path) -> Path:
    """A conversation of four turns, saved."""
    hurried.open(address)
    hurried.go_at(20)
    hurried.type(LAUNCH)
    hurried.wait_until(lambda: hurried.shown(".told .count") == "breath 2 of 8", step=50)
    hurried.type("Alexa, pause")
    hurried.wait_for("listening", step=50)
    hurried.wait_for("speaking", step=50)
    hurried.wait_for("listening", step=50)
    hurried.type("stop")
    hurried.wait_for("asleep")
    file = tmp_path / "she_pauses.yaml"
    with hurried.page.expect_download() as download:
        hurried.page.get_by_role("link", name="Save as a transcript").click()
    download.value.save_as(file)
    return file


def test_a_conversation_is_saved_as_a_transcript_for_the_tests(saved: Path) -> None:
    conversation = load(saved)
    assert [turn.said.words for turn in conversation.turns] == [LAUNCH, "Alexa, pause", "", "stop"]
    assert [turn.intent for turn in conversation.turns][:2] == ["LaunchRequest", "AMAZON.PauseIntent"]
    for expected, turn in perform(conversation, real_skill):
        compare(expected, turn)


def test_a_saved_conversation_is_held_again(saved: Path, hurried: Visitor) -> None:
    before = hurried.heard
    hurried.page.get_by_label("Replay a transcript").set_input_files(saved)
    with hurried.page.expect_response("**/visits"):
        hurried.page.get_by_role("button", name="Begin anew").click()
    hurried.wait_until(lambda: "Goodbye" not in hurried.heard, step=1)
    hurried.wait_until(lambda: "Goodbye" in hurried.heard and hurried.state == "asleep")
    assert hurried.heard.replace("As recorded.\n", "").removesuffix("\nAs recorded.") == before
    hurried.wait_until(lambda: hurried.shown(".note") == "All 4 turns are as recorded.")


def test_a_file_that_is_no_transcript_is_refused_in_words(
    hurried: Visitor, address: str, tmp_path: Path, complaints: list[str]
) -> None:
    file = tmp_path / "no.yaml"
    file.write_text("hello", encoding="utf-8")
    hurried.open(address)
    hurried.page.get_by_label("Replay a transcript").set_input_files(file)
    hurried.wait_until(lambda: "no conversation" in hurried.shown(".note"))
    complaints.clear()
