from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient  # type: ignore[import-untyped]
from botocore.exceptions import ClientError, EndpointConnectionError  # type: ignore[import-untyped]

from publishing.parameters import Parameters, RefusedError, read_parameters
from tests.publishing.cloudformation import REGION, STACK, deployed
from tests.publishing.given import ENDPOINT, GIVEN, PRIVACY_URL, SKILL_ID

OF_STACK = {"STACK": STACK, "PRIVACY_URL": PRIVACY_URL}
OTHER_SKILL = SKILL_ID.replace("0a1b2c3d", "4e5f6a7b")


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody whom AWS's tools know nothing of: no credentials, no region, and no machine that lends them any."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def refused(given: dict[str, str]) -> list[str]:
    with pytest.raises(RefusedError) as error:
        read_parameters(given)
    return error.value.complaints


def test_what_is_given_is_taken() -> None:
    assert read_parameters(GIVEN) == Parameters(SKILL_ID, ENDPOINT, PRIVACY_URL)


def test_what_a_copied_line_brings_around_a_value_does_no_harm() -> None:
    assert read_parameters({name: f" {value}\n" for name, value in GIVEN.items()}) == read_parameters(GIVEN)


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("nothing", [{}, {""}, {"  "}])
def test_what_is_missing_is_named(name: str, nothing: set[str]) -> None:
    given = {each: value for each, value in GIVEN.items() if each != name} | dict.fromkeys([name], *nothing)
    given = {each: value for each, value in given.items() if value is not None}
    (complaint,) = refused(given)
    assert complaint.startswith(f"{name} is missing: ")


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_wrong_is_named_and_shown(name: str) -> None:
    (complaint,) = refused(GIVEN | {name: "your own"})
    assert complaint.startswith(f"{name}: 'your own' is ")


def test_all_that_is_wrong_is_told_at_once_a_sentence_each() -> None:
    given = {"SKILL_ID": "mine", "SKILL_ENDPOINT": "https://mine", "PRIVACY_URL": ""}
    told = refused(given)
    assert [each.split()[0].rstrip(":") for each in told] == ["SKILL_ID", "SKILL_ENDPOINT", "PRIVACY_URL"]
    assert all(each.endswith(".") and not each.endswith("..") for each in told)


def test_a_stack_tells_where_the_skill_answers_and_which_one_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with deployed(monkeypatch, {"ProgressTable": "progress", "Endpoint": ENDPOINT}):
        assert read_parameters(OF_STACK) == read_parameters(GIVEN)
        assert read_parameters(OF_STACK | {"SKILL_ID": SKILL_ID}) == read_parameters(GIVEN)


def test_a_stack_is_looked_for_in_the_region_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with deployed(monkeypatch, {"Endpoint": ENDPOINT}):
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        assert read_parameters(OF_STACK | {"REGION": REGION}) == read_parameters(GIVEN)
        (complaint,) = refused(OF_STACK)
    assert complaint == f"STACK: {STACK!r} in us-east-1 can't be read: Stack with id {STACK} does not exist."


def test_a_stack_that_does_not_say_which_skill_it_answers_for_has_to_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with deployed(monkeypatch, {"Endpoint": ENDPOINT}, skill_id=None):
        assert [each.split()[0] for each in refused(OF_STACK)] == ["SKILL_ID"]
        assert read_parameters(OF_STACK | {"SKILL_ID": SKILL_ID}) == read_parameters(GIVEN)


def test_a_stack_that_answers_for_another_skill_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with deployed(monkeypatch, {"Endpoint": ENDPOINT}, skill_id=OTHER_SKILL):
        (complaint,) = refused(OF_STACK | {"SKILL_ID": SKILL_ID})
    assert complaint == f"SKILL_ID: {SKILL_ID!r} may not call the stack's function, only {OTHER_SKILL!r} may."


@pytest.mark.parametrize(("outputs", "told"), [({}, "nor any other"), ({"Url": "x", "Arn": "y"}, "but only Arn, Url")])
def test_a_stack_without_an_endpoint_is_refused(
    monkeypatch: pytest.MonkeyPatch, outputs: dict[str, str], told: str
) -> None:
    with deployed(monkeypatch, outputs):
        (complaint,) = refused(OF_STACK)
    assert f"{STACK!r} in {REGION} has no output Endpoint, {told}" in complaint


def test_an_endpoint_out_of_a_stack_is_looked_at_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with deployed(monkeypatch, {"Endpoint": ENDPOINT.removesuffix(":live")}):
        (complaint,) = refused(OF_STACK)
    assert complaint.startswith(f"STACK ({STACK}), for SKILL_ENDPOINT: ")
    assert "names no alias" in complaint


def test_only_one_of_a_stack_and_an_endpoint_can_be_given() -> None:
    (complaint,) = refused(GIVEN | {"STACK": STACK})
    assert complaint.startswith("SKILL_ENDPOINT and STACK are both given")


def test_without_credentials_it_is_said_that_there_are_none() -> None:
    (complaint,) = refused(OF_STACK | {"REGION": REGION})
    assert complaint == f"STACK: {STACK!r} in {REGION} can't be read, for there are no AWS credentials (aws configure)."


def test_without_a_region_one_is_asked_for() -> None:
    (complaint,) = refused(OF_STACK)
    assert complaint == f"STACK: no region is known to look for {STACK!r} in: give REGION."


def test_a_profile_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "somebody")
    (complaint,) = refused(OF_STACK | {"REGION": REGION})
    assert "somebody" in complaint


def test_a_region_that_is_none_is_refused_before_anybody_is_asked() -> None:
    (complaint,) = refused(OF_STACK | {"REGION": "mars"})
    assert complaint.startswith("REGION: 'mars' is not one of Alexa's regions")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ClientError({"Error": {"Code": "AccessDenied", "Message": "You may not."}}, "DescribeStacks"), "You may not."),
        (EndpointConnectionError(endpoint_url="https://aws"), 'Could not connect to the endpoint URL: "https://aws".'),
    ],
)
def test_what_aws_says_is_passed_on(monkeypatch: pytest.MonkeyPatch, error: Exception, told: str) -> None:
    def answers(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(BaseClient, "_make_api_call", answers)
    (complaint,) = refused(OF_STACK | {"REGION": REGION})
    assert complaint == f"STACK: {STACK!r} in {REGION} can't be read: {told}"


def test_trouble_with_a_stack_hides_nothing_else_that_is_wrong() -> None:
    told = refused({"STACK": STACK, "REGION": REGION, "SKILL_ID": "mine"})
    assert [each.split()[0].rstrip(":") for each in told] == ["STACK", "SKILL_ID", "PRIVACY_URL"]
