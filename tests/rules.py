"""What holds for every response of the skill, whatever was asked.

Each rule is a platform limit or a certification requirement; what is heard is read by the simulator's own reader,
which knows nothing of how the skill writes.
"""

import json
import re
from typing import Any

from lower_back_release.practice.budget import BUDGET
from lower_back_release.practice.hold import LONGEST_SILENCE
from simulator.echo import seconds_of
from simulator.ssml_reader import Silence, plain_text, read

LARGEST_RESPONSE = 24_000
"""Bytes of JSON (Amazon's older limit: it says 120 KB now)."""

ALLOWED_TAGS = {"speak", "break"}
"""All that our SSML uses, of the many tags that Alexa knows."""

PROMPT = re.compile(r"\?|\bsay\b", re.IGNORECASE)
"""What a sentence that asks for an answer holds."""


SPOKEN: set[str] = set()
"""Every distinct SSML checked in this run, for a second opinion (see tests/clients)."""


def check(response: dict[str, Any]) -> None:
    """Raises AssertionError, naming the rule and the words, where a response envelope breaks one."""
    body = response["response"]
    assert len(json.dumps(response).encode()) <= LARGEST_RESPONSE, "the response is too large"
    assert isinstance(body.get("shouldEndSession"), bool), "shouldEndSession is not said"
    spoken = [_ssml(speech) for speech in (body.get("outputSpeech"), _reprompt(body)) if speech]
    SPOKEN.update(spoken)
    for ssml in spoken:
        _check_ssml(ssml)
    if body["shouldEndSession"]:
        assert _reprompt(body) is None, "a closed session asks again"
        assert not spoken or not plain_text(spoken[0]).endswith("?"), "a closed session asks something"
    elif spoken:
        last = re.split(r"(?<=[.!?]) ", plain_text(spoken[0]))[-1]
        assert PROMPT.search(last), f"an open session does not end in a prompt: {last!r}"
        assert _reprompt(body), "an open session has no reprompt"


def _check_ssml(ssml: str) -> None:
    assert len(ssml) <= BUDGET.characters, f"{len(ssml)} characters are too many"
    assert set(re.findall(r"</?([\w:]+)", ssml)) <= ALLOWED_TAGS, "a tag we don't use"
    heard = read(ssml)  # well formed, known tags, no break over 10 s, or it raises
    seconds = seconds_of(ssml, "en-US")
    assert seconds <= BUDGET.seconds, f"{seconds} seconds are too many"
    longest = max((part.seconds for part in heard if isinstance(part, Silence)), default=0.0)
    assert longest <= LONGEST_SILENCE, f"{longest} seconds of silence"
    words = plain_text(ssml)
    assert words, "nothing is said"
    assert not re.search(r"[{}<>]|  |\bNone\b", words), f"something was not filled in: {words!r}"
    assert not re.search(r"\balexa,? (?:ask|open|start|tell)\b", words, re.IGNORECASE), "a session is open already"


def _ssml(speech: dict[str, Any]) -> str:
    if speech["type"] == "PlainText":
        return f"<speak>{speech['text']}</speak>"
    return str(speech["ssml"])


def _reprompt(body: dict[str, Any]) -> dict[str, Any] | None:
    speech: dict[str, Any] | None = (body.get("reprompt") or {}).get("outputSpeech")
    return speech
