"""A person who says anything at any second, and a body that does what it hears meanwhile."""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from lambda_function import lambda_handler
from simulator.device import Device, Session
from simulator.understanding import Intent, Slot
from tests.mannequin.body import ANYWHERE, Body, pieces
from tests.store.documents import ROOT

LISTENING = 8
"""Seconds that a device listens, before it asks again and after (Amazon's session page)."""

MOVED_ON = 6 * 60
"""Seconds of silence after which a body may be anywhere."""

READY = "ReadyIntent"
"""Whoever says that they are ready has done what they were told."""

LEAVING = {
    "AMAZON.StopIntent",
    "AMAZON.CancelIntent",
    "AMAZON.NavigateHomeIntent",
    "SharpPainIntent",
    "StopRoutineIntent",
}
"""Said rarely, since nothing comes after them."""


@cache
def intents() -> tuple[str, ...]:
    """Every intent of the interaction model."""
    model = json.loads((ROOT / "interaction_model/en-US.json").read_text(encoding="utf-8"))
    return tuple(sorted(intent["name"] for intent in model["interactionModel"]["languageModel"]["intents"]))


POSES = ("reclined_shoelace", "knee_hugs", "seal_stretch", "deep_squat", "downward_dog", None)
PACES = ("slow", "gentle", "quick", "slower", "faster", None)
NUMBERS = ("1", "2", "4", "8", "9", "10", "12", "60", "?")


def asking(name: str, pose: str | None, pace: str | None, number: str) -> Intent:
    """An intent, with the slots it has."""
    slots = {
        "GoToPoseIntent": {"pose": Slot("a pose", "POSE", pose, pose)},
        "LeaveOutIntent": {"pose": Slot("a pose", "POSE", pose, pose)},
        "SetPaceIntent": {"pace": Slot("a pace", "PACE", pace, pace)},
        "SetBreathsIntent": {"breaths": Slot(number, "AMAZON.NUMBER")},
        "HoldLongerIntent": {"breaths": Slot(number, "AMAZON.NUMBER")} if number != "?" else {},
        "OnlyFirstIntent": {"poses": Slot(number, "AMAZON.NUMBER")},
        "WithinIntent": {"minutes": Slot(number, "AMAZON.NUMBER")},
    }
    return Intent(name, slots.get(name, {}))


@dataclass
class Walk:
    """One person, and their body."""

    screen: bool = False
    body: Body = field(default_factory=Body)
    said: list[str] = field(default_factory=list)
    """What was said, and how many seconds of the answer before it were heard."""
    session: Session = field(default_factory=Session)
    now: datetime = datetime(2027, 1, 15, 8, tzinfo=UTC)
    began: datetime | None = None
    ssml: str = ""
    reprompt: str | None = None

    def __post_init__(self) -> None:
        self.device = Device(screen=self.screen)

    @property
    def seconds(self) -> float:
        """The length of the last answer."""
        *_, last = pieces(self.ssml) if self.ssml else (None,)
        return last.start + last.spoken + last.silence if last else 0.0

    def say(self, intent: Intent | None, after: int) -> None:
        """Says something so many seconds into the last answer, or after it; None opens the skill by its name."""
        self._hear(after)
        if intent and intent.name == READY and self.body.moving:
            self.body.settle()
        self.now = max(self.now, (self.began or self.now) + timedelta(seconds=after))
        self.said.append(f"+{after} {intent.name if intent else 'open'} {_named(intent)}".strip())
        request = (
            self.device.intent(self.session, self.now, intent) if intent else self.device.launch(self.session, self.now)
        )
        response = lambda_handler(request, None)
        self._answer(response)

    def _answer(self, response: dict[str, Any]) -> None:
        said = response["response"]
        self.session.new, self.session.attributes = False, response.get("sessionAttributes") or {}
        self.ssml = (said.get("outputSpeech") or {}).get("ssml", "")
        self.reprompt = ((said.get("reprompt") or {}).get("outputSpeech") or {}).get("ssml")
        self.began = self.now + timedelta(seconds=1)
        if said.get("shouldEndSession"):
            self.body.listen(self.ssml)
            self._left_in_no_shape("the conversation ends")
            self.body.possible, self.body.moving = frozenset({ANYWHERE}), ""
            self.session, self.ssml, self.reprompt = Session(attributes=self.session.attributes), "", None
            self.now += timedelta(seconds=30)
            self.began = None

    def _hear(self, after: int) -> None:
        """Listens to so many seconds of the answer, and of what is asked again when nobody speaks."""
        if self.began is None:
            return
        self.body.listen(self.ssml, after if after < self.seconds else float("inf"))
        asked_at = self.seconds + LISTENING
        if after <= asked_at or not self.reprompt:
            return
        *_, last = pieces(self.reprompt)
        over = last.start + last.spoken + last.silence + LISTENING
        self.body.listen(self.reprompt, after - asked_at if after - asked_at < over else float("inf"))
        if after - asked_at >= over:
            self._left_in_no_shape("nobody speaks any more")
            self.session = Session(attributes=self.session.attributes)
        if after > self.seconds + MOVED_ON:
            self.body.possible, self.body.moving = frozenset({ANYWHERE}), ""

    def _left_in_no_shape(self, when: str) -> None:
        if self.body.shapes:
            self.body.complaints.append(f"{when}, and the body is in: {', '.join(self.body.shapes)}")


def _named(intent: Intent | None) -> str:
    return " ".join(str(slot.id or slot.value) for slot in intent.slots.values()) if intent else ""


def step(walk: Walk, chance: random.Random) -> None:
    """One turn at random."""
    moving_on = {"NextPoseIntent", "ResumeRoutineIntent", "AMAZON.YesIntent", "ItHurtsIntent", "GoToPoseIntent"}
    names = intents()
    name = chance.choices(names, [0.15 if n in LEAVING else 4 if n in moving_on else 1 for n in names])[0]
    intent = asking(name, chance.choice(POSES), chance.choice(PACES), chance.choice(NUMBERS))
    part = chance.choice([0.15, 0.4, 1.0, 1.0, 1.05, 1.2])
    after = round(part * chance.random() * walk.seconds) if chance.random() < 0.98 else 3600
    walk.say(None if walk.session.new and chance.random() < 0.7 else intent, after)
