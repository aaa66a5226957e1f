"""The skill as a project of Amazon's ASK CLI, version 2.

    ask-resources.json          where the skill package is
    .ask/ask-states.json        which skill `ask deploy` updates: without it, it would make a second one
    skill-package/skill.json    the manifest
    skill-package/interactionModels/custom/en-US.json
    skill-package/assets/images/icon-108.png, icon-512.png

What the two files for the CLI have to hold is read off its source (npm ask-cli 2.30.7: lib/model/resources-config).
With them it zips skill-package/ and uploads it, and has Amazon import it into that skill. It takes no zip of ours, and
`ask smapi import-skill-package` takes only the address of one. Nobody here has an account: without a network
`ask deploy` comes as far as "Uploading the entire skill package", and with a Skill Management API on this machine, in
tests/publishing/test_ask_cli.py, to its end.
"""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from icons.__main__ import SIZES, png
from lower_back_release.content import spoken_in
from publishing.checks import is_address
from publishing.parameters import Parameters

ROOT = Path(__file__).parent.parent
MANIFEST, MODELS = ROOT / "skill.json", ROOT / "interaction_model"

FORMAT = "2020-03-31"
"""The version of both files that the ASK CLI 2 writes and reads."""

PROFILE = "default"
"""The profile that `ask configure` makes, and `ask deploy` takes, where none is named."""


def lay_out(parameters: Parameters, folder: Path) -> None:
    """Makes the folder anew, with the whole project in it; or leaves it as it was, where something goes wrong."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{folder.name}-", dir=folder.parent) as made:
        new = Path(made) / folder.name
        _write(new / "ask-resources.json", ask_resources())
        _write(new / ".ask" / "ask-states.json", ask_states(parameters))
        _write(new / "skill-package" / "skill.json", manifest(parameters))
        models, images = new / "skill-package/interactionModels/custom", new / "skill-package/assets/images"
        models.mkdir(parents=True)
        images.mkdir(parents=True)
        for model in sorted(MODELS.glob("*.json")):
            shutil.copyfile(model, models / model.name)
        for side in SIZES:
            shutil.copyfile(png(side), images / png(side).name)
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)


def manifest(parameters: Parameters) -> dict[str, Any]:
    """The manifest of skill.json, with what is the publisher's own: where it answers, and where its privacy page is."""
    envelope: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    content = envelope["manifest"]
    for answers in (content["apis"]["custom"], content["events"]):
        answers["endpoint"] = endpoint(parameters)
    content["privacyAndCompliance"]["locales"] = {
        locale: {"privacyPolicyUrl": privacy_address(locale, parameters.privacy_url)}
        for locale in content["publishingInformation"]["locales"]
    }
    return envelope


def privacy_address(locale: str, page: str) -> str:
    """Where a locale's part of the privacy page is; where the address has a part of its own, that is for all."""
    language = spoken_in(locale)
    return page if "#" in page or language == "en" else f"{page}#{language}"


def endpoint(parameters: Parameters) -> dict[str, str]:
    """Where the skill answers, as the manifest has it (ask-smapi-model, SkillManifestEndpoint)."""
    told = {"uri": parameters.endpoint}
    return told | {"sslCertificateType": parameters.certificate} if is_address(parameters.endpoint) else told


def ask_resources() -> dict[str, Any]:
    """What `ask deploy` sends: the skill package, and no code, which is deployed by AWS SAM."""
    return {"askcliResourcesVersion": FORMAT, "profiles": {PROFILE: {"skillMetadata": {"src": "./skill-package"}}}}


def ask_states(parameters: Parameters) -> dict[str, Any]:
    """What `ask deploy` would have noted of an earlier run: the skill's id. What else it notes, it adds."""
    return {"askcliStatesVersion": FORMAT, "profiles": {PROFILE: {"skillId": parameters.skill_id}}}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
