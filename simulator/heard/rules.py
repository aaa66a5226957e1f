"""What holds for every response of the skill, whatever was asked.

Each rule is a platform limit or a certification requirement; what is heard is read by the simulator's own reader,
which knows nothing of how the skill writes.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from lower_back_release.alexa.speech import BUDGET
from lower_back_release.content import content_for
from lower_back_release.dialogue.repeating import RepeatingWords
from lower_back_release.lesson.hold import LONGEST_SILENCE_SECONDS
from simulator.heard.apla import DocumentError
from simulator.heard.response import apla_of, heard_in, seconds_of, ssml_of
from simulator.heard.ssml import Silence, plain_text, read_ssml
from simulator.languages import language_of

LARGEST_RESPONSE = 24_000
"""Bytes of JSON on a speaker: Amazon's older limit, which leaves a wide margin."""

LARGEST_RESPONSE_ON_A_SCREEN = 120_000
"""Bytes of JSON with a screen's document in it: Amazon's limit today."""

Broken = Callable[[dict[str, Any], str], str | None]


@dataclass(frozen=True)
class Rule:
    """One thing that holds for every response."""

    name: str
    """What is asked, in a few words."""
    broken: Broken = field(repr=False)
    """What is wrong with a response envelope for a locale, by this rule; None where nothing is."""


def check(response: dict[str, Any], locale: str = "en-US") -> None:
    """Raises AssertionError, naming the rule and the words, where a response envelope for a locale breaks one."""
    for rule in RULES:
        wrong = rule.broken(response, locale)
        if wrong is not None:
            raise AssertionError(f"{rule.name}: {wrong}")


def _size(response: dict[str, Any], _locale: str) -> str | None:
    size = len(json.dumps(response).encode())
    shown = response["response"].get("directives") and apla_of(response["response"]) is None
    largest = LARGEST_RESPONSE_ON_A_SCREEN if shown else LARGEST_RESPONSE
    return f"the response is too large: {size} bytes" if size > largest else None


def _end(response: dict[str, Any], _locale: str) -> str | None:
    answer, ends = response["response"], response["response"].get("shouldEndSession")
    if _asks_consent(response):
        return "Alexa is about to ask for a permission, and the skill would listen" if ends is False else None
    if answer.get("outputSpeech") or answer.get("directives"):
        return None if isinstance(ends, bool) else "shouldEndSession is not said"
    return "the microphone opens without a word" if ends is False else None


def _prompt(response: dict[str, Any], locale: str) -> str | None:
    if _closed(response) or _asks_consent(response) or not (spoken := _speech(response, locale)):
        return None
    last = re.split(r"(?<=[.!?]) ", plain_text(spoken))[-1]
    asks = content_for(locale).words.of(RepeatingWords).asks(last)
    return None if asks else f"an open session does not end in a prompt: {last!r}"


def _asked_again(response: dict[str, Any], locale: str) -> str | None:
    if _closed(response) or _asks_consent(response) or not _speech(response, locale) or _reprompt(response):
        return None
    return "an open session has no reprompt"


def _closes_quietly(response: dict[str, Any], locale: str) -> str | None:
    if not _closed(response):
        return None
    if _reprompt(response) is not None:
        return "a closed session asks again"
    spoken = _speech(response, locale)
    return "a closed session asks something" if spoken and plain_text(spoken).endswith("?") else None


def _characters(ssml: str, _locale: str) -> str | None:
    return f"{len(ssml)} characters are too many" if len(ssml) > BUDGET.characters else None


def _well_formed(ssml: str, _locale: str) -> str | None:
    try:
        read_ssml(ssml)
    except ValueError as error:
        return str(error)
    return None


def _seconds(ssml: str, locale: str) -> str | None:
    seconds = seconds_of(ssml, locale)
    return f"{seconds} seconds are too many" if seconds > BUDGET.seconds else None


def _silence(ssml: str, _locale: str) -> str | None:
    longest = max((part.seconds for part in read_ssml(ssml) if isinstance(part, Silence)), default=0.0)
    return f"{longest} seconds of silence" if longest > LONGEST_SILENCE_SECONDS else None


def _words(ssml: str, _locale: str) -> str | None:
    words = plain_text(ssml)
    if not words:
        return "nothing is said"
    return f"something was not filled in: {words!r}" if re.search(r"[{}<>]|  |\bNone\b", words) else None


def _twice(ssml: str, _locale: str) -> str | None:
    sentences = re.split(r"(?<=[.!?]) ", plain_text(ssml))
    return next((f"{each!r} is said twice running" for each, after in pairwise(sentences) if each == after), None)


def _invocation(response: dict[str, Any], locale: str) -> str | None:
    ssml, verbs = _speech(response, locale), "|".join(language_of(locale).invocation.inside)
    called = re.search(rf"\balexa,? (?:{verbs})\b", plain_text(ssml), re.IGNORECASE) if ssml else None
    return f"a session is open already: {called[0]!r}" if called else None


def _way_back(response: dict[str, Any], locale: str) -> str | None:
    ssml, verb = _reprompt(response), language_of(locale).invocation.back
    if ssml is None or re.search(rf"\balexa, {verb} ", plain_text(ssml), re.IGNORECASE):
        return None
    return f"a session that is about to end doesn't say how to come back: {plain_text(ssml)!r}"


def _spoken(broken: Callable[[str, str], str | None]) -> Broken:
    """The rule for all that is spoken, answer and reprompt. What can't be read is left to the rule that says so."""

    def every(response: dict[str, Any], locale: str) -> str | None:
        for ssml in all_speech(response, locale):
            if broken is _well_formed or _well_formed(ssml, locale) is None:
                wrong = broken(ssml, locale)
                if wrong is not None:
                    return wrong
        return None

    return every


def all_speech(response: dict[str, Any], locale: str = "en-US") -> Iterator[str]:
    """The SSML of a response envelope for a locale: of the answer, and of the reprompt."""
    for speech in (_speech(response, locale), _reprompt(response)):
        if speech is not None:
            yield speech


def _asks_consent(response: dict[str, Any]) -> bool:
    """Whether Alexa goes on by asking for a permission: then she has the last word, and listens."""
    return any(each.get("name") == "AskFor" for each in response["response"].get("directives") or ())


def _closed(response: dict[str, Any]) -> bool:
    return bool(response["response"].get("shouldEndSession"))


def _speech(response: dict[str, Any], locale: str) -> str | None:
    """What is heard; of a document that can't be played, nothing."""
    try:
        return heard_in(response["response"], locale) or None
    except DocumentError:
        return None


def _document(response: dict[str, Any], locale: str) -> str | None:
    if apla_of(response["response"]) is None:
        return None
    try:
        heard_in(response["response"], locale)
    except DocumentError as error:
        return str(error)
    return "Alexa would speak first, and then play" if response["response"].get("outputSpeech") else None


def _reprompt(response: dict[str, Any]) -> str | None:
    return ssml_of((response["response"].get("reprompt") or {}).get("outputSpeech")) or None


RULES = (
    Rule(f"at most {LARGEST_RESPONSE:,} bytes, {LARGEST_RESPONSE_ON_A_SCREEN:,} with a screen", _size),
    Rule("says whether the session ends; without a word, leaves the microphone closed", _end),
    Rule("well-formed SSML of words and breaks, none over 10 seconds", _spoken(_well_formed)),
    Rule(f"at most {BUDGET.characters:,} characters", _spoken(_characters)),
    Rule(f"at most {BUDGET.seconds:g} seconds", _spoken(_seconds)),
    Rule(f"no silence over {LONGEST_SILENCE_SECONDS:g} seconds", _spoken(_silence)),
    Rule("something is said, and nothing is left unfilled", _spoken(_words)),
    Rule("no sentence twice running", _spoken(_twice)),
    Rule("a document of APL for audio that can be played, and no speech beside it", _document),
    Rule("no calling by name inside a session", _invocation),
    Rule("the last words before a session ends by itself say how to come back", _way_back),
    Rule("an open session ends in a prompt", _prompt),
    Rule("an open session asks again", _asked_again),
    Rule("a closed session asks nothing", _closes_quietly),
)
"""In the order in which they are looked at."""
