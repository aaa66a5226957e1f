"""Everything the content can say, for whoever wants to measure how long it takes."""

import string
from itertools import product

from lower_back_release.content import Content
from lower_back_release.content.reader import texts
from lower_back_release.dialogue.changing import ChangingWords
from lower_back_release.dialogue.moving import MovingWords
from lower_back_release.dialogue.names import pose_names
from lower_back_release.lesson.breath import FEWEST_BREATHS, MOST_BREATHS, PACES
from lower_back_release.lesson.hold import Guidance, Hold
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.words import sentence

OTHERS = 20
"""Phrases worth measuring besides those of the holds, so that a voice's constants rest on more than short ones."""


def hold_phrases(routine: Routine) -> tuple[str, ...]:
    """Everything said on the breaths of a hold, whatever pace, number of breaths and guidance is asked for."""
    heard: dict[str, None] = {}
    posture = Posture()  # said alike however one lies
    likes = tuple(product(PACES.values(), range(FEWEST_BREATHS, MOST_BREATHS + 1), Guidance, range(_days(routine))))
    for pose in routine.poses:
        place = Place(pose.id, 0, Stage.HOLD)
        for pace, total, guidance, day in likes:
            breaths = Hold(place, posture, total, pace, guidance, pose.reminders, day).breaths(routine)
            heard |= {cue.words: None for breath in breaths for cue in breath.cues if cue.words}
    return tuple(heard)


def _days(routine: Routine) -> int:
    """Days of practice until whatever takes turns has had its turn."""
    turns = [pose.reminders for pose in routine.poses]
    turns += [lines for lines in vars(routine.hold).values() if isinstance(lines, tuple)]
    return max(map(len, turns))


def sentences(content: Content) -> tuple[str, ...]:
    """Everything the content can say, its gaps filled with words of its own."""
    routine, moving = content.routine, content.words.of(MovingWords)
    side = next(side for pose in routine.poses for side in pose.sides)
    first, second = routine.poses[:2]
    words = _Words(
        side=side.side,
        other=side.other,
        named_side=side.side,
        side_name=side.name,
        called=first.called,
        pose=first.called,
        next=second.called,
        named=second.called,
        recap=first.gentler,
        ordinal=moving.ordinals[0],
        time=moving.ordinals[1],
        pace=next(iter(content.words.of(ChangingWords).paces.values())),
        poses=pose_names(routine.poses, moving.names),
        count=routine.number(len(routine.poses)),
    )
    words.number = routine.number(FEWEST_BREATHS)
    fill = string.Formatter().vformat
    # What ends as a sentence does is one, and no name, id or fragment.
    templates = (text for text in texts((routine, *content.words.all_groups())) if text.endswith((".", "?", "!")))
    said = (sentence(fill(template, (), words)) for template in templates)
    return tuple(dict.fromkeys((*hold_phrases(routine), *said)))


def worth_measuring(content: Content) -> tuple[str, ...]:
    """The phrases of the holds, and others of all lengths."""
    holds = hold_phrases(content.routine)
    rest = sorted(set(sentences(content)).difference(holds), key=lambda words: (len(words), words))
    return (*holds, *(rest[round(n * (len(rest) - 1) / (OTHERS - 1))] for n in range(OTHERS)))


class _Words(dict[str, str]):
    """Words for the gaps of a template: a number where nothing else is known."""

    number = ""

    def __missing__(self, name: str) -> str:
        return self.number
