"""npm's virtual-alexa makes its own requests from our interaction model, and posts them to the running service."""

import json
from typing import Any

import pytest

from hosting.web_service import Event, create_app
from lambda_function import lambda_handler
from lower_back_release.content import content_for
from simulator.heard.ssml import plain_text
from simulator.server import serving
from tests.clients.conftest import MODEL, Node
from tests.rules import check

POSES = content_for("en-US").routine.poses


def respond(request: Event) -> Event:
    response: Event = json.loads(json.dumps(lambda_handler(request, None)))
    check(response)
    return response


@pytest.fixture(scope="module")
def answers(node: Node) -> list[dict[str, Any]]:
    with serving(create_app(respond), port=0) as address:
        walked: list[dict[str, Any]] = node("walk.js", address, str(MODEL))
    return walked


def words(answer: dict[str, Any]) -> str:
    return plain_text(answer["response"]["outputSpeech"]["ssml"]).lower()


def test_it_is_led_through_all_the_poses_in_order(answers: list[dict[str, Any]]) -> None:
    led = answers[: len(POSES)]
    assert [answer["sessionAttributes"]["progress"]["pose"] for answer in led] == [pose.id for pose in POSES]
    for answer, pose in zip(led, POSES, strict=True):
        assert pose.name.lower() in words(answer)
        assert answer["response"]["shouldEndSession"] is False


def test_it_hears_the_last_pose_again(answers: list[dict[str, Any]]) -> None:
    again = answers[len(POSES)]
    assert again["sessionAttributes"]["progress"]["pose"] == POSES[-1].id
    assert words(again)


def test_it_is_let_go(answers: list[dict[str, Any]]) -> None:
    assert answers[-1]["response"]["shouldEndSession"] is True
    assert not words(answers[-1]).endswith("?")
