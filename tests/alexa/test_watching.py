"""What is told of how the skill is doing: enough to run it, and nothing of whom it talks to."""

import json
import re
from collections.abc import Callable, Iterator
from copy import copy, deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lower_back_release.alexa.commands import INTENTS
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.alexa.watching import COMMON, METRICS, MOVED_ON, OF_THE_BODY, Watch, line
from lower_back_release.lesson.timeline import Stage
from lower_back_release.memory.counted import Counted
from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, Memory, MemoryTrouble, Record
from simulator.ears.understanding import Intent, Slot
from simulator.echo.device import Device, Session
from simulator.heard.response import heard_in, seconds_of
from tests.store.utterances import language_model

NOW = datetime(2027, 1, 15, 8, tzinfo=UTC)
LAUNCH, OVER = "launch", "over"
MEASURED = {"ms", "cold", "_aws"}

TELLS_OF_A_BODY = re.compile(
    r"\b(hurts?|pain\w*|sore|ache\w*|numb|numbness|tingl\w*|dizzy|faint|cramp\w*|spasm|stuck(?! (in|at|holding))"
    r"|(fell|fallen)(?! asleep)|pregnan\w*|injur\w*|surgery|doctor|ambulance|emergency|worse|bad (side|back|knee|hip)"
    r"|too (hard|deep)|sciatica|diabet\w*)\b"
)
"""Words by which somebody may say how their body is."""

HARMLESS = {
    "hurts so good",
    "i almost fell asleep",
    "it hurts so good",
    "it's nothing it doesn't hurt carry on",
    "your voice is too faint turn it up",
}
"""Sentences that have one, and say that all is well."""


class Watched:
    """One person on one device, and the lines that are written meanwhile."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.lines: list[dict[str, Any]] = []
        self.memory = Counted(memory or Forgetful())
        self.skill = build_skill(self.memory)
        self.watch = Watch(
            self.memory, "skill-of-ours", "1.2.3", lambda written: self.lines.append(json.loads(written))
        )
        self.device, self.session, self.now, self.seconds = Device(), Session(), NOW, 0.0

    def write(self, written: str) -> None:
        self.lines.append(json.loads(written))

    def say(self, name: str, after: float = 1.0, **slots: Slot) -> dict[str, Any]:
        self.now += timedelta(seconds=after)
        if name == LAUNCH:
            event = self.device.launch(self.session, self.now)
        elif name == OVER:
            event = self.device.session_ended(self.session, self.now, "USER_INITIATED")
        else:
            event = self.device.intent(self.session, self.now, Intent(name, slots))
        response = self.watch.answered(event, lambda: respond(self.skill, event))
        self.session.new = False
        if name != OVER:
            self.session.attributes = response.get("sessionAttributes") or {}
            self.seconds = seconds_of(heard_in(response["response"], "en-US"), "en-US")
        return self.lines[-1]

    def fork(self) -> "Watched":
        """The same so far, to go on with in another way; the lines of both are written in one place."""
        other = copy(self)
        other.session = deepcopy(self.session)
        return other

    def told(self) -> dict[str, Any]:
        """The last line, without what is measured."""
        return {name: value for name, value in self.lines[-1].items() if name not in MEASURED}


def _begun(walk: Watched, seconds: float) -> float:
    walk.say(LAUNCH)
    return seconds or 1


def _last_pose(walk: Watched) -> float:
    walk.say(LAUNCH)
    walk.say("GoToPoseIntent", 10, pose=Slot("the dog", "POSE", "downward_dog", "downward facing dog"))
    return walk.seconds + 2


SITUATIONS: dict[str, Callable[[Watched], float]] = {
    "before anything": lambda _: 1,
    "in a setup": lambda walk: _begun(walk, 12),
    "in a hold": lambda walk: _begun(walk, 80),
    "on the second side": lambda walk: _begun(walk, 190),
    "after the pose": lambda walk: _begun(walk, walk.seconds + 2),
    "paused": lambda walk: (_begun(walk, 0), walk.say("AMAZON.PauseIntent", 80), 5)[-1],
    "at the end": _last_pose,
}
"""What brings somebody to a situation, and the seconds after which they speak in it."""


FOLLOWING = (
    *("AMAZON.YesIntent", "AMAZON.NoIntent", "NextPoseIntent", "AMAZON.ResumeIntent", "AMAZON.StopIntent"),
    *("BreathsLeftIntent", OVER),
)
"""What may come after an intent in the same session: answers, and what no line hides."""


Told = tuple[dict[str, Any], ...]


def told_of(come: Watched, seconds: float, intent: str, after: float) -> Iterator[tuple[str, Told]]:
    """The line of an intent in a situation, and that of the next word, so many seconds later: for each such word."""
    walk = come.fork()
    walk.say(intent, seconds)
    first = walk.told()
    for then in FOLLOWING:
        if first["outcome"] == "left":
            yield then, (first,)
        else:
            going_on = walk.fork()
            going_on.say(then, after)
            yield then, (first, going_on.told())


# All of them take half a minute.
@pytest.mark.parametrize(
    ("situation", "after"),
    [
        pytest.param(name, after, marks=[] if (n + after) % 8 == 0 else pytest.mark.slow)
        for n, name in enumerate(SITUATIONS)
        for after in (2, 20, 61)
    ],
)
def test_nobody_can_tell_from_a_line_or_from_two_that_something_hurt(situation: str, after: int) -> None:
    come = Watched()
    begun = SITUATIONS[situation](come)
    seconds = come.seconds + 2 if situation in ("after the pose", "at the end") else begun
    unsuspicious = [told for intent in sorted(COMMON) for _, told in told_of(come, seconds, intent, after)]
    for intent in sorted(OF_THE_BODY):
        for then, told in told_of(come, seconds, intent, after):
            assert told in unsuspicious, (intent, then)


def test_every_intent_by_which_somebody_tells_how_their_body_is_is_one_that_no_line_names() -> None:
    telling = {
        intent["name"]
        for intent in language_model()["intents"]
        if any(TELLS_OF_A_BODY.search(sample) for sample in intent["samples"] if sample not in HARMLESS)
    }
    assert sorted(telling - OF_THE_BODY) == []


def test_a_line_holds_no_id_no_words_and_nothing_that_a_session_keeps() -> None:
    walk = Watched()
    walk.say(LAUNCH)
    walk.say("GoToPoseIntent", 20, pose=Slot("my secret words", "POSE", None, None))
    walk.say("MySecretIntent", 20)
    walk.say(OVER, 20)
    written = json.dumps(walk.lines)
    kept = walk.session.attributes
    for secret in ("amzn1", "secret", "Secret", walk.session.id, kept["mark"] or "amzn1", *kept["owed"]["said"]):
        assert secret not in written


def test_a_line_is_what_cloudwatch_makes_metrics_of() -> None:
    """As its specification has it: every metric and dimension that is named stands beside the names."""
    walk = Watched()
    walk.say(LAUNCH)
    (line,) = walk.lines
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert type(line["_aws"]["Timestamp"]) is int
    assert [each["Name"] for each in directive["Metrics"]] == list(METRICS)
    assert all(type(line[each["Name"]]) is int for each in directive["Metrics"])
    assert all(type(line[name]) is str for names in directive["Dimensions"] for name in names)
    assert line["function"] == "skill-of-ours"
    assert line["version"] == "1.2.3"


def counted(walk: Watched, metric: str) -> int:
    return sum(line[metric] for line in walk.lines)


def test_a_session_is_counted_once_and_so_is_its_end() -> None:
    walk = Watched()
    walk.say(LAUNCH)
    walk.say("BreathsLeftIntent", 60)
    assert (counted(walk, "Sessions"), counted(walk, "Left")) == (1, 0)
    walk.say("AMAZON.StopIntent", 30)
    assert (counted(walk, "Sessions"), counted(walk, "Left")) == (1, 1)
    assert (walk.lines[-1]["pose"], walk.lines[-1]["stage"]) == ("reclined_shoelace", "hold")


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [("USER_INITIATED", "left"), ("EXCEEDED_MAX_REPROMPTS", "silent"), ("ERROR", "broken off"), ("NEW", "left")],
)
def test_how_a_session_ended_that_alexa_ended_is_told(reason: str, outcome: str) -> None:
    walk = Watched()
    walk.say(LAUNCH)
    event = walk.device.session_ended(walk.session, walk.now + timedelta(seconds=90), reason)
    told = line(event, respond(walk.skill, event))
    assert (told["intent"], told["outcome"], told["Left"], told["stage"]) == ("session ended", outcome, 1, "hold")


def test_a_pose_is_finished_once_it_has_been_heard_to_its_end_and_counted_once() -> None:
    walk = Watched()
    walk.say(LAUNCH)
    assert walk.say("BreathsLeftIntent", 60)["PosesFinished"] == 0
    assert walk.say("BreathsLeftIntent", walk.seconds + 2)["PosesFinished"] == 1
    assert walk.say("BreathsLeftIntent", walk.seconds + 2)["PosesFinished"] == 0
    walk.say("NextPoseIntent", 2)
    assert walk.say("NextPoseIntent", 30)["PosesFinished"] == 0  # on its way
    assert walk.say(OVER, walk.seconds + 2)["PosesFinished"] == 1


def test_a_pose_is_counted_once_where_the_next_turn_fails_or_comes_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Watched()
    walk.say(LAUNCH)
    over = walk.seconds + 2
    with monkeypatch.context() as patch:
        patch.setattr("lower_back_release.alexa.handlers.command_of", lambda *_: 1 / 0)
        assert walk.say("BreathsLeftIntent", over)["PosesFinished"] == 0
    assert walk.say("BreathsLeftIntent", over)["PosesFinished"] == 1


def test_what_was_not_understood_or_not_caught_is_counted() -> None:
    walk = Watched()
    walk.say(LAUNCH)
    for name in ("AMAZON.FallbackIntent", "AMAZON.RepeatIntent", "SayAgainIntent", "ThanksIntent"):
        walk.say(name, 20)
    assert (counted(walk, "NotUnderstood"), counted(walk, "Repeats")) == (1, 2)


class Broken(Forgetful):
    """A memory that is in trouble."""

    def read(self, person: Identity) -> Record | None:
        raise MemoryTrouble("Throttled")


def test_trouble_with_the_memory_is_counted_and_so_is_how_often_it_was_asked() -> None:
    walk = Watched(Broken())
    told = walk.say(LAUNCH)
    assert (told["MemoryTrouble"], told["memoryCalls"], told["Trouble"]) == (1, 1, 0)


def test_that_somebody_else_was_quicker_is_no_trouble() -> None:
    class Quicker(Forgetful):
        def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
            raise Conflict("ConditionalCheckFailedException")

    memory = Counted(Quicker())
    with pytest.raises(Conflict):
        memory.write(Identity("somebody"), Record({}, 1, "request"), 0)
    assert (memory.calls, memory.troubles) == (1, 0)


def test_what_fails_is_counted_where_somebody_is_asked_to_say_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Watched()
    walk.say(LAUNCH)
    monkeypatch.setattr("lower_back_release.alexa.handlers.command_of", lambda *_: 1 / 0)
    told = walk.say("NextPoseIntent", 20)
    assert (told["outcome"], told["Trouble"]) == ("trouble", 1)


def test_somebody_who_could_not_be_forgotten_is_counted_and_told_on() -> None:
    class Stubborn(Forgetful):
        def forget_account(self, account: str) -> None:
            raise MemoryTrouble("Throttled")

    walk = Watched(Stubborn())
    event = walk.device.launch(walk.session, NOW) | {
        "request": {"type": "AlexaSkillEvent.SkillDisabled", "timestamp": "2027-01-15T08:00:00Z", "requestId": "1"}
    }
    with pytest.raises(MemoryTrouble):
        walk.watch.answered(event, lambda: respond(walk.skill, event))
    (told,) = walk.lines
    assert (told["intent"], told["outcome"], told["MemoryTrouble"]) == ("skill disabled", "trouble", 1)


def test_only_the_first_line_of_a_process_is_of_a_cold_start() -> None:
    walk = Watched()
    assert walk.say(LAUNCH)["cold"]
    assert not walk.say("NextPoseIntent", 20)["cold"]


@pytest.mark.parametrize("event", ["ping", None, {}, {"source": "aws.events"}])
def test_what_is_no_request_has_no_line(event: object) -> None:
    walk = Watched()
    assert walk.watch.answered(event, lambda: respond(walk.skill, event)) == {}
    assert walk.lines == []


def test_what_is_for_another_skill_has_no_line() -> None:
    walk, written = Watched(), list[str]()
    event = walk.device.launch(walk.session, NOW)
    mine = event["session"]["application"]["applicationId"]
    for skill_id in ("amzn1.ask.skill.another", mine):
        assert written == []
        Watch(walk.memory, "skill", "1", written.append, skill_id).answered(event, dict)
    assert len(written) == 1


def test_a_line_that_cannot_be_made_keeps_nobody_from_their_answer(caplog: pytest.LogCaptureFixture) -> None:
    walk = Watched()

    def fail(_: str) -> None:
        raise OSError("no room for my secret words")

    event = walk.device.launch(walk.session, NOW)
    answer = Watch(walk.memory, "skill", "1", fail).answered(event, lambda: respond(walk.skill, event))
    assert answer["response"]["outputSpeech"]
    assert "watching failed: OSError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_every_intent_has_a_line(intent: str) -> None:
    walk = Watched()
    walk.say(LAUNCH)
    told = walk.say(intent, 80)
    assert told["intent"] in {intent, MOVED_ON}
    assert (told["pose"], told["stage"]) == ("reclined_shoelace", Stage.HOLD.value)
    assert told["outcome"] in ("answered", "left")
