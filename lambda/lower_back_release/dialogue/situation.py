"""Where a conversation stands when it waits, and what it says there."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.words import done_with, fill, shape_at
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import Progress


class Situation(StrEnum):
    """Why one waits."""

    NEW = "new"
    """Nothing has begun."""
    MOVING = "moving"
    """Nobody waits: in a pose, with the words going on by themselves."""
    PAUSED = "paused"
    """In the middle of a pose, with nothing going on."""
    INSIDE = "inside"
    """The answer ended inside a pose that was too long for it."""
    BETWEEN = "between"
    """Between two poses."""
    END = "end"
    """After the last pose."""


@dataclass(frozen=True)
class SituationWords:
    """What is said to somebody who waits, asks for help or isn't understood."""

    prompt: str
    """How to go on, in a sentence or two."""
    reprompt: str
    """The same, for somebody who took their time."""
    help: str
    """What can be said here. Ends with a question."""
    lost: tuple[str, ...]
    """To words that weren't understood: the first time, the second time in a row, any time after."""


@dataclass(frozen=True)
class Situations:
    """The words of each situation."""

    new: SituationWords
    moving: SituationWords
    paused: SituationWords
    inside: SituationWords
    between: SituationWords
    end: SituationWords

    def words(self, situation: Situation) -> SituationWords:
        """The words of one."""
        words: SituationWords = getattr(self, situation.value)
        return words


@dataclass(frozen=True)
class QuestionWords:
    """How a question is asked."""

    ask: Annotated[str, Gaps("poses")]
    """The first time."""
    again: str
    """Once more, after something that was no answer."""
    reprompt: str
    """The same, for somebody who took their time or asks what they can say."""


@dataclass(frozen=True)
class Questions:
    """The words of each question."""

    forget: QuestionWords
    go_on_with: QuestionWords
    when_ready: QuestionWords
    from_first: QuestionWords
    again: QuestionWords
    again_with: QuestionWords
    which_pose: QuestionWords
    gentler: QuestionWords
    move_on: Annotated[QuestionWords, Gaps("next")]
    rest_instead: QuestionWords
    enough: QuestionWords
    remind_when: QuestionWords
    remind_days: QuestionWords
    remind: QuestionWords

    def words(self, question: Question) -> QuestionWords:
        """The words of one."""
        words: QuestionWords = getattr(self, question.value)
        return words


@dataclass(frozen=True)
class Prompts:
    """How to go on, at the end of what one answer tells of the routine."""

    go_on: Annotated[tuple[str, ...], Gaps("next")]
    """At the end of a pose, in turn."""
    go_on_side: str
    go_on_rest: str
    go_on_hold: str
    finished: str
    finished_some: str
    flow_on: str
    flow_on_to: Annotated[str, Gaps("next")]


def situation_at(place: Place, progress: Progress, routine: Routine, *, running: bool) -> Situation:
    """Where the conversation stands with somebody at a place."""
    if place.stage is Stage.DONE:
        after = routine.after(place.pose, progress.preferences.without)
        return Situation.BETWEEN if after else Situation.END
    if place.waits:
        return Situation.INSIDE
    if running:
        return Situation.MOVING
    return Situation.PAUSED if progress.course.begun else Situation.NEW


def left_behind(here: Place, routine: Routine) -> Place:
    """Where somebody is who has left what they were in: before the same breath of a pose, but past its rest."""
    if here.rest or not here.to_hold:
        return done_with(routine.pose(here.pose))
    return replace(here, waits=False)


def flows_on(end: Place, progress: Progress, routine: Routine) -> bool:
    """Whether more begins by itself after an answer that ends here."""
    likes = progress.preferences
    return likes.flow and (end.waits or routine.after(end.pose, likes.without) is not None)


def prompt_at(place: Place, progress: Progress, routine: Routine, words: Prompts) -> str:
    """How to go on from a place where the telling ends; nothing after a rest in between, when one is asked anew."""
    if progress.course.later and place == progress.course.later.place:
        return ""
    after = routine.after(place.pose, progress.preferences.without)
    named = {"count": routine.number(len(routine.poses)), "next": after.called if after else ""}
    return fill(_prompt_template(place, progress, routine, words), shape_at(place, routine), routine, **named)


def _prompt_template(place: Place, progress: Progress, routine: Routine, words: Prompts) -> str:
    flows = flows_on(place, progress, routine)
    if place.waits and flows:
        return words.flow_on
    if place.waits and place.stage is Stage.HOLD:
        return words.go_on_hold
    if place.waits:
        return words.go_on_rest if place.rest else words.go_on_side
    if routine.after(place.pose, progress.preferences.without) is None:
        return words.finished if progress.course.led_to(place).completes(routine, ()) else words.finished_some
    return words.flow_on_to if flows else words.go_on[routine.order[place.pose] % len(words.go_on)]
