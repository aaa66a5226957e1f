"""What is seen on a device with a screen: the pose, a circle that breathes with the words, and the words to say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective

from lower_back_release.alexa.figures import FIGURES, figure
from lower_back_release.alexa.layout import DOCUMENT
from lower_back_release.alexa.plain import Plain
from lower_back_release.content import Content
from lower_back_release.dialogue.reply import Reply
from lower_back_release.dialogue.situation import Situation
from lower_back_release.lesson.breath import Phase
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Cue, Place, Stage
from lower_back_release.lesson.words import held_at, sentence
from lower_back_release.person.owed import OF_REMINDING, Question
from lower_back_release.person.progress import Progress

TOKEN = "lower-back-release"  # noqa: S105 - the name of the document, no secret

WIDEST_WORD, WIDEST_SIDE = 9.0, 12.0
"""How wide a word in a pose's name, and a side's name, may be in their full size beside a figure: in wide letters."""

NARROW = frozenset("fijlrtI' ")
"""Letters half as wide as others."""

FLOW_WAIT_SECONDS = 6.0
"""Seconds between an answer's end and the next one, where it goes on by itself: time to say "Alexa, pause"."""

OF_NO_POSE = {Question.WHICH_POSE, Question.FORGET, Question.AGAIN, *OF_REMINDING}
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
    command: str
    pose: str | None = None


def directive_for(reply: Reply, progress: Progress, content: Content) -> RenderDocumentDirective:
    """The directive that shows an answer. `progress` is as it stands after it.

    The document begins when the speech does, and everything in it is timed by the reply's own timeline.
    """
    scenes = tuple(_scenes(reply, progress.led(content.routine), content)) if reply.leads else ()
    lesson = _lesson(reply, progress, scenes) if scenes else None
    waiting = _waiting(reply, progress, content)
    poses = {one["pose"] for one in [*(lesson["figures"] if lesson else []), waiting["figure"]]}
    commands = list(_commands(reply, progress, content, scenes)) if lesson else []
    document = Plain(
        DOCUMENT,
        # A pose that nobody has drawn yet is taught all the same: where a graphic isn't found, APL draws nothing.
        graphics={**DOCUMENT["graphics"], **{pose: figure(pose) for pose in sorted(poses & FIGURES.keys())}},
        # Under a sequencer of its own it goes on when something is touched.
        onMount=[{"type": "Parallel", "sequencer": "lesson", "commands": commands}],
    )
    sources = Plain(lesson=lesson, waiting=waiting)
    return RenderDocumentDirective(token=TOKEN, document=document, datasources=sources)


def _mirrored(place: Place, led: Routine, content: Content) -> bool:
    """Whether somebody is on another side than the one that is drawn: the routine's first."""
    sides = led.pose(place.pose).sides
    return bool(sides) and sides[place.side] != content.routine.pose(place.pose).sides[0]


def _lesson(reply: Reply, progress: Progress, scenes: Sequence[tuple[float, Scene]]) -> dict[str, Any]:
    """What is seen at first, while an answer leads through a pose."""
    first, (_, seen) = reply.said.cues[0], scenes[0]
    return {
        "figures": [{"pose": scene.figure, "mirrored": scene.mirrored} for _, scene in scenes],
        "name": seen.name,
        "fits": _fits(_words(scene.name for _, scene in scenes), WIDEST_WORD),
        "side": seen.side,
        "sideFits": _fits((scene.side for _, scene in scenes), WIDEST_SIDE),
        "digits": len(str(progress.breaths + max(progress.course.more_by_side, default=0))),
        **_sized("" if first.place.phase else first.words),
    }


def _scenes(reply: Reply, led: Routine, content: Content) -> Iterator[tuple[float, Scene]]:
    """Every change of figure or side, with the second it comes at."""
    before = None
    for start, cue in zip(reply.said.starts, reply.said.cues, strict=True):
        place = cue.place
        here = place.pose, place.side, place.rest
        if here != before and not _waits(place):
            yield start, _scene(place, led, content)
            before = here


def _scene(place: Place, led: Routine, content: Content) -> Scene:
    pose, held = led.pose(place.pose), held_at(place, led)
    if held is not pose:
        return Scene(held.id, False, sentence(held.name), "")
    side = pose.sides[place.side].name if pose.sides else ""
    return Scene(pose.id, _mirrored(place, led, content), pose.name, side)


def _waits(place: Place) -> bool:
    return place.waits or place.stage is Stage.DONE


def _commands(
    reply: Reply, progress: Progress, content: Content, scenes: Sequence[tuple[float, Scene]]
) -> Iterator[dict[str, Any]]:
    """Everything that changes while an answer is heard; `at` and `ms` are milliseconds from its beginning."""
    for n, (start, scene) in enumerate(scenes):
        if n:
            words = {"name": scene.name, "side": scene.side}
            yield {"type": "Scene", "at": _ms(start), "figure": n, "before": n - 1, **words}
    before: Cue | None = None
    for start, cue in zip(reply.said.starts, reply.said.cues, strict=True):
        at, place = _ms(start), cue.place
        if _waits(place):
            yield {"type": "Wait", "at": at}
        elif place.phase is Phase.IN:
            if before is None or before.place.phase is None:
                yield {"type": "Hold", "at": at, "of": _of(place, progress, content)}
            yield {"type": "In", "at": at, "ms": _ms(cue.seconds), "n": place.breath}
        elif place.phase is Phase.OUT:
            yield {"type": "Out", "at": at, "ms": _ms(cue.seconds)}
        elif cue.words and before:
            yield {"type": "Words", "at": at, **_sized(cue.words)}
        before = cue
    if reply.flows:
        over = _ms(reply.said.seconds + FLOW_WAIT_SECONDS)
        yield {"type": "SendEvent", "delay": over, "arguments": _arguments(Choice("", "next"), progress)}


def _of(place: Place, progress: Progress, content: Content) -> str:
    return content.screen.of.format(total=progress.plan.total(place, content.routine))


def _waiting(reply: Reply, progress: Progress, content: Content) -> dict[str, Any]:
    """What is seen where one waits: which pose comes next, or is on, and what can be said."""
    routine, end = content.routine, reply.end.place
    after = routine.after(end.pose, progress.preferences.without)
    between = reply.awaits is Situation.BETWEEN
    pose = after if between and after else routine.pose(end.pose)
    mirrored = _mirrored(end, progress.led(content.routine), content) and not between and end.stage is not Stage.DONE
    heading, choices = _choices(reply, content)
    name = "" if reply.awaits in OF_NO_POSE else pose.name
    return {
        "heading": getattr(content.screen.headings, heading),
        "name": name,
        "fits": _fits(_words([name]), WIDEST_WORD),
        "figure": {"pose": pose.id, "mirrored": mirrored},
        "choices": [{"words": choice.words, "wish": _arguments(choice, progress)} for choice in choices],
    }


def _choices(reply: Reply, content: Content) -> tuple[str, list[Choice]]:
    """Why one waits, and the words to say."""
    words = content.screen.choices
    if reply.awaits is Question.WHICH_POSE:
        return "which_pose", [Choice(pose.name, "go_to", pose.id) for pose in content.routine.poses]
    if reply.awaits in OF_REMINDING and reply.awaits is not Question.REMIND:
        return "remind_when", [Choice(words.no, "no"), Choice(words.stop, "stop")]
    if isinstance(reply.awaits, Question):
        return "question", [Choice(words.yes, "yes"), Choice(words.no, "no")]
    situation = reply.awaits or Situation.END
    stop, again = Choice(words.stop, "stop"), Choice(words.repeat, "repeat")
    stay = Choice(words.pause, "pause") if reply.flows else again
    choices = {
        Situation.INSIDE: [Choice(words.go_on, "next"), stay, stop],
        Situation.BETWEEN: [Choice(words.next, "next_pose"), stay, stop],
        Situation.END: [again, Choice(words.start, "start_over"), stop],
        Situation.NEW: [Choice(words.yes, "yes"), stop],
    }
    paused = [Choice(words.resume, "resume"), Choice(words.next, "next_pose"), stop]
    return situation.value, choices.get(situation, paused)


def _arguments(choice: Choice, progress: Progress) -> list[str]:
    """What a touch sends: the command, and which answer it belongs to, so that one that comes too late is known."""
    return [choice.command, str(progress.owed.answer_id), *([choice.pose] if choice.pose else [])]


def _fits(texts: Iterable[str], room: float) -> float:
    """The share of their size at which texts fit where there is room for so many wide letters."""
    return round(room / max([room, *map(width, texts)]), 2)


def width(text: str) -> float:
    """About how wide a text is, in wide letters."""
    return sum(0.5 if letter in NARROW else 1.0 for letter in text)


def _words(names: Iterable[str]) -> list[str]:
    return [word for name in names for word in name.split()]


def _sized(words: str) -> dict[str, str]:
    size = "few" if len(words) <= FEW else "some" if len(words) <= SOME else "many"
    return {"few": "", "some": "", "many": ""} | {size: words}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
