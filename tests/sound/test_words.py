"""What is heard are the words that were planned, as a recogniser hears them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from lower_back_release.alexa.speech import ssml
from lower_back_release.lesson.breath import FEWEST_BREATHS, GENTLE, Phase
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Stage, Timeline
from simulator.heard.ssml import read_ssml
from simulator.voice.engine import Voice
from simulator.voice.sound import Pcm
from tests.sound.answers import answers
from tests.sound.calibrated import calibrate
from tests.sound.hearing import hear, plan
from tests.sound.listener import Listener
from tests.sound.rendered import render

pytestmark = pytest.mark.sound


@pytest.fixture(scope="module")
def said(routine: Routine, hibari: Voice) -> tuple[Timeline, ...]:
    calibrated = replace(routine, voice=calibrate(routine, hibari).voice)
    return tuple(answers(calibrated, GENTLE, FEWEST_BREATHS))


@pytest.fixture(scope="module")
def texts(said: Sequence[Timeline]) -> tuple[str, ...]:
    """Every cue of the routine."""
    return tuple(dict.fromkeys(cue.words for answer in said for cue in answer.cues if cue.words))


def misheard(answer: Timeline, sound: Pcm, texts: Sequence[str], listener: Listener) -> Iterator[tuple[str, str]]:
    """Each cue that is nearer to the words of another, and what was heard in its place.

    A single word, such as a count, has no context to be understood by: it counts only if it is plainly another cue.
    """
    for cue, heard in hear(sound, plan(answer)):
        words = listener.hear(heard.part_of(sound))
        clear = " " in listener.plain(cue.words) or words in map(listener.plain, texts)
        if clear and listener.nearest(words, texts) != (cue.words,):
            yield cue.words, words


def instead(document: str, *swaps: tuple[str, str]) -> str:
    """The document with the first place of each text taken by another."""
    marked = document
    for n, (old, _) in enumerate(swaps):
        assert f"> {old} <" in marked
        marked = marked.replace(f"> {old} <", f"> {{{n}}} <", 1)
    return marked.format(*(new for _, new in swaps))


@pytest.mark.parametrize("answers", [1, pytest.param(None, marks=pytest.mark.slow)], ids=["first answer", "all"])
def test_every_cue_of_the_routine_is_understood(
    said: Sequence[Timeline], texts: Sequence[str], hibari: Voice, listener: Listener, answers: int | None
) -> None:
    wrong = [
        cue
        for answer in said[:answers]
        for cue in misheard(answer, render(read_ssml(ssml(answer)), hibari), texts, listener)
    ]
    assert wrong == []


def test_in_and_out_swapped_are_found(
    said: Sequence[Timeline], texts: Sequence[str], hibari: Voice, listener: Listener
) -> None:
    answer = said[-1]
    led = [cue for cue in answer.cues if cue.place.stage is Stage.HOLD and cue.words][:4]
    assert [cue.place.phase for cue in led] == [Phase.IN, Phase.OUT, Phase.IN, Phase.OUT]
    for breathe_in, breathe_out in (led[:2], led[2:]):
        swapped = instead(ssml(answer), (breathe_in.words, breathe_out.words), (breathe_out.words, breathe_in.words))
        wrong = dict(misheard(answer, render(read_ssml(swapped), hibari), texts, listener))
        assert {breathe_in.words, breathe_out.words} <= wrong.keys()


def test_the_reminder_of_another_pose_is_found(
    said: Sequence[Timeline], texts: Sequence[str], routine: Routine, hibari: Voice, listener: Listener
) -> None:
    reminders = [pose.reminders[0].say for pose in routine.poses]
    for pose, other in zip(routine.poses, [*reminders[1:], reminders[0]], strict=True):
        answer = next(answer for answer in said if any(cue.words == pose.reminders[0].say for cue in answer.cues))
        swapped = instead(ssml(answer), (pose.reminders[0].say, other))
        wrong = dict(misheard(answer, render(read_ssml(swapped), hibari), texts, listener))
        assert wrong == {pose.reminders[0].say: listener.plain(other)}


def test_the_setup_of_another_pose_is_found(
    said: Sequence[Timeline], texts: Sequence[str], hibari: Voice, listener: Listener
) -> None:
    answer, *_, other = said
    setup, another = (
        [cue.words for cue in timeline.cues if cue.words and cue.place.stage is Stage.SETUP][1:-1]
        for timeline in (answer, other)
    )
    setup = setup[: setup.index("Settle in, for eight breaths.")]
    pairs = list(dict(zip(setup, another, strict=False)).items())
    wrong = dict(misheard(answer, render(read_ssml(instead(ssml(answer), *pairs)), hibari), texts, listener))
    assert set(setup[: len(pairs)]) <= wrong.keys()
