from dataclasses import replace
from pathlib import Path

import pytest

import lambda_function
from hosting.sqlite_memory import SqliteMemory
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from simulator.transcript import read_transcript
from tests import rules
from tests.conversation import FOLDER, Conversation, compare, load, perform
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
    conversation = load(file)
    for expected, turn in perform(conversation, lambda request: respond(skill, request)):
        # In the other form, other words are heard after as many seconds.
        compare(expected if form is Form.SSML else replace(expected, hear=(), never=()), turn)
        if turn.response:
            rules.check(turn.response, conversation.locale)


def test_the_whole_routine_can_be_done_without_a_memory() -> None:
    whole = load(FOLDER / "she_does_the_whole_routine.yaml")
    for expected, turn in perform(whole, lambda request: lambda_function.lambda_handler(request, None)):
        compare(expected, turn)


def test_every_file_in_the_folder_is_a_conversation() -> None:
    assert len(FILES) >= 20
    assert [path.name for path in FOLDER.iterdir() if path.suffix != ".yaml"] == []


def test_where_it_goes_otherwise_the_turn_is_named() -> None:
    (expected,) = read_transcript(
        f"situation: She starts\nconversation:\n  - say: {LAUNCH}\n    hear: [hold your breath]\n    mic: closed\n"
    )
    ((_, turn),) = perform(Conversation((expected,)), StubSkill(answer("First, breathe in.")))
    with pytest.raises(AssertionError) as noticed:
        compare(expected, turn)
    assert str(noticed.value).startswith(
        "turn 1, line 3: Not heard: 'hold your breath'. Microphone: open, and not closed.\n"
        "  heard: 'First, breathe in.'"
    )
