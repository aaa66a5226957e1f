"""Breaths, counted by somebody who breathes them: by the words, and by the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor

from tests.mannequin.instructions import content

NEARLY = 0.1
"""The share of a breath by which a count may be early or late: words begin where their phase does."""


@dataclass
class Run:
    """The breaths led without a stop, in one answer."""

    shape: str
    first: int | None
    """The breath it begins with, where that has been told."""
    total: int | None
    """The breaths promised for this side."""
    began: float | None = None
    """The second of its first breath."""
    second: float | None = None
    """The second of the one after it."""
    counts: list[tuple[float, int]] = field(default_factory=list)
    """Seconds at which a breath was counted aloud."""
    eases: bool = False
    """Whether its breaths aren't all as long, so that nobody can tell one by the clock."""
    ended: float | None = None
    """The second at which its last breath was announced."""

    @property
    def length(self) -> float | None:
        """Seconds of a breath, as far as they can be told."""
        if self.began is None or self.eases:
            return None
        if self.second is not None:
            return self.second - self.began
        known = [*([(self.began, self.first)] if self.first else []), *self.counts]
        if len(known) < 2 or known[-1][1] <= known[0][1]:
            return None
        return (known[-1][0] - known[0][0]) / (known[-1][1] - known[0][1])

    def breath_at(self, seconds: float) -> float | None:
        """The breath one is in, from 1.0 on."""
        if self.began is None or not self.length:
            return None
        if self.first is None and self.counts:
            at, number = self.counts[0]
            self.first = round(number - (at - self.began) / self.length)
        return self.first + (seconds - self.began) / self.length if self.first else None

    def strays(self) -> str | None:
        """What is wrong with the counts, if anything is: each is due on its own breath."""
        promised = [(self.ended, self.total)] if self.ended is not None and self.total is not None else []
        for at, number in [*self.counts, *promised]:
            breath = self.breath_at(at)
            if breath is not None and abs(breath - number) > NEARLY:
                return f"counts {number} on breath {breath:.1f}"
        return None


@dataclass
class Breaths:
    """All breaths of a conversation, as far as they can be counted."""

    totals: dict[str, int] = field(default_factory=dict)
    """The breaths promised for each shape and side."""
    had: dict[str, float] = field(default_factory=dict)
    """The breath of each shape and side at which its leading stopped."""
    whole: dict[str, int] = field(default_factory=dict)
    """The breaths of each side that was led to its end."""
    told: int | None = None
    """The breath that words have just said it goes on with."""
    run: Run | None = None
    eases: bool = False
    """Whether they asked for breaths that become slower."""
    uneven: bool = False
    """Whether they asked for more on one side of this pose."""
    language: str = "en"
    others: bool = False
    """Whether more or fewer were asked for in this pose: then its second side may go on from a later breath, too."""

    def asked_for_others(self) -> None:
        """They asked for more or fewer: what was promised is no longer due."""
        self.others = True
        self.totals, self.had, self.whole, self.told, self.run = {}, {}, {}, None, None

    def opens(self, shape: str, left: int, *, fresh: bool) -> None:
        """A hold is opened, for so many breaths; `fresh` where it begins with its first."""
        if fresh:
            self.had.pop(shape, None)
            self.totals[shape] = left
        elif self.told is not None:
            self.totals[shape] = self.told - 1 + left
        total = self.totals.get(shape)
        self.run = Run(shape, None if total is None else total - left + 1, total, eases=self.eases)

    def goes_on(self, shape: str, breath: int, total: int) -> None:
        """A hold goes on at a breath of so many."""
        self.totals[shape] = total
        self.run = Run(shape, breath, total, eases=self.eases)

    def hears(self, said: str, gaps: Mapping[str, str], shape: str, at: float) -> None:
        """One of the words that lead a breath, by what it is."""
        if said == "first":
            opened = self.run is not None and self.run.shape == shape and self.run.began is None
            if not opened:
                self.run = Run(shape, self.told, self.totals.get(shape), eases=self.eases)
            assert self.run is not None
            self.run.began, self.told = at, None
        elif self.run is None:
            return
        elif said == "second":
            self.run.second = at
        elif said == "count":
            self.run.counts.append((at, number(gaps["breath"], self.language)))
        elif said == "two_more" and self.run.total:
            self.run.counts.append((at, self.run.total - 1))
        elif said == "last":
            self.run.ended = at

    def stops(self, at: float) -> list[str]:
        """The leading stops here, because they leave the shape or because it is silent: what was wrong with it."""
        run, self.run = self.run, None
        if run is None or run.began is None:
            return []
        wrong, breath, before = run.strays(), run.breath_at(at), self.had.get(run.shape)
        found = [wrong] if wrong else []
        if run.first and before is not None and run.first > floor(before) + 1:
            found.append(f"goes on at breath {run.first}, though breath {before:.1f} was the last")
        if breath is None:
            self.had.pop(run.shape, None)  # nobody can tell any more
        else:
            self.had[run.shape] = breath
        if run.ended is not None and breath is not None and breath > floor(breath_or(run, run.ended)) + 1 - NEARLY:
            self.had.pop(run.shape, None)
            found += self._compare(run.shape, round(breath_or(run, run.ended)))
        return found

    def _compare(self, shape: str, breaths: int) -> list[str]:
        self.whole[shape] = breaths
        pose = shape.split(" ", maxsplit=1)[0]
        others = [self.whole.pop(other) for other in [*self.whole] if other != shape and other.split(" ")[0] == pose]
        return [f"is a side of {breaths} breaths, after one of {n}" for n in others if n != breaths and not self.uneven]


def breath_or(run: Run, at: float) -> float:
    """The breath at a second of a run that has one."""
    breath = run.breath_at(at)
    return breath if breath is not None else 0.0


def number(words: str, language: str) -> int:
    """A number as a language's content writes it, or in digits."""
    return int(words) if words.isdecimal() else list(content(language)["numbers"]).index(words.lower())
