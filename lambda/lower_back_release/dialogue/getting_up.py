"""Commands of somebody who wants out of a pose, or up from the floor."""

from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Line
from lower_back_release.lesson.words import Said
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import LEAVING


@dataclass(frozen=True)
class GettingUpWords:
    """What is said of the way out of a pose, and up from the floor."""

    out: str
    """To somebody who has just been led out of a pose."""
    not_in: str
    """To somebody who is in none."""
    up: str
    stuck: str
    fell: str
    afterwards: str
    """To somebody who was stuck, or has fallen."""
    afterwards_new: str
    """The same, where nothing has begun."""
    hurt: str
    """To somebody who has fallen, or was on the way up, and whom it hurts."""
    good: str
    """To somebody who tells that they are well, or as far as they were told."""
    steps: Annotated[dict[str, tuple[Line, ...]], Gaps(alone=True)]
    """How to get up, from each position one may be in."""


HELPLESS = ("fell", "stuck")
"""Commands of somebody who may need help from other people."""

HURT_SINCE = "hurt_since"
"""What stands for such a command, once somebody has told that it hurts."""

GETTING_UP = (*HELPLESS, "get_up", HURT_SINCE)
"""Commands after which somebody is getting up from the floor."""

GETTING_UP_MS = 90_000
"""Milliseconds for which they are taken to be at it, and no yes leads on: longer than the steps take to tell, and
shorter than they are left in quiet until they are asked whether to go on."""

_CRIES = frozenset({"hurts", "cannot", "cramp", "help", "not_ours", "how_to", "get_up", "next"})
"""Commands that, right after one of those, ask for the same again: whom to call, and how to get up."""

_PAINS = frozenset({"hurts", "cramp"})
"""Those of them after which nobody is told to get up."""

_TOO_MUCH = frozenset({"cannot", "help"})
"""Those of them that ask whom to call, also of somebody who only wanted to know how to get up."""


def as_getting_up(command: Command, asked: str) -> Command:
    """The command as it is meant by somebody whose last one that could be answered anew was `asked`."""
    if asked not in GETTING_UP or command.pose or command.nth:
        return command
    if command.name in _PAINS or (asked == HURT_SINCE and command.name in (*_CRIES, "resume")):
        return Command("hurts")
    if command.name not in _CRIES:
        return command
    return Command("stuck" if asked == "get_up" and command.name in _TOO_MUCH else asked)


def is_getting_up(turn: Turn) -> bool:
    """Whether they were told how, not long ago, and nothing has been asked since."""
    since_ms = turn.now_ms - (turn.progress.course.began_ms or 0)
    return turn.question is None and turn.owed.asked in GETTING_UP and since_ms < GETTING_UP_MS


def good(turn: Turn) -> Answer:
    """Glad of it: whoever gets up isn't led back into a pose by a word that may mean that all is well."""
    words = turn.words.of(GettingUpWords)
    if turn.owed.asked == HURT_SINCE:
        after, reply = turn.wait(turn.say(words.afterwards_new), runs=Runs.EASE)
    else:
        after, reply = turn.stand_by(turn.say(words.good))
    return after.with_owed(asked=turn.owed.asked), reply


@command(Theme.CARING, "Brings you out of the pose, and waits", needs_place=True, in_a_rest=True)
def get_out(turn: Turn) -> Answer:
    """Out of the shape one is in, and then as one likes."""
    turn, words = turn.of_routine, turn.words.of(GettingUpWords)
    return turn.stand_by(turn.say(words.out if turn.posture.shape else words.not_in))


@command(Theme.CARING, "Tells you how to get up from the floor, step by step", anew=True)
def get_up(turn: Turn) -> Answer:
    """How to get up, from however one lies."""
    return _up(turn, turn.words.of(GettingUpWords).up)


@command(
    Theme.CARING,
    "Tells you whom to call, and how to get up, where you can't get out of a pose or off the floor",
    anew=True,
)
def stuck(turn: Turn) -> Answer:
    """Out of the pose, whom to call, and how to get up."""
    return _up(turn, turn.words.of(GettingUpWords).stuck, helpless=True)


@command(Theme.CARING, "Tells you what to do after a fall", anew=True)
def fell(turn: Turn) -> Answer:
    """Whom to call, and how to get up: from wherever one has fallen."""
    fallen = replace(turn, progress=turn.progress.with_course(posture=Posture()))
    after, reply = _up(fallen, turn.words.of(GettingUpWords).fell, helpless=True)
    # What is kept is as after a pause; the session alone knows of the fall.
    return after.with_course(posture=turn.posture).with_owed(fell=True), reply


def hurt_since(turn: Turn) -> Answer:
    """Not up, then, for somebody whom it hurts on the way: whom to call, and no more for today."""
    words, still = turn.words.of(GettingUpWords), turn.progress.with_preferences(flow=False)
    hurt = still.with_owed(left=turn.begun, gently=True, fell=turn.owed.fell)
    said = turn.say(words.hurt, wait=3.0), turn.say(words.afterwards_new)
    after, reply = turn.at_ease.wait(*said, progress=hurt, runs=Runs.EASE)
    return after.with_owed(asked=HURT_SINCE), reply


def _up(turn: Turn, first: str, *, helpless: bool = False) -> Answer:
    """Out of the shape one is in, and up; then one may be anywhere, and go on or not. Nothing goes on by itself."""
    words = turn.words.of(GettingUpWords)
    steps = words.steps[turn.out.leaves(turn.posture).position]
    leaves = next((asked for asked in (turn.question, turn.owed.behind) if asked in LEAVING), None)
    question = leaves if helpless else turn.question
    at_ease, still = turn.at_ease, turn.progress.with_preferences(flow=False)
    told = (Said(line.say, line.wait) for line in steps)
    asked = turn.question_words(question).reprompt if question else at_ease.situation_words.reprompt
    if helpless:  # nobody goes on as before
        still = still.with_owed(left=turn.begun, gently=True)
        asked = words.afterwards if turn.begun else words.afterwards_new
    said = turn.say(first, wait=3.0), *told, at_ease.say(asked)
    return at_ease.wait(*said, question=question, progress=still, runs=Runs.EASE)
