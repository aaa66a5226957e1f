"""What is said to an Echo outside of a skill: whether it calls ours, and for what."""

import re
from dataclasses import dataclass

from simulator.ears.understanding import plain

LAUNCH = r"open|start|launch|begin|play|run|use|load|enable|talk to|go to|take me to"


@dataclass(frozen=True)
class Call:
    """Words that reach a skill that isn't open."""

    request: str
    """The words for the skill itself; empty for a mere launch."""


def without_wake_word(words: str) -> str:
    """The words after "Alexa"."""
    return re.sub(r"^alexa\b ?", "", plain(words))


def call(words: str, invocation_name: str) -> Call | None:
    """Whether words name the skill in a way that reaches it: "open NAME", "ask NAME to ...", "... with NAME"."""
    heard, name = without_wake_word(words), re.escape(invocation_name)
    if re.fullmatch(rf"(?:(?:{LAUNCH}|ask|tell) )?{name}(?: please)?", heard):
        return Call("")
    for form in (
        rf"(?:{LAUNCH}|ask|tell) {name}(?: and)?(?: to)? (?P<request>.+)",
        rf"(?P<request>.+) (?:with|from|using|in|on|by|via) {name}",
    ):
        if found := re.fullmatch(form, heard):
            return Call(found["request"])
    return None
