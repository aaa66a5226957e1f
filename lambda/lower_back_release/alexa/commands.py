"""Which command each intent means: the one table of them."""

import re
from collections.abc import Container, Mapping, Sequence
from itertools import combinations

from ask_sdk_model import Intent, Slot
from ask_sdk_model.interfaces.connections import ConnectionsResponse
from ask_sdk_model.slu.entityresolution import StatusCode

from lower_back_release.dialogue.changing import ASKED_PACES
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.routine import Routine
from lower_back_release.person.reminder import HABITS, ONCE, OTHERWISE, PARTS, SETS, WEEK, when

INTENTS: Mapping[str, str] = {
    "StartRoutineIntent": "start",
    "AMAZON.StartOverIntent": "start_over",
    "StartOverRoutineIntent": "start_over",
    "NextPoseIntent": "next_pose",
    "AMAZON.NextIntent": "next",
    "PreviousPoseIntent": "previous_pose",
    "AMAZON.PreviousIntent": "previous_pose",
    "GoToPoseIntent": "go_to",
    "RepeatThatIntent": "repeat",
    "AMAZON.RepeatIntent": "repeat",
    "RepeatPoseIntent": "repeat_pose",
    "RepeatSideIntent": "repeat_side",
    "OtherSideIntent": "other_side",
    "PauseRoutineIntent": "pause",
    "AMAZON.PauseIntent": "pause",
    "ResumeRoutineIntent": "resume",
    "AMAZON.ResumeIntent": "resume",
    "SetPaceIntent": "pace",
    "EasePaceIntent": "ease_pace",
    "SetBreathsIntent": "breaths",
    "FewerBreathsIntent": "fewer_breaths",
    "HoldLongerIntent": "hold_longer",
    "BreathsLeftIntent": "breaths_left",
    "DoneSoFarIntent": "done_so_far",
    "TimeLeftIntent": "time_left",
    "WhereAmIIntent": "where",
    "WhichSideIntent": "which_side",
    "InOrOutIntent": "in_or_out",
    "SayAgainIntent": "say_again",
    "HowToIntent": "how_to",
    "GoodForIntent": "good_for",
    "GentlerIntent": "gentler",
    "DeeperIntent": "deeper",
    "CannotIntent": "cannot",
    "GetOutIntent": "get_out",
    "GetUpIntent": "get_up",
    "StuckIntent": "stuck",
    "FellIntent": "fell",
    "ItHurtsIntent": "hurts",
    "CrampIntent": "cramp",
    "SharpPainIntent": "hurts_badly",
    "NumbIntent": "numb",
    "FaintIntent": "faint",
    "EmergencyIntent": "emergency",
    "WhichPosesIntent": "which_poses",
    "WhatsNextIntent": "whats_next",
    "PosesLeftIntent": "poses_left",
    "IsItSafeIntent": "is_it_safe",
    "HowLongIntent": "how_long",
    "RemindMeIntent": "remind_me",
    "RemindAtIntent": "remind_at",
    "ChangeReminderIntent": "change_reminder",
    "WhichReminderIntent": "which_reminder",
    "CancelReminderIntent": "cancel_reminder",
    "HowOftenIntent": "how_often",
    "LastTimeIntent": "last_time",
    "LeaveOutIntent": "leave_out",
    "LeaveThisOutIntent": "leave_this_out",
    "LeaveNextOutIntent": "leave_next_out",
    "NeverIntent": "never",
    "NeverThisIntent": "never_this",
    "BringBackIntent": "bring_back",
    "PoseAgainIntent": "once_more",
    "LyingDownIntent": "lying_down",
    "SideFirstIntent": "side_first",
    "WorseSideIntent": "worse_side",
    "OnlyFirstIntent": "only_first",
    "WithinIntent": "within",
    "AllPosesIntent": "all_poses",
    "ReadyIntent": "ready",
    "AgreeIntent": "yes",
    "AMAZON.YesIntent": "yes",
    "ImFineIntent": "fine",
    "DeclineIntent": "no",
    "AMAZON.NoIntent": "no",
    "ThanksIntent": "thanks",
    "LessGuidanceIntent": "less_guidance",
    "MoreGuidanceIntent": "more_guidance",
    "KeepGoingIntent": "keep_going",
    "StepByStepIntent": "step_by_step",
    "WavesIntent": "waves",
    "NoWavesIntent": "no_waves",
    "VolumeIntent": "volume",
    "NotOursIntent": "not_ours",
    "ForgetMeIntent": "forget_me",
    "NeedHelpIntent": "help",
    "AMAZON.HelpIntent": "help",
    "FinishRoutineIntent": "finish",
    "StopRoutineIntent": "stop",
    "AMAZON.StopIntent": "stop",
    "AMAZON.CancelIntent": "stop",
    "AMAZON.NavigateHomeIntent": "leave",
    "AMAZON.FallbackIntent": "not_understood",
}


LAST, MOST_COUNTED = -1, 9
"""What the last of some poses counts as, and how far they are counted."""

COUNTED = frozenset({"last", *map(str, range(1, MOST_COUNTED + 1))})
"""The ids of what is counted: a pose by its number, or a number in words."""

ASKED = "200"
"""The status of a permission that Alexa did ask for, whatever she was answered."""

CONSENT: Mapping[str, str] = {"ACCEPTED": "consented", "DENIED": "refused", "NOT_ANSWERED": "not_asked"}
"""What she was answered (Amazon's "Set Up Voice Permissions for Reminders"). Anything else means that nobody did."""

TIMES: Mapping[str, str] = {"MO": "morning", "AM": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
"""What AMAZON.TIME holds where somebody names a part of the day; the second is Amazon Lex's."""

LOOKING = frozenset({"which_reminder", "change_reminder", "cancel_reminder"})
"""The commands that need the permission to look at reminders: what the token begins with that she was asked with, where
it wasn't asked for to set one."""

DAYS = frozenset(
    {
        *(*SETS, *WEEK, *ONCE, *PARTS, *HABITS, OTHERWISE),
        *(f"{day}_{part}" for day in ("daily", "today", "tomorrow") for part in PARTS),
        *("_".join(days) for count in (2, 3) for days in combinations(WEEK, count)),
    }
)
"""The ids of days to be reminded on, by themselves, several together, or with a part of the day: "daily_evening"."""

UNITS: Mapping[str, int] = {"W": 7 * 24 * 60, "D": 24 * 60, "H": 60, "M": 1}
"""The minutes in each unit of AMAZON.DURATION, which is written as ISO 8601 has it."""

MOST_DIGITS = 9
"""Digits of a number that somebody may mean: what is longer counts as not heard."""

_DURATION = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?")

LARGEST_NUMBER = 10**MOST_DIGITS - 1


def command_of(intent: Intent, routine: Routine) -> Command:
    """The command behind an intent; an intent we don't know is not understood."""
    slots = intent.slots or {}
    number = _number(slots.get("breaths") or slots.get("poses") or slots.get("minutes"))
    soon = _soon(slots.get("duration"))
    if INTENTS.get(intent.name) == "within" and number is None:  # "I have half an hour"
        number, soon = soon or None, None
    pose, nth = _id(slots.get("pose"), routine.held_by_id), _counted(_id(slots.get("pose"), COUNTED))
    return Command(
        INTENTS.get(intent.name, "not_understood"),
        pose=None if nth else pose,
        unknown=not (pose or nth) and _is_filled(slots.get("pose")),
        nth=nth,
        pace=_id(slots.get("pace"), ASKED_PACES),
        side=_id(slots.get("side"), routine.side_ids),
        when=_when(slots),
        soon=soon,
        number=_counted(_id(slots.get("count"), COUNTED)) if number is None else number,
    )


def command_of_consent(response: ConnectionsResponse) -> Command:
    """The command behind what Alexa tells of a permission.

    Its token is when they want to be reminded, or the command that they gave, with that.
    """
    asked = response.status.code == ASKED
    name = CONSENT.get(response.payload["status"], "not_asked") if asked else "not_asked"
    first, _, wish = (response.token or "").partition(" ")
    if first in LOOKING:
        return Command(first if name == "consented" else name, when=_readable(wish), permission_for=first)
    return Command(name, when=_readable(response.token))


def command_of_touch(arguments: Sequence[object], answer: int, routine: Routine) -> Command | None:
    """The command behind what a screen sent: a touch, or the end of a pose where it goes on by itself.

    None where it belongs to another answer than the last, whose number is `answer`, or isn't ours.
    """
    match list(arguments):
        case [str(name), str(number), *poses] if number == str(answer) and name in COMMANDS:
            known = next((str(pose) for pose in poses if pose in routine.held_by_id), None)
            return Command(name, pose=known, unknown=bool(poses) and known is None)
    return None


def _id(slot: Slot | None, known: Container[str]) -> str | None:
    """The id the words were resolved to, the first that is known: never the words themselves."""
    if slot is None or slot.resolutions is None:
        return None
    for authority in slot.resolutions.resolutions_per_authority or ():
        if authority.status.code == StatusCode.ER_SUCCESS_MATCH:
            for found in authority.values or ():
                if found.value.id in known:
                    return str(found.value.id)
    return None


def _is_filled(slot: Slot | None) -> bool:
    """Whether words were heard in it; Alexa writes "?" where it heard none."""
    return bool(slot and slot.value and slot.value != "?")


def _counted(found: str | None) -> int | None:
    """The number that an id stands for, of a pose ("3", "last") or of words such as "a couple"; None of a name."""
    if found == "last":
        return LAST
    return int(found) if found else None


def _number(slot: Slot | None) -> int | None:
    """The number heard; None where Alexa heard none, which it writes as "?"."""
    heard = slot.value if slot and slot.value else ""
    return int(heard) if heard.isdecimal() and len(heard) <= MOST_DIGITS else None


def _when(slots: Mapping[str, Slot]) -> str | None:
    """When to remind them, by a time and days, as `person.reminder.when` reads it; None where neither was heard."""
    time, date = slots.get("time"), slots.get("date")
    heard = time.value if time and time.value else ""
    days = [word for name in ("days", "more_days") for word in _named_in(slots.get(name))]
    if _is_filled(date) and date and date.value:  # it may be a week or a month: "2027-W03", "2027-01"
        days = [_readable(date.value) or OTHERWISE, *(word for word in days if word in PARTS)]
    if _is_filled(slots.get("every")):  # "every two days"
        days.append(OTHERWISE)
    words = (TIMES.get(heard, heard), *days)
    return _readable(" ".join(filter(None, words))) or _readable(" ".join(filter(None, words[1:]))) or None


def _named_in(slot: Slot | None) -> list[str]:
    """The words for `person.reminder.when` of the days in a slot; of days we don't know, that they are others."""
    found = _id(slot, DAYS)
    if found is None:
        return [OTHERWISE] if _is_filled(slot) else []
    return [found] if found in ONCE else found.split("_")


def _soon(slot: Slot | None) -> int | None:
    """Minutes of a duration as ISO 8601 has it, up to the full one; 0 of one that can't be counted so, as months."""
    if slot is None or not _is_filled(slot):
        return None
    found = _DURATION.fullmatch(slot.value or "")
    if not found:
        return 0
    *counted, seconds = (int(each or 0) for each in found.groups())
    return sum(count * unit for count, unit in zip(counted, UNITS.values(), strict=True)) + -(-seconds // 60)


def _readable(text: str | None) -> str:
    """What tells when to remind them, if it can be read; else nothing."""
    try:
        return text if text and when(text) else ""
    except ValueError:
        return ""
