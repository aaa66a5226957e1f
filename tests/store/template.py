"""What AWS is told."""

from typing import Any

from cfnlint.decode import cfn_yaml  # type: ignore[import-untyped]

from tests.store.documents import ROOT

TEMPLATE: dict[str, Any] = cfn_yaml.load(str(ROOT / "template.yaml"))
RESOURCES: dict[str, Any] = TEMPLATE["Resources"]
SKILL: dict[str, Any] = RESOURCES["Skill"]["Properties"]
PROGRESS: dict[str, Any] = RESOURCES["Progress"]["Properties"]
