"""A company is one run's at a time, whoever makes it and wherever.

On SQLite, where all processes are on one machine, a lock of the operating system says whose it is: it ends with its
process, and cannot be lost before. On PostgreSQL a run has the company on lease: see ``_Lent``.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread
from typing import Any, Final, Protocol

import structlog
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import DateTimeField, Func
from django.db.models.functions import Now

from severa_maestro.clock import since_boot
from severa_maestro.companies.models import Company
from severa_maestro.errors import TransientError
from severa_maestro.transfer import messages
from severa_maestro.transfer.ledger.models import CompanyLease
from severa_maestro.transfer.lock import file_lock, is_advisory_lock_held, release_advisory_lock, take_advisory_lock

#: For so long a run has the company, unless it prolongs that; and how often it does.
LENT_FOR: Final = timedelta(seconds=30)
_PROLONGED_EVERY: Final = timedelta(seconds=10)

#: PostgreSQL's code (Appendix A) of a row that another transaction holds.
_LOCK_NOT_AVAILABLE: Final = "55P03"

#: Finds the lease if nobody else has been lent the company since, and keeps its row to the end of the transaction.
_LOOK: Final = "SELECT fence FROM ledger_companylease WHERE company_id = %s AND fence = %s FOR NO KEY UPDATE"

_IS_WRITE: Final = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


class LeaseLostError(TransientError):
    """Another run has the company by now: this one may neither write here nor tell Severa anything more."""


class Lease(Protocol):
    """The company, for one run."""

    def ensure(self) -> None:
        """To be called before Severa is told anything. Raises LeaseLostError where the lease has ended."""


@contextmanager
def company_lease(company: Company) -> Iterator[Lease]:
    """The company for this run alone, to the end of the context.

    Raises:
        TransientError: another run has the company.
        LeaseLostError: from any statement within that writes: another has been lent it meanwhile.
    """
    lend = _lent if connection.vendor == "postgresql" else _locked
    with lend(company) as lease:
        yield lease


def is_run_under_way(company: Company) -> bool:
    """Whether some process runs the company now: a run that was killed does not go on, whatever its row says."""
    if connection.vendor == "postgresql":
        return _is_lent(company)
    with file_lock(_name(company), wait=False) as held:
        return not held


class _Locked:
    """The operating system holds the lock as long as the process lives, also while it stands still."""

    def ensure(self) -> None:
        """Holds."""


@contextmanager
def _locked(company: Company) -> Iterator[Lease]:
    with file_lock(_name(company), wait=False) as held:
        if not held:
            raise _under_way(company)
        yield _Locked()


class _Lent:
    """The lease of a company on PostgreSQL, under a number that rises each time the company is lent: its fence.

    Another may be lent the company when its time is up, or when the database session of its holder is gone, whichever
    comes first: so a run that was killed holds nobody up, and neither does one whose machine was cut off or stands
    still. Such a one may wake: every transaction in which it writes looks first whether the number is still its own,
    and keeps the row until it is committed, so that nobody is lent the company between the look and the commit.
    (One that stands still in between loses its session, and with it the row, after
    ``idle_in_transaction_session_timeout``: see settings.)

    Args:
        company: which.
        fence: the number under which it was lent.
        until: when it ends, by ``since_boot``.
    """

    def __init__(self, company: Company, fence: int, until: float) -> None:
        self._company = company
        self._fence = fence
        self._until = until
        self._held = CompanyLease.objects.filter(company=company, fence=fence)
        self._is_given_back = Event()

    def ensure(self) -> None:
        """By this machine's own clock, which counts while the process stands still."""
        if since_boot() >= self._until:
            raise self._lost()

    def prolong(self) -> None:
        """Prolongs the lease again and again until it is given back or lost: in a thread, with a session of its own."""
        while not self._is_given_back.wait(_PROLONGED_EVERY.total_seconds()):
            asked_at = since_boot()
            try:
                if not self._held.update(ends_at=_clock_of_database() + LENT_FOR):
                    self._until = 0.0
                    break
                self._until = asked_at + LENT_FOR.total_seconds()
            except (DatabaseError, InterfaceError) as error:  # it may answer the next time
                structlog.get_logger(__name__).warning(
                    "lease-not-prolonged", company=str(self._company.reference), exc_info=error
                )
                connection.close()
        connection.close()

    def give_back(self) -> None:
        """The run has ended. A session that is gone has given it back already."""
        self._is_given_back.set()
        with suppress(DatabaseError, InterfaceError):
            self._held.update(ends_at=_clock_of_database())
            release_advisory_lock(_name(self._company, self._fence))

    def let_pass(self, execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        """Gives a statement to the database: the first of each transaction that writes, only after a look.

        Raises:
            LeaseLostError: the lease has ended. Nothing of the transaction is kept.
        """
        if not _IS_WRITE.match(sql):
            return execute(sql, params, many, context)
        if not connection.in_atomic_block:
            with transaction.atomic():
                return self.let_pass(execute, sql, params, many, context)
        # Django forgets the mark with the commit, the rollback, and that of the savepoint in which the row was taken.
        if not any(mark[1] == self._has_looked for mark in connection.run_on_commit):
            self._look()
            transaction.on_commit(self._has_looked)
        return execute(sql, params, many, context)

    def _has_looked(self) -> None:
        """Marks a transaction that keeps the lease's row."""

    def _look(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_LOOK, [self._company.pk, self._fence])
            if cursor.fetchone() is None:
                raise self._lost()

    def _lost(self) -> LeaseLostError:
        return LeaseLostError("lease-lost", messages.LEASE_LOST, company=self._company.name)


@contextmanager
def _lent(company: Company) -> Iterator[Lease]:
    asked_at = since_boot()
    lease = _Lent(company, _lend(company), asked_at + LENT_FOR.total_seconds())
    prolonging = Thread(target=lease.prolong, name="lease", daemon=True)
    prolonging.start()
    try:
        with connection.execute_wrapper(lease.let_pass):
            yield lease
    finally:
        lease.give_back()
        prolonging.join()


def _lend(company: Company) -> int:
    """Lends the company to this session. Returns the fence. Raises TransientError where another has it."""
    CompanyLease.objects.get_or_create(company=company)
    try:
        with transaction.atomic():
            kept = CompanyLease.objects.select_for_update(nowait=True).get(company=company)
            if _is_lent(company):
                raise _under_way(company)
            kept.fence += 1
            if not take_advisory_lock(_name(company, kept.fence), wait=False):
                raise _under_way(company)  # of a session that failed just here, and still lives
            CompanyLease.objects.filter(pk=kept.pk).update(fence=kept.fence, ends_at=_clock_of_database() + LENT_FOR)
    except OperationalError as error:  # its holder is writing just now
        if getattr(error.__cause__, "sqlstate", "") == _LOCK_NOT_AVAILABLE:
            raise _under_way(company) from error
        raise
    return kept.fence


def _clock_of_database() -> Func:
    """The time at which the row is written, however long the statement has waited for it."""
    return Func(function="clock_timestamp", output_field=DateTimeField())


def _is_lent(company: Company) -> bool:
    """Whether a session that lives has the company, and its time is not up."""
    kept = CompanyLease.objects.filter(company=company, ends_at__gt=Now()).first()
    return kept is not None and is_advisory_lock_held(_name(company, kept.fence))


def _name(company: Company, fence: int | None = None) -> str:
    return f"company-{company.reference}" + ("" if fence is None else f"-{fence}")


def _under_way(company: Company) -> TransientError:
    return TransientError("run-under-way", messages.RUN_UNDER_WAY, company=company.name)
