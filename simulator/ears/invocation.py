"""What is said to an Echo outside of a skill: whether it calls ours, and for what."""

import re
from dataclasses import dataclass

from simulator.ears.wording import any_of, plain
from simulator.languages import Invocation


@dataclass(frozen=True)
class Call:
    """Words that reach a skill that isn't open."""

    request: str
    """The words for the skill itself; empty for a mere launch."""


def without_wake_word(words: str) -> str:
    """The words after "Alexa"."""
    return re.sub(r"^alexa\b ?", "", plain(words))


def call(words: str, invocation_name: str, language: Invocation) -> Call | None:
    """Whether words name the skill in a way that reaches it: "open NAME", "ask NAME to ...", "... with NAME"."""
    heard, name = without_wake_word(words), re.escape(invocation_name)
    verbs = any_of((*language.launch, *language.ask))
    if re.fullmatch(rf"(?:(?:{verbs}) )?{name}(?: (?:{any_of(language.please)}))?", heard):
        return Call("")
    for form in (
        rf"(?:{verbs}) {name}(?: (?:{any_of(language.joined_by)}))? (?P<request>.+)",
        rf"(?P<request>.+) (?:{any_of(language.after)}) {name}",
    ):
        if found := re.fullmatch(form, heard):
            return Call(found["request"])
    return None
