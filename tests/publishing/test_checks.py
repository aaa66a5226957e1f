import re

import pytest

from hosting.options import SKILL_ID
from publishing.checks import (
    wrong_with_certificate,
    wrong_with_endpoint,
    wrong_with_privacy_url,
    wrong_with_region,
    wrong_with_skill_id,
)
from tests.publishing.given import ENDPOINT, PRIVACY_URL
from tests.publishing.given import SKILL_ID as A_SKILL
from tests.store.template import TEMPLATE

OTHER_REGIONS = ("us-east-1", "us-west-2", "ap-northeast-1")


def test_a_skill_id_looks_as_the_template_wants_it() -> None:
    assert TEMPLATE["Parameters"]["SkillId"]["AllowedPattern"] == f"^{SKILL_ID}$"
    assert wrong_with_skill_id(A_SKILL) is None


@pytest.mark.parametrize(
    "value",
    [
        "amzn1.ask.skill...",
        "amzn1.ask.skill.my-skill",
        A_SKILL.upper(),
        A_SKILL + "\n",
        A_SKILL.removeprefix("amzn1.ask.skill."),
        "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
    ],
)
def test_what_is_no_skill_id_or_a_dummy_is_refused(value: str) -> None:
    assert wrong_with_skill_id(value)


@pytest.mark.parametrize(
    "value", [ENDPOINT, *(ENDPOINT.replace("eu-west-1", region) for region in OTHER_REGIONS), f"{ENDPOINT}_2"]
)
def test_an_alias_in_one_of_alexas_regions_is_right(value: str) -> None:
    assert wrong_with_endpoint(value) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("http://skill.studio-on-the-floor.org/", "neither the ARN of a Lambda function nor an https URL"),
        ("https://skill.studio-on-the-floor.org:8443/", "on port 8443"),
        ("https://skill.example.org/", "is a dummy"),
        ("https://localhost/", "is a dummy"),
        ("https://192.168.1.7/", "which nobody else can open"),
        ("arn:aws:lambda:...", "neither the ARN of a Lambda function"),
        (ENDPOINT.replace("lambda", "states"), "neither the ARN of a Lambda function"),
        (ENDPOINT.replace("210987654321", "21098765432"), "neither the ARN of a Lambda function"),
        (ENDPOINT.removesuffix(":live"), "names no alias"),
        (ENDPOINT.removesuffix("live"), "neither the ARN"),
        (ENDPOINT.replace(":live", ":$LATEST"), "'$LATEST', which is no alias"),
        (ENDPOINT.replace(":live", ":7"), "'7', which is no alias"),
        (ENDPOINT.replace("eu-west-1", "eu-central-1"), "eu-central-1, from where Alexa calls nothing"),
        (ENDPOINT.replace("210987654321", "000000000000"), "dummy account, 000000000000"),
        (ENDPOINT.replace("210987654321", "123456789012"), "dummy account, 123456789012"),
        (ENDPOINT.replace("lower-back-release", "replace-with-the-stack-output"), "is a dummy"),
    ],
)
def test_an_endpoint_that_alexa_could_not_call_is_refused_and_it_is_said_why(value: str, said: str) -> None:
    assert said in (wrong_with_endpoint(value) or "")


@pytest.mark.parametrize(
    "value", ["https://skill.studio-on-the-floor.org/", "https://skill.studio-on-the-floor.org:443"]
)
def test_a_server_that_anybody_can_reach_is_right(value: str) -> None:
    assert wrong_with_endpoint(value) is None


@pytest.mark.parametrize(
    ("value", "right"), [("Trusted", True), ("Wildcard", True), ("SelfSigned", False), ("", False)]
)
def test_a_certificate_signed_by_oneself_is_refused(value: str, right: bool) -> None:
    assert (wrong_with_certificate(value) is None) is right


@pytest.mark.parametrize("host", ["privacy.s3.amazonaws.com", "my-alexa-skill.net", "echo.me.org"])
def test_an_address_in_the_store_has_no_name_of_amazons_in_it(host: str) -> None:
    """Policy 1: no "Amazon", "Alexa" or "AWS" in an address' host (Amazon's blog, August 2020)."""
    assert "no address there with" in (wrong_with_privacy_url(f"https://{host}/privacy") or "")
    assert wrong_with_endpoint(f"https://{host}/") is None


@pytest.mark.parametrize("value", [PRIVACY_URL, "https://me.github.io/", "https://a.net:8443/p?lang=en&x='y'#how-long"])
def test_a_page_that_anybody_can_open_is_right(value: str) -> None:
    assert wrong_with_privacy_url(value) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("http://back.studio-on-the-floor.org/privacy", "not an https URL"),
        ("back.studio-on-the-floor.org/privacy", "not an https URL"),
        ("https://", "not an https URL"),
        ("https:///privacy", "not an https URL"),
        ("https://me:secret@back.studio-on-the-floor.org/privacy", "not an https URL"),
        ("https://your.domain/privacy.html", "is a dummy"),
        ("https://studio..org/privacy", "which nobody else can open"),
        ("https://-.org/privacy", "which nobody else can open"),
        ("docs/privacy.md", "not an https URL"),
        ("https://<your address>/privacy", "not an https URL"),
        ("https://back.studio.org/a page", "not an https URL"),
        ("https://[back/", "is no URL"),
        ("https://back.studio.org:https/", "is no URL"),
        ("https://example.com/privacy", "is a dummy"),
        ("https://back.EXAMPLE.org./", "is a dummy"),
        ("https://localhost/privacy", "is a dummy"),
        ("https://my.test/", "is a dummy"),
        ("https://back.studio.org/replace-with-the-page", "is a dummy"),
        ("https://intranet/privacy", "nobody else can open"),
        ("https://192.168.1.7/privacy", "nobody else can open"),
        ("https://[::1]/privacy", "nobody else can open"),
    ],
)
def test_a_page_that_nobody_could_open_is_refused_and_it_is_said_why(value: str, said: str) -> None:
    assert said in (wrong_with_privacy_url(value) or "")


@pytest.mark.parametrize("value", ["mars-north-1", "eu-central-1", "eu-west-1 "])
def test_a_region_that_alexa_calls_nothing_in_is_refused(value: str) -> None:
    assert wrong_with_region("eu-west-1") is None
    assert re.search("us-east-1, eu-west-1, us-west-2 or ap-northeast-1", wrong_with_region(value) or "")
