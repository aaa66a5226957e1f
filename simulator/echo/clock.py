"""Time as somebody in front of an Echo has it."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta


class Clock:
    """Time, running at a speed of its own."""

    def __init__(self, speed: float = 1.0, seconds: Callable[[], float] = time.monotonic) -> None:
        self._speed, self._seconds = speed, seconds
        self._from = seconds()
        self._start = datetime.now(UTC)

    def now(self) -> datetime:
        """The time it is."""
        return self._start + timedelta(seconds=(self._seconds() - self._from) * self._speed)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stands still meanwhile: what a slow machine needs for an answer is nobody's time to speak."""
        stopped = self._seconds()
        try:
            yield
        finally:
            self._from += self._seconds() - stopped

    async def until(self, moment: datetime) -> None:
        """Waits for a moment; not at all for one that is over."""
        await asyncio.sleep(max(0.0, (moment - self.now()).total_seconds() / self._speed))
