"""A person's progress, kept in one file on this machine."""

import io
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from stat import S_ISREG

from lower_back_release.memory.dynamodb import KEEP_SECONDS
from lower_back_release.memory.pseudonym import Identity, pseudonym
from lower_back_release.memory.record import Conflict, Damaged, MemoryTrouble, Record
from lower_back_release.memory.schema import SCHEMA, record_of

MAGIC = b"SQLite format 3\0"
"""How every SQLite file begins."""

WAIT = 2.5
"""Seconds to wait while others write: twice in a turn, before Alexa gives up."""

COLUMNS = ("account", "voice", "version", "request", "schema", "progress", "expires", "mark")

KEYS = (1, 2, *[0] * 6)
"""Of each, its number in the key; 0 where it is not in it."""

OURS = {("table", "notes"), ("index", "notes_by_age")}
"""What we make, by kind and name: a file with anything else in it is somebody else's."""

TABLE = """
    CREATE TABLE IF NOT EXISTS notes (
        account TEXT NOT NULL,
        voice TEXT NOT NULL,
        version INTEGER NOT NULL,
        request TEXT NOT NULL,
        schema INTEGER NOT NULL,
        progress TEXT NOT NULL,
        expires INTEGER NOT NULL,
        mark TEXT NOT NULL,
        PRIMARY KEY (account, voice)
    )
"""

BY_AGE = "CREATE INDEX IF NOT EXISTS notes_by_age ON notes (expires)"
"""Finds what has expired, without reading everybody's notes at every turn."""

NEW = """
    INSERT INTO notes VALUES (:account, :voice, :version, :request, :schema, :progress, :expires, :mark)
    ON CONFLICT (account, voice) DO UPDATE SET
        version = :version, request = :request, schema = :schema, progress = :progress, expires = :expires, mark = :mark
    WHERE expires <= :now OR :anything
"""

NEXT = """
    UPDATE notes SET
        version = :version, request = :request, schema = :schema, progress = :progress, expires = :expires, mark = :mark
    WHERE account = :account AND voice = :voice AND version = :replacing AND mark = :mark AND schema <= :schema
"""


class SqliteMemory:
    """One row a person."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time, wait_seconds: float = WAIT) -> None:
        """Opens the file, or makes it, for its owner alone; the clock gives seconds since 1970 (UTC).

        It waits so many seconds while others write. Raises OSError, naming the file and the reason, if it can't be
        used: somebody else's stays as it is.
        """
        self._address = f"{path.absolute().as_uri()}?mode=rw"  # never made anew by SQLite, for everybody to read
        self._clock, self._wait_seconds = clock, wait_seconds
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "rb", buffering=0) as file:
            begins = _beginning(file)
        if begins not in (b"", MAGIC):
            raise OSError(f"{path} can't be used as a memory: it is no SQLite file")
        try:
            with self._open() as db:
                columns = db.execute("SELECT name, pk FROM pragma_table_info('notes')").fetchall()
                made = set(db.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
            if made and (not {("table", "notes")} <= made <= OURS or columns != [*zip(COLUMNS, KEYS, strict=True)]):
                raise OSError(f"{path} can't be used as a memory: it is somebody else's SQLite file")
            with self._open() as db:
                # Readers don't wait for a writer, and a killed one leaves the file whole.
                db.execute("PRAGMA journal_mode = WAL")
                db.execute(TABLE)
                db.execute(BY_AGE)
            path.chmod(0o600)
        except MemoryTrouble as trouble:
            raise OSError(f"{path} can't be used as a memory: {trouble.__cause__}") from trouble

    def read(self, person: Identity) -> Record | None:
        """What is kept of the person, unless it has expired. See Memory."""
        with self._open() as db:
            row = db.execute(
                "SELECT schema, version, request, progress, mark FROM notes"
                " WHERE account = ? AND voice = ? AND expires > ?",
                (*_key(person), self._clock()),
            ).fetchone()
        if row is None:
            return None
        schema, version, request, progress, mark = row
        try:
            return record_of(schema, version, request, json.loads(progress), mark)
        except (TypeError, ValueError, RecursionError) as error:
            raise Damaged("Damaged") from error

    def write(self, person: Identity, kept: Record, replacing: int | None) -> None:
        """Keeps the row, with a year to live from now, and erases every row whose year is over. See Memory."""
        now = int(self._clock())
        values = {
            "account": pseudonym(person.account),
            "voice": person.voice,
            "version": kept.version,
            "request": kept.request,
            "schema": SCHEMA,
            "progress": json.dumps(dict(kept.progress)),
            "expires": now + KEEP_SECONDS,
            "mark": kept.mark,
        }
        condition = {"replacing": replacing} if replacing else {"now": now, "anything": replacing is None}
        with self._open() as db:
            if db.execute(NEXT if replacing else NEW, values | condition).rowcount == 0:
                raise Conflict("Conflict")
            db.execute("DELETE FROM notes WHERE expires <= ?", (now,))

    def forget(self, person: Identity) -> None:
        """Deletes the row, if there is one. See Memory."""
        with self._open() as db:
            db.execute("DELETE FROM notes WHERE account = ? AND voice = ?", _key(person))

    def forget_account(self, account: str) -> None:
        """Deletes every row of the account. See Memory."""
        with self._open() as db:
            db.execute("DELETE FROM notes WHERE account = ?", (pseudonym(account),))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for every call, so that any thread may call."""
        try:
            with closing(sqlite3.connect(self._address, timeout=self._wait_seconds, uri=True)) as db, db:
                db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
                db.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")  # told apart when it is read
                yield db
        except sqlite3.Error as error:
            raise MemoryTrouble(type(error).__name__) from error


def _beginning(file: io.FileIO) -> bytes:
    """The first bytes of a file; others than SQLite's, where they can't be read, or it is none."""
    try:
        return file.read(len(MAGIC)) if S_ISREG(os.fstat(file.fileno()).st_mode) else b"no file"
    except OSError:
        return b"unreadable"


def _key(person: Identity) -> tuple[str, str]:
    return pseudonym(person.account), person.voice
