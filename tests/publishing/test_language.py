"""A language that lacks something is told all of it; and the way from nothing to speaking is one that can be gone."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lower_back_release.alexa.speech import BUDGET
from lower_back_release.content import FOLDER, language_file, spoken_in
from lower_back_release.content.language_file import read_content
from lower_back_release.content.locale_file import said_otherwise
from lower_back_release.dialogue.coach import Coach
from lower_back_release.dialogue.command import Command
from lower_back_release.person.progress import new_progress
from publishing import language, locales
from publishing.language import begun, lacking, main

FRENCH = Path(__file__).parent / "french.toml"
NOW = 1_800_000_000_000


def table(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", begun())
def test_nothing_is_missing(name: str) -> None:
    assert list(lacking(name)) == []


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of words of its own, with the English ones in it."""
    folder = tmp_path / "content"
    folder.mkdir()
    shutil.copy(FOLDER / "en.toml", folder)
    monkeypatch.setattr(language, "FOLDER", folder)
    return folder


def told(words: Path, said: str) -> list[str]:
    """What is said of French words."""
    (words / "fr.toml").write_text(said, encoding="utf-8")
    file = str(words / "fr.toml")
    return [each.removeprefix(file).lstrip(": ") for each in lacking("fr") if each.startswith(file)]


def test_a_file_that_is_hardly_begun_is_told_all_that_it_lacks(words: Path) -> None:
    missing = told(words, "x = 1\n")
    assert "has 'x', which English hasn't" in missing
    assert {f"lacks '{key}'" for key in table(words / "en.toml")} <= set(missing)
    missing = told(words, "[moves.back]\n[voice]\nstart = 0.25\n")
    assert {"lacks 'moves.back.belly'", "lacks 'voice.letter'", "lacks 'moves.belly'"} <= set(missing)


def test_what_cannot_be_read_is_told_with_its_place(words: Path) -> None:
    assert told(words, "x = \n") == ["Invalid value (at line 1, column 5)"]


def test_a_copy_of_the_english_one_is_told_what_is_english_yet(words: Path) -> None:
    english = (words / "en.toml").read_text(encoding="utf-8")
    missing = told(words, english)
    assert "says 'moving.stop' in English" in missing
    assert "says 'poses.knee_hugs.setup.1.say' in English" in missing
    assert len(missing) > 300


def test_a_copy_of_what_people_say_in_english_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(locales.SOURCE, tmp_path, dirs_exist_ok=True)
    shutil.copy(locales.SOURCE / "en.toml", tmp_path / "fr.toml")
    monkeypatch.setattr(language, "SOURCE", tmp_path)
    told_of = [each for each in lacking("fr") if each.startswith(str(tmp_path))]
    assert f"{tmp_path}/fr.toml says 'intents.NextPoseIntent' in English" in told_of
    assert f"{tmp_path}/fr.toml says 'types.POSE.knee_hugs' in English" in told_of


def test_once_nothing_is_missing_whoever_reads_it_complains(words: Path) -> None:
    english = (words / "en.toml").read_text(encoding="utf-8")
    missing = told(words, english.replace('stop = "Take it easy. Goodbye."', 'stop = "Au revoir {ami}."'))
    assert missing[-1] == "fr.toml: 'Au revoir {ami}.' has a gap 'ami', which nothing fills"


def test_french_speaks_as_far_as_its_first_pose(words: Path) -> None:
    said = said_otherwise(table(words / "en.toml"), table(FRENCH), "fr.toml")
    for pose in said["poses"]:
        for held in filter(None, (pose, pose.get("rest"))):
            if isinstance(held["called"], str):
                held["called"] = {"le": held["called"], "du": held["called"]}
        for side in pose.get("sides", ()):
            for name in ("side", "other"):
                if isinstance(side[name], str):
                    side[name] = {"mostly": side[name], "e": side[name]}
    content = read_content(said, "fr.toml")
    coach = Coach(content.routine, content.words, BUDGET)
    _, reply = coach.turn(new_progress(content.routine), Command("launch"), NOW)
    heard = [cue.words for cue in reply.said.cues if cue.words]
    assert heard[0].startswith("Bienvenue.")
    assert "Croise la jambe droite sur la gauche." in heard
    assert "La jambe gauche au-dessus, et ramène doucement les pieds." in heard
    english = {line["say"] for line in table(words / "en.toml")["poses"][0]["setup"]}
    assert english.isdisjoint(heard)


BEGUN = [
    ("FOLDER", "fr.toml", "x = 1", "fr.toml lacks 'numbers'"),
    ("KNOWN", "fr.toml", "x = 1", "fr.toml lacks 'ears'"),
    ("SOURCE", "fr.toml", "x = 1", "fr.toml lacks 'invocation_name'"),
    ("STORE", "fr.toml", "x = 1", "fr.toml lacks 'locales', such as [\"fr-FR\"]"),
    ("STORE", "fr.toml", 'locales = ["en-FR"]', "fr.toml names the locale 'en-FR', which is none of 'fr'"),
    ("FOLDER", "fr-FR.toml", "x = 1", "fr-FR.toml says what is otherwise than in fr.toml, which isn't there beside it"),
    ("STORE", "fr-FR.toml", "x = 1", "fr-FR.toml says what is otherwise than in fr.toml, which isn't there beside it"),
    ("FOLDER", "de-AT.toml", "x = 1", "de-AT.toml is for a locale that publishing/store/de.toml doesn't name"),
    ("FOLDER", "de-DE.toml", "x = 1", "de-DE.toml: de-DE.toml has 'x', which its language hasn't"),
    ("FOLDER", "de-DE.toml", "x =", "de-DE.toml: Invalid value (at line 1, column 4)"),
    ("FOLDER", "de-DE.toml", 'like = "de-AT"', "de-DE.toml is like de-AT.toml, which isn't there"),
    (
        "STORE",
        "de-DE.toml",
        '[instead]\nskool = "Skill"',
        "de-DE.toml: de-DE.toml, instead has 'skool', which",
    ),
    ("STORE", "de-DE.toml", 'like = "de-AT"', "de-DE.toml is like de-AT.toml, which isn't there"),
]
"""A file alone that is hardly begun: where, which, what stands in it, and what is said of it."""


@pytest.mark.parametrize(("folder", "name", "said", "message"), BEGUN)
def test_a_file_that_stands_alone_is_named_with_what_is_missing(
    folder: str, name: str, said: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(getattr(language, folder), tmp_path, dirs_exist_ok=True)
    (tmp_path / name).write_text(f"{said}\n", encoding="utf-8")
    for module in (language, locales, language_file):
        if hasattr(module, folder):
            monkeypatch.setattr(module, folder, tmp_path)
    assert spoken_in(Path(name).stem) in begun()
    found = list(lacking(spoken_in(Path(name).stem)))
    assert [each for each in found if each.startswith(f"{tmp_path}/{message}")]


def test_a_locale_without_a_voice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(locales.STORE, tmp_path, dirs_exist_ok=True)
    german = (tmp_path / "de.toml").read_text(encoding="utf-8")
    (tmp_path / "de.toml").write_text(german.replace('["de-DE"]', '["de-DE", "de-AT"]'), encoding="utf-8")
    monkeypatch.setattr(language, "STORE", tmp_path)
    assert list(lacking("de")) == ["simulator/languages/de.toml lacks 'espeak.de-AT': a voice for it"]


def test_it_is_asked_for_by_its_two_letters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["en", "de"]) == main(["french"]) == 2
    assert capsys.readouterr().err.count("Name a language by its two letters") == 2
    assert main(["en"]) == main([]) == 0
    assert "Nothing is missing" in capsys.readouterr().out
    assert main(["fr"]) == 1
    assert "lambda/lower_back_release/content/fr.toml isn't there" in capsys.readouterr().out
