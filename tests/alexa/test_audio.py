"""Answers as documents of APL for audio: only where that is switched on, exact, and given up where they fail."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from lower_back_release.alexa.audio import DIRECTIVE, MOST_WAVES, WAVE, Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.alexa.unheard import PLAIN_FOR_MS, Before
from lower_back_release.content import content_for
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.turn import LATENCY_MS
from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.memory.record import Memory
from lower_back_release.person.bounds import LATEST_MS
from lower_back_release.person.progress import from_json, new_progress
from simulator.ears.understanding import Intent, understanding_of
from simulator.heard.response import heard_in
from simulator.heard.ssml import plain_text
from tests.alexa.recorded import intent, recorded
from tests.alexa.test_remembering import Notebook
from tests.rules import check

CHILDS_POSE = {
    "resolutionsPerAuthority": [
        {"authority": "x", "status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"id": "childs_pose"}}]}
    ]
}

ROUTINE = content_for("en-US").routine

FIVE_MINUTES = timedelta(minutes=5)


class Person:
    """Somebody who talks to the skill in this form."""

    def __init__(self, form: Form = Form.APLA, memory: Memory | None = None, *, screen: bool = False) -> None:
        self.skill = build_skill(memory or Forgetful(), form=form)
        self.screen = screen
        self.attributes: dict[str, Any] = {}
        self.token = ""
        self.now = datetime(2027, 1, 15, 8, tzinfo=UTC)

    def says(self, name: str, after: timedelta = FIVE_MINUTES) -> dict[str, Any]:
        """The response."""
        return self.sends((recorded("launch") if name == "Launch" else intent(name))["request"], after)

    def sends(self, request: dict[str, Any], after: timedelta = FIVE_MINUTES) -> dict[str, Any]:
        """The response to any request."""
        self.now += after
        event = recorded("launch")
        if self.screen:
            event["context"]["System"]["device"]["supportedInterfaces"]["Alexa.Presentation.APL"] = {}
        event["session"] |= {"new": not self.attributes, "attributes": self.attributes}
        if request is NOT_PLAYED:
            request = request | {"token": self.token}
        event["request"] = request | {"requestId": str(uuid4()), "timestamp": self.now.isoformat()}
        response = respond(self.skill, event)
        check(response)
        self.attributes = response.get("sessionAttributes") or {}
        sent: dict[str, Any] = response["response"]
        self.token = next((each["token"] for each in sent.get("directives", ())), self.token)
        return sent

    def another_month(self) -> None:
        """They come back after a month."""
        self.attributes, self.now = {}, self.now + timedelta(days=31)


NOT_PLAYED = {"type": "Alexa.Presentation.APLA.RuntimeError", "errors": [{"type": "RENDER_ERROR"}]}


def documents(response: dict[str, Any]) -> list[dict[str, Any]]:
    return [each["document"] for each in response.get("directives", ()) if each["type"] == DIRECTIVE]


def components(part: Any, kind: str) -> list[dict[str, Any]]:
    """Every component of a kind in a document."""
    if isinstance(part, list):
        return [found for each in part for found in components(each, kind)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("type") == kind else []
    return own + [found for each in part.values() for found in components(each, kind)]


def test_what_leads_through_breaths_is_played_and_not_spoken_too() -> None:
    response = Person().says("Launch")
    assert len(documents(response)) == 1
    assert "outputSpeech" not in response
    assert "Breathe in." in plain_text(heard_in(response, "en-US"))
    assert response["shouldEndSession"] is False


def test_the_reprompt_is_speech_which_is_heard_also_where_nothing_could_be_played() -> None:
    reprompt = Person().says("Launch")["reprompt"]
    assert reprompt["outputSpeech"]["type"] == "SSML"
    assert not reprompt.get("directives")


@pytest.mark.parametrize("name", ["IsItSafeIntent", "EmergencyIntent", "AMAZON.StopIntent", "ItHurtsIntent"])
def test_what_leads_through_no_breath_is_spoken_as_ever(name: str) -> None:
    person = Person()
    person.says("Launch")
    response = person.says(name)
    assert documents(response) == []
    assert response["outputSpeech"]["ssml"]


def test_switched_off_there_is_nothing_of_it_in_a_response() -> None:
    person = Person(Form.SSML)
    for name in ("Launch", "AMAZON.NextIntent", "WavesIntent", "BreathsLeftIntent"):
        response = person.says(name)
        assert "APLA" not in json.dumps(response)
        assert "soundbank" not in json.dumps(response)
    assert not {"waves", "plain_until_ms"} & person.attributes["progress"].keys()


def test_every_cue_lasts_as_long_as_planned_but_the_last_words() -> None:
    (document,) = documents(Person().says("Launch"))
    *cues, last = document["mainTemplate"]["item"]["items"]
    assert last["type"] == "Speech"
    for cue in cues:
        assert cue["type"] == "Silence" or cue["items"][0]["type"] == "Silence"


def test_a_device_that_cannot_play_it_has_speech_from_the_next_word_on_for_a_month() -> None:
    person = Person(memory=Notebook())
    assert documents(person.says("Launch"))
    told = person.sends(NOT_PLAYED)
    assert "outputSpeech" not in told
    assert "shouldEndSession" not in told
    again = person.says("AMAZON.NextIntent")
    assert documents(again) == []
    assert "First, the reclined shoelace. <break" in again["outputSpeech"]["ssml"]
    assert "Breathe in." in again["outputSpeech"]["ssml"]
    person.attributes = {}
    assert documents(person.says("StartOverRoutineIntent")) == []  # another session
    person.another_month()
    assert documents(person.says("StartOverRoutineIntent"))


@pytest.mark.parametrize("name", ["AMAZON.NextIntent", "NextPoseIntent", "AMAZON.YesIntent", "AMAZON.RepeatIntent"])
def test_whoever_goes_on_has_the_answer_that_was_not_heard(name: str) -> None:
    person = Person()
    person.says("Launch")
    person.says("AMAZON.NextIntent", timedelta(seconds=300))
    here = person.attributes["progress"]["pose"]
    person.sends(NOT_PLAYED, timedelta(seconds=1))
    person.says(name, timedelta(seconds=20))
    assert person.attributes["progress"]["pose"] == here


def test_a_wish_in_an_answer_that_was_not_heard_is_granted_once() -> None:
    person = Person()
    person.says("Launch")
    person.says("HoldLongerIntent", timedelta(seconds=100))
    person.sends(NOT_PLAYED, timedelta(seconds=1))
    assert person.attributes["progress"]["more_breaths"] == 0
    person.says("HoldLongerIntent", timedelta(seconds=20))
    assert person.attributes["progress"]["more_breaths"] == 2


def test_a_rest_that_was_not_heard_is_still_to_come() -> None:
    person = Person()
    person.says("Launch")
    slots = {"pose": {"name": "pose", "value": "x", "resolutions": CHILDS_POSE}}
    person.sends(intent("GoToPoseIntent", slots=slots)["request"], timedelta(seconds=100))
    person.sends(NOT_PLAYED, timedelta(seconds=1))
    assert "Child's pose" in plain_text(heard_in(person.says("AMAZON.YesIntent", timedelta(seconds=20)), "en-US"))
    assert "between_pose" in person.attributes["progress"]


def test_after_a_question_in_between_one_still_goes_on_with_what_was_not_heard() -> None:
    person = Person()
    person.says("Launch")
    person.sends(NOT_PLAYED, timedelta(seconds=1))
    person.says("BreathsLeftIntent", timedelta(seconds=20))
    person.says("NextPoseIntent", timedelta(seconds=20))
    assert person.attributes["progress"]["pose"] == "reclined_shoelace"


def test_of_an_answer_before_the_last_nothing_is_taken_back() -> None:
    person = Person()
    person.says("Launch")
    token = person.token
    person.says("ItHurtsIntent", timedelta(seconds=80))
    before = person.attributes
    person.sends({**NOT_PLAYED, "token": token}, timedelta(seconds=1))
    assert person.attributes["owed"] == before["owed"]
    assert person.attributes["progress"]["pose"] == before["progress"]["pose"]
    assert documents(person.says("AMAZON.YesIntent", timedelta(seconds=20))) == []  # and yet it could not be played


@pytest.mark.parametrize("said_ms", [0, LATEST_MS])
@pytest.mark.parametrize("moment_ms", [1, LATEST_MS])
def test_no_moment_before_an_answer_that_was_not_heard_is_moved_beyond_what_is_kept(
    moment_ms: int, said_ms: int
) -> None:
    new = new_progress(ROUTINE)
    then = replace(new.with_course(began_ms=moment_ms), history=replace(new.history, seen_ms=moment_ms))
    moved = Before(new, Command("launch"), said_ms, returning=True).at(LATEST_MS // 2, then)
    assert from_json(moved.to_json(), ROUTINE) == moved


@pytest.mark.parametrize("odd", ["my bad back", {"my bad back": "hurts"}, ["my bad back"]], ids=str)
def test_of_what_was_before_nothing_odd_is_handed_on(odd: object) -> None:
    person = Person()
    person.says("Launch")
    person.attributes |= {"audio": odd, "before": odd}
    person.sends(NOT_PLAYED, timedelta(seconds=1))
    assert person.attributes["spoken"] == 1
    assert "my bad back" not in json.dumps(person.attributes)


def test_where_one_is_goes_on_being_told_by_the_times_that_the_session_began_with() -> None:
    notebook = Notebook()
    kitchen, bedroom = Person(memory=notebook), Person(memory=notebook)
    (document,) = documents(kitchen.says("Launch"))
    bedroom.says("Launch", timedelta(seconds=300))
    bedroom.sends(NOT_PLAYED, timedelta(seconds=1))
    heard = timedelta(seconds=LATENCY_MS / 1000 + seconds_until(document, "Four.") + 2)
    assert "Breath four of eight" in plain_text(heard_in(kitchen.says("BreathsLeftIntent", heard), "en-US"))


def test_switched_off_again_nothing_is_left_of_what_was_wished_for_or_failed() -> None:
    notebook = Notebook()
    person = Person(memory=notebook)
    person.says("Launch")
    person.says("WavesIntent")
    person.sends(NOT_PLAYED)
    person.skill = build_skill(notebook, form=Form.SSML)
    person.says("AMAZON.NextIntent")
    person.sends(NOT_PLAYED)  # not of ours
    (kept,) = notebook.kept.values()
    for progress in (person.attributes["progress"], kept.progress):
        assert not {"waves", "plain_until_ms"} & progress.keys()


def test_nothing_counts_as_heard_of_an_answer_that_was_not_played() -> None:
    person = Person()
    person.says("Launch")
    person.sends(NOT_PLAYED)
    assert person.attributes["progress"]["pose"] == "reclined_shoelace"
    assert person.attributes["progress"]["known"] == []
    assert "Lie down on your back" in plain_text(heard_in(person.says("AMAZON.ResumeIntent"), "en-US"))


def test_it_is_kept_where_a_session_does_not_take_it_back() -> None:
    notebook = Notebook()
    person = Person(memory=notebook)
    person.says("Launch")
    before = person.attributes
    person.sends(NOT_PLAYED)
    person.attributes = before  # as if Alexa had not taken what was answered
    assert documents(person.says("AMAZON.NextIntent")) == []
    (kept,) = notebook.kept.values()
    assert kept.progress["plain_until_ms"] > PLAIN_FOR_MS


def test_on_a_screen_whose_own_document_is_large_it_is_speech_with_the_same_times_as_ever() -> None:
    plain, person = Person(Form.SSML, screen=True), Person(screen=True)
    for name in ("Launch", *["AMAZON.NextIntent"] * 4):
        response = person.says(name)
        assert documents(response) == []
        assert response["outputSpeech"] == plain.says(name)["outputSpeech"]


def seconds_until(document: dict[str, Any], words: str) -> float:
    """Seconds from the first word of a document to these."""
    items = document["mainTemplate"]["item"]["items"]
    at = next(n for n, item in enumerate(items) if words in json.dumps(item))
    lengths = (item if item["type"] == "Silence" else item["items"][0] for item in items[:at])
    return float(sum(length["duration"] for length in lengths)) / 1000


@pytest.mark.parametrize("ended", [True, False], ids=["the session ends", "they ask"])
def test_where_somebody_is_is_told_by_the_documents_own_times(*, ended: bool) -> None:
    notebook = Notebook()
    person = Person(memory=notebook)
    (document,) = documents(person.says("Launch"))
    heard = timedelta(seconds=LATENCY_MS / 1000 + seconds_until(document, "Four.") + 2)
    if ended:
        person.sends({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}, heard)
    else:
        assert "Breath four of eight" in plain_text(heard_in(person.says("BreathsLeftIntent", heard), "en-US"))
    (kept,) = notebook.kept.values()
    assert kept.progress["breath"] == 4


def test_a_wave_comes_and_goes_with_each_breath_where_that_is_wished_for() -> None:
    person = Person()
    assert components(person.says("Launch"), "Audio") == []
    person.says("WavesIntent")
    person.says("AMAZON.NextIntent")
    response = person.says("AMAZON.NextIntent")
    waves = components(response, "Audio")
    assert len(waves) == MOST_WAVES  # of sixteen breaths
    for wave in waves:
        filters = {each["type"]: each for each in wave["filters"]}
        assert wave["source"] == WAVE
        assert filters["Trim"]["end"] == filters["FadeIn"]["duration"] + filters["FadeOut"]["duration"] == 10_000
        assert filters["Volume"]["amount"] == "15%"
    person.says("NoWavesIntent")
    assert components(person.says("AMAZON.NextIntent"), "Audio") == []


def test_the_wish_for_waves_is_remembered() -> None:
    notebook = Notebook()
    person = Person(memory=notebook)
    person.says("Launch")
    person.says("WavesIntent")
    person.another_month()
    assert components(person.says("StartOverRoutineIntent"), "Audio")


@pytest.mark.parametrize(("form", "screen"), [(Form.SSML, False), (Form.APLA, True)])
def test_where_no_sound_can_be_played_the_wish_is_answered_kindly(form: Form, *, screen: bool) -> None:
    person = Person(form, screen=screen)
    person.says("Launch")
    assert "only my voice" in plain_text(heard_in(person.says("WavesIntent"), "en-US"))
    assert "waves" not in person.attributes["progress"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("play some soft sound", "WavesIntent"),
        ("no sound", "NoWavesIntent"),
        ("turn off the waves", "NoWavesIntent"),
        ("let me hear the sea", "WavesIntent"),
    ],
)
def test_waves_are_asked_for_by_voice(said: str, name: str) -> None:
    assert understanding_of("en-US").intent(said) == Intent(name)
