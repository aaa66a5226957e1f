"""Whoever should stop, or needs help, is led out, told the one thing to do, and let go."""

import pytest

from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.owed import Owed
from tests.dialogue.talk import Talk

OUT = "Ease out of it, gently. Uncross your legs, and put both feet on the floor. "

FIRST_WORDS = {
    "emergency": "Call nine one one now. I can't call for you.",
    "hurts_badly": "Please stop here for today, and talk to a doctor about it.",
    "numb": "Please stop here for today, and talk to a doctor about it. If it's in both legs, or between your legs,",
    "faint": "Lie down, or sit with your head low, until it has passed. Then get up slowly.",
}


@pytest.mark.parametrize("name", FIRST_WORDS)
def test_it_comes_out_says_what_to_do_and_ends(begun: Talk, name: str) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say(name)
    assert begun.words.startswith(OUT + FIRST_WORDS[name])
    assert begun.last.awaits is None
    assert begun.last.reprompt is None
    assert begun.last.end.posture.shape is None


@pytest.mark.parametrize("name", FIRST_WORDS)
def test_it_can_be_the_first_words_ever(talk: Talk, name: str) -> None:
    talk.say(name, returning=True)
    assert talk.words.startswith(FIRST_WORDS[name])


@pytest.mark.parametrize("name", FIRST_WORDS)
def test_next_time_begins_anew_with_the_note_of_caution(begun: Talk, name: str) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say(name)
    begun.listen(600)
    begun.progress = begun.coach.closed(begun.progress, begun.now).with_owed(**vars(Owed()))
    begun.say("launch")
    assert begun.words.startswith("Welcome. This isn't medical advice")


def test_a_cramp_is_given_time_to_ease_before_anything_is_asked(begun: Talk) -> None:
    begun.until(Stage.HOLD, 4)
    begun.say("cramp")
    how, asked = begun.last.said.cues[-2:]
    assert begun.words.startswith(f"{OUT}Rest as you are. For a cramp, stretch that muscle slowly, and rub it.")
    assert how.seconds - how.spoken_seconds > 7.9
    assert asked.words.endswith("Shall we try it gentler?")


def test_the_third_cramp_is_not_tried_again(begun: Talk) -> None:
    for _ in range(2):
        begun.until(Stage.HOLD, 2)
        begun.say("cramp")
        begun.hear_out()
        begun.say("yes")
    begun.until(Stage.HOLD, 2)
    begun.say("cramp")
    assert begun.words.endswith("Shall we go on to knee hugs?")
