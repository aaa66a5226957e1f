import base64
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event, Semaphore, Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from flask import Flask, redirect
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response as WsgiResponse

from hosting import signature
from hosting.server import THREADS
from hosting.signature import (
    BUSY,
    FETCH_WINDOW,
    MOST_FETCHES,
    MOST_WAITING,
    AmazonSignature,
    NotFromAmazon,
    chain_address,
    fetch_chain,
    public_roots,
)
from hosting.web_service import create_app

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
ADDRESS = "https://s3.amazonaws.com/echo.api/echo-api-cert-13.pem"
AMAZON = "echo-api.amazon.com"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(name: str, key: Key, *, by: tuple[str, Key], ca: bool, until: datetime) -> x509.Certificate:
    subject, issuer = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)]) for common_name in (name, by[0])
    )
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "crl_sign"), False
    )
    return (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=90))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not ca, key_cert_sign=ca, encipher_only=False, decipher_only=False, **usage
            ),
            critical=True,
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by[1].public_key()), critical=False)
        .sign(by[1], SHA256())
    )


ROOT_KEY, MIDDLE_KEY, LEAF_KEY = rsa_key(), rsa_key(), rsa_key()
IN_A_YEAR = NOW + timedelta(days=365)
ROOT = certificate("root.example", ROOT_KEY, by=("root.example", ROOT_KEY), ca=True, until=IN_A_YEAR)
MIDDLE = certificate("middle.example", MIDDLE_KEY, by=("root.example", ROOT_KEY), ca=True, until=IN_A_YEAR)


def chain(name: str = AMAZON, key: Key = LEAF_KEY, until: datetime = NOW + timedelta(days=30)) -> bytes:
    leaf = certificate(name, key, by=("middle.example", MIDDLE_KEY), ca=False, until=until)
    return b"".join(each.public_bytes(Encoding.PEM) for each in (leaf, MIDDLE))


SKILL = "amzn1.ask.skill.ours"


def event(skill: str = SKILL, **request: Any) -> dict[str, Any]:
    return {
        "context": {"System": {"application": {"applicationId": skill}}},
        "request": {"type": "LaunchRequest", "timestamp": "2026-03-01T08:00:00Z"} | request,
    }


def signed(body: bytes, address: str = ADDRESS) -> dict[str, str]:
    signature = LEAF_KEY.sign(body, padding.PKCS1v15(), SHA256())
    return {"SignatureCertChainUrl": address, "Signature-256": base64.b64encode(signature).decode()}


@dataclass
class Endpoint:
    """A skill's endpoint to which only Amazon has the key, on a day in 2026."""

    chains: dict[str, bytes] = field(default_factory=lambda: {ADDRESS: chain()})
    root: x509.Certificate = ROOT
    now: datetime = NOW
    fetched: list[str] = field(default_factory=list)
    answered: list[Any] = field(default_factory=list)
    trouble: type[OSError] = TimeoutError
    """Where there is no chain."""

    def __post_init__(self) -> None:
        verifier = AmazonSignature(SKILL, roots=[self.root], fetch=self._fetch, now=lambda: self.now)
        self._client = create_app(self._respond, verifier=verifier).test_client()

    def _fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        if url not in self.chains:
            raise self.trouble(url)
        return self.chains[url]

    def _respond(self, request: dict[str, Any]) -> dict[str, Any]:
        self.answered.append(request)
        return {"version": "1.0", "response": {}}

    def post(self, request: dict[str, Any] | None = None, headers: Mapping[str, str] | None = None) -> TestResponse:
        body = json.dumps(request or event()).encode()
        sent = signed(body) if headers is None else headers
        return self._client.post("/", data=body, headers=sent, content_type="application/json;charset=utf-8")

    def refusal_of(self, body: bytes, headers: Mapping[str, str]) -> str:
        """The sentence a body is refused with."""
        response = self._client.post("/", data=body, headers=headers, content_type="application/json")
        assert response.status_code == 400
        return str(response.get_json()["error"])

    def refusal(self, request: dict[str, Any] | None = None, headers: Mapping[str, str] | None = None) -> str:
        """The sentence a request is refused with, which the skill must not have seen."""
        seen = len(self.answered)
        response = self.post(request, headers)
        assert response.status_code == 400
        assert len(self.answered) == seen
        assert response.json is not None
        return str(response.json["error"])


def test_what_amazon_signed_just_now_is_answered() -> None:
    endpoint = Endpoint()
    assert endpoint.post().status_code == 200
    assert endpoint.answered == [event()]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000], ids=["empty", "cut off", "no text", "deep"])
def test_nothing_is_made_of_a_body_before_it_is_known_to_be_amazons(body: bytes) -> None:
    endpoint = Endpoint()
    assert "header" in endpoint.refusal_of(body, {})
    assert "does not fit the body" in endpoint.refusal_of(body, signed(body + b" "))


def test_what_amazon_signed_for_another_skill_is_refused() -> None:
    assert "another skill" in Endpoint().refusal(event("amzn1.ask.skill.theirs"))


def test_text_beyond_ascii_is_verified_as_it_was_sent() -> None:
    body = json.dumps(event(said="très doucement"), ensure_ascii=False).encode()
    AmazonSignature(SKILL, roots=[ROOT], fetch=lambda _: chain(), now=lambda: NOW).verify_signature(signed(body), body)


def test_a_signed_request_of_an_unknown_type_reaches_the_skill() -> None:
    endpoint = Endpoint()
    assert endpoint.post(event(type="Alexa.Invented.Yesterday")).status_code == 200


def test_an_unsigned_request_of_an_unknown_type_does_not() -> None:
    assert "header" in Endpoint().refusal(event(type="Alexa.Invented.Yesterday"), headers={})


@pytest.mark.parametrize("missing", ["SignatureCertChainUrl", "Signature-256"])
def test_a_missing_header_is_refused(missing: str) -> None:
    headers = signed(json.dumps(event()).encode())
    del headers[missing]
    assert missing in Endpoint().refusal(headers=headers)


def test_the_old_sha1_signature_alone_is_refused() -> None:
    headers = signed(json.dumps(event()).encode())
    headers["Signature"] = headers.pop("Signature-256")
    assert "Signature-256" in Endpoint().refusal(headers=headers)


@pytest.mark.parametrize("signature", ["not base64!", "Zg", "é", "Zm9yZ2Vk"])
def test_a_signature_that_is_none_is_refused(signature: str) -> None:
    headers = {"SignatureCertChainUrl": ADDRESS, "Signature-256": signature}
    assert "signature" in Endpoint().refusal(headers=headers)


def test_a_body_changed_on_the_way_is_refused() -> None:
    headers = signed(json.dumps(event()).encode())
    assert "does not fit the body" in Endpoint().refusal(event(locale="en-GB"), headers)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://s3.amazonaws.com/echo.api/cert.pem", "not https"),
        ("file:///echo.api/cert.pem", "not https"),
        ("https://evil.example/echo.api/cert.pem", "not on s3"),
        ("https://s3.amazonaws.com.evil.example/echo.api/cert.pem", "not on s3"),
        ("https://s3.amazonaws.com@evil.example/echo.api/cert.pem", "not on s3"),
        ("https://evil.example\\@s3.amazonaws.com/echo.api/cert.pem", "not on s3"),
        ("https://s3.amazonaws.com:444/echo.api/cert.pem", "not on port 443"),
        ("https://s3.amazonaws.com:0/echo.api/cert.pem", "not on port 443"),
        ("https://s3.amazonaws.com:port/echo.api/cert.pem", "malformed"),
        ("https://[s3.amazonaws.com/echo.api/cert.pem", "malformed"),
        ("https://s3.amazonaws.com/echo.api/../x", "not below /echo.api/"),
        ("https://s3.amazonaws.com/echo.api/%2e%2e/x", "not below /echo.api/"),
        ("https://s3.amazonaws.com/EcHo.aPi/cert.pem", "not below /echo.api/"),
        ("https://s3.amazonaws.com/echo.api.evil/cert.pem", "not below /echo.api/"),
        ("https://s3.amazonaws.com/echo.api", "not below /echo.api/"),
        ("https://s3.amazonaws.com", "not below /echo.api/"),
    ],
)
def test_a_chain_kept_elsewhere_is_refused_and_never_fetched(address: str, says: str) -> None:
    endpoint = Endpoint()
    assert says in endpoint.refusal(headers=signed(json.dumps(event()).encode(), address))
    assert endpoint.fetched == []


@pytest.mark.parametrize(
    "address",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert-13.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert-13.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert-13.pem",
        "HTTPS://S3.AmazonAWS.com//echo.api/./echo-api-cert-13.pem?x=1#here",
    ],
)
def test_amazons_address_is_known_however_it_is_spelled(address: str) -> None:
    assert chain_address(address) == ADDRESS


@pytest.mark.parametrize(
    "other",
    [
        chain(until=NOW - timedelta(seconds=1)),
        chain(name="echo-api.example.com"),
        chain(name="amazon.com"),
        MIDDLE.public_bytes(Encoding.PEM),
        x509.load_pem_x509_certificate(chain()).public_bytes(Encoding.PEM),
    ],
    ids=["expired", "another name", "a name above", "an authority itself", "a link missing"],
)
def test_a_chain_that_does_not_vouch_for_amazon_is_refused(other: bytes) -> None:
    assert "does not vouch" in Endpoint({ADDRESS: other}).refusal()


def test_a_chain_from_another_root_is_refused() -> None:
    key = rsa_key()
    other = certificate("root.example", key, by=("root.example", key), ca=True, until=IN_A_YEAR)
    assert "does not vouch" in Endpoint(root=other).refusal()


@pytest.mark.parametrize("other", [b"", b"<Error>AccessDenied</Error>", chain()[:200], chain().replace(b"MII", b"AAA")])
def test_a_chain_that_cannot_be_read_is_refused(other: bytes) -> None:
    assert "cannot be read" in Endpoint({ADDRESS: other}).refusal()


def test_a_signing_key_of_another_kind_is_refused() -> None:
    assert "no RSA key" in Endpoint({ADDRESS: chain(key=ec.generate_private_key(ec.SECP256R1()))}).refusal()


def test_a_chain_that_cannot_be_fetched_is_refused_until_it_can() -> None:
    endpoint = Endpoint({})
    assert "could not be fetched" in endpoint.refusal()
    endpoint.chains[ADDRESS] = chain()
    assert endpoint.post().status_code == 200


def test_where_there_is_no_chain_nobody_asks_again_for_a_minute() -> None:
    endpoint = Endpoint({}, trouble=FileNotFoundError)
    assert "could not be fetched" in endpoint.refusal()
    for _ in range(5):
        assert endpoint.refusal() == BUSY
    assert endpoint.fetched == [ADDRESS]
    endpoint.now = NOW + timedelta(minutes=1)
    endpoint.chains[ADDRESS] = chain()
    assert endpoint.post(event(timestamp=endpoint.now.isoformat())).status_code == 200


def test_a_clock_that_was_ahead_and_is_set_right_shuts_nobody_out() -> None:
    endpoint = Endpoint({}, trouble=FileNotFoundError)
    endpoint.now = NOW + timedelta(days=365)
    assert "could not be fetched" in endpoint.refusal(event(timestamp=endpoint.now.isoformat()))
    endpoint.now = NOW
    endpoint.chains[ADDRESS] = chain()
    assert endpoint.post().status_code == 200


def test_a_chain_is_fetched_once() -> None:
    endpoint = Endpoint()
    for _ in range(3):
        assert endpoint.post().status_code == 200
    assert endpoint.fetched == [ADDRESS]


def test_a_kept_chain_that_expires_is_refused_and_then_fetched_anew() -> None:
    endpoint = Endpoint()
    assert endpoint.post().status_code == 200
    endpoint.now = NOW + timedelta(days=31)
    later = event(timestamp=endpoint.now.isoformat())
    assert "at this time" in endpoint.refusal(later)
    endpoint.chains[ADDRESS] = chain(until=IN_A_YEAR)
    assert endpoint.post(later).status_code == 200


@pytest.mark.parametrize("seconds", [-150, 0, 150])
def test_a_timestamp_within_the_tolerance_passes(seconds: int) -> None:
    assert Endpoint(now=NOW + timedelta(seconds=seconds)).post().status_code == 200


@pytest.mark.parametrize("seconds", [-151, 151])
def test_a_timestamp_beyond_it_is_refused(seconds: int) -> None:
    assert "150 s" in Endpoint(now=NOW + timedelta(seconds=seconds)).refusal()


def test_a_request_without_a_timestamp_is_refused() -> None:
    assert "no timestamp" in Endpoint().refusal(event(timestamp=None))


def test_a_skill_event_may_be_delivered_up_to_an_hour_late() -> None:
    disabled = event(type="AlexaSkillEvent.SkillDisabled")
    assert Endpoint(now=NOW + timedelta(seconds=3600)).post(disabled).status_code == 200
    assert "3600 s" in Endpoint(now=NOW + timedelta(seconds=3601)).refusal(disabled)


@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/1.1"])  # the latter sends in pieces what it makes as it goes
def test_what_the_web_gives_instead_of_a_chain_is_a_failure(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(WSGIRequestHandler, "protocol_version", version)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    bucket = Flask("bucket")
    bucket.add_url_rule("/echo.api/cert.pem", view_func=chain)
    bucket.add_url_rule("/echo.api/large.pem", "large", lambda: chain() * 100)
    over = Event()

    @bucket.get("/echo.api/dripping.pem")
    def drip() -> Iterator[bytes]:
        for _ in range(1000):
            if over.wait(0.01):
                return
            yield b"-"

    @bucket.get("/echo.api/moved.pem")
    def moved() -> WsgiResponse:
        return redirect("/echo.api/cert.pem")

    server = make_server("127.0.0.1", 0, bucket)
    thread = Thread(target=server.serve_forever)
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}/echo.api"
    try:
        assert x509.load_pem_x509_certificates(fetch_chain(f"{base}/cert.pem"))
        with pytest.raises(FileNotFoundError, match="404"):
            fetch_chain(f"{base}/gone.pem")
        with pytest.raises(OSError, match="larger than"):
            fetch_chain(f"{base}/large.pem")
        assert b"CERTIFICATE" not in fetch_chain(f"{base}/moved.pem")
        monkeypatch.setattr(signature, "FETCH_SECONDS", 0.2)
        with pytest.raises(TimeoutError, match="takes longer"):
            fetch_chain(f"{base}/dripping.pem")
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
    with pytest.raises(OSError, match="refused"):
        fetch_chain(f"{base}/cert.pem")


def test_amazons_own_roots_are_among_those_trusted() -> None:
    names = {root.subject.rfc4514_string() for root in public_roots()}
    assert "CN=Amazon Root CA 1,O=Amazon,C=US" in names


def test_nothing_signed_here_passes_with_the_public_roots() -> None:
    body = json.dumps(event()).encode()
    verifier = AmazonSignature(SKILL, fetch=lambda _: chain(), now=lambda: NOW)
    with pytest.raises(NotFromAmazon, match="does not vouch"):
        verifier.verify_signature(signed(body), body)


def test_made_up_addresses_are_fetched_a_few_times_a_minute_at_most() -> None:
    endpoint = Endpoint()
    body = json.dumps(event()).encode()
    for n in range(MOST_FETCHES + 20):
        endpoint.refusal(headers=signed(body, f"https://s3.amazonaws.com/echo.api/{n}.pem"))
    assert len(endpoint.fetched) == MOST_FETCHES
    assert endpoint.post().status_code == 200  # whose chain isn't known yet
    endpoint.now += FETCH_WINDOW
    endpoint.refusal(event(timestamp=endpoint.now.isoformat()), signed(body, "https://s3.amazonaws.com/echo.api/x.pem"))
    assert len(endpoint.fetched) == MOST_FETCHES + 2


@pytest.mark.parametrize("name", ["echo-api-cert", "echo-api-cert-99", "echo-api-cert-6-ats"])
def test_a_usual_address_is_not_asked_without_end_either(name: str) -> None:
    endpoint, body = Endpoint(), json.dumps(event()).encode()
    for _ in range(MOST_FETCHES + 5):
        endpoint.refusal(headers=signed(body, f"https://s3.amazonaws.com/echo.api/{name}.pem"))
    assert len(endpoint.fetched) == MOST_FETCHES
    assert endpoint.post().status_code == 200


def test_while_many_wait_for_made_up_chains_amazons_is_fetched() -> None:
    asked, go_on, body = Semaphore(0), Event(), json.dumps(event()).encode()

    def fetch(url: str) -> bytes:
        if url == ADDRESS:
            return chain()
        asked.release()
        go_on.wait()
        raise OSError

    verifier = AmazonSignature(SKILL, roots=[ROOT], fetch=fetch, now=lambda: NOW)

    def flood(n: int) -> str:
        with pytest.raises(NotFromAmazon) as refused:
            verifier.verify_signature(signed(body, f"https://s3.amazonaws.com/echo.api/{n}.pem"), body)
        if refused.value.description == BUSY:
            asked.release()
        return str(refused.value.description)

    with ThreadPoolExecutor(THREADS) as pool:
        flooded = [pool.submit(flood, n) for n in range(THREADS)]
        for _ in range(THREADS - MOST_WAITING[False] + 1):  # one that fetches, and all that may not wait
            asked.acquire()
        assert sum(each.done() for each in flooded) <= THREADS - MOST_WAITING[False]
        verifier.verify_signature(signed(body), body)  # whose chain is fetched meanwhile
        verifier.verify_signature(signed(body), body)  # and known by now
        go_on.set()
    assert [each.result() for each in flooded].count(BUSY) == THREADS - MOST_WAITING[False]


def test_a_chain_put_in_the_place_of_another_is_fetched_once_more() -> None:
    endpoint = Endpoint()
    assert endpoint.post().status_code == 200
    key = rsa_key()
    endpoint.chains[ADDRESS] = chain(key=key)
    body = json.dumps(event()).encode()
    signature = base64.b64encode(key.sign(body, padding.PKCS1v15(), SHA256())).decode()
    headers = {"SignatureCertChainUrl": ADDRESS, "Signature-256": signature}
    assert endpoint.post(headers=headers).status_code == 200
    assert endpoint.fetched == [ADDRESS, ADDRESS]


def test_nothing_is_made_of_what_is_not_signed() -> None:
    assert "header" in Endpoint().refusal(headers={}, request={"not": "a request"})


def test_whoever_makes_up_signatures_has_nobody_else_refused() -> None:
    endpoint, body = Endpoint(), json.dumps(event()).encode()
    assert endpoint.post().status_code == 200
    forged = {"SignatureCertChainUrl": ADDRESS, "Signature-256": base64.b64encode(b"made up").decode()}
    for _ in range(MOST_FETCHES + 5):
        endpoint.refusal(headers=forged)
        assert endpoint.post(headers=signed(body)).status_code == 200
    assert len(endpoint.fetched) == MOST_FETCHES


def test_many_at_once_are_let_pass_with_one_chain() -> None:
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return chain()

    verifier = AmazonSignature(SKILL, roots=[ROOT], fetch=fetch, now=lambda: NOW)
    body = json.dumps(event()).encode()
    headers = signed(body)
    with ThreadPoolExecutor(MOST_WAITING[True]) as pool:
        list(pool.map(lambda _: verifier.verify_signature(headers, body), range(200)))
    assert fetched == [ADDRESS]
