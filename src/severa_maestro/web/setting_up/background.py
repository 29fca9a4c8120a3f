"""Work on one company that takes longer than a reader waits for a page: in a thread of this process.

What it gives is kept for some minutes, in memory alone, and belongs to the connection that it was made with.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Final, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.transfer.failures import in_words

#: For so long its result is kept.
KEPT: Final = timedelta(minutes=30)

Told = TypeVar("Told")
Result = TypeVar("Result")


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

    @property
    def is_kept(self) -> bool:
        """Whether it goes on, or ended lately."""
        return self.ended_at is None or timezone.now() - self.ended_at < KEPT


class Background(Generic[Told, Result]):
    """Work of one kind, for each company once at a time.

    Args:
        name: of its threads.
        carry_out: does it for a company, and tells how far it has come.
    """

    def __init__(self, name: str, carry_out: Callable[[Company, Callable[[Told], None]], Result]) -> None:
        self._name = name
        self._carry_out = carry_out
        self._lock = Lock()
        self._by_company: dict[UUID, Work[Told, Result]] = {}

    def start(self, company: Company) -> bool:
        """Begins. False where it goes on already."""
        with self._lock:
            known = self.of(company)
            if known is not None and known.is_under_way:
                return False
            self._by_company = {key: work for key, work in self._by_company.items() if work.is_kept}
            work = self._by_company[company.reference] = Work[Told, Result]()
        Thread(target=self._work, args=(company, work), name=f"{self._name}-{company.pk}", daemon=True).start()
        return True

    def of(self, company: Company) -> Work[Told, Result] | None:
        """What goes on for the company, or ended lately."""
        known = self._by_company.get(company.reference)
        return known if known is not None and known.is_kept else None

    def forget(self, company: Company) -> None:
        """What is kept holds no longer."""
        self._by_company.pop(company.reference, None)

    def _work(self, company: Company, work: Work[Told, Result]) -> None:
        def tell(told: Told) -> None:
            work.told = told

        try:
            work.result = self._carry_out(company, tell)
        except Exception as error:  # the page says it in words
            work.error = in_words(error)
        finally:
            work.ended_at = timezone.now()
            connection.close()
