"""Reminders, as they are spoken of: what Alexa makes of them is told to the coach."""

from dataclasses import replace

import pytest

from lower_back_release.dialogue.errand import Errand, Errands, Outcome, Result
from lower_back_release.dialogue.reply import Permission
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.owed import Question
from lower_back_release.person.reminder import When, when
from tests.dialogue.talk import Talk

EVENINGS = "20:00 daily"


def done(*reminders: str) -> Outcome:
    return Outcome(Result.DONE, tuple(map(when, reminders)))


class TestAskingForOne:
    @pytest.mark.parametrize(
        ("named", "told"),
        [
            ("20:00 daily", "every day at eight in the evening"),
            ("08:00 daily evening", "every day at eight in the evening"),
            ("07:00 tomorrow", "tomorrow at seven in the morning"),
            ("19:30 today", "today at 7:30 in the evening"),
            ("06:05 weekdays", "on weekdays at 6:05 in the morning"),
            ("10:00 weekends", "on weekends at ten in the morning"),
            ("18:00 monday thursday", "every Monday and Thursday at six in the evening"),
            ("16:00 monday tuesday friday", "every Monday, Tuesday and Friday at four in the afternoon"),
            ("12:00 daily", "every day at noon"),
            ("00:00 daily", "every day at midnight"),
            ("00:30 daily", "every day at 12:30 at night"),
            ("12:30 daily", "every day at 12:30 in the afternoon"),
            ("23:00 sunday", "every Sunday at eleven at night"),
            ("21:00", "once, at nine in the evening"),
        ],
    )
    def test_it_is_read_back_with_all_that_alexa_will_say(self, begun: Talk, named: str, told: str) -> None:
        begun.say("remind_me", when=named)
        assert f"That would be {told}. Alexa then says, it's time for Lower Back Release. Shall I set" in begun.words
        assert begun.last.errand is None

    def test_without_a_time_it_asks_for_one(self, begun: Talk) -> None:
        begun.say("remind_me", when="daily")
        assert begun.words.endswith("At what time shall I remind you?")
        begun.say("remind_at", when="20:00")
        assert "every day at eight in the evening" in begun.words

    def test_a_bare_number_is_the_time_that_was_asked_for(self, begun: Talk) -> None:
        begun.say("remind_me", when="daily")
        begun.say("breaths", number=9)
        assert "every day at nine in the morning" in begun.words
        assert begun.progress.preferences.breaths == 8

    def test_and_is_one_of_breaths_where_nothing_was_asked(self, begun: Talk) -> None:
        begun.say("breaths", number=9)
        assert begun.progress.preferences.breaths == 9

    @pytest.mark.parametrize("number", [None, 0, 13])
    def test_nor_is_it_a_time_where_there_is_none_such(self, begun: Talk, number: int | None) -> None:
        begun.say("remind_me", when="daily")
        begun.say("breaths", number=number)
        assert begun.last.awaits is Question.REMIND_WHEN
        assert "I can hold each pose for eight, nine, or ten breaths." in begun.words

    def test_another_time_changes_what_was_proposed(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say("remind_at", when="21:00")
        assert "every day at nine in the evening" in begun.words
        begun.say("remind_me", when="weekdays")
        assert "on weekdays at nine in the evening" in begun.words

    def test_a_time_out_of_the_blue_means_nothing(self, begun: Talk) -> None:
        begun.say("remind_at", when="20:00")
        assert begun.words.startswith("Sorry, I didn't get that.")

    def test_yes_sends_the_errand_and_says_nothing_yet(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        assert begun.say("yes").errand == Errand(Errands.SET, when(EVENINGS))

    @pytest.mark.parametrize("yes", ["yes", "ready"])
    def test_once_it_is_set_that_is_said_with_how_to_have_none(self, begun: Talk, yes: str) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say(yes, outcome=done())
        assert "I'll remind you every day at eight in the evening. To have no reminder any more, say," in begun.words
        assert begun.progress.owed.question is None
        assert begun.progress.owed.wish == ""

    def test_no_sets_none(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        reply = begun.say("no")
        assert begun.words.startswith("All right, no reminder.")
        assert reply.errand is None
        assert begun.progress.owed.wish == ""

    @pytest.mark.parametrize("aside", ["thanks", "help", "say_again", "where", "not_understood"])
    def test_an_aside_leaves_the_wish_open(self, begun: Talk, aside: str) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say(aside)
        assert begun.say("yes").errand == Errand(Errands.SET, when(EVENINGS))

    @pytest.mark.parametrize("on", ["next_pose", "go_to", "resume"])
    def test_whoever_goes_on_with_something_else_wants_none(self, begun: Talk, on: str) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say(on, pose="seal_stretch" if on == "go_to" else None)
        assert begun.progress.owed.wish == ""
        assert begun.say("yes").errand is None


class TestOnTheFloor:
    def test_in_a_hold_the_breath_is_kept(self, begun: Talk) -> None:
        place = begun.until(Stage.HOLD, 4)
        begun.say("remind_me", when=EVENINGS)
        assert begun.words.startswith("Ease out of it, gently.")  # nobody holds a pose while they decide
        begun.hear_out()
        begun.say("yes", outcome=done())
        assert begun.words.endswith("Shall we go on? Say resume.")
        begun.hear_out()
        begun.say("resume")
        assert begun.until(Stage.HOLD, 4, into=0) == replace(place, phase=begun.place.phase)
        assert "We go on at breath four of eight." in begun.words

    @pytest.mark.parametrize("question", ["which_reminder", "cancel_reminder"])
    def test_a_question_is_answered_within_the_pose(self, begun: Talk, question: str) -> None:
        place = begun.until(Stage.HOLD, 4)
        begun.say(question, outcome=done(EVENINGS))
        assert begun.posture.shape
        assert replace(begun.until(Stage.HOLD, 4, into=0), phase=None) == replace(place, phase=None)

    def test_the_question_that_was_open_is_so_again(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("hurts")
        assert begun.last.awaits is Question.GENTLER
        begun.say("remind_me", when=EVENINGS)
        begun.say("remind_at", when="21:00")
        begun.say("yes", outcome=done())
        assert begun.last.awaits is Question.GENTLER
        assert begun.words.endswith("Shall we try it gentler?")

    def test_also_where_it_is_asked_whether_to_forget_meanwhile(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("hurts")
        begun.say("remind_me", when=EVENINGS)
        begun.say("forget_me")
        begun.say("no")
        assert begun.last.awaits is Question.GENTLER

    def test_resume_leaves_it_and_goes_on(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("remind_me", when=EVENINGS)
        begun.hear_out()
        begun.say("resume")
        assert begun.words.startswith("Back into the pose.")

    def test_somebody_new_is_asked_whether_to_begin(self, talk: Talk) -> None:
        talk.say("remind_me", when=EVENINGS, returning=True)
        talk.say("yes", outcome=done())
        assert talk.words.endswith("Shall we begin?")


class TestPermission:
    def test_alexa_is_to_ask_for_it(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        reply = begun.say("yes", outcome=Outcome(Result.NOT_ALLOWED))
        assert reply.permission is Permission.BY_VOICE
        assert when(reply.wish) == when(EVENINGS)
        assert begun.words == "For that, Alexa needs your permission, and asks you now."

    def test_once_it_is_given_it_is_set(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("hurts")
        begun.say("remind_me", when=EVENINGS)
        begun.say("yes", outcome=Outcome(Result.NOT_ALLOWED))
        assert begun.say("consented", when=EVENINGS).errand == Errand(Errands.SET, when(EVENINGS))

    def test_and_it_goes_on_where_it_was(self, begun: Talk) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("hurts")
        begun.say("remind_me", when=EVENINGS)
        begun.say("yes", outcome=Outcome(Result.NOT_ALLOWED))
        begun.say("consented", when=EVENINGS, outcome=done())
        assert "I'll remind you every day at eight in the evening." in begun.words
        assert begun.last.awaits is Question.GENTLER

    @pytest.mark.parametrize(
        ("told", "said", "permission"),
        [
            ("refused", "All right, then I can't remind you.", None),
            ("not_asked", "For that I need your permission, and there's a card for it", Permission.BY_CARD),
        ],
    )
    def test_without_it_that_is_said_and_it_goes_on(
        self, begun: Talk, told: str, said: str, permission: Permission | None
    ) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say("yes", outcome=Outcome(Result.NOT_ALLOWED))
        reply = begun.say(told, when=EVENINGS)
        assert begun.words.startswith(said)
        assert begun.words.endswith("Say resume.")
        assert reply.permission is permission
        assert begun.progress.owed.question is None

    def test_nobody_is_asked_twice(self, begun: Talk) -> None:
        reply = begun.say("consented", when=EVENINGS, outcome=Outcome(Result.NOT_ALLOWED))
        assert reply.permission is Permission.BY_CARD


class TestTrouble:
    @pytest.mark.parametrize(
        ("result", "told"),
        [
            (Result.UNSUPPORTED, "Ask me on another one, or in the Alexa app."),
            (Result.TOO_MANY, "Delete some in the Alexa app, then ask me again."),
            (Result.NO_TIME_ZONE, "Set the time zone of this device in the Alexa app, then ask me again."),
            (Result.NOT_TAKEN, "Try another time, or set it in the Alexa app."),
            (Result.UNREACHABLE, "Please ask me again in a minute."),
        ],
    )
    def test_each_kind_says_what_to_do_and_goes_on(self, begun: Talk, result: Result, told: str) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say("yes", outcome=Outcome(result))
        assert f"{told} Shall we go on? Say resume." in begun.words
        assert begun.progress.owed.question is None

    def test_a_time_that_is_over_is_asked_for_anew(self, begun: Talk) -> None:
        begun.say("remind_me", when="07:00 today")
        begun.say("yes", outcome=Outcome(Result.PAST))
        assert begun.words == "That's over already. At what time shall I remind you?"
        begun.say("remind_at", when="07:00 tomorrow")
        assert "tomorrow at seven in the morning" in begun.words

    @pytest.mark.parametrize("question", ["which_reminder", "cancel_reminder"])
    def test_whoever_took_the_permission_back_is_told_where_they_are(self, begun: Talk, question: str) -> None:
        begun.say(question, outcome=Outcome(Result.NOT_ALLOWED))
        assert begun.words.startswith("I have no permission to look at your reminders. If you have any, they're in the")


class TestWhichThereIs:
    def test_it_is_looked_up(self, begun: Talk) -> None:
        assert begun.say("which_reminder").errand == Errand(Errands.TELL)

    @pytest.mark.parametrize(
        ("reminders", "told"),
        [
            ((), "You have no reminder from me. To have one, say, remind me every day at eight in the evening."),
            ((EVENINGS,), "I remind you every day at eight in the evening."),
            (
                (EVENINGS, "07:00 tomorrow"),
                "I remind you every day at eight in the evening and tomorrow at seven in the morning.",
            ),
        ],
    )
    def test_and_told(self, begun: Talk, reminders: tuple[str, ...], told: str) -> None:
        begun.say("which_reminder", outcome=done(*reminders))
        assert begun.words.startswith(told)

    def test_one_that_cannot_be_read_is_not_kept_from_them(self, begun: Talk) -> None:
        begun.say("which_reminder", outcome=Outcome(Result.DONE, (When(), when(EVENINGS))))
        assert "I remind you every day at eight in the evening. You have a reminder from me whose time" in begun.words

    @pytest.mark.parametrize(
        ("reminders", "told"),
        [((EVENINGS,), "Your reminder is gone."), ((), "You have no reminder from me.")],
    )
    def test_none_any_more(self, begun: Talk, reminders: tuple[str, ...], told: str) -> None:
        assert begun.say("cancel_reminder").errand == Errand(Errands.CANCEL)
        begun.say("cancel_reminder", outcome=done(*reminders))
        assert begun.words.startswith(told)

    def test_nor_is_one_proposed_any_more(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say("cancel_reminder", outcome=done())
        assert begun.last.awaits is not Question.REMIND
