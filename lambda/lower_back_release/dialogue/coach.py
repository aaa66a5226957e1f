"""The teacher: a command changes progress and is answered."""

from dataclasses import dataclass, replace
from functools import cached_property

from lower_back_release.dialogue import asking
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.getting_up import as_getting_up
from lower_back_release.dialogue.reminding import as_reminded
from lower_back_release.dialogue.reply import Answer, Reply
from lower_back_release.dialogue.situation import Prompts
from lower_back_release.dialogue.telling import Telling
from lower_back_release.dialogue.turn import LONG_AWAY_MS, OpeningWords, Setting, Turn, past_what_was_left
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Place, Stage, Timeline, Whereabouts
from lower_back_release.lesson.words import Said, cue, done_with, held_at, shape_at
from lower_back_release.person.course import Course, Runs
from lower_back_release.person.history import HOUR_MS
from lower_back_release.person.owed import Owed
from lower_back_release.person.progress import Progress

GO_ON_WITHIN_MS = 12 * HOUR_MS
"""Milliseconds after which nobody goes on where they stopped: half a day."""

LINGERS_MS = 30_000
"""Milliseconds after an answer's end in which its session may still be open: twice the eight seconds for which Alexa
listens, and the reprompt between."""

STILL_IN_MS = 15 * 60 * 1000
"""Milliseconds after the last words for which somebody who was cut off may still be in their pose: the longest answer,
and ten minutes more."""

USUAL = Setting()
"""In the middle of a session, without a screen."""


@dataclass(frozen=True)
class Coach:
    """Teaches the routine of one language."""

    routine: Routine
    words: Words
    budget: Budget

    def turn(self, progress: Progress, command: Command, now_ms: int, setting: Setting = USUAL) -> Answer:
        """The answer to a command, and the progress after it.

        `now_ms` is in milliseconds since 1970 (UTC). Raises KeyError of a command that isn't in the registry.
        """
        command = as_reminded(as_getting_up(command, progress.owed.asked), progress.owed.question)
        if setting.returning:
            progress = self._taken_up(progress, now_ms, launched=command.name == "launch")
        if progress.owed.fell:
            progress = progress.with_course(posture=Posture())
        progress = self._if_cautioned(progress, now_ms)
        heard = self._telling.heard(progress, now_ms)
        at = self._settled(progress, heard.here)
        rest_over = progress.course.later is not None and at.course.later is None
        owed = progress.owed.with_rest_over if rest_over else progress.owed
        owed = _as_moved_on(owed, progress.course.place, at.course.place)
        place, likes, seen_ms = at.course.place, at.preferences, progress.history.seen_ms
        long_away = bool(seen_ms) and now_ms - seen_ms > LONG_AWAY_MS
        ended = place.waits or place.stage is Stage.DONE
        at = replace(
            at,
            preferences=replace(likes, flow=likes.flow and setting.screen),
            history=at.history.seen(now_ms, self.routine),
            owed=Owed(
                answer_id=now_ms,
                misses=owed.misses,
                pains=progress.owed.pains,
                hurt=progress.owed.hurt,
                cautioned=progress.owed.cautioned,
                returned=progress.owed.returned or long_away,
                left=owed.left,
                after_rest=owed.after_rest,
                left_before_rest=owed.left_before_rest,
                gently=progress.owed.gently,
            ),
        )
        turn = Turn(
            at.led(self.routine),
            self.words,
            self._telling,
            at,
            running=at.course.runs is Runs.LESSON and not ended,
            command=command,
            now_ms=now_ms,
            once_done=heard.once_done,
            owed=owed,
            last_said=self._telling.last_said(progress, place, now_ms),
            remarked=heard.remarked,
            unnamed=heard.in_intro and place == Place(place.pose),
            long_away=long_away,
            setting=setting,
        )
        if rest_over:
            turn = replace(turn, last_said=(turn.prompt().words,))
        still = at.course.posture.unsure and now_ms - progress.history.seen_ms < STILL_IN_MS
        if turn.long_away and not turn.running and not still:
            turn = replace(turn, progress=at.with_course(posture=Posture()))
        entry = COMMANDS[command.name]
        turn = entry.turn_for(turn)
        if entry.needs_place and not turn.begun:
            return asking.not_begun(turn)
        after, reply = entry.answer(turn)
        after = replace(after, owed=_as_moved_on(after.owed, place, after.course.place))
        anew = entry.anew and turn.named is None  # which of them was named isn't kept
        return (after.with_owed(asked=command.name) if anew else after), reply

    def closed(self, progress: Progress, now_ms: int) -> Progress:
        """Progress as a session leaves it that ended at this moment without a word: at the very place one was at.

        `now_ms` is in milliseconds since 1970 (UTC).
        """
        progress, here = self._if_cautioned(progress, now_ms), self.where(progress, now_ms)
        if progress.course.runs is Runs.EASE and here.posture.shape is None:
            return progress
        at = self._settled(progress, here)
        if here.posture.shape is None:
            at = past_what_was_left(at, self.routine)
        posture = here.posture.when_cut_off
        return replace(at, course=replace(at.course.of_routine, posture=posture, runs=Runs.NOTHING, began_ms=None))

    def replay(self, progress: Progress, now_ms: int) -> Reply:
        """The answer to a request that comes a second time: nothing changes, and what runs is said again."""
        course = progress.course
        here = Whereabouts(course.place, course.posture)
        running = course.runs is Runs.LESSON
        routine, again = progress.led(self.routine), Command("repeat")
        turn = Turn(routine, self.words, self._telling, progress, running, again, now_ms, once_done=here)
        return turn.carry_on()[1]

    def where(self, progress: Progress, now_ms: int) -> Whereabouts:
        """Where a person is, by the time since the last answer began, and how they then lie."""
        return self._telling.heard(progress, now_ms).here

    def timeline(self, progress: Progress) -> Timeline:
        """The last answer, as far as it moves one or leads through the routine: with silence for all other words."""
        return self._telling.whole(progress)

    def _taken_up(self, progress: Progress, now_ms: int, *, launched: bool) -> Progress:
        """What somebody goes on with who comes in: what was, unless that is too long ago, or came to its end.

        Where an answer led through the routine, and nobody knows how far it was heard, it counts as not heard at all:
        better a breath too many than one that is lost. Whoever asks for something by the skill's name while it may
        still be heard is taken to hear it.
        """
        course, history = progress.course, progress.history
        away_ms = now_ms - history.seen_ms
        if course.began_ms is not None:
            over_ms = course.began_ms + self.timeline(progress).seconds * 1000
            if now_ms > over_ms + LINGERS_MS:
                posture = self._perhaps_in(progress)
                course = replace(course.of_routine, runs=Runs.NOTHING, posture=posture, began_ms=None)
            elif launched and course.runs is Runs.LESSON:
                progress = self._settled(progress, self.where(progress, now_ms))
                course, history = progress.course, progress.history
                course = replace(course.of_routine, runs=Runs.NOTHING, posture=course.posture, began_ms=None)
        left_out = held_at(course.place, self.routine).id in progress.preferences.without  # on another device
        if left_out and course.later is None:
            if course.runs is Runs.LESSON:
                posture = self.where(replace(progress, course=course), now_ms).posture
                course = replace(course, runs=Runs.NOTHING, posture=posture, began_ms=None)
            course = replace(course, place=done_with(self.routine.pose(course.place.pose)))
        over = course.place.stage is Stage.DONE and self._is_last(course.place, progress)
        if away_ms > GO_ON_WITHIN_MS or (over and away_ms > LONG_AWAY_MS):
            course = Course(Place(self.routine.poses[0].id))
            progress = progress.with_preferences(left_out=(), not_planned=())
        return replace(progress, course=course, history=history)

    def _perhaps_in(self, progress: Progress) -> Posture:
        """How somebody may lie after an answer of which nobody knows how far it was heard."""
        course = progress.course
        if course.runs is not Runs.LESSON or not course.place.to_hold or course.place.waits:
            return Posture()
        return Posture(shape=shape_at(course.place, progress.led(self.routine))).when_cut_off

    def _if_cautioned(self, progress: Progress, now_ms: int) -> Progress:
        """Progress of somebody who hasn't heard the note of caution, where they came in before it was over."""
        course, said, safety = progress.course, progress.owed.said, self.words.of(OpeningWords).safety
        if safety not in said or course.began_ms is None:
            return progress
        up_to_it = (
            cue(Said(words), course.place, course.posture, self.routine, timed=course.runs is Runs.LESSON)
            for words in said[: said.index(safety) + 1]
        )
        before = self._telling.way_out(progress).seconds
        over_ms = course.began_ms + (before + sum(each.seconds for each in up_to_it)) * 1000
        if now_ms >= over_ms:
            return progress
        return replace(progress, history=replace(progress.history, welcomed=False)).with_owed(cautioned=False)

    def _settled(self, progress: Progress, here: Whereabouts) -> Progress:
        """Progress at the place one has come to, with what one has done on the way there."""
        course, history, likes = progress.course, progress.history, progress.preferences
        place = replace(here.place, phase=None)
        if course.later:
            over = here.place == course.later.place
            at = replace(course, place=place, posture=here.posture)
            return replace(progress, course=at.after_rest if over else at)
        was_to_hold = course.place.to_hold and not course.place.rest
        come_on = place.side > course.place.side or place.rest or place.stage is not Stage.SETUP
        if course.runs is Runs.LESSON and was_to_hold and come_on:
            history = history.knowing(place.pose)
            if place != course.place or here.posture.shape:  # else they are still on the way back into it
                history = history.practicing(self.routine)
        led = course.led_to(place)
        if course.runs is Runs.LESSON and place.side > course.place.side:
            led = replace(led, first_had=progress.plan.total(course.place, self.routine))
        complete = led.held != course.held and led.completes(self.routine, likes.without)
        if complete and course.began_ms is not None:
            history = history.practicing(self.routine, to_the_end=True)
        return replace(progress, course=replace(led, place=place, posture=here.posture), history=history)

    def _is_last(self, place: Place, progress: Progress) -> bool:
        return self.routine.after(place.pose, progress.preferences.without) is None

    @cached_property
    def _telling(self) -> Telling:
        return Telling(self.routine, self.words.of(Prompts), self.budget)


def _as_moved_on(owed: Owed, before: Place, here: Place) -> Owed:
    """What is owed: words that weren't understood count as long as one is in the same side, pose or rest."""
    same = (before.pose, before.side, before.rest, before.stage is Stage.DONE)
    return owed if same == (here.pose, here.side, here.rest, here.stage is Stage.DONE) else replace(owed, misses=0)
