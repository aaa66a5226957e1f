"""A hold drawn along one line: where each breath was planned, and where it is heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lower_back_release.lesson.breath import Phase
from tests.sound.hearing import Stretch

LEFT, RIGHT, TOP, ROW = 250, 130, 64, 44
"""Pixels: the labels, the room for what is said of a row, the heading, a row."""

A_SECOND = 9.0
"""Pixels."""

BAR = 14
STYLE = """
text { font-family: "DejaVu Sans", Arial, sans-serif; font-size: 13px; fill: #24292f }
.small { font-size: 11px; fill: #57606a }
.odd { fill: #ddf4ff }
.even { fill: #f6f8fa }
.planned { fill: #57606a }
.heard { fill: #1a7f37 }
.late { fill: #cf222e }
"""


@dataclass(frozen=True)
class Bar:
    """Words in a row of the picture, in seconds from the beginning of the hold."""

    words: str
    start: float
    seconds: float
    kind: str


def picture(title: str, holds: Mapping[str, Stretch], tolerance: float) -> str:
    """An SVG of one hold as it was planned, and as it was heard in several ways, named.

    Words that begin more than `tolerance` seconds beside the plan are red.
    """
    plan = next(iter(holds.values()))
    width = LEFT + A_SECOND * (plan.planned[1] - plan.planned[0]) + RIGHT
    height = TOP + ROW * (len(holds) + 1) + 36
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect width="{width:.0f}" height="{height}" fill="white"/><text x="12" y="24">{escape(title)}</text>',
        *_breaths(plan, height),
        *_row(0, "planned", _planned(plan), "", width),
    ]
    for n, (name, hold) in enumerate(holds.items(), 1):
        worst = max(hold.lateness, key=abs)
        parts += _row(n, name, _heard(hold, tolerance), f"{worst:+.2f} s at worst", width - RIGHT + 12)
    return "\n".join([*parts, "</svg>", ""])


def _breaths(plan: Stretch, height: int) -> Iterable[str]:
    """The planned breaths as bands behind everything, numbered."""
    starts = [(cue.start - plan.planned[0], cue.place) for cue, _ in plan.cues if cue.place.phase is Phase.IN]
    ends = [*(at for at, _ in starts[1:]), plan.planned[1] - plan.planned[0]]
    for (at, place), end in zip(starts, ends, strict=True):
        kind = "odd" if place.breath % 2 else "even"
        x, band = LEFT + A_SECOND * at, A_SECOND * (end - at)
        yield f'<rect class="{kind}" x="{x:.1f}" y="{TOP - 20}" width="{band:.1f}" height="{height - TOP - 12}"/>'
        yield f'<text class="small" x="{x + 4:.1f}" y="{TOP - 6}">breath {place.breath}</text>'
        yield f'<text class="small" x="{x:.1f}" y="{height - 12}">{at:.0f} s</text>'


def _planned(plan: Stretch) -> Iterable[Bar]:
    return (Bar(cue.words, cue.start - plan.planned[0], cue.spoken, "planned") for cue, _ in plan.cues)


def _heard(hold: Stretch, tolerance: float) -> Iterable[Bar]:
    for (cue, heard), late in zip(hold.cues, hold.lateness, strict=True):
        kind = "late" if abs(late) > tolerance else "heard"
        yield Bar(cue.words, heard.start - hold.heard[0], heard.end - heard.start, kind)


def _row(n: int, name: str, bars: Iterable[Bar], remark: str, remark_at: float) -> Iterable[str]:
    y = TOP + ROW * n
    yield f'<text x="12" y="{y + BAR + 4}">{escape(name)}</text>'
    for bar in bars:
        x, long = LEFT + A_SECOND * bar.start, A_SECOND * bar.seconds
        at = f'x="{x:.1f}" y="{y + 6}" width="{long:.1f}" height="{BAR}"'
        yield f'<rect class="{bar.kind}" {at}><title>{escape(bar.words)}</title></rect>'
    yield f'<text class="small" x="{remark_at:.0f}" y="{y + BAR + 4}">{escape(remark)}</text>'
