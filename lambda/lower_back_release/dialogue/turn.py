"""One turn of the conversation: somebody says something, and is answered."""

from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from functools import cached_property

from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.reply import Answer, Reply
from lower_back_release.dialogue.situation import (
    Questions,
    QuestionWords,
    Situation,
    Situations,
    SituationWords,
    flows_on,
    left_behind,
    situation_at,
)
from lower_back_release.dialogue.telling import Telling, reprompt_out
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.routine import Held, Line, Pose, Rest, Routine
from lower_back_release.lesson.timeline import Place, Stage, Timeline, Whereabouts
from lower_back_release.lesson.ways import Variation, out_of
from lower_back_release.lesson.words import Said, cue, done_with, fill, held_at, shape_at
from lower_back_release.person.course import Course, Runs
from lower_back_release.person.owed import ASIDES, LEAVING, Owed, Question
from lower_back_release.person.progress import Progress

LATENCY_MS = 1000
"""Milliseconds from a request's timestamp until its answer is heard. Not documented, and not measured on a device."""

LONG_AWAY_MS = 6 * 60 * 1000
"""Milliseconds: the longest answer, four minutes, the time one is listened to after it, and a minute of grace."""


@dataclass(frozen=True)
class OpeningWords:
    """What comes before any answer that needs it."""

    safety: str
    """The note of caution, to somebody new: before the first pose, or the first advice."""
    forgetful: str
    """Where this may not be remembered."""
    forgotten: str
    """Where they have had themselves forgotten meanwhile, on another device."""
    lost: str
    """Where what was kept could not be read."""
    way_back: str
    """At the end of a session that ends by itself: how to come back."""
    named: str
    """The pose one comes to, for somebody who has been away for long."""


@dataclass(frozen=True)
class PausingWords:
    """What is said to somebody who rests, and isn't left alone meanwhile."""

    begins: Line
    too_long: str
    """To somebody who wants to be waited for longer than that."""
    begins_at_end: Line
    """The same, where there is nothing to go on with."""
    goes_on: Line
    """After an answer to somebody who has paused."""
    stays: tuple[Line, ...]
    """While one waits."""


class Notice(StrEnum):
    """What somebody has to know of what is kept."""

    FORGETFUL = auto()
    """This may not be remembered."""
    FORGOTTEN = auto()
    """They have had themselves forgotten, on another device, and nothing of this is kept."""
    LOST = auto()
    """What was kept could not be read."""


@dataclass(frozen=True)
class Setting:
    """What a turn is heard and answered in."""

    returning: bool = False
    """Whether a session begins with it."""
    notice: Notice | None = None
    """What they are to be told of their memory."""
    screen: bool = False
    """Whether there is a screen, without which nothing goes on by itself."""
    audio: bool = False
    """Whether sounds can be played with the words."""


@dataclass(frozen=True)
class Turn:
    """Everything an answer depends on, and the ways to give one: go, carry on, rest, stand by, ask, wait, close."""

    routine: Routine
    words: Words
    telling: Telling
    progress: Progress
    """As it stands when the command is heard: at the very place and posture one is in, and with nothing owed."""
    running: bool
    """Whether an answer was under way, so that to carry on is to go on speaking."""
    command: Command
    now_ms: int
    """Milliseconds since 1970 (UTC)."""
    once_done: Whereabouts
    """Where one is having done what is being said."""
    owed: Owed = field(default_factory=Owed)
    """What was owed before this, such as the answer to a question."""
    last_said: tuple[str, ...] = ()
    """The sentences that were said last; none where those were of the pose one is in."""
    remarked: str = ""
    """What has just been said in a hold, besides counts."""
    unnamed: bool = False
    """Whether they broke into the words that name the pose they come to."""
    resting: Course | None = None
    """The rest in between that one is in, for a command of the routine: it is answered, and the rest goes on."""
    long_away: bool = False
    """Whether they have been silent for so long that their body may be anywhere."""
    setting: Setting = field(default_factory=Setting)

    @property
    def here(self) -> Place:
        """Where one is: before the same breath of a pose that was left for now, past a rest that was left."""
        return self._standing(self.progress)

    @property
    def posture(self) -> Posture:
        """How one lies."""
        return self.progress.course.posture

    @cached_property
    def pose(self) -> Pose:
        """The pose one is in, or has just done."""
        return self.routine.pose(self.here.pose)

    @property
    def held(self) -> Held:
        """The pose or rest one is in, or comes to."""
        return held_at(self.here, self.routine)

    @property
    def named(self) -> Pose | Rest | None:
        """The pose or rest that was named, or counted out as poses are counted when they are announced, if any was."""
        nth, round_ = self.command.nth, this_round(self.routine, self.progress)
        if nth is not None:
            return round_[nth if nth < 0 else nth - 1] if nth <= len(round_) else None
        return self.routine.held_by_id.get(self.command.pose or "")

    @property
    def of_routine(self) -> "Turn":
        """The same, of somebody who goes on with the routine, whatever rest in between they are in."""
        rest = self.progress.course
        if rest.later is None:
            return self
        over = self.progress.owed.with_rest_over
        progress = replace(self.progress, course=rest.after_rest, owed=replace(over, question=None))
        owed = replace(self.owed, question=over.question)
        return replace(self, progress=progress, owed=owed, running=False, resting=rest)

    @property
    def left_early(self) -> bool:
        """Whether one is past a pose that wasn't held to its end: left out, or left."""
        return self.here.stage is Stage.DONE and self.begun and self.here.pose not in self.progress.course.held

    @property
    def rest_to_come(self) -> Rest | None:
        """The rest of the pose one is in, where it is still to come."""
        if self.here.rest or self.here.stage is Stage.DONE:
            return None
        return self.routine.rest_after(self.pose.id, self.progress.preferences.without)

    @property
    def after(self) -> Pose | None:
        """The pose that comes next, this time round."""
        return self.routine.after(self.here.pose, self.progress.preferences.without)

    @property
    def begun(self) -> bool:
        """Whether there is a place to speak of."""
        return self.progress.course.begun

    @property
    def out(self) -> Timeline:
        """How to come out of the shape one is in; nothing where one is in none."""
        return out_of(self.posture, self.here, self.routine)

    @property
    def in_shape(self) -> bool:
        """Whether one is settled in the pose or rest one is at, and stays in it: a question is answered at ease."""
        return self.question is None and self.posture.holds(shape_at(self.here, self.routine))

    @property
    def goes_on(self) -> bool:
        """Whether an answer that changes nothing goes on in the pose, and doesn't wait."""
        led = self.progress.course.runs is Runs.LESSON  # and not just told to come out
        stays = self.running or (led and self.in_shape and self.here.stage is Stage.HOLD)
        return stays and self.question is None

    @property
    def at_ease(self) -> "Turn":
        """The same, of somebody who is about to come out and wait: past a pose that they are leaving for good."""
        return replace(self, running=False, progress=self.progress.with_course(place=self._eased(self.progress)))

    @property
    def between_sides(self) -> bool:
        """Whether one side is done and the other is to come: waiting between them, or about to change."""
        here, fresh = self.here, self.here.breath == self.progress.course.breaths_had + 1
        return here.stage is Stage.SETUP and here.side > 0 and not here.rest and here.step == 0 and fresh

    @property
    def side(self) -> int:
        """The side one is on, or has just done."""
        return self.here.side - 1 if self.between_sides else self.here.side

    @property
    def situation(self) -> Situation:
        """Where the conversation stands."""
        return situation_at(self.here, self.progress, self.routine, running=self.running)

    @property
    def situation_words(self) -> SituationWords:
        """What is said there."""
        return self.words.of(Situations).words(self.situation)

    @property
    def question(self) -> Question | None:
        """The question that is open, as it stands now that some poses may be left out, or in again."""
        question = self.owed.question
        if question in LEAVING and question is not Question.WHEN_READY:
            return self.instead
        if question is Question.AGAIN and self.after:
            return None  # there is more to come by now
        if question is Question.GENTLER and self.here.stage is Stage.DONE:
            return None  # that pose has been left out by now
        return question

    @property
    def instead(self) -> Question:
        """What is asked of somebody who leaves a pose: about the next one, else about a rest, else about an end."""
        if self.after:
            return Question.MOVE_ON
        return Question.REST_INSTEAD if self.rest_to_come else Question.ENOUGH

    @property
    def behind(self) -> Question | None:
        """The question about the practice that is open, or was before an aside."""
        return self.owed.behind if self.owed.question in (None, *ASIDES) else self.question

    @property
    def after_aside(self) -> "Turn":
        """The same, with the question open again that was so before an aside was asked."""
        if self.owed.question not in (None, *ASIDES):
            return self
        return replace(self, owed=replace(self.owed, question=self.owed.behind, behind=None))

    @property
    def answered(self) -> "Turn":
        """The same, with no question open any more."""
        return replace(self, owed=replace(self.owed, question=None))

    def advising(self) -> tuple["Turn", tuple[Said, ...]]:
        """The turn of somebody who is about to hear advice, and what comes before it: the note of caution, once."""
        if self.progress.history.welcomed or self.progress.owed.cautioned:
            return self, ()
        cautioned = replace(self, progress=self.progress.with_owed(cautioned=True))
        return cautioned, (self.say(self.words.of(OpeningWords).safety),)

    def question_words(self, question: Question) -> QuestionWords:
        """How a question is asked."""
        return self.words.of(Questions).words(question)

    def say(self, template: str, wait: float = 0.5, **named: str) -> Said:
        """A template with the words of the present place, and others by name, put in."""
        after = {"next": self.after.called} if self.after else {}
        named = {"count": self.routine.number(len(self.routine.poses)), **after, **named}
        shape = Shape(shape_at(self.here, self.routine).id, 0 if self.here.rest else self.side)
        return Said(fill(template, shape, self.routine, **named), wait)

    def prompt(self) -> Said:
        """The question that is open; where none is, how to go on from where the conversation stands."""
        if self.question:
            return self.say(self.question_words(self.question).again)
        return self.say(self.situation_words.prompt)

    def go(self, place: Place, *intro: Said, progress: Progress | None = None, named: bool = False) -> Answer:
        """Leads to a place and on from there, after an intro; out of whatever one is in first.

        `named` tells that the intro names the pose.
        """
        before, safety = self._cautioned(progress or self.progress)
        if before.owed.left and place.pose == self.here.pose and not place.rest:
            before = before.with_course(variation=Variation.GENTLER)  # it was too much as it was
        if before.owed.gently and not place.rest:
            before = before.with_course(variation=Variation.GENTLER).with_owed(gently=False)
        before = before.with_owed(left=False, returned=before.owed.returned and before.course.later is not None)
        at = before.with_course(
            place=replace(place, waits=False),
            posture=self.posture,
            begun=True,
            runs=Runs.LESSON,
            began_ms=self.now_ms + LATENCY_MS,
        )
        out = self.telling.way_out(at)
        announced = place.rest and place.breath == 1  # the rest's own words name it
        if self.progress.owed.returned and not named and not announced:
            intro = (self.say(self.words.of(OpeningWords).named), *intro)
        elif self.unnamed and not named and place == self.here and not (place.rest or self._is_named(intro)):
            intro = (*intro, self.say(self.words.of(OpeningWords).named))
        said_already = {each.words for each in intro}
        before_it = (each for each in (*self._notice, *safety) if each.words not in said_already)
        first_time = (each for each in self._first_time(place) if each.words not in said_already)
        intro = (*before_it, *intro, *first_time)
        opening = self._cues(intro, at.course.place, out.leaves(self.posture), timed=True)
        at = _having_said(intro, at.with_course(intro_ms=round(opening.seconds * 1000)))
        said = out + opening + self.telling.lesson(at)
        end = said.at(said.seconds)
        if at.course.later and end.place == at.course.later.place:
            over = replace(self, progress=at).of_routine
            said += self._cues((replace(over.prompt(), wait=0.0),), end.place, end.posture)
            return at, replace(over._waits(over.progress, said, over.question), leads=True)
        reply = Reply(
            said,
            end,
            leads=True,
            awaits=situation_at(end.place, at, self.routine, running=False),
            reprompt=self._reprompt(end, at, None),
            flows=flows_on(end.place, at, self.routine),
        )
        return at, reply

    def carry_on(self, *intro: Said, progress: Progress | None = None) -> Answer:
        """Says something, and goes on as before: in the pose at the same breath, or waiting, or with the question."""
        if self.resting:
            return self.rest_between(self.resting, *intro, progress=progress)
        if self.goes_on:
            return self.go(self.here, *intro, progress=progress)
        return self.stand_by(*intro, progress=progress)

    @property
    def paused(self) -> bool:
        """Whether they have paused, or rest after a fall or the like, and no question is open."""
        rests = self.begun and self.progress.course.runs is Runs.EASE
        return rests and self.question is None and not self.setting.returning

    def stand_by(self, *said: Said, progress: Progress | None = None, runs: Runs = Runs.NOTHING) -> Answer:
        """Says something, and waits at ease: for the answer to the question that is open, else to go on."""
        if self.paused:
            return self.stay(self.words.of(PausingWords).goes_on, *said, progress=progress)
        return self.wait(*said, self.at_ease.prompt(), question=self.question, progress=progress, runs=runs)

    def stay(self, first: Line, *said: Said, progress: Progress | None = None) -> Answer:
        """Says something, stays with them for a while, with words now and then, and then waits at ease."""
        pause = tuple(self.say(line.say, line.wait) for line in (first, *self.words.of(PausingWords).stays))
        asked = self.at_ease.prompt()
        after, reply = self.wait(*said, *pause, asked, question=self.question, progress=progress, runs=Runs.EASE)
        return _having_said(said or pause[:1], after), reply

    def rest_between(self, rest: Course, *intro: Said, progress: Progress | None = None) -> Answer:
        """Leads into a rest in between, or on from its place, after an intro; then one waits where one was."""
        before = progress or self.progress
        course = replace(before.course, place=self._eased(before))
        owed = replace(before.owed, after_rest=self.behind, left_before_rest=before.owed.left)
        resting = replace(before, course=rest.in_between(course), owed=owed)
        return replace(self.answered, progress=resting, resting=None).go(rest.place, *intro)

    def ask(
        self,
        question: Question,
        *said: Said,
        progress: Progress | None = None,
        poses: str = "",
        runs: Runs = Runs.NOTHING,
    ) -> Answer:
        """Says something, asks a question, which may name poses, and waits at ease for its answer."""
        asked = self.say(self.question_words(question).ask, poses=poses)
        anew = (progress or self.progress).with_owed(misses=0)
        return self.wait(*said, asked, question=question, progress=anew, runs=runs)

    def wait(
        self,
        *said: Said,
        question: Question | None = None,
        progress: Progress | None = None,
        runs: Runs = Runs.NOTHING,
    ) -> Answer:
        """Says something that ends with a prompt, and waits where one is, or where `progress` puts one: at ease."""
        at, timeline = self._at_ease(progress or self.progress, said, runs)
        same = question is not None and question is self.owed.question
        behind, wish = (self.owed.behind, self.owed.wish) if same else (None, "")
        at = _having_said(said, at.with_owed(question=question, behind=behind, wish=wish))
        return at, self._waits(at, timeline, question)

    def close(self, *said: Said) -> Answer:
        """Says something and leaves: at ease, with the place kept, and nothing going on by itself."""
        still = past_what_was_left(self.progress, self.routine).with_preferences(flow=False)
        silent = replace(self, setting=replace(self.setting, notice=None))  # what matters more comes first
        at, timeline = silent._at_ease(still, (*said, *self._notice) if said else (), Runs.EASE)
        return at, Reply(timeline, Whereabouts(at.course.place, timeline.leaves(self.posture)))

    def _waits(self, at: Progress, said: Timeline, question: Question | None) -> Reply:
        """What is said, where one then waits."""
        end = Whereabouts(self._standing(at), said.leaves(self.posture))
        return Reply(
            said,
            end,
            awaits=question or situation_at(end.place, at, self.routine, running=False),
            reprompt=self._reprompt(end, at, question),
        )

    def _cautioned(self, before: Progress) -> tuple[Progress, tuple[Said, ...]]:
        """The note of caution, to somebody who hasn't heard it, before they are led anywhere."""
        _, safety = replace(self, progress=before).advising()
        return replace(before, history=replace(before.history, welcomed=True)), safety

    def _is_named(self, intro: tuple[Said, ...]) -> bool:
        called = self.held.called
        names = [name.lower() for name in (called, *called.forms.values())]
        return any(name in each.words.lower() for each in intro for name in names)

    def _first_time(self, place: Place) -> tuple[Said, ...]:
        """What is said before the first step of a pose to somebody who has never been in it."""
        pose = self.routine.pose(place.pose)
        begins = place.stage is Stage.SETUP and place.step == 0 and place.side == 0 and not place.rest
        if pose.first_time is None or not begins or pose.id in self.progress.history.known:
            return ()
        return (self.say(pose.first_time),)

    def _eased(self, progress: Progress) -> Place:
        """Where somebody waits from now on: past a pose that they have come out of for good."""
        place = replace(progress.course.place, step=0)
        if place.stage is not Stage.WAY_OUT:
            return place
        rest = not place.rest and self.routine.rest_after(place.pose, progress.preferences.without)
        return Place(place.pose, rest=True, waits=True) if rest else replace(place, stage=Stage.DONE, rest=False)

    def _waiting(self, progress: Progress, runs: Runs) -> Progress:
        place, began_ms = self._eased(progress), self.now_ms + LATENCY_MS
        if self.progress.course.runs is Runs.EASE:
            runs = Runs.EASE  # they may still lie in any way
        return progress.with_course(place=place, runs=runs, began_ms=began_ms, intro_ms=0)

    def _at_ease(self, progress: Progress, said: tuple[Said, ...], runs: Runs) -> tuple[Progress, Timeline]:
        """Out of the shape one is in, and words."""
        at = self._waiting(progress, runs)
        place, out = at.course.place, out_of(self.posture, at.course.place, self.telling.untimed(at))
        said = (*self._notice, *said)
        if said:  # nothing need be done after the last words, since what follows is somebody's turn to speak
            said = (*said[:-1], replace(said[-1], wait=0.0))
        return at, out + self._cues(said, place, out.leaves(self.posture))

    def _standing(self, progress: Progress) -> Place:
        place = progress.course.place
        return left_behind(place, self.routine) if progress.owed.left else place

    def _cues(self, said: tuple[Said, ...], place: Place, posture: Posture, *, timed: bool = False) -> Timeline:
        return Timeline(tuple(cue(each, place, posture, self.routine, timed=timed) for each in said))

    @property
    def _notice(self) -> tuple[Said, ...]:
        notice = self.setting.notice
        return (self.say(getattr(self.words.of(OpeningWords), notice)),) if notice else ()

    def _reprompt(self, end: Whereabouts, at: Progress, question: Question | None) -> Timeline:
        """What is said to somebody who doesn't answer; out of the shape first, since nothing may follow."""
        there = replace(self, progress=at.with_course(place=end.place), running=False)
        words = self.question_words(question) if question else there.situation_words
        out = reprompt_out(end, self.telling.untimed(at))
        # Nobody hears this but somebody whose session ends by itself unless they answer.
        asked = there.say(words.reprompt), there.say(self.words.of(OpeningWords).way_back, 0.0)
        return out + self._cues(asked, end.place, out.leaves(end.posture))


def past_what_was_left(progress: Progress, routine: Routine) -> Progress:
    """Progress of somebody who leaves: they don't go on with a pose that was too much."""
    place = progress.course.place
    if not progress.owed.left or place.rest or not place.to_hold:
        return progress
    return progress.with_course(place=done_with(routine.pose(place.pose)))


def this_round(routine: Routine, progress: Progress) -> list[Pose]:
    """The poses that aren't left out."""
    left_out = set(progress.preferences.without)
    return [pose for pose in routine.poses if pose.id not in left_out]


def _having_said(said: tuple[Said, ...], progress: Progress) -> Progress:
    return progress.with_owed(said=tuple(each.words for each in said))
