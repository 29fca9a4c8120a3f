"""Work on one company that takes longer than a reader waits for a page: in a thread of this process.

What it gives is kept for a while, in memory alone.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Final, Generic, TypeVar

from django.db import connection
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.transfer.failures import in_words

#: For so long a result is kept, where nothing else is said.
KEPT: Final = timedelta(minutes=30)
#: Of so many companies the results of one kind of work are kept at most; the oldest go first.
MOST_KEPT: Final = 50

Told = TypeVar("Told")
Result = TypeVar("Result")
Tell = Callable[[Told], None]


@dataclass
class Work(Generic[Told, Result]):
    """Work that goes on, or has ended.

    Attributes:
        told: how far it has come; None until it tells.
        result: None while it goes on, and where it failed.
        error: why it failed.
        ended_at: None while it goes on.
    """

    started_at: datetime = field(default_factory=timezone.now)
    told: Told | None = None
    result: Result | None = None
    error: SeveraMaestroError | None = None
    ended_at: datetime | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    def ended_within(self, time: timedelta) -> bool:
        """Whether it has ended, and not longer ago than that."""
        return self.ended_at is not None and timezone.now() - self.ended_at < time

    def tell(self, told: Told) -> None:
        """Says how far it has come."""
        self.told = told


def _by_reference(company: Company) -> Hashable:
    return company.reference


class Background(Generic[Told, Result]):
    """Work of one kind, for each company once at a time.

    Args:
        name: of its threads.
        kept: for how long a result is kept.
        key: what the work belongs to: the company, unless it is more.
    """

    def __init__(
        self, name: str, *, kept: timedelta = KEPT, key: Callable[[Company], Hashable] = _by_reference
    ) -> None:
        self._name = name
        self._kept = kept
        self._key = key
        self._lock = Lock()
        self._known: dict[Hashable, Work[Told, Result]] = {}

    def start(
        self,
        company: Company,
        carry_out: Callable[[Tell[Told]], Result],
        *,
        told: Told | None = None,
        first: Callable[[], object] = lambda: None,
    ) -> bool:
        """Begins. False where it goes on already.

        Args:
            company: the one that is worked on.
            carry_out: does it, and tells how far it has come.
            told: how far it has come when it begins.
            first: done before it begins and only where it does, such as a line in the audit log; where it raises,
                nothing begins.
        """
        work = self._claim(company, Work(told=told))
        if work is None:
            return False
        try:
            first()
        except BaseException:
            self.forget(company)
            raise
        Thread(target=_work, args=(work, carry_out), name=f"{self._name}-{company.pk}", daemon=True).start()
        return True

    def of(self, company: Company) -> Work[Told, Result] | None:
        """What goes on for the company, or ended lately."""
        key = self._key(company)
        with self._lock:
            self._drop_old()
            return self._known.get(key)

    def under_way(self, company: Company) -> Work[Told, Result] | None:
        """What goes on for the company."""
        work = self.of(company)
        return work if work is not None and work.is_under_way else None

    def forget(self, company: Company) -> None:
        """What is kept holds no longer."""
        key = self._key(company)
        with self._lock:
            self._known.pop(key, None)

    def forget_all(self) -> None:
        """What is kept of any company holds no longer."""
        with self._lock:
            self._known.clear()

    def _claim(self, company: Company, work: Work[Told, Result]) -> Work[Told, Result] | None:
        key = self._key(company)
        with self._lock:
            self._drop_old()
            known = self._known.get(key)
            if known is not None and known.is_under_way:
                return None
            self._known[key] = work
            return work

    def _drop_old(self) -> None:
        """Leaves what goes on, and the newest of what ended lately."""
        lately = {key: work.ended_at for key, work in self._known.items() if work.ended_within(self._kept)}
        newest = sorted(lately, key=lambda key: lately[key] or timezone.now(), reverse=True)[:MOST_KEPT]
        stays = set(newest)
        self._known = {key: work for key, work in self._known.items() if work.is_under_way or key in stays}


def _work(work: Work[Told, Result], carry_out: Callable[[Tell[Told]], Result]) -> None:
    try:
        work.result = carry_out(work.tell)
    except Exception as error:  # the page says it in words
        work.error = in_words(error)
    finally:
        work.ended_at = timezone.now()
        connection.close()
