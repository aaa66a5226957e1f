"""What the conversation still owes. It lives in the session, and is never kept beyond it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import Any

from lower_back_release.lesson.routine import Routine
from lower_back_release.person.bounds import LATEST_MS, poses_known, sentences, up_to
from lower_back_release.person.reminder import when

MOST_SAID = 1200
"""Letters that an answer says of its own: the longest has some 600."""

_COMMAND = re.compile(r"[a-z_]{0,40}")
"""What the name of a command may be, and that of none."""

MOST_TIMES = 100_000
"""More turns than any session has."""


class Question(StrEnum):
    """What was asked last, where "yes" means more than to go on."""

    FORGET = auto()
    """Shall everything about you be forgotten?"""
    GO_ON_WITH = auto()
    """Shall we go on where we stopped last time?"""
    FROM_FIRST = auto()
    """Shall we begin from the first pose, and not where we stopped?"""
    WHICH_POSE = auto()
    """Which pose would you like?"""
    WHEN_READY = auto()
    """No, not yet: then nothing is asked, and what comes next is for them to say."""
    AGAIN = auto()
    """Shall we begin again, from the first pose?"""
    AGAIN_WITH = auto()
    """Shall we begin again, with these poses?"""
    GENTLER = auto()
    """Shall we try it gentler?"""
    MOVE_ON = auto()
    """Shall we leave this pose, and go on to the next?"""
    REST_INSTEAD = auto()
    """Shall we leave this pose, which is the last one, and rest?"""
    ENOUGH = auto()
    """Shall we leave it there for today?"""
    REMIND_WHEN = auto()
    """When shall I remind you?"""
    REMIND_DAYS = auto()
    """On which days shall I remind you?"""
    REMIND = auto()
    """Shall I remind you then?"""


LEAVING = Question.MOVE_ON, Question.REST_INSTEAD, Question.ENOUGH, Question.WHEN_READY
"""What is asked of somebody who has left a pose: none of these leads back into it."""

OF_REMINDING = Question.REMIND_WHEN, Question.REMIND_DAYS, Question.REMIND
"""What is asked while a reminder is spoken of."""

ASIDES = Question.FORGET, *OF_REMINDING
"""What has nothing to do with the practice: the question that was open before is open again after it."""


@dataclass(frozen=True)
class Owed:
    """What a conversation still owes somebody."""

    question: Question | None = None
    """The question that is still open."""
    behind: Question | None = None
    """The question that was open when this one was asked, and is open again after it."""
    after_rest: Question | None = None
    """The question that was open when a rest in between began, and is open again when it is over."""
    said: tuple[str, ...] = ()
    """The sentences the last answer said of its own, apart from what it told of the routine."""
    asked: str = ""
    """The last command, where it asked for something that can be answered anew; else empty."""
    misses: int = 0
    """How many times they weren't understood where they are, or to the question that is open."""
    pains: int = 0
    """How many times in this session it has hurt."""
    hurt: tuple[str, ...] = ()
    """Ids of the poses it has hurt in."""
    cautioned: bool = False
    """Whether they have heard the note of caution before they were led anywhere: with the first advice."""
    returned: bool = False
    """Whether they have been away for long, and not been led since: then the pose is named first."""
    over: bool = False
    """Whether the practice is over, so that no place is kept to go on with."""
    left: bool = False
    """Whether they have left what they were in because it was too much: a pose for now, its rest for good."""
    left_before_rest: bool = False
    """Whether they had left it so when a rest in between began."""
    gently: bool = False
    """Whether whatever pose comes next is to be gentler: they were stuck, or have fallen."""
    fell: bool = False
    """Whether they fell just now, so that they are in no shape any more, and may lie anywhere."""
    answer_id: int = 0
    """Tells the last answer from all others, so that a touch on an earlier answer's screen is known for one."""
    wish: str = ""
    """When they want to be reminded, as far as they have told, by `person.reminder`; else empty."""

    @property
    def with_rest_over(self) -> "Owed":
        """The same, once a rest in between is over."""
        return replace(
            self, question=self.after_rest, after_rest=None, left=self.left_before_rest, left_before_rest=False
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        question = {} if self.question is None else {"question": self.question.value}
        behind = {} if self.behind is None else {"behind": self.behind.value}
        after_rest = {} if self.after_rest is None else {"after_rest": self.after_rest.value}
        return {
            "said": list(self.said),
            "asked": self.asked,
            "misses": self.misses,
            "pains": self.pains,
            "hurt": list(self.hurt),
            "cautioned": int(self.cautioned),
            "returned": int(self.returned),
            "over": int(self.over),
            "left": int(self.left),
            "left_before_rest": int(self.left_before_rest),
            "gently": int(self.gently),
            "fell": int(self.fell),
            "answer_id": self.answer_id,
        } | (question | behind | after_rest | ({"wish": self.wish} if self.wish else {}))

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], routine: Routine) -> "Owed":
        """What `to_json` made. Raises KeyError, TypeError or ValueError where it can't be that."""
        if not _COMMAND.fullmatch(str(kept["asked"])):
            raise ValueError("asked")
        return cls(
            question=Question(kept["question"]) if "question" in kept else None,
            behind=Question(kept["behind"]) if "behind" in kept else None,
            after_rest=Question(kept["after_rest"]) if "after_rest" in kept else None,
            said=sentences(kept["said"], MOST_SAID),
            asked=str(kept["asked"]),
            misses=up_to(kept["misses"], MOST_TIMES),
            pains=up_to(kept["pains"], MOST_TIMES),
            hurt=poses_known(kept["hurt"], routine),
            cautioned=bool(int(kept["cautioned"])),
            returned=bool(int(kept["returned"])),
            over=bool(int(kept["over"])),
            left=bool(int(kept["left"])),
            left_before_rest=bool(int(kept["left_before_rest"])),
            gently=bool(int(kept["gently"])),
            fell=bool(int(kept["fell"])),
            answer_id=up_to(kept["answer_id"], LATEST_MS),
            wish=when(str(kept.get("wish", ""))).to_text(),
        )
