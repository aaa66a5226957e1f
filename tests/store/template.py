"""What AWS is told, and what SAM makes of it."""

import os
from typing import Any
from unittest.mock import patch

from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]

from tests.store.documents import ROOT

SKILL_ID = "amzn1.ask.skill.0a1b2c3d-0000-4000-8000-0123456789ab"


def template() -> dict[str, Any]:
    """The template, read afresh."""
    read: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))
    return read


TEMPLATE = template()
RESOURCES: dict[str, Any] = TEMPLATE["Resources"]
SKILL: dict[str, Any] = RESOURCES["Skill"]["Properties"]
PROGRESS: dict[str, Any] = RESOURCES["Progress"]["Properties"]


class NoManagedPolicies:
    """Stands for AWS's list of managed policies, which is asked over the network where a role names one."""

    def load(self) -> dict[str, str]:
        return {}


def translated(**skill: Any) -> dict[str, Any]:
    """The resources that SAM's own translator makes of the template, with these properties of the function's."""
    # Imported here, since it takes as long as all that reads the template alone.
    from samtranslator.translator.transform import transform  # type: ignore[import-untyped]  # noqa: PLC0415

    source = template()
    source["Resources"]["Skill"]["Properties"] |= {"CodeUri": "s3://bucket/key"} | skill
    with patch.dict(os.environ, {"AWS_DEFAULT_REGION": "us-east-1"}):
        made: dict[str, Any] = transform(source, {"SkillId": SKILL_ID}, NoManagedPolicies())["Resources"]
    return made
