"""What Amazon is given for each locale, written from what there is for its language: `make locales`.

publishing/store/en.toml                what the store says in English, and the locales that it is said in
publishing/store/en-GB.toml             what it says otherwise in Britain
interaction_model/source/en.toml        what people say in English, and the names of what they name
interaction_model/source/shared.toml    Amazon's own intents, and the types of the slots, for all languages

skill.json                              gets the store's words of each locale
interaction_model/en-US.json, ...       are the models, as Amazon takes them
"""

import argparse
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lower_back_release.content import spoken_in
from lower_back_release.content.locale_file import LIKE, said_otherwise
from publishing.project import MANIFEST, MODELS, ROOT

STORE = ROOT / "publishing" / "store"
SOURCE = MODELS / "source"
SHARED = "shared"

ENGLISH = "en"
"""The language that all others are laid out like, and which comes first."""

IMAGES = {"smallIconUri": "file://assets/images/icon-108.png", "largeIconUri": "file://assets/images/icon-512.png"}
"""The icons, as the manifest names them (publishing/project.py lays them there)."""

_SLOT = re.compile(r"\{(\w+)\}")


class StoreError(ValueError):
    """What the store says in a language lacks what nothing is published without."""


class ModelError(ValueError):
    """What people say in a language has a slot that no model could have."""


def languages() -> dict[str, tuple[str, ...]]:
    """The languages that the store has words in, each with its locales.

    Raises StoreError where one names none, or another's.
    """
    files = (file for file in sorted(STORE.glob("*.toml")) if file.stem == spoken_in(file.stem))
    return {file.stem: _locales(file) for file in files}


def _locales(file: Path) -> tuple[str, ...]:
    language, locales = file.stem, _read(file).get("locales")
    if not isinstance(locales, list) or not locales:
        raise StoreError(f"publishing/store/{file.name} lacks 'locales', such as [\"{language}-{language.upper()}\"]")
    for locale in locales:
        if not re.fullmatch(rf"{language}-[A-Z]{{2}}", str(locale)):  # it would be written over another language's
            raise StoreError(f"publishing/store/{file.name} names the locale '{locale}', which is none of '{language}'")
    return tuple(locales)


def listing(locale: str) -> dict[str, Any]:
    """The store's words in a locale: those of its language, but for what a file of its own says otherwise.

    Raises ContentError as said_otherwise does, and FileNotFoundError, naming the file, where there is none of the
    language, or of another locale that this one is like.
    """
    name = locale if (STORE / f"{locale}.toml").exists() else spoken_in(locale)
    return {key: words for key, words in _said(name).items() if key != "locales"}


def _said(name: str) -> dict[str, Any]:
    """All that the store says in a language or a locale."""
    words, language = _read(STORE / f"{name}.toml"), spoken_in(name)
    return words if name == language else said_otherwise(_said(words.get(LIKE, language)), words, f"{name}.toml")


def manifest() -> dict[str, Any]:
    """The manifest with the store's words of every locale."""
    envelope: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    told: dict[str, Any] = {}
    for locales in languages().values():
        told |= {locale: listing(locale) | IMAGES for locale in locales}
    envelope["manifest"]["publishingInformation"]["locales"] = told
    return envelope


def model(language: str) -> dict[str, Any]:
    """The interaction model of a language. Raises FileNotFoundError, naming the file, or ModelError."""
    return model_of(_read(SOURCE / f"{language}.toml"), _read(SOURCE / f"{SHARED}.toml"))


def model_of(said: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """The interaction model from what is said in a language and what all share, as Amazon takes it.

    Raises ModelError, naming it, of a slot without a type.
    """
    types: Mapping[str, str] = shared["slots"]
    intents: list[dict[str, Any]] = [{"name": name, "samples": []} for name in shared["built_in"]]
    for name, samples in said["intents"].items():
        used = {slot for sample in samples for slot in _SLOT.findall(sample)}
        for slot in sorted(used - types.keys()):
            raise ModelError(f"{name} has the slot '{slot}', which has no type in {SHARED}.toml")
        slots = [{"name": slot, "type": kind} for slot, kind in types.items() if slot in used]
        intents.append({"name": name, "samples": samples, **({"slots": slots} if slots else {})})
    catalogues = [{"name": kind, "values": list(_values(by_id))} for kind, by_id in said["types"].items()]
    language = {"invocationName": said["invocation_name"], "intents": intents, "types": catalogues}
    return {"interactionModel": {"languageModel": language}}


def _values(by_id: Mapping[str, list[str]]) -> Iterator[dict[str, Any]]:
    for id_, (name, *synonyms) in by_id.items():
        yield {"id": id_, "name": {"value": name, "synonyms": synonyms}}


def written() -> dict[Path, str]:
    """Every file that is written, with what stands in it."""
    models = {language: model(language) for language in languages()}
    files = {MODELS / f"{locale}.json": models[language] for language, all_ in languages().items() for locale in all_}
    return {
        file: json.dumps(each, indent=2, ensure_ascii=False) + "\n"
        for file, each in {MANIFEST: manifest(), **files}.items()
    }


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def main() -> None:
    """Writes what every locale has, and takes away the models of others."""
    files = written()
    for other in set(MODELS.glob("*.json")) - files.keys():
        other.unlink()
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    argparse.ArgumentParser(prog="python -m publishing.locales", description=__doc__).parse_args()
    main()
