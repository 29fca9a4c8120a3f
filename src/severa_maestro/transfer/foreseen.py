"""What a preview tells: what would become of each invoice and each customer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.invoice import Invoice, InvoiceRow, Totals, UnreadableInvoice
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.vat import VatLine
from severa_maestro.matching.findings import Finding
from severa_maestro.matching.products import RowMatch
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.ledger.models import State

_WORST_FIRST = (State.BLOCKED, State.TRANSFERRED, State.DISMISSED)


@dataclass(frozen=True, slots=True)
class Change:
    """One member that would be another; its values as text, empty where there is none."""

    member: str
    before: str
    now: str


class Standing(StrEnum):
    """What would become of a customer's record in Maestro's register."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    #: It is not there, and would not come there: it has no number, or somebody else has it.
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ForeseenCustomer:
    """What would become of one customer.

    Attributes:
        changes: what would be changed; none, though it would be, where the ledger cannot tell what the record has.
        has_invoice: whether an invoice of this preview is its own.
    """

    number: str
    name: str
    standing: Standing = Standing.MISSING
    changes: tuple[Change, ...] = ()
    has_invoice: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What would become of one invoice.

    Attributes:
        arrived: as it came, with what its customer's card tells of it.
        unit: the stable key of its numbering unit.
        state: ``transferred``, ``blocked`` or ``dismissed``.
        customer: None where it could not be read.
        matches: the product of each row; none where nothing would be judged: it is stored as it is, dismissed as it
            is, or could not be read.
        differences: what differs from the invoice that was stored, or that a person dismissed.
        is_new: whether the run would do or say something that was not done or said before.
    """

    arrived: Invoice | UnreadableInvoice
    unit: str
    state: State
    customer: ForeseenCustomer | None = None
    matches: tuple[RowMatch, ...] = ()
    findings: tuple[Finding, ...] = ()
    differences: tuple[Change, ...] = ()
    is_new: bool = True

    @property
    def fallback_rows(self) -> int:
        """How many rows would go to the fallback product."""
        return sum(match.is_fallback for match in self.matches)

    @property
    def rows(self) -> tuple[tuple[InvoiceRow, RowMatch | None], ...]:
        """Each row with its product; without one where nothing would be judged."""
        if self.matches or not isinstance(self.arrived, Invoice):
            return tuple((match.row, match) for match in self.matches)
        return tuple((row, None) for row in self.arrived.rows)

    @property
    def totals(self) -> Totals | None:
        """Severa's totals; None where they could not be read."""
        return self.arrived.totals if isinstance(self.arrived, Invoice) else None

    @property
    def vat_lines(self) -> tuple[VatLine, ...]:
        """The VAT by rate, as it would be stored."""
        return self.arrived.vat_lines if isinstance(self.arrived, Invoice) else ()


@dataclass
class Preview:
    """What a run would do.

    Attributes:
        invoices: each that waits in Severa, in the order of the run.
        customers: each that would be added to Maestro's register or changed there, with an invoice or without.
    """

    invoices: list[Foreseen] = field(default_factory=list)
    customers: list[ForeseenCustomer] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def worst_first(self) -> list[Foreseen]:
        """The invoices: what stops comes first, what is settled last."""
        return sorted(
            self.invoices,
            key=lambda each: (_WORST_FIRST.index(each.state), not each.is_new, each.arrived.number or 0, each.unit),
        )

    def customers_who_are(self, standing: Standing) -> list[ForeseenCustomer]:
        """Those of ``customers`` that would be added, or changed."""
        return [each for each in self.customers if each.standing is standing]


def customer_changes(before: Customer, now: Customer) -> tuple[Change, ...]:
    """What of a customer's record would be another: that alone which Maestro's register has."""
    pairs = zip(_in_register(before), _in_register(now), strict=True)
    return tuple(Change(member, old, new) for (member, old), (_, new) in pairs if old != new)


def _in_register(customer: Customer) -> Iterator[tuple[str, str]]:
    address, electronic = customer.invoicing_address, customer.electronic_address
    yield "number", customer.number
    yield "name", customer.name
    yield "vat_number", identifiers.vat_number(customer.vat_number) or customer.vat_number
    yield "street", address.street
    yield "postal_code", address.postal_code
    yield "town", address.town
    yield "region", address.region
    yield "country", address.country
    yield "country_code", address.country_code
    yield "email", customer.email
    yield "electronic_address", electronic.address
    yield "electronic_operator", electronic.operator
    yield "language", customer.language
    yield "currency", customer.currency
    yield "payment_term_days", "" if customer.payment_term_days is None else str(customer.payment_term_days)
    yield "overdue_interest", customer.overdue_interest
    yield "is_reverse_charged", str(customer.is_reverse_charged).lower()
    yield "is_active", str(customer.is_active).lower()
