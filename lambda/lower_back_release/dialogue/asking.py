"""Questions, and words that mean nothing to us."""

from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue.moving import MovingWords, not_a_pose
from lower_back_release.dialogue.names import pose_names, still_to_come
from lower_back_release.dialogue.registry import Theme, command
from lower_back_release.dialogue.repeating import recap, repeat
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.sides import SidesWords
from lower_back_release.dialogue.turn import OpeningWords, Turn, this_round
from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.passage import pose_seconds, seconds_left
from lower_back_release.lesson.posture import Shape
from lower_back_release.lesson.routine import Pose, Rest
from lower_back_release.lesson.timeline import Stage
from lower_back_release.lesson.words import Said, fill
from lower_back_release.person.owed import MOST_TIMES, Question

HALF_A_MINUTE_SECONDS = 30
"""Seconds to which the time left in a pose is told."""


@dataclass(frozen=True)
class AskingWords:
    """Answers to questions."""

    where: str
    where_side: Annotated[str, Gaps("side_name")]
    where_rest: Annotated[str, Gaps("pose")]
    where_before_rest: str
    where_between: str
    which_side: Annotated[str, Gaps("side_name")]
    breath_of: Annotated[str, Gaps("breath", "total")]
    breath_of_more: Annotated[str, Gaps("breath", "left", "total")]
    breath_of_one_more: Annotated[str, Gaps("breath", "total")]
    last_breath: str
    to_come: Annotated[str, Gaps("left")]
    one_to_come: str
    none_left: str
    left_early: str
    """The same, of a pose that was left before its end."""
    side_over: str
    """The same, with another side to come."""
    half_a_minute: Annotated[str, Gaps(alone=True)]
    minute: Annotated[str, Gaps(alone=True)]
    minute_and_a_half: Annotated[str, Gaps(alone=True)]
    """For itself, since the word for one has a gender in most languages."""
    minutes: Annotated[str, Gaps("minutes", alone=True)]
    minutes_and_a_half: Annotated[str, Gaps("minutes", alone=True)]
    in_pose: Annotated[str, Gaps("time")]
    """Of the time that is left in a pose."""
    poses: Annotated[str, Gaps("poses")]
    how_long: Annotated[str, Gaps("minutes")]
    first_up: Annotated[str, Gaps("next")]
    """Before the first pose."""
    next_up: Annotated[str, Gaps("next")]
    next_side_up: Annotated[str, Gaps("side_name")]
    """Before that, the other side."""
    next_rest_up: Annotated[str, Gaps("named")]
    """Before that, a rest."""
    last_rest_up: Annotated[str, Gaps("named")]
    """After the last pose."""
    next_side: Annotated[str, Gaps("side_name")]
    nothing_next: str
    all_done: str
    """The same, where that one is done."""
    poses_left: Annotated[str, Gaps("left", "poses")]
    poses_to_come: Annotated[str, Gaps("left", "poses")]
    """The same, of somebody who isn't in a pose."""
    in_named: Annotated[str, Gaps("named", "recap")]
    """How a pose is done that somebody named."""
    good_for_named: Annotated[str, Gaps("good_for", "named")]
    breathing_in: str
    breathing_out: str
    breath_again: str
    breathing_freely: str
    breaths_done: Annotated[str, Gaps("done", "total")]
    no_breath_done: Annotated[str, Gaps("total")]
    one_breath_done: Annotated[str, Gaps("total")]
    side_done: str
    poses_done: Annotated[str, Gaps("poses")]
    no_pose_done: str
    volume: str
    not_ours: str
    ask_a_doctor: str
    not_begun: str
    lost: str
    """To words that weren't understood where a question is open."""
    still_lost: str
    """The same, once more."""


@command(Theme.ASKING, "Tells how this pose is done, or one that you name", in_a_rest=True, anew=True)
def how_to(turn: Turn) -> Answer:
    """How a pose is done: one named, in a line; this one, in its setup the setup again, later in a line, too."""
    named = _another(turn)
    if turn.command.unknown:
        return not_a_pose(turn)
    if named:
        turn, caution = turn.advising()
        recap_of = fill(named.recap, Shape(named.id), turn.routine)
        told = turn.say(turn.words.of(AskingWords).in_named, named=named.called, recap=recap_of)
        return turn.carry_on(*caution, told)
    if not turn.begun:
        return not_begun(turn)
    if turn.here.stage is Stage.SETUP and turn.running and not turn.question:
        return repeat(turn)
    return turn.carry_on(recap(turn))


@command(Theme.ASKING, "Tells what this pose is good for, or one that you name", in_a_rest=True, anew=True)
def good_for(turn: Turn) -> Answer:
    """What a pose is good for: one named, or this one."""
    named = _another(turn)
    if turn.command.unknown:
        return not_a_pose(turn)
    if named:
        turn, caution = turn.advising()
        template = turn.words.of(AskingWords).good_for_named
        return turn.carry_on(*caution, turn.say(template, named=named.called, good_for=named.good_for))
    if not turn.begun:
        return not_begun(turn)
    return turn.carry_on(turn.say(turn.held.good_for))


@command(Theme.ASKING, "Tells where in the routine you are", needs_place=True, in_a_rest=True, anew=True)
def where(turn: Turn) -> Answer:
    """Which pose, which side, which breath."""
    words, here = turn.words.of(AskingWords), turn.here
    if turn.progress.course.later:
        template = words.where_between
    elif here.rest:
        template = words.where_before_rest if here.waits else words.where_rest
    else:
        # The setup that follows names the side itself.
        coming = here.stage is Stage.SETUP
        template = words.where_side if turn.pose.sides and not coming and not turn.left_early else words.where
    said = [turn.say(template, side_name=_side_name(turn, turn.side), pose=turn.pose.called)]
    if turn.between_sides:
        said.append(turn.say(words.next_side, side_name=_side_name(turn, here.side)))
    if here.stage is Stage.HOLD:
        total, number = turn.progress.plan.total(here, turn.routine), turn.routine.number
        of_total = turn.say(words.breath_of, breath=number(here.breath), total=number(total))
        said.append(of_total if here.breath <= total else _breaths_left(turn))
    elif here.stage is Stage.DONE:
        said.append(_none_left(turn))
    return turn.carry_on(*said)


@command(Theme.ASKING, "Tells which side you are on", needs_place=True, in_a_rest=True, anew=True)
def which_side(turn: Turn) -> Answer:
    """Which side of the pose it is."""
    words = turn.words.of(AskingWords)
    if turn.between_sides:
        return _of_pose(turn, turn.say(words.next_side, side_name=_side_name(turn, turn.here.side)))
    if turn.held.sides and turn.here.stage is Stage.DONE:
        return turn.carry_on(_none_left(turn))
    template = words.which_side if turn.held.sides else turn.words.of(SidesWords).no_sides
    return _of_pose(turn, turn.say(template, side_name=_side_name(turn, turn.side)))


@command(Theme.ASKING, "Tells how many breaths are left", needs_place=True, in_a_rest=True, anew=True)
def breaths_left(turn: Turn) -> Answer:
    """How many breaths are left on this side."""
    return _of_pose(turn, _breaths_left(turn))


@command(Theme.ASKING, "Tells how much you have done", in_a_rest=True, anew=True)
def done_so_far(turn: Turn) -> Answer:
    """In a hold how many breaths one has had; and which poses one has done."""
    words, here, number = turn.words.of(AskingWords), turn.here, turn.routine.number
    in_hold = here.stage is Stage.HOLD or (here.stage is Stage.SETUP and here.breath > 1)
    if turn.begun and in_hold:
        done, total = here.breath - 1, turn.progress.plan.total(here, turn.routine)
        template = {0: words.no_breath_done, 1: words.one_breath_done}.get(done, words.breaths_done)
        breaths = turn.say(template, done=number(done), total=number(total)) if done <= total else _breaths_left(turn)
        return _of_pose(turn, breaths, _poses_done(turn))
    said = [_poses_done(turn)]
    sided = here.stage is Stage.SETUP and here.side > 0 and not here.rest
    due = turn.progress.plan.total(replace(here, side=0), turn.routine)
    if turn.begun and sided and turn.progress.course.first_had >= due:
        said.append(turn.say(words.side_done))
    return turn.carry_on(*said)


@command(Theme.ASKING, "Tells whether you should be breathing in, or out", needs_place=True, in_a_rest=True)
def in_or_out(turn: Turn) -> Answer:
    """Which half of a breath was being led; in none, one breathes as one likes."""
    words, phase = turn.words.of(AskingWords), turn.once_done.place.phase
    if phase is None or not turn.running:
        return turn.carry_on(turn.say(words.breathing_freely))
    said = turn.say(words.breathing_in if phase is Phase.IN else words.breathing_out)
    return turn.carry_on(said, turn.say(words.breath_again))


@command(Theme.ASKING, "Tells how much time is left", needs_place=True, in_a_rest=True, anew=True)
def time_left(turn: Turn) -> Answer:
    """How long this pose still takes, to the half minute."""
    words = turn.words.of(AskingWords)
    if turn.at_ease.here.stage is Stage.DONE:
        return _of_pose(turn, _none_left(turn))
    time = about(turn, seconds_left(turn.routine, turn.progress.plan))
    return _of_pose(turn, turn.say(words.in_pose, time=time))


@command(Theme.ASKING, "Tells which pose comes next", anew=True)
def whats_next(turn: Turn) -> Answer:
    """Which pose comes next."""
    words = turn.words.of(AskingWords)
    if not turn.begun:
        return turn.carry_on(turn.say(words.first_up, next=still_to_come(turn)[0].called))
    if turn.after:
        return turn.carry_on(*_before_next(turn), turn.say(words.next_up))
    return turn.carry_on(*_before_next(turn), _nothing_next(turn), *_after_last(turn))


@command(Theme.ASKING, "Tells how many poses are left", anew=True)
def poses_left(turn: Turn) -> Answer:
    """How many poses are still to come, and which."""
    words, in_one = turn.words.of(AskingWords), turn.begun and turn.here.stage is not Stage.DONE
    coming = still_to_come(turn)[in_one:]
    if not coming:
        return turn.carry_on(_nothing_next(turn))
    names = pose_names(coming, turn.words.of(MovingWords).names)
    template = words.poses_left if in_one else words.poses_to_come
    return turn.carry_on(turn.say(template, left=turn.routine.number(len(coming)), poses=names))


@command(Theme.ASKING, "Names the poses", anew=True)
def which_poses(turn: Turn) -> Answer:
    """The poses there are."""
    names = pose_names(turn.routine.poses, turn.words.of(MovingWords).names)
    return turn.carry_on(turn.say(turn.words.of(AskingWords).poses, poses=names))


@command(Theme.ASKING, "Tells how long the routine takes", anew=True)
def how_long(turn: Turn) -> Answer:
    """How long the routine takes, in minutes."""
    plan, poses = turn.progress.plan, this_round(turn.routine, turn.progress)
    minutes = round(sum(pose_seconds(turn.routine, plan, pose) for pose in poses) / 60)
    return turn.carry_on(turn.say(turn.words.of(AskingWords).how_long, minutes=turn.routine.number(minutes)))


@command(Theme.ASKING, "Sends you to a doctor, who knows better than it does", anew=True)
def is_it_safe(turn: Turn) -> Answer:
    """Not for us to say: out of the pose, until they know."""
    turn, caution = turn.advising()
    return turn.stand_by(*caution, turn.say(turn.words.of(AskingWords).ask_a_doctor))


@command(Theme.ASKING, "Tells what makes it louder, or quieter", anew=True)
def volume(turn: Turn) -> Answer:
    """Not for us to change: Alexa's own words are."""
    return turn.carry_on(turn.say(turn.words.of(AskingWords).volume))


@command(anew=True)
def not_ours(turn: Turn) -> Answer:
    """A timer, music, the weather: kindly, and on."""
    return turn.carry_on(turn.say(turn.words.of(AskingWords).not_ours))


@command(Theme.ASKING, "Tells what you can say")
def help_(turn: Turn) -> Answer:
    """What one can say, here."""
    if turn.question:
        words = turn.question_words(turn.question)
        return turn.wait(turn.say(words.reprompt), question=turn.question)
    here = turn.at_ease if turn.here.stage is Stage.WAY_OUT else turn
    return turn.wait(turn.say(here.situation_words.help))


@command(Theme.ANSWERING, "Forgets all it has kept about you")
def forget_me(turn: Turn) -> Answer:
    """Whether everything kept shall be deleted."""
    progress, reply = turn.ask(Question.FORGET)
    return progress.with_owed(behind=turn.behind), reply


@command(in_a_rest=True)
def not_understood(turn: Turn) -> Answer:
    """On as before, with what can be said here: each time in other words."""
    misses, words = turn.owed.misses, turn.words.of(AskingWords)
    missed = turn.progress.with_owed(misses=min(misses + 1, MOST_TIMES))
    if turn.question and misses:
        can_say = turn.question_words(turn.question).reprompt
        return turn.wait(turn.say(words.still_lost), turn.say(can_say), question=turn.question, progress=missed)
    lost = turn.situation_words.lost
    said = turn.say(words.lost if turn.question else lost[min(misses, len(lost) - 1)])
    if not turn.goes_on and not turn.question and not turn.paused and misses >= len(lost) - 1:
        return turn.wait(said, progress=missed)  # by then it says itself how to go on
    return turn.carry_on(said, progress=missed)


def not_begun(turn: Turn) -> Answer:
    """For somebody who asks about a place before there is one."""
    return turn.carry_on(turn.say(turn.words.of(AskingWords).not_begun))


def _of_pose(turn: Turn, *answer: Said) -> Answer:
    """An answer about the pose one is in, after its name for somebody who comes back."""
    comes_back = turn.setting.returning and turn.begun and not turn.running
    named = (turn.say(turn.words.of(OpeningWords).named),) if comes_back else ()
    return turn.carry_on(*named, *answer)


def _another(turn: Turn) -> Pose | Rest | None:
    """The pose or rest that was named, where it is another than the one somebody is in."""
    return None if turn.begun and turn.named == turn.held else turn.named


def _poses_done(turn: Turn) -> Said:
    words, held = turn.words.of(AskingWords), turn.progress.course.held
    done = [pose for pose in turn.routine.poses if pose.id in held]
    if not done:
        return turn.say(words.no_pose_done)
    return turn.say(words.poses_done, poses=pose_names(done, turn.words.of(MovingWords).names))


def about(turn: Turn, seconds: float) -> str:
    """So many seconds in words, to the half minute."""
    words = turn.words.of(AskingWords)
    minutes, half = divmod(max(1, round(seconds / HALF_A_MINUTE_SECONDS)), 2)
    template = (words.half_a_minute, words.minute, words.minutes)[min(minutes, 2)]
    if minutes and half:
        template = words.minute_and_a_half if minutes == 1 else words.minutes_and_a_half
    return template.format(minutes=turn.routine.number(minutes))


def _before_next(turn: Turn) -> tuple[Said, ...]:
    """What is still to come of this pose, before the next one: its other side, and its rest."""
    words, here = turn.words.of(AskingWords), turn.here
    led_in = turn.running or here.stage is not Stage.SETUP
    coming = turn.side + 1 if led_in or turn.between_sides else here.side
    if here.rest or here.stage is Stage.DONE:
        return ()
    if coming < len(turn.pose.sides) and turn.progress.course.breaths_had < turn.progress.plan.total(
        replace(here, side=coming), turn.routine
    ):
        return (turn.say(words.next_side_up, side_name=_side_name(turn, coming)),)
    rest = turn.rest_to_come
    return (turn.say(words.next_rest_up, named=rest.called),) if rest and turn.after else ()


def _after_last(turn: Turn) -> tuple[Said, ...]:
    """The rest after the last pose, where it is still to come."""
    rest = turn.rest_to_come
    return (turn.say(turn.words.of(AskingWords).last_rest_up, named=rest.called),) if rest else ()


def _nothing_next(turn: Turn) -> Said:
    words = turn.words.of(AskingWords)
    return turn.say(words.all_done if turn.here.stage is Stage.DONE else words.nothing_next)


def _side_name(turn: Turn, side: int) -> str:
    return turn.pose.sides[side].name if turn.pose.sides else ""


def _none_left(turn: Turn) -> Said:
    words = turn.words.of(AskingWords)
    return turn.say(words.left_early if turn.left_early else words.none_left)


def _breaths_left(turn: Turn) -> Said:
    words, here, number = turn.words.of(AskingWords), turn.here, turn.routine.number
    total = turn.progress.plan.total(here, turn.routine)
    left = total - here.breath + 1
    if not here.to_hold:
        return _none_left(turn)
    if left < 1:
        return turn.say(words.side_over if here.side + 1 < turn.held.sides_count else words.none_left)
    if here.stage is Stage.SETUP or not turn.running:
        return turn.say(words.one_to_come if left == 1 else words.to_come, left=number(left))
    template = {1: words.last_breath, 2: words.breath_of_one_more}.get(left, words.breath_of_more)
    return turn.say(template, breath=number(here.breath), total=number(total), left=number(left - 1))
