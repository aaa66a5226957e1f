"""Writes down whose code is in the artefact, and on what terms: a bill of materials, and their licences."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from lower_back_release import __version__

BILL, LICENCES = "bill-of-materials.cdx.json", "THIRD_PARTY_LICENCES.txt"

KEPT = "METADATA"
"""What is left of a package's own account of itself: scanners for advisories read it. The list of its files, most of
it, is no longer true of what is laid out."""

SPDX = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",  # python-dateutil's, by its text
    "License :: OSI Approved :: MIT License": "MIT",
}
"""The names that SPDX has for licences (https://spdx.org/licenses/), by those that packages declare."""

TEXTS = ("LICEN[CS]E*", "NOTICE*", "COPYING*", "licenses/*")
"""Where a package has its licence, and what must be passed on with it."""


@dataclass(frozen=True)
class Material:
    """A package of somebody else's."""

    name: str
    version: str
    licences: tuple[str, ...]
    """By their SPDX names."""
    texts: tuple[str, ...]
    """The licences in full; none where the package brings none along."""

    @property
    def purl(self) -> str:
        """Its address among all packages (https://github.com/package-url/purl-spec)."""
        return f"pkg:pypi/{self.name}@{self.version}"


def write_down(folder: Path) -> str:
    """Lays both beside the packages in a folder, and takes away their own files about themselves but for KEPT.

    Returns what came of it. Raises ValueError of a package whose licence isn't known, or is nowhere in full.
    """
    accounts = sorted(folder.glob("*.dist-info"))
    materials = [_material(account) for account in accounts]
    (folder / BILL).write_text(json.dumps(_bill(materials), indent=2) + "\n", encoding="utf-8")
    (folder / LICENCES).write_text(_licences(materials), encoding="utf-8")
    for account in accounts:
        for each in account.iterdir():
            if each.is_dir():
                shutil.rmtree(each)
            elif each.name != KEPT:
                each.unlink()
    return f"{len(materials)} packages of others are written down, with their licences"


def _material(account: Path) -> Material:
    told = HeaderParser().parsestr((account / KEPT).read_text(encoding="utf-8"))
    files = sorted({file for pattern in TEXTS for file in account.glob(pattern) if file.is_file()})
    texts = (file.read_text(encoding="utf-8").strip("\n") for file in files)
    return Material(told["Name"], told["Version"], _declared(told), tuple(text for text in texts if text.strip()))


def _declared(told: Message) -> tuple[str, ...]:
    if told["License-Expression"]:
        return (told["License-Expression"],)
    declared = [each for each in told.get_all("Classifier", ()) if each.startswith("License ::")]
    if not declared or not SPDX.keys() >= set(declared):
        raise ValueError(f"{told['Name']}: a licence that isn't known: {declared or told['License']}")
    return tuple(sorted(SPDX[each] for each in declared))


def _bill(materials: Sequence[Material]) -> dict[str, object]:
    """As CycloneDX has it (https://cyclonedx.org/docs/1.6/json/)."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "lower-back-release", "version": __version__}},
        "components": [
            {
                "type": "library",
                "bom-ref": each.purl,
                "name": each.name,
                "version": each.version,
                "purl": each.purl,
                "licenses": [_licence(name) for name in each.licences],
            }
            for each in materials
        ],
    }


def _licence(name: str) -> dict[str, object]:
    """One licence by its SPDX name, or several as a package puts them together, such as "MIT OR Apache-2.0"."""
    if " " in name:
        return {"expression": name, "acknowledgement": "declared"}
    return {"license": {"id": name, "acknowledgement": "declared"}}


def _licences(materials: Sequence[Material]) -> str:
    """Each package with its licence in full, or where the same licence stands in full."""
    parts = ["Lower Back Release is deployed with these packages of others, each on its own terms.\n"]
    for each in materials:
        texts = list(each.texts)
        if not texts:
            same = next((other.name for other in materials if other.texts and other.licences == each.licences), None)
            if same is None:
                raise ValueError(f"{each.name}: {', '.join(each.licences)} is nowhere in full")
            texts = [f"The package has no text of it. It is the same as that of {same}, which is here in full."]
        head = f"{each.name} {each.version}: {', '.join(each.licences)}"
        parts.append("\n".join(["=" * len(head), head, "=" * len(head), "", "\n\n".join(texts), ""]))
    return "\n".join(parts)
