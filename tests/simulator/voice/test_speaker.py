import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from simulator.voice.sound import Pcm, from_wav, silence
from simulator.voice.speaker import Speaker, open_speaker

SOUND = silence(4800, 24000)


class FakePlayer:
    """A player's process: ends when told to, with the code it was given; None hangs until killed."""

    def __init__(self, command: Sequence[str], code: int | None) -> None:
        self.command = tuple(command)
        self.played: Pcm = from_wav(Path(command[-1]).read_bytes())
        self.code = code
        self.killed = False

    def poll(self) -> int | None:
        return -9 if self.killed else None

    def wait(self, timeout: float | None = None) -> int:
        if self.killed:
            return -9
        if self.code is None:
            raise subprocess.TimeoutExpired(self.command, timeout or 0)
        return self.code

    def kill(self) -> None:
        self.killed = True


class Machine:
    """A machine with these players on it and what each ends with."""

    def __init__(self, **codes: int | None) -> None:
        self.codes = {name.replace("_", "-"): code for name, code in codes.items()}
        self.started: list[FakePlayer] = []

    def find(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.codes else None

    def start(self, command: Sequence[str]) -> FakePlayer:
        self.started.append(FakePlayer(command, self.codes[command[0]]))
        return self.started[-1]


@pytest.fixture
def opened() -> Iterator[Callable[[Machine], Speaker | None]]:
    speakers: list[Speaker] = []

    def open_on(machine: Machine) -> Speaker | None:
        speaker = open_speaker(start=machine.start, find=machine.find)
        if speaker is not None:
            speakers.append(speaker)
        return speaker

    yield open_on
    for speaker in speakers:
        speaker.close()


def test_a_machine_without_a_player_has_no_speaker() -> None:
    assert open_speaker(start=Machine().start, find=Machine().find) is None


def test_a_player_that_fails_at_once_has_no_sound_card_behind_it() -> None:
    machine = Machine(aplay=1)
    assert open_speaker(start=machine.start, find=machine.find) is None


def test_the_first_player_that_works_is_taken(opened: Callable[[Machine], Speaker | None]) -> None:
    machine = Machine(paplay=1, aplay=0, afplay=0)
    speaker = opened(machine)
    assert speaker is not None
    speaker.play(SOUND)
    assert [player.command[0] for player in machine.started] == ["paplay", "aplay", "aplay"]


def test_a_player_that_hangs_on_a_moment_of_silence_is_ended_and_passed_over(
    opened: Callable[[Machine], Speaker | None],
) -> None:
    machine = Machine(pw_play=None, aplay=0)
    assert opened(machine) is not None
    assert machine.started[0].killed


def test_the_probe_is_too_short_and_too_quiet_to_notice(opened: Callable[[Machine], Speaker | None]) -> None:
    machine = Machine(aplay=0)
    opened(machine)
    assert machine.started[0].played == silence(1200, 24000)
    assert machine.started[0].played.seconds == 0.05


def test_a_player_that_cannot_be_started_is_passed_over() -> None:
    def broken(command: Sequence[str]) -> FakePlayer:
        raise PermissionError(command[0])

    assert open_speaker(start=broken, find=Machine(aplay=0).find) is None


def test_playing_does_not_wait_and_stopping_is_at_once() -> None:
    machine = Machine(aplay=0)
    with Speaker(["aplay"], machine.start) as speaker:
        assert not speaker.playing
        speaker.play(SOUND)
        assert speaker.playing
        assert machine.started[0].played == SOUND
        speaker.stop()
        assert not speaker.playing
        assert machine.started[0].killed
        assert not speaker.wait()


def test_a_new_sound_cuts_the_old_one_off() -> None:
    machine = Machine(aplay=0)
    with Speaker(["aplay"], machine.start) as speaker:
        speaker.play(SOUND)
        speaker.play(SOUND)
        assert [player.killed for player in machine.started] == [True, False]


@pytest.mark.parametrize(("code", "heard"), [(0, True), (1, False), (None, False)])
def test_waiting_says_whether_it_was_heard_to_the_end(code: int | None, heard: bool) -> None:
    with Speaker(["aplay"], Machine(aplay=code).start) as speaker:
        speaker.play(SOUND)
        assert speaker.wait(timeout=0.1) is heard


def test_nothing_is_left_on_the_disk_or_playing_after_the_speaker_is_closed() -> None:
    machine = Machine(aplay=0)
    with Speaker(["aplay"], machine.start) as speaker:
        speaker.play(SOUND)
    assert not Path(machine.started[0].command[-1]).exists()
    assert machine.started[0].killed
