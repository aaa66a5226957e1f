"""`python -m simulator`: talk to the skill on this machine, or play a script to it."""

import argparse
import asyncio
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

try:
    import lower_back_release.alexa.speech  # noqa: F401 - it looks into the environment
except ValueError as error:
    print(f"ANSWER_SECONDS in the environment can't be used: {error}", file=sys.stderr)
    sys.exit(2)

import flask
import requests

from hosting.options import file, port
from hosting.sqlite_memory import SqliteMemory
from hosting.web_service import create_app
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.record import MemoryTrouble
from simulator import script, transcript
from simulator.ears.recogniser import best_recogniser
from simulator.ears.understanding import LOCALES, Understanding, understanding_of
from simulator.echo.alexa_api import AlexaApi, alexa_api
from simulator.echo.clock import Clock
from simulator.echo.device import USER, Device
from simulator.echo.echo import Echo, Post, RefusedError
from simulator.echo.screens import SHOW_8
from simulator.log import logged_afterwards
from simulator.page import add_page
from simulator.page.browser import open_page
from simulator.page.suggestions import asleep, likely
from simulator.server import PORT, serving
from simulator.terminal import Sound, print_wrapped, talk
from simulator.tools.record import record
from simulator.voice.engine import Voice, best_voice
from simulator.voice.speaker import open_speaker

PATIENCE_SECONDS = 8.0
"""Seconds that Alexa waits for an answer (Amazon's documentation of request handling)."""

LASTING = Path(__file__).parents[1] / "build" / "simulator.sqlite"

REFUSED = OSError, MemoryTrouble, script.ScriptError, transcript.TranscriptError
"""What is told in a sentence. A request that is not answered is an OSError."""


def main(arguments: list[str] | None = None) -> int:
    """Runs what the command line asks for; 0 where every request was answered, and a transcript is as recorded."""
    options = _options(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # what this place can't write is told all the same
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        # Whoever comes back is known: what is played is so each time anew.
        with TemporaryDirectory() as folder, alexa_api() as api:
            judged = options.script is not None and options.script.suffix in transcript.ENDINGS
            played = options.script is not None or options.record is not None
            memory = options.memory or (Path(folder) / "memory.sqlite" if played else _lasting())
            app = create_app(_skill(memory, options.sound))
            locale = options.locale or (transcript.locale_of(options.script) if judged else transcript.USUAL_LOCALE)
            understanding = understanding_of(locale)
            device = Device(locale, SHOW_8 if options.screen else None, api=api.address)
            echo, now = Echo(in_process(app), understanding, device, grant=api.permit), datetime.now(UTC)
            if judged:
                return 0 if transcript.replay(options.script, echo, now) else 1
            if options.script is not None:
                script.run(str(options.script), echo, now)
            elif options.record is not None:
                record(options.record, echo, now, _voice(device.locale))
            else:
                with logged_afterwards():
                    _converse(app, understanding, device, api, options)
    except REFUSED as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


WITHOUT = {
    "script": ("speed", "silent", "no_browser", "port"),
    "record": ("speed", "silent", "no_browser", "port"),
}
"""What each thing to do has no use for: who asks for it expects something that wouldn't happen."""


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    does = parser.add_mutually_exclusive_group()
    does.add_argument(
        "--script",
        type=file,
        metavar="FILE",
        help='play a conversation without waiting ("-" for standard input); a transcript (.yaml) is judged as well',
    )
    does.add_argument("--record", type=file, metavar="FILE", help="speak a whole routine into this WAV file")
    parser.add_argument("--speed", type=_speed, metavar="N", help="how much faster than real time")
    parser.add_argument("--locale", choices=LOCALES, help="the device's locale (default: a transcript's, or en-US)")
    parser.add_argument("--memory", type=file, metavar="PATH", help="keep progress in this SQLite file")
    parser.add_argument("--screen", action="store_true", help="a device with a screen")
    parser.add_argument("--sound", type=_form, default=Form.SSML, metavar="ssml|apla", help="what breaths are sent as")
    parser.add_argument(
        "--silent",
        action="store_true",
        help="in text alone, here and in the page",
    )
    parser.add_argument("--no-browser", action="store_true", help="serve the page without opening it")
    parser.add_argument("--port", type=port, help=f"where the skill is served (default: {PORT})")
    options = parser.parse_args(arguments)
    given = [name for name, value in vars(options).items() if value is not None and value is not False]
    for mode, useless in WITHOUT.items():
        for name in useless:
            if mode in given and name in given:
                parser.error(f"argument --{name.replace('_', '-')}: not allowed with argument --{mode}")
    usual = {"speed": 1.0, "port": PORT}
    vars(options).update({name: value for name, value in usual.items() if getattr(options, name) is None})
    return options


SLOWEST, FASTEST = 0.01, 1_000_000
"""How much faster than real time one may wish for: from a routine in a day to one in a millisecond."""


def _speed(text: str) -> float:
    speed = float(text)
    if not SLOWEST <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"must be a number from {SLOWEST} to {FASTEST:,}")
    return speed


def _form(text: str) -> Form:
    if text not in list(Form):
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(Form)}")
    return Form(text)


def _lasting() -> Path:
    """Where it is kept what somebody does who only talks: it outlives a restart, as the page's conversations do."""
    LASTING.parent.mkdir(exist_ok=True)
    return LASTING


def _skill(memory: Path, form: Form) -> Post:
    skill = build_skill(SqliteMemory(memory), form=form)
    return lambda event: respond(skill, event)


def _converse(
    app: flask.Flask, understanding: Understanding, device: Device, api: AlexaApi, options: argparse.Namespace
) -> None:
    voice = None if options.silent else best_voice(device.locale)
    speaker = open_speaker() if voice else None
    sound = Sound(voice, speaker, options.speed) if voice and speaker else None
    post = in_process(app)

    def somebodys() -> Device:
        """In front of each new Echo is somebody new, unless a memory of one's own knows them."""
        new = uuid4()
        return device if options.memory else replace(device, user=f"{USER}-{new}", token=f"{device.token}-{new}")

    def echo(post: Post) -> Echo:
        return Echo(post, understanding, somebodys(), grant=api.permit)

    add_page(
        app,
        lambda: echo(post),
        lambda: voice,
        lambda: best_recogniser(likely(device.locale), device.locale),
        silent=options.silent,
    )
    with serving(app, options.port) as address:
        print_wrapped(f"Lower Back Release is served at {address} for this machine alone.")
        opened = not options.no_browser and open_page(address)
        where = "It has been opened in your browser." if opened else "Open that address in a browser to see the Echo."
        for told in (where, *spoken_with(voice, silent=options.silent, aloud=sound is not None)):
            print_wrapped(told)
        print_wrapped(f'Type what you would say, also while it speaks. To begin: "{asleep(device.locale)[0]}".')
        asyncio.run(talk(echo(_over_http(address)), Clock(options.speed), sound))
    print("\nTake care of your back.")


def _voice(locale: str) -> Voice:
    voice = best_voice(locale)
    if voice is None:
        raise OSError("there is no voice to record with; install espeak-ng")
    return voice


def spoken_with(voice: Voice | None, *, silent: bool, aloud: bool) -> Iterator[str]:
    """What it speaks with: here in the terminal, and in the page, which plays what this machine's voice says itself.

    `aloud` tells that this machine has a speaker.
    """
    if silent:
        yield "It speaks in text, as you wish."
        return
    if voice is None:
        yield "Here it speaks in text: this machine has no voice (espeak-ng is one, make listen installs another)."
    elif aloud:
        yield f"Here it speaks with {voice.name}."
    else:
        yield "Here it speaks in text: this machine has no speaker that works."
    yield f"In the page it speaks with {voice.name if voice else 'the voice of your browser, if it has one'}."


def _over_http(address: str) -> Post:
    def post(request: dict[str, Any]) -> dict[str, Any]:
        answer = requests.post(address, json=request, timeout=PATIENCE_SECONDS)
        answer.raise_for_status()
        response: dict[str, Any] = answer.json()
        return response

    return post


def in_process(app: flask.Flask) -> Post:
    """Asks the skill's web service as one asks over HTTP, but without a server."""

    def post(request: dict[str, Any]) -> dict[str, Any]:
        answer = app.test_client().post("/", json=request)
        if answer.status_code == requests.codes.bad:
            raise RefusedError(answer.get_json()["error"])
        if answer.status_code != requests.codes.ok:
            raise ConnectionError(f"the skill answered {answer.status}")
        response: dict[str, Any] = answer.get_json()
        return response

    return post


if __name__ == "__main__":
    sys.exit(main())
