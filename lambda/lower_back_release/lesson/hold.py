"""A hold: breaths, and what is said on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from lower_back_release.lesson.breath import Pace, Phase
from lower_back_release.lesson.posture import Posture
from lower_back_release.lesson.routine import Line, Routine, in_turn
from lower_back_release.lesson.speaking_time import speaking_time
from lower_back_release.lesson.timeline import Cue, Place, Stage, Timeline
from lower_back_release.lesson.words import sentence

SPARE_SECONDS = 0.3
"""Seconds of quiet that words leave at the end of their phase, so that the next words don't trip over them."""

LONGEST_SILENCE_SECONDS = 20.0
"""Seconds after which somebody with their eyes shut begins to wonder whether anybody is still there."""

LED_BREATHS = 2
"""Breaths led in and out before the guidance thins out."""

REMINDER_BREATH = 3
"""The breath on whose way out the pose's reminder comes: the first that isn't led."""

FEWEST_FOR_REMARKS = 6
"""Breaths below which a hold has neither a halfway nor a reminder: they would crowd it."""


class Guidance(IntEnum):
    """How much is said in a hold."""

    LESS = 0
    """The first breath, the reminder, the last breath, and whatever keeps a silence bearable."""
    USUAL = 1
    """The first two breaths, then counts."""
    MORE = 2
    """In and out, on every breath."""


@dataclass(frozen=True)
class Hold:
    """Breaths in one place."""

    place: Place
    """The hold's pose and side, and the breath to begin with."""
    posture: Posture
    """How one lies meanwhile."""
    total: int
    """Breaths in all."""
    pace: Pace
    guidance: Guidance
    reminders: tuple[Line, ...]
    day: int = 0
    """Which day of practice it is, from 0: what is said takes turns by it."""
    eases: bool = False
    """Whether its breaths become slower from the first to the last: from the pace to the next slower one."""

    def pace_of(self, n: int) -> Pace:
        """The pace of one breath; n from 1."""
        if not self.eases or self.total == 1:
            return self.pace
        return self.pace.toward(self.pace.slower, (n - 1) / (self.total - 1))

    def breath(self, n: int, routine: Routine, quiet: float = 0.0) -> Timeline:
        """One breath, in and out; n from 1. `quiet` is the seconds of silence that come before it.

        Words never delay a breath: the first of a line's forms that leaves SPARE_SECONDS seconds in its phase is said,
        and nothing where none does. A breath without words is counted where the silence would become too long.
        """
        line = self._line_in(n, routine)
        if line is None and quiet + self.pace_of(n).seconds > LONGEST_SILENCE_SECONDS:
            line = self._in_turn(routine.hold.count_alone)
        phases = (Phase.IN, line), (Phase.OUT, self._line_out(n, routine))
        return Timeline(tuple(self._phase(n, phase, said, routine) for phase, said in phases))

    def breaths(self, routine: Routine) -> Iterator[Timeline]:
        """Each breath from the first one to the last."""
        quiet = 0.0
        for n in range(self.place.breath, self.total + 1):
            breath = self.breath(n, routine, quiet)
            yield breath
            for cue in breath.cues:
                quiet = cue.silence_seconds if cue.words else quiet + cue.silence_seconds

    def _phase(self, n: int, phase: Phase, line: Line | None, routine: Routine) -> Cue:
        length = self.pace_of(n).phase_seconds(phase)
        place = Place(self.place.pose, self.place.side, Stage.HOLD, self.place.rest, breath=n, phase=phase)
        for form in (line.say, line.short) if line else ():
            words = sentence((form or "").format(breath=routine.number(n)))
            spoken = speaking_time(words, routine.voice)
            if words and routine.voice.lasting(spoken, SPARE_SECONDS) <= length:
                return Cue(words, spoken, length, place, self.posture, self.posture)
        return Cue.quiet(length, place, self.posture)

    def _line_in(self, n: int, routine: Routine) -> Line | None:
        lines, more = routine.hold, self.guidance is Guidance.MORE
        if n == self.place.breath:
            return self._in_turn(lines.first_in)
        if n <= self._led:
            return self._in_turn(lines.second_in)
        if n == self.total:
            return self._in_turn(lines.last)
        if self.guidance is Guidance.LESS:
            return None
        if n == self.total - 1:
            return self._in_turn(lines.two_more)
        if more:
            return lines.count_in
        if self._has_remarks and 2 * (n - 1) == self.total:
            return self._in_turn(lines.halfway)
        return lines.count

    def _line_out(self, n: int, routine: Routine) -> Line | None:
        lines = routine.hold
        if n == 1:
            return self._in_turn(lines.first_out)
        if n <= self._led:
            return self._in_turn(lines.second_out, first=self.place.side)
        if n == REMINDER_BREATH and self._has_remarks:
            return self._in_turn(self.reminders, first=self.place.side)
        if self.guidance is Guidance.LESS and n != self.place.breath:
            return None
        if n == self.total:
            return self._in_turn(lines.last_out)
        if self._has_remarks and 2 * n - 1 == self.total:
            return self._in_turn(lines.halfway)
        if n == self.place.breath or self.guidance is Guidance.MORE:
            return self._in_turn(lines.count_out)
        return None

    def _in_turn(self, lines: tuple[Line, ...], first: int = 0) -> Line:
        return in_turn(lines, self.day, f"{self.place.pose} {self.place.side}", first)

    @property
    def _led(self) -> int:
        return 1 if self.guidance is Guidance.LESS or self.total < FEWEST_FOR_REMARKS else LED_BREATHS

    @property
    def _has_remarks(self) -> bool:
        return self.total >= FEWEST_FOR_REMARKS
