"""What each intent wishes for. A new wish is a line here, its sentences in the model and its answer in the coach."""

from collections.abc import Mapping, Sequence

from ask_sdk_model import Intent, Slot
from ask_sdk_model.slu.entityresolution import StatusCode

from lower_back_release.practice.wish import Wanted, Wish

INTENTS: Mapping[str, Wanted] = {
    "StartRoutineIntent": Wanted.START,
    "AMAZON.StartOverIntent": Wanted.START,
    "NextPoseIntent": Wanted.NEXT,
    "AMAZON.NextIntent": Wanted.NEXT,
    "PreviousPoseIntent": Wanted.PREVIOUS,
    "AMAZON.PreviousIntent": Wanted.PREVIOUS,
    "GoToPoseIntent": Wanted.GO_TO,
    "AMAZON.RepeatIntent": Wanted.REPEAT,
    "RepeatPoseIntent": Wanted.REPEAT_POSE,
    "RepeatSideIntent": Wanted.REPEAT_SIDE,
    "OtherSideIntent": Wanted.OTHER_SIDE,
    "PauseRoutineIntent": Wanted.PAUSE,
    "AMAZON.PauseIntent": Wanted.PAUSE,
    "ResumeRoutineIntent": Wanted.RESUME,
    "AMAZON.ResumeIntent": Wanted.RESUME,
    "SetPaceIntent": Wanted.PACE,
    "SetBreathsIntent": Wanted.BREATHS,
    "HoldLongerIntent": Wanted.HOLD_LONGER,
    "BreathsLeftIntent": Wanted.BREATHS_LEFT,
    "TimeLeftIntent": Wanted.TIME_LEFT,
    "WhereAmIIntent": Wanted.WHERE,
    "WhichSideIntent": Wanted.WHICH_SIDE,
    "SayAgainIntent": Wanted.REPEAT,
    "HowToIntent": Wanted.HOW_TO,
    "GoodForIntent": Wanted.GOOD_FOR,
    "GentlerIntent": Wanted.GENTLER,
    "DeeperIntent": Wanted.DEEPER,
    "CannotIntent": Wanted.CANNOT,
    "ItHurtsIntent": Wanted.HURTS,
    "SharpPainIntent": Wanted.HURTS_BADLY,
    "WhichPosesIntent": Wanted.WHICH_POSES,
    "WhatsNextIntent": Wanted.WHATS_NEXT,
    "IsItSafeIntent": Wanted.IS_IT_SAFE,
    "HowLongIntent": Wanted.HOW_LONG,
    "LeaveOutIntent": Wanted.LEAVE_OUT,
    "OnlyFirstIntent": Wanted.ONLY_FIRST,
    "WithinIntent": Wanted.WITHIN,
    "AllPosesIntent": Wanted.ALL_POSES,
    "ReadyIntent": Wanted.READY,
    "AMAZON.YesIntent": Wanted.YES,
    "AMAZON.NoIntent": Wanted.NO,
    "ThanksIntent": Wanted.THANKS,
    "LessGuidanceIntent": Wanted.LESS_GUIDANCE,
    "MoreGuidanceIntent": Wanted.MORE_GUIDANCE,
    "KeepGoingIntent": Wanted.KEEP_GOING,
    "ForgetMeIntent": Wanted.FORGET_ME,
    "AMAZON.HelpIntent": Wanted.HELP,
    "StopRoutineIntent": Wanted.STOP,
    "AMAZON.StopIntent": Wanted.STOP,
    "AMAZON.CancelIntent": Wanted.STOP,
    "AMAZON.NavigateHomeIntent": Wanted.LEAVE,
    "AMAZON.FallbackIntent": Wanted.NOT_UNDERSTOOD,
}


def wish_of(intent: Intent) -> Wish:
    """The wish behind an intent; an intent we don't know is not understood."""
    slots = intent.slots or {}
    return Wish(
        INTENTS.get(intent.name, Wanted.NOT_UNDERSTOOD),
        pose=_id(slots.get("pose")),
        pace=_id(slots.get("pace")),
        number=_number(slots.get("breaths") or slots.get("poses") or slots.get("minutes")),
    )


def wish_of_touch(arguments: Sequence[object], seen: int) -> Wish | None:
    """The wish behind what a screen sent: a touch, or the end of a pose where it goes on by itself.

    None where it belongs to another answer than the last, which was at `seen`, or isn't ours.
    """
    match list(arguments):
        case [str(wanted), str(answer), *pose] if answer == str(seen) and wanted in set(Wanted):
            return Wish(Wanted(wanted), pose=str(pose[0]) if pose else None)
    return None


def _id(slot: Slot | None) -> str | None:
    """The id the words were resolved to: never the words themselves."""
    if slot is None or slot.resolutions is None:
        return None
    for authority in slot.resolutions.resolutions_per_authority or ():
        if authority.status.code == StatusCode.ER_SUCCESS_MATCH and authority.values:
            return str(authority.values[0].value.id)
    return None


def _number(slot: Slot | None) -> int | None:
    """The number heard; None where Alexa heard none, which it writes as "?"."""
    return int(slot.value) if slot and slot.value and slot.value.isdecimal() else None
