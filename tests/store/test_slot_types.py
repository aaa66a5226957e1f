import re
from collections import Counter

import pytest

from lower_back_release.alexa.commands import COUNTED, DAYS
from lower_back_release.content import content_for
from lower_back_release.dialogue.changing import ASKED_PACES
from tests.store.utterances import catalogue, language_model

CATALOGUES = ("POSE", "PACE")
LETTER = r"(?:[^\W\d_A-Z]|')"
EVERY = (*CATALOGUES, "COUNT", "SIDE", "DAYS")


def test_the_poses_are_the_five_of_the_routine_its_rests_and_those_counted_out(language: str) -> None:
    assert list(catalogue("POSE", language)) == [
        "reclined_shoelace",
        "knee_hugs",
        "seal_stretch",
        "deep_squat",
        "downward_dog",
        "childs_pose",
        "rest",
        *"12345",
        "last",
    ]


def test_a_pace_is_one_of_three_or_a_change_or_none(language: str) -> None:
    assert list(catalogue("PACE", language)) == ["slow", "gentle", "quick", "slower", "faster", "even"]


def test_the_skill_knows_every_id_that_words_are_resolved_to(language: str) -> None:
    routine = content_for(language).routine
    assert catalogue("POSE", language).keys() <= routine.held_by_id.keys() | COUNTED
    assert catalogue("PACE", language).keys() == ASKED_PACES
    assert catalogue("SIDE", language).keys() == routine.side_ids
    assert catalogue("COUNT", language).keys() <= COUNTED
    assert catalogue("DAYS", language).keys() <= DAYS


@pytest.mark.parametrize("slot_type", EVERY)
def test_an_id_is_used_once(slot_type: str, language: str) -> None:
    (values,) = (each["values"] for each in language_model(language)["types"] if each["name"] == slot_type)
    assert len({value["id"] for value in values}) == len(values)


@pytest.mark.parametrize("slot_type", CATALOGUES)
def test_each_value_goes_by_many_names(slot_type: str, language: str) -> None:
    assert [value for value, phrases in catalogue(slot_type, language).items() if len(phrases) <= 8] == []


def phrases(language: str) -> list[str]:
    """All that stands in a catalogue."""
    return [phrase for slot_type in EVERY for each in catalogue(slot_type, language).values() for phrase in each]


def test_no_name_means_two_things(language: str) -> None:
    phrases = Counter(
        phrase for slot_type in EVERY for each in catalogue(slot_type, language).values() for phrase in each
    )
    assert [phrase for phrase, count in phrases.items() if count > 1] == []


def test_names_are_plain_spoken_words_and_no_single_letters(language: str) -> None:
    phrases = [phrase for slot_type in EVERY for each in catalogue(slot_type, language).values() for phrase in each]
    assert [
        phrase for phrase in phrases if not re.fullmatch(rf"{LETTER}+( {LETTER}+)*", phrase) or len(phrase) == 1
    ] == []


@pytest.mark.parametrize(
    ("slot_type", "said", "meant"),
    [
        ("POSE", "shoe lace", "reclined_shoelace"),
        ("POSE", "reclined cow face", "reclined_shoelace"),
        ("POSE", "knees to chest", "knee_hugs"),
        ("POSE", "sphinx", "seal_stretch"),
        ("POSE", "malasana", "deep_squat"),
        ("POSE", "down dog", "downward_dog"),
        ("PACE", "slow down", "slower"),
        ("PACE", "too fast", "slower"),
        ("PACE", "too slow", "faster"),
        ("PACE", "speed up", "faster"),
        ("PACE", "normal", "gentle"),
        ("DAYS", "every evening", "daily_evening"),
        ("DAYS", "tonight", "today_evening"),
        ("DAYS", "monday to friday", "weekdays"),
    ],
)
def test_everyday_names_are_known(slot_type: str, said: str, meant: str) -> None:
    assert said in catalogue(slot_type)[meant]
