"""What is heard of a response: its speech, and the document that is played after it."""

import json
from functools import lru_cache
from typing import Any

from lower_back_release.content import content_for
from lower_back_release.lesson.speaking_time import speaking_time
from simulator.heard.apla import DIRECTIVE, as_ssml
from simulator.heard.ssml import Silence, read_ssml


def seconds_of(ssml: str, locale: str) -> float:
    """How long SSML takes to be heard, by the skill's own estimate of the voice of a locale; 0 for none."""
    heard, voice = read_ssml(ssml) if ssml else (), content_for(locale).routine.voice
    return round(
        sum(part.seconds if isinstance(part, Silence) else speaking_time(part.text, voice) for part in heard),
        3,
    )


def apla_of(response: dict[str, Any]) -> dict[str, Any] | None:
    """The document of APL for audio that a response sends; None where it sends none."""
    sent = (each for each in response.get("directives") or () if each.get("type") == DIRECTIVE)
    found: dict[str, Any] | None = next((each.get("document") for each in sent), None)
    return found


def heard_in(response: dict[str, Any], locale: str) -> str:
    """What is heard of a response, as SSML: its speech, and after it its document. Raises DocumentError."""
    speech, document = ssml_of(response.get("outputSpeech")), apla_of(response)
    if document is None:
        return speech
    played = _played(json.dumps(document), locale)
    return f"{speech.removesuffix('</speak>')} {played.removeprefix('<speak>')}" if speech else played


@lru_cache(maxsize=64)  # an answer is read by whoever plays it, times it and checks it
def _played(document: str, locale: str) -> str:
    """The SSML that sounds as a document does, in the voice that is assumed of a locale. Raises DocumentError."""
    voice = content_for(locale).routine.voice
    return as_ssml(json.loads(document), lambda part: speaking_time(part.text, voice))


def ssml_of(speech: dict[str, Any] | None) -> str:
    """The SSML of an outputSpeech, whichever its type; "" where there is none."""
    if not speech:
        return ""
    return str(speech["ssml"]) if speech.get("type") == "SSML" else f"<speak>{speech.get('text', '')}</speak>"
