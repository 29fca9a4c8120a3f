"""Where a sandbox keeps its state: nowhere but memory, or a file that survives a restart and a ``kill -9``.

Every change is committed before the reply that tells of it. The file is a SQLite database in write-ahead mode: what is
committed is in the operating system's hands, and no end of this process can take it away.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from severa_maestro.sandbox.codec import pack, unpack

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
    place INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (kind, key)
);
CREATE TABLE IF NOT EXISTS invoice (
    key TEXT PRIMARY KEY, number INTEGER, status TEXT NOT NULL, payment_date TEXT, updated TEXT NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_FORMAT = "1"


class StateFileError(Exception):
    """The state file cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class StoredInvoice:
    """An invoice as it lies in the file: what changes often beside the packed rest."""

    key: str
    number: int | None
    status: str
    payment_date: str | None
    updated: datetime
    packed: bytes


class Storage(Protocol):
    """Keeps what the state tells it."""

    def save_record(self, kind: str, key: str, record: Any) -> None:
        """Keeps a record of a register."""

    def delete_record(self, kind: str, key: str) -> None:
        """Forgets a record."""

    def save_invoice(self, stored: StoredInvoice) -> None:
        """Keeps a whole invoice."""

    def touch_invoice(self, stored: StoredInvoice) -> None:
        """Keeps what changes often of an invoice: number, status, payment date, time of update."""

    def delete_invoice(self, key: str) -> None:
        """Forgets an invoice."""

    def save_setting(self, name: str, value: Any) -> None:
        """Keeps a named value."""

    def commit(self) -> None:
        """Makes everything since the last commit last."""

    def close(self) -> None:
        """Ends."""


class MemoryStorage:
    """Keeps nothing: the state itself is all there is."""

    def save_record(self, kind: str, key: str, record: Any) -> None:
        """Keeps nothing."""

    def delete_record(self, kind: str, key: str) -> None:
        """Forgets nothing."""

    def save_invoice(self, stored: StoredInvoice) -> None:
        """Keeps nothing."""

    def touch_invoice(self, stored: StoredInvoice) -> None:
        """Keeps nothing."""

    def delete_invoice(self, key: str) -> None:
        """Forgets nothing."""

    def save_setting(self, name: str, value: Any) -> None:
        """Keeps nothing."""

    def commit(self) -> None:
        """Does nothing."""

    def close(self) -> None:
        """Does nothing."""


class FileStorage:
    """Keeps the state in a SQLite file; used by one thread at a time, under the lock of the state.

    Raises:
        StateFileError: the file is not a sandbox's, or another process has it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=2)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            # One sandbox to a file: the lock is held until the process ends, however it ends.
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.executescript(_SCHEMA)
            self._database.execute("BEGIN IMMEDIATE")
        except (OSError, sqlite3.Error) as error:
            raise StateFileError(f"The state file {path} cannot be used: {error}") from error
        self._check_format()

    def _check_format(self) -> None:
        held = self.setting("format")
        if held is None:
            self.save_setting("format", _FORMAT)
        elif held != _FORMAT:
            raise StateFileError(f"The state file {self._path} was written by another version of the sandbox.")

    @property
    def is_empty(self) -> bool:
        """Whether no state was ever completely written here."""
        return self.setting("complete") is None

    def clear(self) -> None:
        """Removes what a generation that was cut left behind."""
        for table in ("record", "invoice", "setting"):
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - names from this line
        self.save_setting("format", _FORMAT)

    def setting(self, name: str) -> Any:
        """A named value, or None."""
        found = self._database.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return json.loads(found[0]) if found else None

    def settings(self) -> dict[str, Any]:
        """All named values."""
        return {name: json.loads(value) for name, value in self._database.execute("SELECT name, value FROM setting")}

    def records(self, kind: str, record_type: type[Any]) -> Iterator[Any]:
        """All records of a kind, in the order in which they first came."""
        for (body,) in self._database.execute("SELECT body FROM record WHERE kind = ? ORDER BY place", (kind,)):
            yield unpack(record_type, body)

    def invoices(self) -> Iterator[StoredInvoice]:
        """All invoices."""
        columns = "key, number, status, payment_date, updated, body"
        for key, number, status, payment_date, updated, body in self._database.execute(
            f"SELECT {columns} FROM invoice"  # noqa: S608 - names from the line above
        ):
            yield StoredInvoice(key, number, status, payment_date, datetime.fromisoformat(updated), body)

    def save_record(self, kind: str, key: str, record: Any) -> None:
        """Keeps a record of a register."""
        self._database.execute(
            "INSERT INTO record (kind, key, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (kind, key, pack(record)),
        )

    def delete_record(self, kind: str, key: str) -> None:
        """Forgets a record."""
        self._database.execute("DELETE FROM record WHERE kind = ? AND key = ?", (kind, key))

    def save_invoice(self, stored: StoredInvoice) -> None:
        """Keeps a whole invoice."""
        self._database.execute(
            "INSERT OR REPLACE INTO invoice VALUES (?, ?, ?, ?, ?, ?)",
            (
                stored.key,
                stored.number,
                stored.status,
                stored.payment_date,
                stored.updated.isoformat(),
                stored.packed,
            ),
        )

    def touch_invoice(self, stored: StoredInvoice) -> None:
        """Keeps what changes often of an invoice."""
        self._database.execute(
            "UPDATE invoice SET number = ?, status = ?, payment_date = ?, updated = ? WHERE key = ?",
            (stored.number, stored.status, stored.payment_date, stored.updated.isoformat(), stored.key),
        )

    def delete_invoice(self, key: str) -> None:
        """Forgets an invoice."""
        self._database.execute("DELETE FROM invoice WHERE key = ?", (key,))

    def save_setting(self, name: str, value: Any) -> None:
        """Keeps a named value."""
        self._database.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, json.dumps(value)))

    def commit(self) -> None:
        """Makes everything since the last commit last, and begins anew."""
        self._database.execute("COMMIT")
        self._database.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Commits and ends."""
        self._database.execute("COMMIT")
        self._database.close()
