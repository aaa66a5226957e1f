"""The words of each language, one file a language, and what locales say otherwise; and how these are read."""

import pickle
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lower_back_release.content.screen_words import ScreenWords
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.routine import Routine

FOLDER = Path(__file__).parent
FILES = {path.stem for path in FOLDER.glob("*.toml")}
"""Languages, such as "en", and locales that differ in something from theirs, such as "en-GB"."""

WITHOUT_WORDS = "en"
"""The language of whoever's own has no file."""


@dataclass(frozen=True, eq=False)
class Content:
    """Everything that is said and shown in one language. Read once, and so the same only as itself."""

    routine: Routine
    words: Words
    screen: ScreenWords


def spoken_in(locale: str) -> str:
    """The language of a locale, such as "en" of "en-GB"; of a language itself, that."""
    return locale.partition("-")[0]


def content_for(locale: str | None) -> Content:
    """The content of a locale such as "en-GB", which may be that of its language; in English, where there is neither.

    None is a locale that nobody told.

    Raises ContentError when its file is incomplete, naming what is missing and where.
    """
    names = (locale, spoken_in(locale)) if locale else ()
    return _content_of(next((name for name in names if name in FILES), WITHOUT_WORDS))


@cache
def _content_of(name: str) -> Content:
    ready = FOLDER / f"{name}.pickle"
    if ready.exists():  # only where it is deployed: the build has laid it there
        content: Content = pickle.loads(ready.read_bytes())  # noqa: S301 - our own, of the same artefact
        return content
    from lower_back_release.content.language_file import read_file  # noqa: PLC0415 - what reads it loads slowly

    return read_file(name)
