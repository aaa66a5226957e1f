"""Numbers as people say them come to the teacher as numbers."""

import json
from datetime import UTC, datetime

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope

from lower_back_release.alexa.commands import command_of
from lower_back_release.content import content_for
from lower_back_release.dialogue.command import Command
from simulator.ears.understanding import Intent, understanding_of
from simulator.echo.device import Device, Session


def command_heard(intent: Intent) -> Command:
    """The command behind an intent, by way of a request as Alexa sends it."""
    sent = Device().intent(Session(), datetime(2027, 1, 15, tzinfo=UTC), intent)
    envelope = DefaultSerializer().deserialize(json.dumps(sent), RequestEnvelope)
    return command_of(envelope.request.intent, content_for("en-US").routine)


@pytest.mark.parametrize(
    ("said", "name", "number"),
    [
        ("a couple more breaths", "hold_longer", 2),
        ("a few more breaths", "hold_longer", 3),
        ("half a dozen more breaths", "hold_longer", 6),
        ("to more breaths", "hold_longer", 2),
        ("for more breaths", "hold_longer", 4),
        ("four more breaths", "hold_longer", 4),
        ("only a couple of poses", "only_first", 2),
        ("eight", "breaths", 8),
        ("actually nine", "breaths", 9),
        ("i have ten minutes", "within", 10),
    ],
)
def test_a_number_in_words(said: str, name: str, number: int) -> None:
    command = command_heard(understanding_of("en-US").intent(said))
    assert (command.name, command.number) == (name, number)


def test_a_number_that_alexa_did_not_catch_is_none() -> None:
    assert command_heard(Intent("SetBreathsIntent")).number is None


@pytest.mark.parametrize(
    ("said", "pose", "unknown"),
    [
        ("how do i do the flying camel", None, True),
        ("how do i do the deep squat", "deep_squat", False),
        ("how do i do this", None, False),
    ],
)
def test_a_pose_that_is_none_of_ours_is_known_for_one(said: str, pose: str | None, unknown: bool) -> None:
    command = command_heard(understanding_of("en-US").intent(said))
    assert (command.name, command.pose, command.unknown) == ("how_to", pose, unknown)
