import re
from collections.abc import Iterator
from typing import Any

import pytest

from lower_back_release.memory.dynamodb import CALL_SECONDS
from lower_back_release.memory.remember import PATIENCE_SECONDS
from tests.store.documents import ROOT
from tests.store.template import PROGRESS, RESOURCES, SKILL, TEMPLATE

ALEXA_WAITS_SECONDS = 8
"""developer.amazon.com: "Send the User a Progressive Response": a skill answers within eight seconds."""


def references(part: Any) -> Iterator[str]:
    """The names that a piece of the template refers to."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "Ref":
                yield value.split(".")[0]
            elif key == "Fn::GetAtt":
                yield value[0]
            yield from references(value)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


def test_a_table_in_trouble_is_given_up_before_the_function_stops_and_that_before_alexa_gives_up() -> None:
    read_and_kept = 2 * CALL_SECONDS + PATIENCE_SECONDS
    assert read_and_kept < SKILL["Timeout"] < ALEXA_WAITS_SECONDS


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


def test_the_function_is_told_its_table_and_its_skill() -> None:
    assert SKILL["Environment"]["Variables"] == {
        "PROGRESS_TABLE": {"Ref": "Progress"},
        "SKILL_ID": {"Ref": "SkillId"},
        "ANSWER_SECONDS": {"Ref": "AnswerSeconds"},
        "ANSWER_FORM": {"Ref": "AnswerForm"},
    }


def test_the_function_may_read_write_and_delete_items_of_its_own_table_and_no_more() -> None:
    assert "Role" not in SKILL
    ((policy,),) = (each.values() for each in SKILL["Policies"])
    assert policy == {
        "Effect": "Allow",
        "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:Query"],
        "Resource": {"Fn::GetAtt": ["Progress", "Arn"]},
    }


def test_what_people_did_outlives_the_stack_and_mistakes() -> None:
    assert (RESOURCES["Progress"]["DeletionPolicy"], RESOURCES["Progress"]["UpdateReplacePolicy"]) == (
        "Retain",
        "Retain",
    )
    assert PROGRESS["DeletionProtectionEnabled"]
    assert PROGRESS["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]


def test_the_forgotten_are_out_of_the_backups_within_the_days_that_the_privacy_page_promises() -> None:
    days = PROGRESS["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"]
    assert f"{days} days" in (ROOT / "docs/privacy.md").read_text(encoding="utf-8")


def test_what_is_kept_is_encrypted_and_expires() -> None:
    assert PROGRESS["SSESpecification"] == {"SSEEnabled": True}
    assert PROGRESS["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}


def test_the_table_costs_nothing_while_nobody_practises() -> None:
    assert PROGRESS["BillingMode"] == "PAY_PER_REQUEST"
    assert "ProvisionedThroughput" not in PROGRESS


def test_logs_are_forgotten_after_a_month() -> None:
    assert SKILL["LoggingConfig"]["LogGroup"] == {"Ref": "SkillLogs"}
    assert RESOURCES["SkillLogs"]["Properties"]["RetentionInDays"] in (14, 30)


def test_every_name_referred_to_exists() -> None:
    assert set(references(TEMPLATE)) <= {*RESOURCES, *TEMPLATE["Parameters"], "AWS::NoValue"}


def test_what_is_deployed_is_built_by_our_own_makefile() -> None:
    assert RESOURCES["Skill"]["Metadata"] == {"BuildMethod": "makefile"}
    assert "\nbuild-Skill:" in (ROOT / "lambda" / "Makefile").read_text(encoding="utf-8")


def test_a_cold_start_goes_on_from_a_picture_only_where_that_is_asked_for() -> None:
    assert TEMPLATE["Parameters"]["SnapStart"]["Default"] == "off"
    condition, pictures, _ = SKILL["SnapStart"]["Fn::If"]
    assert TEMPLATE["Conditions"][condition] == {"Fn::Equals": [{"Ref": "SnapStart"}, "on"]}
    assert pictures == {"ApplyOn": "PublishedVersions"}
