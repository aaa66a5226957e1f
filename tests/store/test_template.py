import re
from collections.abc import Iterator
from typing import Any

import pytest
from cfnlint.decode import cfn_yaml  # type: ignore[import-untyped]

from tests.store.documents import ROOT

TEMPLATE: dict[str, Any] = cfn_yaml.load(str(ROOT / "template.yaml"))
RESOURCES = TEMPLATE["Resources"]
SKILL = RESOURCES["Skill"]["Properties"]


def references(part: Any) -> Iterator[str]:
    """The names that a piece of the template refers to."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "Ref":
                yield value.split(".")[0]
            yield from references(value)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


def test_the_function_stops_before_alexa_gives_up() -> None:
    assert SKILL["Timeout"] == 7


def test_the_function_runs_on_a_current_python_and_arm() -> None:
    assert (SKILL["Runtime"], SKILL["Architectures"]) == ("python3.13", ["arm64"])


def test_the_function_is_the_skills_entry() -> None:
    assert (SKILL["CodeUri"], SKILL["Handler"]) == ("lambda/", "lambda_function.lambda_handler")


def test_only_this_skill_may_call_the_function() -> None:
    (event,) = SKILL["Events"].values()
    assert event == {"Type": "AlexaSkill", "Properties": {"SkillId": {"Ref": "SkillId"}}}
    assert "Default" not in TEMPLATE["Parameters"]["SkillId"]


@pytest.mark.parametrize("skill_id", ["", "*", "amzn1.ask.skill.", "amzn1.ask.skill.my-skill"])
def test_what_is_no_skill_id_is_turned_down(skill_id: str) -> None:
    pattern = TEMPLATE["Parameters"]["SkillId"]["AllowedPattern"]
    assert re.fullmatch(pattern, "amzn1.ask.skill.0a1b2c3d-0000-4000-8000-0123456789ab")
    assert not re.fullmatch(pattern, skill_id)


def test_the_alias_is_published_and_its_address_given_out() -> None:
    assert SKILL["AutoPublishAlias"] == "live"
    assert TEMPLATE["Outputs"]["Endpoint"]["Value"] == {"Ref": "Skill.Alias"}


def test_without_a_table_nothing_is_kept() -> None:
    assert SKILL["Environment"]["Variables"] == {"PROGRESS_TABLE": {"Ref": "ProgressTable"}}
    assert TEMPLATE["Parameters"]["ProgressTable"]["Default"] == ""


def test_the_function_may_do_no_more_than_write_its_log() -> None:
    assert not {"Policies", "Role"} & set(SKILL)


def test_logs_are_forgotten_after_a_month() -> None:
    assert SKILL["LoggingConfig"]["LogGroup"] == {"Ref": "SkillLogs"}
    assert RESOURCES["SkillLogs"]["Properties"]["RetentionInDays"] in (14, 30)


def test_every_name_referred_to_exists() -> None:
    assert set(references(TEMPLATE)) <= {*RESOURCES, *TEMPLATE["Parameters"]}
