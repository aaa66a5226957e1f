"""Commands that change how the practice goes."""

import pytest

from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.timeline import Place, Stage
from tests.dialogue.talk import Talk


@pytest.fixture
def fifth(begun: Talk) -> Talk:
    """Somebody in the fifth breath of the first side."""
    begun.until(Stage.HOLD, 5)
    return begun


class TestPace:
    @pytest.mark.parametrize(
        ("said", "seconds"), [("slower", 12), ("faster", 7), ("slow", 12), ("quick", 7), ("gentle", 10)]
    )
    def test_is_changed_from_the_same_breath_on(self, fifth: Talk, said: str, seconds: float) -> None:
        fifth.say("pace", pace=said)
        assert fifth.progress.preferences.pace.seconds == seconds
        assert fifth.place.breath == 5

    @pytest.mark.parametrize(("said", "answer"), [("slower", "slowest"), ("faster", "quickest")])
    def test_has_an_end(self, fifth: Talk, said: str, answer: str) -> None:
        fifth.say("pace", pace=said)
        fifth.say("pace", pace=said)
        assert f"These are my {answer} breaths already." in fifth.words

    def test_that_we_do_not_know_is_answered_with_those_we_know(self, fifth: Talk) -> None:
        fifth.say("pace")
        assert "slow, gentle, or quick" in fifth.words
        assert fifth.place.breath == 5

    def test_is_remembered_in_the_next_pose(self, fifth: Talk) -> None:
        fifth.say("pace", pace="slow")
        fifth.say("next_pose")
        assert fifth.progress.preferences.pace.name == "slow"

    def test_can_be_chosen_before_anything_has_begun(self, talk: Talk) -> None:
        talk.say("pace", pace="slow")
        assert talk.words == "Slow breaths, from here. Shall we begin?"
        talk.say("start")
        assert "medical advice" in talk.words
        assert talk.progress.preferences.pace.name == "slow"


class TestBreaths:
    @pytest.mark.parametrize("number", [8, 9, 10])
    def test_from_eight_to_ten_are_possible(self, fifth: Talk, number: int) -> None:
        fifth.say("breaths", number=number)
        assert fifth.progress.preferences.breaths == number
        assert fifth.place.breath == 5
        assert "each side" in fifth.words

    @pytest.mark.parametrize("number", [None, 0, 7, 11, 100])
    def test_of_another_number_are_answered_with_what_is_possible(self, fifth: Talk, number: int | None) -> None:
        fifth.say("breaths", number=number)
        assert fifth.words.startswith("I can hold each pose for eight, nine, or ten breaths.")
        assert fifth.progress.preferences.breaths == 8
        assert fifth.place.breath == 5

    def test_fewer_than_have_been_taken_ends_the_hold(self, begun: Talk) -> None:
        begun.say("breaths", number=10)
        begun.say("go_to", pose="seal_stretch")
        begun.until(Stage.HOLD, 10)
        begun.say("breaths", number=8)
        assert begun.until(Stage.WAY_OUT)
        assert not begun.words.split("Slowly lower")[0].count("Breathe in")


def breaths_led(talk: Talk) -> dict[int, list[int]]:
    """The breaths the last answer leads, by side."""
    led: dict[int, list[int]] = {0: [], 1: []}
    for cue in talk.last.said.cues:
        if cue.place.phase is Phase.IN and not cue.place.rest:
            led[cue.place.side].append(cue.place.breath)
    return led


class TestHoldLonger:
    def test_adds_two_breaths_where_no_number_is_said(self, fifth: Talk) -> None:
        fifth.say("hold_longer")
        assert fifth.words.startswith("Two more on each side, then.")
        assert (fifth.place.breath, fifth.progress.breaths) == (5, 10)

    def test_is_for_this_pose_only(self, fifth: Talk) -> None:
        fifth.say("hold_longer", number=3)
        fifth.say("next_pose")
        assert fifth.progress.breaths == 8

    @pytest.mark.parametrize("stage", [Stage.WAY_OUT, Stage.DONE])
    def test_after_the_hold_goes_back_into_it_for_those_breaths(self, begun: Talk, stage: Stage) -> None:
        begun.say("go_to", pose="deep_squat")
        begun.until(stage)
        begun.say("hold_longer", number=2)
        begun.until(Stage.HOLD)
        assert begun.place.breath == 9
        assert "Settle in. We go on at breath nine of ten." in begun.words

    def test_at_the_break_between_sides_stays_on_the_side_just_done(self, begun: Talk) -> None:
        begun.say("pace", pace="slow")
        begun.say("go_to", pose="knee_hugs")
        assert begun.hear_out() == Place("knee_hugs", 1, waits=True)
        begun.say("hold_longer")
        assert begun.words.startswith("Two more on each side, then. Now hug your right knee")
        assert begun.until(Stage.HOLD).breath == 9
        assert breaths_led(begun) == {0: [9, 10], 1: list(range(1, 11))}

    def test_after_both_sides_goes_to_both_of_them(self, begun: Talk) -> None:
        begun.say("go_to", pose="knee_hugs")
        begun.hear_out()
        begun.say("hold_longer")
        assert begun.words.startswith("Two more on each side, then. Now hug your right knee")
        assert breaths_led(begun) == {0: [9, 10], 1: [9, 10]}
        assert begun.hear_out() == Place("knee_hugs", 1, Stage.DONE)
        begun.say("hold_longer", number=1)
        assert breaths_led(begun) == {0: [11], 1: [11]}

    def test_on_the_way_to_the_second_side_goes_to_both_of_them(self, begun: Talk) -> None:
        begun.say("go_to", pose="knee_hugs")
        begun.until(Stage.SETUP, side=1)
        begun.say("hold_longer")
        assert "Two more on each side, then." in begun.words
        assert breaths_led(begun) == {0: [9, 10], 1: list(range(1, 11))}

    def test_on_the_second_side_says_that_the_first_had_fewer_and_how_to_even_it_out(self, begun: Talk) -> None:
        begun.say("go_to", pose="knee_hugs")
        begun.until(Stage.HOLD, side=1)
        begun.say("hold_longer")
        assert "Two more here, then. The first side had fewer. To even it out, say, other side" in begun.words
        assert begun.hear_out() == Place("knee_hugs", 1, Stage.DONE)
        begun.say("other_side")
        assert breaths_led(begun) == {0: [9, 10], 1: []}
        assert begun.hear_out() == Place("knee_hugs", 1, Stage.DONE)

    def test_after_an_uneven_pose_the_next_breaths_even_it_out(self, begun: Talk) -> None:
        begun.say("go_to", pose="knee_hugs")
        begun.until(Stage.HOLD, side=1)
        begun.say("hold_longer", number=3)
        begun.hear_out()
        begun.say("hold_longer", number=1)
        assert breaths_led(begun) == {0: [9, 10, 11, 12], 1: [12]}

    def test_a_number_named_on_the_second_side_says_that_the_first_had_fewer(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3, side=1)
        begun.say("breaths", number=10)
        assert begun.words.startswith(
            "Ten breaths here, then, and on each side from the next pose on. The first side had fewer."
        )
        begun.hear_out()
        begun.say("other_side")
        assert breaths_led(begun) == {0: [9, 10], 1: []}

    def test_a_smaller_number_named_on_the_second_side_says_how_many_the_first_had(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 3)
        begun.say("hold_longer", number=2)
        begun.until(Stage.HOLD, 3, side=1)
        begun.say("breaths", number=8)
        assert begun.words.startswith("Eight breaths here, then, and on each side from the next pose on.")

    def test_a_number_named_after_it_stands(self, fifth: Talk) -> None:
        fifth.say("hold_longer", number=2)
        fifth.say("breaths", number=8)
        assert breaths_led(fifth) == {0: [5, 6, 7, 8], 1: list(range(1, 9))}

    def test_in_a_pose_without_sides_speaks_of_none(self, begun: Talk) -> None:
        begun.say("go_to", pose="deep_squat")
        begun.until(Stage.HOLD)
        begun.say("hold_longer")
        assert begun.words.startswith("Two more breaths, then.")
        begun.say("hold_longer", number=1)
        assert begun.words.startswith("One more breath, then.")

    @pytest.mark.parametrize(("number", "answer"), [(0, "a few breaths at a time"), (50, "I can add twelve more here")])
    def test_by_an_odd_number_is_answered_kindly(self, fifth: Talk, number: int, answer: str) -> None:
        fifth.say("hold_longer", number=number)
        assert answer in fifth.words
        assert (fifth.place.breath, fifth.progress.breaths) == (5, 8)

    def test_has_an_end(self, fifth: Talk) -> None:
        fifth.say("hold_longer", number=12)
        fifth.say("hold_longer")
        assert "as long as I hold a pose" in fifth.words


class TestGuidance:
    def test_less_goes_down_to_as_little_as_can_be(self, fifth: Talk) -> None:
        fifth.say("less_guidance")
        assert fifth.progress.preferences.guidance is Guidance.LESS
        fifth.say("less_guidance")
        assert "as little as I can already" in fifth.words
        assert fifth.place.breath == 5

    def test_more_goes_up_to_all_there_is(self, fifth: Talk) -> None:
        fifth.say("more_guidance")
        assert fifth.progress.preferences.guidance is Guidance.MORE
        fifth.say("more_guidance")
        assert "all I know already" in fifth.words
        assert fifth.place.breath == 5
