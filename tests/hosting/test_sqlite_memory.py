"""What is particular to the SQLite file. What holds of every memory is in tests/memory."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hosting.sqlite_memory import COLUMNS, TABLE, WAIT, SqliteMemory
from lower_back_release.memory.dynamodb import KEEP_SECONDS
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Damaged, MemoryTrouble, Record, Unreadable
from simulator.__main__ import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]

WRITES_FOR_EVER = """
import itertools, sys
from pathlib import Path
from lower_back_release.memory.pseudonym import Identity
from lower_back_release.memory.record import Record
from hosting.sqlite_memory import SqliteMemory

memory = SqliteMemory(Path(sys.argv[1]))
for version in itertools.count(1):
    memory.write(Identity("ada"), Record({"breath": version}, version, f"request-{version}"), version - 1)
    print(version, flush=True)
"""

ADA = Identity("ada")


@pytest.mark.parametrize("acknowledged", [1, 20, 60])
def test_what_was_kept_survives_a_sudden_death(tmp_path: Path, acknowledged: int) -> None:
    path = tmp_path / "memory.sqlite"
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", WRITES_FOR_EVER, str(path)],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'lambda'}"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for _ in range(acknowledged):
            process.stdout.readline()
        process.kill()
        said = [acknowledged, *(int(line) for line in process.stdout if line.endswith("\n"))]
    kept = SqliteMemory(path).read(ADA)
    assert kept is not None
    # One more may have been kept in the moment before it could say so.
    assert kept.version in (said[-1], said[-1] + 1)
    assert kept == Record({"breath": kept.version}, kept.version, f"request-{kept.version}")


def test_it_is_one_file_that_another_day_finds_again(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    SqliteMemory(path).write(ADA, Record({"breath": 3}, 1, "request"), 0)
    assert SqliteMemory(path).read(ADA) == Record({"breath": 3}, 1, "request")
    assert [each.name for each in tmp_path.iterdir()] == ["memory.sqlite"]


def test_what_is_forgotten_or_a_year_old_is_erased_from_the_file(tmp_path: Path) -> None:
    path, now = tmp_path / "memory.sqlite", [1_000_000.0]
    memory = SqliteMemory(path, clock=lambda: now[0])
    memory.write(ADA, Record({"pose": "an old note"}, 1, "request"), 0)
    memory.write(Identity("bob"), Record({"pose": "a withdrawn note"}, 1, "request"), 0)
    assert b"an old note" in path.read_bytes()
    assert b"a withdrawn note" in path.read_bytes()
    memory.forget_account("bob")
    assert b"a withdrawn note" not in path.read_bytes()
    now[0] += KEEP_SECONDS - 1
    memory.write(Identity("cleo"), Record({"breath": 3}, 1, "request"), 0)
    assert b"an old note" in path.read_bytes()
    now[0] += 1
    memory.write(Identity("cleo"), Record({"breath": 4}, 2, "request"), 1)
    assert b"an old note" not in path.read_bytes()
    assert memory.read(Identity("cleo")) == Record({"breath": 4}, 2, "request")


def test_a_copy_made_while_somebody_writes_is_a_memory_too(tmp_path: Path) -> None:
    path, copy = tmp_path / "memory.sqlite", tmp_path / "copy.sqlite"
    SqliteMemory(path).write(ADA, Record({"breath": 3}, 1, "request"), 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as writes, closing(sqlite3.connect(path)) as copies:
        writes.execute("BEGIN IMMEDIATE")
        writes.execute("DELETE FROM notes")
        copies.execute("VACUUM INTO ?", (str(copy),))
    assert SqliteMemory(copy).read(ADA) == Record({"breath": 3}, 1, "request")
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_file_from_before_it_was_sorted_by_age_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    SqliteMemory(path).write(ADA, Record({"breath": 3}, 1, "request"), 0)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP INDEX notes_by_age")
    SqliteMemory(path).write(ADA, Record({"breath": 4}, 2, "request"), 1)
    assert SqliteMemory(path).read(ADA) == Record({"breath": 4}, 2, "request")


def test_a_file_that_is_no_database_is_trouble(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy milk, and a mat to lie on. " * 9, encoding="utf-8")
    with pytest.raises(OSError, match=r"notes\.txt can't be used as a memory: it is no SQLite file"):
        SqliteMemory(path)
    assert "Buy milk" in path.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        SqliteMemory(tmp_path / "nowhere" / "memory.sqlite")


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.write(ADA, Record({"breath": 3}, 1, "request"), 0)
    assert {oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()} == {"0o600"}


def test_text_that_is_no_json_is_not_taken_for_nothing(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.write(ADA, Record({"breath": 3}, 1, "request"), 0)
    db = sqlite3.connect(tmp_path / "memory.sqlite")
    with db:
        db.execute("UPDATE notes SET progress = '{'")
    db.close()
    with pytest.raises(Unreadable):
        memory.read(ADA)


@pytest.mark.parametrize(
    "damage",
    [
        'progress = \'{"known":' + "[" * 3000 + "]" * 3000 + "}'",
        'schema = 1, progress = \'{"stage": "rest", "breath": 1e400}\'',
        "progress = cast(x'ff' as text)",
        "request = cast(x'ff' as text)",
        "mark = cast(x'ff' as text)",
        "progress = 7",
        "progress = x'00'",
    ],
    ids=["deep", "endless", "no text", "no id", "no mark", "a number", "bytes"],
)
def test_a_row_that_nobody_can_read_is_damaged_and_can_be_overwritten(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    memory.write(ADA, Record({"breath": 3}, 1, "request"), 0)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE notes SET {damage}")  # noqa: S608 - our own words
    with pytest.raises(Damaged):
        memory.read(ADA)
    memory.write(ADA, Record({"breath": 4}, 1, "request"), None)
    assert memory.read(ADA) == Record({"breath": 4}, 1, "request")


def test_somebody_elses_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes", encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(OSError, match=r"notes\.txt can't be used as a memory"):
        SqliteMemory(path)
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("my notes", 0o644)


def test_a_new_file_is_its_owners_from_the_first_moment_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "chmod", lambda *_: None)
    SqliteMemory(tmp_path / "memory.sqlite")
    assert (tmp_path / "memory.sqlite").stat().st_mode & 0o777 == 0o600


def test_a_device_is_no_memory() -> None:
    with pytest.raises(OSError, match=r"/dev/null can't be used as a memory"):
        SqliteMemory(Path("/dev/null"))


def test_somebody_elses_database_stays_as_it_is(tmp_path: Path) -> None:
    for name, columns in (("notes", "id, text"), ("songs", "id")):
        path = tmp_path / f"{name}.sqlite"
        with closing(sqlite3.connect(path)) as db, db:
            db.execute(f"CREATE TABLE {name} ({columns})")
        path.chmod(0o644)
        before = path.read_bytes()
        with pytest.raises(OSError, match=rf"{name}\.sqlite can't be used as a memory: it is somebody else's"):
            SqliteMemory(path)
        assert (path.read_bytes(), path.stat().st_mode & 0o777) == (before, 0o644)


FOREIGN = {
    "view": "CREATE VIEW notes AS SELECT 1 AS {}".format(", 1 AS ".join(COLUMNS)),
    "no key": f"CREATE TABLE notes ({', '.join(COLUMNS)})",
    "another table": f"{TABLE}; CREATE TABLE notes_by_age (id)",
    "trigger": f"{TABLE}; CREATE TRIGGER never BEFORE INSERT ON notes BEGIN SELECT RAISE(ABORT, 'no'); END",
}
"""Files that look like ours."""


@pytest.mark.parametrize("sql", FOREIGN.values(), ids=FOREIGN)
def test_so_does_one_that_looks_like_ours(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "memory.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(sql)
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(OSError, match=r"memory\.sqlite can't be used as a memory: it is somebody else's"):
        SqliteMemory(path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (before, 0o644)


def test_a_file_that_is_taken_away_is_trouble_and_none_is_made_for_everybody_to_read(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    path.unlink()
    with pytest.raises(MemoryTrouble, match=r"^OperationalError$"):
        memory.read(ADA)
    assert not path.exists()


def test_a_name_that_means_something_to_sqlite_is_a_files_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    SqliteMemory(Path(":memory:")).write(ADA, Record({"breath": 3}, 1, "request"), 0)
    assert SqliteMemory(Path(":memory:")).read(ADA) == Record({"breath": 3}, 1, "request")


def test_nobody_waits_long_for_a_file_that_somebody_else_writes(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path, wait_seconds=0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(MemoryTrouble, match=r"^OperationalError$"):
            memory.write(ADA, Record({"breath": 3}, 1, "request"), 0)
    assert 2 * WAIT < PATIENCE_SECONDS
