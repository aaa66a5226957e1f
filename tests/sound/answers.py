"""Everything that is said to somebody who does the whole routine."""

from collections.abc import Iterator
from dataclasses import replace

from lower_back_release.practice.breath import Pace
from lower_back_release.practice.coach import Coach
from lower_back_release.practice.progress import Guidance, new_progress
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.timeline import Stage, Timeline
from lower_back_release.practice.wish import Wanted
from tests.practice.talk import Talk


def answers(routine: Routine, pace: Pace, breaths: int, guidance: Guidance = Guidance.USUAL) -> Iterator[Timeline]:
    """Each answer from "start lower back release" on, "next" being said whenever one ends."""
    talk = Talk(Coach(routine), replace(new_progress(routine), pace=pace, breaths=breaths, guidance=guidance))
    talk.wish(Wanted.LAUNCH)
    while True:
        yield talk.last.said
        place = talk.hear_out()
        if place.stage is Stage.DONE and routine.after(place.pose) is None:
            return
        talk.wish(Wanted.NEXT)
