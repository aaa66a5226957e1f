"""An answer as it is performed: which words when, and where in the routine one is meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lower_back_release.content import routine_for
from lower_back_release.practice.coach import Coach
from lower_back_release.practice.passage import passage
from lower_back_release.practice.progress import from_json
from lower_back_release.practice.speaking_time import speaking_time
from lower_back_release.practice.timeline import Cue, Place, Stage
from simulator.echo import Turn
from simulator.ssml_reader import Silence, read


def cues(ssml: str, locale: str) -> Iterator[tuple[float, str]]:
    """The words of SSML, each with the seconds from its beginning at which they start."""
    at, voice = 0.0, routine_for(locale).voice
    for part in read(ssml) if ssml else ():
        if isinstance(part, Silence):
            at += part.seconds
        else:
            yield at, part.text
            at += speaking_time(part.text, voice)


@dataclass(frozen=True)
class Moment:
    """Where one is in the routine from some second of an answer on."""

    at: float
    """Seconds from the answer's first word."""
    seconds: float
    """How long one is there."""
    place: Place
    pose: str
    """The pose's name."""
    side: str
    """The side's name, or that of the rest; empty where there is none."""
    of: int
    """Breaths in all, of this hold or rest; 0 where none are counted."""


def moments(turn: Turn) -> tuple[Moment, ...]:
    """The places an answer leads through, in order; none where it is no part of the routine.

    They are laid on the answer as it is heard. The skill itself only knows the whole second of the request.
    """
    kept = (turn.response.get("sessionAttributes") or {}).get("progress")
    if kept is None:
        return ()
    coach = Coach(routine_for(turn.locale))
    progress = from_json(kept, coach.routine)
    if progress.began is None:
        return ()
    timeline, found = passage(coach.routine, progress, coach.budget), list[Moment]()
    for at, cue in zip(timeline.starts, timeline.cues, strict=True):
        if found and found[-1].place == cue.place:
            last = found.pop()
            found.append(replace(last, seconds=round(last.seconds + cue.seconds, 3)))
        else:
            found.append(_moment(round(at + progress.intro / 1000, 3), cue, coach, progress.total))
    return tuple(found)


def _moment(at: float, cue: Cue, coach: Coach, total: int) -> Moment:
    place, pose = cue.place, coach.routine.pose(cue.place.pose)
    side = pose.sides[place.side].name if pose.sides else ""
    if place.stage is Stage.REST and pose.rest:
        return Moment(at, cue.seconds, place, pose.name, pose.rest.name, pose.rest.breaths)
    return Moment(at, cue.seconds, place, pose.name, side, total if place.stage is Stage.HOLD else 0)


def progress_line(turn: Turn, now: datetime, locale: str) -> str:
    """One line on where the person is: pose, side, breath, seconds left of the answer; "" where there is none."""
    kept = (turn.response.get("sessionAttributes") or {}).get("progress")
    if kept is None or now >= turn.heard_out:
        return "listening" if turn.open else ""
    coach = Coach(routine_for(locale))
    progress = from_json(kept, coach.routine)
    left = _minutes(turn.heard_out - now)
    if progress.began is None:
        return f"waiting  {left} left"
    place = coach.where(progress, round(now.timestamp() * 1000))
    return "  ".join(part for part in (*_place(coach, place, progress.total), f"{left} left") if part)


def _place(coach: Coach, place: Place, total: int) -> tuple[str, ...]:
    pose = coach.routine.pose(place.pose)
    side = pose.sides[place.side].name if pose.sides else ""
    match place.stage:
        case Stage.HOLD if place.phase:
            return pose.name, side, f"breath {place.breath} of {total}, {place.phase}"
        case Stage.REST if pose.rest:
            return pose.name, pose.rest.name, f"{place.phase}" if place.phase else ""
        case stage:
            return pose.name, side, stage.replace("_", " ")


def _minutes(left: timedelta) -> str:
    minutes, seconds = divmod(max(0, round(left.total_seconds())), 60)
    return f"{minutes}:{seconds:02}"
