"""The teacher: a command changes progress and is answered."""

from dataclasses import dataclass, replace

from lower_back_release.dialogue import asking
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.dialogue.reply import Answer, Reply
from lower_back_release.dialogue.situation import Prompts, left_behind
from lower_back_release.dialogue.telling import last_said, whereabouts, whole
from lower_back_release.dialogue.turn import Turn
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.budget import Budget
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Stage, Timeline, Whereabouts
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import Owed
from lower_back_release.person.progress import Progress


@dataclass(frozen=True)
class Coach:
    """Teaches the routine of one language."""

    routine: Routine
    words: Words
    budget: Budget

    def turn(
        self, progress: Progress, command: Command, now_ms: int, *, forgetful: bool = False, screen: bool = False
    ) -> Answer:
        """The answer to a command, and the progress after it.

        `now_ms` is in milliseconds since 1970 (UTC). `forgetful` tells that this may not be remembered, and says so.
        `screen` tells that there is a screen, without which nothing goes on by itself. Raises KeyError of a command
        that isn't in the registry.
        """
        here, once_done = self._whereabouts(progress, now_ms)
        place, seen_ms = replace(here.place, phase=None), progress.history.seen_ms
        if progress.owed.left:
            place = left_behind(place, self.routine)
        ended = place.waits or place.stage is Stage.DONE
        history = replace(progress.history, seen_ms=now_ms)
        if place.side > progress.course.place.side or place.rest or place.stage is not Stage.SETUP:
            history = history.knowing(place.pose)
        likes, course = progress.preferences, progress.course
        last = place.stage is Stage.DONE and self.routine.after(place.pose, likes.left_out) is None
        if last and course.runs is Runs.LESSON and course.began_ms is not None:
            history = history.finishing(course.began_ms)
        at = Progress(
            course=replace(course, place=place, posture=here.posture),
            preferences=replace(likes, flow=likes.flow and screen),
            history=history,
            owed=Owed(answer=now_ms, pains=progress.owed.pains),
        )
        turn = Turn(
            self.routine,
            self.words,
            self.budget,
            at,
            running=course.runs is Runs.LESSON and not ended,
            command=command,
            now_ms=now_ms,
            once_done=once_done,
            owed=progress.owed,
            last_said=last_said(progress, place if ended else None, now_ms, self.routine, self.words.of(Prompts)),
            away_ms=now_ms - seen_ms if seen_ms else 0,
            forgetful=forgetful,
            screen=screen,
        )
        if turn.long_away and not turn.running:
            turn = replace(turn, progress=at.with_course(posture=Posture()))
        entry = COMMANDS[command.name]
        if entry.needs_place and not turn.begun:
            return asking.not_begun(turn)
        after, reply = entry.answer(turn)
        return (replace(after, owed=replace(after.owed, asked=command.name)) if entry.anew else after), reply

    def replay(self, progress: Progress, now_ms: int) -> Reply:
        """The answer to a request that comes a second time: nothing changes, and what runs is said again."""
        course = progress.course
        here = Whereabouts(course.place, course.posture)
        running = course.runs is Runs.LESSON
        turn = Turn(self.routine, self.words, self.budget, progress, running, Command("repeat"), now_ms, once_done=here)
        return turn.carry_on()[1]

    def where(self, progress: Progress, now_ms: int) -> Whereabouts:
        """Where a person is, by the time since the last answer began, and how they then lie."""
        return self._whereabouts(progress, now_ms)[0]

    def timeline(self, progress: Progress) -> Timeline:
        """The last answer, as far as it moves one or leads through the routine: with silence for all other words."""
        return whole(progress, self.routine, self.words.of(Prompts), self.budget)

    def _whereabouts(self, progress: Progress, now_ms: int) -> tuple[Whereabouts, Whereabouts]:
        return whereabouts(progress, now_ms, self.routine, self.words.of(Prompts), self.budget)
