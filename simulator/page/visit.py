"""One Echo in a browser: told the seconds of the browser's clock, it answers with all there is to show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from simulator.echo.echo import Echo, Exchange
from simulator.echo.screens import Screen
from simulator.page import sent
from simulator.page.answer import answer, held_before
from simulator.transcript import Happened
from simulator.voice.engine import Voice
from simulator.voice.rendition import sound_of
from simulator.voice.sound import Pcm


class UnheardError(LookupError):
    """No such answer has been given in this visit."""


@dataclass(frozen=True)
class _Told:
    """A turn, and how it came."""

    turn: Exchange
    after: float | None
    """Seconds from the first word of the answer before at which somebody spoke; None where nobody did."""
    written: bool
    """Whether a transcript can hold it, which knows no touch."""


@dataclass
class Visit:
    """A conversation in one browser. Safe to be used by several requests at once."""

    echo: Echo
    voice: Voice | None
    """None where the page itself has to find one."""
    start: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When the browser's clock stood at 0."""
    _told: list[_Told] = field(default_factory=list)
    _now: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    @property
    def happened(self) -> list[Happened]:
        """What has been said so far, and what came of it."""
        return [Happened(each.turn, each.after) for each in self._told if each.written]

    @property
    def unwritten(self) -> int:
        """How many turns a transcript can't hold, which knows only what is said."""
        return sum(not each.written for each in self._told)

    def turns(self) -> list[dict[str, Any]]:
        """All that has happened, turn by turn, as it was answered."""
        return [self._answer(number) for number in range(len(self._told))]

    def take_up(self, turns: Iterable[Any]) -> None:
        """Goes on with what a browser kept of another visit, each turn as it was answered.

        Raises KeyError, TypeError, ValueError, OverflowError or AttributeError where it isn't that.
        """
        told = [
            _Told(held_before(each, self.start), sent.after(each["after"]), bool(each["written"])) for each in turns
        ]
        self.echo.take_up([each.turn for each in told])
        self._told = told

    def use(self, screen: Screen | None) -> None:
        """Goes on with another device; what has been drawn isn't drawn anew."""
        with self._lock:
            self.echo.device = replace(self.echo.device, screen=screen)

    def hear(self, words: str, at: float) -> dict[str, Any]:
        """Somebody says something; `at` is in seconds since the start. What is said meanwhile is cut short."""
        return self._turn(at, lambda now: self.echo.hear(words, now))

    def touch(self, event: dict[str, Any], at: float) -> dict[str, Any]:
        """The screen sends a user event: its source, arguments and components, as Alexa's UserEvent has them."""
        return self._turn(at, lambda now: self.echo.touch(event, now), written=False)

    def send(self, request: dict[str, Any], at: float) -> dict[str, Any]:
        """A request written by hand."""
        return self._turn(at, lambda now: self.echo.send(request, now), written=False)

    def silence(self, at: float) -> dict[str, Any]:
        """Nobody said anything for as long as the microphone was open."""
        return self._turn(at, self.echo.silence)

    def end(self, at: float) -> dict[str, Any]:
        """Somebody leaves without a word."""
        return self._turn(at, lambda now: self.echo.end(now, "USER_INITIATED"), written=False)

    def held(self, number: int) -> Exchange:
        """A turn, by its number. Raises UnheardError."""
        if not 0 <= number < len(self._told):
            raise UnheardError(number)
        return self._told[number].turn

    def sound(self, number: int) -> Pcm | None:
        """The sound of an answer, as long as the answer; None without a voice. Raises UnheardError."""
        turn = self.held(number)
        return sound_of(turn, self.voice) if self.voice and turn.ssml else None

    def _turn(self, at: float, happen: Callable[[datetime], Exchange], *, written: bool = True) -> dict[str, Any]:
        with self._lock:
            # Time never goes back: of two requests that overtook each other the second is as late as the first.
            self._now = max(self._now, at)
            turn = happen(self.start + timedelta(seconds=self._now))
            self._told.append(_Told(turn, self._after() if turn.said else None, written))
            return self._answer(len(self._told) - 1)

    def _answer(self, number: int) -> dict[str, Any]:
        told = self._told[number]
        began = (told.turn.began - self.start).total_seconds()
        near = self.echo.near(told.turn.said) if told.turn.intent and told.turn.said else []
        others = [each for each in near if each[0] != told.turn.intent]
        return answer(told.turn, number, began, heard=self.voice is not None) | {
            "after": told.after,
            "written": told.written,
            "near": [{"intent": name, "sample": sample, "near": likeness} for name, sample, likeness in others],
        }

    def _after(self) -> float | None:
        """Seconds of the last answer that have been heard."""
        if not self._told:
            return None
        return round((self.start + timedelta(seconds=self._now) - self._told[-1].turn.began).total_seconds(), 1)
