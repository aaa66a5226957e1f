"""An Echo in the terminal: one types what one would say, and reads, or hears, the answer at its own pace."""

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TextIO

import requests
from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.patch_stdout import patch_stdout
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import is_dumb_terminal

from simulator.echo.clock import Clock
from simulator.echo.echo import LISTENING_SECONDS, Echo, Exchange
from simulator.echo.performance import cues
from simulator.status import GAP, Part, line, status, to_begin
from simulator.voice.engine import Voice
from simulator.voice.speaker import Speaker

REFRESH_SECONDS = 0.2
"""Seconds between two looks at the progress line."""

PROMPT = "you> "

NARROWEST = 20
"""Columns. In fewer there is no use in breaking lines at words."""

COLOURED = Style.from_dict(
    {
        "doing": "bold",
        "speaking": "noreverse bg:ansicyan ansiblack",
        "listening": "noreverse bg:ansigreen ansiblack",
        "note": "ansicyan",
        "you": "ansigreen bold",
    }
)
PLAIN = Style.from_dict({"bottom-toolbar": "noreverse"})
"""Where no color is wanted. The library itself writes none there; its line at the bottom would still be reversed."""

Show = Callable[[str, str], None]
"""Shows words to the person, and what they are: SPEECH or NOTE."""

SPEECH, NOTE = "speech", "note"


def wrapped(words: str, columns: int, indent: str = "") -> str:
    """Words in lines of at most so many columns, broken between words."""
    return textwrap.fill(
        words,
        max(columns, NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def columns_here() -> int | None:
    """How wide the terminal is that is written to; None where it is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None if sys.stdout else None
    except (OSError, ValueError):
        return None


def print_wrapped(words: str, indent: str = "") -> None:
    """Words in lines of their own, seen when they are said; through a pipe in one line."""
    columns = columns_here()
    print(wrapped(words, columns, indent) if columns else f"{indent}{words}", flush=True)


def show_plain(words: str, _: str) -> None:
    """Shows words where nothing has a color."""
    print_wrapped(words, "  ")


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


@dataclass(frozen=True)
class Console:
    """What a person types into, and reads."""

    ask: Callable[[], Awaitable[str]]
    """Gives what they type next; EOFError or KeyboardInterrupt from it is goodbye."""
    show: Show = show_plain
    lined: bool = True
    """Whether a line at the bottom tells where they are. Where none does, an empty line from them asks for it."""


class Terminal:
    """The conversation: listens and performs at the same time."""

    def __init__(self, echo: Echo, clock: Clock, console: Console, sound: Sound | None = None) -> None:
        self._echo, self._clock, self._console, self._sound = echo, clock, console, sound
        self._performing: asyncio.Task[None] | None = None
        self._turn: Exchange | None = None

    async def run(self) -> None:
        """Goes on until the person leaves. What is still being said when their words run out is heard out."""
        try:
            while True:
                words = await self._console.ask()
                if words.strip():
                    await self._hear(words)
                elif not self._console.lined:
                    self._console.show(f"({line(self.status(sys.maxsize))})", NOTE)
        except EOFError:
            if self._performing:
                await self._performing
        except (KeyboardInterrupt, asyncio.CancelledError):
            pass
        finally:
            await self._hush()
            self._try(partial(self._echo.end, reason="USER_INITIATED"))

    @property
    def _locale(self) -> str:
        return self._echo.device.locale

    def status(self, columns: int) -> list[Part]:
        """What the line at the bottom tells, in so many columns."""
        return status(
            self._turn, self._clock.now(), asleep=self._echo.session is None, columns=columns, locale=self._locale
        )

    async def _hear(self, words: str) -> None:
        """Somebody says something. Where the skill doesn't answer, what is being said goes on."""
        turn = self._try(partial(self._echo.hear, words), "; say it again")
        if turn is not None:
            await self._hush()
            self._begin(turn)

    def _try(self, happen: Callable[[datetime], Exchange], advice: str = "") -> Exchange | None:
        """What the Echo makes of something that happens now; None where the skill doesn't answer, which is shown."""
        now = self._clock.now()
        try:
            with self._clock.stopped():
                return happen(now)
        except OSError as error:
            self._console.show(f"({_trouble(error)}{advice})", NOTE)
            return None

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
            self._console.show(f"(the Echo is asleep: {to_begin(self._locale)})", NOTE)
            return
        await self._speak(turn)
        if not turn.open:
            self._console.show("(the skill has closed)", NOTE)
            return
        await self._clock.until(turn.heard_out + timedelta(seconds=LISTENING_SECONDS))
        again = self._try(self._echo.silence)
        if again is not None and again.open:
            self._turn = again
            await self._speak(again)
            await self._clock.until(again.heard_out + timedelta(seconds=LISTENING_SECONDS))
            self._try(self._echo.silence)
        self._console.show("(nobody answered: the session has ended)", NOTE)

    async def _speak(self, turn: Exchange) -> None:
        for at, words, _ in cues(turn.ssml, turn.locale):
            await self._clock.until(turn.began + timedelta(seconds=at))
            self._console.show(words, SPEECH)
            if self._sound:
                await self._say(self._sound, words)
        await self._clock.until(turn.heard_out)

    async def _say(self, sound: Sound, words: str) -> None:
        try:
            await sound.say(words)
        except (OSError, subprocess.SubprocessError):
            self._sound = None
            self._console.show("(the voice has failed: it goes on in text)", NOTE)


def _trouble(error: OSError) -> str:
    """Why there is no answer, without the library's own words."""
    if not isinstance(error, requests.RequestException):
        return str(error)
    if error.response is not None:
        return f"the skill answered {error.response.status_code}"
    if isinstance(error, requests.Timeout):
        return "the skill took too long to answer"
    return "the skill can't be reached"


async def talk(echo: Echo, clock: Clock, sound: Sound | None) -> None:
    """A conversation in this terminal; plain lines where it is none, or is one that can only write."""
    if sys.stdin is None:
        raise OSError("there is no standard input to type into")
    at_a_terminal = sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()
    if not at_a_terminal or is_dumb_terminal():
        # A reader of its own, and never closed: Python can't exit while a thread still reads from what it would close.
        # What is no text is a word like any other that nobody knows.
        lines = open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        ask = partial(_line, lines, echoed=at_a_terminal)
        if at_a_terminal:
            show_plain("(an empty line tells where you are)", NOTE)
        await Terminal(echo, clock, Console(ask, show_plain, lined=False), sound).run()
        return
    style = PLAIN if os.environ.get("NO_COLOR") else COLOURED
    session: PromptSession[str] = PromptSession([("class:you", PROMPT)], style=style, refresh_interval=REFRESH_SECONDS)

    def columns() -> int:
        return session.output.get_size().columns

    def show(words: str, kind: str) -> None:
        print_formatted_text(FormattedText([(f"class:{kind}", wrapped(words, columns(), "  "))]), style=style)

    def bottom() -> FormattedText:
        parts = terminal.status(columns())
        told: list[tuple[str, str]] = []
        for part in parts:
            told += [("", GAP)] * bool(told) + [(f"class:{part.kind}", part.text)]
        return FormattedText(told)

    terminal = Terminal(echo, clock, Console(session.prompt_async, show), sound)
    session.bottom_toolbar = bottom
    with patch_stdout():
        await terminal.run()


async def _line(lines: TextIO, *, echoed: bool) -> str:
    """The next line; raises EOFError where there is none. It is shown, but where the terminal itself shows it.

    It is read in a thread that nothing waits for: reading can't be called off, and Ctrl-C would wait for a line.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Future[str] = loop.create_future()

    def hear(words: str | OSError) -> None:
        if read.done():
            return
        if isinstance(words, OSError):
            read.set_exception(words)
        else:
            read.set_result(words)

    def listen() -> None:
        words: str | OSError
        try:
            words = lines.readline()
        except OSError as error:
            words = error
        with suppress(RuntimeError):  # the loop has been closed meanwhile
            loop.call_soon_threadsafe(hear, words)

    threading.Thread(target=listen, daemon=True).start()
    words = await read
    if not words:
        raise EOFError
    if not echoed:
        print(f"{PROMPT}{words.rstrip()}", flush=True)
    return words
