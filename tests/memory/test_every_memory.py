"""What holds of every memory: the simulator's file, a pretended DynamoDB, and Amazon's own for one machine."""

import json
from typing import Any

import pytest

from lower_back_release.content import content_for
from lower_back_release.lesson.breath import PACES
from lower_back_release.lesson.hold import Guidance
from lower_back_release.lesson.timeline import Place, Stage
from lower_back_release.memory import schema
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, Memory, Record, Unreadable
from lower_back_release.memory.schema import SCHEMA, record_of
from lower_back_release.person.course import Course
from lower_back_release.person.history import DAY_MS, HOUR_MS, History, Practiced
from lower_back_release.person.preferences import Preferences
from lower_back_release.person.progress import Progress, from_json, new_progress
from tests.memory.conftest import Calendar
from tests.memory.places import Shelf

ADA = Identity("amzn1.ask.account.ADA")
BEN = Identity("amzn1.ask.account.BEN")
DAY = 24 * 60 * 60

PROGRESS: dict[str, Any] = {
    "pose": "knee_hugs",
    "began": 1_800_000_000_123,
    "side": 0,
    "guidance": -1,
    "known": ["reclined_shoelace", "knee_hugs"],
    "left_out": [],
    "asked": "",
    "said": "Größe, “naïve”, 息",
}


def kept(version: int = 1, request: str = "request-1", **progress: Any) -> Record:
    return Record(PROGRESS | progress, version, request)


def test_somebody_new_is_nobody(memory: Memory) -> None:
    assert memory.read(ADA) is None


def test_what_was_kept_comes_back_as_it_was(memory: Memory) -> None:
    memory.write(ADA, kept(), replacing=0)
    back = memory.read(ADA)
    assert back == kept()
    # As text, because 1, 1.0, Decimal(1) and True are all equal.
    assert json.dumps(dict(back.progress), sort_keys=True) == json.dumps(PROGRESS, sort_keys=True)


def test_one_person_does_not_touch_another(memory: Memory) -> None:
    memory.write(ADA, kept(), replacing=0)
    memory.write(BEN, kept(pose="deep_squat"), replacing=0)
    memory.forget(ADA)
    assert memory.read(ADA) is None
    assert memory.read(BEN) == kept(pose="deep_squat")


def test_one_voice_does_not_touch_another_of_its_account(memory: Memory) -> None:
    voices = [ADA, Identity(ADA.account, "one"), Identity(ADA.account, "two")]
    for number, voice in enumerate(voices, 1):
        memory.write(voice, kept(began=number), replacing=0)
    memory.forget(voices[1])
    found = [memory.read(voice) for voice in voices]
    assert [each and each.progress["began"] for each in found] == [1, None, 3]


def test_an_account_is_forgotten_with_all_its_voices_and_nobody_elses(memory: Memory) -> None:
    voices = [ADA, Identity(ADA.account, "one"), Identity(ADA.account, "two"), BEN]
    for voice in voices:
        memory.write(voice, kept(), replacing=0)
    memory.forget_account(ADA.account)
    assert [memory.read(voice) for voice in voices] == [None, None, None, kept()]


def test_a_write_replaces_all_that_was_there(memory: Memory) -> None:
    memory.write(ADA, kept(), replacing=0)
    memory.write(ADA, Record({"pose": "deep_squat"}, 2, "request-2"), replacing=1)
    assert memory.read(ADA) == Record({"pose": "deep_squat"}, 2, "request-2")


@pytest.mark.parametrize("replacing", [0, 1, 3])
def test_who_did_not_see_the_latest_does_not_overwrite_it(memory: Memory, replacing: int) -> None:
    memory.write(ADA, kept(), replacing=0)
    memory.write(ADA, kept(2, pose="deep_squat"), replacing=1)
    with pytest.raises(Conflict):
        memory.write(ADA, kept(replacing + 1, pose="seal_stretch"), replacing)
    assert memory.read(ADA) == kept(2, pose="deep_squat")


def test_what_was_forgotten_meanwhile_is_not_written_back(memory: Memory) -> None:
    memory.write(ADA, kept(), replacing=0)
    memory.forget(ADA)
    with pytest.raises(Conflict):
        memory.write(ADA, kept(2), replacing=1)
    assert memory.read(ADA) is None


@pytest.mark.parametrize(("mark", "other"), [("one", "other"), ("one", ""), ("", "other")])
def test_a_note_begun_anew_is_not_overwritten_by_who_knew_the_one_before(memory: Memory, mark: str, other: str) -> None:
    memory.write(ADA, Record(PROGRESS, 1, "request-1", mark), replacing=0)
    with pytest.raises(Conflict):
        memory.write(ADA, Record(PROGRESS, 2, "request-2", other), replacing=1)
    memory.write(ADA, Record(PROGRESS, 2, "request-2", mark), replacing=1)
    assert memory.read(ADA) == Record(PROGRESS, 2, "request-2", mark)


def test_nothing_is_left_of_who_is_forgotten(memory: Memory, place: Shelf) -> None:
    memory.write(ADA, kept(), replacing=0)
    memory.forget(ADA)
    memory.forget(ADA)
    assert place.everything() == "[]"


def test_who_was_forgotten_begins_anew(memory: Memory) -> None:
    memory.write(ADA, kept(), replacing=0)
    memory.forget(ADA)
    memory.write(ADA, kept(pose="deep_squat"), replacing=0)
    assert memory.read(ADA) == kept(pose="deep_squat")


def test_it_is_kept_for_a_year_after_the_last_use(memory: Memory, calendar: Calendar) -> None:
    memory.write(ADA, kept(), replacing=0)
    calendar.now += 364 * DAY
    memory.write(ADA, kept(2), replacing=1)
    calendar.now += 364 * DAY
    assert memory.read(ADA) == kept(2)
    calendar.now += DAY
    assert memory.read(ADA) is None


def test_what_has_expired_is_in_nobodys_way(memory: Memory, calendar: Calendar, place: Shelf) -> None:
    memory.write(ADA, kept(request="long-ago"), replacing=0)
    calendar.now += 365 * DAY
    memory.write(ADA, kept(pose="deep_squat"), replacing=0)
    assert memory.read(ADA) == kept(pose="deep_squat")
    assert "long-ago" not in place.everything()


def test_amazons_id_of_the_person_is_not_stored(memory: Memory, place: Shelf) -> None:
    memory.write(ADA, kept(), replacing=0)
    assert "knee_hugs" in place.everything()
    assert ADA.account not in place.everything()


def test_a_large_whole_number_comes_back_exactly(memory: Memory) -> None:
    memory.write(ADA, kept(began=2**62 + 1), replacing=0)
    back = memory.read(ADA)
    assert back is not None
    assert back.progress["began"] == 2**62 + 1


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("progress", "knee_hugs"),
        ("progress", {"known": [["knee_hugs"]]}),
        ("progress", {"began": 1.5}),
        ("progress", {"welcomed": True}),
        ("progress", {"pose": None}),
        ("progress", {"place": {"pose": "knee_hugs"}}),
        ("version", "one"),
        ("version", 0),
        ("schema", "one"),
        ("schema", 0),
        ("schema", SCHEMA + 1),
    ],
    ids=str,
)
def test_what_is_damaged_or_newer_is_neither_read_nor_taken_for_nothing(
    memory: Memory, place: Shelf, attribute: str, value: Any
) -> None:
    memory.write(ADA, kept(), replacing=0)
    place.damage(ADA, attribute, value)
    before = place.everything()
    with pytest.raises(Unreadable):
        memory.read(ADA)
    with pytest.raises(Conflict):
        memory.write(ADA, kept(pose="deep_squat"), replacing=0)
    assert place.everything() == before


def test_a_newer_item_is_not_overwritten_even_by_who_guesses_its_version(memory: Memory, place: Shelf) -> None:
    memory.write(ADA, kept(), replacing=0)
    place.damage(ADA, "schema", SCHEMA + 1)
    with pytest.raises(Conflict):
        memory.write(ADA, kept(2), replacing=1)


@pytest.mark.parametrize(("attribute", "value"), [("version", "one"), ("progress", "none"), ("mark", 7)])
def test_what_is_damaged_can_be_overwritten(memory: Memory, place: Shelf, attribute: str, value: Any) -> None:
    memory.write(ADA, kept(), replacing=0)
    place.damage(ADA, attribute, value)
    memory.write(ADA, kept(pose="deep_squat"), replacing=None)
    assert memory.read(ADA) == kept(pose="deep_squat")


def test_even_what_cannot_be_read_can_be_forgotten(memory: Memory, place: Shelf) -> None:
    memory.write(ADA, kept(), replacing=0)
    place.damage(ADA, "progress", "knee_hugs")
    memory.forget(ADA)
    assert place.everything() == "[]"


def test_an_older_shape_is_brought_up_to_date_step_by_step(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.write(ADA, kept(), replacing=0)
    monkeypatch.setattr(schema, "SCHEMA", SCHEMA + 2)
    monkeypatch.setattr(
        schema,
        "UPGRADES",
        {SCHEMA: lambda old: {"posture": old["pose"]}, SCHEMA + 1: lambda old: old | {"breaths": 8}},
    )
    assert memory.read(ADA) == Record({"posture": "knee_hugs", "breaths": 8}, 1, "request-1")


FIRST_SHAPE: dict[str, Any] = {
    "pose": "seal_stretch",
    "side": 0,
    "stage": "hold",
    "breath": 4,
    "intro": 2000,
    "more_breaths": 2,
    "pace": "slow",
    "breaths": 9,
    "guidance": 2,
    "known": ["knee_hugs"],
    "welcomed": 1,
    "left_out": ["deep_squat"],
    "misses": 1,
    "seen": 1_800_000_000_000,
    "finished": [20_000],
    "asked": "gentler",
    "began": 1_800_000_000_000,
}


@pytest.mark.parametrize(
    ("stage", "breath", "place"),
    [
        ("setup", 0, Place("seal_stretch")),
        ("setup", 5, Place("seal_stretch", breath=5)),
        ("hold", 4, Place("seal_stretch", 0, Stage.HOLD, breath=4)),
        ("way_out", 0, Place("seal_stretch", 0, Stage.WAY_OUT)),
        ("rest", 0, Place("seal_stretch", rest=True)),
        ("rest", 2, Place("seal_stretch", 0, Stage.HOLD, rest=True, breath=2)),
        ("break", 0, Place("seal_stretch", waits=True)),
        ("break", 7, Place("seal_stretch", 0, Stage.HOLD, breath=7, waits=True)),
        ("done", 0, Place("seal_stretch", 0, Stage.DONE)),
    ],
)
def test_what_was_kept_before_the_body_was_known_is_gone_on_with(stage: str, breath: int, place: Place) -> None:
    old = FIRST_SHAPE | {"stage": stage, "breath": breath}
    progress = from_json(record_of(1, 3, "request", old).progress, content_for("en-US").routine)
    assert progress.course == Course(place, begun=True, intro_ms=2000, more_breaths=2)
    assert progress.preferences == Preferences(PACES["slow"], 9, Guidance.MORE, ("deep_squat",))
    assert progress.history == History(
        True, ("knee_hugs",), (Practiced(20_000 * 24, to_the_end=True),), days=1, seen_ms=1_800_000_000_000
    )


@pytest.mark.parametrize("kept_flow", [{}, {"flow": 0}, {"flow": 1}], ids=str)
def test_whether_it_went_on_by_itself_is_brought_along_where_it_was_known(kept_flow: dict[str, int]) -> None:
    progress = from_json(record_of(1, 3, "request", FIRST_SHAPE | kept_flow).progress, content_for("en-US").routine)
    assert progress.preferences.flow is bool(kept_flow.get("flow", 0))


def test_whoever_was_in_a_rest_in_between_goes_on_with_what_it_was_taken_in() -> None:
    routine = content_for("en-US").routine
    course = Course(Place("knee_hugs", 1, Stage.HOLD, breath=3), begun=True)
    resting = Progress(course).to_json() | {"runs": "rest", "between": "childs_pose", "finished_ms": []}
    assert from_json(record_of(4, 3, "request", resting).progress, routine).course == course


def test_ends_kept_by_the_millisecond_become_days_of_practice() -> None:
    routine, noon = content_for("en-US").routine, (20_000 * 24 + 12) * HOUR_MS
    kept = {name: value for name, value in new_progress(routine).to_json().items() if name != "practiced"}
    old = kept | {"finished_ms": [noon, noon + DAY_MS, noon + DAY_MS + 3 * HOUR_MS], "days": 4}
    history = from_json(record_of(7, 3, "request", old).progress, routine).history
    assert history.days == 4
    assert history.practiced == (Practiced(20_000 * 24 + 12, True), Practiced(20_001 * 24 + 12, True))


@pytest.mark.parametrize("stage", ["setup", "hold", "way_out", "rest", "break", "done"])
def test_a_note_of_the_first_shape_is_read_where_it_lies_and_written_in_todays(
    memory: Memory, place: Shelf, stage: str
) -> None:
    memory.write(ADA, kept(), replacing=0)
    place.damage(ADA, "progress", FIRST_SHAPE | {"stage": stage})
    place.damage(ADA, "schema", 1)
    old = memory.read(ADA)
    assert old == record_of(1, 1, "request-1", FIRST_SHAPE | {"stage": stage})
    progress = from_json(old.progress, content_for("en-US").routine)
    memory.write(ADA, Record(progress.to_json(), 2, "request-2"), replacing=1)
    again = memory.read(ADA)
    assert again is not None
    assert from_json(again.progress, content_for("en-US").routine) == progress
    assert "misses" not in place.everything()


@pytest.mark.parametrize("damage", [{"breath": "many"}, {"breath": None}, {"finished": 0.5}], ids=str)
def test_a_damaged_value_of_the_first_shape_is_damaged(damage: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        record_of(1, 3, "request", FIRST_SHAPE | damage)


@pytest.mark.parametrize("missing", sorted(FIRST_SHAPE.keys() - {"misses", "asked", "began"}))
def test_a_note_of_the_first_shape_that_lacks_something_is_damaged(missing: str) -> None:
    with pytest.raises(Unreadable):
        record_of(1, 3, "request", {name: value for name, value in FIRST_SHAPE.items() if name != missing})
