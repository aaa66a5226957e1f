"""What Amazon is given of each locale is what there is for its language."""

import re
from pathlib import Path

import pytest

from publishing import locales
from publishing.locales import ModelError, StoreError, languages, model_of, written
from simulator.ears.understanding import LOCALES

SHARED = {"built_in": ["AMAZON.StopIntent"], "slots": {"pose": "POSE"}}
SAID = {
    "invocation_name": "floor",
    "types": {"POSE": {"squat": ["squat", "deep squat"]}},
    "intents": {"GoToPoseIntent": ["go to {pose}"], "ThanksIntent": ["thank you"]},
}


def test_every_file_is_current() -> None:
    other = [file.name for file, text in written().items() if file.read_text(encoding="utf-8") != text]
    assert other == [], "write them anew: make locales"
    assert sorted(LOCALES) == sorted(locale for of_language in languages().values() for locale in of_language)


def test_no_locale_belongs_to_two_languages() -> None:
    for language, of_language in languages().items():
        assert [locale for locale in of_language if not re.fullmatch(rf"{language}-[A-Z]{{2}}", locale)] == []


def test_a_model_has_amazons_intents_without_sentences_and_ours_with_the_slots_they_use() -> None:
    model = model_of(SAID, SHARED)["interactionModel"]["languageModel"]
    assert model["invocationName"] == "floor"
    assert model["intents"] == [
        {"name": "AMAZON.StopIntent", "samples": []},
        {"name": "GoToPoseIntent", "samples": ["go to {pose}"], "slots": [{"name": "pose", "type": "POSE"}]},
        {"name": "ThanksIntent", "samples": ["thank you"]},
    ]
    assert model["types"] == [
        {"name": "POSE", "values": [{"id": "squat", "name": {"value": "squat", "synonyms": ["deep squat"]}}]}
    ]


def test_a_slot_without_a_type_is_named_with_its_intent() -> None:
    with pytest.raises(ModelError, match=re.escape("WaitIntent has the slot 'minutes', which has no type")):
        model_of({**SAID, "intents": {"WaitIntent": ["wait {minutes} minutes"]}}, SHARED)


def test_a_store_without_locales_is_refused_by_the_name_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xx.toml").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(locales, "STORE", tmp_path)
    with pytest.raises(StoreError, match=re.escape("publishing/store/xx.toml lacks 'locales', such as [\"xx-XX\"]")):
        languages()


def test_a_store_with_another_languages_locale_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx.toml").write_text('locales = ["en-US"]\n', encoding="utf-8")
    monkeypatch.setattr(locales, "STORE", tmp_path)
    with pytest.raises(StoreError, match=re.escape("publishing/store/xx.toml names the locale 'en-US', which is none")):
        languages()


def test_a_language_without_a_source_is_refused_by_the_name_of_its_file() -> None:
    with pytest.raises(FileNotFoundError, match=r"xx\.toml"):
        locales.model("xx")
