"""One household through days and devices: whatever is said, in whatever session, is answered and can be read again."""

import random
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lower_back_release.alexa.commands import INTENTS
from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.content import content_for
from lower_back_release.dialogue.answering import AnsweringWords
from lower_back_release.lesson.timeline import Stage
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.schema import SCHEMA, record_of
from lower_back_release.person.progress import from_json
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from simulator.heard.response import seconds_of
from simulator.heard.ssml import plain_text
from tests.mannequin.walk import Diary
from tests.rules import check
from tests.test_random_walks import any_intent

CONTENT = content_for("en-US")
COACH = coach_of(CONTENT)
TROUBLE = CONTENT.words.of(AnsweringWords).trouble
PERSON = Identity(Device().launch(Session(), datetime(2027, 1, 1, tzinfo=UTC))["session"]["user"]["userId"])

FEW, MANY, TURNS = 8, 24, 30
"""Households, and what each says."""


class Household:
    """One person with two devices, who comes and goes."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - to be repeatable is the point
        self.memory = Diary()
        self.skill = build_skill(self.memory)
        self.devices = [(Device(), Session()), (Device(screen=SHOW_8), Session())]
        self.now = datetime(2027, 1, 15, 8, tzinfo=UTC)
        self.seconds = 0.0

    def turn(self) -> tuple[str, dict[str, Any]]:
        """One request, and what came of it."""
        chance = self.chance
        waits = [0.3 * self.seconds, self.seconds, self.seconds + 12, 600, 3 * 3600, 20 * 3600, 3 * 86_400]
        self.now += timedelta(seconds=1 + round(chance.choices(waits, [6, 6, 2, 1, 1, 1, 0.3])[0] * chance.random()))
        n = chance.randrange(len(self.devices))
        device, session = self.devices[n]
        ends = not session.new and chance.random() < 0.15
        if ends and chance.random() < 0.7:
            respond(self.skill, device.session_ended(session, self.now, "USER_INITIATED"))
        if ends:
            session = Session()
        intent = any_intent(chance)
        launches = session.new and chance.random() < 0.5
        request = device.launch(session, self.now) if launches else device.intent(session, self.now, intent)
        response = respond(self.skill, request)
        session.new, session.attributes = False, response.get("sessionAttributes") or {}
        speech = response["response"].get("outputSpeech")
        self.seconds = seconds_of(speech["ssml"], "en-US") if speech else 0.0
        if response["response"].get("shouldEndSession"):
            session = Session()
        self.devices[n] = device, session
        return "launch" if launches else intent.name, response


@pytest.mark.parametrize(
    "seed", [*range(FEW), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(FEW, MANY))]
)
def test_every_turn_is_answered_and_can_be_read_again(seed: int) -> None:
    household = Household(seed)
    for _ in range(TURNS):
        name, response = household.turn()
        check(response)
        speech = response["response"].get("outputSpeech")
        assert speech is None or TROUBLE not in plain_text(speech["ssml"]), name
        kept = household.memory.read(PERSON)
        if kept:
            read = record_of(SCHEMA, kept.version, kept.request, kept.progress, kept.mark).progress
            assert from_json(read, CONTENT.routine).to_json() == dict(read), name


def first_words(name: str, memory: Diary, now: datetime, seed: int = 1) -> dict[str, Any]:
    """The answer to an intent that opens a session."""
    chance = random.Random(seed)  # noqa: S311 - any pose, pace or number will do
    intent = any_intent(chance)
    while intent.name != name:
        intent = any_intent(chance)
    return respond(build_skill(memory), Device().intent(Session(), now, intent))


def leads(response: dict[str, Any]) -> bool:
    """Whether an answer leads into a pose."""
    progress = (response.get("sessionAttributes") or {}).get("progress", {})
    return bool(progress.get("runs") == "lesson" and progress["stage"] != Stage.WAY_OUT)


def called(response: dict[str, Any]) -> tuple[str, str]:
    """What is heard, and what the pose is called that it leads into."""
    said = plain_text(response["response"]["outputSpeech"]["ssml"]).casefold()
    progress = response["sessionAttributes"]["progress"]
    between = progress.get("between_pose")
    held = CONTENT.routine.pose(between).rest if between else CONTENT.routine.pose(progress["pose"])
    return said, held.called if held else ""


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
def test_the_first_words_ever_lead_nowhere_without_caution_a_name_and_a_way_there(seed: int) -> None:
    moves = {moves["anywhere"].say.casefold() for moves in CONTENT.routine.moves.values()}
    for name in INTENTS:
        response = first_words(name, Diary(), datetime(2027, 1, 15, 8, tzinfo=UTC), seed)
        check(response)
        if leads(response):
            said, pose = called(response)
            assert said.startswith("welcome. this isn't medical advice"), name
            assert pose in said.split("breathe in")[0], name
            assert any(move in said for move in moves), name


@pytest.mark.parametrize("after", [timedelta(minutes=20), timedelta(hours=20)], ids=["soon", "the next day"])
def test_whoever_comes_back_hears_which_pose_it_is_and_how_to_get_there(after: timedelta) -> None:
    memory, now = Diary(), datetime(2027, 1, 15, 8, tzinfo=UTC)
    device, session = Device(), Session()
    skill = build_skill(memory)
    session.attributes = respond(skill, device.launch(session, now))["sessionAttributes"]
    respond(skill, device.session_ended(session, now + timedelta(seconds=70), "USER_INITIATED"))
    for name in INTENTS:
        response = first_words(name, deepcopy(memory), now + after)
        check(response)
        if leads(response):
            said, pose = called(response)
            assert pose in said.split("breathe in")[0], name
            assert any(moves["anywhere"].say.casefold() in said for moves in CONTENT.routine.moves.values()), name
