"""Value added tax: Finland's rates by date, and an invoice's breakdown by rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from severa_maestro.invoicing.money import Money, plain, total


@dataclass(frozen=True, slots=True)
class VatRates:
    """Finland's rates in force from a day on, in per cent."""

    valid_from: date
    general: Decimal
    reduced: Decimal
    second_reduced: Decimal

    def __contains__(self, rate: Decimal) -> bool:
        return rate in (self.general, self.reduced, self.second_reduced)


#: Arvonlisäverolaki (1501/1993) 84–85 a §, as amended; the newest last.
FINNISH_RATES: tuple[VatRates, ...] = tuple(
    VatRates(date.fromisoformat(day), Decimal(general), Decimal(reduced), Decimal(second))
    for day, general, reduced, second in (
        ("1994-06-01", "22", "12", "5"),
        ("1995-01-01", "22", "17", "12"),
        ("1998-01-01", "22", "17", "8"),
        ("2009-10-01", "22", "12", "8"),
        ("2010-07-01", "23", "13", "9"),
        ("2013-01-01", "24", "14", "10"),
        ("2024-09-01", "25.5", "14", "10"),
        ("2026-01-01", "25.5", "13.5", "10"),
    )
)


def rates_on(day: date) -> VatRates | None:
    """The rates in force on ``day``; None before the first of the table."""
    return next((rates for rates in reversed(FINNISH_RATES) if rates.valid_from <= day), None)


def is_in_force(rate: Decimal, day: date) -> bool:
    """Whether ``rate`` (per cent) is one of Finland's on ``day``. 0 always is: exempt, export, reverse charge."""
    if not rate:
        return True
    rates = rates_on(day)
    return rates is not None and rate in rates


@dataclass(frozen=True, slots=True)
class VatLine:
    """What one rate of VAT comes to on one invoice.

    Attributes:
        rate: per cent, such as 25.5.
        base: the sum of the rows without VAT.
        vat: the sum of the rows' VAT.
    """

    rate: Decimal
    base: Money
    vat: Money


def breakdown(rows: Iterable[tuple[Decimal, Money, Money]], currency: str) -> tuple[VatLine, ...]:
    """The VAT lines of rows given as (rate, without VAT, VAT): one a rate, the highest rate first."""
    by_rate: dict[Decimal, list[tuple[Money, Money]]] = {}
    for rate, base, vat in rows:
        by_rate.setdefault(plain(rate), []).append((base, vat))
    return tuple(
        VatLine(
            rate=rate,
            base=total((base for base, _ in amounts), currency),
            vat=total((vat for _, vat in amounts), currency),
        )
        for rate, amounts in sorted(by_rate.items(), reverse=True)
    )
