"""Everything from an SQLite file into an empty PostgreSQL: all of it, or nothing."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from django import db
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from severa_maestro.companies.models import Connection
from severa_maestro.errors import ConfigurationError, DataError, TransientError
from severa_maestro.failpoints import reach
from severa_maestro.setup import database_move_messages as messages
from severa_maestro.setup.database_tables import Row, Table, Tally, tables_that_move
from severa_maestro.setup.files import rename_for_good
from severa_maestro.transfer.lock import database_lock

#: Takes how many rows are done of how many; each is read once to be copied, and once more to be compared.
Progress = Callable[[int, int], None]

#: What Django calls the file while it is open here.
_FILE: Final = "sqlite"
_POSTGRESQL: Final = "default"

#: Every run begins with a row of this table.
_RUNS: Final = "ledger_run"

_ROWS_BETWEEN_PROGRESS: Final = 1000


@dataclass(frozen=True, slots=True)
class MovedTable:
    """A table that was moved, and what its rows come to on both sides."""

    name: str
    in_file: Tally
    in_postgresql: Tally


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved.

    Attributes:
        file: what the SQLite file is called now.
        tables: its tables; empty where an earlier call had moved them, and was cut before it named the file anew.
    """

    file: Path
    tables: list[MovedTable]


def move_database(file: Path, progress: Progress) -> Moved:
    """Moves everything in an SQLite file into the database of the settings, which is an empty PostgreSQL.

    1. No other process has the file open, nor can one open it meanwhile. It is this version's, and its keys open.
    2. In one transaction of PostgreSQL, in which nobody else writes, all tables are copied and then compared.
    3. The file is closed to runs, under a name that the transaction keeps as well; then the transaction is committed.
    4. The file gets another name, under which no process looks for it.

    Cut before the commit, nothing has moved, and cut after it, all has. The next call tells by the name of step 3: it
    does only the last step, or all of them. At no moment would both databases take a run.

    Args:
        file: the SQLite file.
        progress: is told now and then.

    Raises:
        ConfigurationError: the settings name no PostgreSQL or one that is in use, the file is not there or not this
            version's, or the key file does not open its keys.
        TransientError: another process has the file open.
        DataError: PostgreSQL does not take a row, or has another one afterwards. Nothing has moved.
    """
    if connection.vendor != "postgresql":
        raise ConfigurationError("not-postgresql", messages.NOT_POSTGRESQL)
    moved_file = file.with_name(f"{file.name}.moved")
    _check_names(file, moved_file)
    with _alone_with(file), database_lock():
        _check_names(file, moved_file)  # another call may have moved it while this one waited for it
        _check_version(file)
        _check_keys()
        tables = [] if _has_moved_here() else _move_tables(progress)
        reach("tables-moved")
        rename_for_good(file, moved_file)
    return Moved(moved_file, tables)


def _check_names(file: Path, moved_file: Path) -> None:
    if not file.exists():
        if moved_file.exists():
            raise ConfigurationError("database-moved-already", messages.MOVED_ALREADY, path=moved_file)
        raise ConfigurationError("database-file-missing", messages.FILE_MISSING, path=file)
    if moved_file.exists():
        raise ConfigurationError("moved-file-exists", messages.MOVED_FILE_EXISTS, path=moved_file)


@contextmanager
def _alone_with(file: Path) -> Iterator[None]:
    """Opens the file for this process alone.

    Leaving the write-ahead log takes a lock that nobody gets while another process has the file open, and writes the
    log back into the file; from then on nobody else gets in. A process that waits for that meanwhile notices that the
    file has another name by then, and writes nothing.

    Raises:
        TransientError: another process has it open.
        ConfigurationError: it is not an SQLite database, or cannot be written.
    """
    connections.settings[_FILE] = {
        **connections.settings[_POSTGRESQL],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{file.absolute().as_uri()}?mode=rw",
        "OPTIONS": {
            "timeout": 2,
            "init_command": "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"
            " BEGIN EXCLUSIVE; COMMIT;",
        },
    }
    try:
        _open(file)
        yield
    finally:
        connections[_FILE].close()
        del connections[_FILE], connections.settings[_FILE]


def _open(file: Path) -> None:
    try:
        connections[_FILE].ensure_connection()
    except db.DatabaseError as error:
        code = getattr(error.__cause__, "sqlite_errorcode", 0)
        if code & 0xFF == sqlite3.SQLITE_BUSY:  # the other bytes say what it is busy with
            raise TransientError("database-file-in-use", messages.FILE_IN_USE, path=file) from error
        raise ConfigurationError("database-file-unusable", messages.FILE_UNUSABLE, path=file) from error


def _check_version(file: Path) -> None:
    """Its tables are those that this program has made. It may lack those of an app that it has never met: the web's."""
    executor = MigrationExecutor(connections[_FILE])
    applied = executor.loader.applied_migrations.keys()
    known_apps = {app for app, _ in applied}
    if "companies" not in known_apps:
        raise ConfigurationError("database-file-unusable", messages.FILE_UNUSABLE, path=file)
    if applied - executor.loader.disk_migrations.keys():
        raise ConfigurationError("database-file-newer", messages.FILE_NEWER, path=file)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if any(migration.app_label in known_apps for migration, _ in plan):
        raise ConfigurationError("database-file-older", messages.FILE_OLDER, path=file)


def _check_keys() -> None:
    for each in Connection.objects.using(_FILE).select_related("company"):
        _ = each.key


def _has_moved_here() -> bool:
    """Whether an earlier call has committed what this file holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT obj_description('{_RUNS}'::regclass)")
        (kept,) = cursor.fetchone()
    return kept is not None and kept == _name_of_closing()


def _move_tables(progress: Progress) -> list[MovedTable]:
    """Steps 2 and 3."""
    there = connections[_FILE].introspection.table_names()
    tables = [table for table in tables_that_move() if table.name in there]
    counting = _Counting(progress, 2 * sum(table.count(_FILE) for table in tables))
    with transaction.atomic():
        _check_empty()
        _reopen()
        moved = _copy_and_compare(tables, counting)
        _close()
        reach("file-closed")
    return moved


def _check_empty() -> None:
    """Nobody else writes into the tables until the transaction has ended."""
    tables = tables_that_move()
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(table.name for table in tables)} IN SHARE ROW EXCLUSIVE MODE")
    filled = [table.name for table in tables if table.count(_POSTGRESQL)]
    if filled:
        raise ConfigurationError("postgresql-in-use", messages.POSTGRESQL_IN_USE, tables=", ".join(filled))


def _copy_and_compare(tables: list[Table], counting: "_Counting") -> list[MovedTable]:
    in_file = []
    for table in tables:
        with _refusals_in_words(table.name):
            in_file.append(table.tally(_copied(table, counting.over(table.rows(_FILE)))))
        reach("table-copied")
    with _refusals_in_words():
        connection.check_constraints()
    _set_sequences(tables)
    in_postgresql = [table.tally(counting.over(table.rows(_POSTGRESQL))) for table in tables]
    moved = [MovedTable(table.name, *sides) for table, *sides in zip(tables, in_file, in_postgresql, strict=True)]
    _check_same(moved)
    return moved


class _Counting:
    """Tells now and then how many rows are done."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def over(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, counted."""
        for row in rows:
            self._done += 1
            if self._done % _ROWS_BETWEEN_PROGRESS == 0:
                self._progress(self._done, self._total)
            yield row


def _copied(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each of them written into PostgreSQL: by COPY, past all that a model does when it is saved."""
    postgresql = connections[_POSTGRESQL]
    columns = ", ".join(map(postgresql.ops.quote_name, table.columns))
    statement = f"COPY {table.name} ({columns}) FROM STDIN"
    with postgresql.wrap_database_errors, postgresql.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            values = zip(table.fields, row, strict=True)
            copy.write_row([field.get_db_prep_save(value, postgresql) for field, value in values])
            yield row


@contextmanager
def _refusals_in_words(table: str = "–") -> Iterator[None]:
    """Raises DataError where PostgreSQL refuses a row. Its own words come without the row's values."""
    try:
        yield
    except (db.DataError, db.IntegrityError) as error:
        told = getattr(error.__cause__, "diag", None)
        reason = (told and told.message_primary) or str(error).splitlines()[0]
        table = (told and told.table_name) or table
        raise DataError("row-refused", messages.ROW_REFUSED, table=table, reason=reason) from error


def _set_sequences(tables: list[Table]) -> None:
    """The next row of each table gets the next id."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)


def _check_same(moved: list[MovedTable]) -> None:
    different = [
        f"{table.name} ({table.in_file.rows} → {table.in_postgresql.rows})"
        for table in moved
        if table.in_file != table.in_postgresql
    ]
    if different:
        raise DataError("databases-differ", messages.DATABASES_DIFFER, tables=", ".join(different))


def _name_of_closing() -> str | None:
    """What the file is closed to runs by; None where it is open."""
    with connections[_FILE].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [_RUNS])
        return next((name for (name,) in cursor.fetchall()), None)


def _reopen() -> None:
    """An earlier call was cut before its commit: nothing has moved."""
    name = _name_of_closing()
    if name is not None:
        with connections[_FILE].cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}")


def _close() -> None:
    """From now on the file takes no run: whoever tries is told why. PostgreSQL keeps by which name it was closed."""
    name = f"moved_{uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE {_RUNS} IS '{name}'")
    with connections[_FILE].cursor() as cursor:
        cursor.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON {_RUNS} BEGIN SELECT RAISE(ABORT,"
            " 'this SQLite file has moved to PostgreSQL; set DATABASE_URL, or run severa-maestro move-database again');"
            " END"
        )
