"""What went over to Maestro, day by day: counts and sums of one company."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.money import EXACT
from severa_maestro.transfer.ledger.models import LogLine
from severa_maestro.web.standing import midnight


@dataclass(frozen=True, slots=True)
class Sums:
    """Invoices and their totals in one currency."""

    invoices: int = 0
    excluding_vat: Decimal = Decimal(0)
    vat: Decimal = Decimal(0)
    including_vat: Decimal = Decimal(0)

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
    today = timezone.localdate()
    start = today - timedelta(days=days - 1)
    begins = midnight(start)
    last: dict[int, tuple[date, str, Sums]] = {}
    for transfer, at, currency, *totals in _newest_first(company):
        if at < begins:
            break
        if transfer not in last:
            last[transfer] = timezone.localdate(at), currency, Sums(1, *(total or Decimal(0) for total in totals))
    by_day: dict[date, dict[str, Sums]] = {}
    for day, currency, sums in last.values():
        of_day = by_day.setdefault(day, {})
        of_day[currency] = of_day.get(currency, Sums()) + sums
    return [Day(day, by_day.get(day, {})) for day in (start + timedelta(days=number) for number in range(days))]


def _newest_first(company: Company) -> Iterator[tuple[Any, ...]]:
    """The log's lines of transferred invoices, with what the transfers have now: read until the reader has enough."""
    lines = LogLine.objects.filter(company=company, code="transferred").order_by("-pk")
    totals = (f"transfer__total_{part}" for part in ("excluding_vat", "vat", "including_vat"))
    return lines.values_list("transfer", "at", "transfer__currency", *totals).iterator()


def by_currency(days: Sequence[Day]) -> list[tuple[str, Sums]]:
    """The sums of all days in each currency, that of the most invoices first."""
    sums: dict[str, Sums] = {}
    for day in days:
        for currency, each in day.sums.items():
            sums[currency] = sums.get(currency, Sums()) + each
    return sorted(sums.items(), key=lambda one: -one[1].invoices)
