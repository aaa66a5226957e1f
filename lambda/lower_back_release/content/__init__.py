"""The words of each language, one file a language, and how they are read."""

import tomllib
from functools import cache
from pathlib import Path

from lower_back_release.practice.routine import Routine, read_routine

LANGUAGES = {path.stem for path in Path(__file__).parent.glob("*.toml")}


@cache
def routine_for(locale: str) -> Routine:
    """The routine in the language of a locale such as "en-GB"; in English where we have no words of that language.

    Raises ContentError when the language's file is incomplete, naming what is missing and where.
    """
    language = locale.partition("-")[0]
    file = f"{language if language in LANGUAGES else 'en'}.toml"
    return read_routine(tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8")), file)
