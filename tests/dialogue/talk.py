"""A conversation with the coach, in time that passes when it is told to."""

from dataclasses import dataclass, field, replace

from lower_back_release.dialogue.coach import Coach
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.errand import Outcome
from lower_back_release.dialogue.reply import Reply
from lower_back_release.dialogue.turn import LATENCY_MS, Notice, Setting
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.timeline import Place, Stage, Whereabouts
from lower_back_release.person.progress import Progress

START = 1_800_000_000_000
"""Milliseconds since 1970: some day in 2027."""

CAUTION = (
    "Welcome. This isn't medical advice, so be gentle, and stop if it hurts. At any time you can say, Alexa, pause."
)
"""What somebody new hears before they are led anywhere, or advised."""


@dataclass
class Talk:
    coach: Coach
    progress: Progress
    now: int = START
    began: int = START
    replies: list[Reply] = field(default_factory=list)

    def say(
        self,
        name: str,
        pose: str | None = None,
        pace: str | None = None,
        number: int | None = None,
        *,
        nth: int | None = None,
        side: str | None = None,
        when: str | None = None,
        soon: int | None = None,
        permission_for: str = "",
        outcome: Outcome | None = None,
        returning: bool = False,
        notice: Notice | None = None,
        screen: bool = False,
    ) -> Reply:
        setting = Setting(returning or name == "launch", notice=notice, screen=screen)
        command = Command(name, pose, pace, number, nth, side, when=when, soon=soon, outcome=outcome)
        command = replace(command, permission_for=permission_for)
        self.progress, reply = self.coach.turn(self.progress, command, self.now, setting)
        self.began = self.now + LATENCY_MS
        self.replies.append(reply)
        return reply

    def fork(self) -> "Talk":
        """The same so far, to go on with in another way."""
        return replace(self, replies=list(self.replies))

    def close(self) -> None:
        """The session ends, and the skill is told."""
        self.progress = self.coach.closed(self.progress, self.now)

    def listen(self, seconds: float) -> Place:
        """Lets so many seconds of the last answer be heard; where one is then."""
        self.now = self.began + round(seconds * 1000)
        return self.place

    def hear_out(self) -> Place:
        return self.listen(self.last.said.seconds + 1)

    def until(
        self, stage: Stage, breath: int = 1, side: int = 0, into: float = 0.5, *, rest: bool = False, step: int = 0
    ) -> Place:
        """Listens until so many seconds into a stage, a breath or a step of it, of the pose or of its rest.

        A hold is where one breathes: not the words before it, though they are of the same place.
        """
        said = self.last.said
        for at, cue in zip(said.starts, said.cues, strict=True):
            place = cue.place
            there = (place.stage, place.side, place.rest) == (stage, side, rest)
            if stage is Stage.HOLD and place.phase is None:
                continue
            if there and place.breath >= breath and place.step >= step:
                return self.listen(at + into)
        raise AssertionError(f"never came to {stage} {breath}")

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def whereabouts(self) -> Whereabouts:
        return self.coach.where(self.progress, self.now)

    @property
    def place(self) -> Place:
        return self.whereabouts.place

    @property
    def posture(self) -> Posture:
        return self.whereabouts.posture

    @property
    def words(self) -> str:
        return " ".join(cue.words for cue in self.last.said.cues if cue.words)


def rest(talk: Talk) -> None:
    """In the second breath of child's pose, after the seal stretch."""
    talk.say("go_to", pose="seal_stretch")
    talk.until(Stage.HOLD, 2, rest=True)
