"""How a turn is remembered when the same person may be talking to two devices, or a request may come twice."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, Forgotten, Memory, MemoryTrouble, Record
from lower_back_release.memory.schema import following

Merge = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Of theirs, which is in place: what to keep of it and of ours, which came second. Twice is as once."""

TRIES = 20
"""Writes of one turn. More than two are needed only where many devices of one person speak in the same instant."""

PATIENCE_SECONDS = 0.5
"""Seconds after which no further call is begun.

A call to DynamoDB takes 3.2 s at worst (memory/dynamodb.py). A turn that reads, and then writes slowly, has used 3.2
and 0.5; one more call ends after 6.9 s, before the function is stopped at 7 s, and Alexa gives up at 8 s. No turn does
more.
"""


def remember(
    memory: Memory, person: Identity, ours: Record, merge: Merge, clock: Callable[[], float] = time.monotonic
) -> Record:
    """Keeps ours, whose version is one more than that it grew from (1: from nothing); returns what is kept then.

    One conditional write, as a rule. When somebody else wrote meanwhile it reads what they wrote, merges, and writes
    again, TRIES times at most; where that was this very request, it is done already. Raises MemoryTrouble where that
    fails too, or where it takes too long; Forgotten where the person had themselves forgotten meanwhile, even if
    something new is kept of them since; Unreadable where what is in place can't be read.
    """
    began_seconds, both, replacing = clock(), ours, ours.version - 1
    for _ in range(TRIES):
        try:
            memory.write(person, both, replacing=replacing)
        except Conflict:
            _be_patient(began_seconds, clock)
        else:
            return both
        theirs = memory.read(person)
        if theirs is None or (ours.version > 1 and theirs.mark != ours.mark):
            raise Forgotten("Forgotten")
        if theirs.request == ours.request:
            return theirs
        _be_patient(began_seconds, clock)
        both = Record(merge(theirs.progress), following(theirs.version), ours.request, theirs.mark)
        replacing = theirs.version
    raise MemoryTrouble("Crowded")


def _be_patient(began_seconds: float, clock: Callable[[], float]) -> None:
    if clock() - began_seconds > PATIENCE_SECONDS:
        raise MemoryTrouble("TooSlow")
