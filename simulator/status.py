"""Where somebody in front of the Echo is, in one line: where it is narrow, what is needed most stays."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product

from prompt_toolkit.utils import get_cwidth

from simulator.echo.echo import LISTENING_SECONDS, Exchange
from simulator.echo.performance import Doing, Where, cues, stays, where_at
from simulator.languages import language_of

GAP = "  "
"""What stands between two parts of a line."""


def to_begin(locale: str) -> str:
    """What somebody does in front of an Echo that is asleep."""
    return f'say "{language_of(locale).suggestions.asleep[0]}"'


class Kind(StrEnum):
    """What a part of the line is about, for whoever colours it."""

    PLACE = "place"
    DOING = "doing"
    TIME = "time"
    SPEAKING = "speaking"
    QUIET = "quiet"
    LISTENING = "listening"
    ASLEEP = "asleep"


Form = tuple[str, int]
"""Words, and what they are worth to somebody who reads them; 0 where the words are empty, and the part is left out."""

LEFT_OUT: Form = ("", 0)


@dataclass(frozen=True)
class Part:
    """One thing a line tells."""

    kind: Kind
    forms: tuple[Form, ...]
    """The ways to say it, longest first."""

    @property
    def text(self) -> str:
        """The words for it: the longest, where nothing has been shortened."""
        return self.forms[0][0]


def status(turn: Exchange | None, now: datetime, *, asleep: bool, columns: int, locale: str = "en-US") -> list[Part]:
    """What there is to tell after the last turn, at most so many columns wide; None for an Echo nobody has spoken to.

    `asleep` tells that no session is open: what was said last may still be heard.
    """
    return fitted(list(_parts(turn, now, asleep=asleep, locale=locale)), columns)


def line(parts: Sequence[Part]) -> str:
    """Parts as they are read."""
    return GAP.join(part.text for part in parts)


def fitted(parts: Sequence[Part], columns: int) -> list[Part]:
    """The parts, each in one form: of all lines of at most so many columns the one worth most; else the narrowest."""
    lines = [
        [Part(part.kind, (form,)) for part, form in zip(parts, forms, strict=True) if form[0]]
        for forms in product(*(part.forms for part in parts))
    ]
    fitting = [each for each in lines if get_cwidth(line(each)) <= columns]
    if fitting:
        return max(fitting, key=lambda each: sum(worth for part in each for _, worth in part.forms))
    return min(lines, key=lambda each: get_cwidth(line(each)))


def _parts(turn: Exchange | None, now: datetime, *, asleep: bool, locale: str) -> Iterator[Part]:
    begin = to_begin(locale)
    if turn is None:
        yield Part(Kind.ASLEEP, ((f"{begin}; Ctrl-C leaves", 2), (begin, 1)))
        return
    if asleep and now >= turn.heard_out:
        yield Part(Kind.ASLEEP, ((f"asleep; {begin}", 2), ("asleep", 1)))
        return
    seconds = (now - turn.began).total_seconds()
    where = where_at(turn, seconds)
    if where:
        left = _left(turn, where, seconds)
        if where.doing is not Doing.NEW and not _waits_at_a_breath(where):
            yield from _place(where, led=left is not None)
        yield _doing(where, turn, seconds)
        if left is not None:
            yield Part(Kind.TIME, ((f"{_clock(left)} left", 14), (_clock(left), 10), LEFT_OUT))
    yield _mouth(turn, seconds, alone=where is None)


def _place(where: Where, *, led: bool) -> Iterator[Part]:
    """Which pose one is in, or has just done. In the rest after one the rest's own name tells more than the pose's."""
    resting = where.doing is Doing.REST
    yield Part(Kind.PLACE, ((f"Pose {where.number} of {where.poses}", 3), LEFT_OUT))
    yield Part(Kind.PLACE, ((where.pose, 20 if led and not resting else 8), LEFT_OUT))
    if where.side and led:
        yield Part(Kind.PLACE, ((where.side, 20 if resting else 6), LEFT_OUT))


def _waits_at_a_breath(where: Where) -> bool:
    """Whether the breath is one to go on with. Then one sentence tells all, and which pose it is."""
    return bool(where.breath) and where.doing in (Doing.PAUSED, Doing.ASKED, Doing.INSIDE)


def _doing(where: Where, turn: Exchange, seconds: float) -> Part:
    counted = f"{where.breath} of {where.of}"
    if where.phase:
        half = f"breath {counted}, breathing {where.phase}", f"breath {counted}, {where.phase}"
        return Part(Kind.DOING, ((half[0], 40), (half[1], 38), (f"{counted}, {where.phase}", 30)))
    if where.doing in (Doing.HOLD, Doing.REST) and where.breath:
        return Part(Kind.DOING, ((f"breath {counted}", 40),))
    if not _waits_at_a_breath(where):
        return Part(Kind.DOING, ((where.told, 40),))
    asked = _asks(turn, seconds) if where.doing is Doing.PAUSED else None
    again = f"; asks again in {_clock(asked)}" if asked is not None else ""
    at = f"{where.told}{'' if where.doing is Doing.PAUSED else ','} at breath {counted}"
    whole = f"{at} of {where.pose}{again.replace('asks', 'it asks')}"
    return Part(Kind.DOING, ((whole, 40), (f"{at}{again}", 36), (f"{where.told}{again}", 30), (where.told, 20)))


def _mouth(turn: Exchange, seconds: float, *, alone: bool) -> Part:
    """Whether the Echo speaks, is quiet or listens: by what is heard at this very second."""
    shorter = () if alone else (LEFT_OUT,)
    if seconds < 0:
        return Part(Kind.QUIET, (("thinking", 1), *shorter))
    listens = math.ceil(turn.seconds + LISTENING_SECONDS - seconds)
    if seconds >= turn.seconds and turn.open and listens > 0:
        told = f"listening, {listens} s"
        return Part(Kind.LISTENING, ((f"{told} left", 14), (told, 10), ("listening", 5)))
    speaks = any(cue.at <= seconds < cue.at + cue.seconds for cue in cues(turn.ssml, turn.locale))
    return Part(Kind.SPEAKING, (("speaking", 1), *shorter)) if speaks else Part(Kind.QUIET, (("quiet", 1), *shorter))


def _left(turn: Exchange, where: Where, seconds: float) -> float | None:
    """Seconds until one comes to something else: another side, another pose, the rest. None where nobody is led."""
    seconds = max(0.0, seconds)
    if seconds >= turn.seconds:
        return None
    end = None
    for stay in stays(turn):
        if stay.at > seconds and _same(stay.where) != _same(where):
            break
        end = stay.at + stay.seconds
    return end - seconds if end is not None else None


def _same(where: Where) -> tuple[Doing, str, str]:
    """What stays the same from breath to breath. The way out of a pose is one, with its side and after it."""
    return where.doing, where.pose, where.side if where.doing is not Doing.WAY_OUT else ""


def _asks(turn: Exchange, seconds: float) -> float | None:
    """Seconds until somebody who rests is asked again, by an answer's last words. None once these have begun."""
    said = [cue.at for cue in cues(turn.ssml, turn.locale)]
    wait = said[-1] - seconds if said and seconds >= 0 and not turn.again else 0.0
    return wait if wait > 0 else None


def _clock(seconds: float) -> str:
    """Seconds as minutes and seconds, none too few: "1:05"."""
    whole = math.ceil(seconds)
    return f"{whole // 60}:{whole % 60:02}"
