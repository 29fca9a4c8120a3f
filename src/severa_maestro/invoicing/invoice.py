"""A sales invoice as it came from Severa, in the words of the house.

Severa's totals are the authority: they are carried as they came. What is computed here is named so.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from severa_maestro.invoicing.money import CENT, Money, total
from severa_maestro.invoicing.parties import Buyer, Seller
from severa_maestro.invoicing.vat import VatLine, breakdown


class RowKind(StrEnum):
    """Which of Severa's registers the code of a row comes from."""

    PRODUCT = "product"
    WORK = "work"
    TRAVEL = "travel"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessUnit:
    """A unit of the Severa organisation; one with a VAT number sends invoices of its own.

    Attributes:
        guid: Severa's opaque id, empty where it named none.
    """

    guid: str = ""
    code: str = ""
    name: str = ""
    vat_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCentre:
    """The cost centre of a row (kustannuspaikka)."""

    guid: str = ""
    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The project (Severa: case) of a row or an invoice."""

    guid: str = ""
    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Ledger accounts that Severa's accounting settings gave a row; each may be empty."""

    sales: str = ""
    recurring_sales: str = ""
    receivable: str = ""
    vat: str = ""
    dimensions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """One row. Its amounts are as Severa gave them, after any discount, and may have more than two decimals.

    Attributes:
        number: the row's place on the invoice, from 1.
        kind: which register the code is of.
        codes: the codes behind the row: none, one, or several where hours or items were grouped.
        name: the name of the article, work type or expense.
        text: the row's own text.
        quantity: how many ``unit``; negative on a credited row or a discount.
        unit_price: price of one, without VAT where Severa's two price members agree with the amounts.
        excluding_vat: the row without VAT.
        vat: the row's VAT.
        including_vat: the row with VAT.
        vat_rate: per cent; None where Severa gave none.
        event_date: when it was done or delivered; None where Severa gave none.
        cost: what it cost the seller, without VAT; None where unknown.
    """

    number: int
    guid: str = ""
    kind: RowKind = RowKind.OTHER
    codes: tuple[str, ...] = ()
    name: str = ""
    text: str = ""
    quantity: Decimal
    unit: str = ""
    unit_price: Money
    excluding_vat: Money
    vat: Money
    including_vat: Money
    vat_rate: Decimal | None
    vat_code: str = ""
    event_date: date | None = None
    person: str = ""
    project: Project = Project()
    cost_centre: CostCentre = CostCentre()
    accounts: Accounts = Accounts()
    cost: Money | None = None

    @property
    def label(self) -> str:
        """What people call the row: its article's name; without one, the first line of its text."""
        return self.name or self.text.partition("\n")[0]

    @property
    def effective_vat_rate(self) -> Decimal:
        """The rate that the row's VAT follows, in per cent.

        0 where the rate would make VAT of the amount but there is none: a reverse-charge row may carry its usual
        rate with a VAT of 0. A cent that was rounded away does not make it so. 0 where there is no rate either.
        """
        if self.vat_rate is None:
            return Decimal(0)
        return self.vat_rate if self.vat or abs(self.vat_by_rate).amount <= CENT else Decimal(0)

    @property
    def lacks_vat_rate(self) -> bool:
        """Whether there is VAT, but no rate that it follows."""
        return self.vat_rate is None and bool(self.vat)

    @property
    def vat_by_rate(self) -> Money:
        """The VAT that the row's rate makes of its amount, computed and rounded to the cent; 0 without a rate."""
        rate = self.vat_rate if self.vat_rate is not None else Decimal(0)
        return self.excluding_vat.times(rate / 100).rounded()


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The invoice's totals in its currency."""

    excluding_vat: Money
    vat: Money
    including_vat: Money

    def __neg__(self) -> "Totals":
        return Totals(excluding_vat=-self.excluding_vat, vat=-self.vat, including_vat=-self.including_vat)

    def __sub__(self, other: "Totals") -> "Totals":
        return Totals(
            excluding_vat=self.excluding_vat - other.excluding_vat,
            vat=self.vat - other.vat,
            including_vat=self.including_vat - other.including_vat,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """A sales invoice or a credit note.

    Attributes:
        guid: Severa's opaque id; SOAP and REST give different ones, and Severa has changed them before.
        number: None while the invoice's status gives no number.
        numbering_unit: the business unit whose series gave the number: with it, the number is unique.
        unit: the business unit that the invoice belongs to.
        status: the name of its status in Severa.
        is_credit_note: amounts are negative.
        credits_guid: the guid of the invoice that a credit note credits; empty where it claims none.
        currency_rate: as Severa gave it; None where it gave none. Not needed in euro.
        totals: Severa's own totals: the authority.
        is_reverse_charged: the buyer pays the VAT (AVL 8 a–d §, directive 2006/112/EC art. 44 and 196).
        payment_term_days: days net; None where unknown.
        overdue_interest: per cent a year; None where unknown.
        not_told: members that this way into Severa does not tell, or in words of its own, such as ``rows.person``:
            they say nothing of whether the invoice has changed.
    """

    guid: str
    number: int | None
    numbering_unit: BusinessUnit
    unit: BusinessUnit
    status: str
    is_credit_note: bool = False
    is_credited: bool = False
    credits_guid: str = ""
    invoice_date: date | None
    due_date: date | None = None
    entry_date: date | None = None
    payment_date: date | None = None
    currency: str
    currency_rate: Decimal | None = None
    totals: Totals
    rows: tuple[InvoiceRow, ...] = ()
    buyer: Buyer
    seller: Seller
    project: Project = Project()
    reference_number: str = ""
    our_reference: str = ""
    your_reference: str = ""
    order_number: str = ""
    purchase_order_number: str = ""
    payment_term_days: int | None = None
    payment_term_text: str = ""
    overdue_interest: Decimal | None = None
    virtual_bar_code: str = ""
    is_reverse_charged: bool = False
    reverse_charge_text: str = ""
    title: str = ""
    notes: str = ""
    text_before_rows: str = ""
    text_after_rows: str = ""
    language: str = ""
    not_told: tuple[str, ...] = ()

    @property
    def sums_of_rows(self) -> Totals:
        """What the rows add up to, computed exactly."""
        return Totals(
            excluding_vat=total((row.excluding_vat for row in self.rows), self.currency),
            vat=total((row.vat for row in self.rows), self.currency),
            including_vat=total((row.including_vat for row in self.rows), self.currency),
        )

    @property
    def rounding_difference(self) -> Totals:
        """Severa's totals less the sums of the rows, computed: small, or the invoice is blocked."""
        return self.totals - self.sums_of_rows

    @property
    def vat_lines(self) -> tuple[VatLine, ...]:
        """The VAT by rate, computed from the rows: SOAP's own rate of the whole invoice is an integer."""
        return breakdown(
            ((row.effective_vat_rate, row.excluding_vat, row.vat) for row in self.rows), currency=self.currency
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableInvoice:
    """An invoice that came, but some member of it could not be read: a finding on it, and only on it.

    Attributes:
        guid: Severa's id; empty where even that could not be read.
        number: where it could be read.
        numbering_unit: where it could be read.
        reason: which member and what stood there, in English, for a person and for support.
        fingerprint: a digest of what came, which tells whether it has changed since.
        code: the finding that tells of it.
    """

    guid: str
    number: int | None
    numbering_unit: BusinessUnit
    reason: str
    fingerprint: str
    code: str = "unreadable"
