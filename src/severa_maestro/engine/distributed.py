"""Any number of workers on any number of machines run the companies: through Procrastinate, on PostgreSQL.

There are two lines of jobs. In the one, every two seconds and once for all workers, it is looked which runs are due; in
the other those runs wait for a worker. The schedules stay the truth: a job only says that somebody should look at one,
and where its run has been made meanwhile, nothing is done.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Self, TypeVar

import structlog
from asgiref.sync import sync_to_async
from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule, due, due_of
from severa_maestro.engine.runs import HowMany, Turn, carry_out
from severa_maestro.transfer.lease import is_run_under_way
from severa_maestro.transfer.run import RunOptions

if TYPE_CHECKING:
    from procrastinate.contrib.django.models import ProcrastinateJob

Result = TypeVar("Result")

_LOOKING, _RUNS = "looking", "runs"

#: When it is looked: every two seconds. What somebody asks for begins within them.
_LOOKS_AT: Final = "* * * * * */2"
#: So many runs wait in the line at most: others are put there when these are made.
_LONGEST_LINE: Final = 500
#: What somebody has asked for goes before what a timetable wants.
_ASKED, _TIMED = 10, 0

#: A worker says so often (seconds) that it lives; who has not for so long is taken for dead.
_SAYS_EVERY: Final = 5.0
_DEAD_AFTER: Final = 15.0

#: How long (seconds) is waited where the database did not answer.
_WAITS_FOR_DATABASE: Final = 10.0


class DistributedEngine:
    """One worker among any number of them: see ``Engine``."""

    def __init__(self, at_once: HowMany) -> None:
        self._at_once = at_once
        self._stopping = Event()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = Thread(target=self._run_loop, name="engine", daemon=True)

    def __enter__(self) -> Self:
        """Begins, and comes back at once."""
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends: the invoices in hand are finished, what waits behind them is left for other workers."""
        self._stopping.set()
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run_loop(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._work_until_stopped())

    async def _work_until_stopped(self) -> None:
        # One thread for each run, one for looking, and one to spare.
        self._loop.set_default_executor(ThreadPoolExecutor(self._at_once.companies + 2, thread_name_prefix="run"))
        while not self._stop.is_set():
            try:
                await self._work()
            except Exception as error:  # the database may come back
                structlog.get_logger(__name__).error("engine-waits", exc_info=error)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), _WAITS_FOR_DATABASE)

    async def _work(self) -> None:
        """Works on both lines until one of the workers ends, or all is to stop; the runs in hand are waited for."""
        app = App(connector=PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=8))
        over = Event()

        def run(company: int) -> None:
            self._run(company, is_over=lambda: over.is_set() or self._stopping.is_set())

        app.task(name=_RUNS, queue=_RUNS)(run)
        looking = app.task(name=_LOOKING, queue=_LOOKING, queueing_lock=_LOOKING)(_Looking(app).look)
        app.periodic(cron=_LOOKS_AT)(looking)
        async with app.open_async():
            working = {
                asyncio.create_task(_worker(app, _LOOKING, 1)),
                asyncio.create_task(_worker(app, _RUNS, self._at_once.companies)),
            }
            stop = asyncio.create_task(self._stop.wait())
            await asyncio.wait({*working, stop}, return_when=asyncio.FIRST_COMPLETED)
            over.set()  # where a worker has lost the database, nobody looks any more: the runs in hand make room
            for task in {*working, stop}:
                task.cancel()
            ended = await asyncio.gather(*working, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                raise error

    def _run(self, company: int, is_over: Callable[[], bool]) -> None:
        """A job of the line of runs."""
        with _connections_of_a_job():
            schedule = due_of(company)
            if schedule is not None:
                turn = Turn(is_over, _do_others_wait)
                carry_out(schedule, RunOptions(may_go_on=turn.may_go_on, marks_at_once=self._at_once.marks))


async def _worker(app: App, queue: str, concurrency: int) -> None:
    await app.run_worker_async(
        queues=[queue],
        name=queue,
        concurrency=concurrency,
        delete_jobs="always",
        install_signal_handlers=False,
        update_heartbeat_interval=_SAYS_EVERY,
        stalled_worker_timeout=_DEAD_AFTER,
    )


class _Looking:
    """The job that looks which runs are due."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def look(self, timestamp: int) -> None:  # noqa: ARG002 Procrastinate gives it
        """Puts the runs that are due into the line.

        1. Jobs whose workers are dead are ended, and jobs whose end was not kept: their companies are due again.
        2. A run that was in the line, and that somebody has asked for since, leaves its place for a better one.
        3. Each run that is due, and not in the line, comes there.
        """
        jobs = self._app.job_manager
        stalled = await jobs.get_stalled_jobs(seconds_since_heartbeat=_DEAD_AFTER)
        for job_id in {*(job.id for job in stalled if job.id), *await _in_thread(_left_behind)}:
            with suppress(ConnectorException):  # its worker has ended it just now
                await jobs.finish_job_by_id_async(job_id, Status.FAILED, delete_job=True)
        for job_id in await _in_thread(_overtaken):
            await jobs.cancel_job_by_id_async(job_id, delete_job=True)
        for company, priority in await _in_thread(_to_be_put):
            name = f"company-{company}"
            job_of = self._app.configure_task(_RUNS, lock=name, queueing_lock=name, priority=priority)
            with suppress(AlreadyEnqueued):
                await job_of.defer_async(company=company)


async def _in_thread(look: Callable[[], Result]) -> Result:
    def with_connection() -> Result:
        with _connections_of_a_job():
            return look()

    return await sync_to_async(with_connection, thread_sensitive=False)()


def _left_behind() -> list[int]:
    """Jobs that go on, as it is kept, though nobody has their companies on lease: only that they ended was lost."""
    old = timezone.now() - timedelta(seconds=2 * _DEAD_AFTER)
    going_on = _line("doing").filter(procrastinateevent__type="started", procrastinateevent__at__lte=old)
    companies = dict(going_on.values_list("id", "args__company"))
    found = Company.objects.in_bulk(set(companies.values()))
    return [job for job, company in companies.items() if company not in found or not is_run_under_way(found[company])]


def _overtaken() -> list[int]:
    """The jobs that wait by a timetable for companies whose run somebody has asked for."""
    asked = Schedule.objects.filter(asked_at__isnull=False, cut_short_at__isnull=True)
    companies = set(asked.values_list("company_id", flat=True))
    waiting = _line("todo").filter(priority=_TIMED).values_list("id", "args")
    return [number for number, args in waiting if args["company"] in companies]


def _to_be_put() -> list[tuple[int, int]]:
    """The keys of companies whose run is due and not in the line, each with its priority.

    However long the line is, there is a place for what somebody asks for.
    """
    there = {args["company"] for args in _line("todo", "doing").values_list("args", flat=True)}
    room = _LONGEST_LINE - len(there)
    found = due(timezone.now(), _LONGEST_LINE, there)
    return [
        (each.company_id, _ASKED if each.comes_first else _TIMED)
        for place, each in enumerate(found)
        if each.comes_first or place < room
    ]


def _do_others_wait() -> bool:
    """Whether a run waits in the line that nobody makes: then no worker is free."""
    return _line("todo").filter(~Exists(_line("doing").filter(lock=OuterRef("lock")))).exists()


def _line(*statuses: str) -> "QuerySet[ProcrastinateJob]":
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415 there where its tables are

    return ProcrastinateJob.objects.filter(queue_name=_RUNS, status__in=statuses)


@contextmanager
def _connections_of_a_job() -> Iterator[None]:
    """The thread goes back into the pool without a connection: one that has died would fail the next job."""
    try:
        yield
    finally:
        connections.close_all()
