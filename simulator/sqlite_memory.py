"""A person's progress, kept in one file on this machine."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope


class SqliteMemory(AbstractPersistenceAdapter):  # type: ignore[misc]  # the SDK has no types
    """One row a person, by Alexa's user id."""

    def __init__(self, path: Path) -> None:
        """Opens the file, or makes it. Raises sqlite3.Error where it can't be used."""
        self._path = path
        with closing(self._connect()) as db, db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, attributes TEXT NOT NULL)")

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, Any]:
        """What is kept of the person; empty for somebody new."""
        with closing(self._connect()) as db:
            row = db.execute("SELECT attributes FROM person WHERE id = ?", (_person(request_envelope),)).fetchone()
        kept: dict[str, Any] = json.loads(row[0]) if row else {}
        return kept

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: dict[str, Any]) -> None:
        """Keeps this of the person, and forgets what was kept before."""
        with closing(self._connect()) as db, db:
            db.execute("REPLACE INTO person VALUES (?, ?)", (_person(request_envelope), json.dumps(attributes)))

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forgets the person."""
        with closing(self._connect()) as db, db:
            db.execute("DELETE FROM person WHERE id = ?", (_person(request_envelope),))

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path)


def _person(request_envelope: RequestEnvelope) -> str:
    return str(request_envelope.context.system.user.user_id)
