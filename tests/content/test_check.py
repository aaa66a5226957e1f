"""Words that are all there, and that no body can follow, are refused: each complaint says what and where."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from lower_back_release.content.language_file import read_content
from lower_back_release.content.reader import ContentError
from tests.content.english import english

Table = dict[str, Any]

WAYS_IN = ("setup", "short", "setup_gentler")


def complaint(break_it: Callable[[Table], object]) -> str:
    """What is said of the English words once they are broken."""
    words = english()
    break_it(words)
    with pytest.raises(ContentError) as refused:
        read_content(words, "en.toml")
    return str(refused.value)


def held(words: Table, name: str) -> Table:
    """The table of a pose or rest."""
    every = [one for pose in words["poses"] for one in (pose, pose.get("rest")) if one]
    found: Table = next(one for one in every if one["id"] == name)
    return found


def test_the_words_as_they_are_have_nothing_to_complain_of() -> None:
    assert len(read_content(english(), "en.toml").routine.poses) == 5


def test_no_poses() -> None:
    assert complaint(lambda words: words["poses"].clear()) == "en.toml, poses is empty"


@pytest.mark.parametrize("other", ["deep_squat", "childs_pose"])
def test_two_poses_or_rests_of_one_id(other: str) -> None:
    said = complaint(lambda words: held(words, "knee_hugs").update(id=other))
    assert said == f"en.toml has two poses or rests of the id '{other}'"


def test_fewer_ordinals_than_poses() -> None:
    said = complaint(lambda words: words["moving"]["ordinals"].__delitem__(slice(4, None)))
    assert said == "en.toml, moving lacks ordinals for 5 poses"


@pytest.mark.parametrize("way", WAYS_IN)
@pytest.mark.parametrize("name", ["deep_squat", "childs_pose"])
def test_a_way_in_that_never_takes_the_shape(name: str, way: str) -> None:
    def break_it(words: Table) -> None:
        for line in held(words, name)[way]:
            line.pop("takes", None)

    assert complaint(break_it) == f"en.toml: {name} lacks the one line of '{way}' that takes the shape"


@pytest.mark.parametrize("way", WAYS_IN)
def test_a_way_in_that_takes_the_shape_twice(way: str) -> None:
    def break_it(words: Table) -> None:
        lines = held(words, "seal_stretch")[way]
        lines.append(next(line for line in lines if "takes" in line))

    assert complaint(break_it) == f"en.toml: seal_stretch lacks the one line of '{way}' that takes the shape"


@pytest.mark.parametrize("way", WAYS_IN)
@pytest.mark.parametrize("name", ["seal_stretch", "rest"])
def test_a_way_in_that_leaves_the_shape(name: str, way: str) -> None:
    said = complaint(lambda words: held(words, name)[way].append({"say": "Come out.", "leaves": "back"}))
    assert said == f"en.toml: {name} leaves the shape in '{way}'"


@pytest.mark.parametrize(
    "break_it",
    [
        lambda out: out[-1].pop("leaves"),
        lambda out: out.append({"say": "Lie still for a while."}),
    ],
    ids=["a way out that stays in", "words after the way out"],
)
@pytest.mark.parametrize("name", ["knee_hugs", "rest"])
def test_a_way_out_that_does_not_end_out_of_the_shape(name: str, break_it: Callable[[list[Table]], object]) -> None:
    said = complaint(lambda words: break_it(held(words, name)["way_out"]))
    assert said == f"en.toml: {name} lacks the line of 'way_out' that leaves the shape"


@pytest.mark.parametrize("name", ["downward_dog", "rest"])
def test_a_way_out_that_takes_a_shape(name: str) -> None:
    taken = {"say": "Lift your hips up again.", "takes": "kneeling"}
    said = complaint(lambda words: held(words, name)["way_out"].insert(0, taken))
    assert said == f"en.toml: {name} takes a shape in 'way_out'"


@pytest.mark.parametrize("way", ["short", "setup_gentler"])
def test_a_shape_that_is_taken_in_several_positions(way: str) -> None:
    said = complaint(lambda words: held(words, "seal_stretch")[way][0].update(takes="back"))
    assert said == "en.toml: seal_stretch is taken in several positions: back, belly"


@pytest.mark.parametrize(
    "break_it",
    [lambda pose: pose.pop("switch"), lambda pose: pose["switch"].pop("leaves")],
    ids=["none", "one that stays in"],
)
def test_two_sides_without_a_switch_between_them(break_it: Callable[[Table], object]) -> None:
    said = complaint(lambda words: break_it(held(words, "reclined_shoelace")))
    assert said == "en.toml: reclined_shoelace lacks a 'switch' that leaves the shape"


@pytest.mark.parametrize("word", ["{side}", "{other}"])
@pytest.mark.parametrize("name", ["seal_stretch", "childs_pose"])
def test_a_side_is_spoken_of_where_there_is_none(name: str, word: str) -> None:
    said = complaint(lambda words: held(words, name).update(recap=f"On your {word} side."))
    assert said == f"en.toml: {name} speaks of a side, and has none"


@pytest.mark.parametrize(
    ("to", "start"),
    [
        ("back", "anywhere"),
        ("back", "standing"),  # from the way to the squat
        ("kneeling", "back"),  # where the way out of knee hugs ends
        ("kneeling", "kneeling"),  # from one to another of the same position
        ("belly", "kneeling"),
    ],
)
def test_a_move_that_somebody_may_need(to: str, start: str) -> None:
    said = complaint(lambda words: words["moves"][to].pop(start))
    assert said == f"en.toml: moves.{to} lacks '{start}'"


def test_a_position_that_nothing_leads_to() -> None:
    said = complaint(lambda words: words["moves"].pop("standing"))
    assert re.fullmatch(r"en\.toml: moves\.standing lacks '\w+'", said)


def test_where_a_switch_leaves_one_there_is_no_way_on() -> None:
    said = complaint(lambda words: held(words, "knee_hugs")["switch"].update(leaves="sitting"))
    assert said == "en.toml: moves.back lacks 'sitting'"


def test_where_a_way_out_leaves_one_there_is_no_way_on() -> None:
    said = complaint(lambda words: held(words, "rest")["way_out"][-1].update(leaves="sitting"))
    assert said == "en.toml: moves.back lacks 'sitting'"


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (
            lambda words: held(words, "deep_squat")["setup"][0].update(say="Bend your {leg}."),
            "en.toml: 'Bend your {leg}.' has a gap 'leg', which nothing fills",
        ),
        (
            lambda words: words["moving"].update(stop="Goodbye {."),
            "en.toml: 'Goodbye {.' can't be filled in: expected '}' before end of string",
        ),
        (lambda words: words["screen"]["headings"].pop("paused"), "en.toml, screen, headings lacks 'paused'"),
        (lambda words: words["screen"]["choices"].pop("resume"), "en.toml, screen, choices lacks 'resume'"),
        (lambda words: words["changing"]["paces"].pop("slow"), "en.toml, changing lacks a name for the pace 'slow'"),
        (lambda words: words["reminding"]["week"].pop(), "en.toml, reminding, week should be 7, and are 6"),
        (lambda words: words["reminding"]["hours"].pop(), "en.toml, reminding, hours should be 12, and are 11"),
        (
            lambda words: words["reminding"].update(dates=["first"]),
            "en.toml, reminding, dates should be 31, and are 1",
        ),
        (lambda words: words["prompts"].update(go_on=[]), "en.toml, prompts, go_on is empty"),
        (lambda words: held(words, "rest").update(breaths=0), "en.toml: rest is held for no breath"),
        (
            lambda words: words["prompts"].update(go_on=["That was {pose}."]),
            "en.toml: 'That was {pose}.' has a gap 'pose', which nothing fills",
        ),
        (
            lambda words: words["hold"]["count"].update(say="{breath} of {total}."),
            "en.toml: '{breath} of {total}.' has a gap 'total', which nothing fills",
        ),
        (
            lambda words: held(words, "deep_squat")["reminders"][0].update(say="In {called}, let go."),
            "en.toml: 'In {called}, let go.' has a gap 'called', which nothing fills",
        ),
        (
            lambda words: words["caring"].update(hurts="Rest for {minutes} minutes."),
            "en.toml: 'Rest for {minutes} minutes.' has a gap 'minutes', which nothing fills",
        ),
        (
            lambda words: words["caring"].update(hurts="Rest your {side} leg."),
            "en.toml: 'Rest your {side} leg.' has a gap 'side', which nothing fills",
        ),
        (
            lambda words: words["moving"].update(stop="Next time {next}."),
            "en.toml: 'Next time {next}.' has a gap 'next', which nothing fills",
        ),
        (
            lambda words: words["situations"]["paused"].update(help="There are {left} left."),
            "en.toml: 'There are {left} left.' has a gap 'left', which nothing fills",
        ),
        (
            lambda words: held(words, "deep_squat").update(good_for="{called} is good."),
            "en.toml: '{called} is good.' has a gap 'called', which nothing fills",
        ),
        (
            lambda words: words["moves"]["back"]["belly"].update(say="Roll to the {side}."),
            "en.toml: 'Roll to the {side}.' has a gap 'side', which nothing fills",
        ),
        (
            lambda words: words["hold"]["count"].update(wait=-1),
            "en.toml: '{breath}.' waits for -1.0 seconds",
        ),
        (
            lambda words: held(words, "knee_hugs")["switch"].update(takes="back"),
            "en.toml: knee_hugs takes a shape in 'switch'",
        ),
        (
            lambda words: held(words, "rest")["reminders"][0].update(leaves="back"),
            "en.toml: rest's reminders says what it takes or leaves, which is for ways in and out",
        ),
        (
            lambda words: words["hold"]["second_in"][0].update(takes="back"),
            "en.toml: hold.second_in says what it takes or leaves, which is for ways in and out",
        ),
        (
            lambda words: words["moves"]["back"]["belly"].update(leaves="belly"),
            "en.toml: moves.back says what it takes or leaves, which is for ways in and out",
        ),
        (
            lambda words: words["moves"].update(bakc=words["moves"]["back"]),
            "en.toml: moves.bakc leads where nothing begins",
        ),
        (
            lambda words: words["moves"]["back"].update(bely=words["moves"]["back"]["belly"]),
            "en.toml: moves.back has 'bely', where nothing leaves anybody",
        ),
    ],
)
def test_what_would_fail_only_once_it_is_said_is_refused_too(break_it: Callable[[Table], object], said: str) -> None:
    assert complaint(break_it) == said
