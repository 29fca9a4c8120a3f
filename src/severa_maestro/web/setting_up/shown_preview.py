"""A preview as its page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.money import EXACT, Money
from severa_maestro.transfer.foreseen import Change, Foreseen, ForeseenCustomer, Preview, Standing
from severa_maestro.transfer.foreseen_texts import MEMBERS, OUTCOMES, STANDINGS
from severa_maestro.transfer.ledger.models import State
from severa_maestro.web import reader
from severa_maestro.web.say import say
from severa_maestro.web.transfers.document import Change as ShownChange
from severa_maestro.web.transfers.document import Document, change_in_words, foreseen_document
from severa_maestro.web.transfers.shown_findings import ShownFinding, name_of, shown

#: Members of a change that are not the invoice's own.
_BESIDE_INVOICE = {"numbering_unit": "preview.numbering_unit", "customer": "preview.customer"}


@dataclass(frozen=True, slots=True)
class ShownInvoice:
    """An invoice of a preview.

    Attributes:
        place: its place in the preview, the worst first, from 1: part of its page's address.
    """

    place: int
    foreseen: Foreseen

    @property
    def number(self) -> int | None:
        """Severa's number."""
        return self.foreseen.arrived.number

    @property
    def state(self) -> str:
        """A key of ``states.py``."""
        return self.foreseen.state.value

    @property
    def outcome(self) -> str:
        """What would become of it."""
        if self.foreseen.state == State.DISMISSED:
            return say("state.dismissed")
        return reader.in_words(OUTCOMES[self.foreseen.state, self.foreseen.is_new]).capitalize()

    @property
    def day(self) -> date | None:
        """Its date."""
        arrived = self.foreseen.arrived
        return arrived.invoice_date if isinstance(arrived, Invoice) else None

    @property
    def customer(self) -> str:
        """Number and name, and what would become of the record where something would."""
        customer = self.foreseen.customer
        if customer is None:
            return ""
        named = f"{customer.number} {customer.name}".strip()
        is_plain = customer.standing is Standing.UNCHANGED
        return named if is_plain else f"{named} ({reader.in_words(STANDINGS[customer.standing])})"

    @property
    def total(self) -> Money | None:
        """With VAT."""
        return self.foreseen.totals.including_vat if self.foreseen.totals else None

    @property
    def finding_names(self) -> list[str]:
        """What the checks say, in short, each once."""
        return list(dict.fromkeys(name_of(each.code) for each in self.foreseen.findings))

    @property
    def findings(self) -> list[ShownFinding]:
        """What the checks say."""
        return [shown(each) for each in self.foreseen.findings]

    @property
    def changes(self) -> list[ShownChange]:
        """What differs from what is in Maestro."""
        return [_change(each) for each in self.foreseen.differences]

    @property
    def document(self) -> Document | None:
        """The invoice itself; None where it could not be read."""
        arrived = self.foreseen.arrived
        return foreseen_document(arrived, self.foreseen.matches) if isinstance(arrived, Invoice) else None


@dataclass(frozen=True, slots=True)
class ShownCustomer:
    """A customer whose record would be changed."""

    customer: ForeseenCustomer

    @property
    def changes(self) -> list[str]:
        """What would be another, from what to what."""
        return [_of_record(each) for each in self.customer.changes]


def invoices_of(preview: Preview) -> list[ShownInvoice]:
    """The worst first."""
    return [ShownInvoice(place, each) for place, each in enumerate(preview.worst_first(), start=1)]


def in_state(invoices: Iterable[ShownInvoice], state: str) -> list[ShownInvoice]:
    """Those of a state, or for ``fallback`` those with rows that would go to A/0; all of them for none."""
    if state == "fallback":
        return [each for each in invoices if each.foreseen.fallback_rows]
    return [each for each in invoices if state in {"", each.state}]


def changed_customers(preview: Preview) -> list[ShownCustomer]:
    """Those whose record in Maestro would be changed."""
    return [ShownCustomer(each) for each in preview.customers_who_are(Standing.CHANGED)]


def sums_of(preview: Preview) -> list[tuple[str, int, Decimal]]:
    """Currency, invoices and their sum with VAT of what the run would store, that of the most invoices first."""
    sums: dict[str, tuple[int, Decimal]] = {}
    for total in _stored(preview):
        count, amount = sums.get(total.currency, (0, Decimal(0)))
        sums[total.currency] = count + 1, EXACT.add(amount, total.amount)
    return sorted(((currency, *each) for currency, each in sums.items()), key=lambda one: -one[1])


def _stored(preview: Preview) -> Iterator[Money]:
    for each in preview.invoices:
        if each.state == State.TRANSFERRED and each.is_new and each.totals is not None:
            yield each.totals.including_vat


def _change(change: Change) -> ShownChange:
    if change.member in _BESIDE_INVOICE:
        return ShownChange(say(_BESIDE_INVOICE[change.member]), change.before, change.now)
    return change_in_words(change.member, change.before, change.now)


def _of_record(change: Change) -> str:
    member = reader.in_words(MEMBERS[change.member]) if change.member in MEMBERS else change.member
    return f"{member}: {change.before or '–'} → {change.now or '–'}"
