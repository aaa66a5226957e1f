from typing import Any

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from publishing.parameters import read_parameters
from publishing.project import manifest as packaged
from tests.publishing.given import GIVEN
from tests.store.documents import document
from tests.store.smapi import not_understood


@pytest.fixture
def model() -> dict[str, Any]:
    return document("interaction_model/en-US.json")


@pytest.fixture
def manifest() -> dict[str, Any]:
    return packaged(read_parameters(GIVEN))


def test_amazon_understands_all_of_the_interaction_model(model: dict[str, Any]) -> None:
    assert not_understood(model, InteractionModelData) == []


def test_amazon_understands_all_of_the_manifest(manifest: dict[str, Any]) -> None:
    assert not_understood(manifest, SkillManifestEnvelope) == []


def test_a_misspelt_key_in_the_model_is_noticed(model: dict[str, Any]) -> None:
    intent = model["interactionModel"]["languageModel"]["intents"][11]
    intent["sample"] = intent.pop("samples")
    assert not_understood(model, InteractionModelData) == ["/interactionModel/languageModel/intents/11/sample"]


def test_a_misplaced_synonym_list_is_noticed(model: dict[str, Any]) -> None:
    value = model["interactionModel"]["languageModel"]["types"][0]["values"][0]
    value["synonyms"] = value["name"].pop("synonyms")
    assert not_understood(model, InteractionModelData) == ["/interactionModel/languageModel/types/0/values/0/synonyms"]


def test_a_misspelt_key_in_the_manifest_is_noticed(manifest: dict[str, Any]) -> None:
    privacy = manifest["manifest"]["privacyAndCompliance"]
    privacy["containsAdverts"] = privacy.pop("containsAds")
    assert "/manifest/privacyAndCompliance/containsAdverts" in not_understood(manifest, SkillManifestEnvelope)


def test_a_value_that_an_enum_does_not_have_is_noticed(manifest: dict[str, Any]) -> None:
    manifest["manifest"]["publishingInformation"]["distributionMode"] = "EVERYBODY"
    with pytest.raises(SerializationException):
        not_understood(manifest, SkillManifestEnvelope)
