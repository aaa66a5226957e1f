"""The answer that a course stands for, as it is heard: told once, and reckoned again to know where one is in it."""

from dataclasses import dataclass, replace
from functools import lru_cache

from lower_back_release.dialogue.situation import Prompts, prompt_at
from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.passage import passage
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Cue, Place, Stage, Timeline, Whereabouts
from lower_back_release.lesson.ways import out_of, way_from
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import Owed
from lower_back_release.person.progress import Progress

INTRO_CHARACTERS = 900
"""Characters kept free for what comes before an answer's part of the routine; the longest has about 600."""

LISTENED_SECONDS = 8.0
"""Seconds from an answer's end to its reprompt: the time one is listened to (Amazon: "about 8 seconds")."""

REPROMPT_WAIT_SECONDS = 6.0
"""Seconds of quiet before a reprompt's words, on top of those: time to finish a movement."""

JUST_SAID_MS = 10_000
"""Milliseconds for which words of ours are what somebody means who asks what was that; a breath takes as long."""

KEPT = 32
"""Answers whose part of the routine is kept: it is needed again in the turn after it. Each takes some 30 KB."""


@dataclass(frozen=True)
class Heard:
    """How far the last answer has been heard."""

    here: Whereabouts
    """Where somebody is by now."""
    once_done: Whereabouts
    """Where they are having done what they hear."""
    remarked: str = ""
    """What they have just been told in a hold, besides counts."""
    in_intro: bool = False
    """Whether they have been told no more of the routine yet than what comes before it, such as the pose's name."""


class Telling:
    """What an answer tells of the routine, by the progress it leaves behind; of one language, to one budget."""

    def __init__(self, routine: Routine, prompts: Prompts, budget: Budget) -> None:
        self._routine = routine
        self._untimed = replace(routine, voice=replace(routine.voice, room=1.0)) if routine.voice.room > 1 else routine
        self._prompts = prompts
        self._budget = budget
        self._lesson = lru_cache(KEPT)(self._reckoned_lesson)

    def way_out(self, progress: Progress) -> Timeline:
        """How the answer leads out of the shape one is in, where it can't go on in it: always the first words of it."""
        course = progress.course
        if course.runs is Runs.LESSON:
            return way_from(course.posture, course.place, progress.led(self._routine))
        return out_of(course.posture, course.place, self.untimed(progress))

    def untimed(self, progress: Progress) -> Routine:
        """The routine as somebody is led through it, for words after which nothing has its time: without room."""
        return progress.led(self._untimed)

    def lesson(self, progress: Progress) -> Timeline:
        """What the answer tells of the routine, after its way out and its intro."""
        return self._lesson(replace(progress, owed=Owed()))

    def whole(self, progress: Progress) -> Timeline:
        """All of the answer that moves one or leads through the routine, with silence for all other words."""
        course, out = progress.course, self.way_out(progress)
        intro = Cue.quiet(course.intro_ms / 1000, course.place, out.leaves(course.posture))
        if course.runs is Runs.LESSON:
            return out + Timeline((intro,)) + self.lesson(progress)
        if course.runs is Runs.EASE:
            intro = Cue.quiet(0.0, course.place, Posture())
        return out + Timeline((intro,))

    def last_said(self, progress: Progress, here: Place, now_ms: int) -> tuple[str, ...]:
        """What was said last to somebody at a place, in sentences to say again; none where it is of the pose.

        `now_ms` is in milliseconds since 1970 (UTC).
        """
        course = progress.course
        if course.runs is not Runs.LESSON or course.began_ms is None:
            return progress.owed.said
        if here.waits or here.stage is Stage.DONE:
            return (prompt_at(here, progress, progress.led(self._routine), self._prompts),)
        still_ms = JUST_SAID_MS if here.stage is Stage.HOLD else 0  # elsewhere the pose has had its say since
        return progress.owed.said if now_ms < course.began_ms + self._intro_ends_ms(progress) + still_ms else ()

    def heard(self, progress: Progress, now_ms: int) -> Heard:
        """How far the last answer has been heard, by the time since it began.

        `now_ms` is in milliseconds since 1970 (UTC).
        """
        course = progress.course
        if course.began_ms is None:
            here = Whereabouts(course.place, course.posture)
            return Heard(here, here)
        timeline, since_ms = self.whole(progress), now_ms - course.began_ms
        seconds = since_ms / 1000
        here, asked_again = timeline.at(seconds), seconds - timeline.seconds - LISTENED_SECONDS
        if here.posture.shape and asked_again > 0:
            out = reprompt_out(here, self.untimed(progress))
            return Heard(out.at(asked_again), out.once_done(asked_again))
        in_intro = course.runs is Runs.LESSON and since_ms < self._intro_ends_ms(progress)
        return Heard(here, timeline.once_done(seconds), _remarked(timeline, seconds), in_intro)

    def _intro_ends_ms(self, progress: Progress) -> float:
        """Milliseconds from an answer's beginning to its part of the routine."""
        return self.way_out(progress).seconds * 1000 + progress.course.intro_ms

    def _reckoned_lesson(self, progress: Progress) -> Timeline:
        course, out, routine = progress.course, self.way_out(progress), progress.led(self._routine)
        return passage(
            routine,
            progress.plan.from_(course.place, out.leaves(course.posture)),
            self._budget.less(out.seconds + course.intro_ms / 1000, INTRO_CHARACTERS),
            lambda place: prompt_at(place, progress, routine, self._prompts),
        )


def reprompt_out(end: Whereabouts, routine: Routine) -> Timeline:
    """How a reprompt begins after an answer that ended so: out of the shape, since nothing may follow it."""
    quiet = Cue.quiet(REPROMPT_WAIT_SECONDS, end.place, end.posture)
    return Timeline((quiet,)) + out_of(end.posture, end.place, routine, early=False)


def _remarked(said: Timeline, seconds: float) -> str:
    """What was last said on the way out of a breath, such as a reminder, if it has just been; else nothing."""
    began = zip(said.starts, said.cues, strict=True)
    just = (cue for start, cue in began if start <= seconds < start + cue.spoken_seconds + JUST_SAID_MS / 1000)
    return next((cue.words for cue in reversed(tuple(just)) if cue.place.phase is Phase.OUT and cue.words), "")
