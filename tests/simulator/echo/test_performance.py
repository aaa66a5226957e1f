from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

import lambda_function
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.forgetful import Forgetful
from simulator.ears.understanding import understanding_of
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Exchange
from simulator.echo.performance import Doing, Where, cues, stays, waiting, where_at
from simulator.heard.response import seconds_of

NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
LOCALE = "en-US"


@cache
def hear(*words: str) -> Exchange:
    """The last answer of the real skill to somebody who hears every answer out."""
    echo = Echo(lambda event: lambda_function.lambda_handler(event, None), understanding_of(LOCALE), Device(LOCALE))
    now = NOW
    for each in words:
        turn = echo.hear(each, now)
        now = turn.heard_out + timedelta(seconds=2)
    return turn


def where(turn: Exchange, words: str) -> Where:
    """Where somebody is when words are first heard."""
    at = next(said.at for said in cues(turn.ssml, LOCALE) if said.words.startswith(words))
    found = where_at(turn, at + 0.5)
    assert found
    return found


def told(turn: Exchange, words: str) -> tuple[str, str, str, int, int]:
    """The same in few words: pose, side, what they are at, breath and breaths."""
    at = where(turn, words)
    return at.pose, at.side, at.told, at.breath, at.of


def seal() -> Exchange:
    return hear("Alexa, ask lower back release for the seal stretch")


def shoelace() -> Exchange:
    return hear("Alexa, start lower back release")


def test_words_start_when_those_before_them_and_the_silence_are_over() -> None:
    ssml = '<speak>Breathe in. <break time="3s"/> And out. <break time="10s"/><break time="2s"/> Two.</speak>'
    first, second, third = cues(ssml, LOCALE)
    assert [first.words, second.words, third.words] == ["Breathe in.", "And out.", "Two."]
    assert first.at == 0
    assert first.seconds == pytest.approx(seconds_of("<speak>Breathe in.</speak>", LOCALE))
    assert second.at == pytest.approx(3 + first.seconds)
    assert third.at == pytest.approx(second.at + 12 + second.seconds)


def test_silence_in_front_delays_the_first_words() -> None:
    ((at, words, _),) = cues('<speak><break time="6s"/> I am here.</speak>', LOCALE)
    assert (at, words) == (6.0, "I am here.")


def test_nothing_said_has_no_cues() -> None:
    assert list(cues("", LOCALE)) == []


def test_in_a_hold_pose_side_breath_and_half_are_known() -> None:
    held = "Reclined Shoelace", "right leg on top"
    assert told(shoelace(), "Let your lower back") == (*held, "holding, breathing out", 3, 8)
    assert told(shoelace(), "Breathe in.") == (*held, "holding, breathing in", 1, 8)


def test_setup_and_way_out_are_told_apart() -> None:
    assert told(shoelace(), "Cross your right leg")[2:] == ("setting up", 0, 0)
    assert told(seal(), "Slowly lower your chest")[2:] == ("coming out", 0, 0)


def test_the_rest_goes_by_its_own_name() -> None:
    assert told(seal(), "Now child's pose")[:2] == ("Seal Stretch", "child's pose")


def test_a_pose_without_sides_has_none() -> None:
    assert told(seal(), "Soften your belly")[:2] == ("Seal Stretch", "")


def test_which_of_the_poses_it_is_is_counted() -> None:
    first, third = where(shoelace(), "Breathe in."), where(seal(), "Soften your belly")
    assert [(at.number, at.poses) for at in (first, third)] == [(1, 5), (3, 5)]


def test_every_second_of_a_lesson_has_its_place() -> None:
    ends = [*(stay.at for stay in stays(seal())), seal().seconds][1:]
    assert stays(seal())[0].at == 0
    assert [stay.at + stay.seconds for stay in stays(seal())] == pytest.approx(ends, abs=0.01)


@pytest.mark.parametrize(
    ("said", "doing", "breath"),
    [
        (("Alexa, start lower back release",), Doing.BETWEEN, 0),
        (("Alexa, start lower back release", "next", "next", "next", "next"), Doing.END, 0),
        (("Alexa, ask lower back release for help",), Doing.NEW, 0),
        (("Alexa, start lower back release", "forget me"), Doing.ASKED, 0),
    ],
    ids=str,
)
def test_whoever_waits_is_somewhere(said: tuple[str, ...], doing: Doing, breath: int) -> None:
    turn = hear(*said)
    after = where_at(turn, turn.seconds + 1)
    assert after
    assert (after.doing, after.breath) == (doing, breath)


def test_somebody_who_paused_is_where_they_paused_from_the_first_word_on() -> None:
    echo = Echo(lambda event: lambda_function.lambda_handler(event, None), understanding_of(LOCALE), Device(LOCALE))
    begun = echo.hear("Alexa, start lower back release", NOW)
    paused = echo.hear("pause", begun.began + timedelta(seconds=70))
    for seconds in (0.0, 60.0, paused.seconds + 3):
        at = where_at(paused, seconds)
        assert at
        assert (at.told, at.pose, at.breath, at.of) == ("paused", "Reclined Shoelace", 3, 8)


def test_a_reprompt_is_heard_where_one_waited() -> None:
    echo = Echo(lambda event: lambda_function.lambda_handler(event, None), understanding_of(LOCALE), Device(LOCALE))
    begun = echo.hear("Alexa, start lower back release", NOW)
    again = echo.silence(begun.heard_out + timedelta(seconds=8))
    assert (again.again, again.intent, again.request) == (True, None, begun.request)
    assert stays(again) == ()
    assert where_at(again, 0.5) == waiting(begun)


def test_after_goodbye_nobody_waits() -> None:
    stopped = hear("Alexa, start lower back release", "stop")
    assert where_at(stopped, stopped.seconds + 1) is None


def test_the_side_that_is_led_first_goes_by_its_own_name() -> None:
    left_first = hear("Alexa, ask lower back release for left side first", "yes")
    assert where(left_first, "Let your lower back").side == "left leg on top"


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
    begun = next(said.at for said in cues(turn.ssml, "en-US") if said.words.startswith("Breathe in"))
    first = next(stay for stay in stays(turn) if stay.where.phase)
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
    assert (turn.apla, turn.speech, stays(turn)) == (None, "", ())


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
    begun = next(said.at for said in cues(turn.ssml, "en-US") if said.words.startswith("Breathe in"))
    assert next(stay for stay in stays(turn) if stay.where.phase).at == pytest.approx(begun, abs=0.01)
