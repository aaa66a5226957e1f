"""A turn as the page gets it: everything to show and play it by, as plain JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from simulator.ears.understanding import LOCALES
from simulator.echo.echo import LISTENING_SECONDS, Exchange
from simulator.echo.performance import Where, cues, stays, waiting
from simulator.heard.apla import DIRECTIVE
from simulator.heard.response import ssml_of
from simulator.heard.rules import RULES
from simulator.page.suggestions import once_over, while_led


def answer(turn: Exchange, number: int, began: float, *, heard: bool) -> dict[str, Any]:
    """All of a turn. `began` is its first word, in seconds of the browser's clock; `heard` tells that there is sound.

    Everything in `cues` and `stays` is in seconds from that first word. `stays` tells where somebody is while the
    answer leads them, `waiting` where they are while it leads nowhere, and once it is over.
    """
    after = waiting(turn)
    return turn.to_json() | {
        "number": number,
        "began": began,
        "locale": turn.locale,
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
        "suggestions": {"led": while_led(turn), "over": once_over(turn)},
    }


def held_before(told: Mapping[str, Any], start: datetime) -> Exchange:
    """The turn that `answer` told of, where the browser's clock stood at 0 at `start`; sent and answered only if kept.

    Raises KeyError, TypeError, ValueError, OverflowError or AttributeError where it isn't one.
    """
    if told["locale"] not in LOCALES:
        raise ValueError(told["locale"])
    request, response = told.get("request") or {}, told.get("response") or {}
    reprompt = ((response.get("response") or {}).get("reprompt") or {}).get("outputSpeech")
    return Exchange(
        said=str(told["said"]),
        intent=told["intent"],
        began=start + timedelta(seconds=float(told["began"])),
        slots=dict(told["slots"]),
        ssml=str(told["ssml"]),
        apla=told.get("apla"),
        reprompt=ssml_of(reprompt) or None,
        open=told["mic"] == "open",
        request=request,
        response=response,
        locale=str(told["locale"]),
        again=bool(told["again"]),
    )


def _where(where: Where) -> dict[str, Any]:
    return asdict(where) | {"told": where.told}


def _directives(turn: Exchange) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (turn.response.get("response") or {}).get("directives") or []
    return found


def _rules(turn: Exchange) -> list[dict[str, str | None]]:
    """Each rule, and what is wrong by it; none where the skill had nothing to answer."""
    if not turn.response or turn.intent == "SessionEndedRequest":
        return []
    return [{"name": rule.name, "broken": rule.broken(turn.response, turn.locale)} for rule in RULES]
