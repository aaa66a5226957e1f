"""Signature Version 4: how a request tells AWS who sends it (AWS, IAM user guide, "Create a signed AWS API request").

Only as much of it as a call to DynamoDB takes: a POST to "/", without a query.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Credentials:
    """Who sends it: in Lambda, the function's role for some hours."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str = field(default="", repr=False)
    """Empty for keys that are nobody's for a while, but somebody's own."""


@dataclass(frozen=True)
class Scope:
    """What a signature is good for: one day, in one region, for one service."""

    region: str
    moment: str
    """UTC, as in 20271231T235959Z."""
    service: str = "dynamodb"

    @property
    def day(self) -> str:
        """The day of the moment."""
        return self.moment[:8]

    def __str__(self) -> str:
        return f"{self.day}/{self.region}/{self.service}/aws4_request"


def signed(headers: Mapping[str, str], body: bytes, scope: Scope, credentials: Credentials) -> dict[str, str]:
    """The headers of a request, whose names are in small letters and have "host" among them, with who sends it."""
    token = {"x-amz-security-token": credentials.session_token} if credentials.session_token else {}
    headers = {**headers, "x-amz-date": scope.moment, **token}
    names = ";".join(sorted(headers))
    listed = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    request = f"POST\n/\n\n{listed}\n{names}\n{sha256(body).hexdigest()}"
    to_sign = f"{ALGORITHM}\n{scope.moment}\n{scope}\n{sha256(request.encode()).hexdigest()}"
    key = f"AWS4{credentials.secret_access_key}".encode()
    for part in (scope.day, scope.region, scope.service, "aws4_request"):
        key = _mac(key, part)
    who = f"{ALGORITHM} Credential={credentials.access_key_id}/{scope}"
    return headers | {"authorization": f"{who}, SignedHeaders={names}, Signature={_mac(key, to_sign).hex()}"}


def _mac(key: bytes, message: str) -> bytes:
    return hmac.digest(key, message.encode(), "sha256")
