from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import lambda_function
from hosting.sqlite_memory import SqliteMemory
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from tests import rules
from tests.conversation import FOLDER, ConversationError, compare, load, perform
from tests.simulator.stub_skill import StubSkill, answer

FILES = sorted(FOLDER.glob("*.yaml"))

LAUNCH = "Alexa, start lower back release"


@pytest.mark.parametrize(
    ("file", "form"),
    [
        pytest.param(
            file, form, id=f"{file.stem}-{form}", marks=[pytest.mark.slow] if form is Form.APLA and n % 5 else []
        )
        for n, file in enumerate(FILES)
        for form in Form
    ],
)
def test_conversation(file: Path, form: Form, tmp_path: Path) -> None:
    skill = build_skill(SqliteMemory(tmp_path / "memory.sqlite"), form=form)
    for expected, turn in perform(load(file), lambda request: respond(skill, request)):
        # In the other form, other words are heard after as many seconds.
        compare(expected if form is Form.SSML else replace(expected, hear=(), never=()), turn)
        if turn.response:
            rules.check(turn.response)


def test_the_whole_routine_can_be_done_without_a_memory() -> None:
    whole = load(FOLDER / "she_does_the_whole_routine.yaml")
    for expected, turn in perform(whole, lambda request: lambda_function.lambda_handler(request, None)):
        compare(expected, turn)


def test_every_file_in_the_folder_is_a_conversation() -> None:
    assert len(FILES) >= 20
    assert [path.name for path in FOLDER.iterdir() if path.suffix != ".yaml"] == []


def written(tmp_path: Path, *turns: str) -> Path:
    file = tmp_path / "bad.yaml"
    listed = "".join(f"  - {turn}\n" for turn in turns)
    file.write_text(f"situation: Somebody tries something\nconversation:\n{listed}", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("turn", "complaint"),
    [
        ("{say: hello, hears: [hello]}", r"bad\.yaml, turn 2 has an unknown key 'hears'"),
        ("{say: hello, silence: true}", r"bad\.yaml, turn 2 should either say something or be silent"),
        ("{hear: [hello]}", r"bad\.yaml, turn 2 should either say something or be silent"),
        ("{say: hello, hear: hello}", r"bad\.yaml, turn 2: hear can't be 'hello'"),
        ("{say: hello, mic: ajar}", r"bad\.yaml, turn 2: mic can't be 'ajar'"),
        ("{say: hello, after: soon}", r"bad\.yaml, turn 2: after can't be 'soon'"),
        ("hello", r"bad\.yaml, turn 2 should be a table"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_turn(tmp_path: Path, turn: str, complaint: str) -> None:
    with pytest.raises(ConversationError, match=complaint):
        load(written(tmp_path, f"{{say: '{LAUNCH}'}}", turn))


def test_a_file_without_a_situation_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("conversation:\n  - say: hello\n", encoding="utf-8")
    with pytest.raises(ConversationError, match=r"bad\.yaml should have a situation"):
        load(file)


HEARD: dict[str, Any] = answer("First, breathe in. Then breathe out. Say next.")


@pytest.mark.parametrize(
    ("expectation", "complaint"),
    [
        ("hear: [hold your breath]", "'hold your breath' is not heard"),
        ("hear: [breathe out, breathe in]", "'breathe in' is not heard, or not in this order"),
        ("hear: [breathe in, breathe in]", "'breathe in' is not heard, or not in this order"),
        ("never: [BREATHE OUT]", "'BREATHE OUT' is heard"),
        ("mic: closed", "the microphone is open"),
        ("intent: AMAZON.HelpIntent", "understood as LaunchRequest"),
    ],
)
def test_what_is_heard_otherwise_is_noticed(tmp_path: Path, expectation: str, complaint: str) -> None:
    conversation = load(written(tmp_path, f"{{say: '{LAUNCH}', {expectation}}}"))
    ((expected, turn),) = perform(conversation, StubSkill(HEARD))
    with pytest.raises(AssertionError, match=rf"bad\.yaml, turn 1 .*{complaint}"):
        compare(expected, turn)


def test_what_is_heard_as_written_passes(tmp_path: Path) -> None:
    expectation = "hear: [FIRST, breathe in, breathe out], never: [hold], mic: open, intent: LaunchRequest"
    conversation = load(written(tmp_path, f"{{say: '{LAUNCH}', {expectation}}}"))
    ((expected, turn),) = perform(conversation, StubSkill(HEARD))
    compare(expected, turn)
