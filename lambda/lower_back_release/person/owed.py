"""What the conversation still owes. It lives in the session, and is never kept beyond it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any


class Question(StrEnum):
    """What was asked last, where "yes" means more than to go on."""

    FORGET = auto()
    """Shall everything about you be forgotten?"""
    GO_ON_WITH = auto()
    """Shall we go on where we stopped last time?"""
    WHICH_POSE = auto()
    """Which pose would you like?"""
    AGAIN = auto()
    """Shall we begin again, from the first pose?"""
    GENTLER = auto()
    """Shall we try it gentler?"""
    MOVE_ON = auto()
    """Shall we leave this pose, and go on to the next?"""


@dataclass(frozen=True)
class Owed:
    """What a conversation still owes somebody."""

    question: Question | None = None
    """The question that is still open."""
    misses: int = 0
    """How many times in a row they weren't understood."""
    left: bool = False
    """Whether they have left what they were in because it was too much: a pose for now, its rest for good."""
    answer: int = 0
    """Tells the last answer from all others, so that a touch on an earlier answer's screen is known for one."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        question = {} if self.question is None else {"question": self.question.value}
        return {"misses": self.misses, "left": int(self.left), "answer": self.answer} | question

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Owed":
        """What `to_json` made. Raises KeyError, TypeError or ValueError where it can't be that."""
        return cls(
            question=Question(kept["question"]) if "question" in kept else None,
            misses=int(kept["misses"]),
            left=bool(int(kept["left"])),
            answer=int(kept["answer"]),
        )
