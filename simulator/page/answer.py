"""A turn as the page gets it: everything to show and play it by, as plain JSON."""

from dataclasses import asdict
from typing import Any

from simulator.echo.echo import LISTENING_SECONDS, Exchange
from simulator.echo.performance import Where, cues, stays, waiting
from simulator.heard.apla import DIRECTIVE
from simulator.heard.rules import RULES
from simulator.page.suggestions import suggestions


def answer(turn: Exchange, number: int, began: float, *, heard: bool) -> dict[str, Any]:
    """All of a turn. `began` is its first word, in seconds of the browser's clock; `heard` tells that there is sound.

    Everything in `cues` and `stays` is in seconds from that first word. `stays` tells where somebody is while the
    answer leads them, `waiting` where they are while it leads nowhere, and once it is over.
    """
    after = waiting(turn)
    return turn.to_json() | {
        "number": number,
        "began": began,
        "seconds": turn.seconds,
        "listening": LISTENING_SECONDS,
        "cues": [{**said._asdict(), "at": round(said.at, 3)} for said in cues(turn.ssml, turn.locale)],
        "stays": [{"at": stay.at, "seconds": stay.seconds, **_where(stay.where)} for stay in stays(turn)],
        "waiting": _where(after) if after else None,
        "heard": heard and bool(turn.ssml),
        "again": turn.again,
        "request": turn.request,
        "response": turn.response,
        "directives": [] if turn.again else [each for each in _directives(turn) if each.get("type") != DIRECTIVE],
        "card": (turn.response.get("response") or {}).get("card"),
        "rules": _rules(turn),
        "suggestions": suggestions(turn),
    }


def _where(where: Where) -> dict[str, Any]:
    return asdict(where) | {"told": where.told}


def _directives(turn: Exchange) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (turn.response.get("response") or {}).get("directives") or []
    return found


def _rules(turn: Exchange) -> list[dict[str, str | None]]:
    """Each rule, and what is wrong by it; none where the skill had nothing to answer."""
    if not turn.response or turn.intent == "SessionEndedRequest":
        return []
    return [{"name": rule.name, "broken": rule.broken(turn.response)} for rule in RULES]
