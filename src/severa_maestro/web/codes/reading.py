"""Severa's registers as they were read for the pages: in the background, for it takes seconds, and kept for a while.

What is here, the products and the code map, is never kept: a comparison is of what was read there and what is here now.
"""

from collections.abc import Hashable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.setup.compare import OurSide, SeveraSide, compare_sides, read_severa
from severa_maestro.setup.comparison import Comparison
from severa_maestro.severa.source import RegisterItem
from severa_maestro.transfer.connect import source_of
from severa_maestro.web.background import Background, Tell, Work

#: After so long Severa is read anew when somebody looks.
FRESH: Final = timedelta(minutes=15)
#: Sooner than that nobody has it read again: Severa counts what is asked over SOAP by the day.
SHORTEST: Final = timedelta(minutes=1)
#: For so long somebody can choose from what was read.
KEPT: Final = timedelta(hours=2)

_REGISTERS = frozenset({RowKind.PRODUCT, RowKind.WORK, RowKind.TRAVEL})


@dataclass
class Registers:
    """What a reading of a company's Severa gave."""

    severa: SeveraSide
    _compared: tuple[SeveraSide, OurSide, Comparison] | None = None

    @property
    def writes_all(self) -> bool:
        """Whether codes of every register can be written into Severa; by REST only those of products can."""
        return self.severa.writable >= _REGISTERS

    def comparison(self, ours: OurSide) -> Comparison:
        """The registers that were read against what is here; counted once for the same two sides."""
        if self._compared is None or self._compared[:2] != (self.severa, ours):
            self._compared = (self.severa, ours, compare_sides(self.severa, ours))
        return self._compared[2]


Reading = Work[None, Registers]


def _by_connection(company: Company) -> Hashable:
    """What another connection would give is another matter."""
    connection = company.connection
    return company.reference, connection.way, connection.url, connection.client_id, connection.sealed_key


READINGS: Final = Background[None, Registers]("codes", kept=KEPT, key=_by_connection)


def read(company: Company, ours: OurSide) -> Reading:
    """The fresh reading of a company that has a connection; where there is none, one begins."""
    known = READINGS.of(company)
    if known is not None and (known.is_under_way or known.ended_within(FRESH)):
        return known

    def carry_out(_tell: Tell[None]) -> Registers:
        with closing(source_of(company)) as source:
            registers = Registers(read_severa(source))
        registers.comparison(ours)
        return registers

    READINGS.start(company, carry_out)
    return READINGS.of(company) or Reading()


def registers_of(company: Company) -> Registers | None:
    """What was last read by the company's present connection; None without either."""
    known = READINGS.of(company) if hasattr(company, "connection") else None
    return known.result if known is not None else None


def read_again(company: Company) -> bool:
    """The next look at a company that has a connection reads anew, unless that goes on.

    False where the last reading ended just now: Severa is not asked that often.
    """
    known = READINGS.of(company)
    if known is None or known.is_under_way:
        return True
    if known.ended_within(SHORTEST):
        return False
    READINGS.forget(company)
    return True


def renew(company: Company, items: list[RegisterItem]) -> None:
    """Puts the registers as they are after a change in the place of those that were read."""
    registers = registers_of(company)
    if registers is not None:
        registers.severa = replace(registers.severa, items=tuple(items))
