"""Every language has all that English has: poses and sides, the way of each body, and what is filled in."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from string import Formatter
from typing import Any

import pytest

from lower_back_release.content import FILES, content_for
from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.hold import Guidance, Hold
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.timeline import Place, Stage
from tests.mannequin.instructions import Instruction, content, lines_by_path, table

LANGUAGES = sorted(name for name in FILES if "-" not in name and name != "en")

SPOKEN_OTHERWISE = re.compile(
    r"^(hold|prompts\.go_on|pausing\.stays|situations\.\w+\.lost|poses\.\d+\.(rest\.)?reminders)"
)
"""Where a list's lines take turns, and a language has as many of its own as it likes."""


LED = (Guidance.USUAL, Guidance.MORE)
"""With less than these a breath is counted only where it has been quiet for long: that depends on the words."""


def paths(language: str) -> dict[str, str]:
    """Every sentence by where it stands, but for lists of which each language has its own."""
    return {path: line for path, line in lines_by_path(content(language)) if not SPOKEN_OTHERWISE.match(path)}


def gaps(template: str) -> set[str]:
    return {gap.partition(".")[0] for _, gap, _, _ in Formatter().parse(template) if gap}


def tells(template: str) -> set[str]:
    """What is filled in, and what that tells as well: how many poses are left can be counted by their names."""
    return gaps(template) | ({"left"} if "poses" in gaps(template) else set())


def body(language: str) -> Iterator[tuple[Any, ...]]:
    """What is the same whatever is spoken: each pose and rest, its sides, and how each of its lines moves a body."""
    for held in content_for(language).routine.every_held():
        for name in ("setup", "short", "setup_gentler", "way_out"):
            moves = [(line.takes, line.leaves) for line in getattr(held, name) if line.takes or line.leaves]
            yield held.id, held.position, tuple(side.id for side in held.sides), name, moves


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_teaches_the_same_poses_to_the_same_body(language: str) -> None:
    assert list(body(language)) == list(body("en"))
    routine, english = content_for(language).routine, content_for("en").routine
    assert {to: set(ways) for to, ways in routine.moves.items()} == {
        to: set(ways) for to, ways in english.moves.items()
    }
    assert routine.lying == english.lying
    assert len(routine.numbers) == len(english.numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_a_sentence_has_to_tell_is_left_out(language: str) -> None:
    ours, english = paths(language), paths("en")
    told = ("breaths", "breath", "total", "minutes", "left", "done", "time", "poses", "number", "recap", "good_for")
    missing = {
        path: gaps(line) - tells(ours[path])
        for path, line in english.items()
        if path in ours and (gaps(line) - tells(ours[path])) & set(told)
    }
    assert missing == {}


def by_path(language: str) -> Mapping[str, Instruction]:
    rows = {row.say: row for row in table(language)}
    return {path: rows[line] for path, line in paths(language).items() if line in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_is_asked_for_the_same_in_the_same_place(language: str) -> None:
    ours, english = by_path(language), by_path("en")
    assert sorted(english.keys() - ours.keys()) == []
    differs = defaultdict(list)
    for path, row in english.items():
        for name in ("at", "halfway", "leaves", "form", "makes", "breath", "opens"):
            if getattr(ours[path], name) != getattr(row, name):
                differs[path].append((name, getattr(ours[path], name), getattr(row, name)))
    assert dict(differs) == {}


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_line_of_a_pose_a_move_or_a_hold_is_in_the_table(language: str) -> None:
    known, said = {row.say for row in table(language)}, content(language)
    bodily = {line for part in ("poses", "moves", "hold", "ease_out") for _, line in lines_by_path(said[part])}
    told = {pose["good_for"] for pose in said["poses"]}
    told |= {pose["rest"]["good_for"] for pose in said["poses"] if "rest" in pose}
    assert sorted(bodily - known - told) == []


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("locale", ["en-GB", "de-DE", "es-ES", "es-MX"])
def test_a_hold_has_as_many_words_as_in_english_at_every_pace(locale: str, pace: str) -> None:
    """Words that are too long for their half of a breath are left out: nobody would hear of it."""
    for pose, guidance, total, day in product(content_for("en").routine.poses, LED, (8, 9, 10), range(3)):
        ours, english = (
            {
                (cue.place.breath, cue.place.phase)
                for breath in Hold(
                    Place(pose.id, 0, Stage.HOLD), Posture(), total, PACES[pace], guidance, reminders, day
                ).breaths(routine)
                for cue in breath.cues
                if cue.words
            }
            for routine in (content_for(locale).routine, content_for("en").routine)
            for reminders in [routine.pose(pose.id).reminders]
        )
        assert ours == english, (pose.id, guidance, total, day)
