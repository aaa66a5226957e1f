"""npm's ssml-check-core judges every SSML that any test of this run has passed to the rules."""

from collections.abc import Sequence

import pytest

from tests.alexa.recorded import recorded
from tests.clients.conftest import Node
from tests.clients.test_virtual_alexa import respond
from tests.rules import SPOKEN


def mistakes(node: Node, ssml: Sequence[str]) -> list[str]:
    judged: list[dict[str, str]] = node("check_ssml.js", "en-US", given=list(ssml))
    return [each["ssml"] for each in judged]


def test_all_that_was_said_in_this_run_is_good_ssml(node: Node) -> None:
    respond(recorded("launch"))
    assert mistakes(node, sorted(SPOKEN)) == []


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
