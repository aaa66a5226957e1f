"""Commands of somebody who wants to be reminded of the practice, which Alexa does: one reminder at a time."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated

from lower_back_release.dialogue.asking import not_understood
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.errand import Errand, Errands, Result
from lower_back_release.dialogue.names import listed
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer, Permission
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.words import Said
from lower_back_release.person.owed import OF_REMINDING, Question
from lower_back_release.person.reminder import (
    HOURS_A_DAY,
    MINUTES_A_DAY,
    MINUTES_AN_HOUR,
    NEXT,
    NOON,
    OTHERWISE,
    SETS,
    SMALL_HOURS,
    WEEK,
    When,
    coming,
    over,
    soon,
    when,
)

FORENOON, MIDDAY_ENDS, EVENING, NIGHT = 10, 13, 18, 22
"""The hours at which a forenoon begins, midday ends, and an evening and a night begin, in the words of most languages
that have them; a night lasts until SMALL_HOURS."""

QUARTER, HALF = 15, 30
"""The minutes after an hour that have names of their own."""

LONGEST_WAIT = 365 * MINUTES_A_DAY
"""Minutes: nobody is reminded later than in a year. Nobody's but ours: nothing was found of how late Alexa can."""


@dataclass(frozen=True)
class RemindingWords:
    """What is said of reminders, and by them."""

    label: Annotated[str, Gaps(alone=True)]
    """What Alexa says when it is time."""
    proposal: Annotated[str, Gaps("when")]
    """What is about to be set, before they are asked whether it shall be."""
    set: Annotated[str, Gaps("when")]
    replaced: str
    """Before that, where there was another, which it takes the place of."""
    permission: str
    """Before Alexa asks them for their permission."""
    card: str
    """Where they find a card that asks for it."""
    refused: str
    """To somebody who doesn't give it."""
    declined: str
    """To somebody who doesn't want what was proposed."""
    unsupported: str
    too_many: str
    past: str
    no_time_zone: str
    not_taken: str
    unreachable: str
    can: str
    """What reminders there can be, to somebody who wishes for another kind."""
    was: Annotated[str, Gaps("when")]
    """When they are reminded so far, before a change of it is proposed."""
    none_yet: str
    """To somebody who wants to change theirs, and has none, before what they named is proposed."""
    have: Annotated[str, Gaps("when")]
    have_unread: str
    """Of a reminder of ours whose time can't be told."""
    none: str
    gone: str
    not_allowed: str
    """To somebody who asks for their reminders, and doesn't give the permission to look at them."""
    daily: Annotated[str, Gaps("time", alone=True)]
    weekdays: Annotated[str, Gaps("time", alone=True)]
    weekends: Annotated[str, Gaps("time", alone=True)]
    weekly: Annotated[str, Gaps("days", "time", alone=True)]
    today: Annotated[str, Gaps("time", alone=True)]
    tomorrow: Annotated[str, Gaps("time", alone=True)]
    once: Annotated[str, Gaps("time", alone=True)]
    """The next time it is so late, whichever day that is."""
    week: Annotated[tuple[str, ...], Gaps(alone=True)]
    """The days from Monday on."""
    coming: Annotated[str, Gaps("day", "time", alone=True)]
    """A day of the week, the next time that it comes."""
    on_date: Annotated[str, Gaps("day", "month", "time", alone=True)]
    on_date_of_year: Annotated[str, Gaps("day", "month", "year", "time", alone=True)]
    """The same, in another year than this."""
    months: Annotated[tuple[str, ...], Gaps(alone=True)]
    """From January on."""
    names: Annotated[str, Gaps("names", "last", alone=True)]
    """How several days, or several reminders, are listed."""
    midnight: Annotated[str, Gaps(alone=True)]
    noon: Annotated[str, Gaps(alone=True)]
    hours: Annotated[tuple[str, ...], Gaps(alone=True)]
    """The full hours, from one to twelve."""
    clock: Annotated[str, Gaps("hour", "number", "minute", "minutes", alone=True)]
    """A time that isn't a full hour: of an hour by its name, or by its number, and of minutes in two digits, "05", or
    as a number, "5"."""
    in_morning: Annotated[str, Gaps("time", alone=True)]
    in_afternoon: Annotated[str, Gaps("time", alone=True)]
    in_evening: Annotated[str, Gaps("time", alone=True)]
    at_night: Annotated[str, Gaps("time", alone=True)]
    quarter: Annotated[str | None, Gaps("hour", alone=True)] = None
    half: Annotated[str | None, Gaps("hour", "next", alone=True)] = None
    """A quarter past an hour, and half past it, where they aren't said as other minutes are: of the hour, or of the
    number of the next one."""
    after_midnight: Annotated[str | None, Gaps("time", alone=True)] = None
    """In the hour after midnight, where that is said otherwise than what follows."""
    small_hours: Annotated[str | None, Gaps("time", alone=True)] = None
    """At night, from midnight to SMALL_HOURS, where that is said otherwise than before midnight."""
    forenoon: Annotated[str | None, Gaps("time", alone=True)] = None
    """From FORENOON to noon, where that isn't morning any more."""
    midday: Annotated[str | None, Gaps("time", alone=True)] = None
    """From noon to `midday_ends`, where that isn't afternoon yet."""
    days: Annotated[tuple[str, ...] | None, Gaps(alone=True)] = None
    """The days from Monday on, where one of them alone isn't called as in `weekly`."""
    dates: Annotated[tuple[str, ...] | None, Gaps(alone=True)] = None
    """The days of a month from the first on, where a voice may take their number for a count."""
    midday_ends: int = MIDDAY_ENDS
    """The hour at which midday ends, where that is another."""
    evening: int = EVENING
    """The hour at which an evening begins, where that is another."""


def as_reminded(command: Command, question: Question | None) -> Command:
    """The command as it is meant by somebody who was asked for a time: "eight" is none of breaths.

    Nor is "in ten minutes" a time that the routine is to fit into.
    """
    number = command.number
    if question is not Question.REMIND_WHEN or number is None:
        return command
    if command.name == "breaths" and 0 < number <= NOON:
        return Command("remind_at", when=f"{number:02}:00")
    return Command("remind_me", soon=number, outcome=command.outcome) if command.name == "within" else command


@command(Theme.ASKING, "Has Alexa remind you, once it has read back when; another time takes the place of the first")
def remind_me(turn: Turn) -> Answer:
    """Proposes a reminder, and asks whether to set it; asks for its time, where none was named."""
    named, minutes, outcome = when(turn.command.when or ""), turn.command.soon, turn.command.outcome
    if minutes is None:
        return _propose_by_clock(turn, _open_wish(turn).changed(named))
    if not 0 < minutes <= LONGEST_WAIT:
        return _propose(turn, replace(named, days=(OTHERWISE,)))
    if outcome is None:
        return _first(turn, Errand(Errands.CLOCK))
    if outcome.now is None:
        return _failed(turn.after_aside, outcome.result)
    return _propose(turn, soon(minutes, outcome.now).changed(named))


@command(Theme.ASKING, "Changes the reminder you have from it, and leaves what you don't name as it is")
def change_reminder(turn: Turn) -> Answer:
    """Says what it is and what it would be, and asks whether to set it so."""
    words, outcome, named = turn.words.of(RemindingWords), turn.command.outcome, when(turn.command.when or "")
    if turn.owed.question in OF_REMINDING and named == When():  # "an hour later": later than what was only proposed
        days = turn.owed.question is Question.REMIND_DAYS
        return _ask(turn, Question.REMIND_DAYS if days else Question.REMIND_WHEN, _open_wish(turn))
    if turn.owed.question in OF_REMINDING:
        return remind_me(turn)
    if outcome is None:
        return _first(turn, Errand(Errands.TELL))
    if outcome.result is not Result.DONE:
        return _not_seen(turn, outcome.result, change_reminder.__name__)
    if not outcome.reminders:
        if named == When():
            return turn.carry_on(turn.say(words.none))
        return _propose(turn, named, turn.say(words.none_yet))
    read = [each for each in outcome.reminders if each.minute is not None]
    if not read:
        return _propose(turn, named, turn.say(words.have_unread))
    told = turn.say(words.was, when=listed(dict.fromkeys(_told(turn, each) for each in read), words.names))
    before = read[0].to_change()
    if named == When():
        return _ask(turn, Question.REMIND_WHEN, before, told)
    return _propose(turn, before.changed(named), told)


@command(Theme.ANSWERING, "Takes it for the time, where it asked when to remind you")
def remind_at(turn: Turn) -> Answer:
    """A time or days by themselves, which mean something only while a reminder is spoken of, or has just been told."""
    if turn.owed.question in OF_REMINDING or turn.owed.asked == which_reminder.__name__:
        return change_reminder(turn)
    return not_understood(turn)


def agreed(turn: Turn) -> Answer:
    """Sets what was proposed."""
    return _set(turn, _open_wish(turn))


def declined(turn: Turn) -> Answer:
    """Then not."""
    return turn.after_aside.carry_on(turn.say(turn.words.of(RemindingWords).declined))


@command()
def consented(turn: Turn) -> Answer:
    """Alexa has their permission now: sets what they had agreed to."""
    return _set(turn, when(turn.command.when or ""), asked=True)


@command()
def refused(turn: Turn) -> Answer:
    """Alexa doesn't have their permission."""
    words = turn.words.of(RemindingWords)
    told = words.not_allowed if turn.command.permission_for else words.refused
    return turn.after_aside.carry_on(turn.say(told))


@command()
def not_asked(turn: Turn) -> Answer:
    """Alexa couldn't ask for their permission, or wasn't answered."""
    return _by_card(turn)


@command(Theme.ASKING, "Tells what reminder you have from it")
def which_reminder(turn: Turn) -> Answer:
    """When they are reminded."""
    words, outcome = turn.words.of(RemindingWords), turn.command.outcome
    if outcome is None:
        return _first(turn, Errand(Errands.TELL))
    if outcome.result is not Result.DONE:
        return _not_seen(turn, outcome.result, which_reminder.__name__)
    read = [_told(turn, each) for each in outcome.reminders if each.minute is not None]
    said = [turn.say(words.have, when=listed(dict.fromkeys(read), words.names))] if read else []
    if len(read) < len(outcome.reminders):
        said.append(turn.say(words.have_unread))
    progress, reply = turn.carry_on(*said or (turn.say(words.none),))
    return progress.with_owed(asked=which_reminder.__name__), reply  # "make it nine" would change it


@command(Theme.ASKING, "Deletes the reminder you have from it")
def cancel_reminder(turn: Turn) -> Answer:
    """No reminder any more."""
    words, outcome = turn.words.of(RemindingWords), turn.command.outcome
    if outcome is None:
        return _first(turn, Errand(Errands.CANCEL))
    turn = turn.after_aside
    if outcome.result is not Result.DONE:
        return _not_seen(turn, outcome.result, cancel_reminder.__name__)
    return turn.carry_on(turn.say(words.gone if outcome.reminders else words.none))


def _open_wish(turn: Turn) -> When:
    """What has been told so far of a reminder that is still spoken of."""
    return when(turn.owed.wish)


def _propose_by_clock(turn: Turn, wish: When) -> Answer:
    """Proposes it with its day; where only a clock tells which that is, or whether it is over, it is looked at first.

    Where there is no telling what time it is, it is proposed as it was named.
    """
    outcome = turn.command.outcome
    if wish.at is None or wish.days not in ((), ("today",)):
        return _propose(turn, wish)
    if outcome is None:
        return _first(turn, Errand(Errands.CLOCK))
    if outcome.now is None:
        return _propose(turn, wish)
    if over(wish, outcome.now):
        return _propose(turn, wish.without_time(), turn.say(turn.words.of(RemindingWords).past))
    return _propose(turn, coming(wish, outcome.now))


def _propose(turn: Turn, wish: When, *said: Said) -> Answer:
    """Says what would be set, and asks whether it shall be; asks first for what there is none of, or can't be."""
    if wish.otherwise:
        return _ask_days(turn, wish, *said, turn.say(turn.words.of(RemindingWords).can))
    if wish.at is None:
        return _ask(turn, Question.REMIND_WHEN, wish, *said)
    template = turn.words.of(RemindingWords).proposal
    return _ask(turn, Question.REMIND, wish, *said, turn.say(template, when=_told(turn, wish)))


def _ask_days(turn: Turn, wish: When, *said: Said) -> Answer:
    """Asks for days, in place of those that can't be."""
    return _ask(turn, Question.REMIND_DAYS, wish.without_days(), *said)


def _ask(turn: Turn, question: Question, wish: When, *said: Said) -> Answer:
    """Asks a question of a reminder, of which so much has been told; what was asked before is asked again after it."""
    progress, reply = turn.ask(question, *said)
    return progress.with_owed(behind=turn.behind, wish=wish.to_text()), reply


def _set(turn: Turn, wish: When, *, asked: bool = False) -> Answer:
    """Sets a reminder, and says when it will be; `asked` tells whether they have been asked for their permission."""
    words, outcome = turn.words.of(RemindingWords), turn.command.outcome
    if wish.at is None or wish.otherwise:
        return _propose(turn, wish)
    if outcome is None:
        return _first(turn, Errand(Errands.SET, wish))
    match outcome.result:
        case Result.DONE:
            replaced = [turn.say(words.replaced)] if outcome.reminders else []
            return turn.after_aside.carry_on(*replaced, turn.say(words.set, when=_told(turn, wish)))
        case Result.NOT_ALLOWED if not asked:
            return _by_voice(turn, wish.to_text(), Question.REMIND)
        case Result.NOT_ALLOWED:
            return _by_card(turn)
        case Result.PAST if wish.date:
            return _ask_days(turn, wish, turn.say(words.past))
        case Result.PAST:
            return _propose(turn, wish.without_time(), turn.say(words.past))
    return _failed(turn.after_aside, outcome.result)


def _first(turn: Turn, errand: Errand) -> Answer:
    """An answer that isn't said: the errand comes first."""
    progress, reply = turn.carry_on()
    return progress, replace(reply, errand=errand)


def _failed(turn: Turn, result: Result) -> Answer:
    """What they can do about it; then on as before."""
    words = turn.words.of(RemindingWords)
    told = {
        Result.UNSUPPORTED: words.unsupported,
        Result.TOO_MANY: words.too_many,
        Result.NO_TIME_ZONE: words.no_time_zone,
        Result.NOT_TAKEN: words.not_taken,
    }
    return turn.carry_on(turn.say(told.get(result, words.unreachable)))


def _not_seen(turn: Turn, result: Result, name: str) -> Answer:
    """Why their reminders couldn't be looked at; has them asked for their permission, where that is what it takes."""
    if result is not Result.NOT_ALLOWED:
        return _failed(turn, result)
    if turn.command.permission_for:  # they have been asked for it
        return _by_card(turn)
    return _by_voice(turn, f"{name} {turn.command.when or ''}".strip(), turn.question)


def _by_voice(turn: Turn, wish: str, question: Question | None) -> Answer:
    """Has Alexa ask for their permission, and tell it with the wish. What they agreed to stays open until she tells."""
    said = turn.say(turn.words.of(RemindingWords).permission)
    progress, reply = turn.wait(said, question=question)
    if question is Question.REMIND:
        progress = progress.with_owed(behind=turn.behind, wish=turn.owed.wish)  # what was proposed, whatever they ask
    return progress, replace(reply, permission=Permission.BY_VOICE, wish=wish)


def _by_card(turn: Turn) -> Answer:
    progress, reply = turn.after_aside.carry_on(turn.say(turn.words.of(RemindingWords).card))
    return progress, replace(reply, permission=Permission.BY_CARD)


def _told(turn: Turn, wish: When) -> str:
    """A time and its days as they are said, such as "every day at eight in the evening"."""
    words, time = turn.words.of(RemindingWords), _time(turn, wish.at or 0)
    named = dict(zip(WEEK, words.week, strict=True))
    if not wish.recurs:
        day = wish.days[0] if wish.days else ""
        if wish.date:
            template = words.on_date if wish.date.year == _year(turn) else words.on_date_of_year
            month = words.months[wish.date.month - 1]
            day = words.dates[wish.date.day - 1] if words.dates else str(wish.date.day)
            return template.format(day=day, month=month, year=wish.date.year, time=time)
        if day in NEXT:
            return words.coming.format(day=(words.days or words.week)[NEXT.index(day)], time=time)
        return {"today": words.today, "tomorrow": words.tomorrow}.get(day, words.once).format(time=time)
    templates = {"daily": words.daily, "weekdays": words.weekdays, "weekends": words.weekends}
    for name, days in SETS.items():
        if wish.days == days:
            return templates[name].format(time=time)
    return words.weekly.format(days=listed((named[day] for day in wish.days), words.names), time=time)


def _year(turn: Turn) -> int:
    """This year; on its first and its last day it may be another where they are, and is said then."""
    return datetime.fromtimestamp(turn.now_ms / 1000, UTC).year


def _time(turn: Turn, minute: int) -> str:
    """A time of day in words, with the part of the day it is in."""
    words = turn.words.of(RemindingWords)
    hours, minutes = divmod(minute, MINUTES_AN_HOUR)
    if not minutes and hours in (0, NOON):
        return words.noon if hours else words.midnight
    number = (hours - 1) % NOON + 1
    template = {0: "{hour}", QUARTER: words.quarter, HALF: words.half}.get(minutes) or words.clock
    time = template.format(
        hour=words.hours[number - 1],
        number=number,
        next=number % NOON + 1,
        minute=f"{minutes:02}",
        minutes=minutes,
    )
    small_hours = words.small_hours or words.at_night
    parts = {1: words.after_midnight or small_hours, SMALL_HOURS: small_hours, FORENOON: words.in_morning}
    parts |= {NOON: words.forenoon or words.in_morning, words.midday_ends: words.midday or words.in_afternoon}
    parts |= {words.evening: words.in_afternoon, NIGHT: words.in_evening, HOURS_A_DAY: words.at_night}
    return next(part for end, part in parts.items() if hours < end).format(time=time)
