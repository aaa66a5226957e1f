"""Whether a request was signed by Amazon a moment ago.

The rules are Amazon's: "Host a Custom Skill as a Web Service", section "Verify that the request was sent by
Alexa". The SDK's own verifier is not used: it needs a package that cannot read today's OpenSSL.
"""

import base64
import binascii
import posixpath
import re
import warnings
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import urlsplit

import certifi
import requests
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest

from lower_back_release.memory.in_time import TooSlowError, in_time

SIGNER = x509.DNSName("echo-api.amazon.com")
"""Whom the signing certificate must name (Amazon's rules)."""

TOLERANCE = timedelta(seconds=150)
"""How far a request's timestamp may be from now, either way (Amazon's rules)."""

SKILL_EVENT_TOLERANCE = timedelta(hours=1)
"""The same for skill events, which Amazon delivers again for up to an hour (the SDK's own constant)."""

HTTPS_PORT = 443

FETCH_SECONDS = 3
"""How long fetching a certificate chain may take in all: Alexa waits 8 s for the whole answer."""

LARGEST_CHAIN = 64 * 1024
"""Bytes: Amazon's has four certificates, and 7,000."""

NOT_THERE = {403, 404, 410}
"""What S3 answers where there is nothing: 403 to whoever may not look what there is."""

USUAL = re.compile(r"https://s3\.amazonaws\.com/echo\.api/echo-api-cert(-\d{1,2})?(-ats)?\.pem")
"""Where Amazon keeps its chains, as far as is known: one address at a time, whose number grows."""

MOST_FETCHES, FETCH_WINDOW = 10, timedelta(minutes=1)
"""How many chains are fetched in how long: from each usual address, and from all others together; but from a usual one
where there is none, once. Whoever makes up some gets no more of our time, and keeps nobody from Amazon's for long."""

MOST_WAITING = {True: 4, False: 2}
"""Requests that may wait at once for a chain from a usual address, and from any other: threads of the server are left
for those whose chain is known."""


BUSY = "Too many certificate chains were to be fetched just now."


class NotFromAmazon(BadRequest):
    """The request cannot be shown to come from Amazon, or not from just now. Its description says why."""


def request_time(event: Mapping[str, Any]) -> datetime | None:
    """When Alexa says the request was made; None if it does not say.

    Raises BadRequest if the timestamp is not an ISO 8601 moment with a time zone.
    """
    timestamp = event["request"].get("timestamp")
    if timestamp is None:
        return None
    try:
        moment = datetime.fromisoformat(timestamp)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise BadRequest("The request's timestamp is not an ISO 8601 moment with a time zone.")


def fetch_chain(url: str) -> bytes:
    """The PEM certificates at `url`.

    Raises FileNotFoundError if there are none, and OSError if they cannot be had: every exception of `requests` is one.
    """

    def fetched() -> bytes:
        with requests.get(url, timeout=FETCH_SECONDS, allow_redirects=False, stream=True) as answer:
            if answer.status_code in NOT_THERE:
                raise FileNotFoundError(f"{answer.status_code} for {url}")
            answer.raise_for_status()
            chain = b""
            for some in answer.iter_content(LARGEST_CHAIN + 1):
                chain += some
                if len(chain) > LARGEST_CHAIN:
                    raise OSError(f"{url} is larger than {LARGEST_CHAIN} bytes")
            return chain

    try:
        return in_time(fetched, FETCH_SECONDS)
    except TooSlowError:
        raise TimeoutError(f"{url} takes longer than {FETCH_SECONDS} s") from None


def public_roots() -> list[x509.Certificate]:
    """The root certificates that browsers trust, without those that break today's rules (RFC 5280)."""
    end = "-----END CERTIFICATE-----\n"
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("error", CryptographyDeprecationWarning)
        for pem in Path(certifi.where()).read_text(encoding="utf-8").split(end)[:-1]:
            try:
                roots.append(x509.load_pem_x509_certificate((pem + end).encode()))
            except (CryptographyDeprecationWarning, ValueError):
                continue
    return roots


def chain_address(url: str) -> str:
    """The plain form of the certificate chain's address, to be fetched instead of what the request said.

    Raises NotFromAmazon if Amazon keeps no certificates there.
    """
    try:
        parts = urlsplit(url)
        port = HTTPS_PORT if parts.port is None else parts.port
    except ValueError:
        raise NotFromAmazon("The address of the certificate chain is malformed.") from None
    if parts.scheme != "https":
        raise NotFromAmazon("The address of the certificate chain is not https.")
    if parts.hostname != "s3.amazonaws.com" or "@" in parts.netloc:
        raise NotFromAmazon("The address of the certificate chain is not on s3.amazonaws.com.")
    if port != HTTPS_PORT:
        raise NotFromAmazon("The address of the certificate chain is not on port 443.")
    path = posixpath.normpath("/" + parts.path.lstrip("/"))
    if not path.startswith("/echo.api/") or "%" in path:
        raise NotFromAmazon("The address of the certificate chain is not below /echo.api/.")
    return f"https://s3.amazonaws.com{path}"


def _application(event: Mapping[str, Any]) -> object:
    """The id of the skill that a request is for; None where it says none."""
    found: object = event
    for name in ("context", "System", "application", "applicationId"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _fits(key: RSAPublicKey, signature: bytes, body: bytes) -> bool:
    try:
        key.verify(signature, body, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


class AmazonSignature:
    """Lets a request pass that Amazon signed just now. A verifier for the SDK's web service adapter."""

    def __init__(
        self,
        skill_id: str,
        *,
        roots: Sequence[x509.Certificate] | None = None,
        fetch: Callable[[str], bytes] = fetch_chain,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Start with no chain fetched yet.

        `skill_id` is the only skill that may call: Amazon signs what any skill sends here.
        `roots` are the certificates trusted to vouch for others; None means those that browsers trust.
        `fetch` gives the PEM certificates at an address, or raises OSError.
        `now` is the true time, with its time zone.
        """
        self._skill_id = skill_id
        self._store = Store(public_roots() if roots is None else list(roots))
        self._fetch = fetch
        self._now = now
        self._trusted_chains: dict[str, bytes] = {}
        self._fetched: dict[str, deque[datetime]] = {}
        self._waiting = {usual: BoundedSemaphore(most) for usual, most in MOST_WAITING.items()}
        self._fetching: dict[str, Lock] = {}

    def verify_signature(self, headers: Mapping[str, str] | Headers, body: bytes) -> None:
        """Return if Amazon signed these bytes, whatever they say. Raises NotFromAmazon if it did not.

        A chain that doesn't fit is fetched once more: Amazon may have put another in its place. Until there is another
        that is good it stays, so that nobody who makes up signatures can have Amazon's own refused.
        """
        url, encoded = headers.get("SignatureCertChainUrl"), headers.get("Signature-256")
        if not url or not encoded:
            raise NotFromAmazon("The request has no SignatureCertChainUrl or no Signature-256 header.")
        try:
            signature = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            raise NotFromAmazon("The signature is not base64.") from None
        address = chain_address(url)
        kept = self._trusted_chains.get(address)
        if kept is not None:
            with suppress(NotFromAmazon):  # it may have expired
                if _fits(self._signing_key(kept), signature, body):
                    return
        usual = bool(USUAL.fullmatch(address))
        waiting, counted_as = self._waiting[usual], address if usual else "any other"
        if not waiting.acquire(blocking=False):
            raise NotFromAmazon(BUSY)
        try:
            with self._fetching.setdefault(counted_as, Lock()):
                chain = self._trusted_chains.get(address)
                if chain is None or chain is kept:  # and nobody else has fetched it meanwhile
                    chain = self._chain(address, counted_as, self._now())
                key = self._signing_key(chain)
                self._trusted_chains[address] = chain
        finally:
            waiting.release()
        if not _fits(key, signature, body):
            raise NotFromAmazon("The signature does not fit the body.")

    def verify(
        self,
        headers: Mapping[str, str],
        serialized_request_env: str,
        deserialized_request_env: Mapping[str, Any],
    ) -> None:
        """Return if a request, whose bytes were signed, is of just now and for this skill. The adapter names these.

        Raises BadRequest (mostly NotFromAmazon) if it is not, or if that cannot be told.
        """
        self._check_time(deserialized_request_env, self._now())
        if _application(deserialized_request_env) != self._skill_id:
            raise NotFromAmazon("The request is for another skill.")

    def _check_time(self, event: Mapping[str, Any], now: datetime) -> None:
        moment = request_time(event)
        if moment is None:
            raise NotFromAmazon("The request has no timestamp.")
        is_skill_event = str(event["request"].get("type")).startswith("AlexaSkillEvent.")
        tolerance = SKILL_EVENT_TOLERANCE if is_skill_event else TOLERANCE
        if abs(now - moment) > tolerance:
            raise NotFromAmazon(f"The timestamp is more than {tolerance.total_seconds():.0f} s from now.")

    def _chain(self, address: str, counted_as: str, now: datetime) -> bytes:
        fetched = self._fetched.setdefault(counted_as, deque(maxlen=MOST_FETCHES))
        if len(fetched) == MOST_FETCHES and timedelta(0) <= now - fetched[0] < FETCH_WINDOW:
            raise NotFromAmazon(BUSY)
        fetched.append(now)
        try:
            return self._fetch(address)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and counted_as == address:
                fetched.extend([now] * MOST_FETCHES)
            raise NotFromAmazon("The certificate chain could not be fetched.") from None

    def _signing_key(self, chain: bytes) -> RSAPublicKey:
        """The key that a chain vouches for just now. Raises NotFromAmazon where it doesn't."""
        try:
            leaf, *others = x509.load_pem_x509_certificates(chain)
            verifier = PolicyBuilder().store(self._store).time(self._now()).build_server_verifier(SIGNER)
            verifier.verify(leaf, others)
            key = leaf.public_key()
        except VerificationError:
            raise NotFromAmazon(f"The certificate chain does not vouch for {SIGNER.value} at this time.") from None
        except ValueError:
            raise NotFromAmazon("The certificate chain cannot be read.") from None
        if not isinstance(key, RSAPublicKey):
            raise NotFromAmazon("The signing certificate holds no RSA key.")
        return key
