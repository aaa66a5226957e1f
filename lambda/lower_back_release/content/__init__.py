"""The words of each language, one file a language, and how they are read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from lower_back_release.content.check import check
from lower_back_release.content.reader import ContentError, read_as
from lower_back_release.content.screen_words import ScreenWords
from lower_back_release.dialogue.commands import GROUPS
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.routine import Pose, Routine

LANGUAGES = {path.stem for path in Path(__file__).parent.glob("*.toml")}


@dataclass(frozen=True, eq=False)
class Content:
    """Everything that is said and shown in one language. Read once, and so the same only as itself."""

    routine: Routine
    words: Words
    screen: ScreenWords


def content_for(locale: str) -> Content:
    """The content in the language of a locale such as "en-GB"; in English where we have no words of that language.

    Raises ContentError when the language's file is incomplete, naming what is missing and where.
    """
    language = locale.partition("-")[0]
    return _content_in(language if language in LANGUAGES else "en")


@cache
def _content_in(language: str) -> Content:
    file = f"{language}.toml"
    return read_content(tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8")), file)


def read_content(table: object, where: str) -> Content:
    """The content in a language's table of words, checked.

    Raises ContentError that names what is missing, where: a word, a side's word, a move between positions.
    """
    if not isinstance(table, Mapping):
        raise ContentError(f"{where} should be a table, and is {table!r}")
    lesson = {field.name for field in fields(Routine)}
    for name in table.keys() - lesson - GROUPS.keys() - {"screen"}:
        raise ContentError(f"{where} has '{name}', which nothing reads")
    poses = table.get("poses")
    for pose in poses if isinstance(poses, list) else ():
        if isinstance(pose, Mapping) and "id" in pose:
            read_as(Pose, pose, f"{where}: {pose['id']}")  # once more, under a name that says more than its number
    routine = read_as(Routine, {name: table[name] for name in lesson if name in table}, where)
    for name in (*GROUPS, "screen"):
        if name not in table:
            raise ContentError(f"{where} lacks '{name}'")
    groups: dict[type, object] = {kind: read_as(kind, table[name], f"{where}, {name}") for name, kind in GROUPS.items()}
    content = Content(routine, Words(groups), read_as(ScreenWords, table["screen"], f"{where}, screen"))
    check(routine, content.words, where)
    return content
