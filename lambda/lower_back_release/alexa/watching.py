"""One line a turn that tells how the skill is doing, and nothing of whom it talks to.

It is JSON in CloudWatch's embedded metric format, of which CloudWatch makes metrics by itself
(docs.aws.amazon.com/AmazonCloudWatch, "Specification: Embedded metric format"). What to read in it: docs/runbook.md.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from lower_back_release.alexa import event as read
from lower_back_release.alexa.commands import INTENTS
from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.remembering import ATTRIBUTES, PROGRESS, kept_in
from lower_back_release.alexa.trouble import log_trouble, sorry
from lower_back_release.alexa.unheard import AUDIO
from lower_back_release.content import content_for
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.memory.counted import Counted
from lower_back_release.person.progress import UNREADABLE

NAMESPACE = "LowerBackRelease"

METRICS = "Sessions", "PosesFinished", "Left", "NotUnderstood", "Repeats", "Trouble", "MemoryTrouble"
"""What CloudWatch counts. It asks a price for each name beside each function, beyond ten of them."""

OF_THE_BODY = frozenset(
    {
        *("BringBackIntent", "CannotIntent", "CrampIntent", "EmergencyIntent", "FaintIntent", "FellIntent"),
        *("GentlerIntent", "GetOutIntent", "GetUpIntent", "GoodForIntent", "ImFineIntent", "IsItSafeIntent"),
        *("ItHurtsIntent", "LyingDownIntent", "NeverIntent", "NeverThisIntent", "NumbIntent", "SharpPainIntent"),
        *("SideFirstIntent", "StuckIntent", "WorseSideIntent"),
    }
)
"""Intents by which somebody may tell how their body is."""

COMMON = frozenset(
    {
        *("AMAZON.HelpIntent", "AMAZON.NextIntent", "AMAZON.PauseIntent", "AMAZON.ResumeIntent"),
        *("LeaveThisOutIntent", "NeedHelpIntent", "NextPoseIntent", "OtherSideIntent", "PauseRoutineIntent"),
        *("ReadyIntent", "ResumeRoutineIntent"),
        *("AMAZON.NoIntent", "AMAZON.YesIntent", "AgreeIntent", "DeclineIntent"),
        *("AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent", "AMAZON.StopIntent", "FinishRoutineIntent"),
        *("StopRoutineIntent",),
    }
)
"""What anybody says to go on, to wait or to end, and to a question. No line names these or those OF_THE_BODY: so what
hurt can be told neither from a line nor from the next one, which would be the same after one of these.
"""

MOVED_ON = "moved on"
"""What the line calls them all."""

REPEATS = frozenset({"AMAZON.RepeatIntent", "RepeatThatIntent", "SayAgainIntent"})
"""Intents of somebody who has not caught it."""

ENDS: Mapping[str, str] = {read.FAILED: "broken off", "EXCEEDED_MAX_REPROMPTS": "silent"}
"""How a session has ended, by Alexa's reason; by any other, somebody has left."""

LEFT = frozenset({"left", *ENDS.values()})

OTHER_TYPES: Mapping[str, str] = {
    "LaunchRequest": "launch",
    f"{read.APL}.UserEvent": "touch",
    f"{read.APL}A.RuntimeError": "not played",
    read.CONSENT: "consent",
    read.SESSION_ENDED: "session ended",
    "AlexaSkillEvent.SkillDisabled": "skill disabled",
}
"""What the line calls a request that holds no intent."""


class Watch:
    """Looks on while requests are answered, one after the other, as one process in Lambda does."""

    def __init__(
        self,
        memory: Counted,
        function: str,
        version: str,
        write: Callable[[str], object] = print,
        skill_id: str | None = None,
    ) -> None:
        """The skill's memory, the function's name, the skill's version, what writes a line, and the skill's id."""
        self._memory, self._function, self._version, self._write = memory, function, version, write
        self._skill_id = skill_id
        self._cold = True

    def answered(self, event: object, answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The answer to an event; a line is written of a request, where it is this skill's.

        Raises what `answer` raises, once that is written.
        """
        began, calls, troubles = time.perf_counter(), self._memory.calls, self._memory.troubles
        response: dict[str, Any] | None = None
        try:
            response = answer()
        finally:
            if read.is_request(event) and read.is_for(event, self._skill_id):
                taken = {
                    "cold": self._cold,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                    "memoryCalls": self._memory.calls - calls,
                    "MemoryTrouble": self._memory.troubles - troubles,
                }
                if read.type_of(event) == read.SESSION_ENDED:
                    del taken["memoryCalls"]  # whether anything was to be kept tells what was said before
                self._tell(event, response, taken)
                self._cold = False
        return response

    def _tell(self, event: object, response: Mapping[str, Any] | None, taken: Mapping[str, Any]) -> None:
        """Writes the line. That it can't be made is logged, and is nothing that anybody should wait for in silence."""
        try:
            told = {**as_metrics(self._function), "version": self._version, **line(event, response), **taken}
            self._write(json.dumps(told, separators=(",", ":")))
        except Exception as error:
            log_trouble("watching", error)


def as_metrics(function: str) -> dict[str, Any]:
    """What makes metrics of a line, for one function."""
    named = [{"Name": name} for name in METRICS]
    metrics = {"Namespace": NAMESPACE, "Dimensions": [["function"]], "Metrics": named}
    return {"_aws": {"Timestamp": round(time.time() * 1000), "CloudWatchMetrics": [metrics]}, "function": function}


def line(event: object, response: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is told of a request and its response, None where there was none.

    The pose and stage are those that somebody was in when they spoke: nothing of what they said can be told from them.
    """
    kind, intent, outcome = read.type_of(event), read.intent(event), _outcome(event, response)
    began, here = _places(event) or (None, None)
    told = outcome not in ("trouble", "nothing")  # else the next turn tells of it: the session is as it was
    return {
        "intent": _label(intent) if intent else OTHER_TYPES.get(kind, "other"),
        "pose": here.pose if here else "",
        "stage": _stage(here),
        "outcome": outcome,
        "Sessions": int(kind in read.BY_A_PERSON and read.begins_session(event)),
        "PosesFinished": int(told and _finished(began, here)),
        "Left": int(outcome in LEFT),
        "NotUnderstood": int(INTENTS.get(intent) == "not_understood"),
        "Repeats": int(intent in REPEATS),
        "Trouble": int(outcome == "trouble"),
    }


def _finished(began: Place | None, here: Place | None) -> bool:
    return began is not None and here is not None and began.stage is not Stage.DONE is here.stage


def _label(intent: str) -> str:
    """What the line calls an intent; one that isn't ours has no name here, which might be anything."""
    if intent in OF_THE_BODY | COMMON:
        return MOVED_ON
    return intent if intent in INTENTS else "other"


def _outcome(event: object, response: Mapping[str, Any] | None) -> str:
    if response is None:
        return "trouble"
    if read.type_of(event) == read.SESSION_ENDED:
        return ENDS.get(read.reason(event), "left")
    answer = response.get("response") or {}
    speech = answer.get("outputSpeech") or {}
    words = speech.get("ssml") or speech.get("text") or ""
    if words and sorry(content_for(read.locale(event)))[0] in words:
        return "trouble"
    if answer.get("shouldEndSession"):
        return "left"
    return "answered" if words or answer.get("directives") else "nothing"


def _places(event: object) -> tuple[Place, Place] | None:
    """Where the last answer of the session began, and where somebody has come to in it; None where there is none."""
    session, now = read.attributes(event, (*ATTRIBUTES, AUDIO)), read.moment(event)
    if read.type_of(event) not in read.ANSWERED or now is None or not session.get(PROGRESS):
        return None
    coach = coach_of(content_for(read.locale(event)), audio=bool(session.get(AUDIO)))
    try:
        progress = kept_in(session, coach.routine).progress
    except UNREADABLE:  # logged where it was to be answered
        return None
    return progress.course.place, coach.where(progress, round(now.timestamp() * 1000)).place


def _stage(here: Place | None) -> str:
    if here is None:
        return ""
    return "rest" if here.rest and here.stage is Stage.HOLD else here.stage.value
