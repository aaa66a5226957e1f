"""How long words take to say."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class VoiceRate:
    """What makes up the time a voice takes. All are seconds."""

    start: float
    """Every utterance, however short."""
    syllable: float
    comma: float
    """A pause inside a sentence."""
    sentence: float
    """A pause between two sentences."""


ALEXA = VoiceRate(start=0.15, syllable=0.19, comma=0.2, sentence=0.45)
"""Not measured: Alexa's voice can only be heard on a device."""

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"(?<=[a-z][^aeiouyl])e(?:s|d)?$|(?<=[aeiouy]l)es?$")


def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels. At least one."""
    return max(1, len(_VOWELS.findall(_SILENT_E.sub("", word.lower()))))


def speaking_time(words: str, voice: VoiceRate = ALEXA) -> float:
    """Seconds a voice takes to say the words, to the millisecond; 0 where there are none."""
    spoken = re.findall(r"[a-z']+", words.lower())
    if not spoken:
        return 0.0
    inside = words.strip().rstrip(".!?")
    return round(
        voice.start
        + voice.syllable * sum(syllables(word) for word in spoken)
        + voice.comma * len(re.findall(r"[,;:](?=\s)", inside))
        + voice.sentence * len(re.findall(r"[.!?](?=\s)", inside)),
        3,
    )
