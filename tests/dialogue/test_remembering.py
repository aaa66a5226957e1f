"""What the teacher makes of remembering: how often one came, what may be forgotten, what must be."""

import pytest

from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.history import DAY_MS
from tests.dialogue.talk import Talk


def practice(talk: Talk) -> None:
    """The routine, in short, to its end."""
    talk.say("go_to", pose="downward_dog")
    talk.hear_out()


def test_the_day_one_comes_to_the_end_is_kept_once(talk: Talk) -> None:
    practice(talk)
    talk.say("repeat")
    talk.hear_out()
    talk.say("stop")
    assert talk.progress.history.days == (talk.now // DAY_MS,)


def test_it_is_kept_also_of_somebody_who_falls_silent_at_the_end(talk: Talk) -> None:
    practice(talk)
    finished = talk.now // DAY_MS
    talk.now += 3 * DAY_MS
    talk.say("launch")
    assert talk.progress.history.days == (finished,)


def test_stopping_in_the_middle_is_not_the_end(begun: Talk) -> None:
    begun.until(Stage.HOLD, 3)
    begun.say("stop")
    assert begun.progress.history.days == ()


@pytest.mark.parametrize(
    ("days", "greeting"),
    [
        ([0], "Welcome back. Let's begin."),
        ([2], "Welcome back, for the second time this week. Let's begin."),
        ([2, 2], "Welcome back, for the third time this week. Let's begin."),
        ([8], "Welcome back. Let's begin."),
    ],
)
def test_coming_often_is_noticed_and_staying_away_is_not(talk: Talk, days: list[int], greeting: str) -> None:
    for passed in days:
        practice(talk)
        talk.now += passed * DAY_MS
    talk.say("launch")
    assert talk.words.startswith(greeting)


class TestForgetMe:
    def test_asks_first(self, begun: Talk) -> None:
        begun.say("forget_me")
        assert begun.words.endswith("Shall I forget it all?")
        assert not begun.last.forget

    def test_yes_forgets_says_so_and_leaves(self, begun: Talk) -> None:
        begun.say("forget_me")
        begun.hear_out()
        begun.say("yes")
        assert begun.last.forget
        assert "all forgotten" in begun.words
        assert begun.last.reprompt is None

    def test_no_keeps_everything_and_the_breath(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("forget_me")
        begun.hear_out()
        begun.say("no")
        assert begun.words.startswith("Then I'll keep it.")
        begun.say("yes")
        assert begun.until(Stage.HOLD).breath == 4


def test_a_memory_that_fails_is_owned_up_to_in_plain_words(talk: Talk) -> None:
    talk.say("launch", forgetful=True)
    assert talk.words.startswith("My memory isn't working right now")
    assert "First, the reclined shoelace." in talk.words
