"""Wishes that change how the practice goes."""

from dataclasses import replace

from lower_back_release.practice import moving
from lower_back_release.practice.breath import FEWEST_BREATHS, MOST_BREATHS, MOST_BREATHS_HELD, PACES
from lower_back_release.practice.progress import Guidance
from lower_back_release.practice.timeline import Place, Stage
from lower_back_release.practice.turn import Answer, Turn

MORE_UNLESS_SAID = 2
"""Breaths more where one says "hold longer" and no number."""


def pace(turn: Turn) -> Answer:
    """Another pace from here on: by name, or one step slower or faster."""
    say, names = turn.routine.say, list(PACES)
    index = names.index(turn.progress.pace.name)
    match turn.wish.pace:
        case "slower":
            index += 1
        case "faster":
            index -= 1
        case str(name) if name in names:
            index = names.index(name)
        case _:
            return turn.carry_on(turn.says(say.which_pace))
    if index < 0:
        return turn.carry_on(turn.says(say.quickest))
    if index == len(names):
        return turn.carry_on(turn.says(say.slowest))
    chosen = PACES[names[index]]
    words = turn.says(say.pace, pace=say.paces[chosen.name])
    return turn.carry_on(words, progress=replace(turn.progress, pace=chosen))


def breaths(turn: Turn) -> Answer:
    """Another number of breaths a side from here on."""
    number = turn.wish.number
    if number is None or not FEWEST_BREATHS <= number <= MOST_BREATHS:
        return turn.carry_on(turn.says(turn.routine.say.which_breaths))
    words = turn.says(turn.routine.say.breaths, breaths=turn.routine.number(number))
    return turn.carry_on(words, progress=replace(turn.progress, breaths=number))


def hold_longer(turn: Turn) -> Answer:
    """More breaths in this pose; back into it, for somebody who has just left it."""
    more = MORE_UNLESS_SAID if turn.wish.number is None else turn.wish.number
    total, here = turn.progress.total, turn.here
    most = MOST_BREATHS_HELD - total
    if not 1 <= more <= most:
        return turn.carry_on(turn.says(turn.routine.say.longest if most < 1 else turn.routine.say.which_more))
    longer = replace(turn.progress, more_breaths=turn.progress.more_breaths + more)
    template = turn.routine.say.one_more if more == 1 else turn.routine.say.more_breaths
    words = turn.says(template, breaths=turn.routine.number(more))
    match here.stage:
        case Stage.BREAK if here.breath == 0:
            return turn.go(Place(here.pose, here.side - 1, Stage.HOLD, total + 1), words, progress=longer)
        case Stage.BREAK:
            return turn.go(replace(here, stage=Stage.HOLD), words, progress=longer)
        case Stage.WAY_OUT:
            return turn.go(replace(here, stage=Stage.SETUP, breath=total + 1), words, progress=longer)
        case Stage.REST | Stage.DONE:
            back = replace(here, stage=Stage.SETUP, breath=total + 1)
            return turn.go(back, words, turn.move_to(turn.pose), progress=longer)
        case _:
            return turn.carry_on(words, progress=longer)


def less_guidance(turn: Turn) -> Answer:
    """Fewer words in a hold."""
    if turn.progress.guidance is Guidance.LESS:
        return turn.carry_on(turn.says(turn.routine.say.least_guidance))
    less = replace(turn.progress, guidance=Guidance(turn.progress.guidance - 1))
    return turn.carry_on(turn.says(turn.routine.say.less_guidance), progress=less)


def more_guidance(turn: Turn) -> Answer:
    """More words in a hold."""
    if turn.progress.guidance is Guidance.MORE:
        return turn.carry_on(turn.says(turn.routine.say.most_guidance))
    more = replace(turn.progress, guidance=Guidance(turn.progress.guidance + 1))
    return turn.carry_on(turn.says(turn.routine.say.more_guidance), progress=more)


def keep_going(turn: Turn) -> Answer:
    """From pose to pose by itself, until one pauses; on at once, for somebody who waits."""
    if not turn.screen:
        return turn.carry_on(turn.says(turn.routine.say.no_flow))
    flowing = replace(turn.progress, flow=True)
    if turn.running:
        return turn.carry_on(turn.says(turn.routine.say.flow), progress=flowing)
    return moving.resume(replace(turn, progress=flowing))
