"""A conversation with the coach, in time that passes when it is told to."""

from dataclasses import dataclass, field

from lower_back_release.practice.coach import Coach
from lower_back_release.practice.progress import Progress
from lower_back_release.practice.timeline import Place, Stage
from lower_back_release.practice.turn import LATENCY, Reply
from lower_back_release.practice.wish import Wanted, Wish

START = 1_800_000_000_000
"""Milliseconds since 1970: some day in 2027."""


@dataclass
class Talk:
    coach: Coach
    progress: Progress
    now: int = START
    began: int = START
    replies: list[Reply] = field(default_factory=list)

    def wish(
        self,
        wanted: Wanted,
        pose: str | None = None,
        pace: str | None = None,
        number: int | None = None,
        *,
        forgetful: bool = False,
        screen: bool = False,
    ) -> Reply:
        wish = Wish(wanted, pose, pace, number)
        self.progress, reply = self.coach.turn(self.progress, wish, self.now, forgetful=forgetful, screen=screen)
        self.began = self.now + LATENCY
        self.replies.append(reply)
        return reply

    def listen(self, seconds: float) -> Place:
        """Lets so many seconds of the last answer be heard; where one is then."""
        self.now = self.began + round(seconds * 1000)
        return self.place

    def hear_out(self) -> Place:
        return self.listen(self.last.said.seconds + 1)

    def until(self, stage: Stage, breath: int = 0, side: int = 0, into: float = 0.5) -> Place:
        """Listens until so many seconds into a stage, or a breath of it."""
        said = self.last.said
        for at, cue in zip(said.starts, said.cues, strict=True):
            if cue.place.stage is stage and cue.place.side == side and cue.place.breath >= breath:
                return self.listen(at + into)
        raise AssertionError(f"never came to {stage} {breath}")

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def place(self) -> Place:
        return self.coach.where(self.progress, self.now)

    @property
    def words(self) -> str:
        return " ".join(cue.words for cue in self.last.said.cues if cue.words)
