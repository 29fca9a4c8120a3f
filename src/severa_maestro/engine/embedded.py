"""One process runs the companies: by hand one after another, or by their schedules in a few threads."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, Lock, Thread
from typing import Final, Self

import structlog
from django.db import connections
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule, due
from severa_maestro.errors import QuotaError
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.failures import in_words
from severa_maestro.transfer.run import Outcome, run_company

#: Companies that are run at once: while one waits for Severa, another writes.
THREADS: Final = 4

#: How often (seconds) it is looked whether a run is due.
_LOOKS_EVERY: Final = 1.0
#: How long (seconds) is waited where the database did not answer.
_WAITS_FOR_DATABASE: Final = 10.0


def run_companies(companies: Iterable[Company], progress: Callable[[Company, Counts], None]) -> list[Outcome]:
    """Runs each company once. One that fails never stops the others."""
    return [_run(company, partial(progress, company)) for company in companies]


def _run(company: Company, progress: Callable[[Counts], None]) -> Outcome:
    try:
        return run_company(company, source_of, target_of(company), progress)
    except Exception as error:  # one company never stops another
        return Outcome(company, Counts(), 0, in_words(error))


def carry_out(schedule: Schedule, progress: Callable[[Counts], None] = lambda _counts: None) -> None:
    """Makes the run that a schedule asks for, and plans the next one. Nothing is done where another has taken it.

    Raises:
        KeyboardInterrupt: ``progress`` has raised it: the run has ended after the invoice in hand, and is due again.
    """
    if not schedule.take():
        return
    started = timezone.now()
    try:
        outcome = _run(schedule.company, progress)
    except KeyboardInterrupt:
        schedule.give_back()
        raise
    if outcome.error is not None and outcome.error.code == "run-under-way":
        return  # another process makes it: it stays taken, and is looked at again
    wait_until = outcome.error.wait_until if isinstance(outcome.error, QuotaError) else None
    schedule.went(started, well=outcome.error is None, wait_until=wait_until)


class EmbeddedEngine:
    """Runs companies as their schedules say, in threads of this process.

    It keeps nothing but what it has in hand: a process that was killed goes on from the schedules' rows. Several
    processes may do this on one database: each run is taken by one of them.
    """

    def __init__(self, threads: int = THREADS) -> None:
        self._threads = threads
        self._in_hand: set[int] = set()
        self._lock = Lock()
        self._stopping = Event()
        self._loop = Thread(target=self._look_for_work, name="engine", daemon=True)

    def __enter__(self) -> Self:
        """Begins, and comes back at once."""
        self._loop.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends: the invoices in hand are finished, what waits behind them is left for the next start."""
        self._stopping.set()
        self._loop.join()

    def _look_for_work(self) -> None:
        with ThreadPoolExecutor(self._threads, thread_name_prefix="run") as pool:
            pause = 0.0
            while not self._stopping.wait(pause):
                try:
                    self._hand_out(pool)
                    pause = _LOOKS_EVERY
                except Exception as error:  # the database may come back
                    structlog.get_logger(__name__).error("engine-waits", exc_info=error)
                    pause = _WAITS_FOR_DATABASE
                    connections.close_all()
        connections.close_all()

    def _hand_out(self, pool: ThreadPoolExecutor) -> None:
        with self._lock:
            busy = frozenset(self._in_hand)
        for schedule in due(timezone.now(), self._threads - len(busy), busy):
            with self._lock:
                self._in_hand.add(schedule.company_id)
            pool.submit(self._carry_out, schedule)

    def _carry_out(self, schedule: Schedule) -> None:
        try:
            carry_out(schedule, self._go_on)
        except KeyboardInterrupt:
            pass  # asked to stop: the run has ended in order
        except Exception as error:  # the database was gone: the run is due again by its schedule
            structlog.get_logger(__name__).error("run-lost", company=schedule.company_id, exc_info=error)
        finally:
            connections.close_all()
            with self._lock:
                self._in_hand.discard(schedule.company_id)

    def _go_on(self, _counts: Counts) -> None:
        if self._stopping.is_set():
            raise KeyboardInterrupt
