import asyncio
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import requests
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import ColorDepth, DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

import lambda_function
from simulator.ears.understanding import understanding_of
from simulator.echo.clock import Clock
from simulator.echo.device import Device
from simulator.echo.echo import Echo
from simulator.status import line
from simulator.terminal import NARROWEST, Console, Sound, Terminal, talk, wrapped
from simulator.voice.sound import Pcm, silence
from tests.simulator.stub_skill import StubSkill, answer
from tests.simulator.virtual_clock import START, VirtualClock

UNDERSTANDING = understanding_of("en-US")
LAUNCH = "Alexa, start lower back release"
BREATHS = answer('In. <break time="4s"/> Out. <break time="6s"/> Two. <break time="10s"/> Say next.')
CLOSING = answer("Goodbye.", reprompt=None)
ASLEEP = '(the Echo is asleep: say "Alexa, start lower back release")'
ENDED = "(nobody answered: the session has ended)"
CLOSED = "(the skill has closed)"

Spoken = tuple[float, str | type[BaseException]]


class Person:
    """Types words at given seconds after the start, and then is gone; or ends in their own way."""

    def __init__(self, clock: VirtualClock, *said: Spoken) -> None:
        self._clock, self._said = clock, iter(said)

    async def __call__(self) -> str:
        at, words = next(self._said, (None, EOFError))
        if at is not None:
            await self._clock.until(START + timedelta(seconds=at))
        if isinstance(words, str):
            return words
        raise words


class Recorder(Sound):
    """Hears what would be spoken, in order, and when it is cut off."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def say(self, words: str) -> None:
        self.heard.append(words)

    def stop(self) -> None:
        self.heard.append("(quiet)")


def talk_to(skill: StubSkill, *said: Spoken, sound: Sound | None = None, lined: bool = True) -> None:
    clock = VirtualClock()
    console = Console(Person(clock, *said), lined=lined)
    clock.run(Terminal(Echo(skill, UNDERSTANDING, Device()), clock, console, sound).run())


def converse(*said: Spoken, answers: tuple[dict[str, Any], ...] = (BREATHS,), sound: Sound | None = None) -> StubSkill:
    skill = StubSkill(*answers)
    talk_to(skill, *said, sound=sound)
    return skill


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_the_words_of_an_answer_are_shown_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    skill = converse((0, LAUNCH), (28, "stop"), answers=(BREATHS, CLOSING))
    assert printed(capsys) == ["In.", "Out.", "Two.", "Say next.", "Goodbye.", CLOSED]
    assert skill.heard == ["LaunchRequest", "AMAZON.StopIntent"]


def test_somebody_who_speaks_into_an_answer_hears_no_more_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    skill = converse((0, LAUNCH), (8, "Alexa, stop"), answers=(BREATHS, CLOSING))
    assert printed(capsys) == ["In.", "Out.", "Goodbye.", CLOSED]
    assert skill.requests[1]["request"]["timestamp"] == "2025-03-01T08:00:08Z"


def test_an_empty_line_interrupts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    skill = converse((0, LAUNCH), (8, "\n"), (9, "  "), (28, "stop"), answers=(BREATHS, CLOSING))
    assert printed(capsys)[:4] == ["In.", "Out.", "Two.", "Say next."]
    assert skill.heard == ["LaunchRequest", "AMAZON.StopIntent"]


def test_silence_brings_the_reprompt_and_then_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    skill = converse((0, LAUNCH))
    assert printed(capsys) == ["In.", "Out.", "Two.", "Say next.", "Say next.", ENDED]
    assert skill.heard == ["LaunchRequest", "SessionEndedRequest"]
    assert skill.requests[-1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"


def test_after_the_end_the_echo_is_asleep_until_it_is_called_again(capsys: pytest.CaptureFixture[str]) -> None:
    skill = converse((0, LAUNCH), (200, "next"), (210, LAUNCH), (212, KeyboardInterrupt))
    assert printed(capsys)[-3:] == [ENDED, ASLEEP, "In."]
    assert [request["session"]["new"] for request in skill.requests] == [True, False, True, False]


def test_when_there_is_nothing_more_to_read_the_answer_is_heard_out(capsys: pytest.CaptureFixture[str]) -> None:
    converse(
        (0, LAUNCH), (1, "stop"), answers=(BREATHS, answer('Ease out. <break time="9s"/> Goodbye.', reprompt=None))
    )
    assert printed(capsys) == ["Ease out.", "Goodbye.", CLOSED]


def test_nothing_typed_at_all_is_no_conversation(capsys: pytest.CaptureFixture[str]) -> None:
    assert converse().heard == []
    assert printed(capsys) == []


@pytest.mark.parametrize("leaving", [KeyboardInterrupt, asyncio.CancelledError])
def test_ctrl_c_leaves_in_the_middle_of_an_answer(
    leaving: type[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    skill = converse((0, LAUNCH), (8, leaving))
    assert printed(capsys) == ["In.", "Out."]
    assert skill.requests[-1]["request"]["reason"] == "USER_INITIATED"


class Broken(StubSkill):
    """Fails at the given requests, the first being 1, and answers the others."""

    def __init__(self, *answers: dict[str, Any], at: tuple[int, ...], with_: OSError) -> None:
        super().__init__(*answers)
        self._at, self._with = at, with_

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        answered = super().__call__(request)
        if len(self.requests) in self._at:
            raise self._with
        return answered


def refused(status: int) -> requests.HTTPError:
    response = requests.Response()
    response.status_code = status
    return requests.HTTPError("500 Server Error for url: http://127.0.0.1:5000/", response=response)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ConnectionError("the skill answered 500"), "the skill answered 500"),
        (refused(500), "the skill answered 500"),
        (requests.ConnectionError("HTTPConnectionPool(host='127.0.0.1')"), "the skill can't be reached"),
        (requests.ReadTimeout("HTTPConnectionPool(host='127.0.0.1')"), "the skill took too long to answer"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_where_the_skill_fails_one_sentence_says_so_and_the_answer_before_goes_on(
    error: OSError, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    skill = Broken(BREATHS, BREATHS, CLOSING, at=(2,), with_=error)
    talk_to(skill, (0, LAUNCH), (8, "Alexa, stop"), (14, "Alexa, stop"))
    shown = printed(capsys)
    assert shown == ["In.", "Out.", f"({told}; say it again)", "Two.", "Goodbye.", CLOSED]
    assert skill.heard == ["LaunchRequest", "AMAZON.StopIntent", "AMAZON.StopIntent"]
    assert {each["session"]["sessionId"] for each in skill.requests} == {skill.requests[0]["session"]["sessionId"]}


def test_a_skill_that_fails_at_the_first_word_is_called_again(capsys: pytest.CaptureFixture[str]) -> None:
    talk_to(Broken(BREATHS, CLOSING, at=(1,), with_=ConnectionError("gone")), (0, LAUNCH), (5, LAUNCH))
    assert printed(capsys) == ["(gone; say it again)", "Goodbye.", CLOSED]


def test_a_skill_that_fails_when_the_session_ends_ends_it_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    skill = Broken(answer("In."), at=(2,), with_=ConnectionError("gone"))
    talk_to(skill, (0, LAUNCH), (100, "hello"), (101, KeyboardInterrupt))
    assert printed(capsys) == ["In.", "Say next.", "(gone)", ENDED, ASLEEP]
    assert skill.heard == ["LaunchRequest", "SessionEndedRequest"]


def test_somebody_may_leave_a_skill_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    talk_to(Broken(BREATHS, at=(2,), with_=ConnectionError("gone")), (0, LAUNCH), (8, KeyboardInterrupt))
    assert printed(capsys) == ["In.", "Out.", "(gone)"]


def test_a_voice_that_fails_leaves_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    class Hoarse(Recorder):
        async def say(self, words: str) -> None:
            await super().say(words)
            raise subprocess.CalledProcessError(1, "espeak-ng")

    sound = Hoarse()
    converse((0, LAUNCH), (8, "Alexa, stop"), answers=(BREATHS, CLOSING), sound=sound)
    assert printed(capsys) == ["In.", "(the voice has failed: it goes on in text)", "Out.", "Goodbye.", CLOSED]
    assert sound.heard == ["(quiet)", "In."]


def test_what_is_shown_is_spoken_and_cut_off_by_new_words() -> None:
    sound = Recorder()
    converse((0, LAUNCH), (8, "Alexa, stop"), answers=(BREATHS, CLOSING), sound=sound)
    assert sound.heard == ["(quiet)", "In.", "Out.", "(quiet)", "Goodbye.", "(quiet)"]


def test_a_voice_speaks_at_the_pace_of_the_clock() -> None:
    spoken: list[tuple[str, float]] = []
    played: list[Pcm] = []

    class Voice:
        name, rate = "test", 8000

        def say(self, text: str, pace: float = 1.0) -> Pcm:
            spoken.append((text, pace))
            return silence(8, self.rate)

    class Speaker:
        play = staticmethod(played.append)

    asyncio.run(Sound(Voice(), Speaker(), 4.0).say("Breathe in."))  # type: ignore[arg-type]
    assert spoken == [("Breathe in.", 4.0)]
    assert played == [silence(8, 8000)]


def seen(skill: Callable[[dict[str, Any]], dict[str, Any]], *said: Spoken) -> list[str]:
    """The line at the bottom before anything is said, and whenever somebody types "look"."""
    clock, lines = VirtualClock(), list[str]()
    person = Person(clock, *said)

    async def ask() -> str:
        words = await person()
        if words == "look":
            lines.append(line(room.status(100)))
            return ""
        return words

    room = Terminal(Echo(skill, UNDERSTANDING, Device()), clock, Console(ask))
    clock.run(room.run())
    return lines


def test_the_line_at_the_bottom_says_how_to_begin_and_that_it_is_over() -> None:
    closing = answer('Ease out. <break time="9s"/> Goodbye.', reprompt=None)
    lines = seen(
        StubSkill(BREATHS, closing),
        *((0, "look"), (1, LAUNCH), (1.5, "look"), (2.2, "look"), (5, "look")),
        *((30, "stop"), (35, "look"), (41.5, "look"), (50, "look")),
    )
    assert lines == [
        'say "Alexa, start lower back release"; Ctrl-C leaves',
        *("thinking", "speaking", "quiet"),
        *("quiet", "speaking", 'asleep; say "Alexa, start lower back release"'),
    ]


def test_the_line_says_listening_while_the_microphone_is_open_and_asleep_once_the_session_has_ended() -> None:
    short = answer("In.", reprompt="To go on, say next pose.")
    lines = seen(
        StubSkill(short),
        *((0, LAUNCH), (2, "look"), (9, "look"), (10.2, "look"), (14, "look"), (19, "look")),
        *((21, "look"), (300, "look"), (301, KeyboardInterrupt)),
    )
    assert lines == [
        *("listening, 8 s left", "listening, 1 s left", "speaking", "listening, 6 s left", "listening, 1 s left"),
        *['asleep; say "Alexa, start lower back release"'] * 2,
    ]


def real_skill(request: dict[str, Any]) -> dict[str, Any]:
    return lambda_function.lambda_handler(request, None)


def test_the_line_goes_through_a_pose_a_pause_and_the_end_with_the_skill() -> None:
    lines = seen(
        real_skill,
        *((0, LAUNCH), (30, "look"), (72.5, "look"), (75, "Alexa, pause"), (95, "look"), (194, "look"), (202, "look")),
        *((600, "look"), (601, KeyboardInterrupt)),
    )
    pose, breath = "Pose 1 of 5  Reclined Shoelace  right leg on top", "breath 3 of 8"
    assert lines == [
        f"{pose}  setting up  0:18 left  speaking",
        f"{pose}  {breath}, breathing out  0:56 left  speaking",
        f"paused at {breath} of Reclined Shoelace; it asks again in 1:34  quiet",
        f"paused at {breath} of Reclined Shoelace  listening, 6 s left",
        f"paused at {breath} of Reclined Shoelace  quiet",
        'asleep; say "Alexa, start lower back release"',
    ]


def test_where_there_is_no_line_at_the_bottom_an_empty_line_asks_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    talk_to(StubSkill(BREATHS), (0, LAUNCH), (3, ""), (4, KeyboardInterrupt), lined=False)
    assert printed(capsys) == ["In.", "(quiet)"]


@pytest.mark.parametrize("columns", [46, 100])
def test_speech_is_broken_between_words(columns: int) -> None:
    words = "Paused. Rest any way you like. I'll wait about two minutes. To go on, say Alexa, resume."
    lines = wrapped(words, columns, "  ").splitlines()
    assert all(len(each) <= columns and each.startswith("  ") for each in lines)
    assert " ".join(each.strip() for each in lines) == words
    assert len(lines) == {46: 3, 100: 1}[columns]


def test_a_terminal_too_narrow_for_any_line_breaks_no_word() -> None:
    assert max(map(len, wrapped("In a dishwasher, unbelievably", 1).splitlines())) <= NARROWEST


@pytest.mark.parametrize("speed", [1.0, 10.0])
def test_time_passes_at_its_speed(speed: float) -> None:
    ticks = iter((100.0, 106.0))
    clock = Clock(speed, lambda: next(ticks))
    began = clock._start
    assert clock.now() - began == timedelta(seconds=6 * speed)


def test_while_an_answer_is_awaited_no_time_passes() -> None:
    seconds, said = [100.0], [LAUNCH, "stop"]
    clock, skill = Clock(10.0, lambda: seconds[0]), StubSkill(BREATHS, CLOSING)

    def slowly(request: dict[str, Any]) -> dict[str, Any]:
        seconds[0] += 60
        return skill(request)

    async def type_words() -> str:
        seconds[0] += 1
        if not said:
            raise KeyboardInterrupt
        return said.pop(0)

    asyncio.run(Terminal(Echo(slowly, UNDERSTANDING, Device()), clock, Console(type_words)).run())
    assert skill.heard == ["LaunchRequest", "AMAZON.StopIntent"]
    assert clock.now() - clock._start == timedelta(seconds=30)


def test_a_moment_that_is_over_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("asyncio.sleep", sleep)
    clock = Clock(10.0, lambda: 100.0)
    asyncio.run(clock.until(clock.now() - timedelta(seconds=5)))
    asyncio.run(clock.until(clock.now() + timedelta(seconds=5)))
    assert waits == [0.0, 0.5]


class Tty:
    """A standard stream that is a terminal."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def isatty(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def test_lines_are_typed_at_a_prompt_and_ctrl_c_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Tty(sys.stdin))
    monkeypatch.setattr("sys.stdout", Tty(sys.stdout))
    skill = StubSkill(CLOSING)

    async def type_keys() -> None:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text(f"{LAUNCH}\n\x03")
            await talk(Echo(skill, UNDERSTANDING, Device()), VirtualClock(), None)

    asyncio.run(type_keys())
    assert skill.heard == ["LaunchRequest"]


class Screen(io.StringIO):
    """All that is written to a terminal of 46 columns, with its escape sequences."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def typed(keys: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal is sent while somebody types."""
    monkeypatch.setattr("sys.stdin", Tty(sys.stdin))
    monkeypatch.setattr("sys.stdout", Tty(sys.stdout))
    monkeypatch.delenv("PROMPT_TOOLKIT_COLOR_DEPTH", raising=False)
    screen = Screen()

    async def type_keys() -> None:
        size, depth = Size(rows=20, columns=46), ColorDepth.from_env()
        output = Vt100_Output(screen, lambda: size, "xterm-256color", default_color_depth=depth, enable_cpr=False)
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
            pipe.send_text(keys)
            await talk(Echo(StubSkill(), UNDERSTANDING, Device()), VirtualClock(), None)

    asyncio.run(type_keys())
    return screen.getvalue()


COLOURS = re.compile(r"\x1b\[[0-9;]*[1-9][0-9;]*m")
"""An escape sequence that changes how letters look."""


def test_there_is_color_where_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    written = typed("hello\n\x03", monkeypatch)
    assert "(the Echo is asleep" in written
    assert COLOURS.search(written)


def test_there_is_none_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    written = typed("hello\n\x03", monkeypatch)
    assert "(the Echo is asleep" in written
    assert COLOURS.findall(written) == []


def test_a_terminal_that_can_only_write_gets_lines_alone(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    reading, writing = os.pipe()
    os.write(writing, b"hello\n\n")
    os.close(writing)
    with open(reading, encoding="utf-8") as stdin:  # noqa: PTH123 - a pipe is no path
        monkeypatch.setattr("sys.stdin", Tty(stdin))
        monkeypatch.setattr("sys.stdout", Tty(sys.stdout))
        asyncio.run(talk(Echo(StubSkill(), UNDERSTANDING, Device()), VirtualClock(), None))
    hint = "  (an empty line tells where you are)\n"
    assert capfd.readouterr().out == f'{hint}  {ASLEEP}\n  (asleep; say "{LAUNCH}")\n'
