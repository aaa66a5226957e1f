import asyncio
import sys
from datetime import timedelta
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from simulator.ears.understanding import understanding_of
from simulator.echo.clock import Clock
from simulator.echo.device import Device
from simulator.echo.echo import Echo
from simulator.terminal import Sound, Terminal, talk
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


def converse(*said: Spoken, answers: tuple[dict[str, Any], ...] = (BREATHS,), sound: Sound | None = None) -> StubSkill:
    clock, skill = VirtualClock(), StubSkill(*answers)
    echo = Echo(skill, UNDERSTANDING, Device())
    clock.run(Terminal(echo, clock, Person(clock, *said), sound).run())
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


def test_a_skill_that_does_not_answer_is_not_taken_for_silence() -> None:
    clock = VirtualClock()

    def post(request: dict[str, Any]) -> dict[str, Any]:
        raise ConnectionError("gone")

    echo = Echo(post, UNDERSTANDING, Device())
    with pytest.raises(ConnectionError):
        clock.run(Terminal(echo, clock, Person(clock, (0, LAUNCH))).run())


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


def test_the_line_at_the_bottom_says_how_to_begin_what_is_on_and_that_it_is_over() -> None:
    clock, lines = VirtualClock(), []
    person = Person(clock, (0, LAUNCH), (8, "look"), (40, "look"), (45, "stop"), (60, "look"))
    echo = Echo(StubSkill(BREATHS, BREATHS, BREATHS, CLOSING), UNDERSTANDING, Device())

    async def ask() -> str:
        lines.append(room.progress().strip())
        words = await person()
        lines.append(room.progress().strip())
        return "" if words == "look" else words

    room = Terminal(echo, clock, ask)
    clock.run(room.run())
    assert lines[0] == 'say "Alexa, start lower back release"; Ctrl-C leaves'
    assert "listening" in lines
    assert lines[-1] == "asleep"


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

    asyncio.run(Terminal(Echo(slowly, UNDERSTANDING, Device()), clock, type_words).run())
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
