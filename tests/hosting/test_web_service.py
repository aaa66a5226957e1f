import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type
from flask.testing import FlaskClient

from hosting.web_service import LARGEST_BODY, Event, create_app

ROOT = Path(__file__).parents[2]
WORDS_SAID = "my left knee is sore"


def envelope(**request: Any) -> Event:
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s", "attributes": {}, "user": {"userId": "u"}},
        "context": {"System": {"application": {"applicationId": "a"}, "user": {"userId": "u"}}},
        "request": {
            "type": "LaunchRequest",
            "requestId": "r",
            "locale": "en-US",
            "timestamp": "2026-03-01T08:00:00Z",
        }
        | request,
    }


def skill_in_lambda() -> Any:
    """A skill that says hello, in a function that survives requests which the SDK cannot read."""
    builder = SkillBuilder()

    def hello(handler_input: HandlerInput) -> Any:
        return handler_input.response_builder.speak("Hello.").set_should_end_session(False).response

    builder.request_handler(can_handle_func=is_request_type("LaunchRequest"))(hello)
    handler = builder.lambda_handler()

    def respond(event: Event) -> Event:
        try:
            answer: Event = handler(event, None)
        except SerializationException:
            return {"version": "1.0", "response": {"shouldEndSession": True}}
        return answer

    return respond


@pytest.fixture
def client() -> FlaskClient:
    return create_app(skill_in_lambda()).test_client()


def refusal(client: FlaskClient, body: bytes | str) -> str:
    """The sentence that a body is refused with."""
    response = client.post("/", data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.content_type == "application/json"
    answer: dict[str, str] = response.get_json()
    assert list(answer) == ["error"]
    return answer["error"]


def test_a_launch_is_answered_as_lambda_would_answer_it(client: FlaskClient) -> None:
    response = client.post("/", json=envelope())
    assert response.status_code == 200
    assert response.content_type == "application/json"
    assert response.json == skill_in_lambda()(envelope())
    assert "Hello." in response.get_json()["response"]["outputSpeech"]["ssml"]


def test_the_function_gets_the_request_just_as_it_was_posted() -> None:
    heard: list[Event] = []

    def respond(event: Event) -> Event:
        heard.append(event)
        return {"version": "1.0", "response": {}}

    odd = envelope(type="Café.Opened", extra=["ünïcode", 1.5, None])
    body = json.dumps(odd, ensure_ascii=False).encode()
    create_app(respond).test_client().post("/", data=body, content_type="application/json")
    assert heard == [odd]


def test_a_request_of_an_unknown_type_gets_the_skills_own_answer(client: FlaskClient) -> None:
    response = client.post("/", json=envelope(type="Alexa.Invented.Yesterday"))
    assert response.status_code == 200
    assert response.json == {"version": "1.0", "response": {"shouldEndSession": True}}


def test_a_simulated_clock_may_be_years_away(client: FlaskClient) -> None:
    assert client.post("/", json=envelope(timestamp="1999-12-31T23:59:59Z")).status_code == 200


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "text/plain", ""])
def test_what_another_sites_form_can_send_is_refused(client: FlaskClient, content_type: str) -> None:
    response = client.post("/", data=json.dumps(envelope()), content_type=content_type)
    assert response.status_code == 415
    assert response.get_json() == {"error": "Only JSON is taken here."}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_another_site_may_not_speak_here(client: FlaskClient, headers: dict[str, str]) -> None:
    response = client.post("/", json=envelope(), headers=headers)
    assert response.status_code == 403
    assert client.post("/", json=envelope(), headers={"Origin": "http://localhost"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:5000", 200),
        ("127.0.0.1:5000", 200),
        ("[::1]:5000", 200),
        ("evil.example", 400),
        ("evil.example:5000", 400),
        ("localhost.evil.example", 400),
    ],
)
def test_this_machine_is_spoken_to_by_its_own_names_alone(client: FlaskClient, host: str, status: int) -> None:
    assert client.post("/", json=envelope(), headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ("[]", "not a JSON object"),
        ('"request"', "not a JSON object"),
        ("null", "not a JSON object"),
        ("{}", 'no "request" object'),
        ('{"request": "LaunchRequest"}', 'no "request" object'),
    ],
)
def test_a_body_that_is_no_request_is_refused(client: FlaskClient, body: bytes | str, says: str) -> None:
    assert says in refusal(client, body)


@pytest.mark.parametrize(
    "timestamp",
    [
        "yesterday",
        "",
        1_772_352_000,
        "2026-03-01T08:00:00",
        "2026-13-01T08:00:00Z",
        "0001-01-01T00:00:00+23:00",
        {},
    ],
)
def test_an_odd_timestamp_is_refused(client: FlaskClient, timestamp: object) -> None:
    assert "timestamp" in refusal(client, json.dumps(envelope(timestamp=timestamp)))


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_post_is_allowed(client: FlaskClient, method: str) -> None:
    response = client.open("/", method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"


def test_a_body_too_large_is_refused_unread(client: FlaskClient) -> None:
    response = client.post("/", data=b" " * (LARGEST_BODY + 1), content_type="application/json")
    assert response.status_code == 413
    assert "error" in response.get_json()


def test_a_failing_skill_says_so_and_the_log_says_where(caplog: pytest.LogCaptureFixture) -> None:
    def stumble(event: Event) -> Event:
        raise KeyError(event["request"]["said"])

    response = create_app(stumble).test_client().post("/", json=envelope(said=WORDS_SAID))
    assert response.status_code == 500
    assert "KeyError" in response.get_json()["error"]
    assert "in stumble" in caplog.text


def test_what_a_person_said_is_never_logged_nor_sent_back(caplog: pytest.LogCaptureFixture) -> None:
    asked = list[Event]()

    def stumble(event: Event) -> Event:
        asked.append(event)
        raise SerializationException(f"Cannot read {event}")

    client = create_app(stumble).test_client()
    with caplog.at_level(logging.DEBUG):
        answers = [
            client.post("/", data=body, content_type="application/json").text
            for body in (
                json.dumps(envelope(said=WORDS_SAID)),
                json.dumps(envelope(timestamp=WORDS_SAID)),
                json.dumps(WORDS_SAID),
                WORDS_SAID,
                WORDS_SAID.encode() + b"\xff",
            )
        ]
    assert WORDS_SAID in str(asked)
    assert WORDS_SAID not in "".join(answers)
    assert caplog.records
    assert WORDS_SAID not in caplog.text


def test_it_starts_where_certvalidator_cannot_be_imported(tmp_path: Path) -> None:
    (tmp_path / "certvalidator.py").write_text("raise OSError('Error detecting the OpenSSL version')", "utf-8")
    program = f"""
import sys
sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]
import hosting.web_service
assert "certvalidator" not in sys.modules, "the stand-in stays behind"
try:
    import certvalidator
except OSError:
    print("started")
"""
    run = subprocess.run(  # noqa: S603  # runs the program written just above
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("started\n", "")
