"""An answer as it is performed: which words when, and where in the routine one is meanwhile."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from lower_back_release.content import routine_for
from lower_back_release.practice.coach import Coach
from lower_back_release.practice.progress import from_json
from lower_back_release.practice.speaking_time import speaking_time
from lower_back_release.practice.timeline import Place, Stage
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
