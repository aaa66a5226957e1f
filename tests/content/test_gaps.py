"""What a field says of its gaps is true: with all of them in every sentence, every wish is answered at every stage."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import product
from string import Formatter
from typing import Any

import pytest

from lower_back_release.alexa.speech import BUDGET
from lower_back_release.content import FILES, content_for
from lower_back_release.content.check import OF_DIALOGUE, OF_SHAPE, gaps_of
from lower_back_release.content.reader import texts
from lower_back_release.dialogue.coach import Coach
from lower_back_release.dialogue.commands import COMMANDS, GROUPS
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.routine import HoldLines, Pose, Rest, Routine
from lower_back_release.lesson.word import Word
from lower_back_release.person.progress import new_progress
from tests.dialogue.talk import Talk
from tests.dialogue.test_teachers_ear import STAGES

LANGUAGES = sorted(name for name in FILES if "-" not in name)

NAMED: tuple[Mapping[str, Any], ...] = (
    {},
    {"pose": "deep_squat", "number": 3, "side": "left", "pace": "slow"},
)


def brimful(part: Any, filled_in: frozenset[str]) -> Any:
    """A part of what was read, with all in each sentence that is filled in there."""
    if isinstance(part, Word):
        return part
    if isinstance(part, str):
        return " ".join((part, *(f"{{{name}}}" for name in sorted(filled_in))))
    if isinstance(part, Mapping):
        return {key: brimful(each, filled_in) for key, each in part.items()}
    if isinstance(part, tuple):
        return tuple(brimful(each, filled_in) for each in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {}
    for name, gaps in gaps_of(type(part)).items():
        if name not in ("id", "position", "takes", "leaves"):
            changed[name] = brimful(getattr(part, name), gaps.names if gaps.alone else filled_in | gaps.names)
    return replace(part, **changed)


def of_pose(pose: Pose) -> Any:
    def full(held: Pose | Rest) -> Any:
        own = OF_SHAPE if held.sides else OF_SHAPE & OF_DIALOGUE
        plain = brimful(replace(held, rest=None) if isinstance(held, Pose) else held, own)
        return replace(plain, reminders=held.reminders)

    return replace(full(pose), rest=full(pose.rest)) if pose.rest else full(pose)


@pytest.mark.parametrize("kind", [HoldLines, *GROUPS.values()])
def test_what_is_said_to_be_filled_in_stands_in_a_sentence_of_some_language(kind: type) -> None:
    contents = [content_for(language) for language in LANGUAGES]
    groups = [each.routine.hold if kind is HoldLines else each.words.of(kind) for each in contents]
    for name, gaps in gaps_of(kind).items():
        parsed = (Formatter().parse(text) for group in groups for text in texts(getattr(group, name)))
        stand_there = {gap for parts in parsed for _, gap, _, _ in parts}
        assert gaps.names <= stand_there, f"{name}: a gap that no sentence has"


@pytest.fixture(scope="module")
def full_coach() -> Coach:
    content = content_for("en-US")
    words = Words({kind: brimful(content.words.of(kind), OF_DIALOGUE) for kind in GROUPS.values()})
    lesson = {"hold": brimful(content.routine.hold, frozenset()), "poses": tuple(map(of_pose, content.routine.poses))}
    for field in fields(Routine):
        if field.name in ("ease_out", "if_still_in", "moves"):
            lesson[field.name] = brimful(getattr(content.routine, field.name), OF_SHAPE & OF_DIALOGUE)
    return Coach(replace(content.routine, **lesson), words, replace(BUDGET, seconds=1000.0, characters=100_000))


@pytest.mark.parametrize(
    "stage", [pytest.param(stage, marks=[pytest.mark.slow] if n % 3 else []) for n, stage in enumerate(STAGES)]
)
def test_whatever_is_said_is_filled_in(full_coach: Coach, stage: str) -> None:
    begun = Talk(full_coach, new_progress(full_coach.routine))
    STAGES[stage][0](begun)
    for name, named in product(COMMANDS, NAMED):
        talk = begun.fork()
        for _ in range(2):
            talk.say(name, **named)
            talk.hear_out()
        talk.say("help")
        assert not [cue.words for reply in talk.replies for cue in reply.said.cues if "{" in cue.words], name
