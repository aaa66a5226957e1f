"""An Echo in the terminal: one types what one would say, and reads, or hears, the answer at its own pace."""

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from simulator.echo.clock import Clock
from simulator.echo.echo import LISTENING_SECONDS, Echo, Exchange
from simulator.echo.performance import cues, where_at
from simulator.voice.engine import Voice
from simulator.voice.speaker import Speaker

REFRESH_SECONDS = 0.2
"""Seconds between two looks at the progress line."""

PROMPT = "you> "

_show = partial(print, flush=True)  # heard when it is said, also through a pipe


@dataclass
class Sound:
    """A voice and a speaker to play it through."""

    voice: Voice
    speaker: Speaker
    pace: float = 1.0

    async def say(self, words: str) -> None:
        """Begins to say the words."""
        self.speaker.play(await asyncio.to_thread(self.voice.say, words, self.pace))

    def stop(self) -> None:
        """Is quiet at once."""
        self.speaker.stop()


class Terminal:
    """The conversation: listens and performs at the same time."""

    def __init__(self, echo: Echo, clock: Clock, ask: Callable[[], Awaitable[str]], sound: Sound | None = None) -> None:
        """`ask` gives what the person types next; EOFError or KeyboardInterrupt from it is goodbye."""
        self._echo, self._clock, self._ask, self._sound = echo, clock, ask, sound
        self._performing: asyncio.Task[None] | None = None
        self._turn: Exchange | None = None

    async def run(self) -> None:
        """Goes on until the person leaves. What is still being said when their words run out is heard out."""
        try:
            while True:
                words = await self._ask()
                if words.strip():
                    await self._hush()
                    self._begin(self._answer(partial(self._echo.hear, words)))
        except EOFError:
            if self._performing:
                await self._performing
        except (KeyboardInterrupt, asyncio.CancelledError):
            pass
        finally:
            await self._hush()
            self._answer(partial(self._echo.end, reason="USER_INITIATED"))

    def progress(self) -> str:
        """The progress line."""
        if self._turn is None:
            return ' say "Alexa, start lower back release"; Ctrl-C leaves'
        where = where_at(self._turn, (self._clock.now() - self._turn.began).total_seconds())
        return f" {where.told if where else 'asleep'}"

    def _answer(self, happen: Callable[[datetime], Exchange]) -> Exchange:
        """What the Echo makes of something that happens now."""
        now = self._clock.now()
        with self._clock.stopped():
            return happen(now)

    def _begin(self, turn: Exchange) -> None:
        self._turn = turn
        self._performing = asyncio.create_task(self._perform(turn))

    async def _hush(self) -> None:
        if self._performing:
            self._performing.cancel()
            with suppress(asyncio.CancelledError):
                await self._performing
        self._performing = None
        if self._sound:
            self._sound.stop()

    async def _perform(self, turn: Exchange) -> None:
        if turn.intent is None and not turn.ssml:
            _show('  (the Echo is asleep: say "Alexa, start lower back release")')
            return
        await self._speak(turn)
        if not turn.open:
            _show("  (the skill has closed)")
            return
        await self._clock.until(turn.heard_out + timedelta(seconds=LISTENING_SECONDS))
        again = self._answer(self._echo.silence)
        if again.open:
            await self._speak(again)
            await self._clock.until(again.heard_out + timedelta(seconds=LISTENING_SECONDS))
            self._answer(self._echo.silence)
        _show("  (nobody answered: the session has ended)")

    async def _speak(self, turn: Exchange) -> None:
        for at, words, _ in cues(turn.ssml, turn.locale):
            await self._clock.until(turn.began + timedelta(seconds=at))
            _show(f"  {words}")
            if self._sound:
                await self._sound.say(words)
        await self._clock.until(turn.heard_out)


async def talk(echo: Echo, clock: Clock, sound: Sound | None) -> None:
    """A conversation in this terminal; plain lines where it is none."""
    if sys.stdin is None:
        raise OSError("there is no standard input to type into")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        # A reader of its own, and never closed: Python can't exit while a thread still reads from what it would close.
        lines = open(sys.stdin.fileno(), encoding="utf-8", closefd=False)  # noqa: SIM115
        await Terminal(echo, clock, partial(_line, lines), sound).run()
        return
    session: PromptSession[str] = PromptSession(PROMPT, refresh_interval=REFRESH_SECONDS)
    terminal = Terminal(echo, clock, session.prompt_async, sound)
    session.bottom_toolbar = terminal.progress
    with patch_stdout():
        await terminal.run()


async def _line(lines: TextIO) -> str:
    """The next line; raises EOFError where there is none.

    It is read in a thread that nothing waits for: reading can't be called off, and Ctrl-C would wait for a line.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Future[str] = loop.create_future()

    def hear(line: str) -> None:
        if not read.done():
            read.set_result(line)

    def listen() -> None:
        line = lines.readline()
        with suppress(RuntimeError):  # the loop has been closed meanwhile
            loop.call_soon_threadsafe(hear, line)

    threading.Thread(target=listen, daemon=True).start()
    line = await read
    if not line:
        raise EOFError
    _show(f"{PROMPT}{line.rstrip()}")
    return line
