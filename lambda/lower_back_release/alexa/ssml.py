"""A timeline as Alexa is to speak it."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from lower_back_release.practice.budget import LONGEST_BREAK
from lower_back_release.practice.timeline import Timeline


def ssml(timeline: Timeline) -> str:
    """The words, each followed by breaks as long as its silence to the millisecond; "" where nothing is heard."""
    pieces = [piece for cue in timeline.cues for piece in (escape(cue.words), *_breaks(cue.silence)) if piece]
    return f"<speak>{' '.join(pieces)}</speak>" if pieces else ""


def _breaks(seconds: float) -> Iterator[str]:
    """One break, or several in a row where the silence is longer than a break may be."""
    left, longest = round(seconds * 1000), round(LONGEST_BREAK * 1000)
    while left > 0:
        yield f'<break time="{min(left, longest)}ms"/>'
        left -= longest
