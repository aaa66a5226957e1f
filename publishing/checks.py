"""What is wrong with a value that somebody gave: a few words that go on from the parameter's name, or None.

A dummy is refused as well as nonsense: with it the skill would be silent, or its privacy page nobody's.
"""

import re
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from hosting.options import SKILL_ID

ALEXA_REGIONS = ("us-east-1", "eu-west-1", "us-west-2", "ap-northeast-1")
"""Where Alexa calls functions: developer.amazon.com, "Host a Custom Skill as an AWS Lambda Function"."""

FUNCTION = re.compile(r"(?a)arn:aws:lambda:(?P<region>[^:]+):(?P<account>\d{12}):function:[\w-]+(:(?P<alias>.+))?")
"""The address of a function (docs.aws.amazon.com, "Lambda resources"), with or without the alias it is called by."""

DUMMY_ACCOUNTS = ("123456789012", "111122223333")
"""The accounts of AWS's own examples. One digit twelve times is a dummy, too."""

ALIAS = re.compile(r"(?a)(?!\d+$)[\w-]{1,128}")
"""An alias' name (docs.aws.amazon.com, Lambda API, CreateAlias): a bare number is a version."""

RESERVED_HOSTS = re.compile(r"(.*\.)?(example(\.com|\.net|\.org)?|test|invalid|localhost|local|(your|their)\.domain)")
"""Names that belong to nobody (RFC 2606, RFC 6762), and those that stand in this project's own pages."""

LABEL = re.compile(r"(?a)(?!-)[\w-]{1,63}(?<!-)")
"""What is between the dots of a host's name (RFC 1123)."""

AMAZONS_NAMES = re.compile(r"amazon|alexa|aws|echo", re.IGNORECASE)
"""What the host of an address in the store may not have in it: "Policy Certification Tips on Amazon IP and ISP",
Amazon's blog, August 2020."""

CERTIFICATES = ("Trusted", "Wildcard")
"""What a server of one's own may show (ask-smapi-model, SSLCertificateType), and be published."""

DUMMY_WORD = re.compile(r"\breplace\b", re.IGNORECASE)


def wrong_with_skill_id(value: str) -> str | None:
    """What keeps it from being the id that the developer console gave a skill."""
    if not re.fullmatch(SKILL_ID, value):
        return f"{value!r} is no skill id: the developer console gives one like amzn1.ask.skill.(32 hexadecimal digits)"
    if len(set(value.removeprefix("amzn1.ask.skill.").replace("-", ""))) == 1:
        return f"{value!r} is a dummy"
    return None


def wrong_with_endpoint(value: str) -> str | None:
    """What keeps it from being what Alexa can call: an alias of a Lambda function, or an address of one's own."""
    if is_address(value):
        return wrong_with_page(value) or _wrong_with_port(value)
    address = FUNCTION.fullmatch(value)
    if not address:
        return f"{value!r} is neither the ARN of a Lambda function nor an https URL"
    region, account, alias = address["region"], address["account"], address["alias"]
    if DUMMY_WORD.search(value):
        return f"{value!r} is a dummy"
    if account in DUMMY_ACCOUNTS or len(set(account)) == 1:
        return f"{value!r} is of a dummy account, {account}"
    if region not in ALEXA_REGIONS:
        return f"{value!r} is in {region}, from where Alexa calls nothing: it has to be in {_one_of(ALEXA_REGIONS)}"
    if not alias:
        return f"{value!r} names no alias, and it is the alias (:live) that Alexa may call"
    if not ALIAS.fullmatch(alias):
        return f"{value!r} ends in {alias!r}, which is no alias, and it is the alias (:live) that Alexa may call"
    return None


def is_address(endpoint: str) -> bool:
    """Whether it is a server's address, and no function's."""
    return endpoint.lower().startswith("https:")


def wrong_with_certificate(value: str) -> str | None:
    """What keeps it from being one of the kinds of certificate that a manifest may name for a server of one's own."""
    return None if value in CERTIFICATES else f"{value!r} is not one of {', '.join(CERTIFICATES)}"


def wrong_with_privacy_url(value: str) -> str | None:
    """What keeps it from being a page that anybody can open, on a host that may be named in the store."""
    if wrong := wrong_with_page(value):
        return wrong
    host = urlsplit(value).hostname or ""
    if named := AMAZONS_NAMES.search(host):
        return f"{value!r} is on {host}, and Amazon wants no address there with {named[0]} in its name"
    return None


def wrong_with_page(value: str) -> str | None:
    """What keeps it from being an address that anybody can open."""
    try:
        address = urlsplit(value)
        host, _ = (address.hostname or "").rstrip("."), address.port
    except ValueError as error:
        return f"{value!r} is no URL: {error}"
    if address.scheme != "https" or not host or "@" in address.netloc or re.search(r"[\s<>]", value):
        return f"{value!r} is not an https URL"
    if RESERVED_HOSTS.fullmatch(host) or DUMMY_WORD.search(value):
        return f"{value!r} is a dummy"
    if not _public(host):
        return f"{value!r} is on {host}, which nobody else can open"
    return None


CHECKS: dict[str, Callable[[str], str | None]] = {
    "SKILL_ID": wrong_with_skill_id,
    "SKILL_ENDPOINT": wrong_with_endpoint,
    "PRIVACY_URL": wrong_with_privacy_url,
}
"""By parameter, how a value of it is looked at."""


def wrong_with_region(value: str) -> str | None:
    """What keeps it from being a region that the skill can answer from."""
    return None if value in ALEXA_REGIONS else f"{value!r} is not one of Alexa's regions: {_one_of(ALEXA_REGIONS)}"


def _wrong_with_port(value: str) -> str | None:
    """Amazon, "Host a Custom Skill as a Web Service": it is called on port 443."""
    port = urlsplit(value).port
    return None if port in (None, 443) else f"{value!r} is on port {port}, and Alexa calls 443"


def _public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and all(map(LABEL.fullmatch, host.split(".")))


def _one_of(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
