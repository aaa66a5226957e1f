import sqlite3
from pathlib import Path

import pytest
from ask_sdk_model import Context, RequestEnvelope, User
from ask_sdk_model.interfaces.system.system_state import SystemState

from simulator.sqlite_memory import SqliteMemory


def person(name: str) -> RequestEnvelope:
    """A request of somebody's."""
    return RequestEnvelope(context=Context(system=SystemState(user=User(user_id=name))))


ANN, BEN = person("ann"), person("ben")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def test_somebody_new_has_nothing_kept(file: Path) -> None:
    assert SqliteMemory(file).get_attributes(ANN) == {}


def test_what_is_kept_is_there_when_the_file_is_opened_again(file: Path) -> None:
    SqliteMemory(file).save_attributes(ANN, {"progress": {"breath": 4, "known": ["knee_hugs"]}})
    assert SqliteMemory(file).get_attributes(ANN) == {"progress": {"breath": 4, "known": ["knee_hugs"]}}


def test_the_last_thing_kept_takes_the_place_of_what_was_there(file: Path) -> None:
    memory = SqliteMemory(file)
    memory.save_attributes(ANN, {"pace": "slow", "breath": 4})
    memory.save_attributes(ANN, {"pace": "quick"})
    assert memory.get_attributes(ANN) == {"pace": "quick"}


def test_two_people_share_a_file_and_nothing_else(file: Path) -> None:
    memory = SqliteMemory(file)
    memory.save_attributes(ANN, {"pace": "slow"})
    memory.save_attributes(BEN, {"pace": "quick"})
    assert (memory.get_attributes(ANN), memory.get_attributes(BEN)) == ({"pace": "slow"}, {"pace": "quick"})


def test_one_person_can_be_forgotten(file: Path) -> None:
    memory = SqliteMemory(file)
    memory.save_attributes(ANN, {"pace": "slow"})
    memory.save_attributes(BEN, {"pace": "quick"})
    memory.delete_attributes(ANN)
    memory.delete_attributes(ANN)
    assert (memory.get_attributes(ANN), memory.get_attributes(BEN)) == ({}, {"pace": "quick"})


def test_two_simulators_see_what_the_other_keeps(file: Path) -> None:
    one, other = SqliteMemory(file), SqliteMemory(file)
    one.save_attributes(ANN, {"breath": 1})
    assert other.get_attributes(ANN) == {"breath": 1}
    other.save_attributes(ANN, {"breath": 2})
    assert one.get_attributes(ANN) == {"breath": 2}


def test_one_can_be_read_while_another_writes(file: Path) -> None:
    memory = SqliteMemory(file)
    memory.save_attributes(ANN, {"breath": 1})
    writing = sqlite3.connect(file)
    writing.execute("BEGIN EXCLUSIVE")
    assert memory.get_attributes(ANN) == {"breath": 1}
    writing.rollback()
    writing.close()


def test_a_file_that_is_something_else_is_refused(file: Path) -> None:
    file.write_text("this is a shopping list, and long enough to be no empty database" * 20, encoding="utf-8")
    with pytest.raises(sqlite3.Error):
        SqliteMemory(file)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error):
        SqliteMemory(tmp_path / "nowhere" / "memory.sqlite")
