"""Every request through the very function that Lambda calls."""

import json
import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lambda_function import lambda_handler
from lower_back_release.alexa import handlers
from lower_back_release.alexa.commands import CONSENT, INTENTS
from lower_back_release.alexa.conversation import coach_of
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.passage import passage
from lower_back_release.lesson.plan import Plan
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Timeline
from simulator.ears.understanding import Intent
from simulator.echo.device import Device, Session
from simulator.heard.ssml import plain_text
from tests.alexa.recorded import intent, recorded
from tests.rules import check
from tests.store.utterances import language_model

MODEL_INTENTS = {each["name"] for each in language_model()["intents"]}


def ask(event: dict[str, Any]) -> dict[str, Any]:
    response: dict[str, Any] = json.loads(json.dumps(lambda_handler(event, None)))
    check(response)
    return response


def words(response: dict[str, Any]) -> str:
    return plain_text(response["response"]["outputSpeech"]["ssml"])


def test_every_intent_of_the_model_has_a_handler_and_every_handler_an_intent() -> None:
    assert set(INTENTS) == MODEL_INTENTS


def test_every_command_can_be_said() -> None:
    assert {*INTENTS.values(), *CONSENT.values(), "launch"} == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(MODEL_INTENTS))
@pytest.mark.parametrize("cold", [False, True], ids=["in the session", "cold"])
def test_every_intent_is_answered(name: str, cold: bool) -> None:
    event = intent(name)
    if cold:
        event["session"] |= {"new": True, "attributes": {}}
    response = ask(event)
    assert response["sessionAttributes"]["progress"]["pose"]
    assert INTENTS[name] == "leave" or words(response)


def test_a_launch_begins_the_routine() -> None:
    response = ask(recorded("launch"))
    assert "First, the reclined shoelace." in words(response)
    assert response["response"]["shouldEndSession"] is False


def test_a_named_pose_is_found_by_its_id() -> None:
    assert "The seal stretch." in words(ask(recorded("go_to_pose")))


def test_a_name_in_no_catalogue_is_asked_about() -> None:
    event = recorded("go_to_pose")
    slot = event["request"]["intent"]["slots"]["pose"]
    slot["resolutions"]["resolutionsPerAuthority"][0] = {"authority": "x", "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    assert words(ask(event)).endswith("Which one would you like?")


def test_a_number_is_read() -> None:
    response = ask(recorded("set_breaths"))
    assert words(response).startswith("Ten breaths on each side, then.")
    assert response["sessionAttributes"]["progress"]["breaths"] == 10


@pytest.mark.parametrize("value", ["?", None, ""])
def test_a_number_alexa_did_not_hear_is_answered_with_what_is_possible(value: str | None) -> None:
    event = recorded("set_breaths")
    slot = event["request"]["intent"]["slots"]["breaths"]
    slot["value"] = slot["slotValue"]["value"] = value
    assert "eight, nine, or ten breaths" in words(ask(event))


def test_time_is_read_from_the_request() -> None:
    assert "Breath four of eight" in words(ask(intent("BreathsLeftIntent")))


@pytest.mark.parametrize("name", ["session_ended", "system_exception", "skill_enabled"])
def test_a_report_is_answered_without_a_word(name: str) -> None:
    assert "outputSpeech" not in ask(recorded(name))["response"]


def test_an_unheard_of_request_keeps_the_place_and_the_session() -> None:
    event = recorded("unheard_of")
    response = ask(event)
    assert response["response"] == {}
    assert response["sessionAttributes"] == event["session"]["attributes"]


def test_an_unheard_of_request_without_a_session_is_let_go() -> None:
    event = recorded("unheard_of")
    del event["session"]
    assert lambda_handler(event, None) == {"version": "1.0", "response": {}}


def test_a_word_newer_than_the_sdk_does_not_shut_anybody_out() -> None:
    event = intent("AMAZON.NextIntent", confirmationStatus="PERHAPS")
    event["request"]["dialogState"] = "DREAMING"
    assert "Fourth, the deep squat." in words(ask(event))


@pytest.mark.parametrize("kept", [{"pose": "warrior"}, "mine", 7, []], ids=str)
def test_progress_that_cannot_be_read_begins_anew(kept: object, caplog: pytest.LogCaptureFixture) -> None:
    event = intent("AMAZON.NextIntent")
    event["session"]["attributes"]["progress"] = kept
    assert "First, the reclined shoelace." in words(ask(event))
    assert "ProgressError" in caplog.text


def test_trouble_of_ours_is_owned_up_to_and_the_place_is_kept(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("my bad back")

    monkeypatch.setattr(handlers, "command_of", fail)
    event = intent("AMAZON.NextIntent")
    response = ask(event)
    assert "You haven't lost your place" in words(response)
    assert response["sessionAttributes"] == event["session"]["attributes"]
    assert "RuntimeError" in caplog.text
    assert "my bad back" not in caplog.text


@pytest.mark.parametrize("trouble", [False, True])
@pytest.mark.parametrize("name", [path.stem for path in sorted((Path(__file__).parent / "requests").glob("*.json"))])
def test_nothing_of_the_person_is_logged(
    name: str, trouble: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    event = recorded(name)

    def fail(*_: object) -> None:
        raise RuntimeError(json.dumps(event))

    if trouble:
        monkeypatch.setattr(handlers, "command_of", fail)
        monkeypatch.setattr(handlers, "command_of_touch", fail)
    lambda_handler(event, None)
    for private in ("amzn1.ask.account", "AEXAMPLE", "sphinx", "amzn1.echo-api.session"):
        assert private not in caplog.text
    if trouble and event["request"]["type"] == "IntentRequest":
        assert "RuntimeError" in caplog.text


def test_it_works_with_no_environment_at_all() -> None:
    folder = Path(handlers.__file__).parents[2]
    code = (
        "import json, sys; from lambda_function import lambda_handler; "
        "print(json.dumps(lambda_handler(json.load(sys.stdin), None)))"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        cwd=folder,
        env={},
        input=json.dumps(recorded("launch")),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "reclined shoelace" in done.stdout


def test_where_one_is_in_an_answer_is_found_in_what_was_told_and_not_told_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Plan] = []

    def counted(routine: Routine, plan: Plan, *rest: Any) -> Timeline:
        told.append(plan)
        return passage(routine, plan, *rest)

    coach_of.cache_clear()
    monkeypatch.setattr("lower_back_release.dialogue.telling.passage", counted)
    device, session, now = Device(), Session(), datetime(2027, 1, 15, 8, tzinfo=UTC)
    session.attributes = ask(device.launch(session, now))["sessionAttributes"]
    session.new = False
    once = len(told)
    ask(device.intent(session, now + timedelta(seconds=90), Intent("AMAZON.PauseIntent")))
    assert len(told) == once == 1
