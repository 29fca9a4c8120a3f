"""A PostgreSQL database with the table of paces, which writes down when places were taken; its clock can be put."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

import dj_database_url
from django.db import DEFAULT_DB_ALIAS
from django.db.utils import ConnectionHandler

from severa_maestro.companies.models import Pace as PaceRow
from severa_maestro.companies.pace_in_database import Session
from tests.cli import postgresql

#: The first function of this name that a session meets. What it said last the trigger writes down: the very moment by
#: which it was decided whether a place may be taken.
_CLOCK = """
    CREATE SCHEMA watched;
    CREATE FUNCTION watched.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE plpgsql AS $$
        DECLARE
            put text := current_setting('pace.put', true);
            told timestamptz := CASE WHEN put <> '' THEN to_timestamp(put::float8)
                                ELSE pg_catalog.clock_timestamp() END;
        BEGIN
            PERFORM set_config('pace.told', told::text, false);
            RETURN told;
        END $$;
    CREATE TABLE grants (at timestamptz);
    CREATE FUNCTION write_down() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO grants VALUES (current_setting('pace.told')::timestamptz); RETURN NULL; END $$;
    CREATE TRIGGER taken AFTER UPDATE ON companies_pace FOR EACH ROW
        WHEN (NEW.next_at > OLD.next_at) EXECUTE FUNCTION write_down();
"""


def handler_of(url: str) -> ConnectionHandler:
    return ConnectionHandler({DEFAULT_DB_ALIAS: dict(dj_database_url.parse(url))})


@contextmanager
def pace_database() -> Iterator[str]:
    """The address of a new database; skips with a word where there is no server."""
    with postgresql.database_of_a_test() as url:
        with closing(handler_of(url)[DEFAULT_DB_ALIAS]) as connection, connection.schema_editor() as editor:
            editor.create_model(PaceRow)
        execute(url, _CLOCK)
        execute(url, f"ALTER DATABASE {url.rpartition('/')[2]} SET search_path = watched, pg_catalog, public")
        yield url


def execute(url: str, statement: str) -> list[Any]:
    """What a statement of its own gives; the statements may be several where they give nothing."""
    with closing(postgresql.connect(url)) as server:
        cursor = server.execute(statement)
        return cursor.fetchall() if cursor.description else []


class SessionAtTime(Session):
    """A session for which the database's clock stands where a test puts it."""

    def __init__(self, url: str, clock: Callable[[], float]) -> None:
        super().__init__(handler_of(url))
        self._clock = clock

    def ask(self, user: object, statement: str, values: Mapping[str, str | float]) -> tuple[Any, ...] | None:
        super().ask(user, "SELECT set_config('pace.put', %(now)s, false)", {"now": repr(self._clock())})
        return super().ask(user, statement, values)
