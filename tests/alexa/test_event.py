"""Whatever the function is called with is answered, or let go with a reason: what people have run into."""

import json
import logging
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import IntentRequest, RequestEnvelope, SessionEndedErrorType
from ask_sdk_model.interfaces.alexa.presentation import apl, apla
from ask_sdk_model.interfaces.alexa.presentation.apl import UserEvent
from ask_sdk_model.interfaces.alexa.presentation.apla import AudioSourceErrorReason, LinkErrorReason, RenderErrorReason
from ask_sdk_model.interfaces.system import ErrorType as SystemErrorType

from lambda_function import lambda_handler
from lower_back_release.alexa.commands import command_of
from lower_back_release.alexa.event import KINDS, MOST_MEMBERS, TELL_OF_TROUBLE, attributes, envelope, request_of
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.content import content_for
from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.memory.record import MemoryTrouble
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from simulator.heard.ssml import plain_text
from tests.alexa.recorded import intent, recorded
from tests.rules import check

TOUCH = Device(screen=SHOW_8).user_event(Session(), datetime(2027, 1, 15, 8, tzinfo=UTC), {"arguments": ["next", "1"]})

ROUTINE = content_for("en-US").routine

MATCH = {"code": "ER_SUCCESS_MATCH"}


def heard(event: dict[str, Any]) -> str:
    response = lambda_handler(event, None)
    check(response)
    return plain_text(response["response"]["outputSpeech"]["ssml"])


@pytest.mark.parametrize(
    "event", ["ping", None, [], {}, {"source": "aws.events"}, {"request": {"type": None}}], ids=str
)
def test_what_is_no_request_is_let_go(event: object) -> None:
    assert lambda_handler(event, None) == {}


@pytest.mark.parametrize("where", ["context", "session"])
def test_another_skills_request_is_refused_and_logged(where: str, caplog: pytest.LogCaptureFixture) -> None:
    mine = recorded("launch")["session"]["application"]["applicationId"]
    event = recorded("launch")
    if where == "session":
        del event["context"]["System"]["application"]
    assert respond(build_skill(Forgetful(), mine), event)["response"]["outputSpeech"]
    assert not caplog.text
    assert respond(build_skill(Forgetful(), "amzn1.ask.skill.another"), event) == {"version": "1.0", "response": {}}
    assert "another skill" in caplog.text


@pytest.mark.parametrize(
    "other", ["amzn1.ask.skill.another", "", 7, "a" * 5000, {}], ids=lambda value: repr(value)[:30]
)
@pytest.mark.parametrize("where", ["context", "session"])
def test_so_is_one_that_names_another_skill_beside_ours(
    where: str, other: object, caplog: pytest.LogCaptureFixture
) -> None:
    event = recorded("launch")
    mine = event["session"]["application"]["applicationId"]
    owner = event["context"]["System"] if where == "context" else event["session"]
    owner["application"] = {"applicationId": other}
    assert respond(build_skill(Forgetful(), mine), event) == {"version": "1.0", "response": {}}
    assert "another skill" in caplog.text


@pytest.mark.parametrize(
    "slots", [None, [], "x", {"pose": None}, {"pose": "x"}, {"pose": {"resolutions": [1]}}], ids=str
)
def test_slots_that_cannot_be_read_are_as_if_nothing_was_named(slots: object) -> None:
    event = recorded("go_to_pose")
    event["request"]["intent"]["slots"] = slots
    assert heard(event).endswith("Which one would you like?")


def test_an_intent_that_is_none_is_not_understood() -> None:
    event = recorded("go_to_pose")
    event["request"]["intent"] = None
    assert heard(event).startswith("Sorry, I didn't get that.")


def test_the_first_authority_that_knows_the_words_is_believed() -> None:
    event = recorded("go_to_pose")
    several = [
        {"authority": "a", "status": {"code": "ER_SUCCESS_NO_MATCH"}},
        {"authority": "b", "status": {"code": "ER_NEWER_THAN_US"}, "values": [{"value": {"id": "downward_dog"}}]},
        {"authority": "c", "status": MATCH, "values": []},
        {"authority": "d", "status": MATCH, "values": [{"value": {"name": "x"}}, {"value": {"id": "deep_squat"}}]},
    ]
    event["request"]["intent"]["slots"]["pose"]["resolutions"]["resolutionsPerAuthority"] = several
    assert "The deep squat." in heard(event)


def resolved(*ids: str) -> dict[str, Any]:
    """What each of as many authorities makes of the same words."""
    each = [{"authority": n, "status": MATCH, "values": [{"value": {"id": found}}]} for n, found in enumerate(ids)]
    return {"resolutionsPerAuthority": each}


def test_an_id_that_only_another_authority_knows_hides_none_of_ours() -> None:
    event = recorded("go_to_pose")
    event["request"]["intent"]["slots"]["pose"]["resolutions"] = resolved("newer", "left", "deep_squat")
    assert "The deep squat." in heard(event)
    paces = {"pace": {"name": "pace", "value": "x", "resolutions": resolved("newer", "slow")}}
    assert heard(intent("SetPaceIntent", slots=paces)).startswith("Slow breaths")


@pytest.mark.parametrize("beside", [{}, {"value": None}, {"value": ""}, {"value": 7}, {"resolutions": {}}], ids=str)
@pytest.mark.parametrize(
    "several",
    [
        {"type": "List", "values": [{"type": "Simple", "value": "9"}, {"type": "Simple", "value": "10"}]},
        {"type": "List", "values": [None, {"type": "Simple"}, {"type": "Simple", "value": "9"}]},
        {"type": "Simple", "value": "9"},
    ],
    ids=str,
)
def test_of_several_values_in_a_slot_the_first_that_was_heard_is_taken(
    several: dict[str, Any], beside: dict[str, Any]
) -> None:
    event = recorded("set_breaths")
    event["request"]["intent"]["slots"]["breaths"] = {"name": "breaths", "slotValue": several} | beside
    assert heard(event).startswith("Nine breaths on each side, then.")


@pytest.mark.parametrize("name", ["GoToPoseIntent", "SetPaceIntent", "WorseSideIntent", "NeverIntent", "HowToIntent"])
def test_an_id_we_do_not_know_is_as_a_name_we_do_not_know(name: str) -> None:
    slots: dict[str, Any] = {slot: {"name": slot, "value": "newer"} for slot in ("pose", "pace", "side")}
    by_name = intent(name, slots=deepcopy(slots))
    for slot in slots.values():
        slot["resolutions"] = resolved("newer")
    assert heard(intent(name, slots=slots)) == heard(by_name)


def test_a_touch_can_name_what_we_do_not_know() -> None:
    event = intent("WhereAmIIntent")
    answer = event["session"]["attributes"]["owed"]["answer_id"]
    event["request"] |= {"type": "Alexa.Presentation.APL.UserEvent", "arguments": ["pace", str(answer), "newer"]}
    assert "something went wrong" not in heard(event)


@pytest.mark.parametrize("value", ["9" * 5000, "1e9", "-3", "٣٤٥", "½"])
def test_a_number_that_cannot_be_is_answered_with_what_is_possible(value: str) -> None:
    event = recorded("set_breaths")
    slot = event["request"]["intent"]["slots"]["breaths"]
    slot["value"] = slot["slotValue"]["value"] = value
    assert "eight, nine, or ten breaths" in heard(event)


@pytest.mark.parametrize(
    "moment", [1_800_000_000_000, "1800000000000", "soon", None, "0001-01-01T00:00:00Z", {}], ids=str
)
def test_a_time_that_cannot_be_read_is_as_if_missing(moment: object) -> None:
    event = recorded("launch")
    event["request"]["timestamp"] = moment
    assert "First, the reclined shoelace." in heard(event)


@pytest.mark.parametrize("context", [None, {}, {"System": None}, {"System": {"user": None}}, "x"], ids=str)
def test_somebody_named_in_the_session_alone_is_known(context: object) -> None:
    event = recorded("launch")
    event["context"] = context
    assert "First, the reclined shoelace." in heard(event)


@pytest.mark.parametrize(
    "kept",
    [
        {"more_breaths": 1000},
        {"more_breaths": 10**9},
        {"began_ms": 1e300},
        {"pace": "Infinity"},
        {"known": ["knee_hugs"] * 10_000},
        {"seen_ms": float("nan")},
        {"intro_ms": -1},
        {"first_side": "up"},
        {"position": {"deep": [[[[[[]]]]]]}},
    ],
    ids=str,
)
def test_a_session_that_cannot_be_read_begins_anew_and_says_so_once(kept: dict[str, Any]) -> None:
    event = intent("AMAZON.NextIntent")
    event["session"]["attributes"]["progress"] |= kept
    response = lambda_handler(event, None)
    check(response)
    assert "I couldn't read all that I had kept of you" in response["response"]["outputSpeech"]["ssml"]
    event["session"]["attributes"] = response["sessionAttributes"]
    assert "I couldn't read" not in heard(event)


@pytest.mark.parametrize("name", ["voice", "mark", "progress", "owed"])
def test_half_a_character_does_not_come_back(name: str) -> None:
    for kind in ("LaunchRequest", "Alexa.Newer.Than.Us"):
        event = intent("AMAZON.NextIntent")
        event["request"]["type"] = kind
        event["session"]["attributes"][name] = "\ud800"
        json.dumps(lambda_handler(event, None), ensure_ascii=False).encode()  # as Lambda writes it


@pytest.mark.parametrize(
    "version", ["one", None, [], 10**400, "9" * 300, -1], ids=["text", "none", "list", "huge", "digits", "negative"]
)
def test_no_version_traps_a_session(version: object) -> None:
    event = intent("AMAZON.NextIntent")
    event["session"]["attributes"]["version"] = version
    response = lambda_handler(event, None)
    assert "something went wrong" not in response["response"]["outputSpeech"]["ssml"]
    event["session"]["attributes"] = response["sessionAttributes"]
    assert "I couldn't read" not in heard(event)


@pytest.mark.parametrize("name", ["session_ended", "system_exception", "skill_enabled", "unheard_of"])
def test_what_is_not_a_person_gets_no_words_however_odd_it_is(name: str) -> None:
    event = recorded(name)
    odds: tuple[Any, ...] = (None, "x", [], {"deep": [recorded(name)]})
    for odd in odds:
        event["request"] |= {"reason": odd, "error": odd, "timestamp": odd, "locale": odd, "requestId": odd}
        assert "outputSpeech" not in lambda_handler(event, None)["response"]


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "INVALID_RESPONSE"}}, "INVALID_RESPONSE"),
        (
            {"type": "System.ExceptionEncountered", "error": {"type": "INTERNAL_SERVICE_ERROR"}},
            "INTERNAL_SERVICE_ERROR",
        ),
        (
            {
                "type": "Alexa.Presentation.APL.RuntimeError",
                "errors": [{"type": "RENDER_ERROR", "reason": "my_bad_back"}],
            },
            "RENDER_ERROR OTHER",
        ),
        (
            {"type": "Alexa.Presentation.APLA.RuntimeError", "errors": [{"type": "AUDIO_SOURCE_ERROR"}]},
            "AUDIO_SOURCE_ERROR",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value["type"],
)
def test_why_a_session_broke_off_is_logged_in_one_line(
    request_: dict[str, Any], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    event = recorded("session_ended")
    said = {"message": "my bad back", "reason_text": "my bad back"}
    errors = [each | said for each in request_.get("errors", [])]
    error = {"error": request_["error"] | said} if "error" in request_ else {}
    event["request"] = event["request"] | request_ | error | ({"errors": errors} if errors else {})
    lambda_handler(event, None)
    (line,) = (record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR)
    assert line.endswith(f"tells of: {told}")


def test_every_kind_of_error_that_the_sdk_knows_is_logged_by_its_name() -> None:
    enumerations = [SessionEndedErrorType, SystemErrorType, AudioSourceErrorReason, LinkErrorReason, RenderErrorReason]
    by_type = [*apl.RuntimeError.discriminator_value_class_map, *apla.RuntimeError.discriminator_value_class_map]
    assert {member.value for each in enumerations for member in each} | set(by_type) <= KINDS


def test_nothing_of_a_type_of_request_that_tells_of_no_trouble_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    event = recorded("skill_enabled")
    event["request"] |= {"type": "My.Bad.Back", "errors": [{"type": "LIST_ERROR"}]}
    lambda_handler(event, None)
    assert caplog.text == ""


def test_what_could_not_be_forgotten_is_told_again_and_nobody_is_named(caplog: pytest.LogCaptureFixture) -> None:
    class Down(Forgetful):
        def forget_account(self, account: str) -> None:
            raise MemoryTrouble("ReadTimeoutError")

    with pytest.raises(MemoryTrouble, match=r"^ReadTimeoutError$"):
        respond(build_skill(Down()), recorded("skill_disabled"))
    assert "amzn1" not in caplog.text


# Amazon's own reader is the oracle, of requests that it can read.
@pytest.mark.parametrize(
    "event",
    [*map(recorded, ("launch", "intent", "go_to_pose", "set_breaths", "session_ended", "skill_disabled")), TOUCH],
)
def test_what_is_read_is_what_the_sdk_reads(event: dict[str, Any]) -> None:
    theirs, ours = DefaultSerializer().deserialize(json.dumps(event), RequestEnvelope), envelope(event, {})
    assert type(ours.request) is type(theirs.request)
    assert (ours.request.request_id, ours.request.timestamp) == (theirs.request.request_id, theirs.request.timestamp)
    assert ours.request.locale == theirs.request.locale
    assert ours.context.system.user.user_id == theirs.context.system.user.user_id
    assert bool(ours.session) == bool(theirs.session)
    if isinstance(theirs.request, IntentRequest):
        assert command_of(ours.request.intent, ROUTINE) == command_of(theirs.request.intent, ROUTINE)
    if isinstance(theirs.request, UserEvent):
        assert ours.request.arguments == theirs.request.arguments


@pytest.mark.parametrize("digits", [10, 309, 400, 499, 5000])
@pytest.mark.parametrize(("name", "slot"), [("WithinIntent", "minutes"), ("HoldLongerIntent", "breaths")])
def test_a_number_of_many_digits_counts_as_not_heard(name: str, slot: str, digits: int) -> None:
    heard(intent(name, slots={slot: {"name": slot, "value": "9" * digits}}))


@pytest.mark.parametrize(
    "damage",
    [
        {"mark": ["a" * 2000] * 100},
        {"voice": {str(n): ["b" * 1000] * 40 for n in range(20)}},
        {"owed": [[[0] * 100] * 100] * 2},
        {"progress": {str(n): ["c" * 1000] * 40 for n in range(20)}},
    ],
    ids=["mark", "voice", "owed", "progress"],
)
@pytest.mark.parametrize("kind", ["IntentRequest", "SessionEndedRequest", "Something.New"])
def test_what_comes_back_too_large_is_not_sent_again(damage: dict[str, Any], kind: str) -> None:
    event = intent("BreathsLeftIntent")
    event["request"]["type"] = kind
    event["session"]["attributes"] |= damage
    assert len(json.dumps(lambda_handler(event, None))) < 24_000


@pytest.mark.parametrize(
    "value",
    [0.5, [0.5], {"a": 0.5}, {"\ud800": 1}, {"a": {0.5: 1}}, [[[[[1]]]]], [1] * 101, "a" * 2001, ["\ud800"], 10**15],
    ids=lambda value: repr(value)[:20],
)
def test_what_can_be_none_of_our_attributes_counts_as_nothing(value: object) -> None:
    event = {"session": {"attributes": {"mark": value, "owed": {"said": ["Hello.", 1, True]}}}}
    assert attributes(event, ("mark", "owed")) == {"mark": None, "owed": {"said": ["Hello.", 1, True]}}


@pytest.mark.parametrize("year", [2108, 2110, 2199])
def test_a_request_from_far_away_traps_nobody(year: int) -> None:
    event = recorded("launch")
    event["request"]["timestamp"] = f"{year}-01-15T08:00:00Z"
    attributes = lambda_handler(event, None)["sessionAttributes"]
    event = intent("BreathsLeftIntent")
    event["request"]["timestamp"] = f"{year}-01-15T08:01:30Z"
    event["session"]["attributes"] = attributes
    assert "couldn't read" not in heard(event)


def test_a_session_that_ends_by_an_error_is_logged_also_where_it_isnt_told_by_which(
    caplog: pytest.LogCaptureFixture,
) -> None:
    event = recorded("session_ended")
    event["request"] |= {"reason": "ERROR"}
    event["request"].pop("error", None)
    lambda_handler(event, None)
    assert caplog.messages == ["SessionEndedRequest tells of: ERROR"]


UNREADABLE: tuple[object, ...] = ({}, [], 7, "my bad back", {"type": 7}, {"type": "a" * 5000}, [{"reason": []}])


@pytest.mark.parametrize("kind", TELL_OF_TROUBLE)
@pytest.mark.parametrize("odd", UNREADABLE, ids=lambda odd: repr(odd)[:30])
def test_trouble_that_is_told_in_a_way_we_cant_read_is_logged_too(
    kind: str, odd: object, caplog: pytest.LogCaptureFixture
) -> None:
    event = recorded("session_ended")
    event["request"] |= {"type": kind, "error": odd, "errors": odd}
    lambda_handler(event, None)
    assert caplog.messages == [f"{kind} tells of: OTHER"]


def test_a_failed_screen_is_logged_also_where_nothing_is_told_of_it(caplog: pytest.LogCaptureFixture) -> None:
    for kind in set(TELL_OF_TROUBLE) - {"SessionEndedRequest"}:
        event = recorded("session_ended")
        event["request"] = {"type": kind}
        caplog.clear()
        lambda_handler(event, None)
        assert caplog.messages == [f"{kind} tells of: OTHER"]


def test_no_more_slots_are_read_than_an_intent_may_have() -> None:
    event = intent("GoToPoseIntent", slots={f"slot{n}": {"value": str(n)} for n in range(10_000)})
    assert 0 < len(request_of(event).intent.slots) <= MOST_MEMBERS
    heard(event)


def test_a_type_of_two_lines_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    event = recorded("session_ended")
    event["request"] |= {"type": "My back\nhurts", "error": {"type": "INTERNAL"}}
    lambda_handler(event, None)
    assert caplog.messages == []


def answered(event: dict[str, Any]) -> str:
    """What is said to it."""
    speech = lambda_handler(event, None)["response"].get("outputSpeech") or {}
    return str(speech.get("ssml") or speech.get("text") or "")


SORRY = "something went wrong"


@pytest.mark.parametrize("time", [" ".join(["08:00"] * 20), "08:00" + " " * 115, "0" * 5000])
def test_a_time_too_long_to_be_one_is_not_heard(time: str) -> None:
    authority = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"id": "weekdays", "name": "weekdays"}}]}
    days = {"name": "days", "value": "weekdays", "resolutions": {"resolutionsPerAuthority": [authority]}}
    slots = {"time": {"name": "time", "value": time}, "days": days}
    event = intent("RemindMeIntent", slots=slots)
    assert answered(event)
    assert SORRY not in answered(event)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [("progress", "position", "squatting"), ("owed", "pains", 100_000)],
)
def test_what_a_session_cannot_have_kept_begins_anew_and_what_it_can_is_kept_again(
    part: str, name: str, value: object
) -> None:
    begun = lambda_handler(recorded("launch"), None)["sessionAttributes"]
    begun[part][name] = value
    for said in ("CrampIntent", "AMAZON.YesIntent", "AMAZON.NextIntent", "AMAZON.HelpIntent"):
        event = intent(said)
        event["session"]["attributes"] = begun
        answer = lambda_handler(event, None)
        assert SORRY not in json.dumps(answer["response"]), said
        begun = answer.get("sessionAttributes") or begun
        assert begun["owed"]["pains"] <= 100_000
