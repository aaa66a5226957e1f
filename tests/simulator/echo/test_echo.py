from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import LATENCY_SECONDS, LISTENING_SECONDS, Echo
from simulator.heard.response import seconds_of
from tests.simulator.stub_skill import StubSkill, answer

LAUNCH = "Alexa, start lower back release"
UNDERSTANDING = understanding_of("en-US")
NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
MINUTE = answer('Sixty. <break time="10s"/>' + '<break time="10s"/>' * 5 + "Say next.")
CLOSING = answer("Goodbye.", reprompt=None)


def echo_of(*answers: object) -> tuple[Echo, StubSkill]:
    skill = StubSkill(*answers)  # type: ignore[arg-type]
    return Echo(skill, UNDERSTANDING, Device()), skill


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_launch_is_one_and_what_follows_are_intents() -> None:
    echo, skill = echo_of()
    echo.hear(LAUNCH, NOW)
    echo.hear("Alexa, next pose", later(5))
    echo.hear("next", later(10))
    assert skill.heard == ["LaunchRequest", "NextPoseIntent", "AMAZON.NextIntent"]


def test_a_session_is_new_once() -> None:
    echo, skill = echo_of()
    for words in (LAUNCH, "next pose", "pause"):
        echo.hear(words, NOW)
    assert [request["session"]["new"] for request in skill.requests] == [True, False, False]
    assert len({request["session"]["sessionId"] for request in skill.requests}) == 1


def test_what_the_skill_keeps_in_the_session_comes_back_with_the_next_request() -> None:
    echo, skill = echo_of(answer(breath=1), answer(breath=2), answer())
    for words in (LAUNCH, "next pose", "next pose"):
        echo.hear(words, NOW)
    assert [request["session"]["attributes"] for request in skill.requests] == [{}, {"breath": 1}, {"breath": 2}]


def test_a_request_carries_the_time_at_which_it_was_said() -> None:
    echo, skill = echo_of()
    turn = echo.hear(LAUNCH, later(7))
    assert skill.requests[0]["request"]["timestamp"] == "2025-03-01T08:00:07Z"
    assert turn.began == later(7 + LATENCY_SECONDS)


def test_calling_the_skill_while_it_is_open_begins_a_new_session() -> None:
    echo, skill = echo_of(answer(breath=1))
    echo.hear(LAUNCH, NOW)
    echo.hear("Alexa, open lower back release", later(5))
    first, second = (request["session"] for request in skill.requests)
    assert skill.heard == ["LaunchRequest", "LaunchRequest"]
    assert (second["new"], second["attributes"]) == (True, {})
    assert first["sessionId"] != second["sessionId"]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Alexa, ask lower back release for the next pose", "NextPoseIntent"),
        ("Alexa, ask lower back release to pause", "AMAZON.PauseIntent"),
        ("Alexa, tell lower back release to breathe slower", "SetPaceIntent"),
        ("Alexa, ask lower back release how many breaths are left", "BreathsLeftIntent"),
        ("Alexa, start knee hugs with lower back release", "GoToPoseIntent"),
        ("Alexa, ask lower back release for help", "AMAZON.HelpIntent"),
        ("Alexa, ask lower back release for a pizza", "NotOursIntent"),
        ("Alexa, ask lower back release for a zeppelin", "AMAZON.FallbackIntent"),
    ],
)
def test_a_one_shot_opens_a_session_with_its_intent(words: str, intent: str) -> None:
    echo, skill = echo_of()
    turn = echo.hear(words, NOW)
    assert (turn.intent, skill.heard) == (intent, [intent])
    assert skill.requests[0]["session"]["new"] is True


@pytest.mark.parametrize("words", ["Alexa, stop", "Alexa, what's the capital of france", "next", "la la la"])
def test_words_for_somebody_else_do_not_reach_a_skill_that_is_closed(words: str) -> None:
    echo, skill = echo_of()
    turn = echo.hear(words, NOW)
    assert skill.requests == []
    assert (turn.intent, turn.speech, turn.open) == (None, "", False)


def test_silence_asks_replay_and_then_ends_the_session() -> None:
    echo, skill = echo_of()
    launched = echo.hear(LAUNCH, NOW)
    asked = echo.silence(launched.heard_out)
    assert (asked.speech, asked.open, asked.intent) == ("Say next.", True, None)
    assert asked.began == launched.heard_out + timedelta(seconds=LISTENING_SECONDS)
    ended = echo.silence(asked.heard_out)
    assert (ended.intent, ended.open, ended.speech, ended.reprompt) == ("SessionEndedRequest", False, "", None)
    assert skill.requests[-1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert echo.session is None


def test_an_answer_to_the_reprompt_keeps_the_session_and_brings_the_reprompt_back() -> None:
    echo, skill = echo_of()
    launched = echo.hear(LAUNCH, NOW)
    asked = echo.silence(launched.heard_out)
    answered = echo.hear("next pose", asked.heard_out + timedelta(seconds=3))
    assert skill.requests[-1]["session"]["new"] is False
    assert echo.silence(answered.heard_out).speech == "Say next."


def test_without_a_reprompt_the_first_silence_ends_the_session() -> None:
    response = answer()
    del response["response"]["reprompt"]
    echo, _ = echo_of(response)
    launched = echo.hear(LAUNCH, NOW)
    assert echo.silence(launched.heard_out).intent == "SessionEndedRequest"


def test_the_microphone_waits_eight_seconds_the_reprompt_and_eight_seconds() -> None:
    echo, _ = echo_of(answer(reprompt='<break time="6s"/>Say next.'))
    launched = echo.hear(LAUNCH, NOW)
    reprompt = seconds_of('<speak><break time="6s"/>Say next.</speak>', "en-US")
    assert reprompt > 6
    assert echo.deadline == launched.heard_out + timedelta(seconds=8 + reprompt + 8)


def test_time_alone_ends_a_session_but_not_before_its_deadline() -> None:
    echo, skill = echo_of(MINUTE)
    echo.hear(LAUNCH, NOW)
    deadline = echo.deadline
    assert deadline is not None
    assert echo.pass_time(deadline - timedelta(milliseconds=1)) is None
    ended = echo.pass_time(deadline)
    assert ended is not None
    assert skill.heard == ["LaunchRequest", "SessionEndedRequest"]
    assert echo.deadline is None


def test_somebody_who_speaks_after_the_session_has_ended_is_not_heard_by_it() -> None:
    echo, skill = echo_of()
    echo.hear(LAUNCH, NOW)
    turn = echo.hear("Alexa, stop", later(600))
    assert skill.heard == ["LaunchRequest", "SessionEndedRequest"]
    assert turn.intent is None


def test_speaking_while_the_answer_is_heard_stays_in_the_session() -> None:
    echo, skill = echo_of(MINUTE)
    launched = echo.hear(LAUNCH, NOW)
    assert 60 < launched.seconds < 65
    echo.hear("Alexa, pause", launched.began + timedelta(seconds=30))
    assert skill.heard == ["LaunchRequest", "AMAZON.PauseIntent"]
    assert skill.requests[-1]["session"]["new"] is False


def test_a_closed_microphone_ends_the_session_without_a_word_to_the_skill() -> None:
    echo, skill = echo_of(answer(), CLOSING)
    echo.hear(LAUNCH, NOW)
    turn = echo.hear("stop", later(5))
    assert (turn.speech, turn.open) == ("Goodbye.", False)
    assert (echo.session, echo.deadline) == (None, None)
    assert echo.silence(later(10)).intent is None
    assert skill.heard == ["LaunchRequest", "AMAZON.StopIntent"]


def test_leaving_tells_the_skill_once() -> None:
    echo, skill = echo_of()
    echo.hear(LAUNCH, NOW)
    echo.end(later(5), "USER_INITIATED")
    echo.end(later(6), "USER_INITIATED")
    assert skill.heard == ["LaunchRequest", "SessionEndedRequest"]
    assert skill.requests[-1]["request"]["reason"] == "USER_INITIATED"


def test_a_turn_reports_the_ids_of_what_was_named_and_the_words_of_what_is_unknown() -> None:
    echo, _ = echo_of()
    assert echo.hear("Alexa, ask lower back release for the sphynx", NOW).slots == {"pose": "seal_stretch"}
    assert echo.hear("take me to the warrior", NOW).slots == {"pose": "warrior"}
    assert echo.hear("ten breaths", NOW).slots == {"breaths": "10"}
    assert echo.hear("hold longer", NOW).slots == {}


def test_an_answer_without_ssml_is_read_as_plain_text() -> None:
    plain = answer("")
    plain["response"]["outputSpeech"] = {"type": "PlainText", "text": "Sorry."}
    echo, _ = echo_of(plain)
    assert echo.hear(LAUNCH, NOW).speech == "Sorry."


def test_silence_takes_the_time_it_says_and_nothing_takes_none() -> None:
    assert seconds_of('<speak><break time="2500ms"/></speak>', "en-US") == 2.5
    assert seconds_of("", "en-US") == 0
    assert seconds_of("<speak>Breathe in.</speak>", "en-US") > 0


class Failing(StubSkill):
    """Answers until it is told not to."""

    fails = False

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        answered = super().__call__(request)
        if self.fails:
            raise ConnectionError("gone")
        return answered


def failing(*answers: dict[str, Any]) -> tuple[Echo, Failing]:
    skill = Failing(*answers)
    return Echo(skill, UNDERSTANDING, Device()), skill


@pytest.mark.parametrize("words", ["next pose", LAUNCH, "Alexa, ask lower back release for help"])
def test_where_the_skill_fails_the_conversation_is_as_it_was(words: str) -> None:
    echo, skill = failing(answer(breath=1))
    echo.hear(LAUNCH, NOW)
    session, last, deadline = echo.session, echo.last, echo.deadline
    skill.fails = True
    with pytest.raises(ConnectionError):
        echo.hear(words, later(2))
    assert (echo.session, echo.last, echo.deadline) == (session, last, deadline)
    skill.fails = False
    assert echo.hear("next pose", later(4)).intent == "NextPoseIntent"
    assert skill.requests[-1]["session"]["attributes"] == {"breath": 1}
    assert skill.requests[-1]["session"]["sessionId"] == skill.requests[0]["session"]["sessionId"]


def test_an_echo_whose_first_word_reached_nobody_is_asleep() -> None:
    echo, skill = failing()
    skill.fails = True
    with pytest.raises(ConnectionError):
        echo.hear(LAUNCH, NOW)
    assert (echo.session, echo.last) == (None, None)


def test_a_session_ends_also_where_the_skill_fails_when_it_is_told() -> None:
    echo, skill = failing()
    echo.hear(LAUNCH, NOW)
    skill.fails = True
    with pytest.raises(ConnectionError):
        echo.end(later(5), "USER_INITIATED")
    assert (echo.session, echo.deadline) == (None, None)
