"""The places on PostgreSQL: a connection of their own, and nobody waits for a database that does not answer."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS
from django.db import connection as djangos_own
from django.db.backends.base.base import BaseDatabaseWrapper

from severa_maestro.companies import pace_in_database
from severa_maestro.companies.pace_in_database import PlacesInDatabase, Session
from severa_maestro.severa.places_in_file import PlacesInFile
from severa_maestro.severa.rest.pace import Pace
from severa_maestro.transfer import connect
from tests.cli import postgresql
from tests.severa.pace_database import SessionAtTime, execute, handler_of
from tests.severa.rest_clock import FakeClock, all_at_once

SESSIONS = (
    "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def places(database: str, clock: FakeClock) -> Iterator[PlacesInDatabase]:
    """Places that nobody has taken, by a clock that stands still."""
    execute(database, "TRUNCATE companies_pace, grants")
    places = PlacesInDatabase("organisation", SessionAtTime(database, clock), clock)
    yield places
    places.close()


class Counting(Session):
    """Counts the questions and the connections."""

    def __init__(self, url: str) -> None:
        super().__init__(handler_of(url))
        self.questions = self.connections = 0

    def ask(self, user: object, statement: str, values: Mapping[str, str | float]) -> tuple[Any, ...] | None:
        self.questions += 1
        return super().ask(user, statement, values)

    def _connect(self) -> BaseDatabaseWrapper:
        self.connections += 1
        return super()._connect()


def wait_until_nobody_is_connected(url: str) -> None:
    """A server lets a connection go a moment after it was closed."""
    for _ in range(200):
        if not execute(url, SESSIONS):
            return
        threading.Event().wait(0.05)
    pytest.fail("somebody is still connected")


def test_the_threads_of_a_process_share_one_connection_which_is_none_of_theirs(database: str) -> None:
    handler = handler_of(database)
    session = Session(handler)
    users = [PlacesInDatabase(f"organisation-{number}", session) for number in range(4)]

    def take() -> list[BaseDatabaseWrapper]:
        for each in users:
            each.take(0.001, 0)
        return list(handler.all(initialized_only=True))

    assert all_at_once(8, take) == [[]] * 8
    assert len(execute(database, SESSIONS)) == 1
    for each in users[1:]:
        each.close()
    assert users[0].take(0.001, 0) < 1
    assert len(execute(database, SESSIONS)) == 1
    users[0].close()
    wait_until_nobody_is_connected(database)


def test_a_place_stays_taken_though_the_transaction_of_its_taker_is_undone(
    places: PlacesInDatabase, database: str
) -> None:
    with closing(handler_of(database)[DEFAULT_DB_ALIAS]) as own:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert places.take(1, 0) == 0
        own.rollback()
    assert places.take(1, 0) == pytest.approx(1)


def test_a_commit_waits_for_no_disk_and_a_statement_not_for_long(database: str) -> None:
    session = Session(handler_of(database))
    assert session.ask("test", "SHOW synchronous_commit", {}) == ("off",)
    assert session.ask("test", "SHOW statement_timeout", {}) == ("2s",)
    session.leave("test")


def test_who_is_too_early_does_not_ask_the_database_again(database: str) -> None:
    session = Counting(database)
    places = PlacesInDatabase("busy", session)
    assert places.take(60, 0) == 0
    asked = session.questions
    assert all_at_once(8, lambda: 0 < places.take(60, 0) <= 60) == [True] * 8
    assert session.questions == asked
    places.close()


def test_an_answer_is_told_to_the_database_only_where_somebody_has_backed_off(database: str) -> None:
    session = Counting(database)
    places = PlacesInDatabase("answered", session)
    places.take(0, 0)
    asked = session.questions
    places.answered()
    assert session.questions == asked
    places.back_off(0, 0)
    places.answered()
    assert session.questions == asked + 2
    places.close()


def test_it_begins_anew_where_its_row_is_gone(places: PlacesInDatabase, database: str, clock: FakeClock) -> None:
    places.pause(60)
    execute(database, "TRUNCATE companies_pace")
    assert places.take(1, 0) == 0
    clock.now += 1
    assert places.take(1, 0) == 0


def test_it_begins_anew_where_the_databases_clock_has_gone_back(places: PlacesInDatabase, clock: FakeClock) -> None:
    clock.now = 1e6
    places.take(1, 0)
    places.pause(600)
    clock.now -= 3600
    assert places.take(1, 0) == 0
    assert places.take(1, 0) == pytest.approx(1)


def test_one_who_comes_first_makes_the_row_and_the_others_find_it(database: str) -> None:
    execute(database, "TRUNCATE companies_pace, grants")

    def take() -> float:
        places = PlacesInDatabase("new", Session(handler_of(database)))
        with closing(places):
            return places.take(60, 0)

    assert sum(each == 0 for each in all_at_once(8, take)) == 1


class Far(Session):
    """A session of a machine from which every question takes its time, and every answer as well."""

    def ask(self, user: object, statement: str, values: Mapping[str, str | float]) -> tuple[Any, ...] | None:
        time.sleep(0.02)
        try:
            return super().ask(user, statement, values)
        finally:
            time.sleep(0.02)


def test_who_is_far_from_the_database_gets_places_among_those_who_are_near(database: str) -> None:
    sessions = [Far(handler_of(database)), *(Session(handler_of(database)) for _ in range(3))]
    far, *near = (Pace(places=PlacesInDatabase("wanted by all", session)) for session in sessions)
    is_done = threading.Event()

    def take_until_all_is_done(pace: Pace) -> None:
        while not is_done.is_set():
            pace.wait(is_done)
        pace.close()

    others = [threading.Thread(target=take_until_all_is_done, args=(pace,)) for pace in near]
    for each in others:
        each.start()
    limit = threading.Timer(30, is_done.set)
    limit.start()
    for _ in range(5):
        far.wait(is_done)
    got_places = not is_done.is_set()
    limit.cancel()
    is_done.set()
    for each in others:
        each.join()
    far.close()
    assert got_places


# Where it does not answer


def test_a_database_that_is_not_there_is_asked_once_and_then_left_alone_for_a_while() -> None:
    session = Counting("postgresql://postgres@127.0.0.1:1/none")
    places = PlacesInDatabase("organisation", session)
    for _ in range(3):
        with pytest.raises(ConnectionError):
            places.take(1, 0)
    assert session.connections == 1
    session._not_asked_until = 0.0
    with pytest.raises(ConnectionError):
        places.pause(1)
    assert session.connections == 2


def test_a_connection_that_broke_is_made_anew(database: str) -> None:
    session = Counting(database)
    places = PlacesInDatabase("organisation", session)
    places.take(0, 0)
    execute(
        database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        " AND datname = current_database()",
    )
    with pytest.raises(ConnectionError):
        places.take(0, 0)
    session._not_asked_until = 0.0
    assert places.take(0, 0) == 0
    assert session.connections == 2
    places.close()


def test_tables_that_were_not_made_yet_are_no_answer(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_in_database, "_BEGIN", pace_in_database._BEGIN.replace("companies_pace", "nothing"))
    with pytest.raises(ConnectionError):
        PlacesInDatabase("organisation", Session(handler_of(database))).take(1, 0)


def test_who_is_held_up_by_another_does_not_wait_for_ever(
    places: PlacesInDatabase, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace_in_database, "_SESSION", "SET statement_timeout TO '100ms'")
    places.take(1, 0)
    with closing(postgresql.connect(database)) as another:
        another.execute("BEGIN")
        another.execute("SELECT * FROM companies_pace FOR UPDATE")
        with (
            closing(PlacesInDatabase("organisation", Session(handler_of(database)))) as held_up,
            pytest.raises(ConnectionError),
        ):
            held_up.take(1, 0)


# Which of them is taken


def test_the_database_in_use_says_where_the_places_are_kept() -> None:
    """On SQLite in the data folder, on PostgreSQL in it."""
    kept = {"postgresql": PlacesInDatabase, "sqlite": PlacesInFile}
    assert type(connect._shared_places("organisation")) is kept[djangos_own.vendor]
