"""Sentences that the model lists nowhere, as people say them."""

import pytest

from simulator.ears.understanding import Slot, understanding_of

UNDERSTANDING = understanding_of("en-US")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("my left leg feels all numb now", "NumbIntent"),
        ("there is a shooting pain down my right leg", "SharpPainIntent"),
        ("oh no my knee hurts", "ItHurtsIntent"),
        ("can we switch to the other side already", "OtherSideIntent"),
        ("let me hold this a bit longer", "HoldLongerIntent"),
        ("i really can't do this pose", "CannotIntent"),
    ],
)
def test_a_sentence_is_understood_by_the_words_that_matter(words: str, intent: str) -> None:
    assert not UNDERSTANDING.lists(words)
    assert UNDERSTANDING.intent(words).name == intent


@pytest.mark.parametrize(
    ("words", "intent", "slots"),
    [
        (
            "maybe we could leave out the squat for today",
            "LeaveOutIntent",
            {"pose": Slot("squat", "POSE", "deep_squat", "deep squat")},
        ),
        ("i've got maybe 15 minutes", "WithinIntent", {"minutes": Slot("15", "AMAZON.NUMBER")}),
        ("let's take just nine breaths on each side", "SetBreathsIntent", {"breaths": Slot("9", "AMAZON.NUMBER")}),
    ],
)
def test_what_it_names_is_taken_from_its_own_words(words: str, intent: str, slots: dict[str, Slot]) -> None:
    assert not UNDERSTANDING.lists(words)
    heard = UNDERSTANDING.intent(words)
    filled = {name: slot for name, slot in heard.slots.items() if slot.value is not None}
    assert (heard.name, filled) == (intent, slots)


@pytest.mark.parametrize("words", ["i'd like to do it without the cobra", "can we go on to the next stretch"])
def test_half_a_sentence_is_no_name(words: str) -> None:
    assert UNDERSTANDING.intent(words).name in ("LeaveOutIntent", "NextPoseIntent")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("wait", "PauseRoutineIntent"),
        ("hang on", "PauseRoutineIntent"),
        ("what was that", "SayAgainIntent"),
        ("skip the dog today", "LeaveOutIntent"),
        ("just the first two", "OnlyFirstIntent"),
        ("five minutes", "WithinIntent"),
        ("okay", "ReadyIntent"),
        ("sure", "AMAZON.YesIntent"),
        ("no thanks", "AMAZON.NoIntent"),
        ("how long does it take", "HowLongIntent"),
        ("how long does it take until the next pose", "TimeLeftIntent"),
        ("too slow", "SetPaceIntent"),
        ("make it gentler", "GentlerIntent"),
        ("make it gentle", "SetPaceIntent"),
    ],
)
def test_short_words_mean_one_thing(words: str, intent: str) -> None:
    assert UNDERSTANDING.intent(words).name == intent


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("for help", "AMAZON.HelpIntent"),
        ("to go back", "AMAZON.PreviousIntent"),
        ("to switch sides", "OtherSideIntent"),
        ("for ten minutes", "WithinIntent"),
        ("to leave out the squat", "LeaveOutIntent"),
    ],
)
def test_what_comes_between_the_skills_name_and_a_request_is_passed_over(words: str, intent: str) -> None:
    assert UNDERSTANDING.intent(words).name == intent
