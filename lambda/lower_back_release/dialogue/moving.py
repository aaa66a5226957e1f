"""Commands that move one through the routine."""

from dataclasses import dataclass, replace
from typing import Annotated

from lower_back_release.dialogue.names import listed, pose_names
from lower_back_release.dialogue.registry import Theme, command, registered
from lower_back_release.dialogue.reply import Answer
from lower_back_release.dialogue.situation import Situation
from lower_back_release.dialogue.turn import PausingWords, Turn, this_round
from lower_back_release.lesson.gaps import Gaps
from lower_back_release.lesson.posture import Shape
from lower_back_release.lesson.routine import Pose, Rest
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.lesson.words import Said, fill, sentence
from lower_back_release.person.course import Course
from lower_back_release.person.history import DAYS_A_WEEK
from lower_back_release.person.owed import ASIDES, Question
from lower_back_release.person.progress import Progress

MINUTES_WAITED = 2
"""For how long somebody is waited for who pauses (turn.PausingWords): an answer has four at most."""


@dataclass(frozen=True)
class MovingWords:
    """What is said on the way through the routine."""

    welcome: str
    welcome_week: Annotated[str, Gaps("time")]
    welcome_back: str
    pose: Annotated[str, Gaps("called", "ordinal", alone=True)]
    ordinals: Annotated[tuple[str, ...], Gaps(alone=True)]
    last: Annotated[str, Gaps(alone=True)]
    """The ordinal of the last one, whichever it is."""
    jump: Annotated[str, Gaps("called", alone=True)]
    again: Annotated[str, Gaps("called", alone=True)]
    first_already: str
    none_before: str
    """The same, to somebody for whom it was too much to begin it again."""
    without_side: Annotated[str, Gaps("side_name")]
    """Of a side that is left out by going on to the next pose."""
    not_a_pose: Annotated[str, Gaps("poses")]
    this_round: Annotated[str, Gaps("poses")]
    """Of the poses that aren't left out, to somebody who counts further than them."""
    names: Annotated[str, Gaps("names", "last", alone=True)]
    """How names are listed."""
    without: Annotated[str, Gaps("poses")]
    """Of the poses that somebody leaves out every time."""
    easing: str
    """Of holds that slow down, to somebody who likes it so."""
    between: Annotated[str, Gaps("named")]
    """Before a rest that is taken in between."""
    resume: str
    resume_hold: str
    resume_rest: str
    stop: str
    finish: str
    next_resumes: bool = False
    """Whether whoever has paused says Alexa's own word for "next" to go on where they were, as "weiter" is said."""


@command()
def launch(turn: Turn) -> Answer:
    """Somebody comes in: the routine begins, or goes on where they stopped not long ago."""
    if not turn.progress.history.welcomed:
        return start_over(turn, *_as_they_like_it(turn))
    left = _left_at(turn)
    if left:
        course = turn.progress.course
        if left.pose != course.place.pose:
            course = replace(course.to(left.pose), begun=True, posture=turn.posture)
        back = replace(turn, progress=replace(turn.progress, course=replace(course, place=left)))
        said = back.say(turn.words.of(MovingWords).welcome_back)
        if left.pose == turn.here.pose:
            return back.ask(Question.GO_ON_WITH, said)
        asked = back.say(back.question_words(Question.GO_ON_WITH).again)  # it isn't where they stopped
        return back.wait(said, asked, question=Question.GO_ON_WITH)
    return start_over(turn, *_welcome(turn))


@command(Theme.MOVING, "Begins the routine; where it has begun, goes on")
def start(turn: Turn) -> Answer:
    """The routine, from wherever one is in it."""
    if turn.situation is Situation.NEW and turn.setting.returning and turn.progress.history.welcomed:
        return start_over(turn, *_welcome(turn))
    return start_over(turn) if turn.situation is Situation.END else resume(turn)


@command(Theme.MOVING, "Begins the routine at its first pose")
def start_over(turn: Turn, *welcome: Said) -> Answer:
    """The routine, from its first pose: by the plan that was asked about, else without any."""
    if turn.begun and Question.AGAIN_WITH not in (turn.question, turn.owed.behind):
        turn = replace(turn, progress=turn.progress.with_preferences(not_planned=()))
    return from_first(turn, *welcome)


def from_first(turn: Turn, *intro: Said) -> Answer:
    """From the first pose that isn't left out."""
    first, *_ = this_round(turn.routine, turn.progress)
    return begin(turn, first, *intro, progress=turn.progress.with_course(held=()))


@command(Theme.MOVING, "Goes on: with what is left of this pose, where it stopped inside it, or to the next one")
def next_(turn: Turn) -> Answer:
    """What comes next: what is left of this pose, where an answer or a rest in between broke it off; else the next."""
    if turn.begun and turn.here.waits:
        return turn.go(turn.here, _back_in(turn)) if turn.long_away else turn.go(turn.here)
    if turn.begun and turn.resting and turn.here.stage is not Stage.DONE:
        return resume(turn)
    told_to_resume = turn.situation is Situation.PAUSED and turn.question is None and not turn.setting.returning
    if told_to_resume and turn.words.of(MovingWords).next_resumes:
        return resume(turn)
    return next_pose(turn)


@command(Theme.MOVING, "Goes on to the next pose")
def next_pose(turn: Turn, *intro: Said) -> Answer:
    """The next pose, whatever is left of this one."""
    if not turn.begun:
        return start_over(turn)
    if turn.question is Question.GO_ON_WITH and turn.here == Place(turn.here.pose):  # which is the next one, then
        return begin(turn, turn.pose)
    if turn.after:
        return begin(turn, turn.after, *intro, *_left_undone(turn))
    if turn.here.stage is Stage.DONE:
        return from_first(turn) if turn.question is Question.AGAIN_WITH else turn.ask(Question.AGAIN, *intro)
    return turn.go(after_last(turn), *intro, *_left_undone(turn))


@command(Theme.MOVING, "Goes back to the pose before", needs_place=True)
def previous_pose(turn: Turn) -> Answer:
    """The pose before this one; from a rest in between, the one that it was taken in."""
    if turn.resting and turn.here.stage is not Stage.DONE:
        return resume(turn)
    before = turn.routine.before(turn.here.pose, turn.progress.preferences.without)
    if before is None and turn.here.stage is Stage.DONE and turn.pose.id in turn.progress.preferences.without:
        return next_pose(turn)
    words = turn.words.of(MovingWords)
    if before is None and turn.progress.owed.left:
        return turn.stand_by(turn.say(words.none_before))
    if before is None:
        return begin(turn, turn.pose, turn.say(words.first_already))
    return begin(turn, before)


@command(Theme.MOVING, "Goes to the pose you name")
def go_to(turn: Turn) -> Answer:
    """The pose named or counted out, from its setup; there and back, where it is a rest."""
    named = turn.named
    if isinstance(named, Rest):
        return _rest(turn, named)
    if named:  # whoever names a pose they had left out has changed their mind, for this time
        likes = turn.progress.preferences.taking_in(named.id)
        return begin(turn, named, progress=replace(turn.progress, preferences=likes))
    words, round_ = turn.words.of(MovingWords), this_round(turn.routine, turn.progress)
    names = pose_names(turn.routine.poses, words.names)
    if turn.command.nth and len(round_) < len(turn.routine.poses):  # which of those left out was meant isn't known
        return turn.carry_on(turn.say(words.this_round, poses=pose_names(round_, words.names)))
    if turn.running or turn.question not in (None, Question.WHICH_POSE):
        return not_a_pose(turn)
    return turn.ask(Question.WHICH_POSE, poses=names)


def not_a_pose(turn: Turn) -> Answer:
    """To somebody who names a pose that isn't one of ours."""
    words = turn.words.of(MovingWords)
    return turn.carry_on(turn.say(words.not_a_pose, poses=pose_names(turn.routine.poses, words.names)))


@command(Theme.MOVING, "Waits for you, and keeps your breath", needs_place=True, in_a_rest=True, anew=True)
def pause(turn: Turn) -> Answer:
    """Quiet, for a while, with the place kept. From here on nothing goes on by itself."""
    turn, words = turn.of_routine, turn.words.of(PausingWords)
    still = turn.progress.with_preferences(flow=False)
    begins = words.begins_at_end if turn.situation is Situation.END else words.begins
    too_long = (turn.command.number or 0) > MINUTES_WAITED
    return replace(turn, progress=still).stay(begins, *([turn.say(words.too_long)] if too_long else []))


@command(Theme.MOVING, "Goes on where you were")
def resume(turn: Turn) -> Answer:
    """On from where one paused: back into the pose, at the same breath; between poses on to what is next."""
    if turn.question in (Question.MOVE_ON, Question.REST_INSTEAD, Question.GENTLER, Question.WHEN_READY):
        return registered()["yes"].answer(turn)  # on as it was asked, and not back as before
    if turn.question in ASIDES:
        return resume(turn.after_aside)
    words, here = turn.words.of(MovingWords), turn.here
    if not turn.begun or here.waits or here.stage is Stage.DONE:
        return next_(turn)
    if here.rest and here.breath > 1:
        return turn.go(here, turn.say(words.resume_rest))
    return turn.go(here, turn.say(words.resume) if turn.running else _back_in(turn))


@command(Theme.ANSWERING, "Stops; next time it offers to go on from there")
def stop(turn: Turn) -> Answer:
    """Out of the pose safely, and goodbye."""
    return turn.close(turn.say(turn.words.of(MovingWords).stop))


@command(Theme.ANSWERING, "Ends the practice for today; next time it begins with the first pose")
def finish(turn: Turn, *said: Said) -> Answer:
    """Out of the pose safely, and goodbye. Next time there is nothing to go on with, and the note of caution again."""
    progress, reply = turn.close(*said or (turn.say(turn.words.of(MovingWords).finish),))
    still = progress.course  # of which the way out has only begun
    first = Place(turn.routine.poses[0].id)
    anew = Course(first, posture=still.posture, runs=still.runs, began_ms=still.began_ms)
    over = replace(progress, course=anew, history=replace(progress.history, welcomed=False))
    return over.with_preferences(left_out=(), not_planned=()).with_owed(over=True), reply


@command(Theme.ANSWERING, "Leaves without a goodbye")
def leave(turn: Turn) -> Answer:
    """Out of the pose safely, and not a word more."""
    return turn.close()


def begin(
    turn: Turn,
    pose: Pose,
    *intro: Said,
    again: bool = False,
    announce: bool = True,
    progress: Progress | None = None,
) -> Answer:
    """A pose from the beginning, after its name."""
    words, before = turn.words.of(MovingWords), progress or turn.progress
    round_ = this_round(turn.routine, before)
    after = turn.routine.after(turn.here.pose, before.preferences.without)
    follows = len(round_) > 1 and pose in (round_[0], after)
    template = words.again if again else words.pose if follows else words.jump
    ordinal = words.last if pose == round_[-1] else words.ordinals[round_.index(pose)] if follows else ""
    name = Said(fill(template, Shape(pose.id), turn.routine, ordinal=sentence(ordinal)))
    anew = _course_of(turn, pose, before)
    named = (name,) if announce else ()
    led = replace(turn, routine=turn.routine.beginning_with(anew.first_side))
    return led.go(anew.place, *intro, *named, progress=replace(before, course=anew), named=announce)


def _back_in(turn: Turn) -> Said:
    """For somebody who goes on with a pose they had come out of: back into it, where they had breathed in it."""
    words, here = turn.words.of(MovingWords), turn.here
    if here.stage is Stage.HOLD and here.breath > 1:
        return turn.say(words.resume_hold)
    return turn.say(words.resume)


def _left_undone(turn: Turn) -> tuple[Said, ...]:
    """What is said of the other side, where one side has been begun and the next pose is wished for."""
    here, sides = turn.here, turn.pose.sides
    coming = here.side if here.stage is Stage.SETUP and here.breath == 1 else here.side + 1
    had = turn.progress.course.breaths_had >= turn.progress.preferences.breaths  # of one who came back for more
    if not 0 < coming < len(sides) or had or turn.progress.owed.left:  # whoever left it knows, and needs no reminder
        return ()
    return (turn.say(turn.words.of(MovingWords).without_side, side_name=sides[coming].name),)


def _course_of(turn: Turn, pose: Pose, before: Progress) -> Course:
    """The course of a pose from its beginning: as gentle as it was, and with what was asked of poses to come."""
    course = _usual_course_of(turn, pose, before)
    return replace(course, variation=Variation.GENTLER) if pose.id in before.owed.hurt else course


def _usual_course_of(turn: Turn, pose: Pose, before: Progress) -> Course:
    course, order = before.course, turn.routine.order
    if order[pose.id] > order[turn.here.pose] or not turn.begun:
        return course.to(pose.id)
    gentle = course.variation if course.variation is Variation.GENTLER else None
    if pose == turn.pose:
        return replace(course.to(pose.id), variation=gentle, next_variation=course.next_variation)
    return replace(course.to(pose.id), next_variation=gentle)


def _welcome(turn: Turn) -> tuple[Said, ...]:
    """A greeting, with which day of practice this is in a week, where it isn't the first, and how they like it."""
    words = turn.words.of(MovingWords)
    days = [each for each in turn.progress.history.days_back(turn.routine) if each < DAYS_A_WEEK]
    if not days or 0 in days:  # who comes a second time on one day doesn't come on a day more
        return turn.say(words.welcome), *_as_they_like_it(turn)
    return turn.say(words.welcome_week, time=words.ordinals[len(days)]), *_as_they_like_it(turn)


def _as_they_like_it(turn: Turn) -> tuple[Said, ...]:
    """What somebody may have forgotten that they had wished for, every time."""
    words, never, liked = turn.words.of(MovingWords), turn.progress.preferences.never, list[Said]()
    if never:
        names = listed((turn.routine.held_by_id[held].called for held in never), words.names)
        liked.append(turn.say(words.without, poses=names))
    if turn.progress.preferences.eases:
        liked.append(turn.say(words.easing))
    return tuple(liked)


def _left_at(turn: Turn) -> Place | None:
    """Where somebody would go on who comes back; None for somebody who has finished, or has not begun."""
    here = turn.at_ease.here
    if here.stage is Stage.DONE:
        return Place(turn.after.id) if turn.after else None
    return replace(here, waits=False) if turn.begun else None


def _rest(turn: Turn, rest: Rest) -> Answer:
    """A rest, there and back; for good, where one has come to it by the routine; on with it, where one is in it."""
    here, pose = turn.here, turn.pose
    if here.rest and rest == pose.rest and here.to_hold:
        return turn.go(here)
    over = here.rest or not here.to_hold or pose == turn.routine.poses[-1]
    if turn.begun and rest == pose.rest and over:
        return turn.go(Place(pose.id, rest=True))
    place = Place(turn.routine.with_rest(rest.id).id, rest=True)
    if turn.resting and turn.resting.place.pose == place.pose:
        return turn.carry_on()
    return turn.rest_between(Course(place, begun=True), turn.say(turn.words.of(MovingWords).between, named=rest.called))


def after_last(turn: Turn) -> Place:
    """What comes next for somebody who wants to go on from the last pose: its rest, or the end."""
    here = turn.here
    if turn.rest_to_come:
        return Place(here.pose, rest=True)
    return replace(here, side=turn.pose.sides_count - 1, stage=Stage.WAY_OUT, step=0)
