"""Anything, said at any second, in any order: every answer keeps every rule, and the place is never lost."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.commands import INTENTS
from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.content import WITHOUT_WORDS, content_for
from lower_back_release.dialogue.coach import Coach
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import from_json
from publishing.locales import languages
from simulator.ears.understanding import Intent
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from simulator.heard.response import apla_of, heard_in, seconds_of
from tests.rules import check
from tests.wishes import any_asking

TURNS = 25
FEW, MANY = range(15), range(150)
"""The walks, by their seeds: some, and more than it takes to meet every intent, place and question."""

LOCALES = [locale for of_language in languages().values() for locale in of_language[:1]]
"""One of each language."""
SKILLS = {form: build_skill(Forgetful(), form=form) for form in Form}
POSES = [pose.id for pose in content_for(WITHOUT_WORDS).routine.poses]

LEAVING = {
    "AMAZON.StopIntent",
    "AMAZON.CancelIntent",
    "AMAZON.NavigateHomeIntent",
    "SharpPainIntent",
    "StopRoutineIntent",
}
"""Said rarely, since nothing comes after them."""

MOVING_ON = {
    "NextPoseIntent",
    "GoToPoseIntent",
    "ResumeRoutineIntent",
    "AMAZON.YesIntent",
    "BreathsLeftIntent",
    "AMAZON.NextIntent",
}
"""Said often, so that a walk gets somewhere."""

ASKED_BACK = {"ItHurtsIntent", "CannotIntent", "AMAZON.NoIntent"}
"""Said now and then, so that each question is met."""

REFUSING = 0.2
"""The share of questions that are answered by no, so that what is asked then is met, too."""

STAYS_IN_PLACE = {
    "BreathsLeftIntent",
    "TimeLeftIntent",
    "WhereAmIIntent",
    "WhichSideIntent",
    "AMAZON.FallbackIntent",
    "GoodForIntent",
    "GentlerIntent",
    "DeeperIntent",
    "ThanksIntent",
    "LessGuidanceIntent",
    "MoreGuidanceIntent",
    "SetPaceIntent",
    "WhichPosesIntent",
    "HowLongIntent",
    "HowOftenIntent",
    "LastTimeIntent",
    "RemindMeIntent",
    "RemindAtIntent",
    "WhichReminderIntent",
    "CancelReminderIntent",
    "WhatsNextIntent",
    "IsItSafeIntent",
    "AllPosesIntent",
    "AMAZON.PauseIntent",
    "AMAZON.HelpIntent",
    "InOrOutIntent",
    "DoneSoFarIntent",
    "VolumeIntent",
    "NotOursIntent",
    "GetOutIntent",
    "GetUpIntent",
    "StuckIntent",
    "FellIntent",
    "EasePaceIntent",
}
"""After these, somebody in a hold is still in the same breath of it, unless it was too much for them."""


NAMES = sorted(INTENTS)
OFTEN = dict.fromkeys(LEAVING, 0.2) | dict.fromkeys(MOVING_ON, 4.0) | dict.fromkeys(ASKED_BACK, 3.0)
WEIGHTS = [OFTEN.get(name, 1.0) for name in NAMES]


def any_intent(chance: random.Random) -> Intent:
    return any_asking(NAMES, WEIGHTS, chance)


class Walk:
    """One person, wandering."""

    def __init__(self, seed: int, locale: str = "en-US") -> None:
        self.locale = locale
        self.chance = random.Random(seed)  # noqa: S311 - to be repeatable is the point
        self.form = Form.APLA if seed % 4 in (2, 3) else Form.SSML
        self.device, self.session = Device(locale, SHOW_8 if seed % 2 else None), Session()
        self.now = datetime(2027, 1, 15, 8, tzinfo=UTC)
        self.seconds = 0.0

    @property
    def coach(self) -> Coach:
        audio = self.form is Form.APLA and not self.device.screen
        return coach_of(content_for(self.locale), audio=audio)

    def turn(self) -> tuple[str, Place | None, dict[str, Any]]:
        """One request: its intent, where the person was, and the response."""
        self.now += timedelta(
            seconds=1 + round(self.chance.choice([0.5, 1.0, 1.1]) * self.chance.random() * self.seconds)
        )
        launching = self.session.new and self.chance.random() < 0.7
        asked = "question" in self.session.attributes.get("owed", {})
        intent = Intent("AMAZON.NoIntent") if asked and self.chance.random() < REFUSING else any_intent(self.chance)
        request = (
            self.device.launch(self.session, self.now)
            if launching
            else self.device.intent(self.session, self.now, intent)
        )
        before = self.place()
        response = respond(SKILLS[self.form], request)
        self.session.new = False
        self.session.attributes = response["sessionAttributes"]
        self.seconds = seconds_of(heard_in(response["response"], self.locale), self.locale)
        if response["response"].get("shouldEndSession"):
            # Somebody who comes back with what was kept, as a memory would give it.
            self.session = Session(attributes=self.session.attributes)
            self.now += timedelta(hours=self.chance.choice([0, 1, 20]))
        return "LaunchRequest" if launching else intent.name, before, response

    def place(self) -> Place | None:
        kept = self.session.attributes.get("progress")
        if kept is None or self.session.attributes["owed"]["left"] or "between_pose" in kept:
            return None
        return self.coach.where(from_json(kept, self.coach.routine), round(self.now.timestamp() * 1000)).place


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((seeds, locale), marks=[pytest.mark.slow] if seeds is MANY else [], id=f"{how_many} in {locale}")
        for how_many, seeds in (("few", FEW), ("many", MANY))
        for locale in LOCALES
    ],
)
def turns(request: pytest.FixtureRequest) -> "Turns":
    seeds, locale = request.param
    walks = (Walk(seed, locale) for seed in seeds)
    return [(*walk.turn(), walk.coach, locale) for walk in walks for _ in range(TURNS)]


Turns = list[tuple[str, Place | None, dict[str, Any], Coach, str]]


def are_many(turns: Turns) -> bool:
    """Whether everything should be among them: the few begin with it."""
    return len(turns) == len(MANY) * TURNS


def test_every_answer_keeps_every_rule(turns: Turns) -> None:
    for _, _, response, _, locale in turns:
        check(response, locale)


def test_no_command_goes_without_an_answer(turns: Turns) -> None:
    for name, _, response, _, locale in turns:
        assert name == "AMAZON.NavigateHomeIntent" or heard_in(response["response"], locale)
    met = {name for name, *_ in turns} & set(INTENTS)
    assert met == set(INTENTS) if are_many(turns) else len(met) > 0.8 * len(INTENTS)


def test_the_breath_is_never_lost(turns: Turns) -> None:
    seen = 0
    for name, before, response, coach, _ in turns:
        if name in STAYS_IN_PLACE and before and before.stage is Stage.HOLD:
            here = from_json(response["sessionAttributes"]["progress"], coach.routine).course.place
            assert here == replace(before, phase=None, waits=here.waits), name
            seen += 1
    assert seen > len(turns) / 20


def test_nobody_waits_in_the_shape_but_in_a_hold_told_in_two(turns: Turns) -> None:
    led_out = 0
    for name, _, response, coach, _ in turns:
        if "progress" not in response["sessionAttributes"]:
            continue
        progress = from_json(response["sessionAttributes"]["progress"], coach.routine)
        end = coach.timeline(progress)
        place, posture = end.at(end.seconds).place, end.leaves(progress.course.posture)
        inside = progress.course.runs is Runs.LESSON and place.stage is Stage.HOLD and place.waits
        assert bool(posture.shape) is inside, name
        led_out += progress.course.runs is not Runs.LESSON and progress.course.posture.shape is not None
    assert led_out > len(turns) / 20


def test_every_place_is_reached(turns: Turns) -> None:
    places = [before for _, before, *_ in turns if before]
    assert {place.stage for place in places} == set(Stage)
    assert {place.pose for place in places} == set(POSES)
    assert {place.rest for place in places} == {place.waits for place in places} == {False, True}
    asked = {response["sessionAttributes"].get("owed", {}).get("question") for _, _, response, *_ in turns}
    assert asked == {None, *Question} if are_many(turns) else len(asked) > len(Question) / 2


def test_both_forms_of_an_answer_are_met(turns: Turns) -> None:
    assert {apla_of(response["response"]) is not None for _, _, response, *_ in turns} == {True, False}
