"""A conversation from a file, played without waiting."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.echo import Echo, Exchange

THINKING = 2.0
"""Seconds between the end of an answer and the next words, where a script says nothing of it."""

_WAIT = re.compile(r"\+(\d+(?:\.\d+)?)(?:\s+(.*))?")


@dataclass(frozen=True)
class Said:
    """One thing a person says."""

    words: str
    """Empty where they say nothing when asked."""
    after: float | None = None
    """Seconds of the running answer heard before; None to hear it out."""


def parse(lines: Iterable[str]) -> Iterator[Said]:
    """A script's lines: words, `+SECONDS` before them on the same line or the one before, `# comment`, or nothing.

    An empty line is somebody saying nothing when asked.
    """
    after: float | None = None
    for raw in lines:
        line = raw.strip()
        if line.startswith("#"):
            continue
        if wait := _WAIT.fullmatch(line):
            after = float(wait[1]) + (after or 0.0)
            line = wait[2] or ""
            if not line:
                continue
        yield Said(line if re.search(r"\w", line) else "", after)
        after = None


def play(script: Iterable[Said], echo: Echo, start: datetime) -> Iterator[Exchange]:
    """The turns of a script, one after the other, in time that passes by itself."""
    now, turn = start, None
    for said in script:
        if turn is not None:
            waited = timedelta(seconds=said.after) if said.after is not None else None
            now = turn.began + waited if waited is not None else turn.heard_out + timedelta(seconds=THINKING)
        ended = echo.pass_time(now)
        if ended is not None and not said.words:
            turn = ended
        else:
            turn = echo.hear(said.words, now) if said.words else echo.silence(now)
        yield turn


def run(path: str, echo: Echo, start: datetime) -> None:
    """Plays a script, "-" for standard input, printing one JSON object a turn.

    Raises OSError where it can't be read.
    """
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as lines:  # noqa: PTH123 - stdin is no path
        for turn in play(parse(lines), echo, start):
            print(json.dumps(turn.to_json(), ensure_ascii=False), flush=True)
