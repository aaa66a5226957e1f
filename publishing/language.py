"""What a language still lacks before it can be published: `make language L=fr`.

    lambda/lower_back_release/content/fr.toml    what the skill says
    simulator/languages/fr.toml                  what the simulator knows of how people speak
    interaction_model/source/fr.toml             what people say
    interaction_model/evaluation/fr.json, ...    how well that is understood
    publishing/store/fr.toml                     what the store says
    docs/privacy.fr.md                           what is kept of whoever uses it
    tests/mannequin/instructions.fr.yaml         what a body does that hears it

Each is laid out as its English one, which is named `en`.
"""

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lower_back_release.content import FOLDER
from lower_back_release.content.language_file import read_content
from lower_back_release.content.locale_file import by_id
from publishing.locales import ENGLISH, SHARED, SOURCE, STORE, model_of
from publishing.privacy import source
from publishing.project import MODELS, ROOT
from simulator.languages import FOLDER as KNOWN
from simulator.languages import language_of

FEWEST_SAMPLES = 14
"""Sentences by which each command can be said, at least (CONTRIBUTING.md)."""

EVALUATED = ("json", "safety.json", "opposites.json", "held-out.json", "out-of-domain.txt")
"""The annotation sets of a language, by how their names end."""

INSTRUCTIONS = ROOT / "tests" / "mannequin"

OF_ONES_OWN = ("as_sampled", "negations_of", "espeak", "phrases", "forms", "parts", "alone", "COUNT")
"""Tables that have other keys in every language, or need none."""

OPTIONAL = (
    *("quarter", "half", "after_midnight", "small_hours", "forenoon", "midday", "midday_ends", "evening", "days"),
    "next_resumes",
)
"""What a language may say that English needn't."""

_SENTENCE = re.compile(r"[a-z] .*[.?!]$", re.DOTALL)

Table = Mapping[str, Any]


def lacking(language: str) -> Iterator[str]:
    """Everything that a language lacks: each by its file, and where in it."""
    yield from _in_file(FOLDER, language, lambda table: read_content(table, f"{language}.toml"))
    yield from _in_file(KNOWN, language, lambda _: language_of(language))
    yield from _in_file(SOURCE, language, _model)
    yield from _in_file(STORE, language, lambda table: table)
    instructions = "instructions.yaml" if language == ENGLISH else f"instructions.{language}.yaml"
    evaluation = (MODELS / "evaluation" / f"{language}.{ending}" for ending in EVALUATED)
    for file in (*evaluation, source(language), ROOT / "tests" / "mannequin" / instructions):
        if not file.exists():
            yield _not_there(file)


def _not_there(file: Path) -> str:
    return f"{_name(file)} isn't there"


def _name(file: Path) -> Path:
    return file.relative_to(ROOT) if file.is_relative_to(ROOT) else file


def _in_file(folder: Path, language: str, read: Callable[[Table], object]) -> Iterator[str]:
    """What a file lacks beside the English one; once that is nothing, what whoever reads it complains of."""
    file = folder / f"{language}.toml"
    if not file.exists():
        yield _not_there(file)
        return
    name = _name(file)
    english = tomllib.loads((folder / f"{ENGLISH}.toml").read_text(encoding="utf-8"))
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        complaints = [] if language == ENGLISH else [*_compared(table, english, "")]
        yield from (f"{name} {each}" for each in complaints)
        if not any(each.startswith(("lacks", "has")) for each in complaints):
            read(table)
    except ValueError as error:  # what can't be read, and whatever is said to be wrong
        yield f"{name}: {error}"


def _compared(table: object, english: object, where: str) -> Iterator[str]:
    """What a part of one file lacks of that of another, and what it has that the other hasn't, or says as it does.

    Things with ids are compared by these, and lines that stand in a list one by one, as far as there are both.
    """
    if by_id(english) and by_id(table):
        table, english = ({each["id"]: each for each in part} for part in (table, english))
    elif isinstance(english, list) and isinstance(table, list):
        table, english = (dict(enumerate(part, 1)) for part in (table[: len(english)], english[: len(table)]))
    if isinstance(table, str) and table == english and _SENTENCE.search(table):
        yield f"says '{where}' in English"
    if not isinstance(table, Mapping) or not isinstance(english, Mapping) or where.rpartition(".")[2] in OF_ONES_OWN:
        return
    at = f"{where}." if where else ""
    yield from (f"lacks '{at}{key}'" for key in english if key not in table)
    yield from (f"has '{at}{key}', which English hasn't" for key in table if key not in english and key not in OPTIONAL)
    for key in english:
        if key in table:
            yield from _compared(table[key], english[key], f"{at}{key}")


def _model(said: Table) -> None:
    """Raises ValueError of what no model could be made of, or what nobody could say."""
    model_of(said, tomllib.loads((SOURCE / f"{SHARED}.toml").read_text(encoding="utf-8")))
    few = [intent for intent, samples in said["intents"].items() if len(samples) < FEWEST_SAMPLES]
    if few:
        raise ValueError(f"fewer than {FEWEST_SAMPLES} sentences for {', '.join(few)}")


def main(arguments: Sequence[str]) -> int:
    """Prints what the language named lacks; 0 where that is nothing."""
    if len(arguments) != 1 or not re.fullmatch(r"[a-z]{2}", arguments[0]):
        print("Name a language by its two letters: make language L=fr", file=sys.stderr)
        return 2
    (language,) = arguments
    found = list(lacking(language))
    print(*found, sep="\n" if found else "")
    print(f"{len(found)} things are missing." if found else "Nothing is missing: make locales phrases, and make test.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
