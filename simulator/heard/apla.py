"""What a listener hears of a document of APL for audio: words, silences and sounds, when and for how long.

Reads the part of APL for audio 0.91 that a skill like this can use, and refuses what Alexa would. It knows nothing of
how the skill writes documents, so that what was meant and what is heard can be compared.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from simulator.heard.ssml import LONGEST_BREAK_SECONDS, Silence, Speech, read_ssml

DIRECTIVE, RUNTIME_ERROR = "Alexa.Presentation.APLA.RenderDocument", "Alexa.Presentation.APLA.RuntimeError"

VERSIONS = ("0.8", "0.9", "0.91")

MOST_SOUNDS, MOST_SECONDS = 15, 240.0
"""Sounds in a document, and seconds of a response (Amazon's reference of APL for audio)."""

SOUNDBANK = "soundbank://soundlibrary/"
SOUND_SECONDS = 7.0
"""Seconds of a sound from the library, which we haven't: assumed."""

KNOWN: Mapping[str, frozenset[str]] = {
    "Speech": frozenset({"content", "contentType"}),
    "Silence": frozenset(),
    "Audio": frozenset({"source"}),
    "Sequencer": frozenset({"items", "item"}),
    "Mixer": frozenset({"items", "item"}),
}
"""By component, its own properties."""

COMMON = frozenset({"type", "duration", "filters", "description", "id", "when", "bind"})

FILTERS: Mapping[str, frozenset[str]] = {
    "Volume": frozenset({"amount"}),
    "FadeIn": frozenset({"duration"}),
    "FadeOut": frozenset({"duration"}),
    "Repeat": frozenset({"repeatCount"}),
    "Trim": frozenset({"start", "end"}),
}
"""By filter, its properties."""


class DocumentError(ValueError):
    """Alexa would refuse a document: the message says why, and `kind` is the type of error that it would send."""

    def __init__(self, message: str, kind: str = "DOCUMENT_ERROR") -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Sound:
    """A sound that isn't speech, as loud as its filters make it."""

    source: str
    seconds: float
    fade_in: float = 0.0
    fade_out: float = 0.0
    volume: float = 1.0


@dataclass(frozen=True)
class Node:
    """A component: one that is heard, or one that holds others."""

    kind: str
    trimmed: bool = False
    """Whether it lasts no longer than what it is in."""
    heard: tuple[Speech | Silence | Sound, ...] = ()
    """One after the other."""
    items: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Heard:
    """Something that is heard, when, and for how long."""

    at: float
    """Seconds from the beginning."""
    seconds: float
    what: Speech | Sound


Takes = Callable[[Speech], float]
"""Seconds that a voice takes for words."""


def read_document(document: object) -> Node:
    """The components of a document. Raises DocumentError of what Alexa would refuse."""
    whole = _object(document, "a document")
    if whole.get("type") != "APLA" or whole.get("version") not in VERSIONS:
        raise DocumentError(f"no document of APL for audio: {whole.get('type')!r} {whole.get('version')!r}")
    main = _object(whole.get("mainTemplate"), "mainTemplate")
    try:
        root = Node("Sequencer", items=tuple(_items(main))[:1])  # of several, the first that applies
    except RecursionError:
        raise DocumentError("it is too deep") from None
    leaves = [heard for node in _all(root) for heard in node.heard]
    if not any(isinstance(each, Speech | Sound) for each in leaves):
        raise DocumentError("there is nothing but silence", "RENDER_ERROR")
    if sum(isinstance(each, Sound) for each in leaves) > MOST_SOUNDS:
        raise DocumentError(f"there are more than {MOST_SOUNDS} sounds")
    return root


def laid(root: Node, takes: Takes) -> tuple[float, tuple[Heard, ...]]:
    """How long a document lasts in a voice, and what is heard in it, by the time it begins. Raises DocumentError."""
    seconds, heard = _laid(root, 0.0, takes)
    if seconds == float("inf"):
        raise DocumentError("it has no end", "RENDER_ERROR")
    if round(seconds, 3) > MOST_SECONDS:
        raise DocumentError(f"it lasts {seconds:.1f} s, and may last {MOST_SECONDS:g}", "RENDER_ERROR")
    return seconds, tuple(sorted(heard, key=lambda each: each.at))


def lengths(document: object, takes: Takes) -> list[float]:
    """How long each part lasts that is played one after the other, halves of a breath each for itself."""
    (main,) = read_document(document).items
    parts = (each.items[0].items if _holds_several(each) else (each,) for each in main.items)
    return [_laid(part, 0.0, takes)[0] for several in parts for part in several]


def _holds_several(part: Node) -> bool:
    """Whether parts one after the other have something beside them, as breaths have a wave."""
    return part.kind == "Mixer" and part.items[0].kind == "Sequencer"


def as_ssml(document: object, takes: Takes) -> str:
    """The SSML that sounds as a document does in this voice, but for sounds. Raises DocumentError."""
    seconds, heard = laid(read_document(document), takes)
    words = [each for each in heard if isinstance(each.what, Speech)]
    ends = [*(after.at for _, after in pairwise(words)), seconds]
    pieces = [_breaks(words[0].at)] if words else []
    for each, end in zip(words, ends, strict=True):
        assert isinstance(each.what, Speech)  # noqa: S101 - chosen above
        pieces += [_escaped(each.what.text), _breaks(end - each.at - each.seconds)]
    return f"<speak>{' '.join(filter(None, pieces))}</speak>"


def _laid(node: Node, at: float, takes: Takes) -> tuple[float, list[Heard]]:
    if node.kind == "Mixer":
        return _side_by_side(node, at, takes)
    length, found = 0.0, list[Heard]()
    for each in node.heard:
        lasts = takes(each) if isinstance(each, Speech) else each.seconds
        if not isinstance(each, Silence):
            found.append(Heard(at + length, lasts, each))
        length += lasts
    for item in node.items:
        lasts, within = _laid(item, at + length, takes)
        found += within
        length += lasts
    return length, found


def _side_by_side(mixer: Node, at: float, takes: Takes) -> tuple[float, list[Heard]]:
    """A mixer lasts as long as the longest of its parts that isn't trimmed to it."""
    parts = [(item, *_laid(item, at, takes)) for item in mixer.items]
    length = max((lasts for item, lasts, _ in parts if not item.trimmed), default=0.0)
    found = list[Heard]()
    for item, _, within in parts:
        for each in within:
            left = at + length - each.at if item.trimmed else each.seconds
            if left > 0:
                found.append(Heard(each.at, min(each.seconds, left), each.what))
    return length, found


def _all(node: Node) -> Iterator[Node]:
    yield node
    for item in node.items:
        yield from _all(item)


def _items(holder: Mapping[str, Any]) -> Iterator[Node]:
    several = holder.get("items", holder.get("item"))
    for each in several if isinstance(several, list) else [several]:
        component = _object(each, "a component")
        if component.get("when") is not False:
            yield _node(component)


def _node(component: Mapping[str, Any]) -> Node:
    kind = str(component.get("type"))
    if kind not in KNOWN:
        raise DocumentError(f"no component {kind!r}")
    unknown = component.keys() - KNOWN[kind] - COMMON
    if unknown:
        raise DocumentError(f"a {kind} has no {', '.join(sorted(unknown))}")
    duration = component.get("duration")
    trimmed = duration == "trimToParent"
    if kind == "Silence":
        return Node(kind, heard=(Silence(_seconds(duration, "a silence's duration")),))
    if duration is not None and duration not in ("auto", "trimToParent"):
        raise DocumentError(f"a {kind} lasts as long as it does: {duration!r}")
    filters = _filters(component.get("filters", []))
    if kind == "Audio":
        return Node(kind, trimmed, (_sound(component.get("source"), filters),))
    if filters:
        raise DocumentError(f"filters of a {kind} are not played here")
    if kind == "Speech":
        return Node(kind, trimmed, _speech(component))
    return Node(kind, trimmed, items=tuple(_items(component)))


def _speech(component: Mapping[str, Any]) -> tuple[Speech | Silence, ...]:
    content, written = component.get("content"), component.get("contentType", "PlainText")
    if not isinstance(content, str) or not content.strip():
        raise DocumentError("speech without words", "RENDER_ERROR")
    if written == "PlainText":
        return (Speech(" ".join(content.split())),)
    if written != "SSML":
        raise DocumentError(f"no such type of content: {written!r}")
    try:
        return read_ssml(content)
    except ValueError as error:
        raise DocumentError(str(error), "RENDER_ERROR") from error


def _sound(source: object, filters: Sequence[Mapping[str, Any]]) -> Sound:
    """A sound, and what its filters make of it, in their order."""
    if not isinstance(source, str) or not source.startswith((SOUNDBANK, "https://")):
        raise DocumentError(f"no source of sound: {source!r}", "AUDIO_SOURCE_ERROR")
    seconds, fade_in, fade_out, volume = SOUND_SECONDS, 0.0, 0.0, 1.0
    # What is cut off after a fade takes that much of the fade with it.
    for each in filters:
        match each["type"]:
            case "Repeat":
                times = _number(each.get("repeatCount"), "a number of repeats")
                seconds = float("inf") if times < 0 else seconds * (1 + times)
            case "Trim":
                start = _seconds(each.get("start", 0), "a trim's start")
                end = _seconds(each["end"], "a trim's end") if "end" in each else seconds
                fade_in, fade_out = max(0.0, fade_in - start), max(0.0, fade_out - max(0.0, seconds - end))
                seconds = min(seconds, end) - start
            case "FadeIn":
                fade_in = _seconds(each.get("duration"), "a fade's duration")
            case "FadeOut":
                fade_out = _seconds(each.get("duration"), "a fade's duration")
            case _:
                volume = volume * _share(each.get("amount"))
    if seconds <= 0:
        raise DocumentError("a sound has no length")
    return Sound(source, seconds, fade_in, fade_out, volume)


def _filters(written: object) -> list[Mapping[str, Any]]:
    if not isinstance(written, list):
        raise DocumentError("filters are a list")
    known = [each for each in (_object(each, "a filter") for each in written) if str(each.get("type")) in FILTERS]
    for each in known:  # any other is passed over
        unknown = each.keys() - FILTERS[str(each["type"])] - {"type"}
        if unknown:
            raise DocumentError(f"a {each['type']} has no {', '.join(sorted(unknown))}")
    return known


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise DocumentError(f"{what} is an object: {value!r:.80}")
    return value


def _number(value: object, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DocumentError(f"{what} is a number: {value!r:.80}")
    return value


def _seconds(milliseconds: object, what: str) -> float:
    number = _number(milliseconds, what)
    if not 0 <= number <= MOST_SECONDS * 1000:
        raise DocumentError(f"{what} is from 0 to {MOST_SECONDS * 1000:g} ms: {number}")
    return number / 1000


def _share(written: object) -> float:
    """A volume: a number, or a percentage."""
    if isinstance(written, str) and written.endswith("%") and written[:-1].replace(".", "", 1).isdigit():
        return float(written[:-1]) / 100
    return _number(written, "a volume")


def _breaks(seconds: float) -> str:
    """As many breaks as make up a silence."""
    left, breaks = round(seconds * 1000), list[str]()
    while left > 0:
        breaks.append(f'<break time="{min(left, round(LONGEST_BREAK_SECONDS * 1000))}ms"/>')
        left -= round(LONGEST_BREAK_SECONDS * 1000)
    return " ".join(breaks)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
