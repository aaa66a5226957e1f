"""An answer as it is performed: which words when, and where in the routine one is meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.unheard import AUDIO
from lower_back_release.content import content_for
from lower_back_release.dialogue.coach import Coach
from lower_back_release.lesson.speaking_time import speaking_time
from lower_back_release.lesson.timeline import Cue, Place, Timeline
from lower_back_release.lesson.words import held_at
from lower_back_release.person.course import Runs
from lower_back_release.person.progress import Progress, from_json
from simulator.echo.echo import Exchange
from simulator.heard.apla import lengths
from simulator.heard.ssml import Silence, read_ssml


def cues(ssml: str, locale: str) -> Iterator[tuple[float, str]]:
    """The words of SSML, each with the seconds from its beginning at which they start."""
    at, voice = 0.0, content_for(locale).routine.voice
    for part in read_ssml(ssml) if ssml else ():
        if isinstance(part, Silence):
            at += part.seconds
        else:
            yield at, part.text
            at += speaking_time(part.text, voice)


@dataclass(frozen=True)
class Stay:
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


def moments(turn: Exchange) -> tuple[Stay, ...]:
    """The places an answer leads through, in order; none where it is no part of the routine.

    They are laid on the answer as it is heard. The skill itself only knows the whole second of the request.
    """
    known = _known(turn) if turn.ssml else None
    if known is None or known[1].course.runs is not Runs.LESSON:
        return ()
    coach, progress = known
    timeline, found = _as_played(coach.timeline(progress), turn), list[Stay]()
    for at, cue in zip(timeline.starts, timeline.cues, strict=True):
        if found and _same(found[-1].place, cue.place):
            last = found.pop()
            found.append(replace(last, seconds=round(last.seconds + cue.seconds, 3)))
        elif cue.seconds:
            found.append(_moment(at, cue, coach, progress))
    return tuple(found)


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
    kept = (turn.response.get("sessionAttributes") or {}).get("progress")
    if kept is None:
        return None
    coach = coach_of(content_for(turn.locale), audio=AUDIO in turn.response["sessionAttributes"])
    progress = from_json(kept, coach.routine)
    return replace(coach, routine=progress.led(coach.routine)), progress


def _same(place: Place, other: Place) -> bool:
    """Whether two places are shown alike: the steps of a setup aren't told apart."""
    return replace(place, step=0) == replace(other, step=0)


def _moment(at: float, cue: Cue, coach: Coach, progress: Progress) -> Stay:
    place, pose = cue.place, coach.routine.pose(cue.place.pose)
    total = progress.plan.total(place, coach.routine) if place.phase else 0
    return Stay(at, cue.seconds, place, pose.name, _side(coach, place), total)


def _side(coach: Coach, place: Place) -> str:
    """The side's name, or that of the rest; empty where there is none."""
    held = held_at(place, coach.routine)
    if place.rest:
        return held.name
    return held.sides[place.side].name if held.sides else ""


def progress_line(turn: Exchange, now: datetime, locale: str) -> str:
    """One line on where the person is: pose, side, breath, seconds left of the answer; "" where there is none."""
    known = _known(turn)
    if known is None or now >= turn.heard_out:
        return "listening" if turn.open else ""
    coach, progress = known
    left = _minutes(turn.heard_out - now)
    if progress.course.runs is not Runs.LESSON:
        return f"waiting  {left} left"
    place = coach.where(progress, round(now.timestamp() * 1000)).place
    return "  ".join(part for part in (*_place(coach, place, progress), f"{left} left") if part)


def _place(coach: Coach, place: Place, progress: Progress) -> tuple[str, ...]:
    pose, side = coach.routine.pose(place.pose).name, _side(coach, place)
    if not place.phase:
        return pose, side, place.stage.replace("_", " ")
    total = progress.plan.total(place, coach.routine)
    return pose, side, place.phase.value if place.rest else f"breath {place.breath} of {total}, {place.phase}"


def _minutes(left: timedelta) -> str:
    minutes, seconds = divmod(max(0, round(left.total_seconds())), 60)
    return f"{minutes}:{seconds:02}"
