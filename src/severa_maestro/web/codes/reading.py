"""Severa's registers as they were read for the pages: in a thread, for it takes seconds, and kept for some minutes.

What is here, the products and the code map, is never kept: a comparison is of what was read there and what is here now.
"""

from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Final

from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.setup.compare import OurSide, SeveraSide, compare_sides, read_severa
from severa_maestro.setup.comparison import Comparison
from severa_maestro.severa.source import RegisterItem, SeveraSource
from severa_maestro.transfer.connect import source_of
from severa_maestro.transfer.failures import in_words

#: After so long Severa is read anew when somebody looks.
KEPT: Final = timedelta(minutes=15)

_REGISTERS = frozenset({RowKind.PRODUCT, RowKind.WORK, RowKind.TRAVEL})


@dataclass
class Reading:
    """What one reading of a company's Severa gave, or will give.

    Attributes:
        way: the connection that was taken: what another one would give is another matter.
        severa: None while it goes on, and where it failed.
        error: why it failed.
        ended_at: None while it goes on.
    """

    way: tuple[str, ...]
    started_at: datetime = field(default_factory=timezone.now)
    severa: SeveraSide | None = None
    error: SeveraMaestroError | None = None
    ended_at: datetime | None = None
    _compared: tuple[SeveraSide, OurSide, Comparison] | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether it goes on, or ended lately."""
        return self.ended_at is None or timezone.now() - self.ended_at < KEPT

    @property
    def writes_all(self) -> bool:
        """Whether codes of every register can be written into Severa; by REST only those of products can."""
        return self.severa is not None and self.severa.writable >= _REGISTERS

    def comparison(self, ours: OurSide) -> Comparison:
        """The registers that were read against what is here; counted once for the same two sides."""
        assert self.severa is not None  # noqa: S101 asked for once it has ended well
        if self._compared is None or self._compared[:2] != (self.severa, ours):
            self._compared = (self.severa, ours, compare_sides(self.severa, ours))
        return self._compared[2]


_lock = Lock()
_by_company: dict[int, Reading] = {}


def read(company: Company, ours: OurSide) -> Reading:
    """The fresh reading of a company that has a connection; where there is none, one begins."""
    with _lock:
        known = known_of(company)
        if known is not None and known.is_fresh:
            return known
        reading = Reading(_way(company))
        _forget_stale()
        _by_company[company.pk] = reading
    try:
        source = source_of(company)
    except SeveraMaestroError as error:  # a key that cannot be opened
        reading.error, reading.ended_at = error, timezone.now()
        return reading
    Thread(target=_read, args=(reading, source, ours), name=f"codes-{company.pk}", daemon=True).start()
    return reading


def known_of(company: Company) -> Reading | None:
    """The last reading by the company's present connection, however old."""
    known = _by_company.get(company.pk)
    return known if known is not None and known.way == _way(company) else None


def forget(company: Company) -> None:
    """The next look reads anew."""
    _by_company.pop(company.pk, None)


def renew(company: Company, items: list[RegisterItem]) -> None:
    """Puts the registers as they are after a change in the place of those that were read."""
    known = known_of(company)
    if known is not None and known.severa is not None:
        known.severa = replace(known.severa, items=tuple(items))


def _way(company: Company) -> tuple[str, ...]:
    connection = company.connection
    return connection.way, connection.url, connection.client_id, connection.sealed_key


def _forget_stale() -> None:
    for key in [key for key, reading in _by_company.items() if not reading.is_fresh]:
        del _by_company[key]


def _read(reading: Reading, source: SeveraSource, ours: OurSide) -> None:
    """In the thread, which needs no database."""
    try:
        with closing(source):
            reading.severa = read_severa(source)
        reading.comparison(ours)
    except Exception as error:
        reading.error = in_words(error)
    finally:
        reading.ended_at = timezone.now()
