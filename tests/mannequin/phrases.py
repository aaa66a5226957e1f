"""Words by which an intent can be said, so that a walk can be played to the simulator."""

from functools import cache

from lower_back_release.content import spoken_in
from simulator.ears.understanding import LOCALES, Intent, understanding_of
from simulator.languages import language_of

UNHEARD_OF = "purple elephants juggle"
"""What no intent is for."""


def launch(locale: str) -> str:
    """Words that open the skill."""
    return language_of(locale).suggestions.asleep[0]


def phrase(intent: Intent, locale: str) -> str:
    """Words that the simulator takes for this very intent; its name, as a comment, where there are none."""
    slots = tuple(sorted((name, slot.id or slot.value or "") for name, slot in intent.slots.items()))
    return _phrase(intent.name, slots, locale)


@cache
def _phrase(name: str, slots: tuple[tuple[str, str], ...], locale: str) -> str:
    understanding = understanding_of(_with_a_model(locale))
    model = understanding.model
    named = {value["id"]: value["name"]["value"] for kind in model["types"] for value in kind["values"]}
    gaps = {gap: named.get(value, "" if value == "?" else value) for gap, value in slots}
    samples: list[str] = next((each.get("samples", []) for each in model["intents"] if each["name"] == name), [])
    for sample in (*understanding.language.built_in.get(name, ()), *samples, UNHEARD_OF):
        words = str(sample)
        for gap, value in gaps.items():
            words = words.replace(f"{{{gap}}}", value)
        if "{" in words:
            continue
        understood = understanding.intent(words)
        heard = understood.slots.items()
        found = tuple(sorted((gap, slot.id or slot.value or "") for gap, slot in heard if slot.value is not None))
        if understood.name == name and found == tuple(each for each in slots if each[1] != "?"):
            return words
    return f"# {name} {dict(slots)}: no words for it"


def _with_a_model(locale: str) -> str:
    """The locale, or another of its language where nobody has a model for this one: all of them have the same."""
    language = spoken_in(locale)
    return next((each for each in (locale, *LOCALES) if each in LOCALES and each.startswith(language)), locale)
