"""A copy of the database as it was at one moment, while runs go on: written whole, and read again before it counts."""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from severa_maestro.errors import ConfigurationError, DataError, TransientError
from severa_maestro.failpoints import reach
from severa_maestro.setup import backup_messages as messages
from severa_maestro.setup.files import rename_for_good

#: How a dump as text begins a table's rows, one a line, and how it ends them.
_ROWS_BEGIN: Final = re.compile(rb'COPY (?:\S+\.)?"?(\w+)"? .*FROM stdin;$')
_ROWS_END: Final = b"\\.\n"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was taken.

    Attributes:
        file: where it is.
        size: in bytes.
        rows: how many rows each table has in it.
    """

    file: Path
    size: int
    rows: dict[str, int]


def back_up(folder: Path) -> Backup:
    """Takes a backup into a folder, which is made where it is not there yet. Its file is named by the time in UTC.

    1. The rows of each table are counted, and copied as they are at that moment; others write meanwhile.
    2. The copy is read again: it must be sound, and have as many rows.
    3. Once it is on the disk, it gets its name. Cut before that, no file looks like a backup.

    The key file is not in it: whoever finds the backup opens no key.

    Raises:
        ConfigurationError: the folder cannot be written, or PostgreSQL's own programs are missing.
        TransientError: one of those failed.
        DataError: the copy is not as the database is.
    """
    is_postgresql = connection.vendor == "postgresql"
    ending = "dump" if is_postgresql else "sqlite3"
    file = folder / f"severa-maestro-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _named_once_whole(file) as unnamed:
            rows = _back_up_postgresql(unnamed) if is_postgresql else _back_up_sqlite(unnamed)
        return Backup(file, file.stat().st_size, rows)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigurationError("backup-not-written", messages.NOT_WRITTEN, path=folder, reason=reason) from error


@contextmanager
def _named_once_whole(file: Path) -> Iterator[Path]:
    """A file for its owner alone, under a name that tells nothing until all of it is on the disk."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    unnamed = Path(name)
    try:
        yield unnamed
        os.fsync(descriptor)
        reach("backup-whole")
        rename_for_good(unnamed, file)
    finally:
        os.close(descriptor)
        unnamed.unlink(missing_ok=True)


def _back_up_sqlite(file: Path) -> dict[str, int]:
    database = f"{Path(connection.settings_dict['NAME']).absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(database, uri=True)) as source, closing(sqlite3.connect(file)) as copy:
        source.execute("BEGIN")  # what is counted and what is copied are of one moment
        rows = _rows_of_sqlite(source)
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without others beside it
    with closing(sqlite3.connect(file)) as copy:
        ((state,),) = copy.execute("PRAGMA integrity_check(1)").fetchall()
        _check(state == "ok" and _rows_of_sqlite(copy) == rows)
    return rows


def _rows_of_sqlite(database: sqlite3.Connection) -> dict[str, int]:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 a name from the line above
        for (name,) in tables.fetchall()
    }


def _back_up_postgresql(file: Path) -> dict[str, int]:
    """The dump is of the snapshot in which the rows are counted."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        tables = connection.introspection.table_names(cursor)
        rows = {}
        for name in tables:
            cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 a name from the line above
            (rows[name],) = cursor.fetchone()
        with _running("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={file}", "--no-password"):
            pass
    with _running("pg_restore", "--data-only", "--file=-", str(file)) as text:
        there = _rows_in_text(text)
    _check(rows == {name: there.get(name) for name in rows})
    return rows


@contextmanager
def _running(program: str, *arguments: str) -> Iterator[Iterable[bytes]]:
    """One of PostgreSQL's own programs, which reads from its environment where the database is; the lines it prints.

    Raises:
        ConfigurationError: it is not installed.
        TransientError: it failed.
    """
    path = shutil.which(program)
    if path is None:
        raise ConfigurationError("program-missing", messages.PROGRAM_MISSING, program=program)
    with tempfile.TemporaryFile() as problems:
        with subprocess.Popen(  # noqa: S603 no shell, and its arguments are ours
            [path, *arguments], env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=problems
        ) as process:
            assert process.stdout is not None  # noqa: S101 it was asked for
            yield process.stdout
        if process.returncode:
            problems.seek(0)
            reason = (problems.read().decode(errors="replace").splitlines() or ["?"])[0]
            raise TransientError("program-failed", messages.PROGRAM_FAILED, reason=reason)


def _environment() -> dict[str, str]:
    """Ours, with all that DATABASE_URL says in the variables of libpq: what is an argument, other users can read."""
    from psycopg import pq  # noqa: PLC0415 only there where the database is PostgreSQL

    told = connection.get_connection_params()
    variables = {option.keyword.decode(): option.envvar for option in pq.Conninfo.get_defaults() if option.envvar}
    return dict(os.environ) | {
        variable.decode(): str(told[keyword]) for keyword, variable in variables.items() if keyword in told
    }


def _rows_in_text(lines: Iterable[bytes]) -> dict[str, int]:
    """How many rows each table has in a dump as text."""
    rows: dict[str, int] = {}
    table = None
    for line in lines:
        if table is None:
            if begin := _ROWS_BEGIN.match(line):
                table = begin[1].decode()
                rows[table] = 0
        elif line == _ROWS_END:
            table = None
        else:
            rows[table] += 1
    return rows


def _check(holds: bool) -> None:  # noqa: FBT001 what is checked is all it takes
    if not holds:
        raise DataError("backup-unsound", messages.UNSOUND)
