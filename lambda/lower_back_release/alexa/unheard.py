"""What a session keeps where answers are documents: how they are timed, and what was before the last of them.

A device tells some time after an answer that it could not play it. Nobody has heard anything then: the answer is taken
back, with all that it granted, and whoever goes on, or says the same again, has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lower_back_release.alexa.commands import LARGEST_NUMBER, LAST, MOST_COUNTED
from lower_back_release.alexa.remembering import OWED, PROGRESS
from lower_back_release.dialogue.changing import ASKED_PACES
from lower_back_release.dialogue.command import Command
from lower_back_release.dialogue.commands import COMMANDS
from lower_back_release.lesson.routine import Routine
from lower_back_release.person.bounds import LATEST_MS, up_to
from lower_back_release.person.history import DAY_MS
from lower_back_release.person.progress import UNREADABLE, Progress, from_json
from lower_back_release.person.reminder import when

AUDIO, SPOKEN, BEFORE, UNHEARD = "audio", "spoken", "before", "unheard"
"""The session's attributes: whether its answers are timed as documents, whether they are spoken all the same since one
could not be played, what was before the last document, and whether that was not heard."""

ATTRIBUTES = AUDIO, SPOKEN, BEFORE, UNHEARD

PLAIN_FOR_MS = 30 * DAY_MS
"""Milliseconds for which somebody has SSML whose device could not play a document: a month, then it is tried again."""

GOING_ON = ("next", "next_pose", "yes", "resume", "ready", "repeat", "repeat_pose", "say_again", "not_understood")
"""What somebody says who has heard nothing, or only the question that comes after it."""

TYPES = {"name": str, "pose": str, "pace": str, "number": int, "nth": int, "side": str, "unknown": bool, "when": str}
"""What a command has, by name: what is of another type is no command of ours."""


@dataclass(frozen=True)
class Before:
    """What was before an answer, and what it answered."""

    progress: Progress
    command: Command
    at_ms: int
    """When that was said, in milliseconds since 1970 (UTC)."""
    returning: bool
    """Whether the session began with it."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        said = {name: getattr(self.command, name) for name in TYPES if getattr(self.command, name) is not None}
        kept = {PROGRESS: self.progress.to_json(), OWED: self.progress.owed.to_json()}
        return kept | {"command": said, "at_ms": self.at_ms, "returning": int(self.returning)}

    @classmethod
    def of(cls, session: Mapping[str, Any], routine: Routine) -> "Before | None":
        """What a session keeps of it; None where it keeps nothing that can be read."""
        try:
            kept = session[BEFORE]
            command = _command(kept["command"], routine)
            progress = from_json(kept[PROGRESS], routine, kept[OWED])
            return cls(progress, command, up_to(kept["at_ms"], LATEST_MS), bool(kept["returning"]))
        except UNREADABLE:
            return None

    def meant_by(self, command: Command) -> Command:
        """What somebody means now who has heard nothing of the answer."""
        again = command.name in GOING_ON or command.name == self.command.name
        return self.command if again else command

    def at(self, now_ms: int, progress: Progress) -> Progress:
        """Progress at this moment, as if it were the one before: the time since then has passed for nobody."""
        began_ms, seen_ms = progress.course.began_ms, progress.history.seen_ms
        return replace(
            progress.with_course(began_ms=None if began_ms is None else self._moved(began_ms, now_ms)),
            history=replace(progress.history, seen_ms=self._moved(seen_ms, now_ms) if seen_ms else 0),
        )

    def _moved(self, moment_ms: int, now_ms: int) -> int:
        """A moment, as long before now as it was before that answer; never one that can't be kept."""
        return min(max(0, moment_ms + now_ms - self.at_ms), LATEST_MS)


def _command(kept: Mapping[str, Any], routine: Routine) -> Command:
    """A command that was kept. Raises what a part raises that can't be read."""
    if kept["name"] not in COMMANDS or not all(type(kept[name]) is TYPES[name] for name in kept):
        raise ValueError("command")
    command = Command(**kept)
    known = ((command.pose, routine.held_by_id), (command.pace, ASKED_PACES), (command.side, routine.side_ids))
    if any(value is not None and value not in of for value, of in known):
        raise ValueError("named")
    if command.nth is not None and command.nth != LAST and not 1 <= command.nth <= MOST_COUNTED:
        raise ValueError("nth")
    up_to(command.number or 0, LARGEST_NUMBER)
    when(command.when or "")
    return command
