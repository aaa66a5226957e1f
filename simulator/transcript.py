"""A conversation as a YAML transcript: one that happened written down, and one written down to be held again.

It is the form of the files in tests/conversations/. A file has a situation, which is a sentence, a locale, where it
isn't en-US, and a conversation: a list of turns. A turn is one of the first two, and what is heard then:
    say: WORDS          what is said
    silence: true       nobody says anything when asked
    after: SECONDS      of the running answer heard before; without it the answer is heard out
    later: 5m, 2h, 3d   passes then with nobody speaking; with `after`, something else cuts the answer off
    intent: NAME        what Alexa makes of the words
    slots: {NAME: ID}   what it hears in them: all the slots, each with its id, or with the words where there is none
    hear: [WORDS, ...]  heard in this order, in whatever case, other words between them
    never: [WORDS, ...] heard nowhere in the answer
    mic: open | closed  whether an answer is awaited
"""

import math
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NoReturn

import yaml

from simulator.ears.understanding import LOCALES
from simulator.echo.echo import Echo, Exchange
from simulator.script import LONGEST, THINKING, Spoken, passing, play, printed

WORDS_HEARD = 8
"""How many words of an answer's beginning a transcript expects to be heard again; ours."""

WIDTH = 110
"""Characters in a line."""

LONGEST_QUOTATION = 24
"""Characters of a file that a complaint about it repeats: enough to find the place, too few to tell what was said."""

USUAL_LOCALE = "en-US"
"""The locale of a transcript that names none."""

ENDINGS = (".yaml", ".yml")
"""How a transcript's name ends."""


class TranscriptError(ValueError):
    """A file is no transcript: says in which line, and why."""


@dataclass(frozen=True)
class Happened:
    """One turn of a conversation, and when it came."""

    turn: Exchange
    after: float | None
    """Seconds from the first word of the answer before; None for the first turn, and for silence."""


@dataclass(frozen=True)
class Expected:
    """One turn of a transcript: what is said, and what should be heard. What is None may be anything."""

    said: Spoken
    number: int
    """Which turn it is, from 1."""
    line: int
    """Where it begins in the file, from 1."""
    intent: str | None = None
    slots: Mapping[str, str] | None = None
    hear: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    mic: Literal["open", "closed"] | None = None

    @property
    def where(self) -> str:
        """The turn, for whoever has to look."""
        return f"turn {self.number}, line {self.line}"


def write(situation: str, conversation: Iterable[Happened]) -> str:
    """The transcript of what happened. Each answer is expected to begin again as it did."""
    turns, before, spoken = [], None, dict[str, str]()
    for happened in conversation:
        turns.append(_written(happened, before))
        before = happened.turn
        if before.locale != USUAL_LOCALE:  # what isn't for the skill is in no locale
            spoken = {"locale": before.locale}
    written = {"situation": situation} | spoken | {"conversation": turns}
    return yaml.safe_dump(written, sort_keys=False, allow_unicode=True, width=WIDTH)


def read_transcript(text: str) -> tuple[Expected, ...]:
    """The turns of a transcript, in order. Raises TranscriptError, naming the line."""
    return _read(text)[1]


def locale_of(path: Path) -> str:
    """The locale a transcript is in. Raises OSError where it can't be read, TranscriptError where it is none."""
    return _read(_text(path))[0]


@lru_cache(maxsize=8)  # a transcript that is replayed is read for each turn that is judged
def _read(text: str) -> tuple[str, tuple[Expected, ...]]:
    """The locale of a transcript, and its turns. Raises TranscriptError, naming the line."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.reader.ReaderError as error:
        raise TranscriptError(f"Line {text.count(chr(10), 0, error.position) + 1}: this is no YAML.") from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)  # its own words quote the text
        where = f"Line {mark.line + 1}: this" if mark else "This"
        raise TranscriptError(f"{where} is no YAML.") from None
    if not isinstance(root, yaml.MappingNode) or not any(key.value == "conversation" for key, _ in root.value):
        raise TranscriptError("Line 1: there is no conversation in this file.")
    file = _table(root, "a transcript", ("situation", "locale", "conversation"))
    if "situation" not in file:
        raise TranscriptError("Line 1: there is no situation in this file, a sentence that says what it is about.")
    _, situation = file["situation"]
    _words("situation", situation)
    locale = _locale(*file["locale"]) if "locale" in file else USUAL_LOCALE
    key, conversation = file["conversation"]
    if not isinstance(conversation, yaml.SequenceNode) or not conversation.value:
        _refuse(key, "there is no conversation here, which is a list of turns")
    return locale, tuple(_turns(conversation.value))


def judge(expected: Expected, turn: Exchange) -> tuple[str, ...]:
    """What is not as recorded in a turn that was played again: a sentence each. Empty where all is."""
    return (*_misunderstood(expected, turn), *_misheard(expected, turn))


def replay(path: Path, echo: Echo, start: datetime) -> bool:
    """Plays a transcript, printing one JSON object a turn, and on standard error what is not as recorded.

    Whether everything is. Raises OSError where it can't be read, TranscriptError where it is none: before anything is
    played.
    """
    turns = read_transcript(_text(path))
    as_recorded = True
    for expected, turn in zip(turns, printed(play((each.said for each in turns), echo, start)), strict=True):
        for complaint in judge(expected, turn):
            print(f"{expected.where}: {complaint}", file=sys.stderr, flush=True)
            as_recorded = False
    return as_recorded


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # some editors begin with a mark
    except UnicodeDecodeError:
        raise TranscriptError(f"{path} is no text") from None


def _misunderstood(expected: Expected, turn: Exchange) -> Iterator[str]:
    if expected.intent not in (None, turn.intent):
        yield f"Intent: {turn.intent or 'none'}, and not {expected.intent}."
    if expected.slots is not None:
        for name in sorted({*expected.slots, *turn.slots}):
            recorded, now = expected.slots.get(name), turn.slots.get(name)
            if recorded is None:
                yield f"Slot {name}: {now}, and none was recorded."
            elif recorded != now:
                yield f"Slot {name}: {now or 'none'}, and not {recorded}."


def _misheard(expected: Expected, turn: Exchange) -> Iterator[str]:
    speech, at = turn.speech.casefold(), 0
    for words in expected.hear:
        found = speech.find(words.casefold(), at)
        if found >= 0:
            at = found + len(words.casefold())
        elif words.casefold() in speech:
            yield f"Heard in another order: {words!r}."
        else:
            yield f"Not heard: {words!r}."
    for words in expected.never:
        if words.casefold() in speech:
            yield f"Heard, and should not be: {words!r}."
    mic = "open" if turn.open else "closed"
    if expected.mic not in (None, mic):
        yield f"Microphone: {mic}, and not {expected.mic}."


def _written(happened: Happened, before: Exchange | None) -> dict[str, Any]:
    turn = happened.turn
    written: dict[str, Any] = {"say": turn.said} if turn.said else {"silence": True}
    if happened.after is not None and before is not None:
        # What was heard out needs no number: it is what happens where none is given.
        if happened.after < before.seconds:
            written["after"] = max(0.0, happened.after)
        elif minutes := int((happened.after - before.seconds - THINKING) // 60):
            written["later"] = f"{max(0, minutes)}m"
    if turn.intent:
        written["intent"] = turn.intent
    if turn.slots:
        written["slots"] = dict(turn.slots)
    if turn.speech:
        written["hear"] = [" ".join(turn.speech.split()[:WORDS_HEARD])]
    return written | {"mic": "open" if turn.open else "closed"}


def _turns(nodes: list[yaml.Node]) -> Iterator[Expected]:
    passed = timedelta()
    for number, node in enumerate(nodes, 1):
        turn = _table(node, "a turn", _READ)
        if ("say" in turn) == ("silence" in turn):
            _refuse(node, "a turn has either words to `say`, or `silence: true`")
        read = {name: _READ[name](name, value) for name, (_, value) in turn.items()}
        read.pop("silence", None)
        said = Spoken(read.pop("say", ""), read.pop("after", None), read.pop("later", None))
        passed += timedelta(seconds=said.after or 0.0) + (said.later or timedelta())
        if passed > LONGEST:
            _refuse(node, f"by then, more than {LONGEST.days} days have passed")
        yield Expected(said, number, node.start_mark.line + 1, **read)


def _table(node: yaml.Node, what: str, names: Iterable[str]) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The keys and the values of a table, by name, of which there are so many at most."""
    if not isinstance(node, yaml.MappingNode):
        _refuse(node, f"{what} has to be a table, such as `say: Alexa, pause`")
    found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in names:
            _refuse(key, f"{what} has no {_quoted(name)}; there are {', '.join(names)}")
        if name in found:
            _refuse(key, f"{name} is there twice")
        found[name] = key, value
    return found


def _refuse(node: yaml.Node, why: str) -> NoReturn:
    raise TranscriptError(f"Line {node.start_mark.line + 1}: {why}.")


def _quoted(words: str) -> str:
    return repr(textwrap.shorten(words, LONGEST_QUOTATION, placeholder="…"))


def _scalar(node: yaml.Node, *kinds: str) -> str | None:
    """What is written there, where YAML takes it for one of these kinds: "str", "int", "float", "bool"."""
    named = tuple(f"tag:yaml.org,2002:{kind}" for kind in kinds)
    return node.value if isinstance(node, yaml.ScalarNode) and node.tag in named else None


def _words(name: str, node: yaml.Node) -> str:
    words = _scalar(node, "str")
    if not words or not words.strip():
        _refuse(node, f"{name} has to be words; in quotation marks, where they are a number, yes or no")
    return words


def _locale(key: yaml.Node, node: yaml.Node) -> str:
    locale = _scalar(node, "str")
    if locale not in LOCALES:
        _refuse(key, f"locale has to be one of {', '.join(LOCALES)}")
    return locale


def _silence(name: str, node: yaml.Node) -> bool:
    if (_scalar(node, "bool") or "").lower() != "true":
        _refuse(node, f"{name} can only be true")
    return True


def _after(name: str, node: yaml.Node) -> float:
    try:
        seconds = float(_scalar(node, "int", "float") or "")
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= LONGEST.total_seconds():
        _refuse(node, f"{name} has to be a number of seconds, such as 65")
    return seconds


def _later(name: str, node: yaml.Node) -> timedelta:
    try:
        return passing(_scalar(node, "str") or "")
    except ValueError:
        _refuse(node, f"{name} has to be a time such as 5m, 2h or 3d, at most {LONGEST.days} days")


def _slots(name: str, node: yaml.Node) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        _refuse(node, f"{name} has to be a table of names and what is heard for them")
    read = {}
    for key, value in node.value:
        heard = _scalar(value, "str", "int", "float", "bool")
        if heard is None:
            _refuse(value, f"what is heard for one of the {name} has to be words")
        slot = _words("the name of a slot", key)
        if slot in read:
            _refuse(key, f"{slot} is there twice")
        read[slot] = heard
    return read


def _list_of_words(name: str, node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        _refuse(node, f"{name} has to be a list of words, such as [breathe in, and out]")
    return tuple(_words(f"each of what is in {name}", each) for each in node.value)


def _mic(name: str, node: yaml.Node) -> str:
    mic = _scalar(node, "str")
    if mic not in ("open", "closed"):
        _refuse(node, f"{name} is either open or closed")
    return mic


_READ: dict[str, Callable[[str, yaml.Node], Any]] = {
    "say": _words,
    "silence": _silence,
    "after": _after,
    "later": _later,
    "intent": _words,
    "slots": _slots,
    "hear": _list_of_words,
    "never": _list_of_words,
    "mic": _mic,
}
"""Every key of a turn, and how its value is read. Each raises TranscriptError."""
