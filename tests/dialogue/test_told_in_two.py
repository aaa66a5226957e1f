"""A hold too long for one answer: one waits inside it, and whatever is said there loses no breath."""

import pytest

from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.timeline import Place, Stage
from tests.dialogue.talk import Talk


@pytest.fixture
def inside(begun: Talk) -> Talk:
    """Somebody in a seal stretch of twenty slow breaths, at the end of the first answer."""
    begun.say("pace", pace="slow")
    begun.say("go_to", pose="seal_stretch")
    begun.say("hold_longer", number=12)
    stopped = begun.hear_out()
    assert (stopped.stage, stopped.waits) == (Stage.HOLD, True)
    return begun


def test_it_is_said_to_go_on_breathing_and_the_shape_is_kept(inside: Talk) -> None:
    assert inside.words.endswith("Keep breathing. To go on in this pose, say next.")
    assert inside.last.awaits is Situation.INSIDE
    assert inside.posture == Posture("belly", Shape("seal_stretch"))


def test_silence_is_led_out_before_it_is_asked_again(inside: Talk) -> None:
    assert inside.last.reprompt
    again = " ".join(cue.words for cue in inside.last.reprompt.cues if cue.words)
    assert again.startswith("Slowly lower your chest to the floor. I'm here, and there's no hurry. To go on, say next.")


@pytest.mark.parametrize(
    ("after", "first"),
    [
        (12, "Breathe in."),  # still in it: a reprompt begins with some quiet
        (16, "Ease out of it, gently. Slowly lower your chest to the floor. Feet wide. Come slowly"),
        (40, "Feet wide. Come slowly"),
    ],
)
def test_whoever_heard_some_of_that_goes_on_from_where_they_are(inside: Talk, after: float, first: str) -> None:
    breath = inside.place.breath
    inside.listen(inside.last.said.seconds + after)
    inside.say("next")
    assert inside.words.startswith(first)
    assert inside.until(Stage.HOLD).breath == breath


def test_whoever_comes_back_much_later_hears_which_pose_and_which_breath(inside: Talk) -> None:
    _breath, _number = inside.place.breath, inside.coach.routine.number
    inside.close()
    inside.now += 3600 * 1000
    inside.say("next", returning=True)
    assert inside.words.startswith("The seal stretch. Back into the pose. Come")


@pytest.mark.parametrize("command", ["next", "resume", "yes", "ready", "keep_going"])
def test_every_word_for_on_goes_on_with_the_hold(inside: Talk, command: str) -> None:
    breath = inside.place.breath
    inside.say(command)
    assert (inside.place.stage, inside.place.breath, inside.place.waits) == (Stage.HOLD, breath, False)
    assert "Slowly lower" not in inside.words.split("Breathe in.")[0]


@pytest.mark.parametrize("command", ["where", "breaths_left", "time_left", "repeat", "how_to", "thanks", "good_for"])
def test_an_aside_is_answered_and_the_hold_goes_on(inside: Talk, command: str) -> None:
    breath = inside.place.breath
    inside.say(command)
    assert inside.until(Stage.HOLD).breath == breath
    assert inside.words.count("Breathe in.") >= 1
    assert not inside.place.waits


def test_breaths_left_counts_the_one_to_come(inside: Talk) -> None:
    left = 20 - inside.place.breath + 1
    inside.say("breaths_left")
    assert inside.words.startswith(f"{inside.coach.routine.number(left).capitalize()} breaths are still to come.")


def test_as_long_as_it_gets_is_said_and_the_hold_goes_on(inside: Talk) -> None:
    inside.say("hold_longer")
    assert inside.words.startswith("That's as long as I hold a pose. Breathe in.")


@pytest.mark.parametrize(("command", "asked"), [("hurts", "try it gentler?"), ("cannot", "go on to the deep squat?")])
def test_pain_leads_out_and_the_next_pose_is_the_next_pose(inside: Talk, command: str, asked: str) -> None:
    inside.say(command)
    assert inside.words.startswith("Ease out of it, gently. Slowly lower your chest to the floor.")
    assert inside.words.endswith(asked)
    inside.hear_out()
    inside.say("next_pose")
    assert inside.place.pose == "deep_squat"


def test_pause_and_resume_go_on_at_the_breath_to_come(inside: Talk) -> None:
    breath = inside.place.breath
    inside.say("pause")
    assert inside.words.startswith("Ease out of it, gently. Slowly lower your chest to the floor. Paused.")
    inside.hear_out()
    inside.say("resume")
    assert inside.until(Stage.HOLD).breath == breath


def test_leaving_it_out_is_the_end_of_it(inside: Talk) -> None:
    inside.say("leave_out", pose="seal_stretch")
    assert inside.words.startswith("Ease out of it, gently. Slowly lower your chest to the floor.")
    inside.hear_out()
    inside.say("next_pose")
    assert inside.place.pose == "deep_squat"


def test_a_rest_too_long_waits_before_it_begins(begun: Talk) -> None:
    begun.say("pace", pace="slow")
    begun.say("go_to", pose="seal_stretch")
    begun.say("hold_longer", number=6)
    assert begun.hear_out() == Place("seal_stretch", rest=True, waits=True)
    assert begun.posture == Posture("belly")
    assert begun.words.endswith("That was the pose. When you're ready for child's pose, say next.")
    begun.say("next")
    assert begun.words.startswith("Now child's pose, to balance the back bend. Bring your hands under your shoulders")
    assert begun.hear_out() == Place("seal_stretch", 0, Stage.DONE)
