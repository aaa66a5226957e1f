"""Where somebody in front of the Echo is, in one line: what is least needed goes first where the line is narrow."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from prompt_toolkit.utils import get_cwidth

from simulator.echo.echo import LISTENING_SECONDS, Exchange
from simulator.echo.performance import Doing, Where, cues, stays, where_at

GAP = "  "
"""What stands between two parts of a line."""

TO_BEGIN = 'say "Alexa, start lower back release"'


class Kind(StrEnum):
    """What a part of the line is about, for whoever colours it."""

    PLACE = "place"
    DOING = "doing"
    TIME = "time"
    SPEAKING = "speaking"
    QUIET = "quiet"
    LISTENING = "listening"
    ASLEEP = "asleep"


Form = tuple[str, int | None]
"""Words, and what they are worth over the next shorter ones: the least is given up first. None is never given up."""


@dataclass(frozen=True)
class Part:
    """One thing a line tells."""

    kind: Kind
    forms: tuple[Form, ...]
    """How it may be said, longest first."""

    @property
    def text(self) -> str:
        """The words for it, as they are now."""
        return self.forms[0][0]

    @property
    def worth(self) -> int | None:
        """What these words are worth over the next."""
        return self.forms[0][1]


def status(turn: Exchange | None, now: datetime, *, asleep: bool, columns: int) -> list[Part]:
    """What there is to tell after the last turn, at most so many columns wide; None for an Echo nobody has spoken to.

    `asleep` tells that no session is open: what was said last may still be heard.
    """
    return fitted(list(_parts(turn, now, asleep=asleep)), columns)


def line(parts: Sequence[Part]) -> str:
    """Parts as they are read."""
    return GAP.join(part.text for part in parts)


def fitted(parts: Sequence[Part], columns: int) -> list[Part]:
    """The parts, shortened until they take at most so many columns; as short as they go where that is too little."""
    left = list(parts)
    while get_cwidth(line(left)) > columns:
        worth, which = min(
            ((part.worth, number) for number, part in enumerate(left) if part.worth is not None), default=(None, 0)
        )
        if worth is None:
            break
        shorter = left[which].forms[1:]
        left[which : which + 1] = [replace(left[which], forms=shorter)] if shorter else []
    return left


def _parts(turn: Exchange | None, now: datetime, *, asleep: bool) -> Iterator[Part]:
    if turn is None:
        yield Part(Kind.ASLEEP, ((f"{TO_BEGIN}; Ctrl-C leaves", 0), (TO_BEGIN, None)))
        return
    if asleep and now >= turn.heard_out:
        yield Part(Kind.ASLEEP, ((f"asleep; {TO_BEGIN}", 0), ("asleep", None)))
        return
    seconds = (now - turn.began).total_seconds()
    where = where_at(turn, seconds)
    if where:
        yield from _place(where, turn, seconds)
        yield _doing(where, turn, seconds)
        left = _left(turn, where, seconds)
        if left is not None:
            yield Part(Kind.TIME, ((f"{_clock(left)} left", 5), (_clock(left), 7)))
    yield _mouth(turn, seconds, alone=where is None)


def _place(where: Where, turn: Exchange, seconds: float) -> Iterator[Part]:
    """Which pose one is in, or has just done. Whoever waits at a breath is told all of it in one sentence instead."""
    if where.doing is Doing.NEW or _waits_at_a_breath(where):
        return
    led = _left(turn, where, seconds) is not None
    yield Part(Kind.PLACE, ((f"Pose {where.number} of {where.poses}", 2),))
    yield Part(Kind.PLACE, ((where.pose, 8 if led else 4),))
    if where.side:
        yield Part(Kind.PLACE, ((where.side, 3),))


def _waits_at_a_breath(where: Where) -> bool:
    return bool(where.breath) and not where.phase


def _doing(where: Where, turn: Exchange, seconds: float) -> Part:
    counted = f"{where.breath} of {where.of}"
    if where.phase:
        half = f"breath {counted}, breathing {where.phase}", f"breath {counted}, {where.phase}"
        return Part(Kind.DOING, ((half[0], 4), (half[1], 6), (f"{counted}, {where.phase}", None)))
    if not _waits_at_a_breath(where):
        return Part(Kind.DOING, ((where.told, None),))
    asked = _asks(turn, seconds) if where.doing is Doing.PAUSED else None
    again = f"; asks again in {_clock(asked)}" if asked is not None else ""
    at = f"{where.told} at breath {counted}" if where.doing is Doing.PAUSED else f"{where.told}, at breath {counted}"
    whole = f"{at} of {where.pose}{again.replace('asks', 'it asks')}"
    return Part(Kind.DOING, ((whole, 4), (f"{at}{again}", 5), (f"{where.told}{again}", 7), (where.told, None)))


def _mouth(turn: Exchange, seconds: float, *, alone: bool) -> Part:
    """Whether the Echo speaks, is quiet or listens: by what is heard at this very second."""
    worth = None if alone else 1
    if seconds < 0:
        return Part(Kind.QUIET, (("thinking", worth),))
    listens = math.ceil(turn.seconds + LISTENING_SECONDS - seconds)
    if seconds >= turn.seconds and turn.open and listens > 0:
        told = f"listening, {listens} s"
        return Part(Kind.LISTENING, ((f"{told} left", 6), (told, 8), ("listening", None)))
    speaks = any(cue.at <= seconds < cue.at + cue.seconds for cue in cues(turn.ssml, turn.locale))
    return Part(Kind.SPEAKING, (("speaking", worth),)) if speaks else Part(Kind.QUIET, (("quiet", worth),))


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
