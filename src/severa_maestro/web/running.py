"""Runs that somebody started from a page: each goes on in a thread of this process, and tells how far it has come.

What a run does stands in the ledger; what is kept here is only what people see of it meanwhile. A run that another
process makes is not known here, and the company's lock keeps the two apart.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock, Thread

from django.db import connection
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.engine.embedded import run_companies
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.run import Outcome
from severa_maestro.web.accounts.models import User


@dataclass
class Running:
    """A run that goes on, or has ended and nobody has looked yet.

    Attributes:
        started_by: the key of the user.
        counts: what it has done so far.
        outcome: how it ended; None while it goes on.
    """

    started_by: int
    started_at: datetime = field(default_factory=timezone.now)
    counts: Counts = field(default_factory=Counts)
    outcome: Outcome | None = None


_lock = Lock()
_by_company: dict[int, Running] = {}


def start(company: Company, user: User) -> bool:
    """Begins a run. False where one that was started here goes on already."""
    with _lock:
        if under_way(company) is not None:
            return False
        going = _by_company[company.pk] = Running(user.pk)
    Thread(target=_carry_out, args=(company, going), name=f"run-{company.pk}", daemon=True).start()
    return True


def under_way(company: Company) -> Running | None:
    """The company's run that was started here and goes on."""
    going = _by_company.get(company.pk)
    return going if going is not None and going.outcome is None else None


def take_outcome(company: Company, user: User) -> Outcome | None:
    """How the run ended that the user started here: told once."""
    with _lock:
        ended = _by_company.get(company.pk)
        if ended is None or ended.outcome is None or ended.started_by != user.pk:
            return None
        del _by_company[company.pk]
        return ended.outcome


def _carry_out(company: Company, going: Running) -> None:
    def show(_company: Company, counts: Counts) -> None:
        going.counts = replace(counts)

    try:
        [going.outcome] = run_companies([company], show)
    finally:
        connection.close()
