"""What a language still lacks before it can be published: `make language L=fr`. Without L, each that is begun.

    lambda/lower_back_release/content/fr.toml    what the skill says
    simulator/languages/fr.toml                  what the simulator knows of how people speak
    interaction_model/source/fr.toml             what people say
    interaction_model/evaluation/fr.json, ...    how well that is understood
    publishing/store/fr.toml                     what the store says
    docs/privacy.fr.md                           what is kept of whoever uses it
    tests/mannequin/instructions.fr.yaml         what a body does that hears it

Each is laid out as its English one, which is named `en`. What a locale says otherwise, in
files such as content/en-GB.toml and publishing/store/en-GB.toml, is looked at with its language.
"""

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lower_back_release.content import FOLDER, spoken_in
from lower_back_release.content.language_file import read_content, read_file
from lower_back_release.content.locale_file import by_id
from publishing.locales import ENGLISH, SHARED, SOURCE, STORE, listing, model_of
from publishing.privacy import source
from publishing.project import MODELS, ROOT
from simulator.languages import FOLDER as KNOWN
from simulator.languages import language_of

FEWEST_SAMPLES = 14
"""Sentences by which each command can be said, at least (CONTRIBUTING.md)."""

EVALUATED = ("json", "safety.json", "opposites.json", "held-out.json", "out-of-domain.txt")
"""The annotation sets of a language, by how their names end."""

INSTRUCTIONS = ROOT / "tests" / "mannequin"

OF_ONES_OWN = (
    *("as_sampled", "negations_of", "espeak", "phrases", "forms", "parts", "alone", "COUNT"),
    *("articles", "of_a_side"),
)
"""Tables that have other keys in every language, or need none."""

OPTIONAL = (
    *("quarter", "half", "after_midnight", "small_hours", "forenoon", "midday", "midday_ends", "evening", "days"),
    "dates",
    "next_resumes",
)
"""What a language may say that English needn't."""

_SENTENCE = re.compile(r"[a-z] .*[.?!]$", re.DOTALL)

Table = Mapping[str, Any]


def begun() -> list[str]:
    """The languages that any file is there for, also one of what a locale says otherwise."""
    tables = (file.stem for folder in (FOLDER, KNOWN, SOURCE, STORE) for file in folder.glob("*.toml"))
    evaluated = (file.name.partition(".")[0] for file in (MODELS / "evaluation").iterdir())
    privacy = (file.stem.partition(".")[2] for file in source(ENGLISH).parent.glob("privacy.*.md"))
    instructions = (file.stem.partition(".")[2] for file in INSTRUCTIONS.glob("instructions.*.yaml"))
    named = {*map(spoken_in, tables), *evaluated, *privacy, *instructions}
    return sorted(name for name in named if name != SHARED)


def lacking(language: str) -> Iterator[str]:
    """Everything that a language and its locales lack: each by its file, and where in it."""
    yield from _in_file(FOLDER, language, lambda table: read_content(table, f"{language}.toml"))
    yield from _in_file(KNOWN, language, lambda _: language_of(language))
    yield from _in_file(SOURCE, language, _model)
    yield from _in_file(STORE, language, lambda table: table)
    yield from _in_locales(language)
    instructions = "instructions.yaml" if language == ENGLISH else f"instructions.{language}.yaml"
    evaluation = (MODELS / "evaluation" / f"{language}.{ending}" for ending in EVALUATED)
    for file in (*evaluation, source(language), INSTRUCTIONS / instructions):
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


def _in_locales(language: str) -> Iterator[str]:
    """What is wrong with the locales that the store names, and with the files of what is said otherwise in one."""
    store = _read_if_any(STORE / f"{language}.toml")
    locales = store.get("locales", [])
    if not isinstance(locales, list) or not locales:
        if store:
            yield f"{_name(STORE / f'{language}.toml')} lacks 'locales', such as [\"{language}-{language.upper()}\"]"
        locales = []
    for locale in locales:
        if not re.fullmatch(rf"{language}-[A-Z]{{2}}", str(locale)):
            yield f"{_name(STORE / f'{language}.toml')} names the locale '{locale}', which is none of '{language}'"
        elif locale not in _read_if_any(KNOWN / f"{language}.toml").get("espeak", [locale]):
            yield f"{_name(KNOWN / f'{language}.toml')} lacks 'espeak.{locale}': a voice for it"
    for folder, read in ((FOLDER, read_file), (STORE, listing)):
        for file in sorted(folder.glob(f"{language}-*.toml")):
            if not (folder / f"{language}.toml").exists():
                yield f"{_name(file)} says what is otherwise than in {language}.toml, which isn't there beside it"
                continue
            if file.stem not in locales:
                yield f"{_name(file)} is for a locale that publishing/store/{language}.toml doesn't name"
            try:
                read(file.stem)
            except FileNotFoundError as error:
                yield f"{_name(file)} is like {Path(error.filename).name}, which isn't there"
            except ValueError as error:
                yield f"{_name(file)}: {error}"


def _read_if_any(file: Path) -> Table:
    """A file's table; none where there is no file, or none that can be read, which is told elsewhere."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError):
        return {}


def _compared(table: object, english: object, where: str) -> Iterator[str]:
    """What a part of one file lacks of that of another, and what it has that the other hasn't, or says as it does.

    Things with ids are compared by these, and lines that stand in a list one by one, as far as there are both.
    """
    if by_id(english) and by_id(table):
        table, english = ({each["id"]: each for each in part} for part in (table, english))
    elif isinstance(english, list) and isinstance(table, list) and not _are_english(table, english):
        table, english = (dict(enumerate(part, 1)) for part in (table[: len(english)], english[: len(table)]))
    if (isinstance(table, str) and table == english and _SENTENCE.search(table)) or _are_english(table, english):
        yield f"says '{where}' in English"
    if not isinstance(table, Mapping) or not isinstance(english, Mapping) or where.rpartition(".")[2] in OF_ONES_OWN:
        return
    at = f"{where}." if where else ""
    yield from (f"lacks '{at}{key}'" for key in english if key not in table)
    yield from (f"has '{at}{key}', which English hasn't" for key in table if key not in english and key not in OPTIONAL)
    for key in english:
        if key in table:
            yield from _compared(table[key], english[key], f"{at}{key}")


def _are_english(table: object, english: object) -> bool:
    """Whether a list of what people say is the English one, or mostly; of single words some are the same in many."""
    if not (isinstance(table, list) and isinstance(english, list) and all(isinstance(each, str) for each in english)):
        return False
    phrases = [each for each in english if " " in each]
    return len(phrases) > 1 and 2 * len({*phrases} & {each for each in table if isinstance(each, str)}) > len(phrases)


def _model(said: Table) -> None:
    """Raises ValueError of what no model could be made of, or what nobody could say."""
    model_of(said, tomllib.loads((SOURCE / f"{SHARED}.toml").read_text(encoding="utf-8")))
    few = [intent for intent, samples in said["intents"].items() if len(samples) < FEWEST_SAMPLES]
    if few:
        raise ValueError(f"fewer than {FEWEST_SAMPLES} sentences for {', '.join(few)}")


def main(arguments: Sequence[str]) -> int:
    """Prints what the language named lacks, or each that is begun; 0 where that is nothing."""
    if len(arguments) > 1 or not all(re.fullmatch(r"[a-z]{2}", each) for each in arguments):
        print("Name a language by its two letters: make language L=fr", file=sys.stderr)
        return 2
    found = [each for language in arguments or begun() for each in lacking(language)]
    print(*found, sep="\n" if found else "")
    print(f"Missing: {len(found)}." if found else "Nothing is missing: make locales phrases, and make test.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
