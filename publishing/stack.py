"""What the deployed stack says of itself."""

from dataclasses import dataclass

import boto3  # type: ignore[import-untyped]
from botocore.exceptions import (  # type: ignore[import-untyped]
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    NoRegionError,
)

OUTPUT = "Endpoint"
"""The output of template.yaml that is the function's address, with its alias."""


class StackUnreadError(Exception):
    """A stack's endpoint can't be had; says why, in words that go on from "STACK: "."""


@dataclass(frozen=True)
class Stack:
    """A stack of template.yaml."""

    endpoint: str
    """Its output of that name, whatever that is."""

    skill_id: str | None
    """The one skill that may call it, where its parameters tell."""


def read_stack(name: str, region: str | None) -> Stack:
    """The stack of that name, in the region, or in the one that AWS's tools are configured for.

    Raises StackUnreadError where there is none, it can't be asked about, or it has no endpoint.
    """
    try:
        client = boto3.Session().client("cloudformation", region_name=region)
        where = f"{name!r} in {client.meta.region_name}"
    except NoRegionError as error:
        raise StackUnreadError(f"no region is known to look for {name!r} in: give REGION") from error
    except BotoCoreError as error:
        raise StackUnreadError(f"{name!r} can't be read: {_sentence(error)}") from error
    try:
        (described,) = client.describe_stacks(StackName=name)["Stacks"]
    except NoCredentialsError as error:
        raise StackUnreadError(f"{where} can't be read, for there are no AWS credentials (aws configure)") from error
    except (BotoCoreError, ClientError) as error:
        raise StackUnreadError(f"{where} can't be read: {_sentence(error)}") from error
    outputs = {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", ())}
    parameters = {each["ParameterKey"]: each.get("ParameterValue") for each in described.get("Parameters", ())}
    if OUTPUT not in outputs:
        told = f"but only {', '.join(sorted(outputs))}" if outputs else "nor any other"
        raise StackUnreadError(f"{where} has no output {OUTPUT}, {told}: it is not a stack of template.yaml")
    return Stack(outputs[OUTPUT], parameters.get("SkillId"))


def _sentence(error: Exception) -> str:
    """AWS's words, without what boto3 puts around them."""
    told = error.response["Error"]["Message"] if isinstance(error, ClientError) else str(error)
    return str(told).strip().rstrip(".")
