"""A timeline as Alexa is to play it where the owner has that switched on: a document of APL for audio.

Each cue is its words beside as much silence as it is to last: so the next begins when it is to, whatever a voice takes.
In SSML the silence comes after the words, and what a voice takes longer than we think makes all the rest late.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import chain, zip_longest
from typing import Any

from lower_back_release.alexa.plain import Plain
from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.timeline import Cue, Timeline
from lower_back_release.lesson.words import apart

DIRECTIVE = "Alexa.Presentation.APLA.RenderDocument"
"""What Alexa plays a document by."""

VERSION = "0.91"
"""The version of APL for audio that the documents are written in."""

ROOM = 1.8
"""How many times as long as reckoned words may take before anything after them is late. Of two voices that were slowed
down to 105 words a minute, one needs 1.78 for one sentence, and both 1.75 for all others (docs/audio.md)."""

LAST_WORDS_SECONDS = 7.0
"""Seconds of an answer kept free for its last words, which nothing comes after: the longest take 8, and at 105 words a
minute 13.5."""

WAVE = "soundbank://soundlibrary/nature/amzn_sfx_ocean_wave_1x_01"
"""A wave on a beach, from Amazon's sound library."""

WAVE_VOLUME = "15%"

MOST_WAVES = 15
"""Sounds in a document, at most (Amazon's reference of APL for audio)."""


class Form(StrEnum):
    """What an answer is sent as."""

    SSML = "ssml"
    """Speech with pauses, which every device takes."""
    APLA = "apla"
    """A document of APL for audio, where an answer leads through breaths."""


def audio_directive(timeline: Timeline, answer_id: int, *, waves: bool) -> Plain:
    """The directive that plays an answer, which its token names; with a wave under each breath, if that is wished."""
    return Plain(type=DIRECTIVE, token=str(answer_id), document=audio_document(timeline, waves=waves))


def audio_document(timeline: Timeline, *, waves: bool = False) -> Plain:
    """The document. Each hold has its share of the waves that there may be, from its first breath on."""
    parts = list(_parts(timeline.cues))
    with_waves = _with_waves(parts) if waves else ()
    items = list[dict[str, Any]]()
    for part in parts:
        played = [_played(cue, last=cue is timeline.cues[-1]) for cue in part]
        if part in with_waves:
            played = [{"type": "Mixer", "items": [{"type": "Sequencer", "items": played}, _wave(*part)]}]
        items += played
    return Plain(type="APLA", version=VERSION, mainTemplate={"item": {"type": "Sequencer", "items": items}})


def has_breaths(timeline: Timeline) -> bool:
    """Whether an answer leads through breaths, so that its time matters."""
    return any(cue.place.phase for cue in timeline.cues)


def _parts(cues: Sequence[Cue]) -> Iterator[tuple[Cue, ...]]:
    """The two halves of a breath together, and any other cue alone."""
    rest = list(cues)
    while rest:
        whole = len(rest) > 1 and rest[0].place.phase is Phase.IN and rest[1].place.phase is Phase.OUT
        yield tuple(rest[: 1 + whole])
        del rest[: 1 + whole]


def _with_waves(parts: Sequence[tuple[Cue, ...]]) -> list[tuple[Cue, ...]]:
    """The breaths that have a wave: of each hold the first, then of each the second, as many as there may be."""
    holds: dict[object, list[tuple[Cue, ...]]] = {}
    for part in parts:
        place = part[0].place
        if len(part) > 1:
            holds.setdefault((place.pose, place.side, place.rest), []).append(part)
    in_turn = chain.from_iterable(zip_longest(*holds.values()))
    return [breath for breath in in_turn if breath][:MOST_WAVES]


def _played(cue: Cue, *, last: bool) -> dict[str, Any]:
    """Words beside the silence they are to last; the last of an answer last as long as they do.

    Sentences that move nobody are each beside their own, so that the room for a slow voice isn't one long silence.
    """
    if not cue.words:
        return _silence(_ms(cue))
    if last:
        return _speech(cue.words)
    moves = cue.place.phase or cue.before != cue.after
    *before, end = [cue.words] if moves else apart(cue.words)
    room_ms = 1000 * ROOM * cue.spoken_seconds / len(cue.words)
    spoken = [_lasting(round(room_ms * len(each)), _speech(each)) for each in before]
    words = {"type": "Sequencer", "items": [*spoken, _speech(end)]} if before else _speech(end)
    return _lasting(_ms(cue), words)


def _lasting(ms: int, words: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Mixer", "items": [_silence(ms), words]}


def _speech(words: str) -> dict[str, Any]:
    return {"type": "Speech", "contentType": "PlainText", "content": words}


def _silence(ms: int) -> dict[str, Any]:
    return {"type": "Silence", "duration": ms}


def _wave(breath_in: Cue, breath_out: Cue) -> dict[str, Any]:
    """A wave that swells with the breath in, and ebbs with the breath out."""
    filters = [
        {"type": "Repeat", "repeatCount": -1},
        {"type": "Trim", "end": _ms(breath_in) + _ms(breath_out)},
        {"type": "FadeIn", "duration": _ms(breath_in)},
        {"type": "FadeOut", "duration": _ms(breath_out)},
        {"type": "Volume", "amount": WAVE_VOLUME},
    ]
    return {"type": "Audio", "source": WAVE, "duration": "trimToParent", "filters": filters}


def _ms(cue: Cue) -> int:
    return round(cue.seconds * 1000)
