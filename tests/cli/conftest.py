import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli.machine import Machine

POSTGRESQL = os.environ.get("TEST_DATABASE_URL") or "postgresql://postgres@127.0.0.1:5432/postgres"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A new machine on SQLite."""
    return Machine(tmp_path)


@pytest.fixture
def machine_on_postgresql(tmp_path: Path) -> Iterator[Machine]:
    """A new machine with a PostgreSQL database of its own; skips with a word where there is no server."""
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        if os.environ.get("SEVERA_MAESTRO_NEEDS_POSTGRESQL"):
            raise
        pytest.skip("no PostgreSQL answers on TEST_DATABASE_URL or 127.0.0.1:5432")
    name = f"severa_maestro_test_{uuid4().hex}"
    with server:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
        yield Machine(tmp_path, POSTGRESQL.rsplit("/", 1)[0] + f"/{name}")
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]


@pytest.fixture
def severa() -> Iterator[Sandbox]:
    """A Severa with the whole set."""
    with Sandbox(SandboxSettings()) as running:
        yield running


@pytest.fixture
def clean_severa() -> Iterator[Sandbox]:
    """A Severa with ten clean invoices."""
    with Sandbox(SandboxSettings(invoices=10, clean=True)) as running:
        yield running
