"""Locks that end with the process that holds them, so that a killed one never has to be cleared away."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, TransientError
from severa_maestro.transfer import messages


@contextmanager
def company_lock(company: Company) -> Iterator[None]:
    """One run at a time for a company. Raises TransientError where another run holds it."""
    with _lock(f"company-{company.reference}", wait=False) as held:
        if not held:
            raise TransientError("run-under-way", messages.RUN_UNDER_WAY, company=company.name)
        yield


def is_run_under_way(company: Company) -> bool:
    """Whether some process runs the company now: a run that was killed does not go on, whatever its row says."""
    name = f"company-{company.reference}"
    if connection.vendor == "postgresql":
        return _is_advisory_lock_held(name)
    with _file_lock(name, wait=False) as held:
        return not held


@contextmanager
def database_lock() -> Iterator[None]:
    """One process at a time changes the tables; the others wait."""
    with _lock("database", wait=True):
        yield


@contextmanager
def _lock(name: str, *, wait: bool) -> Iterator[bool]:
    """A lock of the operating system beside SQLite, of the database session on PostgreSQL."""
    take = _advisory_lock if connection.vendor == "postgresql" else _file_lock
    with take(name, wait=wait) as held:
        yield held


@contextmanager
def _file_lock(name: str, *, wait: bool) -> Iterator[bool]:
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
    number = _number_of(name)
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT true FROM pg_advisory_lock(%s)", [number])
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _is_advisory_lock_held(name: str) -> bool:
    """Asks without taking it: a session may take again what it has."""
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
