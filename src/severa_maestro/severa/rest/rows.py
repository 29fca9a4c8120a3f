"""The rows of invoices: REST tells neither their totals nor their VAT.

They are computed from quantity, price and rate, half-up. Severa's totals of the invoice stay the authority: the checks
hold the rows against them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from severa_maestro.invoicing.invoice import Totals
from severa_maestro.invoicing.money import CENT, Money, round_half_up, total
from severa_maestro.severa.rest.values import InvoiceValues, RowValues

#: Further than this no amount of Severa's goes.
_FINEST = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Basis:
    """What the amounts of an invoice's rows are computed against.

    Attributes:
        totals: Severa's totals of the invoice.
        unit: to which the amounts of rows are rounded.
    """

    totals: Totals
    unit: Decimal


@dataclass(frozen=True, slots=True)
class RowAmounts:
    """What a row comes to, in the invoice's currency."""

    unit_price: Money
    excluding_vat: Money
    vat: Money


def basis_of(invoice: InvoiceValues, currency: str) -> Basis:
    """Severa's totals, and to what it rounds: to the cent, unless its own sums of hours, fees or expenses are finer.

    Raises:
        MemberError: a total is not in the invoice's currency.
    """
    sums = (
        invoice.work_hours_total_excluding_tax,
        invoice.project_fees_total_excluding_tax,
        invoice.project_travel_expenses_total_excluding_tax,
        invoice.flat_rates_total_excluding_tax,
    )
    units = [_unit_of(each.amount) for each in sums if each is not None and each.amount is not None]
    totals = Totals(
        excluding_vat=invoice.total_excluding_tax.in_currency(currency, "totalExcludingTax"),
        vat=invoice.total_tax.in_currency(currency, "totalTax"),
        including_vat=invoice.total_including_tax.in_currency(currency, "totalIncludingTax"),
    )
    return Basis(totals, min(units, default=CENT))


def _unit_of(amount: Decimal) -> Decimal:
    """The unit that an amount is a whole number of: a cent, or the finest."""
    return CENT if amount == round_half_up(amount) else _FINEST


def row_amounts(rows: Sequence[RowValues], basis: Basis, *, is_reverse_charged: bool) -> list[RowAmounts]:
    """What each row comes to.

    * Where the buyer pays the VAT and Severa's total of it is 0, no row has any, whatever its rate.
    * What is left of the total VAT where a single row has no rate is that row's: the checks then say that its rate is
      unknown.

    Raises:
        MemberError: a price is in another currency than the invoice.
    """
    vat = basis.totals.vat
    is_untaxed = is_reverse_charged and not vat
    amounts = []
    for place, row in enumerate(rows, start=1):
        price = row.unit_price.in_currency(vat.currency, f"rows[{place}].unitPrice")
        excluding = _rounded(price.times(row.quantity), basis)
        rate = Decimal(0) if is_untaxed or row.vat_rate is None else row.vat_rate
        amounts.append(RowAmounts(price, excluding, _rounded(excluding.times(rate / 100), basis)))
    without_rate = [place for place, row in enumerate(rows) if row.vat_rate is None]
    left = vat - total((each.vat for each in amounts), vat.currency)
    if len(without_rate) == 1 and not is_reverse_charged and abs(left) > _allowed(amounts, basis):
        amounts[without_rate[0]] = replace(amounts[without_rate[0]], vat=left)
    return amounts


def adds_up(amounts: Sequence[RowAmounts], basis: Basis) -> bool:
    """Whether the rows come to Severa's totals, but for a cent a row."""
    return max(_differences(amounts, basis)) <= _allowed(amounts, basis)


def is_whole(amounts: Sequence[RowAmounts], basis: Basis) -> bool:
    """Whether no row can be missing: without VAT they come to Severa's total exactly, and add up with it."""
    without_vat, _ = _differences(amounts, basis)
    return not without_vat and adds_up(amounts, basis)


def _differences(amounts: Sequence[RowAmounts], basis: Basis) -> tuple[Money, Money]:
    """How far the rows are from Severa's totals, without VAT and of VAT."""
    currency = basis.totals.vat.currency
    excluding = total((each.excluding_vat for each in amounts), currency)
    vat = total((each.vat for each in amounts), currency)
    return abs(basis.totals.excluding_vat - excluding), abs(basis.totals.vat - vat)


def may_be_reverse_charged(rows: Sequence[RowValues], basis: Basis) -> bool:
    """Whether to ask for the invoice's settings: VAT is missing, or the total is not what the rates make."""
    if not basis.totals.vat or any(not row.vat_rate for row in rows):
        return True
    return not adds_up(row_amounts(rows, basis, is_reverse_charged=False), basis)


def _rounded(amount: Money, basis: Basis) -> Money:
    """Half-up to the basis' unit, and 0 for the −0 that a credited row has of a VAT of 0 %."""
    rounded = amount.rounded(basis.unit)
    return rounded if rounded else abs(rounded)


def _allowed(amounts: Sequence[RowAmounts], basis: Basis) -> Money:
    return Money(CENT * len(amounts), basis.totals.vat.currency)
