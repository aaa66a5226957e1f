"""One turn of the conversation: somebody wishes something, and is answered."""

from dataclasses import dataclass, replace
from functools import cached_property

from lower_back_release.practice.budget import Budget
from lower_back_release.practice.passage import fill, line, passage
from lower_back_release.practice.progress import Progress
from lower_back_release.practice.routine import ANYWHERE, Line, Pose, Prompts, Routine
from lower_back_release.practice.timeline import Place, Stage, Timeline
from lower_back_release.practice.wish import Wish

LATENCY = 1000
"""Milliseconds from a request's timestamp until its answer is heard. A guess: nobody tells."""

WAITING = (Stage.BREAK, Stage.DONE)

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
    """As it stands when the wish is heard, with `here` the very place one is at."""
    running: bool
    """Whether an answer was under way, so that to carry on is to go on speaking."""
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
        return at, Reply(said, self._reprompt(said.at(said.seconds)))

    def carry_on(self, *intro: Line, progress: Progress | None = None) -> Answer:
        """Says something, and goes on as before: in the pose at the same breath, or waiting."""
        if self.running:
            return self.go(self.here, *intro, progress=progress)
        say = self.routine.say
        if not self.progress.welcomed:
            return self.wait(*intro, self.says(say.begin_prompt), reprompt=say.begin_prompt, progress=progress)
        if self.here.stage in WAITING:
            return self.wait(*intro, self.says(self._by_place(say.prompts, self.here)), progress=progress)
        return self.wait(*intro, self.says(say.paused_prompt), reprompt=say.paused_reprompt, progress=progress)

    def wait(self, *lines: Line, reprompt: str | None = None, progress: Progress | None = None) -> Answer:
        """Says something that ends with a prompt, and waits where one is."""
        at = (progress or self.progress).waiting_at(self.here)
        again = self._spoken_reprompt(reprompt) if reprompt else self._reprompt(self.here)
        return at, Reply(self._lines(lines), again)

    def close(self, *lines: Line) -> Answer:
        """Says something and leaves, keeping the place."""
        return self.progress.waiting_at(self.here), Reply(self._lines(lines))

    def leave_pose(self) -> tuple[Line, ...]:
        """How to come out of the pose one is in; nothing for somebody who isn't in one."""
        if self.here.stage is Stage.HOLD or (self.here.stage in (Stage.SETUP, Stage.BREAK) and self._begun):
            way_out = (self.says(said.say, said.wait) for said in self.pose.way_out)
            return (self.says(self.routine.say.ease_out), *way_out)
        return ()

    def move_to(self, pose: Pose) -> Line:
        """How to get from here to where a pose begins."""
        return self.routine.moves[pose.position][self._position]

    def forgetting_pose(self) -> Progress:
        """Progress in which this pose isn't known, so that its setup is told in full."""
        known = tuple(pose for pose in self.progress.known if pose != self.here.pose)
        return replace(self.progress, known=known)

    @property
    def _begun(self) -> bool:
        return self.here.side > 0 or self.here.breath > 0

    @property
    def _position(self) -> str:
        if self.leave_pose():
            return self.pose.position
        if self.here.stage is Stage.DONE:
            return self.pose.rest.position if self.pose.rest else self.pose.position
        return ANYWHERE

    def _lines(self, lines: tuple[Line, ...]) -> Timeline:
        """Lines without a pause behind the last, since what follows is somebody's turn to speak."""
        *first, last = lines or (Line(""),)
        cues = (line(said, self.here, self.routine) for said in (*first, replace(last, wait=0.0)))
        return Timeline(tuple(cue for cue in cues if cue.seconds))

    def _reprompt(self, place: Place) -> Timeline:
        return self._spoken_reprompt(self._by_place(self.routine.say.reprompts, place))

    def _by_place(self, prompts: Prompts, place: Place) -> str:
        if place.stage is Stage.BREAK:
            return prompts.inside
        return prompts.between if self.routine.after(place.pose) else prompts.end

    def _spoken_reprompt(self, words: str) -> Timeline:
        return self._lines((Line("", REPROMPT_WAIT), self.says(words)))
