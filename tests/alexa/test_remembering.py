"""What is kept between turns and sessions: read once, written every turn, and never in the way of the routine."""

from dataclasses import replace
from typing import Any

import pytest

from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Conflict, Damaged, MemoryTrouble, Record, Unreadable
from lower_back_release.memory.schema import LAST_VERSION
from lower_back_release.person.course import MOST_STEPS
from lower_back_release.person.history import MOST_DAYS
from lower_back_release.person.owed import MOST_TIMES
from simulator.heard.ssml import plain_text
from tests.alexa.recorded import intent, recorded
from tests.rules import check

PERSON = Identity(recorded("launch")["context"]["System"]["user"]["userId"])


class Notebook:
    """A memory that can be looked into, counts, and fails when told to."""

    def __init__(self) -> None:
        self.kept: dict[Identity, Record] = {}
        self.calls: list[str] = []
        self.fails: dict[str, MemoryTrouble] = {}

    def read(self, person: Identity) -> Record | None:
        self._called("read")
        return self.kept.get(person)

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        self._called("write")
        before = self.kept.get(person)
        stands = (before.version if before else 0) == replacing and (before is None or before.mark == kept.mark)
        if replacing is not None and not stands:
            raise Conflict("Conflict")
        self.kept[person] = kept

    def forget(self, person: Identity) -> None:
        self._called("forget")
        self.kept.pop(person, None)

    def forget_account(self, account: str) -> None:
        self._called("forget")
        self.kept = {person: kept for person, kept in self.kept.items() if person.account != account}

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.fails:
            raise self.fails[name]


class Person:
    """Somebody who talks to a skill with this memory, on one device."""

    def __init__(self, memory: Notebook, voice: str | None = None) -> None:
        self._skill = build_skill(memory)
        self.voice = voice
        self.attributes: dict[str, Any] = {}
        self._minute = self._request = 0
        self.unnamed = False

    def says(self, name: str, *, new: bool = False, again: bool = False) -> str:
        """What they hear; a request `again` is the very one before."""
        event = recorded("launch") if name == "Launch" else intent(name)
        if not again:
            self._minute += 1
            self._request += 1
            self._sent = {} if new or name == "Launch" else self.attributes
        if self.voice:
            event["context"]["System"]["person"] = {"personId": self.voice}
        event["session"] |= {"new": not self._sent, "attributes": self._sent}
        event["request"] |= {
            "requestId": "" if self.unnamed else f"{id(self)}.{self._request}",
            "timestamp": f"2027-01-15T08:{self._minute:02}:00Z",
        }
        response = respond(self._skill, event)
        check(response)
        self.attributes = response.get("sessionAttributes") or {}
        speech = response["response"].get("outputSpeech")
        return plain_text(speech["ssml"]) if speech else ""


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def person(notebook: Notebook) -> Person:
    return Person(notebook)


AT_MOST = {
    "misses": ({"owed": {"misses": MOST_TIMES}}, "AMAZON.FallbackIntent"),
    "pains": ({"owed": {"pains": MOST_TIMES}}, "ItHurtsIntent"),
    "days": ({"progress": {"days": MOST_DAYS, "seen_ms": 0, "practiced": ["1", "48", "96"]}}, "AMAZON.NextIntent"),
    "version": ({"version": LAST_VERSION}, "AMAZON.NextIntent"),
    "step": ({"progress": {"step": MOST_STEPS}}, "AMAZON.RepeatIntent"),
}
"""What a session may have kept that can grow no more, and what would have it grow."""


@pytest.mark.parametrize(("kept", "name"), AT_MOST.values(), ids=AT_MOST)
def test_what_can_grow_no_more_is_still_read_in_the_next_turn(
    person: Person, notebook: Notebook, kept: dict[str, Any], name: str, caplog: pytest.LogCaptureFixture
) -> None:
    person.says("Launch")
    person.says("AMAZON.PauseIntent")
    for part, value in kept.items():
        person.attributes[part] = person.attributes[part] | value if isinstance(value, dict) else value
    for _ in range(3):
        person.says(name)
    Person(notebook).says("Launch")
    assert not caplog.text


@pytest.mark.parametrize(
    "voice", ["x", "A" * 64, "a" * 2000, "my bad back", 7, ["a"]], ids=lambda voice: repr(voice)[:20]
)
def test_a_voice_that_is_no_pseudonym_is_nobodys_and_the_session_begins_anew(
    person: Person, notebook: Notebook, voice: object
) -> None:
    person.says("Launch")
    person.attributes["voice"] = voice
    person.says("AMAZON.NextIntent")
    assert notebook.calls.count("read") == 2
    assert set(notebook.kept) == {PERSON}
    assert person.attributes["voice"] == ""


@pytest.mark.parametrize("owed", [None, "my bad back", [], 7], ids=repr)
def test_what_is_owed_and_cannot_be_read_is_told(
    person: Person, notebook: Notebook, owed: object, caplog: pytest.LogCaptureFixture
) -> None:
    person.says("Launch")
    person.attributes["owed"] = owed
    person.says("AMAZON.NextIntent")
    assert notebook.calls.count("read") == 2
    assert "recalling failed: ProgressError" in caplog.text


@pytest.mark.parametrize("mark", ["a" * 17, "a b", "\u0663", 7], ids=repr)
def test_a_mark_that_is_none_of_ours_is_not_kept(person: Person, notebook: Notebook, mark: object) -> None:
    person.says("Launch")
    true, person.attributes["mark"] = person.attributes["mark"], mark
    person.says("AMAZON.NextIntent")
    assert person.attributes["mark"] == notebook.kept[PERSON].mark == true


def test_one_read_a_session_and_one_write_a_turn(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    person.says("AMAZON.NextIntent")
    person.says("BreathsLeftIntent")
    assert notebook.calls == ["read", "write", "write", "write"]
    assert notebook.kept[PERSON].version == 3


def test_what_was_kept_is_known_in_the_next_session(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    person.says("LessGuidanceIntent")
    heard = Person(notebook).says("Launch")
    assert "Shall we go on with the reclined shoelace" in heard
    assert "medical advice" not in heard
    assert notebook.kept[PERSON].progress["guidance"] == 0


def test_a_request_that_comes_twice_changes_nothing_twice(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    once = person.says("HoldLongerIntent")
    kept = notebook.kept[PERSON]
    assert person.says("HoldLongerIntent", again=True) == once
    assert notebook.kept[PERSON] == kept


def test_so_does_the_first_request_of_a_session(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    kept = notebook.kept[PERSON]
    heard = person.says("Launch", again=True)
    assert "where you stopped" not in heard
    assert "Cross your right leg over your left" in heard
    assert notebook.kept[PERSON] == kept


def test_requests_without_an_id_are_not_taken_for_one_another(person: Person, notebook: Notebook) -> None:
    person.unnamed = True
    person.says("Launch")
    person.says("AMAZON.NextIntent")
    assert "Shall we go on with knee hugs" in person.says("Launch")
    assert notebook.calls == ["read", "write", "write", "read", "write"]


def test_two_devices_lose_nothing_of_each_other(notebook: Notebook) -> None:
    kitchen, bedroom = Person(notebook), Person(notebook)
    kitchen.says("Launch")
    bedroom.says("Launch")
    kitchen.says("LessGuidanceIntent")
    bedroom.says("HoldLongerIntent")
    kitchen.says("WhereAmIIntent")
    bedroom.says("WhereAmIIntent")
    bedroom.says("WhereAmIIntent")
    assert notebook.kept[PERSON].progress["guidance"] == 0
    assert notebook.kept[PERSON].version == 7


@pytest.mark.parametrize(
    "trouble",
    [MemoryTrouble("ThrottlingException"), MemoryTrouble("ReadTimeoutError"), MemoryTrouble("AccessDeniedException")],
    ids=str,
)
def test_a_memory_that_cannot_be_read_is_owned_up_to_once_and_the_routine_goes_on(
    person: Person, notebook: Notebook, trouble: MemoryTrouble, caplog: pytest.LogCaptureFixture
) -> None:
    notebook.fails = {"read": trouble, "write": trouble}
    heard = [person.says(name) for name in ("Launch", "AMAZON.NextIntent", "BreathsLeftIntent")]
    assert "I may not remember this one" in heard[0]
    assert "First, the reclined shoelace" in heard[0]
    assert not any("remember" in words for words in heard[1:])
    assert str(trouble) in caplog.text
    assert PERSON.account not in caplog.text


def test_a_memory_that_cannot_be_written_is_told_at_once_and_once(person: Person, notebook: Notebook) -> None:
    notebook.fails = {"write": MemoryTrouble("ThrottlingException")}
    heard = [person.says(name) for name in ("Launch", "AMAZON.NextIntent", "AMAZON.NextIntent", "AMAZON.NextIntent")]
    assert ["remember" in words for words in heard] == [True, False, False, False]


def test_a_wish_that_could_not_be_kept_is_kept_as_soon_as_it_can_be(person: Person, notebook: Notebook) -> None:
    notebook.fails = {"write": MemoryTrouble("ThrottlingException")}
    assert "I may not remember this one" in person.says("LessGuidanceIntent")
    notebook.fails = {}
    person.says("AMAZON.NextIntent")
    assert notebook.kept[PERSON].progress["guidance"] == 0


def test_a_memory_that_comes_back_is_used_again(person: Person, notebook: Notebook) -> None:
    notebook.fails = {"read": MemoryTrouble("ReadTimeoutError"), "write": MemoryTrouble("ReadTimeoutError")}
    person.says("Launch")
    notebook.fails = {}
    person.says("LessGuidanceIntent")
    assert notebook.kept[PERSON].progress["guidance"] == 0


@pytest.mark.parametrize("turns", [1, 3])
def test_a_place_is_not_lost_to_somebody_the_skill_took_for_new(person: Person, notebook: Notebook, turns: int) -> None:
    person.says("Launch")
    person.says("AMAZON.NextIntent")
    person.says("AMAZON.StopIntent")
    stopped = notebook.kept[PERSON].progress
    assert stopped["pose"] == "knee_hugs"
    notebook.fails = {"read": MemoryTrouble("ReadTimeoutError")}
    blind = Person(notebook)
    assert "First, the reclined shoelace" in blind.says("Launch")
    notebook.fails = {}
    for _ in range(turns):
        blind.says("LessGuidanceIntent")
    kept = notebook.kept[PERSON].progress
    assert kept["guidance"] == 0
    apart = {"guidance", "known"}
    assert {name: kept[name] for name in kept.keys() - apart} == {name: stopped[name] for name in kept.keys() - apart}
    assert "Shall we go on with knee hugs" in Person(notebook).says("Launch")


def test_strong_pain_ends_the_practice_also_in_a_session_that_began_without_memory(notebook: Notebook) -> None:
    before = Person(notebook)
    before.says("Launch")
    before.says("AMAZON.NextIntent")
    before.says("AMAZON.StopIntent")
    notebook.fails = {"read": MemoryTrouble("ReadTimeoutError")}
    blind = Person(notebook)
    blind.says("Launch")
    notebook.fails = {}
    blind.says("SharpPainIntent")
    heard = Person(notebook).says("Launch")
    assert "medical advice" in heard
    assert "where you stopped" not in heard


def test_somebody_truly_new_is_remembered_once_memory_is_back(person: Person, notebook: Notebook) -> None:
    notebook.fails = {"read": MemoryTrouble("ReadTimeoutError")}
    person.says("Launch")
    notebook.fails = {}
    person.says("AMAZON.NextIntent")
    assert notebook.kept[PERSON].progress["pose"] == "knee_hugs"


def test_who_was_forgotten_and_begins_anew_is_not_overwritten_by_an_old_session(notebook: Notebook) -> None:
    kitchen, bedroom = Person(notebook), Person(notebook)
    kitchen.says("Launch")
    bedroom.says("ForgetMeIntent")
    bedroom.says("AMAZON.YesIntent")
    bedroom.says("Launch")
    kept = notebook.kept[PERSON]
    assert "You've asked me to forget you" in kitchen.says("AMAZON.NextIntent")
    assert "forget" not in kitchen.says("AMAZON.NextIntent")
    assert notebook.kept[PERSON] == kept


def _damaged(kept: Record) -> Record:
    return Record({**kept.progress, "pose": "warrior"}, kept.version, "another")


def _unreadable(notebook: Notebook) -> None:
    notebook.fails = {"read": Unreadable("NewerSchema")}


def test_what_a_newer_skill_has_kept_is_never_overwritten(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    _unreadable(notebook)
    kept = notebook.kept[PERSON]
    assert "First, the reclined shoelace" in Person(notebook).says("Launch")
    assert notebook.kept[PERSON] == kept


def test_what_can_be_read_of_a_damaged_note_is_kept_and_the_rest_begins_anew(
    person: Person, notebook: Notebook
) -> None:
    person.says("Launch")
    person.says("LessGuidanceIntent")
    notebook.kept[PERSON] = _damaged(notebook.kept[PERSON])
    heard = Person(notebook).says("Launch")
    assert "I couldn't read all that I had kept of you" in heard
    assert "First, the reclined shoelace" in heard
    assert notebook.kept[PERSON].progress["guidance"] == 0
    assert "couldn't read" not in Person(notebook).says("Launch")


def test_it_is_told_of_a_damaged_note_also_where_the_request_comes_again(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    kept = notebook.kept[PERSON]
    notebook.kept[PERSON] = replace(kept, progress=_damaged(kept).progress)
    assert "I couldn't read all that I had kept of you" in person.says("Launch", again=True)
    assert "couldn't read" not in person.says("Launch", again=True)


def test_what_nobody_can_read_any_more_is_begun_anew_and_not_every_day(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    notebook.fails, notebook.calls = {"read": Damaged("Damaged")}, []
    heard = Person(notebook).says("Launch")
    assert "I couldn't read all that I had kept of you" in heard
    assert notebook.calls == ["read", "write"]  # a third call might not end before the function is stopped
    notebook.fails = {}
    assert "medical advice" not in Person(notebook).says("Launch")


class TestForgetMe:
    def test_deletes_and_says_so(self, person: Person, notebook: Notebook) -> None:
        person.says("Launch")
        person.says("ForgetMeIntent")
        assert "all forgotten" in person.says("AMAZON.YesIntent")
        assert notebook.kept == {}
        assert "medical advice" in Person(notebook).says("Launch")

    def test_does_not_say_so_where_it_failed(self, person: Person, notebook: Notebook) -> None:
        person.says("Launch")
        person.says("ForgetMeIntent")
        notebook.fails = {"forget": MemoryTrouble("ReadTimeoutError")}
        heard = person.says("AMAZON.YesIntent")
        assert "couldn't forget it" in heard
        assert "all forgotten" not in heard

    def test_is_not_undone_by_the_other_device(self, notebook: Notebook) -> None:
        kitchen, bedroom = Person(notebook), Person(notebook)
        kitchen.says("Launch")
        bedroom.says("Launch")
        kitchen.says("ForgetMeIntent")
        kitchen.says("AMAZON.YesIntent")
        bedroom.says("AMAZON.NextIntent")
        assert notebook.kept == {}


def test_whoever_disables_the_skill_is_forgotten(person: Person, notebook: Notebook) -> None:
    person.says("Launch")
    respond(build_skill(notebook), recorded("skill_disabled"))
    assert notebook.kept == {}


def test_a_skill_disabled_event_that_fails_is_sent_again(notebook: Notebook) -> None:
    notebook.fails = {"forget": MemoryTrouble("ThrottlingException")}
    with pytest.raises(MemoryTrouble):
        respond(build_skill(notebook), recorded("skill_disabled"))


class TestTwoVoices:
    """Where Alexa knows who speaks, each has a place of their own."""

    def test_each_goes_on_where_they_were(self, notebook: Notebook) -> None:
        ada, ben = Person(notebook, "amzn1.ask.person.ADA"), Person(notebook, "amzn1.ask.person.BEN")
        ada.says("Launch")
        ada.says("AMAZON.NextIntent")
        assert "medical advice" in ben.says("Launch")
        assert "Shall we go on with knee hugs" in Person(notebook, "amzn1.ask.person.ADA").says("Launch")
        assert "Shall we go on with the reclined shoelace" in Person(notebook, "amzn1.ask.person.BEN").says("Launch")
        assert "medical advice" in Person(notebook).says("Launch")
        assert len(notebook.kept) == 3
        assert not any("amzn1.ask.person" in str(identity.voice) for identity in notebook.kept)

    def test_a_session_is_of_the_voice_that_opened_it(self, notebook: Notebook) -> None:
        ada = Person(notebook, "amzn1.ask.person.ADA")
        ada.says("Launch")
        ada.voice = "amzn1.ask.person.BEN"
        ada.says("AMAZON.NextIntent")
        assert len(notebook.kept) == 1
        assert "Shall we go on with knee hugs" in Person(notebook, "amzn1.ask.person.ADA").says("Launch")

    def test_each_is_forgotten_for_themselves(self, notebook: Notebook) -> None:
        ada, ben = Person(notebook, "amzn1.ask.person.ADA"), Person(notebook, "amzn1.ask.person.BEN")
        ada.says("Launch")
        ben.says("Launch")
        ben.says("ForgetMeIntent")
        ben.says("AMAZON.YesIntent")
        assert "medical advice" in Person(notebook, "amzn1.ask.person.BEN").says("Launch")
        assert "medical advice" not in Person(notebook, "amzn1.ask.person.ADA").says("Launch")

    def test_whoever_disables_the_skill_has_all_of_them_forgotten(self, notebook: Notebook) -> None:
        for voice in ("amzn1.ask.person.ADA", None):
            Person(notebook, voice).says("Launch")
        respond(build_skill(notebook), recorded("skill_disabled"))
        assert notebook.kept == {}
