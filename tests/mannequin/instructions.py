"""The tables of what a body can do, one a language: `instructions.yaml` is the English one.

Beside them there are the content's words that move nobody.
"""

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

TABLES = Path(__file__).parent
CONTENT = ROOT / "lambda/lower_back_release/content"

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


def table_of(language: str) -> Path:
    """Where a language's table is."""
    return TABLES / ("instructions.yaml" if language == "en" else f"instructions.{language}.yaml")


@cache
def table(language: str = "en") -> tuple[Instruction, ...]:
    """Every row."""
    rows = yaml.safe_load(table_of(language).read_text(encoding="utf-8"))
    return tuple(Instruction(at=tuple(row.pop("at")), halfway=tuple(row.pop("or", ())), **row) for row in rows)


@cache
def content(language: str = "en") -> dict[str, Any]:
    """The content file, as plain data."""
    return tomllib.loads((CONTENT / f"{language}.toml").read_text(encoding="utf-8"))


def lines(part: object) -> Iterator[str]:
    """Everything in a part of the content that is a sentence."""
    return (line for _, line in lines_by_path(part))


def lines_by_path(part: object, path: str = "") -> Iterator[tuple[str, str]]:
    """The same, each with where it stands in the content."""
    if isinstance(part, str):
        if re.search(r"[.?!](\s|$)", part):
            yield path, part
    elif isinstance(part, Mapping | list):
        for key, each in part.items() if isinstance(part, Mapping) else enumerate(part):
            yield from lines_by_path(each, f"{path}.{key}" if path else str(key))


def parts(language: str = "en") -> Iterator[tuple[str, str]]:
    """Every sentence that can be heard, with the part of the content it stands in."""
    for name, part in content(language).items():
        if name not in WRITTEN:
            yield from ((name, line) for line in lines(part))


@cache
def understand(words: str, language: str = "en") -> Heard | None:
    """The instruction in words that were heard; None where they ask nothing of a body.

    Raises LookupError of words that the content doesn't have.
    """
    for instruction, pattern in _patterns(language):
        match = pattern.fullmatch(words)
        if match:
            return Heard(instruction, _gaps(match, language))
    if any(pattern.fullmatch(words) for pattern in _talk(language)):
        return None
    raise LookupError(words)


def _gaps(match: re.Match[str], language: str) -> dict[str, str]:
    """What stood in the gaps; for a side its id, whatever the form of its word."""
    gaps = {}
    for group, words in match.groupdict().items():
        name = group.partition("__")[0]
        gaps[name] = _sides(language).get(words.lower(), words.lower()) if name in ("side", "other") else words.lower()
    return gaps


@cache
def _sides(language: str) -> Mapping[str, str]:
    """By each form of its word, the id of a side."""
    sides = [side for pose in content(language)["poses"] for side in pose.get("sides", ())]
    return {form.lower(): side["id"] for side in sides for form in forms(side["side"])}


def forms(word: str | Mapping[str, str]) -> list[str]:
    """All forms of a word."""
    return [word] if isinstance(word, str) else list(word.values())


@cache
def _patterns(language: str) -> tuple[tuple[Instruction, re.Pattern[str]], ...]:
    # Those with fewer gaps first, since "{breath}." would take any short sentence.
    rows = sorted(table(language), key=lambda row: (row.say.count("{"), -len(row.say)))
    return tuple((row, pattern_of(row.say, language)) for row in rows)


@cache
def _talk(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern_of(line, language) for _, line in parts(language))


@cache
def pattern_of(template: str, language: str) -> re.Pattern[str]:
    """What a template may be heard as: its gaps are groups, those of a form with its name behind "__"."""
    pattern, seen = "", set[str]()
    for text, gap, _, _ in string.Formatter().parse(template):
        pattern += re.escape(text)
        if gap:
            group = gap.replace(".", "__")
            pattern += f"(?P={group})" if group in seen else f"(?P<{group}>{_gap(gap.partition('.')[0], language)})"
            seen.add(group)
    return re.compile(pattern, re.IGNORECASE)


def _gap(gap: str, language: str) -> str:
    """What may stand in a gap."""
    said = content(language)
    named = [*said["poses"], *(pose["rest"] for pose in said["poses"] if "rest" in pose)]
    sides = [side for pose in said["poses"] for side in pose.get("sides", ())]
    called = [re.escape(form) for held in named for form in forms(held["called"])]
    known = {
        "breath": [*said["numbers"], r"\d+"],
        "ordinal": [*said["moving"]["ordinals"], said["moving"]["last"]],
        **dict.fromkeys(("called", "next", "named", "pose"), called),
        **{gap: [re.escape(form) for side in sides for form in forms(side["side"])] for gap in ("side", "other")},
    }
    return "|".join(sorted(known.get(gap, [".+"]), key=len, reverse=True))
