"""What people are told of what is kept is so."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hosting.sqlite_memory import SqliteMemory
from lower_back_release.alexa.conversation import coach_of
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.content import content_for
from lower_back_release.lesson.posture import Posture, Shape
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.lesson.ways import Variation
from lower_back_release.memory.dynamodb import KEEP_SECONDS
from lower_back_release.person.course import Course
from lower_back_release.person.progress import new_progress
from simulator.ears.understanding import Intent
from simulator.echo.device import Device, Session
from simulator.echo.screens import SHOW_8
from tests.dialogue.talk import Talk
from tests.store.documents import ROOT

PAGE = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
TOLD = {name for row in PAGE.splitlines() if row.startswith("| `") for name in re.findall(r"`(\w+)`", row)}

CONTENT = content_for("en-US")

PLAIN = (
    "AMAZON.PauseIntent",
    "AMAZON.StopIntent",
    "AMAZON.NavigateHomeIntent",
    "AMAZON.HelpIntent",
    "FinishRoutineIntent",
)
"""What anybody says to stop or to wait, whom nothing hurts."""


def begun(talk: Talk) -> None:
    talk.say("launch")


def in_the(stage: Stage, *, pose: str = "seal_stretch", rest: bool = False, breath: int = 1) -> Callable[[Talk], None]:
    def listen(talk: Talk) -> None:
        begun(talk)
        talk.say("go_to", pose=pose)
        talk.until(stage, breath, rest=rest)

    return listen


def in_a_step(step: int) -> Callable[[Talk], None]:
    def listen(talk: Talk) -> None:
        begun(talk)
        talk.until(Stage.SETUP, step=step)

    return listen


def after(pose: str) -> Callable[[Talk], None]:
    def listen(talk: Talk) -> None:
        begun(talk)
        talk.say("go_to", pose=pose)
        talk.hear_out()

    return listen


def paused(talk: Talk) -> None:
    in_the(Stage.HOLD, breath=4)(talk)
    talk.say("pause")
    talk.hear_out()


def told_in_two(talk: Talk) -> None:
    begun(talk)
    talk.say("breaths", number=10)
    talk.say("pace", pace="slow")
    talk.say("start_over")
    talk.hear_out()
    assert talk.place.waits


def going_on_by_itself(talk: Talk) -> None:
    talk.say("launch", screen=True)
    talk.say("keep_going", screen=True)
    talk.until(Stage.HOLD, 4)
    assert talk.progress.preferences.flow


SITUATIONS: dict[str, Callable[[Talk], None]] = {
    "before anything": lambda _: None,
    "before the shape is taken": in_a_step(1),
    "once the shape is taken": in_a_step(3),
    "in a hold": in_the(Stage.HOLD, breath=4),
    "on the way out": in_the(Stage.WAY_OUT, pose="deep_squat"),
    "on the way out, with a rest to come": in_the(Stage.WAY_OUT),
    "on the way to a rest": in_the(Stage.SETUP, rest=True),
    "in a rest": in_the(Stage.HOLD, rest=True, breath=2),
    "on the way out of a rest": in_the(Stage.WAY_OUT, rest=True),
    "between poses": after("seal_stretch"),
    "between sides": told_in_two,
    "paused": paused,
    "in the last pose": in_the(Stage.HOLD, pose="downward_dog", breath=4),
    "in the last rest": in_the(Stage.HOLD, pose="downward_dog", rest=True, breath=2),
    "after it all": after("downward_dog"),
    "while it goes on by itself": going_on_by_itself,
}


@pytest.fixture(scope="module", params=SITUATIONS)
def talk(request: pytest.FixtureRequest) -> Talk:
    somebody = Talk(coach_of(CONTENT), new_progress(CONTENT.routine))
    SITUATIONS[request.param](somebody)
    return somebody


@pytest.fixture(scope="module")
def plain(talk: Talk, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What is kept of those whom nothing hurts."""
    return [kept(talk, tmp_path_factory.mktemp("plain"), name) for name in PLAIN]


def test_people_are_told_everything_that_is_kept_and_nothing_that_is_not() -> None:
    held = Posture("back", Shape("knee_hugs"))
    new = new_progress(CONTENT.routine)
    fullest = new.with_course(
        began_ms=1,
        posture=held,
        variation=Variation.GENTLER,
        next_variation=Variation.DEEPER,
        first_side="left",
        next_first_side="left",
    ).with_preferences(waves=True, plain_until_ms=1)
    rest = replace(Course(Place("seal_stretch", rest=True), begun=True).in_between(fullest.course), began_ms=1)
    assert set(fullest.to_json()) < set(replace(fullest, course=rest).to_json()) == TOLD


def test_people_are_told_how_long() -> None:
    assert KEEP_SECONDS == 365 * 24 * 60 * 60
    assert "A year after you last used the skill" in PAGE


@pytest.mark.parametrize(
    "pain", ["ItHurtsIntent", "SharpPainIntent", "CannotIntent", "CrampIntent", "StuckIntent", "FellIntent"]
)
def test_no_pain_can_be_told_from_what_is_kept(
    talk: Talk, plain: list[dict[str, object]], pain: str, tmp_path: Path
) -> None:
    hurting = kept(talk, tmp_path, pain)
    assert {} in [differences(hurting, each) for each in plain]


ASKED_ON = [
    (("ItHurtsIntent", "AMAZON.YesIntent"), ("AMAZON.HelpIntent", "GentlerIntent")),
    (("CannotIntent", "AMAZON.YesIntent"), ("AMAZON.HelpIntent", "NextPoseIntent")),
]
"""A pain or the like with a yes to what is asked then, and what leads to the same without; in a rest it is another."""

GONE_ON = [
    (("ItHurtsIntent", "NextPoseIntent"), ("AMAZON.HelpIntent", "NextPoseIntent")),
    (("ItHurtsIntent", "AMAZON.StopIntent"), ("CannotIntent", "AMAZON.StopIntent")),
    (("ItHurtsIntent", "ThanksIntent"), ("AMAZON.HelpIntent", "ThanksIntent")),
]

NOT_YET = "ItHurtsIntent", "AMAZON.NoIntent", "WhereAmIIntent"
"""A no says in a hold that it shan't be gentler, after a rest that it shan't go on yet."""


@pytest.mark.parametrize(
    ("situation", "pain", "plain"),
    [
        *(("in a hold", pain, plain) for pain, plain in (*ASKED_ON, *GONE_ON)),
        *(("in a rest", pain, plain) for pain, plain in GONE_ON),
        ("in a hold", NOT_YET, ("AMAZON.HelpIntent", "ThanksIntent", "WhereAmIIntent")),
        ("in a rest", NOT_YET, ("AMAZON.HelpIntent", "AMAZON.NoIntent", "WhereAmIIntent")),
    ],
    ids=str,
)
def test_nor_from_what_is_kept_once_one_goes_on(
    pain: tuple[str, ...], plain: tuple[str, ...], situation: str, tmp_path: Path
) -> None:
    talk = Talk(coach_of(CONTENT), new_progress(CONTENT.routine))
    SITUATIONS[situation](talk)
    assert differences(kept(talk, tmp_path, *pain), kept(talk, tmp_path, *plain)) == {}


def kept(talk: Talk, folder: Path, *intents: str) -> dict[str, object]:
    """The whole item of somebody as it is stored, once they have said this: a minute between one and the next.

    They say it in the situation they are in, at the very same moment, in a request of the very same number.
    """
    file = folder / f"{' '.join(intents)}.sqlite"
    skill = build_skill(SqliteMemory(file, clock=lambda: talk.now / 1000))
    device = Device(screen=SHOW_8 if talk.progress.preferences.flow else None)
    known = {"progress": talk.progress.to_json(), "owed": talk.progress.owed.to_json(), "version": 0}
    session = Session("session", new=False, attributes=known)
    for minute, name in enumerate(intents):
        moment = datetime.fromtimestamp(talk.now / 1000 + 60 * minute, UTC)
        event = device.intent(session, moment, Intent(name))
        event["request"] |= {"requestId": f"request {minute}", "timestamp": moment.isoformat()}
        session.attributes = respond(skill, event)["sessionAttributes"]
    with closing(sqlite3.connect(file)) as db:
        db.row_factory = sqlite3.Row
        item: dict[str, object] = dict(db.execute("SELECT * FROM notes").fetchone())
    item.update(json.loads(str(item.pop("progress"))))
    assert item.pop("mark")  # made at random
    return item


def differences(one: dict[str, object], other: dict[str, object]) -> dict[str, tuple[object, object]]:
    """By name what isn't the same in both, which is nothing where they are the same to the letter."""
    return {
        name: (one.get(name), other.get(name)) for name in one.keys() | other.keys() if one.get(name) != other.get(name)
    }
