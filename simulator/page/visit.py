"""One Echo in a browser: told the seconds of the browser's clock, it answers with all there is to show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from simulator.echo.echo import Echo, Exchange
from simulator.page.answer import answer
from simulator.transcript import Happened
from simulator.voice.engine import Voice
from simulator.voice.rendition import sound_of
from simulator.voice.sound import Pcm


class UnheardError(LookupError):
    """No such answer has been given in this visit."""


@dataclass
class Visit:
    """A conversation in one browser. Safe to be used by several requests at once."""

    echo: Echo
    voice: Voice | None
    """None where the page itself has to find one."""
    start: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When the browser's clock stood at 0."""
    happened: list[Happened] = field(default_factory=list)
    """What has been said so far, and what came of it: all that a transcript can hold, which knows no touch."""
    _turns: list[Exchange] = field(default_factory=list)
    _now: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def hear(self, words: str, at: float) -> dict[str, Any]:
        """Somebody says something; `at` is in seconds since the start. What is said meanwhile is cut short."""
        return self._turn(at, lambda now: self.echo.hear(words, now))

    def touch(self, event: dict[str, Any], at: float) -> dict[str, Any]:
        """The screen sends a user event: its source, arguments and components, as Alexa's UserEvent has them."""
        return self._turn(at, lambda now: self.echo.touch(event, now), kept=False)

    def silence(self, at: float) -> dict[str, Any]:
        """Nobody said anything for as long as the microphone was open."""
        return self._turn(at, self.echo.silence)

    def end(self, at: float) -> dict[str, Any]:
        """Somebody leaves without a word."""
        return self._turn(at, lambda now: self.echo.end(now, "USER_INITIATED"), kept=False)

    def sound(self, number: int) -> Pcm | None:
        """The sound of an answer, as long as the answer; None without a voice. Raises UnheardError."""
        if not 0 <= number < len(self._turns):
            raise UnheardError(number)
        turn = self._turns[number]
        return sound_of(turn, self.voice) if self.voice and turn.ssml else None

    def _turn(self, at: float, happen: Callable[[datetime], Exchange], *, kept: bool = True) -> dict[str, Any]:
        with self._lock:
            # Time never goes back: of two requests that overtook each other the second is as late as the first.
            self._now = max(self._now, at)
            turn = happen(self.start + timedelta(seconds=self._now))
            if kept:
                self.happened.append(Happened(turn, self._after() if turn.said else None))
            self._turns.append(turn)
            began = (turn.began - self.start).total_seconds()
            return answer(turn, len(self._turns) - 1, began, heard=self.voice is not None)

    def _after(self) -> float | None:
        """Seconds of the last answer that have been heard."""
        if not self._turns:
            return None
        return round((self.start + timedelta(seconds=self._now) - self._turns[-1].began).total_seconds(), 1)
