"""Codes being kept or put back: in a thread of this process, which tells how far it has come.

What becomes of each code written into Severa stands in ``CodeChange``; what is kept here is what people see meanwhile,
and the words of what was refused.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Lock, Thread

from django.db import connection, transaction
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.setup.code_writing import Progress
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.connect import source_of
from severa_maestro.transfer.failures import in_words
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User
from severa_maestro.web.codes import reading


class Kind(StrEnum):
    """What is done."""

    SET = "set"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one code.

    Attributes:
        name: the item's.
        place: ``severa`` or ``map``.
        error: why it is not there; None where it is.
    """

    name: str
    place: str
    error: SeveraMaestroError | None = None


@dataclass
class Work:
    """Codes being kept or put back, or what became of them.

    Attributes:
        of: how many there are.
        done: how many have been tried.
        error: what stopped it before its end.
        ended_at: None while it goes on.
    """

    kind: Kind
    of: int
    done: int = 0
    outcomes: Sequence[Outcome] = ()
    error: SeveraMaestroError | None = None
    started_at: datetime = field(default_factory=timezone.now)
    ended_at: datetime | None = None

    @property
    def refused(self) -> list[Outcome]:
        """What was not kept."""
        return [each for each in self.outcomes if each.error is not None]

    def kept_in(self, place: str) -> int:
        """How many codes are in a place now."""
        return sum(each.place == place and each.error is None for each in self.outcomes)

    def show(self, done: int, of: int) -> None:
        """How far it has come."""
        self.done, self.of = done, of


CarryOut = Callable[[SeveraSource, Progress], Sequence[Outcome]]

_lock = Lock()
_by_company: dict[int, Work] = {}


def start(company: Company, user: User, work: Work, carry_out: CarryOut) -> bool:
    """Begins. False where other codes of the company are being kept."""
    with _lock:
        if under_way(company) is not None:
            return False
        _by_company[company.pk] = work
    Thread(target=_work, args=(company, user, work, carry_out), name=f"codes-{company.pk}", daemon=True).start()
    return True


def under_way(company: Company) -> Work | None:
    """What goes on."""
    work = last_of(company)
    return work if work is not None and work.ended_at is None else None


def last_of(company: Company) -> Work | None:
    """What goes on, or ended last."""
    return _by_company.get(company.pk)


def _work(company: Company, user: User, work: Work, carry_out: CarryOut) -> None:
    try:
        _carry_out(company, work, carry_out)
        _record_end(company, user, work)
    finally:
        work.ended_at = timezone.now()
        connection.close()


def _carry_out(company: Company, work: Work, carry_out: CarryOut) -> None:
    try:
        with closing(source_of(company)) as source:
            work.outcomes = carry_out(source, work.show)
            _renew(company, source)
    except Exception as error:
        work.error = in_words(error)
        reading.forget(company)


def _renew(company: Company, source: SeveraSource) -> None:
    """Shows the registers as they are now; where they cannot be read, the next look reads all anew."""
    try:
        reading.renew(company, source.register_items())
    except SeveraMaestroError:
        reading.forget(company)


def _record_end(company: Company, user: User, work: Work) -> None:
    counts = {place: work.kept_in(place) for place in ("severa", "map")}
    stopped = {"error": work.error.code} if work.error else {}
    with transaction.atomic():
        record(user, company, "codes-kept", None, {**counts, "refused": len(work.refused), **stopped})
