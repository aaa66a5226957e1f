import json
import webbrowser
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import flask
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import lambda_function
from hosting.sqlite_memory import SqliteMemory
from hosting.web_service import create_app
from lower_back_release.alexa.skill import build_skill, respond
from simulator.__main__ import in_process
from simulator.ears.recogniser import Recogniser, RecordingError, Utterance
from simulator.ears.understanding import FALLBACK, understanding_of
from simulator.echo.device import USER, Device, Session
from simulator.echo.echo import Echo
from simulator.echo.performance import Doing
from simulator.languages import language_of
from simulator.page import add_page
from simulator.page.browser import open_page
from simulator.page.suggestions import once_over, while_led
from simulator.page.visits import MOST_VISITS
from simulator.voice.engine import Voice
from simulator.voice.sound import from_wav
from tests.conversation import START
from tests.simulator.stub_skill import StubSkill, answer
from tests.simulator.voice.test_rendition import SlowVoice

LAUNCH = "Alexa, start lower back release"
SUGGESTED = language_of("en-US").suggestions


def app_of(skill: Callable[[dict[str, Any]], dict[str, Any]], voice: Voice | None = None) -> flask.Flask:
    app = create_app(skill)
    add_page(app, lambda: Echo(skill, understanding_of("en-US"), Device()), lambda: voice)
    return app


@pytest.fixture
def page() -> FlaskClient:
    return app_of(lambda event: lambda_function.lambda_handler(event, None), SlowVoice(0.3)).test_client()


class Browser:
    """One visit, as the page's scripts have it."""

    def __init__(self, page: FlaskClient, device: str = "dot") -> None:
        self._page = page
        self.visit = page.post("/visits", json={"device": device}).get_json()

    def post(self, what: str, at: float, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = self.raw(what, at=at, **more).get_json()
        return told

    def raw(self, what: str, **body: Any) -> TestResponse:
        return self._page.post(f"/visits/{self.visit['id']}/{what}", json=body)

    def get(self, what: str) -> TestResponse:
        return self._page.get(f"/visits/{self.visit['id']}/{what}")


def test_the_page_is_at_the_root_and_the_skill_still_answers_there(page: FlaskClient) -> None:
    shown = page.get("/")
    assert (shown.status_code, shown.mimetype) == (200, "text/html")
    assert "default-src 'self'" in shown.headers["Content-Security-Policy"]
    request = Device().launch(Session(), START)
    assert "outputSpeech" in page.post("/", json=request).get_json()["response"]


def test_an_answer_has_its_cues_and_the_breath_they_are_on(page: FlaskClient) -> None:
    turn = Browser(page).post("hear", 2.5, words=LAUNCH)
    assert turn["began"] == pytest.approx(3.5)
    breathe = next(cue["at"] for cue in turn["cues"] if cue["words"] == "Breathe in.")
    moment = next(stay for stay in turn["stays"] if stay["phase"])
    assert moment["at"] == pytest.approx(breathe, abs=0.001)
    assert (moment["pose"], moment["side"], moment["breath"], moment["of"], moment["phase"]) == (
        "Reclined Shoelace",
        "right leg on top",
        1,
        8,
        "in",
    )


def test_the_stays_leave_no_gap_and_end_with_the_answer(page: FlaskClient) -> None:
    browser, now = Browser(page), 0.0
    for words in (LAUNCH, "slower", "next", "next", "next", "next"):
        turn = browser.post("hear", now, words=words)
        now = turn["began"] + turn["seconds"] + 1
        if not turn["stays"]:
            continue
        ends = [moment["at"] + moment["seconds"] for moment in turn["stays"]]
        assert ends[:-1] == pytest.approx([moment["at"] for moment in turn["stays"][1:]], abs=0.002)
        assert ends[-1] == pytest.approx(turn["seconds"], abs=0.05)


def test_the_counterpose_is_named_and_counted(page: FlaskClient) -> None:
    turn = Browser(page).post("hear", 0, words="Alexa, ask lower back release for the seal stretch")
    rest = [moment for moment in turn["stays"] if moment["doing"] == "rest" and moment["phase"]]
    assert {moment["side"] for moment in rest} == {"child's pose"}
    assert max(moment["breath"] for moment in rest) == rest[0]["of"]


def test_every_rule_is_told_with_the_answer(page: FlaskClient) -> None:
    turn = Browser(page).post("hear", 0, words=LAUNCH)
    assert len(turn["rules"]) >= 10
    assert [rule for rule in turn["rules"] if rule["broken"]] == []


def test_a_broken_rule_is_told_in_words() -> None:
    reprompt = "Say next. Later, say, Alexa, open lower back release."
    page = app_of(StubSkill(answer("Breathe.", reprompt=reprompt))).test_client()
    turn = Browser(page).post("hear", 0, words=LAUNCH)
    (broken,) = (rule for rule in turn["rules"] if rule["broken"])
    assert broken["name"] == "an open session ends in a prompt"
    assert "Breathe." in broken["broken"]


def test_silence_brings_the_reprompt_and_then_the_end(page: FlaskClient) -> None:
    browser = Browser(page)
    turn = browser.post("hear", 0, words="Alexa, ask lower back release how long it takes")
    again = browser.post("silence", turn["began"] + turn["seconds"] + turn["listening"])
    assert again["again"]
    assert again["began"] == pytest.approx(turn["began"] + turn["seconds"] + turn["listening"])
    end = browser.post("silence", again["began"] + again["seconds"] + again["listening"])
    assert (end["intent"], end["mic"]) == ("SessionEndedRequest", "closed")


def test_the_sound_of_an_answer_is_as_long_as_the_answer(page: FlaskClient) -> None:
    browser = Browser(page)
    turn = browser.post("hear", 0, words=LAUNCH)
    sound = browser.get(f"sound/{turn['number']}.wav")
    assert sound.mimetype == "audio/wav"
    assert from_wav(sound.data).seconds == pytest.approx(turn["seconds"], abs=0.001)


def test_without_a_voice_there_is_no_sound() -> None:
    browser = Browser(app_of(StubSkill()).test_client())
    assert browser.visit["voice"] is None
    assert not browser.post("hear", 0, words=LAUNCH)["heard"]
    assert browser.get("sound/0.wav").status_code == 404


def test_a_device_with_a_screen_sends_what_is_touched_on_it() -> None:
    skill = StubSkill()
    browser = Browser(app_of(skill).test_client(), "show-8")
    browser.post("hear", 0, words=LAUNCH)
    browser.post("touch", 3, event={"arguments": ["next"], "token": "pose", "source": {"id": "next"}})
    request = skill.requests[-1]["request"]
    assert request["type"] == "Alexa.Presentation.APL.UserEvent"
    assert (request["arguments"], request["token"], request["source"]) == (["next"], "pose", {"id": "next"})
    assert "Viewport" in skill.requests[-1]["context"]


def test_a_touch_without_an_answer_in_words_leaves_the_listening_as_it_was() -> None:
    skill = StubSkill(answer("Breathe. Say next."), answer(""), answer("Good. Say next."))
    browser = Browser(app_of(skill).test_client(), "show-8")
    turn = browser.post("hear", 0, words=LAUNCH)
    browser.post("touch", 1, event={"arguments": []})
    again = browser.post("silence", turn["began"] + turn["seconds"] + 8)
    assert again["speech"] == "Say next."


def test_nothing_is_touched_while_no_session_is_open() -> None:
    skill = StubSkill()
    browser = Browser(app_of(skill).test_client(), "show-8")
    assert browser.post("touch", 1, event={})["mic"] == "closed"
    assert skill.requests == []


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("hear", {"words": LAUNCH}),
        ("hear", {"words": LAUNCH, "at": "now"}),
        ("hear", {"words": LAUNCH, "at": -1}),
        ("hear", {"words": LAUNCH, "at": 1e300}),
        ("hear", {"words": " ", "at": 0}),
        ("hear", {"words": "x" * 301, "at": 0}),
        ("hear", {"at": 0}),
        ("touch", {"at": 0}),
        ("silence", {}),
    ],
)
def test_what_makes_no_sense_is_refused(page: FlaskClient, what: str, body: dict[str, Any]) -> None:
    refused = Browser(page).raw(what, **body)
    assert refused.status_code == 400
    assert refused.get_json()["error"]


def test_another_sites_form_is_refused(page: FlaskClient) -> None:
    assert page.post("/visits", data={"screen": "1"}).status_code == 415


def test_a_visit_forgotten_is_told_to_open_the_page_again(page: FlaskClient) -> None:
    first = Browser(page)
    for _ in range(MOST_VISITS):
        Browser(page)
    gone = first.raw("silence", at=0)
    assert gone.status_code == 404
    assert "no such visit" in gone.get_json()["error"]


def test_time_never_goes_back(page: FlaskClient) -> None:
    browser = Browser(page)
    late = browser.post("hear", 50, words=LAUNCH)
    early = browser.post("hear", 20, words="Alexa, pause")
    assert early["began"] >= late["began"]


@pytest.mark.parametrize("words", [*SUGGESTED.led, *(words for each in SUGGESTED.waiting.values() for words in each)])
def test_every_suggestion_is_understood(words: str) -> None:
    skill = StubSkill()
    browser = Browser(app_of(skill).test_client())
    browser.post("hear", 0, words=LAUNCH)
    assert browser.post("hear", 1, words=words)["intent"] != FALLBACK


def test_what_is_suggested_fits_where_one_is() -> None:
    echo = Echo(lambda event: lambda_function.lambda_handler(event, None), understanding_of("en-US"), Device())
    led = echo.hear(LAUNCH, START)
    assert (while_led(led), once_over(led)) == (SUGGESTED.led, SUGGESTED.waiting["between"])
    hurt = echo.hear("Alexa, it hurts", START + timedelta(seconds=70))
    assert while_led(hurt) == once_over(hurt) == SUGGESTED.waiting["asked"]
    assert while_led(echo.hear("Alexa, next pose", START + timedelta(seconds=80))) == SUGGESTED.led
    paused = echo.hear("Alexa, pause", START + timedelta(seconds=180))
    assert while_led(paused) == once_over(paused) == SUGGESTED.waiting["paused"]
    gone = echo.hear("Alexa, stop", START + timedelta(seconds=190))
    assert once_over(gone) == SUGGESTED.asleep


@pytest.mark.parametrize("words", SUGGESTED.asleep)
def test_every_first_suggestion_reaches_the_skill(words: str) -> None:
    turn = Browser(app_of(StubSkill()).test_client()).post("hear", 0, words=words)
    assert turn["intent"] not in (None, FALLBACK)


def opened(environment: dict[str, str], platform: str = "linux", *, terminal: bool = True) -> list[str]:
    """The addresses opened in such surroundings."""
    seen: list[str] = []

    def open_(address: str) -> bool:
        seen.append(address)
        return True

    open_page("http://here/", environment, platform, open_, lambda: terminal)
    return seen


def test_the_page_is_opened_where_somebody_sees_it() -> None:
    assert opened({"DISPLAY": ":0"}) == ["http://here/"]
    assert opened({}, "darwin") == ["http://here/"]
    assert opened({}) == []
    assert opened({"DISPLAY": ":0", "CI": "true"}) == []
    assert opened({"DISPLAY": ":0"}, terminal=False) == []


def test_a_machine_without_a_browser_is_no_trouble() -> None:
    def open_(address: str) -> bool:
        raise webbrowser.Error("no browser")

    assert not open_page("http://here/", {"DISPLAY": ":0"}, "linux", open_, lambda: True)


SOUND = {"data": b"sound", "content_type": "audio/webm"}


class StubRecogniser(Recogniser):
    """Hears the same in everything."""

    def __init__(self) -> None:
        pass

    def speech(self, recording: bytes) -> Utterance:
        if recording != SOUND["data"]:
            raise RecordingError("quietly")
        return Utterance(begun=True, over=False)

    def words(self, recording: bytes) -> str:
        return "next pose"


@pytest.fixture
def listening() -> FlaskClient:
    app = create_app(StubSkill(answer("Breathe.")))
    add_page(app, lambda: Echo(StubSkill(), understanding_of("en-US"), Device()), find_recogniser=StubRecogniser)
    return app.test_client()


def test_a_machine_that_can_hear_says_so_and_hears(listening: FlaskClient) -> None:
    assert Browser(listening).visit["hears"]
    assert listening.post("/listening/speech", **SOUND).get_json() == {"begun": True, "over": False}
    assert listening.post("/listening/words", **SOUND).get_json() == {"words": "next pose"}


def test_a_machine_that_cannot_hear_says_so(page: FlaskClient) -> None:
    assert not Browser(page).visit["hears"]
    assert page.post("/listening/words", **SOUND).status_code == 404


def test_only_sound_is_listened_to(listening: FlaskClient) -> None:
    forms = listening.post("/listening/speech", data=b"sound", content_type="text/plain")
    noise = listening.post("/listening/speech", data=b"", content_type="audio/webm")
    assert (forms.status_code, noise.status_code) == (415, 400)
    assert noise.get_json() == {"error": "What was recorded is no sound."}


KEPT = ("said", "intent", "slots", "ssml", "apla", "mic", "began", "again", "locale", "after", "written")
SENT = ("request", "response")


def kept(turn: dict[str, Any], *names: str) -> dict[str, Any]:
    """What a browser keeps of a turn."""
    return {name: turn[name] for name in names if name in turn}


def started_anew() -> FlaskClient:
    """Another server, that knows of nothing."""
    return app_of(lambda event: lambda_function.lambda_handler(event, None)).test_client()


def test_a_server_that_was_started_anew_goes_on_from_what_the_browser_kept(page: FlaskClient) -> None:
    before = Browser(page)
    turns = [before.post("hear", 0, words="Alexa, ask lower back release for help")]
    turns.append(before.post("hear", 9, words="start"))
    told = {"id": before.visit["id"], "start": before.visit["start"], "turns": []}
    told["turns"] = [kept(turns[0], *KEPT), kept(turns[1], *KEPT, *SENT)]  # of the first there was too much to keep
    after = started_anew()
    visit = after.post("/visits", json=told).get_json()
    assert visit["id"] != before.visit["id"]
    assert [turn["speech"] for turn in visit["turns"]] == [turn["speech"] for turn in turns]
    assert visit["turns"][1]["stays"] == turns[1]["stays"]
    answered = after.post(
        f"/visits/{visit['id']}/hear", json={"words": "how many breaths are left", "at": turns[1]["began"] + 76}
    ).get_json()
    assert answered["speech"].startswith("Breath three of eight")
    assert answered["request"]["session"]["sessionId"] == turns[1]["request"]["session"]["sessionId"]


def test_a_server_that_was_started_anew_knows_who_is_there(tmp_path: Path) -> None:
    def started() -> FlaskClient:
        """As somebody starts it who only talks: a file that stays, and somebody new in front of each Echo."""
        skill = build_skill(SqliteMemory(tmp_path / "memory.sqlite"))
        app = create_app(partial(respond, skill))
        somebody = Device(user=f"{USER}-{uuid4()}")
        add_page(app, lambda: Echo(partial(respond, skill), understanding_of("en-US"), somebody))
        return app.test_client()

    before = Browser(started())
    turn = before.post("hear", 0, words=LAUNCH)
    after = started()
    told = {"start": before.visit["start"], "turns": [kept(turn, *KEPT, *SENT)]}
    visit = after.post("/visits", json=told).get_json()
    answered = after.post(
        f"/visits/{visit['id']}/hear", json={"words": "how many breaths are left", "at": 80}
    ).get_json()
    assert answered["speech"].startswith("Breath four of eight")
    assert answered["request"]["session"]["user"] == turn["request"]["session"]["user"]


def test_a_session_that_had_ended_stays_ended(page: FlaskClient) -> None:
    before = Browser(page)
    turns = [before.post("hear", 0, words=LAUNCH), before.post("hear", 5, words="stop")]
    told = {"start": before.visit["start"], "turns": [kept(turn, *KEPT, *SENT) for turn in turns]}
    after = started_anew()
    visit = after.post("/visits", json=told).get_json()
    answered = after.post(f"/visits/{visit['id']}/hear", json={"words": "stop", "at": 20}).get_json()
    assert (answered["intent"], answered["ssml"]) == (None, "")


@pytest.mark.parametrize(
    "told",
    [
        {"turns": [{}], "start": "2027-01-15T08:00:00+00:00"},
        {"turns": 7, "start": "2027-01-15T08:00:00+00:00"},
        {"turns": ["x"], "start": "2027-01-15T08:00:00+00:00"},
        {"turns": [{"said": "hello"}], "start": "yesterday"},
        {"device": "toaster"},
    ],
    ids=str,
)
def test_what_was_kept_and_cannot_be_read_is_refused(page: FlaskClient, told: dict[str, Any]) -> None:
    refused = page.post("/visits", json=told)
    assert refused.status_code == 400
    assert refused.get_json()["error"]


LATEST = "9999-12-31T23:59:59+00:00"
ODD: list[Any] = [None, True, 7, -1e300, float("inf"), float("nan"), "", "\ud800", LATEST, [], [[]], {}, {"": {}}]
"""What no browser keeps."""


def assert_goes_on(page: FlaskClient, taken_up: TestResponse) -> None:
    """Whatever is done next in a visit that was taken up is answered, by what a browser can read."""
    path = f"/visits/{taken_up.get_json()['id']}"
    asked = {"hear": {"words": "next pose", "at": 200}, "silence": {"at": 300}, "transcript": {}, "end": {"at": 400}}
    for told in [taken_up, *(page.post(f"{path}/{name}", json=body) for name, body in asked.items())]:
        assert told.status_code in {200, 400}
        json.loads(told.get_data(), parse_constant=pytest.fail)


@pytest.mark.parametrize("name", [*KEPT, *SENT])
def test_whatever_is_odd_in_a_turn_that_was_kept_is_taken_or_refused(page: FlaskClient, name: str) -> None:
    before = Browser(page)
    turn = kept(before.post("hear", 0, words=LAUNCH), *KEPT, *SENT)
    for odd in ODD:
        turns = [turn, turn | {name: odd}]
        answer = page.post("/visits", json={"start": before.visit["start"], "turns": turns})
        assert answer.status_code in {200, 400}, odd
        if answer.status_code == 200:
            assert_goes_on(page, answer)


FAR_OFF = "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+23:59", "9999-12-31T23:00:00-23:59"


@pytest.mark.parametrize("start", [*ODD, *FAR_OFF], ids=ascii)
def test_so_is_an_odd_beginning(page: FlaskClient, start: object) -> None:
    turn = kept(Browser(page).post("hear", 0, words=LAUNCH), *KEPT, *SENT)
    answer = page.post("/visits", json={"start": start, "turns": [turn]})
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        assert_goes_on(page, answer)


@pytest.mark.parametrize("kind", ["\ud800", "AMAZON.StopIntent", "Alexa.Discovery"], ids=ascii)
def test_what_is_sent_by_hand_and_is_no_request_of_a_skill_gets_nothing(page: FlaskClient, kind: str) -> None:
    browser = Browser(page)
    browser.post("hear", 0, words=LAUNCH)
    told = browser.post("hear", 60, words="how many breaths are left")["request"]
    assert browser.post("send", 70, request=told | {"request": told["request"] | {"type": kind}})["ssml"] == ""


def test_a_request_written_by_hand_is_answered_as_any_other(page: FlaskClient) -> None:
    browser = Browser(page)
    browser.post("hear", 0, words=LAUNCH)
    request = browser.post("hear", 60, words="how many breaths are left")["request"]
    request["request"]["intent"]["name"] = "AMAZON.PauseIntent"
    turn = browser.post("send", 70, request=request)
    assert (turn["intent"], turn["waiting"]["doing"]) == ("AMAZON.PauseIntent", Doing.PAUSED)


@pytest.mark.parametrize("request_", [None, [], {}, {"request": "launch"}], ids=str)
def test_what_is_no_request_is_not_sent(page: FlaskClient, request_: Any) -> None:
    refused = Browser(page).raw("send", at=0, request=request_)
    assert refused.status_code == 400
    assert '"request" object' in refused.get_json()["error"]


def test_why_a_request_by_hand_is_refused_is_told() -> None:
    app = create_app(lambda event: lambda_function.lambda_handler(event, None))
    browser = Browser(app_of(in_process(app)).test_client())
    request = browser.post("hear", 0, words=LAUNCH)["request"]
    request["request"]["timestamp"] = 1767225600000
    refused = browser.raw("send", at=5, request=request)
    assert refused.status_code == 400
    assert refused.get_json()["error"].startswith("The skill was not asked: The request's timestamp is not")


def test_a_request_that_ends_the_session_ends_it(page: FlaskClient) -> None:
    browser = Browser(page)
    request = browser.post("hear", 0, words=LAUNCH)["request"]
    request["request"] |= {"type": "SessionEndedRequest", "reason": "USER_INITIATED"}
    assert browser.post("send", 5, request=request)["mic"] == "closed"
    assert browser.post("hear", 9, words="stop")["intent"] is None


def test_a_turn_tells_what_else_it_might_have_been(page: FlaskClient) -> None:
    browser = Browser(page)
    browser.post("hear", 0, words=LAUNCH)
    turn = browser.post("hear", 5, words="it hurts a bit")
    assert turn["intent"] == "ItHurtsIntent"
    others = [each["intent"] for each in turn["near"]]
    assert "SharpPainIntent" in others
    assert "ItHurtsIntent" not in others
    likeness = [each["near"] for each in turn["near"]]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 < each <= 1 for each in likeness)


def test_a_skill_that_fails_leaves_the_conversation_as_it_was() -> None:
    answers = StubSkill(answer("Breathe. Say next."))
    failing = [False]

    def skill(event: dict[str, Any]) -> dict[str, Any]:
        if failing[0]:
            raise ConnectionError("the skill answered 500")
        return answers(event)

    browser = Browser(app_of(skill).test_client())
    turn = browser.post("hear", 0, words=LAUNCH)
    failing[0] = True
    refused = browser.raw("hear", at=1, words="Alexa, open lower back release")
    assert (refused.status_code, refused.get_json()["error"][:16]) == (502, "The skill failed")
    failing[0] = False
    again = browser.post("silence", turn["began"] + turn["seconds"] + turn["listening"])
    assert again["again"]
    assert browser.raw("transcript").get_json()["text"].count("- say") == 1


SAVED = "situation: a\nconversation:\n  - say: Alexa, start lower back release\n    intent: AMAZON.HelpIntent\n"


def test_a_turn_is_judged_by_a_transcript(page: FlaskClient) -> None:
    browser = Browser(page)
    number = browser.post("hear", 0, words=LAUNCH)["number"]
    judged = browser.raw("judge", number=number, text=SAVED, turn=0).get_json()
    assert judged == {"wrong": ["Intent: LaunchRequest, and not AMAZON.HelpIntent."]}


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"number": 7, "text": SAVED, "turn": 0}, 404),
        ({"number": 0, "text": SAVED, "turn": 7}, 400),
        ({"number": 0, "text": "[", "turn": 0}, 400),
        ({"number": "0", "text": SAVED, "turn": 0}, 400),
        ({"number": 0, "text": SAVED}, 400),
    ],
)
def test_what_cannot_be_judged_is_refused(page: FlaskClient, told: dict[str, Any], status: int) -> None:
    browser = Browser(page)
    browser.post("hear", 0, words=LAUNCH)
    refused = browser.raw("judge", **told)
    assert refused.status_code == status
    assert refused.get_json()["error"]


@pytest.mark.parametrize("device", [[], {}, [[]], 3, None, "toaster"])
def test_a_device_that_is_none_is_refused_in_a_sentence(page: FlaskClient, device: object) -> None:
    answer = page.post("/visits", json={"device": device})
    assert answer.status_code == 400
    assert "There is no such device." in answer.get_data(as_text=True)
