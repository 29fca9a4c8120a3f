"""How a run is made, whoever carries it out."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.errors import QuotaError
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.failures import in_words
from severa_maestro.transfer.marking import AT_ONCE
from severa_maestro.transfer.run import Outcome, RunOptions, run_company

#: After so many seconds a run makes room for others that wait, if it has moved anything, and goes on after them.
TURN_SECONDS: Final = 30.0

#: With less than this left of the day's calls, a company is run once an hour: what is left is for marks.
QUOTA_SHORT: Final = 0.1


@dataclass(frozen=True)
class HowMany:
    """How much is done at once.

    Attributes:
        companies: that are run at once by one process: while one waits for Severa, another writes.
        marks: that are under way in Severa at once, for each company.
    """

    companies: int = 4
    marks: int = AT_ONCE


class Turn:
    """How long one run may go on: until it is to stop, or, once it has had its time, until others wait.

    Args:
        is_stopping: whether no run may go on any more.
        do_others_wait: whether there are companies whose run is due, and nobody free to make it. Asked once a second.
    """

    def __init__(self, is_stopping: Callable[[], bool], do_others_wait: Callable[[], bool]) -> None:
        self._is_stopping = is_stopping
        self._do_others_wait = do_others_wait
        self._asks_at = time.monotonic() + TURN_SECONDS

    def may_go_on(self, counts: Counts) -> bool:
        """Whether the next invoice may be taken in. A run that has moved nothing yet goes on: it would begin anew."""
        if self._is_stopping():
            return False
        if time.monotonic() < self._asks_at or counts.transferred + counts.blocked == 0:
            return True
        self._asks_at = time.monotonic() + 1
        return not self._do_others_wait()


def run_companies(companies: Iterable[Company], progress: Callable[[Company, Counts], None]) -> list[Outcome]:
    """Runs each company once, one after another. One that fails never stops the others."""
    return [_run(company, RunOptions(progress=partial(progress, company))) for company in companies]


def carry_out(schedule: Schedule, options: RunOptions = RunOptions()) -> None:  # noqa: B008 it never changes
    """Makes the run that a schedule asks for, and plans the next one. Nothing is done where another has taken it.

    A run that another process makes already, or that has lost its company, plans nothing: the schedule stays taken, and
    is looked at again after a while.
    """
    if schedule.take():
        _run(schedule.company, replace(options, at_end=partial(_plan, schedule, timezone.now())))


def _plan(schedule: Schedule, started: datetime, outcome: Outcome) -> None:
    if outcome.is_cut_short:
        schedule.give_back()
        return
    wait_until = outcome.error.wait_until if isinstance(outcome.error, QuotaError) else None
    is_quota_short = outcome.quota_left is not None and outcome.quota_left < QUOTA_SHORT
    schedule.went(started, well=outcome.error is None, wait_until=wait_until, is_quota_short=is_quota_short)


def _run(company: Company, options: RunOptions) -> Outcome:
    try:
        return run_company(company, source_of, target_of(company), options)
    except Exception as error:  # one company never stops another
        return Outcome(company, Counts(), 0, in_words(error))
