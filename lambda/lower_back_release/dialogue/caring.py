"""Commands of somebody for whom a pose is too much, or not enough. Nothing of them is kept."""

from dataclasses import dataclass, replace

from lower_back_release.dialogue.asking import AskingWords
from lower_back_release.dialogue.choosing import leave_out
from lower_back_release.dialogue.getting_up import GETTING_UP, hurt_since
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.turn import Turn
from lower_back_release.lesson.timeline import Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.lesson.words import Said
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import LEAVING, MOST_TIMES, Question

CRAMP_WAIT_SECONDS = 8.0
"""Seconds of quiet in which a cramp may ease, before anything is asked."""

STILL_THE_SAME_MS = 10_000
"""Milliseconds for which somebody who has been led out, and tells of a pain again, describes the same one: after that
it hasn't gone."""

TOO_OFTEN = 3
"""The time it hurts from which nobody is asked to try it gentler any more: twice was a try."""


@dataclass(frozen=True)
class CaringWords:
    """What is said to somebody for whom a pose is too much, or not enough."""

    gentler: str
    """Before a way in that is gentler."""
    deeper: str
    not_deeper: str
    """The same, to somebody for whom it was too much."""
    gentler_next: str
    """Between poses, of the one to come."""
    deeper_next: str
    hurts: str
    hurts_again: str
    """The same, once it has hurt too often."""
    cramp: str
    """How it eases, before the same."""
    cannot: str


@command(Theme.CHANGING, "Has you do this pose more gently", in_a_rest=True)
def gentler(turn: Turn) -> Answer:
    """The pose with less of it; into it again, for somebody who has come out."""
    words = turn.words.of(CaringWords)
    turn = _past_rest(turn)
    turn = turn if turn.at_ease.here.stage is Stage.DONE else turn.answered
    return _varied(turn, Variation.GENTLER, turn.held.gentler, words.gentler, words.gentler_next)


@command(Theme.CHANGING, "Has you do this pose more deeply", in_a_rest=True)
def deeper(turn: Turn) -> Answer:
    """The pose with more of it; into it first, for somebody who has come out."""
    turn = _past_rest(turn)
    words, here = turn.words.of(CaringWords), turn.here
    if turn.progress.owed.left or (turn.pose.id in turn.progress.owed.hurt and not here.rest):
        return turn.carry_on(turn.say(words.not_deeper))
    if turn.progress.course.variation is Variation.GENTLER and here.to_hold:
        usual = turn.progress.with_course(variation=None)
        if turn.in_shape:
            return turn.carry_on(turn.say(turn.held.usual), progress=usual)
        return turn.go(here, turn.say(words.deeper), progress=usual)
    return _varied(turn, Variation.DEEPER, turn.held.deeper, words.deeper, words.deeper_next)


@command(
    Theme.CARING, "Brings you out of the pose, and on to the next one if you like", needs_place=True, in_a_rest=True
)
def cannot(turn: Turn) -> Answer:
    """Out of the pose, if one is in it; on to the next one, if one likes. Of a rest in between, only out of that."""
    turn = turn.of_routine
    fine = turn.say(turn.words.of(CaringWords).cannot)
    if turn.resting:
        return turn.stand_by(fine)
    return _leave_it(turn, fine)


@command(Theme.CARING, "Eases you out of the pose at once; then gentler, the next one, or an end")
def hurts(turn: Turn) -> Answer:
    """Out of the pose at once; then gentler, the next one, or an end. A pose named that one isn't in is left out."""
    if turn.owed.asked in GETTING_UP:
        return hurt_since(turn)
    if turn.named and not (turn.begun and turn.named.id in (turn.held.id, turn.pose.id)):
        return leave_out(turn)
    return _hurt(turn, turn.say(turn.words.of(CaringWords).hurts))


@command(Theme.CARING, "Brings you out of the pose, and tells how a cramp eases; then as above")
def cramp(turn: Turn) -> Answer:
    """Out of the pose at once, and how it eases; then gentler, the next one, or an end."""
    still = replace(turn, progress=turn.progress.with_preferences(flow=False))  # as in a pause
    return _hurt(still, turn.say(turn.words.of(CaringWords).cramp, wait=CRAMP_WAIT_SECONDS), Runs.EASE)


def no_to_gentler(turn: Turn) -> Answer:
    """Then perhaps the next one."""
    return _leave_it(turn)


def _past_rest(turn: Turn) -> Turn:
    """The turn of somebody on the way out of a rest in between: what they wish for is of what comes after it."""
    return turn.of_routine if turn.here.stage is Stage.WAY_OUT else turn


def _hurt(turn: Turn, first: Said, runs: Runs = Runs.NOTHING) -> Answer:
    """Out of the pose, and a first word; what is asked then depends on how often it has hurt."""
    turn, caution = turn.advising()
    words, owed = turn.words.of(CaringWords), turn.progress.owed
    just_told = owed.left and turn.now_ms - (turn.progress.course.began_ms or 0) < STILL_THE_SAME_MS
    again = just_told or (owed.pains and not turn.begun)  # whoever was in no pose tells of the same pain
    pains = min(owed.pains + (0 if again else 1), MOST_TIMES)
    lasts = owed.left and owed.pains and not just_told  # also out of the pose
    too_often = pains >= TOO_OFTEN or lasts
    hurt = tuple(dict.fromkeys((*owed.hurt, turn.pose.id))) if turn.begun and not turn.here.rest else owed.hurt
    turn = replace(turn, progress=turn.progress.with_owed(pains=pains, hurt=hurt))
    said = (*caution, first, turn.say(words.hurts_again)) if too_often and turn.begun else (*caution, first)
    if not turn.begun:
        return turn.wait(*said, turn.prompt(), question=turn.question, runs=runs)
    if turn.resting:
        leaves = too_often or turn.question is Question.GENTLER
        return _leave_it(turn, *said, runs=runs) if leaves else turn.stand_by(*said, runs=runs)
    over = _over(turn)
    if over.here.stage is Stage.DONE and turn.after:
        return over.wait(*said, over.prompt(), runs=runs)
    if too_often or over.here.stage is Stage.DONE or turn.question in LEAVING:  # gentler was no help
        return _leave_it(turn, *said, runs=runs)
    return over.ask(Question.GENTLER, *said, runs=runs)


def _leave_it(turn: Turn, *said: Said, runs: Runs = Runs.NOTHING) -> Answer:
    """Asks whether to go on to the next pose; in the last one, whether to rest; after it, whether to end."""
    over = _over(turn)
    return over.ask(over.instead, *said, runs=runs)


def _over(turn: Turn) -> Turn:
    """The turn of somebody who leaves a pose for now, or its rest for good: the session alone knows that."""
    return replace(turn.answered, progress=turn.progress.with_owed(left=True), running=False)


def _varied(turn: Turn, variation: Variation, in_it: str, into_it: str, next_one: str) -> Answer:
    """More or less of a pose: at once where one is in it, else with the way into it, else in the next one."""
    varied, stage = turn.progress.with_course(variation=variation), turn.at_ease.here.stage
    if turn.here.stage is Stage.WAY_OUT and stage is Stage.SETUP:  # on the way to a rest
        return turn.go(turn.here, turn.say(into_it), progress=varied)
    if stage is Stage.DONE or not turn.begun:
        if turn.begun and turn.after is None:
            return turn.carry_on(turn.say(turn.words.of(AskingWords).all_done))
        return turn.carry_on(turn.say(next_one), progress=turn.progress.with_course(next_variation=variation))
    on_the_way = turn.here.step > 0 and variation is Variation.GENTLER
    if turn.in_shape and (stage is Stage.HOLD or on_the_way):
        return turn.go(turn.here, turn.say(in_it), progress=varied)
    return turn.go(turn.here, turn.say(into_it), progress=varied)
