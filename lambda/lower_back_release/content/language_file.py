"""A language's file of words, read and checked."""

import pickle
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from lower_back_release.content import FILES, FOLDER, Content, spoken_in
from lower_back_release.content.check import check
from lower_back_release.content.locale_file import LIKE, said_otherwise
from lower_back_release.content.reader import ContentError, read_as
from lower_back_release.content.screen_words import ScreenWords
from lower_back_release.dialogue.commands import GROUPS
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.routine import Pose, Routine


def read_file(name: str) -> Content:
    """The content of a language such as "en", or of a locale such as "en-GB" that has a file of what differs.

    Raises ContentError as read_content and said_otherwise do.
    """
    return read_content(_table(name), f"{name}.toml")


def _table(name: str) -> Mapping[str, Any]:
    """All that a language's or a locale's file says, and what it leaves to others."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    language = spoken_in(name)
    if name == language:
        return table
    return said_otherwise(_table(table.get(LIKE, language)), table, f"{name}.toml")


def lay_ready(folder: Path) -> None:
    """Writes each content into a folder as it is once read: that is read again in a tenth of the time.

    Raises ContentError as read_content does.
    """
    for name in FILES:
        (folder / f"{name}.pickle").write_bytes(pickle.dumps(read_file(name), pickle.HIGHEST_PROTOCOL))


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
