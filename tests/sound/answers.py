"""Everything that is said to somebody who does the whole routine."""

from collections.abc import Iterator
from dataclasses import replace

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.content import content_for
from lower_back_release.lesson.breath import Pace
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.routine import Routine
from lower_back_release.lesson.timeline import Stage, Timeline
from lower_back_release.person.progress import new_progress
from tests.dialogue.talk import Talk


def answers(
    routine: Routine, pace: Pace, breaths: int, guidance: Guidance = Guidance.USUAL, *, audio: bool = False
) -> Iterator[Timeline]:
    """Each answer from "start lower back release" on, "next" being said whenever one ends.

    `audio` is of answers that are played as documents, with the seconds that these may have.
    """
    taught = replace(coach_of(content_for("en-US"), audio=audio), routine=routine)
    talk = Talk(taught, new_progress(routine).with_preferences(pace=pace, breaths=breaths, guidance=guidance))
    talk.say("launch")
    while True:
        yield talk.last.said
        place = talk.hear_out()
        if place.stage is Stage.DONE and routine.after(place.pose) is None:
            return
        talk.say("next")
