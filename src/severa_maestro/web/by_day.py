"""What went over to Maestro, day by day: counts and sums of one company."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any, Self

from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.money import EXACT
from severa_maestro.transfer.ledger.models import LogLine
from severa_maestro.web.standing import midnight

#: So many lines are read at once: at most so many in vain.
_READ_AHEAD = 200


@dataclass(frozen=True, slots=True)
class Sums:
    """Invoices and their totals in one currency."""

    invoices: int = 0
    excluding_vat: Decimal = Decimal(0)
    vat: Decimal = Decimal(0)
    including_vat: Decimal = Decimal(0)

    @classmethod
    def of(cls, totals: Collection[Sequence[Decimal]]) -> Self:
        """Those of invoices with these totals: each excluding VAT, VAT, and including VAT."""
        return cls(len(totals), *(reduce(EXACT.add, column) for column in zip(*totals, strict=True)))

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.invoices + other.invoices,
            EXACT.add(self.excluding_vat, other.excluding_vat),
            EXACT.add(self.vat, other.vat),
            EXACT.add(self.including_vat, other.including_vat),
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One day, with the sums of each currency."""

    day: date
    sums: Mapping[str, Sums]

    @property
    def invoices(self) -> int:
        """Invoices of all currencies."""
        return sum(each.invoices for each in self.sums.values())


def transferred(company: Company, days: int) -> list[Day]:
    """So many days, today last. An invoice that went over more than once counts on the last day, as it is now."""
    here = timezone.get_current_timezone()
    start = timezone.localdate() - timedelta(days=days - 1)
    begins = midnight(start)
    counted: set[int] = set()
    of_days: dict[date, dict[str, list[list[Decimal]]]] = defaultdict(lambda: defaultdict(list))
    for transfer, at, currency, *totals in _newest_first(company):
        if at < begins:
            break
        if transfer not in counted:
            counted.add(transfer)
            of_days[at.astimezone(here).date()][currency].append([total or Decimal(0) for total in totals])
    return [_day(day, of_days[day]) for day in (start + timedelta(days=number) for number in range(days))]


def _day(day: date, totals: Mapping[str, Collection[Sequence[Decimal]]]) -> Day:
    return Day(day, {currency: Sums.of(each) for currency, each in totals.items()})


def _newest_first(company: Company) -> Iterator[tuple[Any, ...]]:
    """The log's lines of transferred invoices, with what the transfers have now: read until the reader has enough."""
    lines = LogLine.objects.filter(company=company, code="transferred").order_by("-pk")
    totals = (f"transfer__total_{part}" for part in ("excluding_vat", "vat", "including_vat"))
    return lines.values_list("transfer", "at", "transfer__currency", *totals).iterator(chunk_size=_READ_AHEAD)


def by_currency(days: Sequence[Day]) -> list[tuple[str, Sums]]:
    """The sums of all days in each currency, that of the most invoices first."""
    sums: dict[str, Sums] = {}
    for day in days:
        for currency, each in day.sums.items():
            sums[currency] = sums.get(currency, Sums()) + each
    return sorted(sums.items(), key=lambda one: -one[1].invoices)
