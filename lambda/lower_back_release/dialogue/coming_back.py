"""Questions of somebody who has been here before: how often, and when the last time was."""

from dataclasses import dataclass
from typing import Annotated

from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.person.history import FINISHES_KEPT, HOUR_MS, WEEK_MS, day_of

DAYS_A_WEEK, DAYS_A_MONTH = 7, 30
"""Days by which it is told how long ago something was. A month's are only about right, and that is said."""

FEW_DAYS, MANY_DAYS = 14, 60
"""From how many days on they are told in weeks, and in months."""


@dataclass(frozen=True)
class ComingBackWords:
    """What is said of the days before this one."""

    first_day: str
    """To somebody who hasn't practiced on another day."""
    one_day: str
    days: Annotated[str, Gaps("days")]
    this_week: Annotated[str, Gaps("times")]
    """How often they came to the end of the routine in the last seven days."""
    times: Annotated[str, Gaps("number", alone=True)]
    once: Annotated[str, Gaps(alone=True)]
    twice: Annotated[str, Gaps(alone=True)]
    at_least: Annotated[str, Gaps("times", alone=True)]
    """Of as many times as are kept: there may have been more."""
    last_time: Annotated[str, Gaps("ago")]
    just_now: str
    just_now_and: Annotated[str, Gaps("ago")]
    """The same, to somebody who came to the end before that, too."""
    never: str
    """To somebody who hasn't come to the end yet."""
    earlier_today: Annotated[str, Gaps(alone=True)]
    yesterday: Annotated[str, Gaps(alone=True)]
    days_ago: Annotated[str, Gaps("number", alone=True)]
    weeks_ago: Annotated[str, Gaps("number", alone=True)]
    months_ago: Annotated[str, Gaps("number", alone=True)]


@command(Theme.ASKING, "Tells how often you have practiced", anew=True)
def how_often(turn: Turn) -> Answer:
    """On how many days before this one, and how often to the end in a week."""
    words, history = turn.words.of(ComingBackWords), turn.progress.history
    number = turn.routine.number
    template = {0: words.first_day, 1: words.one_day}.get(history.days, words.days)
    said = [turn.say(template, days=number(history.days))]
    week = history.finished_since(turn.now_ms - WEEK_MS)
    if week:
        times = {1: words.once, 2: words.twice}.get(week, words.times).format(number=number(week))
        if week == FINISHES_KEPT:
            times = words.at_least.format(times=times)
        said.append(turn.say(words.this_week, times=times))
    return turn.carry_on(*said)


@command(Theme.ASKING, "Tells when you last came to the end", anew=True)
def last_time(turn: Turn) -> Answer:
    """When they last came to the end of the routine; where that was just now, the time before as well."""
    words, finished = turn.words.of(ComingBackWords), turn.progress.history.finished_ms
    if not finished:
        return turn.carry_on(turn.say(words.never))
    *before, last = finished
    if turn.now_ms - last >= HOUR_MS:
        return turn.carry_on(turn.say(words.last_time, ago=_ago(turn, last)))
    template = words.just_now_and if before else words.just_now
    return turn.carry_on(turn.say(template, ago=_ago(turn, before[-1]) if before else ""))


def _ago(turn: Turn, moment_ms: int) -> str:
    """How long ago a moment was, by the days between: in words that are right to the day, the week or the month."""
    words = turn.words.of(ComingBackWords)
    days = day_of(turn.now_ms, turn.routine) - day_of(moment_ms, turn.routine)
    if days <= 1:
        return words.yesterday if days == 1 else words.earlier_today
    if days < FEW_DAYS:
        template, length = words.days_ago, 1
    else:
        template, length = (words.weeks_ago, DAYS_A_WEEK) if days < MANY_DAYS else (words.months_ago, DAYS_A_MONTH)
    return template.format(number=turn.routine.number(round(days / length)))
