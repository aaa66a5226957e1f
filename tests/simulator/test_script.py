import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import LATENCY_SECONDS, Echo, Exchange
from simulator.script import THINKING, ScriptError, Spoken, parse, passing, play, run
from tests.simulator.stub_skill import StubSkill, answer

NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
UNDERSTANDING = understanding_of("en-US")
LAUNCH = "Alexa, start lower back release"
LONG = answer("Breathe. " + '<break time="10s"/>' * 10 + " Say next.")
KEYS = {"said", "intent", "slots", "speech", "ssml", "seconds", "mic", "reprompt"}


def lines(script: str) -> list[Spoken]:
    return list(parse(io.StringIO(script)))


def played(script: str, *answers: dict[str, Any]) -> tuple[list[Exchange], StubSkill]:
    skill = StubSkill(*answers)
    return list(play(lines(script), Echo(skill, UNDERSTANDING, Device()), NOW)), skill


def asked_at(skill: StubSkill) -> list[datetime]:
    return [datetime.fromisoformat(request["request"]["timestamp"]) for request in skill.requests]


def test_a_line_is_what_the_person_says() -> None:
    assert lines("Alexa, next pose\nstop\n") == [Spoken("Alexa, next pose"), Spoken("stop")]


@pytest.mark.parametrize("script", ["+65 Alexa, pause\n", "+65\nAlexa, pause\n", "  +65   Alexa, pause  \n"])
def test_seconds_stand_before_the_words_or_alone_above_them(script: str) -> None:
    assert lines(script) == [Spoken("Alexa, pause", 65.0)]


def test_seconds_have_decimals_add_up_and_count_for_one_line() -> None:
    assert lines("+1.5\n+2 pause\nresume\n") == [Spoken("pause", 3.5), Spoken("resume")]


@pytest.mark.parametrize("script", ["@2h Alexa, resume\n", "@2h\nAlexa, resume\n", "@90m\n@30m Alexa, resume\n"])
def test_hours_stand_where_seconds_do(script: str) -> None:
    assert lines(script) == [Spoken("Alexa, resume", later=timedelta(hours=2))]


@pytest.mark.parametrize("time", ["2", "h", "2w", "2h stop", "-1h"])
def test_a_time_that_is_none_is_refused(time: str) -> None:
    with pytest.raises(ValueError, match="no time"):
        passing(time)


def test_while_hours_pass_the_session_ends_as_on_a_device() -> None:
    turns, skill = played(f"{LAUNCH}\n@2h {LAUNCH}\n", answer("Say next."), answer(reprompt=None), answer("Say next."))
    assert [request["request"]["type"] for request in skill.requests] == [
        "LaunchRequest",
        "SessionEndedRequest",
        "LaunchRequest",
    ]
    assert skill.requests[1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert turns[1].began - turns[0].heard_out == timedelta(hours=2, seconds=THINKING + LATENCY_SECONDS)


def test_hours_after_some_seconds_cut_the_answer_off_there() -> None:
    turns, skill = played(f"{LAUNCH}\n+40\n@10m {LAUNCH}\n", LONG, answer(reprompt=None), answer("Say next."))
    assert skill.requests[1]["request"]["reason"] == "USER_INITIATED"
    assert asked_at(skill)[1] - turns[0].began == timedelta(seconds=40)
    assert asked_at(skill)[2] - asked_at(skill)[1] == timedelta(minutes=10)


def test_a_comment_is_nothing_said_wherever_it_stands() -> None:
    assert lines("# morning\n+65\n  # in the middle of a hold\nAlexa, pause\n") == [Spoken("Alexa, pause", 65.0)]


def test_an_empty_line_is_silence() -> None:
    assert lines("stop\n\n   \n") == [Spoken("stop"), Spoken(""), Spoken("")]


def test_the_last_line_needs_no_line_end() -> None:
    assert lines("next\nstop") == lines("next\nstop\n")


def test_an_answer_is_heard_out_unless_seconds_are_given() -> None:
    (launched, _), skill = played(f"{LAUNCH}\nnext pose\n", LONG)
    first, second = asked_at(skill)
    assert first == NOW
    assert (second - first).total_seconds() == int(LATENCY_SECONDS + launched.seconds + THINKING)


@pytest.mark.parametrize("script", [f"{LAUNCH}\n+65 Alexa, pause\n", f"{LAUNCH}\n+65\nAlexa, pause\n"])
def test_seconds_of_the_answer_pass_before_a_barge_in(script: str) -> None:
    _, skill = played(script, LONG)
    first, second = asked_at(skill)
    assert (second - first).total_seconds() == LATENCY_SECONDS + 65


def test_two_silences_end_the_session_and_a_third_is_nobodys() -> None:
    turns, skill = played(f"{LAUNCH}\n\n\n\n")
    assert [turn.intent for turn in turns] == ["LaunchRequest", None, "SessionEndedRequest", None]
    assert [turn.open for turn in turns] == [True, True, False, False]
    assert skill.heard == ["LaunchRequest", "SessionEndedRequest"]


def test_a_long_wait_ends_the_session_without_being_asked_to() -> None:
    turns, skill = played(f"{LAUNCH}\n+600 Alexa, stop\n")
    assert skill.heard == ["LaunchRequest", "SessionEndedRequest"]
    assert turns[-1].intent is None


def test_one_json_object_a_turn_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "evening.txt"
    script.write_text(f"# evening\n{LAUNCH}\n+5 Alexa, the sphinx\n\nstop\n", encoding="utf-8")
    closing = answer("Goodbye &amp; rest.", reprompt=None)
    run(str(script), Echo(StubSkill(answer(), answer(), closing), UNDERSTANDING, Device()), NOW)
    launched, sphinx, silence, stop = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert all(set(turn) == KEYS for turn in (launched, sphinx, silence, stop))
    assert launched == {
        "said": LAUNCH,
        "intent": "LaunchRequest",
        "slots": {},
        "speech": "Breathe. Say next.",
        "ssml": "<speak>Breathe. Say next.</speak>",
        "seconds": launched["seconds"],
        "mic": "open",
        "reprompt": "Say next.",
    }
    assert 0 < launched["seconds"] < 5
    assert (sphinx["intent"], sphinx["slots"]) == ("GoToPoseIntent", {"pose": "seal_stretch"})
    assert (silence["said"], silence["intent"], silence["speech"]) == ("", None, "Say next.")
    assert (stop["mic"], stop["reprompt"], stop["speech"]) == ("closed", None, "Goodbye & rest.")


def test_a_script_can_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{LAUNCH}\n"))
    run("-", Echo(StubSkill(), UNDERSTANDING, Device()), NOW)
    assert json.loads(capsys.readouterr().out)["intent"] == "LaunchRequest"


def test_what_was_answered_is_printed_before_the_skill_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def post(request: dict[str, Any]) -> dict[str, Any]:
        if request["request"]["type"] == "LaunchRequest":
            return answer()
        raise ConnectionError("gone")

    script = tmp_path / "script.txt"
    script.write_text(f"{LAUNCH}\nnext pose\n", encoding="utf-8")
    with pytest.raises(ConnectionError):
        run(str(script), Echo(post, UNDERSTANDING, Device()), NOW)
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    "wait", ["+99999999999999999999", f"+{'9' * 400}", "@4000d", f"@{'9' * 30}d", f"@{'9' * 900}h"]
)
def test_nobody_waits_for_ever(wait: str) -> None:
    with pytest.raises(ScriptError, match=r"^line 2: .*3650 days"):
        list(parse([LAUNCH, f"{wait} next pose"]))


@pytest.mark.parametrize("wait", ["@3650d", "+315360000"])
def test_nobody_waits_for_ever_little_by_little(wait: str) -> None:
    with pytest.raises(ScriptError, match=r"^line 3: .*3650 days"):
        list(parse([f"{wait} {LAUNCH}", "", f"{wait} next pose"]))
