"""An answer as it is performed: which words when, and where in the routine somebody is meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.remembering import AWAITED, PROGRESS
from lower_back_release.alexa.unheard import AUDIO
from lower_back_release.content import content_for
from lower_back_release.dialogue.coach import Coach
from lower_back_release.lesson.speaking_time import speaking_time
from lower_back_release.lesson.timeline import Place, Stage, Timeline
from lower_back_release.lesson.words import held_at
from lower_back_release.person.course import Runs
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import Progress, from_json
from simulator.echo.echo import Exchange
from simulator.heard.apla import lengths
from simulator.heard.ssml import Silence, read_ssml


class Said(NamedTuple):
    """Words of an answer, without a pause in them."""

    at: float
    """Seconds from the answer's beginning at which they start."""
    words: str
    seconds: float
    """How long they take."""


def cues(ssml: str, locale: str) -> Iterator[Said]:
    """The words of SSML, in order."""
    at, voice = 0.0, content_for(locale).routine.voice
    for part in read_ssml(ssml) if ssml else ():
        if isinstance(part, Silence):
            at += part.seconds
        else:
            yield Said(at, part.text, speaking_time(part.text, voice))
            at += speaking_time(part.text, voice)


class Doing(StrEnum):
    """What somebody in front of the Echo is at."""

    NEW = "new"
    """Nothing has begun."""
    SETUP = "setup"
    """On the way into a pose or a rest."""
    HOLD = "hold"
    REST = "rest"
    """In the rest that follows a pose."""
    WAY_OUT = "way_out"
    """On the way out of a pose."""
    INSIDE = "inside"
    """In a pose that was too long for one answer, asked whether to go on."""
    BETWEEN = "between"
    """After a pose, with another to come."""
    PAUSED = "paused"
    ASKED = "asked"
    """Asked something, wherever they are."""
    END = "end"
    """After the last pose."""


@dataclass(frozen=True)
class Where:
    """Where somebody is: what they are at, and in which pose."""

    doing: Doing
    pose: str
    """The pose's name."""
    side: str
    """The side's name, or that of the rest; empty where there is none."""
    phase: str | None
    """In a hold or a rest the half of the breath, "in" or "out"; None anywhere else."""
    breath: int
    """The breath one is in, or comes to next, from 1; 0 where none is counted."""
    of: int
    """Breaths in all, of this hold or rest; 0 where none are counted."""
    number: int
    """Which pose of the routine it is, from 1."""
    poses: int
    """Poses of the routine, but for those that are left out."""

    @property
    def told(self) -> str:
        """What they are at, in a word or two: "holding, breathing in"."""
        return f"{TOLD[self.doing]}, breathing {self.phase}" if self.phase else TOLD[self.doing]


TOLD = {
    Doing.NEW: "nothing has begun",
    Doing.SETUP: "setting up",
    Doing.HOLD: "holding",
    Doing.REST: "resting",
    Doing.WAY_OUT: "coming out",
    Doing.INSIDE: "in the middle of a pose",
    Doing.BETWEEN: "between poses",
    Doing.PAUSED: "paused",
    Doing.ASKED: "asked something",
    Doing.END: "all poses done",
}
"""What each is called where people read it."""


@dataclass(frozen=True)
class Stay:
    """Where one is from some second of an answer on."""

    at: float
    """Seconds from the answer's first word."""
    seconds: float
    """How long one is there."""
    where: Where


def stays(turn: Exchange) -> tuple[Stay, ...]:
    """The places an answer leads through, in order; none where it leads through no part of the routine.

    They are laid on the answer as it is heard. The skill itself only knows the whole second of the request.
    """
    known = _known(turn) if turn.ssml and not turn.again else None
    if known is None or known[1].course.runs is not Runs.LESSON:
        return ()
    coach, progress = known
    timeline, found = _as_played(coach.timeline(progress), turn), list[Stay]()
    for at, cue in zip(timeline.starts, timeline.cues, strict=True):
        where = _where(_doing(cue.place), cue.place, coach, progress)
        if found and found[-1].where == where:
            last = found.pop()
            found.append(replace(last, seconds=round(last.seconds + cue.seconds, 3)))
        elif cue.seconds:
            found.append(Stay(at, cue.seconds, where))
    return tuple(found)


def waiting(turn: Exchange) -> Where | None:
    """Where somebody is who waits: while an answer leads nowhere, and when one is over. None where nothing tells."""
    known = _known(turn)
    if known is None or not turn.open:
        return None
    coach, progress = known
    awaited = turn.response["sessionAttributes"].get(AWAITED)
    doing = Doing.ASKED if awaited in set(Question) else Doing(awaited) if awaited in set(Doing) else None
    course = progress.course
    if doing is None:  # it said something in the middle of a pose, and goes on with it
        return None
    led = course.runs is Runs.LESSON
    place = coach.timeline(progress).cues[-1].place if led else course.place
    return _where(doing, place, coach, progress)


def where_at(turn: Exchange, seconds: float) -> Where | None:
    """Where somebody is so many seconds after an answer's first word; None where nothing tells."""
    if seconds < turn.seconds:
        led = [stay for stay in stays(turn) if stay.at <= max(0.0, seconds)]
        if led:
            return led[-1].where
    return waiting(turn)


def _as_played(timeline: Timeline, turn: Exchange) -> Timeline:
    """The plan with the times of the document, where one is played: the plan has one silence for all intro words."""
    if turn.apla is None:
        return timeline
    voice = content_for(turn.locale).routine.voice
    played = lengths(turn.apla, lambda part: speaking_time(part.text, voice))
    quiet = next((n for n, cue in enumerate(timeline.cues) if not cue.words and not cue.place.phase), None)
    intro = len(played) - len(timeline.cues) + 1
    if quiet is None or intro < 0:
        return timeline
    each = [*played[:quiet], sum(played[quiet : quiet + intro]), *played[quiet + intro :]]
    return Timeline(tuple(replace(cue, seconds=lasts) for cue, lasts in zip(timeline.cues, each, strict=True)))


def _known(turn: Exchange) -> tuple[Coach, Progress] | None:
    """Who teaches, and the progress after a turn; None where it is told of none."""
    kept = (turn.response.get("sessionAttributes") or {}).get(PROGRESS)
    if kept is None:
        return None
    coach = coach_of(content_for(turn.locale), audio=AUDIO in turn.response["sessionAttributes"])
    progress = from_json(kept, coach.routine)
    return replace(coach, routine=progress.led(coach.routine)), progress


def _doing(place: Place) -> Doing:
    """What one is at, where an answer leads through a place."""
    if place.stage is Stage.DONE:
        return Doing.WAY_OUT
    return Doing.REST if place.rest and place.phase else Doing(place.stage.value)


def _where(doing: Doing, place: Place, coach: Coach, progress: Progress) -> Where:
    routine, counted, over = coach.routine, place.stage is Stage.HOLD, place.stage is Stage.DONE
    poses = [pose.id for pose in routine.poses if pose.id == place.pose or pose.id not in progress.preferences.without]
    return Where(
        doing=doing,
        pose=routine.pose(place.pose).name,
        side="" if over else _side(coach, place),
        phase=place.phase.value if place.phase else None,
        breath=place.breath if counted else 0,
        of=progress.plan.total(place, routine) if counted else 0,
        number=poses.index(place.pose) + 1,
        poses=len(poses),
    )


def _side(coach: Coach, place: Place) -> str:
    """The side's name, or that of the rest; empty where there is none."""
    held = held_at(place, coach.routine)
    if place.rest:
        return held.name
    return held.sides[place.side].name if held.sides else ""
