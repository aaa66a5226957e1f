"""npm's ssml-check-core judges what is said to people who say anything at all."""

from collections.abc import Sequence

import pytest

from simulator.heard.rules import all_speech
from tests.clients.conftest import Node
from tests.test_random_walks import Walk

WALKS, TURNS = 40, 25


def mistakes(node: Node, ssml: Sequence[str]) -> list[str]:
    judged: list[dict[str, str]] = node("check_ssml.js", "en-US", given=list(ssml))
    return [each["ssml"] for each in judged]


def test_all_that_is_said_is_good_ssml(node: Node) -> None:
    answers = (walk.turn()[2] for walk in map(Walk, range(WALKS)) for _ in range(TURNS))
    said = {ssml for answer in answers for ssml in all_speech(answer)}
    assert len(said) > WALKS * TURNS / 2
    assert mistakes(node, sorted(said)) == []


@pytest.mark.parametrize(
    "ssml",
    [
        '<speak><break time="11s"/>a break too long</speak>',
        "<speak><shout>an unknown tag</shout></speak>",
        "<speak>no end",
        "<speak>this & that</speak>",
    ],
)
def test_bad_ssml_is_noticed(node: Node, ssml: str) -> None:
    assert mistakes(node, [ssml, "<speak>fine</speak>"]) == [ssml]
