import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope

from simulator.ears.understanding import Intent, Slot
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from tests.store.smapi import not_understood

NOW = datetime(2025, 3, 1, 8, 0, 5, tzinfo=UTC)
GO_TO = Intent("GoToPoseIntent", {"pose": Slot("sphynx", "POSE", "seal_stretch", "seal stretch")})


def requests(device: Device) -> dict[str, dict[str, Any]]:
    """One of each kind."""
    session = Session()
    return {
        "launch": device.launch(session, NOW),
        "intent": device.intent(session, NOW, GO_TO),
        "session ended": device.session_ended(session, NOW, "USER_INITIATED"),
    }


def slot_sent(name: str, slot: Slot) -> dict[str, Any]:
    sent: dict[str, Any] = Device().intent(Session(), NOW, Intent("AnyIntent", {name: slot}))["request"]["intent"][
        "slots"
    ]
    return sent[name]  # type: ignore[no-any-return]


NOT_IN_THE_SDK = ("/request/timestamp", "/source")
"""What the SDK writes in a form of its own, and a slot's source, which Alexa sends and the SDK doesn't know."""


@pytest.mark.parametrize("screen", [False, True], ids=["without screen", "with screen"])
@pytest.mark.parametrize("kind", ["launch", "intent", "session ended"])
def test_amazons_own_classes_read_all_of_a_request(kind: str, screen: bool) -> None:
    lost = not_understood(requests(Device(screen=SHOW_8 if screen else None))[kind], RequestEnvelope)
    assert [path for path in lost if not path.endswith(NOT_IN_THE_SDK)] == []


@pytest.mark.parametrize("kind", ["launch", "intent", "session ended"])
def test_a_request_says_who_what_when_and_in_which_language(kind: str) -> None:
    envelope = DefaultSerializer().deserialize(
        json.dumps(requests(Device("en-GB", api="https://api.amazonalexa.com"))[kind]), RequestEnvelope
    )
    system, session, request = envelope.context.system, envelope.session, envelope.request
    assert system.application.application_id == session.application.application_id
    assert system.application.application_id.startswith("amzn1.ask.skill.")
    assert system.user.user_id == session.user.user_id
    assert system.device.device_id
    assert system.api_endpoint.startswith("https://")
    assert request.request_id.startswith("amzn1.echo-api.request.")
    assert (request.locale, request.timestamp) == ("en-GB", NOW)


def test_a_timestamp_is_in_universal_time_to_the_second() -> None:
    in_new_york = datetime(2025, 3, 1, 3, 0, 5, 900_000, tzinfo=timezone(timedelta(hours=-5)))
    assert Device().launch(Session(), in_new_york)["request"]["timestamp"] == "2025-03-01T08:00:05Z"


def test_no_two_requests_and_no_two_sessions_share_an_id() -> None:
    first, second = (requests(Device())["launch"] for _ in range(2))
    assert first["request"]["requestId"] != second["request"]["requestId"]
    assert first["session"]["sessionId"] != second["session"]["sessionId"]


def test_a_name_in_the_catalogue_is_sent_with_its_id() -> None:
    sent = slot_sent("pose", GO_TO.slots["pose"])
    assert (sent["name"], sent["value"], sent["source"], sent["confirmationStatus"]) == (
        "pose",
        "sphynx",
        "USER",
        "NONE",
    )
    (authority,) = sent["resolutions"]["resolutionsPerAuthority"]
    assert authority["authority"].endswith(".POSE")
    assert authority["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert authority["values"] == [{"value": {"name": "seal stretch", "id": "seal_stretch"}}]


def test_a_name_in_no_catalogue_is_sent_as_no_match() -> None:
    (authority,) = slot_sent("pose", Slot("warrior", "POSE"))["resolutions"]["resolutionsPerAuthority"]
    assert authority["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in authority


def test_a_number_is_sent_as_digits_and_resolved_by_nobody() -> None:
    sent = slot_sent("breaths", Slot("10", "AMAZON.NUMBER"))
    assert sent["value"] == "10"
    assert "resolutions" not in sent


def test_a_slot_left_out_is_sent_empty() -> None:
    assert slot_sent("breaths", Slot(None, "AMAZON.NUMBER")) == {"name": "breaths", "confirmationStatus": "NONE"}


def test_a_device_without_a_screen_shows_nothing() -> None:
    context = requests(Device())["launch"]["context"]
    assert context["System"]["device"]["supportedInterfaces"] == {}
    assert "Viewport" not in context


def test_a_device_with_a_screen_takes_apl_and_tells_its_size() -> None:
    context = requests(Device(screen=SHOW_8))["launch"]["context"]
    interfaces = context["System"]["device"]["supportedInterfaces"]
    assert interfaces["Alexa.Presentation.APL"]["runtime"]["maxVersion"]
    assert (context["Viewport"]["pixelWidth"], context["Viewport"]["pixelHeight"]) == (1280, 800)


def test_a_session_ends_for_the_reason_given() -> None:
    request = Device().session_ended(Session(), NOW, "EXCEEDED_MAX_REPROMPTS")["request"]
    assert (request["type"], request["reason"]) == ("SessionEndedRequest", "EXCEEDED_MAX_REPROMPTS")


def test_a_session_carries_its_attributes_and_whether_it_is_new() -> None:
    session = Session(new=False, attributes={"breath": 4})
    sent = Device().launch(session, NOW)["session"]
    assert (sent["new"], sent["attributes"], sent["sessionId"]) == (False, {"breath": 4}, session.id)
