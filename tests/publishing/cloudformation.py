"""CloudFormation on this machine, with one stack in it: what boto3 asks it, and what AWS says, in AWS's own XML.

The answers are in the form of docs.aws.amazon.com, CloudFormation API, DescribeStacks and Common Errors.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape

import flask
import pytest

from simulator.server import serving
from tests.publishing.given import SKILL_ID

STACK, REGION = "lower-back-release", "eu-west-1"

STACKS = """\
<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
<StackName>{name}</StackName><StackStatus>UPDATE_COMPLETE</StackStatus><CreationTime>2026-11-01T12:00:00Z</CreationTime>
{outputs}{parameters}
</member></Stacks></DescribeStacksResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
</DescribeStacksResponse>
"""
NO_STACK = """\
<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>
<Code>ValidationError</Code><Message>Stack with id {name} does not exist</Message></Error><RequestId>1</RequestId>
</ErrorResponse>
"""


@contextmanager
def deployed(
    monkeypatch: pytest.MonkeyPatch, outputs: dict[str, str], skill_id: str | None = SKILL_ID
) -> Iterator[None]:
    """While the block runs boto3 asks here, with credentials that open nothing else. The stack is in one region."""
    parameters = {"AnswerSeconds": "240"} | ({"SkillId": skill_id} if skill_id else {})
    app = flask.Flask(__name__)

    @app.post("/")
    def answer() -> flask.Response | tuple[str, int]:
        asked = flask.request.form
        assert asked["Action"] == "DescribeStacks"
        (region,) = re.findall(r"Credential=[^/]+/\d+/([^/]+)/cloudformation", flask.request.headers["Authorization"])
        if (asked["StackName"], region) != (STACK, REGION):
            return NO_STACK.format(name=escape(asked["StackName"])), 400
        told = STACKS.format(
            name=STACK, outputs=_members("Output", outputs), parameters=_members("Parameter", parameters)
        )
        return flask.Response(told, content_type="text/xml")

    with serving(app, port=0) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFORMATION", address)
        monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        yield


def _members(kind: str, told: dict[str, str]) -> str:
    """A list of AWS's: none at all where it is empty."""
    each = "".join(
        f"<member><{kind}Key>{escape(key)}</{kind}Key><{kind}Value>{escape(value)}</{kind}Value></member>"
        for key, value in told.items()
    )
    return f"<{kind}s>{each}</{kind}s>" if told else ""
