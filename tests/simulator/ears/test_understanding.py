import json
from itertools import islice
from pathlib import Path

import pytest

from simulator.ears.understanding import Slot, understanding_of
from simulator.ears.wording import plain
from tests.store.utterances import one_of_each, utterances

UNDERSTANDING = understanding_of("en-US")


def intent_of(words: str) -> str:
    return UNDERSTANDING.intent(words).name


def slot_of(words: str, name: str) -> Slot:
    return UNDERSTANDING.intent(words).slots[name]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("next", "AMAZON.NextIntent"),
        ("Go back.", "AMAZON.PreviousIntent"),
        ("repeat that", "AMAZON.RepeatIntent"),
        ("start over", "AMAZON.StartOverIntent"),
        ("what can I say?", "AMAZON.HelpIntent"),
        ("pause", "AMAZON.PauseIntent"),
        ("keep going", "AMAZON.ResumeIntent"),
        ("exit", "AMAZON.StopIntent"),
        ("never mind", "AMAZON.CancelIntent"),
        ("go home", "AMAZON.NavigateHomeIntent"),
    ],
)
def test_a_built_in_is_heard_by_its_own_words(words: str, intent: str) -> None:
    assert intent_of(words) == intent


@pytest.mark.parametrize("words", ["repat that", "pause it", "stop it now", "start overr", "kep going"])
def test_a_built_in_has_no_give(words: str) -> None:
    assert not intent_of(words).startswith("AMAZON.") or intent_of(words) == "AMAZON.FallbackIntent"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("next pose", "NextPoseIntent"),
        ("Which side is this?", "WhichSideIntent"),
        ("Let’s start", "StartRoutineIntent"),
        ("how   many breaths are left", "BreathsLeftIntent"),
        ("hold on", "PauseRoutineIntent"),
        ("a few more breaths", "HoldLongerIntent"),
    ],
)
def test_a_sample_is_heard_whatever_its_case_and_punctuation(words: str, intent: str) -> None:
    assert intent_of(words) == intent


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["some", "many"])
def test_whatever_the_model_lists_comes_back_as_its_own_intent(*, many: bool) -> None:
    # Of 234,000, each sample with all that it may hold, every fifth: each value many times. Each sample is of the few.
    sentences = list(islice(utterances(every=True), 0, None, 5) if many else one_of_each(utterances()))
    strayed = [(each.words, each.intent) for each in sentences if intent_of(each.words) != each.intent]
    assert strayed == []
    assert {each.intent for each in sentences} == {
        each["name"] for each in UNDERSTANDING.model["intents"] if each["samples"]
    }


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("nxt pose", "NextPoseIntent"),
        ("how many breaths is left", "BreathsLeftIntent"),
        ("begin the routne", "StartRoutineIntent"),
        ("ten breath", "SetBreathsIntent"),
        ("less tolking", "LessGuidanceIntent"),
    ],
)
def test_a_near_miss_is_still_heard(words: str, intent: str) -> None:
    assert intent_of(words) == intent


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("um, next pose please", "NextPoseIntent"),
        ("okay the other side now", "OtherSideIntent"),
        ("could you go slower please", "SetPaceIntent"),
        ("hey can you repeat this pose thank you", "RepeatPoseIntent"),
    ],
)
def test_filler_words_are_passed_over(words: str, intent: str) -> None:
    assert intent_of(words) == intent


@pytest.mark.parametrize(
    "words", ["purple monkey dishwasher", "what's the capital of france", "banana", "the", "", "?!"]
)
def test_nonsense_is_not_understood(words: str) -> None:
    assert intent_of(words) == "AMAZON.FallbackIntent"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("eight breaths", "8"),
        ("10 breaths", "10"),
        ("hold for twelve breaths", "12"),
        ("twenty five breaths", "25"),
        ("give me 3 more", "3"),
        ("another two breaths", "2"),
    ],
)
def test_a_number_is_heard_in_words_and_in_digits(words: str, number: str) -> None:
    assert slot_of(words, "breaths") == Slot(number, "AMAZON.NUMBER")


def test_a_slot_that_the_sentence_does_without_is_empty() -> None:
    assert UNDERSTANDING.intent("hold longer").slots == {
        "breaths": Slot(None, "AMAZON.NUMBER"),
        "count": Slot(None, "COUNT"),
    }


@pytest.mark.parametrize(
    ("words", "pose"),
    [
        ("take me to the sphinx", "seal_stretch"),
        ("malasana", "deep_squat"),
        ("let's do down dog", "downward_dog"),
        ("knee to chest", "knee_hugs"),
        ("reclined shoelace", "reclined_shoelace"),
    ],
)
def test_a_pose_is_known_by_any_of_its_names(words: str, pose: str) -> None:
    assert slot_of(words, "pose").id == pose


def test_a_slot_keeps_the_words_heard_beside_the_catalogues_own_name() -> None:
    assert slot_of("go to cobra", "pose") == Slot("cobra", "POSE", "seal_stretch", "seal stretch")


@pytest.mark.parametrize(
    ("words", "heard", "pose"),
    [
        ("take me to the sphynx", "sphynx", "seal_stretch"),
        ("go to the downward dogg", "downward dogg", "downward_dog"),
        ("show me the nee hugs", "nee hugs", "knee_hugs"),
    ],
)
def test_a_misheard_name_is_resolved_to_the_one_it_sounds_like(words: str, heard: str, pose: str) -> None:
    assert (slot_of(words, "pose").value, slot_of(words, "pose").id) == (heard, pose)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("take me to the warrior", "warrior"),
        ("go to the lotus pose", "lotus pose"),
        ("i'd like the cow", "cow"),
        ("can we do the frog pose", "frog pose"),
    ],
)
def test_an_unknown_pose_is_asked_for_without_an_id(words: str, name: str) -> None:
    assert UNDERSTANDING.intent(words).name == "GoToPoseIntent"
    assert slot_of(words, "pose") == Slot(name, "POSE")


@pytest.mark.parametrize(
    ("words", "pace"),
    [("slower", "slower"), ("too fast", "slower"), ("a brisk pace", "quick"), ("go gently", "gentle")],
)
def test_a_pace_is_known_by_any_of_its_names(words: str, pace: str) -> None:
    assert slot_of(words, "pace").id == pace


def test_a_misspelt_command_is_no_unknown_pose() -> None:
    assert intent_of("go back to the begining") == "StartOverRoutineIntent"


def test_a_locale_without_a_model_is_refused_by_the_name_of_its_file() -> None:
    with pytest.raises(FileNotFoundError, match=r"xx-XX\.json"):
        understanding_of("xx-XX")


def test_the_skill_is_called_what_the_model_says() -> None:
    model = json.loads(Path("interaction_model/en-US.json").read_text(encoding="utf-8"))
    assert UNDERSTANDING.invocation_name == model["interactionModel"]["languageModel"]["invocationName"]


def test_words_are_compared_in_lower_case_without_punctuation() -> None:
    assert plain("  Alexa,  LET’S go — now! ") == "alexa let's go now"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("my chest's hurting", "EmergencyIntent"),
        ("my heart's pounding", "EmergencyIntent"),
        ("my foot's asleep", "NumbIntent"),
        ("my knee's hurting", "ItHurtsIntent"),
        ("my calf's cramping", "CrampIntent"),
    ],
)
def test_a_danger_is_understood_where_is_is_run_together(words: str, intent: str) -> None:
    assert UNDERSTANDING.intent(words).name == intent


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("me esta dando un paro cardiaco", "EmergencyIntent"),
        ("creo que me esta dando un infarto", "EmergencyIntent"),
        ("necesito un medico ya", "EmergencyIntent"),
        ("me duele muchisimo la espalda", "SharpPainIntent"),
    ],
)
def test_a_danger_is_understood_where_accents_are_left_out(words: str, intent: str) -> None:
    assert understanding_of("es-ES").intent(words).name == intent


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "en-AU", "en-CA", "en-IN"])
@pytest.mark.parametrize(
    "words", ["dial one one two", "ring 112", "call nine one one", "triple zero", "treble nine", "dial 000"]
)
def test_an_emergency_number_is_no_number_of_breaths(locale: str, words: str) -> None:
    assert understanding_of(locale).intent(words).name == "EmergencyIntent"
