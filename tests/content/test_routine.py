"""The five poses are all there, with what belongs to each."""

from dataclasses import fields

from lower_back_release.dialogue.situation import Questions
from lower_back_release.lesson.routine import Routine
from lower_back_release.person.owed import Question


def test_the_five_poses_stand_in_their_order(routine: Routine) -> None:
    assert [pose.id for pose in routine.poses] == [
        "reclined_shoelace",
        "knee_hugs",
        "seal_stretch",
        "deep_squat",
        "downward_dog",
    ]


def test_two_poses_have_sides_and_three_have_none(routine: Routine) -> None:
    assert {pose.id: pose.sides_count for pose in routine.poses} == {
        "reclined_shoelace": 2,
        "knee_hugs": 2,
        "seal_stretch": 1,
        "deep_squat": 1,
        "downward_dog": 1,
    }


def test_childs_pose_follows_the_seal_and_rest_the_dog(routine: Routine) -> None:
    rests = {pose.id: pose.rest.id for pose in routine.poses if pose.rest}
    assert rests == {"seal_stretch": "childs_pose", "downward_dog": "rest"}


def test_the_seal_can_be_deeper_and_the_squat_gentler(routine: Routine) -> None:
    assert "straighten your arms" in routine.pose("seal_stretch").deeper
    assert "pillows" in routine.pose("deep_squat").gentler


def test_the_setup_names_what_makes_each_pose(routine: Routine) -> None:
    marks = {
        "reclined_shoelace": ("cross", "ankles", "feet", "floor holds"),
        "knee_hugs": ("knee", "chest", "armpit", "hug"),
        "seal_stretch": ("feet be wide", "forearms", "gentle back bend", "breathe freely", "straighten your arms"),
        "deep_squat": ("wider than your hips", "toes out", "low", "pillows", "sway"),
        "downward_dog": ("wide as your shoulders", "wide as your hips", "little bent", "tailbone"),
    }
    for pose in routine.poses:
        setup = " ".join(line.say for line in pose.setup).lower()
        assert [mark for mark in marks[pose.id] if mark not in setup] == []


def test_poses_follow_one_another(routine: Routine) -> None:
    assert routine.before("reclined_shoelace") is None
    assert routine.after("downward_dog") is None
    seal = routine.pose("seal_stretch")
    assert routine.after("knee_hugs") is seal
    assert routine.before("deep_squat") is seal


def test_numbers_are_said_in_words_where_there_are_any(routine: Routine) -> None:
    assert [routine.number(n) for n in (0, 8, 20, 21)] == ["zero", "eight", "twenty", "21"]


def test_every_question_can_be_asked_again() -> None:
    assert {field.name for field in fields(Questions)} == set(Question)
