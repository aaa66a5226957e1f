"""The words of each language, one file a language, and how they are read."""

import pickle
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lower_back_release.content.screen_words import ScreenWords
from lower_back_release.dialogue.words import Words
from lower_back_release.lesson.routine import Routine

FOLDER = Path(__file__).parent
LANGUAGES = {path.stem for path in FOLDER.glob("*.toml")}


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
    ready = FOLDER / f"{language}.pickle"
    if ready.exists():  # only where it is deployed: the build has laid it there
        content: Content = pickle.loads(ready.read_bytes())  # noqa: S301 - our own, of the same artefact
        return content
    from lower_back_release.content.language_file import read_file  # noqa: PLC0415 - what reads it loads slowly

    return read_file(language)
