"""Questions of somebody who has been here before: how often, and when the last time was."""

from dataclasses import dataclass
from typing import Annotated

from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.words import Said
from lower_back_release.person.history import DAYS_A_WEEK

DAYS_A_MONTH = 30
"""Days by which it is told how many months ago something was: only about right, and that is said."""

FEW_DAYS, MANY_DAYS = 14, 60
"""From how many days on they are told in weeks, and in months."""


@dataclass(frozen=True)
class ComingBackWords:
    """What is said of days of practice, which are days on which somebody was in a pose."""

    first_day: str
    """To somebody who hasn't practiced on another day; in place of when the end last was, too."""
    one_day: str
    days: Annotated[str, Gaps("days")]
    one_this_week: str
    """Of the one day of practice in the last seven."""
    one_to_the_end: str
    """The same, where they came to the end of the routine."""
    this_week: Annotated[str, Gaps("days")]
    """On how many of the last seven days they practiced, this one among them."""
    to_the_end_once: str
    """On one of these days they came to the end of the routine."""
    to_the_end: Annotated[str, Gaps("number")]
    to_the_end_each: str
    today: str
    """That there was practice on this day."""
    today_to_the_end: str
    before: Annotated[str, Gaps("ago")]
    """When they practiced before this day."""
    last_time: Annotated[str, Gaps("ago")]
    """When they last practiced, to somebody who hasn't on this day."""
    last_time_to_the_end: Annotated[str, Gaps("ago")]
    last_end: Annotated[str, Gaps("ago")]
    """When they last came to the end, where that isn't the day that was told."""
    not_yet: str
    """To somebody who hasn't practiced."""
    never: str
    """To somebody who hasn't come to the end yet."""
    yesterday: Annotated[str, Gaps(alone=True)]
    days_ago: Annotated[str, Gaps("number", alone=True)]
    weeks_ago: Annotated[str, Gaps("number", alone=True)]
    months_ago: Annotated[str, Gaps("number", alone=True)]


@command(Theme.ASKING, "Tells how often you have practiced", anew=True)
def how_often(turn: Turn) -> Answer:
    """On how many days before this one; and on how many of a week, and to the end on how many of these."""
    words, history = turn.words.of(ComingBackWords), turn.progress.history
    template = {0: words.first_day, 1: words.one_day}.get(history.days, words.days)
    return turn.carry_on(turn.say(template, days=turn.routine.number(history.days)), *_this_week(turn))


@command(Theme.ASKING, "Tells when you last practiced, and whether to the end", anew=True)
def last_time(turn: Turn) -> Answer:
    """When they last practiced, on this day and before; and when they last came to the end, unless it was then."""
    words, history = turn.words.of(ComingBackWords), turn.progress.history
    days = history.days_back(turn.routine)
    if not days:  # `days` that were counted before each was kept are no days of which it is known when they were
        return turn.carry_on(turn.say(words.never if history.days else words.not_yet))
    last, *before = days
    if last:
        said = [turn.say(words.last_time_to_the_end if days[last] else words.last_time, ago=_ago(turn, last))]
    else:
        said = [turn.say(words.today_to_the_end if days[last] else words.today)]
        if before:
            said.append(turn.say(words.before, ago=_ago(turn, before[0])))
        elif not history.days:
            return turn.carry_on(*said, turn.say(words.first_day))
    if not days[last]:
        end = next((ago for ago in before if days[ago]), None)
        said.append(turn.say(words.never) if end is None else turn.say(words.last_end, ago=_ago(turn, end)))
    return turn.carry_on(*said)


def _this_week(turn: Turn) -> tuple[Said, ...]:
    """On how many of the last seven days they practiced, and came to the end; nothing of a first day unfinished."""
    words, history, number = turn.words.of(ComingBackWords), turn.progress.history, turn.routine.number
    to_the_end = [end for ago, end in history.days_back(turn.routine).items() if ago < DAYS_A_WEEK]
    days, ends = len(to_the_end), sum(to_the_end)
    if not days or not (history.days or ends):
        return ()
    if days == 1:
        return (turn.say(words.one_to_the_end if ends else words.one_this_week),)
    said = turn.say(words.this_week, days=number(days))
    if not ends:
        return (said,)
    template = {days: words.to_the_end_each, 1: words.to_the_end_once}.get(ends, words.to_the_end)
    return said, turn.say(template, number=number(ends))


def _ago(turn: Turn, days: int) -> str:
    """How long ago a day before this one was: in words that are right to the day, the week or the month."""
    words = turn.words.of(ComingBackWords)
    if days == 1:
        return words.yesterday
    if days < FEW_DAYS:
        template, length = words.days_ago, 1
    else:
        template, length = (words.weeks_ago, DAYS_A_WEEK) if days < MANY_DAYS else (words.months_ago, DAYS_A_MONTH)
    return template.format(number=turn.routine.number(round(days / length)))
