"""Locks that end with the process that holds them, so that a killed one never has to be cleared away."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from severa_maestro.errors import ConfigurationError
from severa_maestro.transfer import messages


@contextmanager
def database_lock() -> Iterator[None]:
    """One process at a time changes the tables; the others wait."""
    with _lock("database", wait=True):
        yield


@contextmanager
def _lock(name: str, *, wait: bool) -> Iterator[bool]:
    """A lock of the operating system beside SQLite, of the database session on PostgreSQL."""
    take = _advisory_lock if connection.vendor == "postgresql" else file_lock
    with take(name, wait=wait) as held:
        yield held


@contextmanager
def file_lock(name: str, *, wait: bool) -> Iterator[bool]:
    """A lock of the operating system. Gives whether it is held now: False where another has it and is not waited for.

    Raises:
        ConfigurationError: the data folder cannot be written to.
    """
    folder = settings.HOME / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = (folder / f"{name}.lock").open("w")
    except OSError as error:
        raise ConfigurationError("lock-unusable", messages.LOCK_UNUSABLE, path=folder) from error
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def _advisory_lock(name: str, *, wait: bool) -> Iterator[bool]:
    held = take_advisory_lock(name, wait=wait)
    try:
        yield held
    finally:
        if held:
            release_advisory_lock(name)


def take_advisory_lock(name: str, *, wait: bool) -> bool:
    """Takes a lock of PostgreSQL for this database session. Returns whether it is held now."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT true FROM pg_advisory_lock(%s)", [_number_of(name)])
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number_of(name)])
        return bool(cursor.fetchone()[0])


def release_advisory_lock(name: str) -> None:
    """Gives back a lock that this session has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_number_of(name)])


def is_advisory_lock_held(name: str) -> bool:
    """Whether a session that lives has the lock. Asks without taking it: a session may take again what it has."""
    high, low = divmod(_number_of(name) % 2**64, 2**32)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND classid::bigint = %s AND objid::bigint = %s)",
            [high, low],
        )
        return bool(cursor.fetchone()[0])


def _number_of(name: str) -> int:
    """What PostgreSQL calls a lock of that name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
