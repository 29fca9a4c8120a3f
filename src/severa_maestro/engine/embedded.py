"""One process runs the companies, in a few threads, as their schedules say: all that one machine needs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Thread
from typing import Final, Self

import structlog
from django.db import connections
from django.utils import timezone

from severa_maestro.engine.models import Schedule, due
from severa_maestro.engine.runs import HowMany, Turn, carry_out
from severa_maestro.transfer.run import RunOptions

#: How often (seconds) it is looked whether a run is due.
_LOOKS_EVERY: Final = 1.0
#: How long (seconds) is waited where the database did not answer.
_WAITS_FOR_DATABASE: Final = 10.0


class EmbeddedEngine:
    """Runs companies in threads of this process.

    It keeps nothing but what it has in hand: a process that was killed goes on from the schedules' rows. Several
    processes may do this on one database: each run is taken by one of them.
    """

    def __init__(self, at_once: HowMany) -> None:
        self._at_once = at_once
        self._in_hand: set[int] = set()
        self._lock = Lock()
        self._stopping = Event()
        self._freed = Event()
        self._loop = Thread(target=self._look_for_work, name="engine", daemon=True)

    def __enter__(self) -> Self:
        """Begins, and comes back at once."""
        self._loop.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends: the invoices in hand are finished, what waits behind them is left for the next start."""
        self._stopping.set()
        self._freed.set()
        self._loop.join()

    def _look_for_work(self) -> None:
        with ThreadPoolExecutor(self._at_once.companies, thread_name_prefix="run") as pool:
            while not self._stopping.is_set():
                self._freed.clear()
                self._freed.wait(self._try_to_hand_out(pool))
        connections.close_all()

    def _try_to_hand_out(self, pool: ThreadPoolExecutor) -> float:
        """Begins the runs that are due. Returns how long to wait, where nothing ends before that."""
        try:
            self._hand_out(pool)
        except Exception as error:  # the database may come back
            structlog.get_logger(__name__).error("engine-waits", exc_info=error)
            connections.close_all()
            return _WAITS_FOR_DATABASE
        return _LOOKS_EVERY

    def _hand_out(self, pool: ThreadPoolExecutor) -> None:
        busy = self._busy()
        for schedule in due(timezone.now(), self._at_once.companies - len(busy), busy):
            with self._lock:
                self._in_hand.add(schedule.company_id)
            pool.submit(self._carry_out, schedule)

    def _carry_out(self, schedule: Schedule) -> None:
        turn = Turn(self._stopping.is_set, self._do_others_wait)
        try:
            carry_out(schedule, RunOptions(may_go_on=turn.may_go_on, marks_at_once=self._at_once.marks))
        except Exception as error:  # the database was gone: the run is due again by its schedule
            structlog.get_logger(__name__).error("run-lost", company=str(schedule.company.reference), exc_info=error)
        finally:
            connections.close_all()
            with self._lock:
                self._in_hand.discard(schedule.company_id)
            self._freed.set()

    def _do_others_wait(self) -> bool:
        busy = self._busy()
        return len(busy) >= self._at_once.companies and bool(due(timezone.now(), 1, busy))

    def _busy(self) -> frozenset[int]:
        with self._lock:
            return frozenset(self._in_hand)
