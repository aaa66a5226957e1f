"""Time that passes as soon as everybody waits for it."""

import asyncio
import heapq
from collections.abc import Coroutine
from datetime import UTC, datetime
from itertools import count

from simulator.echo.clock import Clock

START = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)

TURNS = 20
"""Rounds of the event loop given to everybody to do what is due, before time goes on."""


class VirtualClock(Clock):
    """A clock that jumps to the next moment anybody waits for: the order of events is real, the waiting is not."""

    def __init__(self) -> None:
        super().__init__()
        self._now = START
        self._order = count()
        self._waiting: list[tuple[datetime, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    async def until(self, moment: datetime) -> None:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (moment, next(self._order), waiting))
        await waiting

    def run(self, everything: Coroutine[None, None, None]) -> None:
        """Runs something to its end."""
        asyncio.run(self._run(everything))

    async def _run(self, everything: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(everything)
        while not task.done():
            for _ in range(TURNS):
                await asyncio.sleep(0)
            while self._waiting:
                moment, _, waiting = heapq.heappop(self._waiting)
                if not waiting.done():
                    self._now = max(self._now, moment)
                    waiting.set_result(None)
                    break
        await task
