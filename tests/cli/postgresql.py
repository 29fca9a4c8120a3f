"""PostgreSQL databases of machines, on the server that the tests may use; each is named by its address."""

import os
from contextlib import closing
from uuid import uuid4

import psycopg
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
