"""What is seen on a device with a screen: the pose, a circle that breathes with the words, and the words to say."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective

from lower_back_release.alexa.figures import figure
from lower_back_release.practice.breath import Phase
from lower_back_release.practice.progress import Progress, Question
from lower_back_release.practice.routine import Routine
from lower_back_release.practice.timeline import Cue, Place, Stage
from lower_back_release.practice.turn import Reply
from lower_back_release.practice.wish import Wanted

TOKEN = "lower-back-release"  # noqa: S105 - the name of the document, no secret

DOCUMENT: Mapping[str, Any] = json.loads(
    (Path(__file__).parent / "documents" / "lesson.json").read_text(encoding="utf-8")
)
"""How it all looks, in APL 1.4: the first with round line ends and gradients, and without an import it needs no more.

Text is sized in hundredths of the screen's height (see docs/screens.md), the circle moves by the commands given here.
"""

FLOW_WAIT = 6.0
"""Seconds between an answer's end and the next one, where it goes on by itself: time to say "Alexa, pause"."""

OF_NO_POSE = {Question.WHICH_POSE, Question.FORGET, Question.AGAIN}
"""Questions beside which the name of a pose would mislead."""

FEW, SOME = 40, 80
"""Characters of a line that may stand large, and middling; longer ones are smaller, so that the longest fits."""


@dataclass(frozen=True)
class Scene:
    """A figure and what is written beside it."""

    figure: str
    mirrored: bool
    name: str
    side: str


@dataclass(frozen=True)
class Choice:
    """Words to say, that can be touched as well."""

    words: str
    wanted: Wanted
    pose: str | None = None


def render(reply: Reply, progress: Progress, routine: Routine) -> RenderDocumentDirective:
    """The directive that shows an answer. `progress` is as it stands after it.

    The document begins when the speech does, and everything in it is timed by the reply's own timeline.
    """
    lesson = _lesson(reply, progress, routine) if progress.began is not None else None
    waiting = _waiting(reply, progress, routine)
    poses = {one["pose"] for one in [*(lesson["figures"] if lesson else []), waiting["figure"]]}
    commands = list(_commands(reply, progress, routine)) if lesson else []
    document = {
        **DOCUMENT,
        "graphics": {**DOCUMENT["graphics"], **{pose: figure(pose) for pose in sorted(poses)}},
        # Under a sequencer of its own it goes on when something is touched.
        "onMount": [{"type": "Parallel", "sequencer": "lesson", "commands": commands}],
    }
    return RenderDocumentDirective(token=TOKEN, document=document, datasources={"lesson": lesson, "waiting": waiting})


def _lesson(reply: Reply, progress: Progress, routine: Routine) -> dict[str, Any] | None:
    """What is seen at first, while an answer leads through a pose; None where it only says something."""
    scenes = [scene for _, scene in _scenes(reply, routine)]
    if not scenes:
        return None
    first = reply.said.cues[0]
    return {
        "figures": [{"pose": scene.figure, "mirrored": scene.mirrored} for scene in scenes],
        "name": scenes[0].name,
        "side": scenes[0].side,
        "digits": len(str(progress.total)),
        **_sized("" if first.place.phase else first.words),
    }


def _scenes(reply: Reply, routine: Routine) -> Iterator[tuple[float, Scene]]:
    """Every change of figure or side, with the second it comes at."""
    before = None
    for start, cue in zip(reply.said.starts, reply.said.cues, strict=True):
        if cue.place.stage in (Stage.BREAK, Stage.DONE):
            continue
        scene = _scene(cue.place, routine)
        if scene != before:
            yield start, scene
        before = scene


def _scene(place: Place, routine: Routine) -> Scene:
    pose = routine.pose(place.pose)
    if place.stage is Stage.REST and pose.rest:
        return Scene(pose.rest.id, False, _title(pose.rest.name), "")
    side = pose.sides[place.side].name if pose.sides else ""
    return Scene(pose.id, place.side > 0, pose.name, side)


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def _commands(reply: Reply, progress: Progress, routine: Routine) -> Iterator[dict[str, Any]]:
    """Everything that changes while an answer is heard; `at` and `ms` are milliseconds from its beginning."""
    for n, (start, scene) in enumerate(_scenes(reply, routine)):
        if n:
            words = {"name": scene.name, "side": scene.side}
            yield {"type": "Scene", "at": _ms(start), "figure": n, "before": n - 1, **words}
    before: Cue | None = None
    for start, cue in zip(reply.said.starts, reply.said.cues, strict=True):
        at, place = _ms(start), cue.place
        if place.stage in (Stage.BREAK, Stage.DONE):
            yield {"type": "Wait", "at": at}
        elif place.phase is Phase.IN:
            if before is None or before.place.phase is None:
                yield {"type": "Hold", "at": at, "of": _of(place, progress, routine)}
            yield {"type": "In", "at": at, "ms": _ms(cue.seconds), "n": place.breath}
        elif place.phase is Phase.OUT:
            yield {"type": "Out", "at": at, "ms": _ms(cue.seconds)}
        elif cue.words and before:
            yield {"type": "Words", "at": at, **_sized(cue.words)}
        before = cue
    if reply.flows:
        over = _ms(reply.said.seconds + FLOW_WAIT)
        yield {"type": "SendEvent", "delay": over, "arguments": _arguments(Choice("", Wanted.NEXT), progress)}


def _of(place: Place, progress: Progress, routine: Routine) -> str:
    rest = routine.pose(place.pose).rest if place.stage is Stage.REST else None
    return routine.screen.of.format(total=rest.breaths if rest else progress.total)


def _waiting(reply: Reply, progress: Progress, routine: Routine) -> dict[str, Any]:
    """What is seen where one waits: which pose comes next, or is on, and what can be said."""
    end = reply.said.at(reply.said.seconds) if progress.began is not None else progress.here
    after = routine.after(end.pose, progress.left_out)
    between = end.stage is Stage.DONE and after is not None and progress.asked is None
    pose = after if between and after else routine.pose(end.pose)
    mirrored = end.side > 0 and not between and end.stage is not Stage.DONE
    heading, choices = _choices(end, reply, progress, routine)
    return {
        "heading": routine.screen.headings[heading],
        "name": "" if progress.asked in OF_NO_POSE else pose.name,
        "figure": {"pose": pose.id, "mirrored": mirrored},
        "choices": [{"words": choice.words, "wish": _arguments(choice, progress)} for choice in choices],
    }


def _choices(end: Place, reply: Reply, progress: Progress, routine: Routine) -> tuple[str, list[Choice]]:
    """Why one waits, and the words to say."""
    words = routine.screen.choices
    stop, again = Choice(words["stop"], Wanted.STOP), Choice(words["repeat"], Wanted.REPEAT)
    if progress.asked is Question.WHICH_POSE:
        return "which_pose", [Choice(pose.name, Wanted.GO_TO, pose.id) for pose in routine.poses]
    if progress.asked:
        return "question", [Choice(words["yes"], Wanted.YES), Choice(words["no"], Wanted.NO)]
    if end.stage is Stage.BREAK:
        stay = Choice(words["pause"], Wanted.PAUSE) if reply.flows else again
        return "inside", [Choice(words["go_on"], Wanted.NEXT), stay, stop]
    if end.stage is Stage.DONE and routine.after(end.pose, progress.left_out):
        stay = Choice(words["pause"], Wanted.PAUSE) if reply.flows else again
        return "between", [Choice(words["next"], Wanted.NEXT), stay, stop]
    if end.stage is Stage.DONE:
        return "end", [again, Choice(words["start"], Wanted.START), stop]
    if not progress.welcomed:
        return "new", [Choice(words["yes"], Wanted.YES), stop]
    return "paused", [Choice(words["resume"], Wanted.RESUME), Choice(words["next"], Wanted.NEXT), stop]


def _arguments(choice: Choice, progress: Progress) -> list[str]:
    """What a touch sends: the wish, and which answer it belongs to, so that one that comes too late is known."""
    return [choice.wanted.value, str(progress.seen), *([choice.pose] if choice.pose else [])]


def _sized(words: str) -> dict[str, str]:
    size = "few" if len(words) <= FEW else "some" if len(words) <= SOME else "many"
    return {"few": "", "some": "", "many": ""} | {size: words}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
