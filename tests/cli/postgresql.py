"""PostgreSQL databases of machines, on the server that the tests may use; each is named by its address."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

SERVER = os.environ.get("TEST_DATABASE_URL") or "postgresql://postgres@127.0.0.1:5432/postgres"


def connect(url: str = SERVER) -> psycopg.Connection:
    """A connection on which each statement stands for itself. Raises psycopg.OperationalError where none answers."""
    return psycopg.connect(url, autocommit=True, connect_timeout=3)


def new_database() -> str:
    """Makes an empty database."""
    url = f"{SERVER.rpartition('/')[0]}/severa_maestro_test_{uuid4().hex}"
    create(url)
    return url


@contextmanager
def database_of_a_test() -> Iterator[str]:
    """The address of a new database, taken away afterwards; skips with a word where there is no server."""
    try:
        url = new_database()
    except psycopg.OperationalError:
        if os.environ.get("SEVERA_MAESTRO_NEEDS_POSTGRESQL"):
            raise
        pytest.skip("no PostgreSQL answers on TEST_DATABASE_URL or 127.0.0.1:5432")
    yield url
    drop(url)


def create(url: str, *, like: str = "/template1") -> None:
    """Makes a database as another one is, which nobody uses at the moment."""
    _execute("CREATE DATABASE {} TEMPLATE {}", url, like)


def drop(url: str) -> None:
    """Takes a database away, also from those that use it."""
    _execute("DROP DATABASE {} WITH (FORCE)", url)


def _execute(statement: str, *urls: str) -> None:
    names = [sql.Identifier(url.rpartition("/")[2]) for url in urls]
    with closing(connect()) as server:
        server.execute(sql.SQL(statement).format(*names))
