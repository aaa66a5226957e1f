"""What a command line may be told: each raises ArgumentTypeError, in words that go on from the option's name."""

import re
from argparse import ArgumentTypeError
from ipaddress import ip_address
from pathlib import Path

SKILL_ID = r"amzn1\.ask\.skill\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""What the Alexa developer console calls a skill. template.yaml has the same pattern."""

MOST_PORTS = 65_535


def skill_id(text: str) -> str:
    """A skill's id."""
    if not re.fullmatch(SKILL_ID, text):
        raise ArgumentTypeError("must be a skill's id: amzn1.ask.skill. and a UUID")
    return text


def file(text: str) -> Path:
    """A file, there or not."""
    if not text:
        raise ArgumentTypeError("must be the name of a file")
    return Path(text)


def port(text: str) -> int:
    """A port; 0 is any free one."""
    number = int(text)
    if not 0 <= number <= MOST_PORTS:
        raise ArgumentTypeError(f"must be from 0 to {MOST_PORTS}")
    return number


def host(text: str) -> str:
    """An address that a machine listens on."""
    try:
        return str(ip_address(text))
    except ValueError:
        raise ArgumentTypeError("must be an IP address of this machine") from None
