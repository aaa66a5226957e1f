"""One turn of the conversation: somebody wishes something, and is answered."""

from dataclasses import dataclass, replace
from functools import cached_property

from lower_back_release.practice.budget import Budget
from lower_back_release.practice.passage import fill, line, passage
from lower_back_release.practice.progress import Progress, Question
from lower_back_release.practice.routine import ANYWHERE, Line, Pose, Routine, Situation
from lower_back_release.practice.timeline import Place, Stage, Timeline
from lower_back_release.practice.wish import Wish

LATENCY = 1000
"""Milliseconds from a request's timestamp until its answer is heard. A guess: nobody tells."""

REPROMPT_WAIT = 6.0
"""Seconds of quiet before a reprompt's words, on top of the device's own eight: time to finish a movement."""


@dataclass(frozen=True)
class Reply:
    """What is said, and whether an answer is awaited."""

    said: Timeline
    reprompt: Timeline | None = None
    """Said if nobody answers. None closes the conversation."""


Answer = tuple[Progress, Reply]


@dataclass(frozen=True)
class Turn:
    """Everything an answer depends on, and the four ways to give one: go, carry on, wait, close."""

    routine: Routine
    budget: Budget
    progress: Progress
    """As it stands when the wish is heard, with `here` the very place one is at and no question open."""
    running: bool
    """Whether an answer was under way, so that to carry on is to go on speaking."""
    asked: Question | None
    """The question that was open."""
    misses: int
    """How many times in a row they weren't understood before this."""
    away: int
    """Milliseconds since they last said something."""
    wish: Wish
    now: int
    """Milliseconds since 1970 (UTC)."""

    @property
    def here(self) -> Place:
        """Where one is."""
        return self.progress.here

    @cached_property
    def pose(self) -> Pose:
        """The pose one is in, or has just done."""
        return self.routine.pose(self.here.pose)

    @property
    def after(self) -> Pose | None:
        """The pose that comes next, this time round."""
        return self.routine.after(self.here.pose, self.progress.left_out)

    @property
    def situation(self) -> Situation:
        """Where the conversation stands."""
        return self._situation(self.here, self.running)

    def says(self, template: str, wait: float = 0.5, **named: str) -> Line:
        """A line of the present place, filled in."""
        return Line(fill(template, self.here, self.routine, **named), wait)

    def go(self, place: Place, *intro: Line, progress: Progress | None = None) -> Answer:
        """Goes on from a place, after an intro."""
        before = progress or self.progress
        if not before.welcomed:
            intro = (self.says(self.routine.say.welcome_first), *intro)
        at = replace(before, here=place, began=self.now + LATENCY, welcomed=True)
        opening = Timeline(tuple(line(said, place, self.routine) for said in intro))
        at = replace(at, intro=round(opening.seconds * 1000))
        said = opening + passage(self.routine, at, self.budget)
        ends = self._situation(said.at(said.seconds), running=False)
        return at, Reply(said, self._reprompt(ends.reprompt))

    def carry_on(self, *intro: Line, progress: Progress | None = None) -> Answer:
        """Says something, and goes on as before: in the pose at the same breath, or waiting."""
        if self.running:
            return self.go(self.here, *intro, progress=progress)
        return self.wait(*intro, self.says(self.situation.prompt), progress=progress)

    def wait(
        self,
        *lines: Line,
        asked: Question | None = None,
        reprompt: str | None = None,
        progress: Progress | None = None,
    ) -> Answer:
        """Says something that ends with a prompt, and waits where one is, or where `progress` puts one."""
        at = progress or self.progress
        at = replace(at.waiting_at(at.here), asked=asked)
        ends = self._situation(at.here, running=False)
        return at, Reply(self._lines(lines), self._reprompt(reprompt or ends.reprompt))

    def close(self, *lines: Line) -> Answer:
        """Says something and leaves, keeping the place."""
        return self.progress.waiting_at(self.here), Reply(self._lines(lines))

    def leave_pose(self) -> tuple[Line, ...]:
        """How to come out of the pose one is in; nothing for somebody who isn't in one."""
        begun = self.here.side > 0 or self.here.breath > 0
        if self.here.stage is Stage.HOLD or (self.here.stage is Stage.SETUP and self.running and begun):
            return self._way_out
        return self._way_out if self.here.stage is Stage.BREAK else ()

    def move_to(self, pose: Pose) -> Line:
        """How to get from here to where a pose begins."""
        return self.routine.moves[pose.position][self._position]

    def forgetting_pose(self) -> Progress:
        """Progress in which this pose isn't known, so that its setup is told in full."""
        known = tuple(pose for pose in self.progress.known if pose != self.here.pose)
        return replace(self.progress, known=known)

    @property
    def _way_out(self) -> tuple[Line, ...]:
        way_out = (self.says(said.say, said.wait) for said in self.pose.way_out)
        return (self.says(self.routine.say.ease_out), *way_out)

    @property
    def _position(self) -> str:
        if self.leave_pose():
            return self.pose.position
        if self.here.stage is Stage.DONE:
            return self.pose.rest.position if self.pose.rest else self.pose.position
        return ANYWHERE

    def _situation(self, place: Place, running: bool) -> Situation:
        at = self.routine.situations
        if place.stage is Stage.BREAK:
            return at.inside
        if place.stage is Stage.DONE:
            return at.between if self.routine.after(place.pose, self.progress.left_out) else at.end
        if running:
            return at.moving
        return at.paused if self.progress.welcomed else at.new

    def _lines(self, lines: tuple[Line, ...]) -> Timeline:
        """Lines without a pause behind the last, since what follows is somebody's turn to speak."""
        *first, last = lines or (Line(""),)
        cues = (line(said, self.here, self.routine) for said in (*first, replace(last, wait=0.0)))
        return Timeline(tuple(cue for cue in cues if cue.seconds))

    def _reprompt(self, words: str) -> Timeline:
        return self._lines((Line("", REPROMPT_WAIT), self.says(words)))
