"""Playing sound on this machine through whatever player it has."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, Self

from simulator.voice.sound import Pcm, silence

PLAYERS: tuple[tuple[str, ...], ...] = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""Commands that play a WAV file, stop when killed and fail when there is no sound card.

ffplay and espeak-ng are not here: without a sound card they report success.
"""

PROBE_RATE = 24000
PROBE_SAMPLES = PROBE_RATE // 20
"""50 ms of silence."""
PROBE_PATIENCE_SECONDS = 3.0
"""Seconds for the probe; a player that takes longer waits for a sound server that does not answer."""


class Process(Protocol):
    """The part of `subprocess.Popen` that playing needs."""

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """The exit code; subprocess.TimeoutExpired after `timeout` seconds without one."""

    def kill(self) -> None:
        """End it at once; nothing if it has ended."""


def _start(command: Sequence[str]) -> Process:
    return subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


class Speaker:
    """Plays one sound at a time, without waiting for its end."""

    def __init__(self, command: Sequence[str], start: Callable[[Sequence[str]], Process] = _start) -> None:
        self._command = tuple(command)
        self._start = start
        self._process: Process | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="speaker-")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def playing(self) -> bool:
        """Whether a sound is being played now."""
        return self._process is not None and self._process.poll() is None

    def play(self, pcm: Pcm) -> None:
        """Start a sound; what still plays is cut off.

        Raises:
            OSError: the player is gone, or there is no room for the sound.

        """
        self.stop()
        # A file, because not every player reads a WAV from standard input.
        file = Path(self._folder.name) / "speech.wav"
        file.write_bytes(pcm.wav())
        self._process = self._start((*self._command, str(file)))

    def stop(self) -> None:
        """Cut the sound off at once."""
        if self._process is not None:
            # Killed, because some players play what they hold before they obey a gentler signal.
            self._process.kill()
            self._process.wait()
            self._process = None

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end of the sound, `timeout` seconds at most; whether it was heard to its end."""
        if self._process is None:
            return False
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout) == 0
        return False

    def close(self) -> None:
        """Cut the sound off and leave nothing on the disk."""
        self.stop()
        self._folder.cleanup()


def open_speaker(
    start: Callable[[Sequence[str]], Process] = _start, find: Callable[[str], str | None] = shutil.which
) -> Speaker | None:
    """The first player that works here, tried with a moment of silence; None where nothing can be heard."""
    for command in PLAYERS:
        if find(command[0]) is None:
            continue
        speaker = Speaker(command, start)
        with contextlib.suppress(OSError):
            speaker.play(silence(PROBE_SAMPLES, PROBE_RATE))
            if speaker.wait(PROBE_PATIENCE_SECONDS):
                return speaker
        speaker.close()
    return None
