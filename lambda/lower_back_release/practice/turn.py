"""One turn of the conversation: somebody wishes something, and is answered."""

from dataclasses import dataclass, replace
from functools import cached_property

from lower_back_release.practice.budget import Budget
from lower_back_release.practice.passage import passage
from lower_back_release.practice.progress import Progress, Question
from lower_back_release.practice.routine import ANYWHERE, Pose, Routine
from lower_back_release.practice.sayings import Line, Situation
from lower_back_release.practice.timeline import Place, Stage, Timeline
from lower_back_release.practice.wish import Wish
from lower_back_release.practice.words import fill, lines

LATENCY = 1000
"""Milliseconds from a request's timestamp until its answer is heard. A guess: nobody tells."""

LONG_AWAY = 6 * 60 * 1000
"""Milliseconds: the longest answer, four minutes, the time one is listened to after it, and a minute of grace."""

REPROMPT_WAIT = 6.0
"""Seconds of quiet before a reprompt's words, on top of the device's own eight: time to finish a movement."""


@dataclass(frozen=True)
class Reply:
    """What is said, and whether an answer is awaited."""

    said: Timeline
    reprompt: Timeline | None = None
    """Said if nobody answers. None closes the conversation."""
    flows: bool = False
    """Whether a screen begins the next part by itself, before anybody need answer."""
    forget: bool = False
    """Whether everything kept of the person is to be deleted."""


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
    wish: Wish
    now: int
    """Milliseconds since 1970 (UTC)."""
    asked: Question | None = None
    """The question that was open."""
    misses: int = 0
    """How many times in a row they weren't understood before this."""
    away: int = 0
    """Milliseconds since they last said something."""
    forgetful: bool = False
    """Whether to say that this may not be remembered."""
    screen: bool = False
    """Whether there is a screen."""

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

    @property
    def body(self) -> Place:
        """Where the body is: still in the side just done, where the other one is to come."""
        waits_for_side = self.here.stage is Stage.BREAK and self.here.breath == 0
        return replace(self.here, side=self.here.side - 1) if waits_for_side else self.here

    def says(self, template: str, wait: float = 0.5, **named: str) -> Line:
        """A line of the present place, filled in."""
        return Line(fill(template, self.body, self.routine, **named), wait)

    def go(self, place: Place, *intro: Line, progress: Progress | None = None) -> Answer:
        """Goes on from a place, after an intro."""
        before = progress or self.progress
        if not before.welcomed:
            intro = (self.says(self.routine.say.welcome_first), *intro)
        intro = (*self._notice, *intro)
        at = replace(before, here=place, began=self.now + LATENCY, welcomed=True)
        opening = lines(intro, place, self.routine)
        at = replace(at, intro=round(opening.seconds * 1000))
        said = opening + passage(self.routine, at, self.budget)
        end = said.at(said.seconds)
        return at, Reply(said, self._reprompt(end), flows=at.flows_on(end, self.routine))

    def carry_on(self, *intro: Line, progress: Progress | None = None) -> Answer:
        """Says something, and goes on as before: in the pose at the same breath, or waiting."""
        if self.running:
            return self.go(self.here, *intro, progress=progress)
        return self.wait(*intro, self.says(self.situation.prompt), progress=progress)

    def wait(
        self,
        *said: Line,
        asked: Question | None = None,
        progress: Progress | None = None,
    ) -> Answer:
        """Says something that ends with a prompt, and waits where one is, or where `progress` puts one."""
        at = replace((progress or self.progress).waiting(), asked=asked)
        return at, Reply(self._lines((*self._notice, *said)), self._reprompt(at.here, asked))

    def close(self, *said: Line) -> Answer:
        """Says something and leaves: out of the pose, with the breath kept, and nothing going on by itself."""
        return replace(self.out_of_pose().waiting(), flow=False), Reply(self._lines(said))

    def out_of_pose(self) -> Progress:
        """The progress of somebody who has come out of a pose: before the breath they were in, not in it."""
        inside = self.here.stage in (Stage.HOLD, Stage.BREAK)
        return replace(self.progress, here=replace(self.here, stage=Stage.SETUP)) if inside else self.progress

    def leave_pose(self) -> tuple[Line, ...]:
        """How to come out of the pose one is in; nothing for somebody who isn't in one."""
        match self.here.stage:
            case Stage.HOLD | Stage.BREAK:
                return self._way_out
            case Stage.SETUP if self.running and (self.here.side or self.here.breath):
                return self._way_out
            case Stage.REST if self.pose.rest:
                return tuple(self.says(said.say, said.wait) for said in self.pose.rest.way_out)
            case _:
                return ()

    def move_to(self, pose: Pose) -> Line:
        """How to get from here to where a pose begins."""
        return self.routine.moves[pose.position][self._position]

    def forgetting_pose(self) -> Progress:
        """Progress in which this pose isn't known, so that its setup is told in full."""
        known = tuple(pose for pose in self.progress.known if pose != self.here.pose)
        return replace(self.progress, known=known)

    @property
    def _notice(self) -> tuple[Line, ...]:
        return (self.says(self.routine.say.forgetful),) if self.forgetful else ()

    @property
    def _way_out(self) -> tuple[Line, ...]:
        way_out = (self.says(said.say, said.wait) for said in self.pose.way_out)
        return (self.says(self.routine.say.ease_out), *way_out)

    @property
    def _position(self) -> str:
        rest = self.pose.rest
        if rest and self.here.stage in (Stage.REST, Stage.DONE) and not self.long_away:
            return rest.position
        if self.leave_pose() or (self.here.stage is Stage.DONE and not self.long_away):
            return self.pose.position_after
        return ANYWHERE

    @property
    def long_away(self) -> bool:
        """Whether they have been silent for so long that their body may be anywhere."""
        return self.away > LONG_AWAY

    def _situation(self, place: Place, running: bool) -> Situation:
        at = self.routine.situations
        if place.stage is Stage.BREAK:
            return at.inside
        if place.stage is Stage.DONE:
            return at.between if self.routine.after(place.pose, self.progress.left_out) else at.end
        if running:
            return at.moving
        return at.paused if self.progress.welcomed else at.new

    def _lines(self, said: tuple[Line, ...]) -> Timeline:
        """Lines without a pause behind the last, since what follows is somebody's turn to speak."""
        return lines((*said[:-1], replace(said[-1], wait=0.0)), self.here, self.routine) if said else Timeline()

    def _reprompt(self, place: Place, asked: Question | None = None) -> Timeline:
        """What is said to somebody who doesn't answer. In a pose: how to come out, since nothing may follow."""
        if asked:
            again = Line(getattr(self.routine.asked_again, asked), wait=0.0)
            return lines((Line("", REPROMPT_WAIT), again), place, self.routine)
        out = self.routine.pose(place.pose).way_out if place.stage is Stage.BREAK else ()
        words = Line(self._situation(place, running=False).reprompt, wait=0.0)
        return lines((Line("", REPROMPT_WAIT), *out, words), place, self.routine)
