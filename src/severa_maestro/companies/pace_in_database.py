"""The places of an organisation's requests on PostgreSQL: for processes on any number of machines."""

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

#: A time further ahead than this (seconds) is none that was meant: the database's clock has gone back since.
_BEYOND_BELIEF: Final = 900.0

#: Whoever comes first makes the row.
_BEGIN: Final = """
    INSERT INTO companies_pace AS kept (organisation, next_at, closed_until, backed_off)
    VALUES (%(organisation)s, clock_timestamp(), clock_timestamp(), 0)
    ON CONFLICT (organisation) DO UPDATE SET next_at = EXCLUDED.next_at, closed_until = EXCLUDED.closed_until
    WHERE GREATEST(kept.next_at, kept.closed_until) > EXCLUDED.next_at + make_interval(secs => %(beyond_belief)s)
"""

#: One at a time has the row, looks at the clock and takes the place if it is due. Seconds of 0 or less: it was.
_TAKE: Final = """
    WITH asked AS (
        SELECT organisation, GREATEST(next_at, closed_until) AS due_at, clock_timestamp() AS asked_at, backed_off
        FROM companies_pace WHERE organisation = %(organisation)s FOR NO KEY UPDATE
    ), taken AS (
        UPDATE companies_pace AS kept
        SET next_at = GREATEST(due_at, asked_at - make_interval(secs => %(catch_up)s))
            + make_interval(secs => %(interval)s)
        FROM asked WHERE kept.organisation = asked.organisation AND asked_at >= due_at
    )
    SELECT extract(epoch FROM due_at - asked_at)::float8, backed_off FROM asked
"""

_PAUSE: Final = """
    UPDATE companies_pace
    SET closed_until = GREATEST(closed_until, clock_timestamp() + make_interval(secs => %(seconds)s))
    WHERE organisation = %(organisation)s
"""

_BACK_OFF: Final = """
    UPDATE companies_pace
    SET backed_off = LEAST(GREATEST(%(first)s, 2 * backed_off), %(longest)s),
        closed_until = clock_timestamp()
            + make_interval(secs => LEAST(GREATEST(%(first)s, 2 * backed_off), %(longest)s))
    WHERE organisation = %(organisation)s AND clock_timestamp() >= closed_until
"""

_ANSWERED: Final = """
    UPDATE companies_pace SET backed_off = 0
    WHERE organisation = %(organisation)s AND clock_timestamp() >= closed_until
"""

#: A place that is lost with a crash of the database is no loss. Nobody waits long for what may go on without.
_SESSION: Final = "SET synchronous_commit TO off; SET statement_timeout TO '2s'"
_CONNECTION: Final = {"connect_timeout": 2, "tcp_user_timeout": 2000}
_NOT_ASKED_AGAIN_SECONDS: Final = 5.0

#: What is left of a wait (seconds) that was over while the answer came.
_SHORTEST_WAIT: Final = 0.001


class Session:
    """A connection to the database for the paces of all threads of the process, and for nothing else.

    So what is kept is seen by all others at once, whatever transaction the thread that asks is in. It is open as long
    as somebody uses it.

    Args:
        handler: how to connect.
    """

    def __init__(self, handler: ConnectionHandler = connections) -> None:
        self._handler = handler
        self._lock = Lock()
        self._connection: BaseDatabaseWrapper | None = None
        self._users: set[object] = set()
        self._not_asked_until = 0.0

    def ask(self, user: object, statement: str, values: Mapping[str, str | float]) -> tuple[Any, ...] | None:
        """The first row that a statement gives, committed by itself; None where it gives none.

        Raises:
            ConnectionError: the database does not answer, or did not a moment ago.
        """
        with self._lock:
            if time.monotonic() < self._not_asked_until:
                raise ConnectionError("the database did not answer a moment ago")
            self._users.add(user)
            try:
                connection = self._connection or self._connect()
                with connection.cursor() as cursor:
                    cursor.execute(statement, values)
                    return cursor.fetchone() if cursor.description else None
            except Error as error:
                self._disconnect()
                self._not_asked_until = time.monotonic() + _NOT_ASKED_AGAIN_SECONDS
                raise ConnectionError("the database does not answer") from error

    def leave(self, user: object) -> None:
        """The user asks nothing more for now: with the last one the connection ends."""
        with self._lock:
            self._users.discard(user)
            if not self._users:
                self._disconnect()

    def _connect(self) -> BaseDatabaseWrapper:
        connection = self._handler.create_connection(DEFAULT_DB_ALIAS)
        options = {**connection.settings_dict["OPTIONS"], **_CONNECTION}
        connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}
        connection.inc_thread_sharing()
        self._connection = connection
        with connection.cursor() as cursor:
            cursor.execute(_SESSION)
        return connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


_session = Session()


class PlacesInDatabase:
    """Places that all processes share that use the database, by its clock: ``severa.places`` says what each call does.

    Who is too early is told from memory until the time comes that the database told last: places only move on. That
    time is counted from the question, not from its answer: so the next question comes to the database when the place
    is due, and who is far from it loses no place to those who are near.

    Args:
        organisation: names the client of a Severa organisation.
        session: how the database is asked.
        clock: this process's, in seconds that only go forward.
    """

    def __init__(
        self, organisation: str, session: Session = _session, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._organisation = organisation
        self._session = session
        self._clock = clock
        self._lock = Lock()
        self._has_begun = False
        self._none_before = 0.0
        self._backed_off = True

    def take(self, interval: float, catch_up: float) -> float:
        """Takes the next place, or tells when to try again."""
        with self._lock:
            asked_at = self._clock()
            if asked_at < self._none_before:
                return self._none_before - asked_at
            due = self._ask_for_place(interval, catch_up)
            if due <= 0:
                self._none_before = asked_at + max(due, -catch_up) + interval
                return 0.0
            self._none_before = asked_at + due
            return max(self._none_before - self._clock(), _SHORTEST_WAIT)

    def pause(self, seconds: float) -> None:
        """There is no place for so long."""
        self._tell(_PAUSE, seconds=seconds)

    def back_off(self, first: float, longest: float) -> None:
        """There is no place for a while, twice as long each time."""
        self._tell(_BACK_OFF, first=first, longest=longest)

    def answered(self) -> None:
        """A request was answered: which matters only after somebody, here or elsewhere, has backed off."""
        if self._backed_off:
            self._tell(_ANSWERED)

    def close(self) -> None:
        """Ends the connection, unless it serves other places."""
        self._session.leave(self)

    def _ask_for_place(self, interval: float, catch_up: float) -> float:
        """The seconds until the next place; it is taken where they are not above 0."""
        found = self._ask(_TAKE, interval=interval, catch_up=catch_up)
        if found is None or found[0] > _BEYOND_BELIEF:
            self._has_begun = False
            found = self._ask(_TAKE, interval=interval, catch_up=catch_up)
        if found is None:
            raise ConnectionError("the row of the pace is gone")
        due, backed_off = found
        self._backed_off = backed_off > 0
        return float(due)

    def _tell(self, statement: str, **values: float) -> None:
        with self._lock:
            self._ask(statement, **values)
            self._none_before = 0.0
            self._backed_off = True

    def _ask(self, statement: str, **values: float) -> tuple[Any, ...] | None:
        if not self._has_begun:
            self._session.ask(self, _BEGIN, {"organisation": self._organisation, "beyond_belief": _BEYOND_BELIEF})
            self._has_begun = True
        return self._session.ask(self, statement, {"organisation": self._organisation, **values})
