"""A conversation as text: what is said, and what is heard."""

import re
from copy import copy
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.content import content_for
from lower_back_release.dialogue.reply import Reply
from lower_back_release.dialogue.turn import Notice
from lower_back_release.lesson.timeline import Cue, Timeline
from lower_back_release.person.owed import Owed
from lower_back_release.person.progress import new_progress
from tests.dialogue.talk import Talk

FOLDER = Path(__file__).parent / "conversations"

LEAVES = "leaves"
"""What stands for a session that ends, of which the skill is told."""

SESSION_LASTS_SECONDS = 40
"""Seconds after an answer at which a session is over in which nobody has spoken."""

SAID = re.compile(r"^\+(?P<after>\d+) (?P<name>\w+)(?P<rest>.*)$", re.MULTILINE)


def scripts() -> list[Path]:
    """Every conversation there is."""
    return sorted(FOLDER.glob("*.txt"))


class Conversation:
    """Somebody new, who says one line after another: "+10 pace pace=slow", ten seconds into the answer before."""

    def __init__(self, script: str = "") -> None:
        self._talk = Talk(coach_of(content_for("en-US")), new_progress(content_for("en-US").routine))
        self._new = True
        for said in SAID.finditer(script):
            self.say(said)

    def fork(self) -> "Conversation":
        """The same so far, to go on with in another way."""
        other = copy(self)
        other._talk = self._talk.fork()
        return other

    def say(self, said: re.Match[str]) -> Reply | None:
        """What is answered; None where nothing is, since the session ends."""
        self._talk.listen(int(said["after"]))
        return self._say(said["name"], dict(option.split("=") for option in said["rest"].split()))

    def say_afterwards(self, name: str) -> Reply | None:
        """The same, of whoever has heard the whole answer before."""
        self._talk.hear_out()
        return self._say(name, {})

    def _say(self, name: str, options: dict[str, str]) -> Reply | None:
        talk = self._talk
        self._new = self._new or talk.now > talk.began + (talk.last.said.seconds + SESSION_LASTS_SECONDS) * 1000
        if name == LEAVES:
            talk.close()
            self._new = True
            return None
        if self._new:
            talk.progress = replace(talk.progress, owed=Owed())
        reply = talk.say(
            name,
            options.get("pose"),
            options.get("pace"),
            int(options["number"]) if "number" in options else None,
            nth=int(options["nth"]) if "nth" in options else None,
            side=options.get("side"),
            when=options["when"].replace("_", " ") if "when" in options else None,
            returning=self._new,
            notice=Notice(options["notice"]) if "notice" in options else None,
            screen="screen" in options,
        )
        self._new = reply.reprompt is None
        return reply


def retold(script: str) -> str:
    """A conversation, held again: every line of what is said, and what is answered now."""
    told, conversation, asked_again = [], Conversation(), ""
    for said in SAID.finditer(script):
        told.append(said[0])
        reply = conversation.say(said)
        if reply is None:
            continue
        told += [f"    {heard(reply.said)}", f"    {notes(reply)}"]
        again = heard(reply.reprompt) if reply.reprompt else ""
        if again not in ("", asked_again):
            told.append(f"    ... {again}")
        asked_again = again or asked_again
    return "\n".join(told) + "\n"


def notes(reply: Reply) -> str:
    """How long an answer is, what is awaited then, and what else is of note."""
    noted = [f"{reply.said.seconds:.1f} s", f"then {reply.awaits.value}" if reply.awaits else "over"]
    noted += [name for name in ("leads", "flows", "forget") if getattr(reply, name)]
    return f"({', '.join(noted)})"


def heard(timeline: Timeline) -> str:
    """The words; breaths by their numbers and seconds alone, since every hold is much like another."""
    parts = []
    for breathing, group in groupby(timeline.cues, key=lambda cue: cue.place.phase is not None):
        cues = list(group)
        parts.append(_breaths(cues) if breathing else " ".join(cue.words for cue in cues if cue.words))
    return " ".join(part for part in parts if part)


def _breaths(cues: list[Cue]) -> str:
    first, last = cues[0].place.breath, cues[-1].place.breath
    words = len(" ".join(cue.words for cue in cues).split())
    return f"[{first} to {last}: {sum(cue.seconds for cue in cues):.1f} s, {words} words]"
