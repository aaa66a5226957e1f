"""Reminders, as they are spoken of: what Alexa makes of them is told to the coach."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.content import content_for
from lower_back_release.dialogue.errand import Errand, Errands, Outcome, Result
from lower_back_release.dialogue.reply import Permission
from lower_back_release.lesson.timeline import Stage
from lower_back_release.person.owed import Question
from lower_back_release.person.progress import new_progress
from lower_back_release.person.reminder import MINUTES_A_DAY, ONCE, SETS, WEEK, When, when
from tests.dialogue.talk import Talk

EVENINGS = "20:00 daily"

NO_CLOCK = Outcome(Result.NO_TIME_ZONE)
"""What comes of a look at the clock of a device that doesn't tell its time zone."""

NEW_YEARS_EVE_NOON = datetime(2026, 12, 31, 12, tzinfo=UTC)
NEW_YEARS_EVE = round(NEW_YEARS_EVE_NOON.timestamp() * 1000)


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
            ("20:00 next_monday", "this coming Monday at eight in the evening"),
            ("20:00 2027-12-03", "on December 3 at eight in the evening"),
            ("20:00 2028-12-03", "on December 3, 2028, at eight in the evening"),
        ],
    )
    def test_it_is_read_back_with_all_that_alexa_will_say(self, begun: Talk, named: str, told: str) -> None:
        begun.say("remind_me", when=named, outcome=NO_CLOCK)
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
        assert begun.words.startswith("All right, I won't set it.")
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
        begun.say("remind_me", when="07:00 today", outcome=NO_CLOCK)
        begun.say("yes", outcome=Outcome(Result.PAST))
        assert begun.words == "That's over already. At what time shall I remind you?"
        begun.say("remind_at", when="07:00 tomorrow")
        assert "tomorrow at seven in the morning" in begun.words

    def test_a_date_that_is_over_is_asked_for_anew_as_well(self, begun: Talk) -> None:
        begun.say("remind_me", when="20:00 2026-12-03")
        begun.say("yes", outcome=Outcome(Result.PAST))
        assert begun.words == "That's over already. On which days shall I remind you?"
        begun.say("remind_at", when="tomorrow")
        assert "tomorrow at eight in the evening" in begun.words


LOOKING = ["which_reminder", "cancel_reminder", "change_reminder"]


@pytest.mark.parametrize("wish", LOOKING)
class TestPermissionToLook:
    def test_alexa_is_to_ask_for_it_and_to_tell_what_was_wished_for(self, begun: Talk, wish: str) -> None:
        reply = begun.say(wish, when="07:00", outcome=Outcome(Result.NOT_ALLOWED))
        assert reply.permission is Permission.BY_VOICE
        assert reply.wish == f"{wish} 07:00"
        assert begun.words.endswith("For that, Alexa needs your permission, and asks you now.")

    def test_nobody_is_asked_twice(self, begun: Talk, wish: str) -> None:
        reply = begun.say(wish, permission_for=wish, outcome=Outcome(Result.NOT_ALLOWED))
        assert reply.permission is Permission.BY_CARD

    def test_whoever_refuses_is_told_where_they_are(self, begun: Talk, wish: str) -> None:
        begun.say(wish, outcome=Outcome(Result.NOT_ALLOWED))
        begun.say("refused", permission_for=wish)
        assert begun.words.startswith("I have no permission to look at your reminders. If you have any, they're in the")

    def test_the_question_that_was_open_is_so_again(self, begun: Talk, wish: str) -> None:
        begun.until(Stage.HOLD, 4)
        begun.say("hurts")
        begun.say(wish, outcome=Outcome(Result.NOT_ALLOWED))
        begun.say("refused", permission_for=wish)
        assert begun.last.awaits is Question.GENTLER


@pytest.mark.parametrize("wish", ["which_reminder", "cancel_reminder"])
def test_what_was_proposed_outlives_a_look_that_is_not_allowed(begun: Talk, wish: str) -> None:
    begun.say("remind_me", when=EVENINGS)
    begun.say(wish, outcome=Outcome(Result.NOT_ALLOWED))
    assert begun.words.endswith("For that, Alexa needs your permission, and asks you now.")
    begun.say("refused", permission_for=wish)
    assert "no permission to look" in begun.words


class TestChanging:
    def test_what_there_is_is_looked_up_first(self, begun: Talk) -> None:
        assert begun.say("change_reminder", when="07:00").errand == Errand(Errands.TELL)

    @pytest.mark.parametrize(
        ("there_is", "named", "was", "would_be"),
        [
            ("20:00 monday", "07:00", "every Monday at eight in the evening", "every Monday at seven in the evening"),
            (
                "20:00 monday",
                "tuesday",
                "every Monday at eight in the evening",
                "every Tuesday at eight in the evening",
            ),
            ("20:00 monday", "daily", "every Monday at eight in the evening", "every day at eight in the evening"),
            ("07:00 weekdays", "06:30", "on weekdays at seven in the morning", "on weekdays at 6:30 in the morning"),
            ("20:00 2027-12-03", "09:00", "on December 3, 2027", "on December 3, 2027, at nine in the evening"),
            ("20:00 today", "tomorrow", "today at eight in the evening", "tomorrow at eight in the evening"),
        ],
    )
    def test_it_says_what_it_was_and_what_it_would_be(
        self, begun: Talk, there_is: str, named: str, was: str, would_be: str
    ) -> None:
        begun.now = NEW_YEARS_EVE
        begun.say("change_reminder", when=named, outcome=done(there_is))
        assert f"So far, I remind you {was}" in begun.words
        assert f"That would be {would_be}. Alexa then says, it's time for Lower Back Release." in begun.words
        assert begun.last.awaits is Question.REMIND

    def test_yes_sets_what_was_proposed(self, begun: Talk) -> None:
        begun.say("change_reminder", when="07:00", outcome=done("20:00 monday"))
        errand = begun.say("yes").errand
        assert errand is not None
        assert errand.when is not None
        assert (errand.what, errand.when.at, errand.when.days) == (Errands.SET, 19 * 60, ("monday",))

    def test_no_leaves_it_as_it_is(self, begun: Talk) -> None:
        begun.say("change_reminder", when="07:00", outcome=done("20:00 monday"))
        assert begun.say("no").errand is None
        assert begun.progress.owed.wish == ""

    def test_the_other_half_of_the_day_is_had_by_saying_it_once_more(self, begun: Talk) -> None:
        begun.say("change_reminder", when="07:00", outcome=done("20:00 monday"))
        begun.say("remind_at", when="07:00")
        assert "every Monday at seven in the morning" in begun.words

    def test_without_a_word_of_how_it_asks_when(self, begun: Talk) -> None:
        begun.say("change_reminder", outcome=done("20:00 monday"))
        assert "So far, I remind you every Monday at eight in the evening. At what time shall I" in begun.words
        begun.say("remind_at", when="07:30")
        assert "every Monday at 7:30 in the evening" in begun.words

    def test_a_time_by_itself_changes_what_has_just_been_told(self, begun: Talk) -> None:
        begun.say("which_reminder", outcome=done("20:00 monday"))
        assert begun.say("remind_at", when="07:00").errand == Errand(Errands.TELL)
        begun.say("thanks")
        begun.say("remind_at", when="07:00")
        assert begun.words.startswith("Sorry, I didn't get that.")

    def test_a_new_wish_keeps_nothing_of_what_has_just_been_told(self, begun: Talk) -> None:
        begun.say("which_reminder", outcome=done("20:00 monday"))
        begun.say("remind_me", when="07:00", outcome=NO_CLOCK)
        assert "That would be once, at seven in the morning." in begun.words

    def test_while_one_is_proposed_that_one_is_changed(self, begun: Talk) -> None:
        begun.say("remind_me", when="20:00 daily")
        assert begun.say("change_reminder", when="21:00").errand is None
        assert "every day at nine in the evening" in begun.words

    def test_whoever_has_none_is_told_so_and_may_have_it(self, begun: Talk) -> None:
        begun.say("change_reminder", when=EVENINGS, outcome=done())
        assert "You have no reminder from me yet. That would be every day at eight in the evening." in begun.words

    def test_or_just_told_so(self, begun: Talk) -> None:
        begun.say("change_reminder", outcome=done())
        assert begun.words.startswith("You have no reminder from me. To have one, say,")

    def test_one_that_cannot_be_read_is_told_of(self, begun: Talk) -> None:
        begun.say("change_reminder", when="20:00", outcome=Outcome(Result.DONE, (When(),)))
        assert "You have a reminder from me whose time I can't read." in begun.words

    def test_trouble_is_told_and_it_goes_on(self, begun: Talk) -> None:
        begun.say("change_reminder", when="20:00", outcome=Outcome(Result.UNREACHABLE))
        assert "I can't reach your reminders just now." in begun.words


class TestWhatCannotBe:
    @pytest.mark.parametrize("named", ["otherwise", "otherwise 08:00", "today monday", "next_monday thursday 08:00"])
    def test_it_is_said_with_what_can_and_never_proposed_as_something_else(self, begun: Talk, named: str) -> None:
        begun.say("remind_me", when=named)
        assert (
            "I can remind you once, today, tomorrow or on a date. Or every day, or on days of the week." in begun.words
        )
        assert begun.words.endswith("On which days shall I remind you?")
        assert begun.last.awaits is Question.REMIND_DAYS

    def test_the_hour_is_kept_for_other_days(self, begun: Talk) -> None:
        begun.say("remind_me", when="20:00 otherwise")
        begun.say("remind_at", when="monday friday")
        assert "every Monday and Friday at eight in the evening" in begun.words

    def test_without_an_hour_that_is_asked_for_next(self, begun: Talk) -> None:
        begun.say("remind_me", when="otherwise")
        begun.say("remind_at", when="daily")
        assert begun.last.awaits is Question.REMIND_WHEN

    def test_no_is_no_reminder(self, begun: Talk) -> None:
        begun.say("remind_me", when="otherwise")
        begun.say("no")
        assert begun.words.startswith("All right, I won't set it.")


class TestSoon:
    NOW = Outcome(Result.DONE, now=datetime(2027, 1, 15, 12, 0))

    def test_the_clock_is_looked_at_first(self, begun: Talk) -> None:
        assert begun.say("remind_me", soon=30).errand == Errand(Errands.CLOCK)

    @pytest.mark.parametrize(
        ("minutes", "told"),
        [
            (30, "today at 12:30 in the afternoon"),
            (60, "today at one in the afternoon"),
            (13 * 60, "tomorrow at one at night"),
        ],
    )
    def test_the_moment_is_proposed(self, begun: Talk, minutes: int, told: str) -> None:
        begun.say("remind_me", soon=minutes, outcome=self.NOW)
        assert f"That would be {told}." in begun.words

    def test_in_some_days_the_hour_is_asked_for(self, begun: Talk) -> None:
        begun.say("remind_me", soon=3 * 24 * 60, outcome=self.NOW)
        begun.say("remind_at", when="20:00")
        assert "on January 18 at eight in the evening" in begun.words

    @pytest.mark.parametrize("minutes", [0, 366 * 24 * 60])
    def test_what_is_too_far_or_cannot_be_counted_is_said(self, begun: Talk, minutes: int) -> None:
        begun.say("remind_me", soon=minutes)
        assert begun.last.awaits is Question.REMIND_DAYS

    def test_where_the_time_is_not_known_that_is_said(self, begun: Talk) -> None:
        begun.say("remind_me", soon=30, outcome=Outcome(Result.NO_TIME_ZONE))
        assert "I can't tell what time it is where you are." in begun.words

    def test_minutes_answer_when_to_remind(self, begun: Talk) -> None:
        begun.say("remind_me")
        assert begun.say("within", number=10).errand == Errand(Errands.CLOCK)
        begun.say("within", number=10, outcome=self.NOW)
        assert "today at 12:10 in the afternoon" in begun.words


class TestTheDayOfATimeWithoutOne:
    NOON = Outcome(Result.DONE, now=datetime(2027, 1, 15, 12, 0))

    @pytest.mark.parametrize("named", ["21:00", "21:00 today"])
    def test_the_clock_is_looked_at_first(self, begun: Talk, named: str) -> None:
        assert begun.say("remind_me", when=named).errand == Errand(Errands.CLOCK)

    @pytest.mark.parametrize("named", ["21:00 tomorrow", "21:00 daily", "today", "21:00 2027-01-15"])
    def test_it_is_not_where_the_day_is_known_or_there_is_no_time_yet(self, begun: Talk, named: str) -> None:
        assert begun.say("remind_me", when=named).errand is None

    @pytest.mark.parametrize(
        ("named", "told"),
        [
            ("21:00", "today at nine in the evening"),
            ("12:01", "today at 12:01 in the afternoon"),
            ("12:00", "tomorrow at noon"),
            ("07:00", "tomorrow at seven in the morning"),
            ("evening", "today at eight in the evening"),
            ("21:00 today", "today at nine in the evening"),
        ],
    )
    def test_it_is_read_back_and_set(self, begun: Talk, named: str, told: str) -> None:
        begun.say("remind_me", when=named, outcome=self.NOON)
        assert f"That would be {told}." in begun.words
        begun.say("yes", outcome=done())
        assert f"I'll remind you {told}." in begun.words

    def test_a_time_of_today_that_is_over_is_told_before_it_is_asked_whether_to_set_it(self, begun: Talk) -> None:
        begun.say("remind_me", when="09:00 today", outcome=self.NOON)
        assert "That's over already. At what time shall I remind you?" in begun.words
        begun.say("remind_at", when="15:00", outcome=self.NOON)
        assert "That would be today at three in the afternoon." in begun.words


class TestInPlaceOfAnother:
    def test_it_is_said_when_it_is_set(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say("yes", outcome=done("07:00 monday"))
        assert "Your new reminder takes the place of the one you had. I'll remind you every day at" in begun.words

    def test_nothing_is_where_there_was_none(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say("yes", outcome=done())
        assert "takes the place" not in begun.words


class TestEarlierOrLater:
    def test_it_is_asked_at_what_time(self, begun: Talk) -> None:
        begun.say("remind_me", when=EVENINGS)
        begun.say("change_reminder", soon=60)
        assert begun.words.endswith("At what time shall I remind you?")
        begun.say("remind_at", when="21:00")
        assert "every day at nine in the evening" in begun.words

    def test_or_on_which_days_where_that_was_asked(self, begun: Talk) -> None:
        begun.say("remind_me", when="20:00 otherwise")
        begun.say("change_reminder", soon=60)
        assert begun.last.awaits is Question.REMIND_DAYS


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


class TestTwoTurns:
    @pytest.mark.parametrize(
        ("first", "then", "told"),
        [
            ("tomorrow evening", "07:30", "tomorrow at 7:30 in the evening"),
            ("tomorrow evening", "08:00", "tomorrow at eight in the evening"),
            ("daily night", "10:00", "every day at ten at night"),
            ("monday thursday", "08:00", "every Monday and Thursday at eight in the morning"),
            ("20:00", "weekends", "on weekends at eight in the evening"),
        ],
    )
    def test_what_was_named_first_is_kept(self, begun: Talk, first: str, then: str, told: str) -> None:
        begun.say("remind_me", when=first, outcome=NO_CLOCK)
        begun.say("remind_at", when=then, outcome=NO_CLOCK)
        assert f"That would be {told}." in begun.words


TOLD = {
    "en-US": {
        0: "midnight", 5: "12:05 at night", 30: "12:30 at night", 8 * 60 + 5: "8:05 in the morning",
        11 * 60: "eleven in the morning", 12 * 60: "noon", 12 * 60 + 30: "12:30 in the afternoon",
    },
    "de-DE": {
        0: "Mitternacht", 5: "zwölf Uhr 5 nachts", 30: "halb 1 nachts", 8 * 60 + 5: "acht Uhr 5 morgens",
        7 * 60 + 30: "halb 8 morgens", 11 * 60: "elf Uhr vormittags", 12 * 60: "zwölf Uhr mittags",
        12 * 60 + 30: "halb 1 mittags", 13 * 60: "ein Uhr mittags", 14 * 60: "zwei Uhr nachmittags",
        19 * 60 + 30: "halb 8 abends", 23 * 60: "elf Uhr abends",
    },
    "es-ES": {
        0: "medianoche", 5: "las doce y 5 de la noche", 30: "las doce y media de la noche",
        60: "la una de la madrugada", 8 * 60 + 5: "las ocho y 5 de la mañana",
        8 * 60 + 15: "las ocho y cuarto de la mañana", 12 * 60: "mediodía",
        12 * 60 + 30: "las doce y media del mediodía", 13 * 60: "la una de la tarde",
        20 * 60 + 30: "las ocho y media de la noche",
    },
    "es-MX": {
        12 * 60: "mediodía", 12 * 60 + 30: "las doce y media del día", 19 * 60: "las siete de la noche",
    },
}  # fmt: skip


class TestTimesAsTheyAreSaid:
    @pytest.mark.parametrize("locale", TOLD)
    def test_about_noon_and_midnight_and_of_a_few_minutes(self, locale: str) -> None:
        for minute, told in TOLD[locale].items():
            assert f" {told}." in proposed(locale, When(minute)), told

    @pytest.mark.parametrize(
        ("date", "told"),
        [
            ("2027-12-01", "am ersten Dezember um acht Uhr abends"),
            ("2027-12-31", "am einunddreißigsten Dezember um acht Uhr abends"),
            ("2028-03-12", "am zwölften März 2028 um acht Uhr abends"),
        ],
    )
    def test_a_german_date_is_said_in_words_that_a_voice_cannot_take_for_a_count(self, date: str, told: str) -> None:
        assert f" {told}." in proposed("de-DE", When(20 * 60, (date,)))

    @pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("locale", TOLD)
    def test_no_two_are_said_alike(self, locale: str, every: int) -> None:
        minutes = range(0, MINUTES_A_DAY, every)
        assert len({proposed(locale, When(minute, ("today",))) for minute in minutes}) == len(minutes)

    @pytest.mark.parametrize("locale", TOLD)
    def test_nor_are_two_choices_of_days(self, locale: str) -> None:
        weekly = [days for count in range(1, 8) for days in combinations(WEEK, count)]
        once = [(day,) for day in (*ONCE, "2027-12-03", "2027-03-12", "2028-12-03")]
        chosen = [(), *weekly, *once]
        assert len({proposed(locale, When(20 * 60, days)) for days in chosen}) == len(chosen)

    @pytest.mark.parametrize("locale", TOLD)
    def test_what_is_proposed_is_what_is_to_be_set(self, locale: str) -> None:
        talk = talk_in(locale)
        for days in ((), *SETS.values(), *((day,) for day in (*WEEK, *ONCE, "2027-12-03"))):
            talk.say("remind_me", when=When(19 * 60 + 30, days).to_text(), outcome=NO_CLOCK)
            errand = talk.say("yes").errand
            assert errand == Errand(Errands.SET, When(19 * 60 + 30, days))
            talk.say("no")


def talk_in(locale: str) -> Talk:
    coach = coach_of(content_for(locale))
    talk = Talk(coach, new_progress(coach.routine))
    talk.say("launch")
    return talk


def proposed(locale: str, wish: When) -> str:
    """How a reminder is read back."""
    talk = talk_in(locale)
    talk.say("remind_me", when=wish.to_text(), outcome=NO_CLOCK)
    return talk.words
