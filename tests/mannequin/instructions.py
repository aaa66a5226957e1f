"""The table of what a body can do: `instructions.yaml`, and the content's words that move nobody."""

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.store.documents import ROOT

TABLE = Path(__file__).parent / "instructions.yaml"
CONTENT = ROOT / "lambda/lower_back_release/content/en.toml"

WRITTEN = frozenset({"screen", "numbers", "voice"})
"""Parts of the content that nobody hears as a sentence."""


@dataclass(frozen=True)
class Instruction:
    """Words, and what they ask of a body."""

    say: str
    """As the content has them, gaps and all."""
    at: tuple[str, ...]
    """The postures it is meant for."""
    halfway: tuple[str, ...] = ()
    """Those it can be followed in by somebody in the middle of a move who may be in one of `at` as well."""
    leaves: str | None = None
    form: str | None = None
    """The form of the shape it is meant for, "usual" or "gentler", where it fits but one."""
    makes: str | None = None
    """The form it leaves the shape in."""
    breath: str | None = None
    """What it is on a breath: the "first" in, the "second" in, a "count", "two_more", the "last", or any "other"."""
    opens: str | None = None
    """Whether it opens the "first" or the "second" side of a pose, or one of them "again"."""


@dataclass(frozen=True)
class Heard:
    """An instruction as it was spoken."""

    instruction: Instruction
    gaps: Mapping[str, str]
    """What stood in its gaps."""

    @property
    def leaves(self) -> str | None:
        """What it leaves, its side filled in."""
        leaves = self.instruction.leaves
        return leaves.format_map(self.gaps) if leaves else None

    @property
    def at(self) -> tuple[str, ...]:
        """The postures it is meant for, their sides filled in."""
        return tuple(posture.format_map(self.gaps) for posture in self.instruction.at)


@cache
def table() -> tuple[Instruction, ...]:
    """Every row."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return tuple(Instruction(at=tuple(row.pop("at")), halfway=tuple(row.pop("or", ())), **row) for row in rows)


@cache
def content() -> dict[str, Any]:
    """The content file, as plain data."""
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))


def lines(part: object) -> Iterator[str]:
    """Everything in a part of the content that is a sentence."""
    if isinstance(part, str):
        if re.search(r"[.?!](\s|$)", part):
            yield part
    elif isinstance(part, Mapping):
        for each in part.values():
            yield from lines(each)
    elif isinstance(part, list):
        for each in part:
            yield from lines(each)


def parts() -> Iterator[tuple[str, str]]:
    """Every sentence that can be heard, with the part of the content it stands in."""
    for name, part in content().items():
        if name not in WRITTEN:
            yield from ((name, line) for line in lines(part))


@cache
def understand(words: str) -> Heard | None:
    """The instruction in words that were heard; None where they ask nothing of a body.

    Raises LookupError of words that the content doesn't have.
    """
    for instruction, pattern in _patterns():
        match = pattern.fullmatch(words)
        if match:
            return Heard(instruction, {name: value.lower() for name, value in match.groupdict().items()})
    if any(pattern.fullmatch(words) for pattern in _talk()):
        return None
    raise LookupError(words)


@cache
def _patterns() -> tuple[tuple[Instruction, re.Pattern[str]], ...]:
    # Those with fewer gaps first, since "{breath}." would take any short sentence.
    rows = sorted(table(), key=lambda row: (row.say.count("{"), -len(row.say)))
    return tuple((row, _pattern(row.say)) for row in rows)


@cache
def _talk() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(line) for _, line in parts())


def _pattern(template: str) -> re.Pattern[str]:
    pattern, seen = "", set[str]()
    for text, gap, _, _ in string.Formatter().parse(template):
        pattern += re.escape(text)
        if gap:
            pattern += f"(?P={gap})" if gap in seen else f"(?P<{gap}>{_gap(gap)})"
            seen.add(gap)
    return re.compile(pattern, re.IGNORECASE)


def _gap(gap: str) -> str:
    """What may stand in a gap."""
    named = [*content()["poses"], *(pose["rest"] for pose in content()["poses"] if "rest" in pose)]
    known = {
        "breath": [*content()["numbers"], r"\d+"],
        "ordinal": [*content()["moving"]["ordinals"], content()["moving"]["last"]],
        **{key: [re.escape(held["called"]) for held in named] for key in ("called", "next", "named", "pose")},
    }
    return "|".join(known.get(gap, [".+"]))
