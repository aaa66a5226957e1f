"""Played as a document, every breath begins when it is planned to, whatever voice speaks; and the check can fail."""

from collections.abc import Callable
from copy import deepcopy
from itertools import product
from typing import Any

import pytest

from lower_back_release.alexa.audio import audio_document
from lower_back_release.lesson.breath import FEWEST_BREATHS, GENTLE, MOST_BREATHS, PACES, Pace
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Timeline
from simulator.voice.engine import Voice
from tests.sound.answers import answers
from tests.sound.exact import RATES, TOLERANCE, AtRate, all_lateness, lateness, with_room

pytestmark = pytest.mark.sound


LONGEST = list(product(PACES.values(), (MOST_BREATHS - 1,), (Guidance.MORE,)))
"""With nine breaths, and every word, answers are the longest that fit. `make pacing` tries every way."""


@pytest.mark.parametrize(
    ("pace", "breaths", "guidance"),
    [
        (GENTLE, FEWEST_BREATHS, Guidance.USUAL),
        *(pytest.param(*way, marks=pytest.mark.slow) for way in LONGEST),
    ],
    ids=lambda value: str(getattr(value, "name", value)),
)
@pytest.mark.parametrize("rate", RATES)
def test_every_breath_begins_when_it_is_planned_to(
    routine: Routine, voice: Voice, rate: int, pace: Pace, breaths: int, guidance: Guidance
) -> None:
    late = list(all_lateness(routine, AtRate(voice, rate), pace, breaths, guidance))
    assert len(late) > 5 * FEWEST_BREATHS / 2
    assert max(map(abs, late)) <= TOLERANCE


@pytest.fixture(scope="module")
def answer(routine: Routine) -> Timeline:
    return min(answers(with_room(routine), GENTLE, FEWEST_BREATHS), key=lambda answer: answer.seconds)


def items(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["mainTemplate"]["item"]["items"]
    return found


def without_a_silence(document: dict[str, Any], n: int) -> None:
    del items(document)[n]["items"][0]


def a_little_longer(document: dict[str, Any], n: int) -> None:
    items(document)[n]["items"][0]["duration"] += 100


def with_the_next(document: dict[str, Any], n: int) -> None:
    """In and out change places."""
    items(document)[n], items(document)[n + 1] = items(document)[n + 1], items(document)[n]


def with_other_words(document: dict[str, Any], n: int) -> None:
    """In and out change their words, and not their time."""
    one, other = (items(document)[each]["items"][1] for each in (n, n + 1))
    one["content"], other["content"] = other["content"], one["content"]


@pytest.mark.parametrize("damage", [without_a_silence, a_little_longer, with_the_next, with_other_words])
def test_a_document_that_is_wrong_is_found(
    answer: Timeline, espeak: Voice, damage: Callable[[dict[str, Any], int], None]
) -> None:
    whole = audio_document(answer)
    assert max(map(abs, lateness(answer, whole, espeak))) <= TOLERANCE
    led = [n for n, cue in enumerate(answer.cues) if cue.words and cue.place.phase and cue.place.breath == 1]
    for n in led[::2]:  # the first breath in of each hold
        damaged = deepcopy(dict(whole))
        damage(damaged, n)
        assert max(map(abs, lateness(answer, damaged, espeak))) > TOLERANCE, n
