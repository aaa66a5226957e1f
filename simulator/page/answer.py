"""A turn as the page gets it: everything to show and play it by, as plain JSON."""

from typing import Any

from simulator.echo.echo import LISTENING_SECONDS, Exchange
from simulator.echo.performance import Stay, cues, moments
from simulator.heard.apla import DIRECTIVE
from simulator.heard.rules import RULES
from simulator.page.suggestions import suggestions


def answer(turn: Exchange, number: int, began: float, *, heard: bool) -> dict[str, Any]:
    """All of a turn. `began` is its first word, in seconds of the browser's clock; `heard` tells that there is sound.

    Everything in `cues` and `moments` is in seconds from that first word.
    """
    return turn.to_json() | {
        "number": number,
        "began": began,
        "seconds": turn.seconds,
        "listening": LISTENING_SECONDS,
        "cues": [{"at": round(at, 3), "words": words} for at, words in cues(turn.ssml, turn.locale)],
        "moments": [_moment(moment) for moment in moments(turn)],
        "heard": heard and bool(turn.ssml),
        "again": turn.intent is None and bool(turn.ssml),
        "request": turn.request,
        "response": turn.response,
        "directives": [each for each in _directives(turn) if each.get("type") != DIRECTIVE],
        "rules": _rules(turn),
        "suggestions": suggestions(turn),
    }


def _directives(turn: Exchange) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (turn.response.get("response") or {}).get("directives") or []
    return found


def _moment(moment: Stay) -> dict[str, Any]:
    return {
        "at": moment.at,
        "seconds": moment.seconds,
        "pose": moment.pose,
        "side": moment.side,
        "stage": "rest" if moment.place.rest else moment.place.stage.value,
        "breath": moment.place.breath,
        "of": moment.of,
        "phase": moment.place.phase.value if moment.place.phase else None,
    }


def _rules(turn: Exchange) -> list[dict[str, str | None]]:
    """Each rule, and what is wrong by it; none where the skill had nothing to answer."""
    if not turn.response or turn.intent == "SessionEndedRequest":
        return []
    return [{"name": rule.name, "broken": rule.broken(turn.response)} for rule in RULES]
