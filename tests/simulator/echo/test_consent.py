"""An Echo asks for a permission in Alexa's own words, and the skill hears of it: from a wish to a reminder."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lower_back_release.alexa import reminders
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.forgetful import Forgetful
from simulator.ears.understanding import understanding_of
from simulator.echo.alexa_api import AlexaApi, alexa_api
from simulator.echo.device import Device
from simulator.echo.echo import Echo, Exchange
from tests.memory.impostor import UNHURRIED

SKILL = build_skill(Forgetful())
WISH = "Alexa, ask lower back release to remind me every evening at eight"
ASKED = "Do you give Lower Back Release permission to update your reminders? You can say I approve, or no."
SET = "I'll remind you every day at eight in the evening."


class Talking:
    """An Echo, and somebody who speaks when all has been said."""

    def __init__(self, api: AlexaApi) -> None:
        self.api = api
        device = Device(api=api.address, token="theirs")  # noqa: S106
        self.echo = Echo(lambda request: respond(SKILL, request), understanding_of("en-US"), device, grant=api.permit)
        self.now = datetime(2027, 1, 15, 17, tzinfo=UTC)

    def say(self, words: str) -> Exchange:
        turn = self.echo.hear(words, self.now)
        self.now = turn.heard_out + timedelta(seconds=2)
        return turn

    def hush(self) -> Exchange:
        self.now += timedelta(seconds=8)
        return self.echo.silence(self.now)

    def ask(self) -> Exchange:
        self.say(WISH)
        return self.say("yes")


@pytest.fixture
def talking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Talking]:
    monkeypatch.setattr(reminders, "BY_SECONDS", UNHURRIED)
    with alexa_api() as api:
        yield Talking(api)


def test_a_wish_is_agreed_to_allowed_and_set(talking: Talking) -> None:
    proposed = talking.say(WISH)
    assert proposed.slots == {"days": "daily_evening", "time": "08:00"}
    assert "every day at eight in the evening" in proposed.speech
    asked = talking.say("yes")
    assert asked.speech == f"For that, Alexa needs your permission, and asks you now. {ASKED}"
    assert asked.open
    set_ = talking.say("I approve")
    assert set_.speech.startswith(SET)
    assert set_.open
    assert talking.api.account("theirs").permitted
    assert talking.say("what reminders do I have").speech.startswith("I remind you every day at eight in the evening.")


@pytest.mark.parametrize("words", ["yes", "sure", "Alexa, yes"])
def test_any_yes_gives_it(talking: Talking, words: str) -> None:
    talking.ask()
    assert talking.say(words).speech.startswith(SET)


def test_once_given_nobody_is_asked_again(talking: Talking) -> None:
    talking.ask()
    talking.say("I approve")
    talking.say("remind me tomorrow at seven in the morning")
    told = "Your new reminder takes the place of the one you had. I'll remind you tomorrow at seven in the morning."
    assert talking.say("yes").speech.startswith(told)


@pytest.mark.parametrize("words", ["no", "no thanks"])
def test_a_no_gives_none(talking: Talking, words: str) -> None:
    talking.ask()
    assert talking.say(words).speech.startswith("All right, then I can't remind you.")
    assert not talking.api.account("theirs").permitted


def test_neither_is_answered_by_a_card(talking: Talking) -> None:
    talking.ask()
    turn = talking.say("how many breaths are left")
    assert "there's a card for it in the Alexa app" in turn.speech
    assert turn.response["response"]["card"]["type"] == "AskForPermissionsConsent"


def test_so_is_silence(talking: Talking) -> None:
    talking.ask()
    turn = talking.hush()
    assert turn.request["request"]["payload"]["status"] == "NOT_ANSWERED"
    assert "there's a card for it in the Alexa app" in turn.speech


def test_a_device_that_cannot_ask_has_the_card_at_once(talking: Talking) -> None:
    talking.echo.device = replace(talking.echo.device, asks=False)
    turn = talking.ask()
    assert turn.response["response"]["card"]["type"] == "AskForPermissionsConsent"
    assert turn.open


def test_the_permission_is_that_of_one_person(talking: Talking) -> None:
    talking.ask()
    talking.say("I approve")
    talking.echo.device = replace(talking.echo.device, token="another's")  # noqa: S106
    assert ASKED in talking.ask().speech


def test_whoever_leaves_is_not_asked_any_more(talking: Talking) -> None:
    talking.ask()
    talking.echo.end(talking.now, "USER_INITIATED")
    assert talking.say("Alexa, open lower back release").intent == "LaunchRequest"
