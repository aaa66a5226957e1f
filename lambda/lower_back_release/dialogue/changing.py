"""Commands that change how the practice goes."""

from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue.moving import begin, resume
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.breath import FEWEST_BREATHS, MOST_BREATHS, MOST_BREATHS_HELD, PACES
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.words import Said, done_with

MORE_UNLESS_SAID = 2
"""Breaths more where one says "hold longer" and no number."""


@dataclass(frozen=True)
class ChangingWords:
    """What is said of how the practice goes from here on."""

    pace: Annotated[str, Gaps("pace")]
    paces: Annotated[dict[str, str], Gaps(alone=True)]
    which_pace: str
    slowest: str
    quickest: str
    eases: str
    eases_already: str
    even: str
    """To somebody who wants no hold to slow down."""
    breaths: Annotated[str, Gaps("breaths")]
    breaths_here: Annotated[str, Gaps("breaths")]
    """The same on the second side of a pose whose first had another number."""
    fewest_breaths: Annotated[str, Gaps("breaths")]
    which_breaths: str
    more_breaths: Annotated[str, Gaps("breaths")]
    one_more: str
    more_each_side: Annotated[str, Gaps("breaths")]
    more_here: Annotated[str, Gaps("breaths")]
    """Of the second side."""
    fewer_before: str
    """Where the first side had fewer than the second will have."""
    more_before: Annotated[str, Gaps("breaths")]
    """Where it had more."""
    which_more: str
    not_longer: str
    """To somebody for whom it was too much."""
    one_fits: str
    so_many_fit: Annotated[str, Gaps("breaths")]
    """Of somebody who asks for more than a hold can have."""
    longest: str
    less_guidance: str
    least_guidance: str
    more_guidance: str
    most_guidance: str
    flow: str
    no_flow: str
    step_by_step: str
    waves: str
    no_waves: str
    """To somebody who wants no sound under the breaths any more, or never had one."""
    waves_cannot: str
    """Where no sound can be played."""


ASKED_PACES = frozenset({*PACES, "slower", "faster", "even"})
"""What a pace is asked for by: its name, a step slower or faster, or even again where it eased."""


@command(Theme.CHANGING, "Breathes slower or faster with you, from now on")
def pace(turn: Turn) -> Answer:
    """Another pace from here on: by name, or one step slower or faster."""
    words, names = turn.words.of(ChangingWords), list(PACES)
    index = names.index(turn.progress.preferences.pace.name)
    match turn.command.pace:
        case "slower":
            index += 1
        case "faster":
            index -= 1
        case "even":
            even = turn.progress.with_preferences(eases=False)
            return turn.carry_on(turn.say(words.even), progress=even)
        case str(name) if name in names:
            index = names.index(name)
        case _:
            return turn.carry_on(turn.say(words.which_pace))
    if index < 0:
        return turn.carry_on(turn.say(words.quickest))
    if index == len(names):
        return turn.carry_on(turn.say(words.slowest))
    chosen = PACES[names[index]]
    said = turn.say(words.pace, pace=words.paces[chosen.name])
    eases = turn.progress.preferences.eases and turn.command.pace in ("slower", "faster")
    return turn.carry_on(said, progress=turn.progress.with_preferences(pace=chosen, eases=eases))


@command(Theme.CHANGING, "Breathes slower and slower with you in each hold, from now on")
def ease_pace(turn: Turn) -> Answer:
    """Each hold eases from the pace one likes to the next slower one."""
    words, likes = turn.words.of(ChangingWords), turn.progress.preferences
    if likes.pace.slower == likes.pace:
        return turn.carry_on(turn.say(words.slowest))
    if likes.eases:
        return turn.carry_on(turn.say(words.eases_already))
    return turn.carry_on(turn.say(words.eases), progress=turn.progress.with_preferences(eases=True))


@command(Theme.CHANGING, "Takes so many breaths on each side, from now on")
def breaths(turn: Turn) -> Answer:
    """Another number of breaths a side from here on."""
    number = turn.command.number
    if number is None or not FEWEST_BREATHS <= number <= MOST_BREATHS:
        return turn.carry_on(turn.say(turn.words.of(ChangingWords).which_breaths))
    return _breaths(turn, number)


@command(Theme.CHANGING, "Takes fewer breaths on each side, from now on")
def fewer_breaths(turn: Turn) -> Answer:
    """As few as a pose is held for; whoever has them already is told how to leave it sooner."""
    course = turn.progress.course
    more = course.more_breaths, course.more_rest_breaths, *course.more_by_side
    if turn.progress.preferences.breaths == FEWEST_BREATHS and not any(more):
        fewest = turn.routine.number(FEWEST_BREATHS)
        return turn.carry_on(turn.say(turn.words.of(ChangingWords).fewest_breaths, breaths=fewest))
    return _breaths(turn, FEWEST_BREATHS)


def _breaths(turn: Turn, number: int) -> Answer:
    words = turn.words.of(ChangingWords)
    here, usual = turn.here, turn.progress.with_course(more_breaths=0, more_by_side=(), more_rest_breaths=0)
    on_second = here.side > 0 and here.to_hold
    first_had = turn.progress.course.first_had
    even = usual.with_preferences(breaths=number)
    if turn.between_sides and 0 < first_had < number and not turn.progress.owed.left:  # back, for those it lacks
        said_so = turn.say(words.breaths, breaths=turn.routine.number(number))
        return turn.go(Place(here.pose, here.side - 1, Stage.HOLD, breath=first_had + 1), said_so, progress=even)
    uneven = on_second and first_had != number and not turn.progress.owed.left
    said = [turn.say(words.breaths_here if uneven else words.breaths, breaths=turn.routine.number(number))]
    if uneven:
        fewer = first_had < number
        said.append(
            turn.say(words.fewer_before if fewer else words.more_before, breaths=turn.routine.number(first_had))
        )
    return turn.carry_on(*said, progress=even)


@command(Theme.CHANGING, "Stays in this pose for more breaths", needs_place=True, in_a_rest=True)
def hold_longer(turn: Turn) -> Answer:
    """More breaths in this pose or rest; back into it, for somebody who is leaving it or has just left it."""
    words, here = turn.words.of(ChangingWords), turn.here
    if turn.progress.owed.left or (turn.left_early and turn.pose.id in turn.progress.preferences.without):
        return turn.carry_on(turn.say(words.not_longer))
    if turn.left_early:
        return begin(turn, turn.pose)
    if here.stage is Stage.DONE and turn.routine.rest_after(here.pose, turn.progress.preferences.without):
        here = replace(here, rest=True, side=0)
    elif here.stage is Stage.SETUP and here.rest and here.waits:
        here = done_with(turn.pose)
    elif here.stage is Stage.SETUP and here.side > 0 and here.breath == 1:  # between the sides
        first = Place(here.pose, here.side - 1, Stage.DONE)
        if turn.progress.course.first_had >= turn.progress.plan.total(first, turn.routine):
            here = first
    more = MORE_UNLESS_SAID if turn.command.number is None else turn.command.number
    plan = turn.progress.plan
    total = plan.total(here, turn.routine)
    sides = range(1 if here.rest else turn.pose.sides_count)
    most = MOST_BREATHS_HELD - max(plan.total(replace(here, side=side), turn.routine) for side in sides)
    if most < 1:
        return turn.carry_on(turn.say(words.longest))
    if more < 1:
        return turn.carry_on(turn.say(words.which_more))
    if more > most:
        fits = turn.say(words.one_fits if most == 1 else words.so_many_fit, breaths=turn.routine.number(most))
        return turn.carry_on(fits)
    breaths = turn.routine.number(more)
    if here.rest or not turn.pose.sides:
        said = turn.say(words.one_more if more == 1 else words.more_breaths, breaths=breaths)
        return _longer(turn, here, said, total=total, more=more)
    if here.side == 0 or not here.to_hold:
        return _longer(turn, here, turn.say(words.more_each_side, breaths=breaths), total=total, more=more)
    uneven = turn.say(words.more_here, breaths=breaths), turn.say(words.fewer_before)
    return _longer(turn, here, *uneven, total=total, more=more)


def _longer(turn: Turn, here: Place, *said: Said, total: int, more: int) -> Answer:
    """So many more than the total; from the first side on, where both have been done."""
    course = turn.progress.course
    name = "more_rest_breaths" if here.rest else "more_breaths"
    longer = turn.progress.with_course(**{name: getattr(course, name) + more})
    if here.to_hold:
        return turn.carry_on(*said, progress=longer)
    had = total
    if here.side > 0:
        had, here = course.first_had, replace(here, side=0)
        longer = longer.with_course(breaths_had=total)
    return turn.go(replace(here, stage=Stage.HOLD, breath=had + 1), *said, progress=longer)


@command(Theme.CHANGING, "Says less, and counts")
def less_guidance(turn: Turn) -> Answer:
    """Fewer words in a hold."""
    words, guidance = turn.words.of(ChangingWords), turn.progress.preferences.guidance
    if guidance is Guidance.LESS:
        return turn.carry_on(turn.say(words.least_guidance))
    less = turn.progress.with_preferences(guidance=Guidance(guidance - 1))
    return turn.carry_on(turn.say(words.less_guidance), progress=less)


@command(Theme.CHANGING, "Says more, step by step")
def more_guidance(turn: Turn) -> Answer:
    """More words in a hold."""
    words, guidance = turn.words.of(ChangingWords), turn.progress.preferences.guidance
    if guidance is Guidance.MORE:
        return turn.carry_on(turn.say(words.most_guidance))
    more = turn.progress.with_preferences(guidance=Guidance(guidance + 1))
    return turn.carry_on(turn.say(words.more_guidance), progress=more)


@command(Theme.CHANGING, "Plays a soft wave under each breath, where that is switched on")
def waves(turn: Turn) -> Answer:
    """A sound under the breaths from here on, where it can be played."""
    words = turn.words.of(ChangingWords)
    if not turn.setting.audio:
        return turn.carry_on(turn.say(words.waves_cannot))
    return turn.carry_on(turn.say(words.waves), progress=turn.progress.with_preferences(waves=True))


@command(Theme.CHANGING, "Breathes with you without a sound but the voice, as it is from the first")
def no_waves(turn: Turn) -> Answer:
    """No sound under the breaths."""
    said = turn.say(turn.words.of(ChangingWords).no_waves)
    return turn.carry_on(said, progress=turn.progress.with_preferences(waves=False))


@command(Theme.MOVING, "With a screen, goes from pose to pose by itself, until you pause")
def keep_going(turn: Turn) -> Answer:
    """From pose to pose by itself, until one pauses; on at once, for somebody who waits."""
    words = turn.words.of(ChangingWords)
    if not turn.setting.screen:
        return turn.carry_on(turn.say(words.no_flow))
    flowing = turn.progress.with_preferences(flow=True)
    if turn.running:
        return turn.carry_on(turn.say(words.flow), progress=flowing)
    return resume(replace(turn, progress=flowing))


@command(Theme.MOVING, "Waits at the end of each pose, until you go on")
def step_by_step(turn: Turn) -> Answer:
    """From pose to pose by a word of theirs, as it is from the first."""
    return turn.carry_on(
        turn.say(turn.words.of(ChangingWords).step_by_step), progress=turn.progress.with_preferences(flow=False)
    )
