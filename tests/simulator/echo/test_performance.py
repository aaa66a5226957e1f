from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import lambda_function
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.forgetful import Forgetful
from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Exchange
from simulator.echo.performance import cues, moments, progress_line
from simulator.heard.response import seconds_of

NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
LOCALE = "en-US"


def hear(*words: str) -> Exchange:
    """The last answer of the real skill to somebody who hears every answer out."""
    echo = Echo(lambda event: lambda_function.lambda_handler(event, None), understanding_of(LOCALE), Device(LOCALE))
    now = NOW
    for each in words:
        turn = echo.hear(each, now)
        now = turn.heard_out + timedelta(seconds=2)
    return turn


def when(turn: Exchange, words: str) -> datetime:
    """The moment at which words are first heard."""
    (at, *_) = (at for at, heard in cues(turn.ssml, LOCALE) if heard.startswith(words))
    return turn.began + timedelta(seconds=at + 0.5)


def shown(turn: Exchange, words: str) -> str:
    """The progress line while words are heard."""
    return progress_line(turn, when(turn, words), LOCALE)


SEAL = hear("Alexa, ask lower back release for the seal stretch")
SHOELACE = hear("Alexa, start lower back release")


def test_words_start_when_those_before_them_and_the_silence_are_over() -> None:
    ssml = '<speak>Breathe in. <break time="3s"/> And out. <break time="10s"/><break time="2s"/> Two.</speak>'
    (first, breathe), (second, out), (third, two) = cues(ssml, LOCALE)
    assert [breathe, out, two] == ["Breathe in.", "And out.", "Two."]
    assert first == 0
    assert second == pytest.approx(3 + seconds_of("<speak>Breathe in.</speak>", LOCALE))
    assert third == pytest.approx(second + 12 + seconds_of("<speak>And out.</speak>", LOCALE))


def test_silence_in_front_delays_the_first_words() -> None:
    assert list(cues('<speak><break time="6s"/> I am here.</speak>', LOCALE)) == [(6.0, "I am here.")]


def test_nothing_said_has_no_cues() -> None:
    assert list(cues("", LOCALE)) == []


def test_the_line_tells_pose_side_breath_and_phase_in_a_hold() -> None:
    assert shown(SHOELACE, "Let your lower back").startswith(
        "Reclined Shoelace  right leg on top  breath 3 of 8, out  "
    )
    assert "breath 1 of 8, in" in shown(SHOELACE, "Breathe in.")


def test_the_line_tells_the_setup_and_the_way_out() -> None:
    assert "setup" in shown(SHOELACE, "Cross your right leg")
    assert "way out" in shown(SEAL, "Slowly lower your chest")


def test_the_line_names_the_counterpose() -> None:
    assert shown(SEAL, "Now child's pose").startswith("Seal Stretch  child's pose  ")


def test_a_pose_without_sides_has_none_in_the_line() -> None:
    assert shown(SEAL, "Soften your belly").startswith("Seal Stretch  breath 3 of 8, out  ")


def test_the_line_counts_down_to_the_end_of_the_answer() -> None:
    assert progress_line(SHOELACE, SHOELACE.heard_out - timedelta(seconds=65), LOCALE).endswith("1:05 left")
    assert progress_line(SHOELACE, SHOELACE.heard_out - timedelta(seconds=9), LOCALE).endswith("0:09 left")


def test_once_the_answer_has_been_heard_the_line_says_that_somebody_listens() -> None:
    assert progress_line(SHOELACE, SHOELACE.heard_out, LOCALE) == "listening"


def test_somebody_who_paused_is_waited_for() -> None:
    paused = hear("Alexa, start lower back release", "pause")
    assert progress_line(paused, paused.began, LOCALE).startswith("waiting  ")


def test_after_goodbye_there_is_nothing_to_tell() -> None:
    stopped = hear("Alexa, start lower back release", "stop")
    assert progress_line(stopped, stopped.heard_out, LOCALE) == ""


def test_the_side_that_is_led_first_goes_by_its_own_name() -> None:
    left_first = hear("Alexa, ask lower back release for left side first", "yes")
    assert "  left leg on top  " in shown(left_first, "Let your lower back")


def test_the_bar_is_of_what_is_played() -> None:
    skill = build_skill(Forgetful(), form=Form.APLA)

    def stretched(request: dict[str, Any]) -> dict[str, Any]:
        """Every silence a fifth longer."""
        response = respond(skill, request)
        (directive,) = response["response"]["directives"]
        for item in directive["document"]["mainTemplate"]["item"]["items"]:
            for part in (item, *item.get("items", ())):
                if part["type"] == "Silence":
                    part["duration"] = round(1.2 * part["duration"])
        return response

    echo = Echo(stretched, understanding_of("en-US"), Device())
    turn = echo.hear("Alexa, open lower back release", NOW)
    assert turn.apla
    begun = next(at for at, words in cues(turn.ssml, "en-US") if words.startswith("Breathe in"))
    first = next(stay for stay in moments(turn) if stay.place.phase)
    assert first.at == pytest.approx(begun, abs=0.01)


def test_of_what_could_not_be_played_there_is_no_bar() -> None:
    skill = build_skill(Forgetful(), form=Form.APLA)

    def broken(request: dict[str, Any]) -> dict[str, Any]:
        response = respond(skill, request)
        for directive in response["response"].get("directives", ()):
            directive["document"]["version"] = "7"
        return response

    echo = Echo(broken, understanding_of("en-US"), Device())
    turn = echo.hear("Alexa, open lower back release", NOW)
    assert (turn.apla, turn.speech, moments(turn)) == (None, "", ())


def test_the_bar_keeps_time_also_where_a_document_is_spoken_since_one_failed() -> None:
    skill, asked = build_skill(Forgetful(), form=Form.APLA), list[str]()

    def first_broken(request: dict[str, Any]) -> dict[str, Any]:
        response = respond(skill, request)
        asked.append(request["request"]["type"])
        for directive in response["response"].get("directives", ()) if len(asked) == 1 else ():
            directive["document"]["version"] = "7"
        return response

    echo = Echo(first_broken, understanding_of("en-US"), Device())
    echo.hear("Alexa, open lower back release", NOW)
    turn = echo.hear("next", NOW + timedelta(seconds=20))
    assert turn.apla is None
    begun = next(at for at, words in cues(turn.ssml, "en-US") if words.startswith("Breathe in"))
    assert next(stay for stay in moments(turn) if stay.place.phase).at == pytest.approx(begun, abs=0.01)
