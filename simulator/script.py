"""A conversation from a file, played without waiting."""

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.echo.echo import Echo, Exchange

THINKING = 2.0
"""Seconds between the end of an answer and the next words, where a script says nothing of it."""

LONGEST, MOST_DIGITS = timedelta(days=3650), 9
"""The longest time that may pass in a script, and the digits of its number."""

_WAIT = re.compile(r"\+(\d+(?:\.\d+)?)(?:\s+(.*))?")
_PAST = re.compile(r"@(\d+)([mhd])(?:\s+(.*))?")

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class ScriptError(ValueError):
    """A script can't be played: the message says which line, and why."""


@dataclass(frozen=True)
class Spoken:
    """One thing a person says."""

    words: str
    """Empty where they say nothing when asked."""
    after: float | None = None
    """Seconds of the running answer heard before; None to hear it out."""
    later: timedelta | None = None
    """Time that passes then with nobody speaking. Where the answer wasn't heard out, something else cut it off."""


LONGEST_LINE = 1000
"""Characters: more than anybody says, with the time that passes before."""


def parse(lines: Iterable[str]) -> Iterator[Spoken]:
    """A script's lines: words, `+SECONDS` before them on the same line or the one before, `# comment`, or nothing.

    An empty line is somebody saying nothing when asked. `@2h` (`@5m`, `@3d`) stands as `+SECONDS` does: so much time
    passes with nobody speaking, and the session ends as it would on a device. Raises ScriptError, naming the line.
    """
    after, later, number, passed = None, None, 0, timedelta()
    for number, raw in enumerate(lines, 1):
        if len(raw) > LONGEST_LINE:
            raise ScriptError(f"line {number} is too long for a line of a script")
        line = raw.strip()
        if line.startswith("#"):
            continue
        if wait := _WAIT.fullmatch(line):
            after = float(wait[1]) + (after or 0.0)
            passed += _within(passed, timedelta(seconds=min(float(wait[1]), 2 * LONGEST.total_seconds())), number)
            line = wait[2] or ""
            if not line:
                continue
        if past := _PAST.fullmatch(line):
            try:
                more = passing(past[1] + past[2])
            except ValueError as error:
                raise ScriptError(f"line {number}: {error}") from None
            passed += _within(passed, more, number)
            later = more + (later or timedelta())
            line = past[3] or ""
            if not line:
                continue
        if line[:1] in ("+", "@"):
            raise ScriptError(f"line {number}: {line!r} is neither +SECONDS nor @TIME, such as +65 or @2h")
        yield Spoken(line if re.search(r"\w", line) else "", after, later)
        after, later = None, None
    if after is not None or later is not None:
        raise ScriptError(f"line {number}: nothing is said after the time that passes")


def _within(passed: timedelta, more: timedelta, number: int) -> timedelta:
    """The time that passes next. Raises ScriptError where a whole script takes too long."""
    if passed + more > LONGEST:
        raise ScriptError(f"line {number}: by then, more than {LONGEST.days} days have passed")
    return more


def passing(time: str) -> timedelta:
    """A time such as "5m", "2h" or "3d". Raises ValueError where it is none, or longer than LONGEST."""
    past = _PAST.fullmatch(f"@{time}")
    if past is None or past[3]:
        raise ValueError(f"{time!r} is no time such as 5m, 2h or 3d")
    if len(past[1]) > MOST_DIGITS or (long := timedelta(**{_UNITS[past[2]]: int(past[1])})) > LONGEST:
        raise ValueError(f"{time!r} is longer than {LONGEST.days} days")
    return long


def play(script: Iterable[Spoken], echo: Echo, start: datetime) -> Iterator[Exchange]:
    """The turns of a script, one after the other, in time that passes by itself."""
    now, turn = start, None
    for said in script:
        if turn is not None:
            waited = timedelta(seconds=said.after) if said.after is not None else None
            now = turn.began + waited if waited is not None else turn.heard_out + timedelta(seconds=THINKING)
            if said.later and waited is not None:
                echo.end(now, "USER_INITIATED")
        now += said.later or timedelta()
        ended = echo.pass_time(now)
        if ended is not None and not said.words:
            turn = ended
        else:
            turn = echo.hear(said.words, now) if said.words else echo.silence(now)
        yield turn


def printed(turns: Iterable[Exchange]) -> Iterator[Exchange]:
    """The turns, each printed as one JSON object as it comes."""
    for turn in turns:  # what can't be written here is written as JSON has it
        print(json.dumps(turn.to_json(), ensure_ascii=False), flush=True)
        yield turn


def run(path: str, echo: Echo, start: datetime) -> None:
    """Plays a script, printing one JSON object a turn; "-" for standard input, line by line as they come.

    Raises OSError where it can't be read, ScriptError where it is none: of a file before anything is played.
    """
    if path == "-" and sys.stdin is None:
        raise ScriptError("there is no standard input")
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as lines:  # noqa: PTH123 - stdin is no path
        try:
            if isinstance(lines, io.TextIOWrapper):  # standard input takes anything for a text, in some places
                lines.reconfigure(encoding="utf-8-sig", errors="strict")
            # By this much at once: what never ends, such as a device, may have no line that ends.
            read = iter(lambda: lines.readline(LONGEST_LINE + 1), "")
            said = parse(read) if path == "-" else list(parse(read))
            for _ in printed(play(said, echo, start)):
                pass
        except UnicodeDecodeError:
            raise ScriptError(f"{path} is no text") from None
