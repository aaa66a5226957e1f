"""Where a listener hears each cue, found in the sound alone, beside where it was planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from lower_back_release.alexa.speech import ssml
from lower_back_release.lesson.timeline import Cue, Place, Stage, Timeline
from simulator.heard.ssml import read_ssml
from simulator.voice.engine import Voice
from simulator.voice.sound import BYTES_A_SAMPLE, Pcm
from tests.sound.rendered import find_speech, render

MOST_PAUSES = 15
"""Pauses a voice makes inside one cue, at commas and full stops, at most."""

WORDS_WEIGHT = 0.25
"""How much a misfit of words counts against one of silence: words are estimated, silences are given."""

BREATH_TOLERANCE = 0.25
"""Seconds by which a breath may begin beside its plan, counted from the beginning of its hold."""

HOLD_TOLERANCE = 0.01
"""Part of a hold's length by which it may be longer or shorter."""

SETUP_TOLERANCE = 0.10
"""Part of a setup's length; its words are estimated, not measured."""

SILENCE_TOLERANCE = 0.1
"""Seconds by which a silence between two cues may differ from its plan, whatever the words take."""


@dataclass(frozen=True)
class Planned:
    """A cue with words, as the timeline has it. All in seconds."""

    words: str
    start: float
    spoken: float
    silence: float
    """Until the next words."""
    place: Place


@dataclass(frozen=True)
class Heard:
    """A cue as it sounds: from its first sound to its last, in seconds."""

    start: float
    end: float

    def part_of(self, sound: Pcm) -> Pcm:
        """The cue alone, cut out of the sound it was heard in."""
        first, after = (round(at * sound.rate) * BYTES_A_SAMPLE for at in (self.start, self.end))
        return Pcm(sound.frames[first:after], sound.rate)


Pair = tuple[Planned, Heard]


@dataclass(frozen=True)
class Stretch:
    """A setup or a hold: where it begins and ends by the plan and by ear, and the cues in it."""

    place: Place
    cues: tuple[Pair, ...]
    planned: tuple[float, float]
    heard: tuple[float, float]

    @property
    def is_hold(self) -> bool:
        """Whether one breathes in it by count."""
        return self.place.phase is not None

    @property
    def length_error(self) -> float:
        """The part of its planned length by which it is too long."""
        planned = self.planned[1] - self.planned[0]
        return (self.heard[1] - self.heard[0] - planned) / planned

    @property
    def lateness(self) -> tuple[float, ...]:
        """Seconds by which each cue comes late, counted from the beginning of the stretch."""
        return tuple((heard.start - self.heard[0]) - (plan.start - self.planned[0]) for plan, heard in self.cues)


def listen(timeline: Timeline, voice: Voice) -> tuple[Pair, ...]:
    """Every cue of an answer where it is heard, when a voice speaks the answer's SSML."""
    return hear(render(read_ssml(ssml(timeline)), voice), plan(timeline))


def plan(timeline: Timeline) -> tuple[Planned, ...]:
    """The cues that have words, each with all the silence that follows it."""
    starts = [at for at, cue in zip(timeline.starts, timeline.cues, strict=True) if cue.words]
    spoken: list[Cue] = [cue for cue in timeline.cues if cue.words]
    nexts = [*starts[1:], timeline.seconds]
    return tuple(
        Planned(cue.words, at, cue.spoken_seconds, after - at - cue.spoken_seconds, cue.place)
        for at, cue, after in zip(starts, spoken, nexts, strict=True)
    )


def hear(sound: Pcm, planned: Sequence[Planned]) -> tuple[Pair, ...]:
    """The cues in the order of the plan, each where it sounds most like one: long as its words, apart by its silence.

    Raises AssertionError where less is heard than was planned.
    """
    spans = find_speech(sound)
    assert len(spans) >= len(planned), f"{len(planned)} cues were planned, and only {len(spans)} are heard"
    # ends[j]: the least misfit if the cues so far end with span j, and the span each of those cues begins with
    ends: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    before = 0.0
    for cue in planned:
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for last, (misfit, firsts) in ends.items():
            first = last + 1
            for end in range(first, min(first + MOST_PAUSES, len(spans))):
                start = spans[first][0]
                gap = start - (spans[last][1] if last >= 0 else 0.0)
                words = WORDS_WEIGHT * abs(spans[end][1] - start - cue.spoken)
                fit = misfit + words + abs(gap - before)
                if end not in found or fit < found[end][0]:
                    found[end] = (fit, (*firsts, first))
        ends, before = found, cue.silence
    assert len(spans) - 1 in ends, f"{len(planned)} cues were planned, and far more is heard"
    firsts = ends[len(spans) - 1][1]
    lasts = [first - 1 for first in (*firsts[1:], len(spans))]
    heard = (Heard(spans[first][0], spans[last][1]) for first, last in zip(firsts, lasts, strict=True))
    return tuple(zip(planned, heard, strict=True))


def stretches(cues: Sequence[Pair]) -> Iterator[Stretch]:
    """The setups and holds in an answer, each ending where the next words begin."""
    at = 0
    for (_, _, stage, breathing), group in groupby(cues, lambda pair: _kind(pair[0].place)):
        inside = tuple(group)
        at += len(inside)
        if at < len(cues) and (breathing or stage is Stage.SETUP):
            (first, heard), (after, heard_after) = inside[0], cues[at]
            yield Stretch(first.place, inside, (first.start, after.start), (heard.start, heard_after.start))


def complaints(cues: Sequence[Pair]) -> list[str]:
    """What a listener would hold against the sound; nothing where it is as planned."""
    return [*_silences(cues), *(wrong for stretch in stretches(cues) for wrong in _stretch(stretch))]


def _kind(place: Place) -> tuple[int, bool, Stage, bool]:
    return place.side, place.rest, place.stage, place.phase is not None


def _silences(cues: Sequence[Pair]) -> Iterator[str]:
    for (planned, heard), (_, after) in pairwise(cues):
        off = after.start - heard.end - planned.silence
        if abs(off) > SILENCE_TOLERANCE:
            yield f"after {planned.words!r} at {planned.start:.1f} s: {off:+.2f} s of silence"


def _stretch(stretch: Stretch) -> Iterator[str]:
    place = stretch.place
    name = f"{place.pose}, side {place.side + 1}, {place.stage}"
    allowed = HOLD_TOLERANCE if stretch.is_hold else SETUP_TOLERANCE
    if abs(stretch.length_error) > allowed:
        yield f"{name}: {100 * stretch.length_error:+.1f} % long"
    if stretch.is_hold:
        for (planned, _), late in zip(stretch.cues, stretch.lateness, strict=True):
            if abs(late) > BREATH_TOLERANCE:
                yield f"{name}: breath {planned.place.breath} {planned.place.phase} is {late:+.2f} s late"
