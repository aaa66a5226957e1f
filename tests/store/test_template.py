import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

import pytest

from lower_back_release.alexa.reminders import BY_SECONDS
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.alexa.watching import METRICS, NAMESPACE, Watch, as_metrics
from lower_back_release.memory.counted import Counted
from lower_back_release.memory.dynamodb import CALL_SECONDS
from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.memory.remember import PATIENCE_SECONDS
from simulator.echo.device import Device, Session
from tests.store.documents import ROOT
from tests.store.template import PROGRESS, RESOURCES, SKILL, SKILL_ID, TEMPLATE, translated

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


def test_so_is_a_reminder_whatever_is_kept_of_the_turn_after_it() -> None:
    assert SKILL["Timeout"] > BY_SECONDS + PATIENCE_SECONDS + CALL_SECONDS


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
        "PROGRESS_TABLE": {"Fn::If": ["NewTable", {"Ref": "Progress"}, {"Ref": "KeptTable"}]},
        "SKILL_ID": {"Ref": "SkillId"},
        "ANSWER_SECONDS": {"Ref": "AnswerSeconds"},
        "ANSWER_FORM": {"Ref": "AnswerForm"},
    }


def statements() -> Iterator[dict[str, Any]]:
    """Everything that any role of the translated template may do."""
    for made in translated().values():
        if made["Type"] == "AWS::IAM::Role":
            for policy in made["Properties"].get("Policies", []):
                yield from policy["PolicyDocument"]["Statement"]


def test_nothing_may_do_more_than_read_and_write_its_own_table_and_write_its_own_log() -> None:
    assert list(statements()) == [
        {
            "Effect": "Allow",
            "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:Query"],
            "Resource": {
                "Fn::If": [
                    "NewTable",
                    {"Fn::GetAtt": ["Progress", "Arn"]},
                    {"Fn::Sub": "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${KeptTable}"},
                ]
            },
        },
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": {"Fn::GetAtt": ["SkillLogs", "Arn"]},
        },
    ]


def test_no_role_has_more_by_a_policy_of_awss_than_what_moves_traffic_between_versions() -> None:
    roles = {name: made["Properties"] for name, made in translated().items() if made["Type"] == "AWS::IAM::Role"}
    assert {name: role.get("ManagedPolicyArns") for name, role in roles.items()} == {
        "SkillRole": None,
        "CodeDeployServiceRole": ["arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda"],
    }
    (assumed,) = roles["SkillRole"]["AssumeRolePolicyDocument"]["Statement"]
    assert assumed["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert translated()["Skill"]["Properties"]["Role"] == {"Fn::GetAtt": ["SkillRole", "Arn"]}


def test_nobody_but_alexa_for_this_skill_may_call_the_function_and_only_by_its_alias() -> None:
    (allowed,) = (each["Properties"] for each in translated().values() if each["Type"] == "AWS::Lambda::Permission")
    assert allowed == {
        "Action": "lambda:InvokeFunction",
        "FunctionName": {"Ref": "SkillAliaslive"},
        "Principal": "alexa-appkit.amazon.com",
        "EventSourceToken": {"Ref": "SkillId"},
    }


def version(**skill: Any) -> str:
    (name,) = (name for name, made in translated(**skill).items() if made["Type"] == "AWS::Lambda::Version")
    return name


@pytest.mark.parametrize(
    "change",
    [{"Timeout": 6}, {"MemorySize": 512}, {"Runtime": "python3.14"}, {"Architectures": ["x86_64"]}],
    ids=str,
)
def test_whatever_is_changed_of_the_function_goes_live(change: dict[str, Any]) -> None:
    assert version(**change) != version()


def test_another_parameter_of_the_function_makes_another_version() -> None:
    """By the version's description, since SAM compares no values of parameters; nothing of a version can be changed."""
    (published,) = (each for each in translated().values() if each["Type"] == "AWS::Lambda::Version")
    described = published["Properties"]["Description"]["Fn::Sub"]
    of_the_function = set(references([SKILL["Environment"], SKILL["SnapStart"]])) & TEMPLATE["Parameters"].keys()
    of_the_function.add("SnapStart")  # by a condition
    assert of_the_function >= {"SkillId", "AnswerSeconds", "AnswerForm", "KeptTable"}
    assert of_the_function <= set(re.findall(r"\$\{(\w+)\}", described))


LONGEST = {
    "SkillId": SKILL_ID,
    "AnswerSeconds": "240",
    "AnswerForm": "apla",
    "SnapStart": "off",
    "KeptTable": "x" * 150,
}
"""By parameter, the longest value that it takes."""


def test_the_description_of_a_version_is_never_too_long_for_lambda() -> None:
    """256 characters: docs.aws.amazon.com, Lambda API, PublishVersion."""
    pattern = TEMPLATE["Parameters"]["KeptTable"]["AllowedPattern"]
    assert re.fullmatch(pattern, LONGEST["KeptTable"])
    assert not re.fullmatch(pattern, LONGEST["KeptTable"] + "x")
    assert len(re.sub(r"\$\{(\w+)\}", lambda name: LONGEST[name[1]], SKILL["VersionDescription"]["Fn::Sub"])) <= 256


ALARMS = {name: each["Properties"] for name, each in RESOURCES.items() if each["Type"] == "AWS::CloudWatch::Alarm"}


def test_a_new_version_takes_over_gradually_and_goes_back_by_itself_where_an_alarm_goes_off() -> None:
    group = translated()["SkillDeploymentGroup"]["Properties"]
    at_once, none, watching = group["AlarmConfiguration"]["Fn::If"]
    assert TEMPLATE["Conditions"][at_once] == {"Fn::Equals": [{"Ref": "Deployment"}, "AllAtOnce"]}
    assert none == {}  # to go back by hand is possible while an alarm is on
    watched = {each["Name"]["Ref"] for each in watching["Alarms"]}
    assert watched == set(ALARMS) - {"Throttled"}  # which no version is to blame for
    assert group["AutoRollbackConfiguration"]["Enabled"]
    assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
    minutes = re.fullmatch(r"Canary10Percent(\d+)Minutes", group["DeploymentConfigName"]["Fn::Sub"][1]["ConfigName"])
    assert minutes
    for name in watched:  # else the new version would have taken over before
        assert ALARMS[name]["Period"] * ALARMS[name]["EvaluationPeriods"] < 60 * int(minutes[1])


def test_every_alarm_is_heard_by_whoever_left_an_address_and_has_a_line_in_the_runbook() -> None:
    runbook = (ROOT / "docs/runbook.md").read_text(encoding="utf-8")
    for name, alarm in ALARMS.items():
        assert alarm["AlarmActions"] == {"Fn::If": ["SomebodyHears", [{"Ref": "Alarms"}], []]}
        assert alarm["TreatMissingData"] == "notBreaching"  # at night nobody practises
        assert f"| `{name}` |" in runbook
    (subscription,) = RESOURCES["Alarms"]["Properties"]["Subscription"]
    assert subscription == {"Protocol": "email", "Endpoint": {"Ref": "AlarmAddress"}}


def test_alarms_are_about_errors_throttles_slowness_and_both_kinds_of_trouble() -> None:
    assert {(alarm["Namespace"], alarm["MetricName"]) for alarm in ALARMS.values()} == {
        *(("AWS/Lambda", name) for name in ("Errors", "Throttles", "Duration")),
        *((NAMESPACE, name) for name in ("Trouble", "MemoryTrouble")),
    }
    slow = ALARMS["Slow"]
    assert (slow["ExtendedStatistic"], slow["Threshold"]) == ("p99", 3000)


def test_alarms_and_dashboard_ask_for_metrics_that_are_written() -> None:
    written = as_metrics("skill")["_aws"]["CloudWatchMetrics"][0]
    dimensions = {frozenset(each) for each in written["Dimensions"]}
    for alarm in ALARMS.values():
        if alarm["Namespace"] == NAMESPACE:
            assert alarm["MetricName"] in METRICS
            assert frozenset(each["Name"] for each in alarm["Dimensions"]) in dimensions
    widgets = json.loads(RESOURCES["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"][0])["widgets"]
    ours = [m for each in widgets for m in _written_out(each["properties"].get("metrics", [])) if m[0] == NAMESPACE]
    assert {metric[1] for metric in ours} == set(METRICS)
    assert {frozenset(metric[2::2]) for metric in ours} == dimensions


def _written_out(metrics: list[list[Any]]) -> Iterator[list[str]]:
    """The dashboard's metrics without its dots, each of which stands for what is above it."""
    above: list[str] = []
    for metric in metrics:
        names = [name for name in metric if isinstance(name, str)]
        above = above if names == ["..."] else [old if name == "." else name for name, old in _beside(names, above)]
        yield above


def _beside(names: list[str], above: list[str]) -> Iterator[tuple[str, str]]:
    return zip_longest(names, above[: len(names)], fillvalue="")


def test_the_log_queries_ask_for_what_a_line_holds() -> None:
    body = RESOURCES["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"][0]
    written: list[str] = []
    device = Device()
    event = device.launch(Session(), datetime(2027, 1, 15, 8, tzinfo=UTC))
    memory = Counted(Forgetful())
    Watch(memory, "skill", "1.0.0", written.append).answered(event, lambda: respond(build_skill(memory), event))
    asked = re.findall(r"filter (?:ispresent\()?(\w+)|by ([\w, ]+?)(?: \||\")|pct\((\w+)", body)
    names = {name for groups in asked for group in groups for name in group.split(", ") if name}
    assert names >= {"Left", "pose", "stage", "intent", "ms"}
    assert names <= json.loads(written[0]).keys()


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


def test_a_table_that_was_left_behind_is_gone_on_with_and_no_other_made() -> None:
    assert TEMPLATE["Parameters"]["KeptTable"]["Default"] == ""
    assert TEMPLATE["Conditions"]["NewTable"] == {"Fn::Equals": [{"Ref": "KeptTable"}, ""]}
    assert RESOURCES["Progress"]["Condition"] == "NewTable"


def test_the_table_costs_nothing_while_nobody_practises() -> None:
    assert PROGRESS["BillingMode"] == "PAY_PER_REQUEST"
    assert "ProvisionedThroughput" not in PROGRESS


def test_logs_are_forgotten_after_a_month() -> None:
    assert SKILL["LoggingConfig"] == {"LogGroup": {"Ref": "SkillLogs"}, "LogFormat": "JSON"}
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


def test_a_cap_on_how_many_run_at_once_is_there_only_where_it_is_asked_for() -> None:
    assert TEMPLATE["Parameters"]["MostAtOnce"]["Default"] == 0
    condition, cap, _ = SKILL["ReservedConcurrentExecutions"]["Fn::If"]
    assert TEMPLATE["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [{"Ref": "MostAtOnce"}, 0]}]}
    assert cap == {"Ref": "MostAtOnce"}


def test_whatever_costs_can_be_told_by_its_tag() -> None:
    for name in ("Skill", "Progress", "SkillLogs", "SkillRole", "Alarms"):
        tags = translated()[name]["Properties"]["Tags"]
        assert {"Key": "project", "Value": "lower-back-release"} in tags, name
