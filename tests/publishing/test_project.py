import json
from pathlib import Path
from typing import Any

import pytest

from icons.__main__ import SIZES, png
from publishing.locales import languages
from publishing.parameters import read_parameters
from publishing.project import lay_out
from tests.publishing.given import ENDPOINT, GIVEN, PRIVACY_URL, SKILL_ID
from tests.store.documents import document

PACKAGE = "skill-package"
MODELS = f"{PACKAGE}/interactionModels/custom"
LOCALES = [locale for of_language in languages().values() for locale in of_language]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build") / "package"
    lay_out(read_parameters(GIVEN), folder)
    return folder


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_there_is_what_the_ask_cli_looks_for_and_no_more(project: Path) -> None:
    files = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert files == {
        "ask-resources.json",
        ".ask/ask-states.json",
        f"{PACKAGE}/skill.json",
        *(f"{MODELS}/{locale}.json" for locale in LOCALES),
        *(f"{PACKAGE}/assets/images/icon-{side}.png" for side in SIZES),
    }


def test_the_ask_cli_is_told_where_the_package_is_and_which_skill_to_update(project: Path) -> None:
    (profile,) = read(project / "ask-resources.json")["profiles"].values()
    assert (project / profile["skillMetadata"]["src"]).samefile(project / PACKAGE)
    assert read(project / ".ask/ask-states.json")["profiles"] == {"default": {"skillId": SKILL_ID}}


def test_the_manifest_is_that_of_the_project_with_what_is_the_publishers_own(project: Path) -> None:
    told = read(project / PACKAGE / "skill.json")
    manifest = told["manifest"]
    assert manifest["apis"]["custom"].pop("endpoint") == {"uri": ENDPOINT}
    assert manifest["events"].pop("endpoint") == {"uri": ENDPOINT}
    assert manifest["privacyAndCompliance"].pop("locales") == {
        locale: {"privacyPolicyUrl": f"{PRIVACY_URL}{'' if locale.startswith('en') else f'#{locale[:2]}'}"}
        for locale in LOCALES
    }
    assert told == document("skill.json")


@pytest.mark.parametrize(("given", "certificate"), [({}, "Trusted"), ({"CERTIFICATE": "Wildcard"}, "Wildcard")])
def test_of_a_server_of_ones_own_the_manifest_says_what_certificate_it_has(
    given: dict[str, str], certificate: str, tmp_path: Path
) -> None:
    address = "https://skill.studio-on-the-floor.org/"
    lay_out(read_parameters(GIVEN | {"SKILL_ENDPOINT": address} | given), tmp_path / "package")
    manifest = read(tmp_path / "package" / PACKAGE / "skill.json")["manifest"]
    told = {"uri": address, "sslCertificateType": certificate}
    assert manifest["apis"]["custom"]["endpoint"] == manifest["events"]["endpoint"] == told


def test_the_models_and_the_icons_are_those_of_the_project(project: Path) -> None:
    for locale in LOCALES:
        assert read(project / MODELS / f"{locale}.json") == document(f"interaction_model/{locale}.json")
    for side in SIZES:
        assert (project / PACKAGE / "assets/images" / png(side).name).read_bytes() == png(side).read_bytes()


def test_every_locale_in_the_store_has_a_model_and_the_other_way_round(project: Path) -> None:
    models = {path.stem for path in (project / MODELS).iterdir()}
    assert models == set(read(project / PACKAGE / "skill.json")["manifest"]["publishingInformation"]["locales"])


def test_every_picture_that_the_manifest_names_is_there(project: Path) -> None:
    listings = read(project / PACKAGE / "skill.json")["manifest"]["publishingInformation"]["locales"].values()
    for name in (listing[key] for listing in listings for key in ("smallIconUri", "largeIconUri")):
        assert (project / PACKAGE / name.removeprefix("file://")).is_file()


def test_what_was_laid_out_for_another_skill_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    (folder / ".ask").mkdir(parents=True)
    (folder / ".ask/ask-states.json").write_text('{"profiles": {"default": {"skillId": "another"}}}', encoding="utf-8")
    (folder / "old.json").touch()
    lay_out(read_parameters(GIVEN), folder)
    assert read(folder / ".ask/ask-states.json")["profiles"]["default"]["skillId"] == SKILL_ID
    assert not (folder / "old.json").exists()
    assert list(tmp_path.iterdir()) == [folder]
