import re

from lower_back_release.alexa.commands import CONSENT
from lower_back_release.dialogue.commands import COMMANDS
from simulator.ears.understanding import understanding_of
from simulator.tools import what_can_be_said

PAGE = what_can_be_said.page_of("en").read_text(encoding="utf-8")


def test_every_page_is_current() -> None:
    other = [file.name for file, page in what_can_be_said.pages().items() if file.read_text(encoding="utf-8") != page]
    assert other == [], "write them anew: python -m simulator.tools.what_can_be_said"


def test_every_command_that_is_said_on_purpose_is_on_the_page_once() -> None:
    unsaid = {"launch", "not_understood", "not_ours", *CONSENT.values()}
    assert {name for name, entry in COMMANDS.items() if not entry.theme} == unsaid
    for entry in COMMANDS.values():
        assert not entry.theme or PAGE.count(f"| {entry.does} |") == 1


def test_every_phrase_on_the_page_is_one_that_the_model_lists() -> None:
    understanding = understanding_of("en-US")
    phrases = re.findall(r'"([^"]+)"', PAGE.split("\n## ", 1)[1])
    assert len(phrases) > 150
    assert [phrase for phrase in phrases if not understanding.lists(phrase)] == []
