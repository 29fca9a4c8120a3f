"""The judgement of one invoice: its customer, its products, and what the checks say."""

from dataclasses import dataclass, replace

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import Invoice, Totals
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.snapshot import digest, invoice_to_json
from severa_maestro.matching.checks import CHECKS_VERSION, Circumstances, judge
from severa_maestro.matching.findings import Finding, blocks
from severa_maestro.matching.products import RowMatch
from severa_maestro.matching.rows import Matcher
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.customers import CustomerBook
from severa_maestro.transfer.identity import TransferIndex
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.transfer.units import UnitBook


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to become of an invoice, and why.

    Attributes:
        unit: the stable key of its numbering unit.
        customer: its customer; None where Severa has none.
        matches: the product of each row.
        findings: what the checks said.
        original_id: the register's id of the invoice that it credits, where that is stored.
        as_json: the invoice as ``invoice_to_json`` writes it.
        booked: ``booked_digest`` of it.
        seen: changes with anything that a person who accepts a finding has seen.
        digest: changes with anything that the judgement depends on.
    """

    invoice: Invoice
    unit: str
    customer: Customer | None
    matches: tuple[RowMatch, ...]
    findings: tuple[Finding, ...]
    original_id: int | None
    as_json: str
    booked: str
    seen: str
    digest: str

    @property
    def is_blocked(self) -> bool:
        """Whether a person has to look first."""
        return blocks(self.findings)

    @property
    def known_customer(self) -> Customer:
        """Its customer, where it may be stored: without one, the checks block."""
        assert self.customer is not None  # noqa: S101 see above
        return self.customer

    @property
    def fallback_rows(self) -> int:
        """How many rows go to the fallback product."""
        return sum(match.is_fallback for match in self.matches)

    def has(self, code: str) -> bool:
        """Whether the checks said this."""
        return any(finding.code == code for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the invoices of one company during one run. Writes nothing beside customers that it had to ask for."""

    company: Company
    source: SeveraSource
    matcher: Matcher
    customers: CustomerBook
    units: UnitBook
    index: TransferIndex

    def judge(self, invoice: Invoice, unit: str, booked: str, transfer: Transfer | None) -> Judgement:
        """Matches and checks an invoice, as everything stands now; ``booked`` is its ``booked_digest``."""
        seen = digest(unit, booked, invoice.buyer.customer_guid, invoice.credits_guid)
        customer = self.customers.find(invoice.buyer.customer_guid)
        invoice = _with_card(invoice, customer)
        original = self._original(invoice, ask=transfer is None or transfer.state == State.FETCHED)
        circumstances = Circumstances(
            customer=customer,
            customer_problem=self.customers.problem(invoice.buyer.customer_guid),
            namesake=self.customers.namesake(customer) if customer else "",
            knows_original=original is not None,
            original_totals=_totals(original) if original else None,
            is_number_taken=self.index.is_number_taken(unit, invoice.number, transfer),
            twin="" if transfer is not None and transfer.is_stored else self.index.twin(unit, invoice),
            changed=self._changed(transfer, invoice, unit, booked),
            accepted=_accepted(transfer, seen),
        )
        matches = match_rows(self.matcher, invoice, self.source)
        as_json = invoice_to_json(invoice)
        return Judgement(
            invoice=invoice,
            unit=unit,
            customer=customer,
            matches=matches,
            findings=judge(invoice, matches, circumstances),
            original_id=original.register_id if original else None,
            as_json=as_json,
            booked=booked,
            seen=seen,
            digest=digest(CHECKS_VERSION, unit, digest(as_json), repr(circumstances)),
        )

    def is_stored_so(self, transfer: Transfer, invoice: Invoice, unit: str, booked: str) -> bool:
        """Whether Maestro holds the invoice just as it is now, and under the customer that it has now."""
        if not transfer.is_stored or transfer.stored_digest != booked or transfer.numbering_unit != unit:
            return False
        return self.customers.register_id(invoice.buyer.customer_guid) in {None, transfer.customer_register_id}

    def _changed(self, transfer: Transfer | None, invoice: Invoice, unit: str, booked: str) -> str:
        """The finding for an invoice that is not any more what was stored, or what a person dismissed."""
        if transfer is None:
            return ""
        if transfer.is_stored and not self.is_stored_so(transfer, invoice, unit, booked):
            return "changed-since-stored"
        return "changed-since-dismissed" if transfer.dismissed_digest not in {"", booked} else ""

    def _original(self, invoice: Invoice, *, ask: bool) -> Transfer | None:
        """The transfer of the invoice that a credit note credits, once that is settled here; None otherwise.

        Severa's id of it may be one that was never seen here: then Severa is asked for its number, the first time
        that the credit note is judged.
        """
        if not (invoice.is_credit_note and invoice.credits_guid):
            return None
        transfer = self.index.with_id(invoice.credits_guid)
        if transfer is None and ask:
            transfer = self._ask_for(invoice.credits_guid)
        return transfer if transfer and (transfer.is_stored or transfer.state == State.DISMISSED) else None

    def _ask_for(self, guid: str) -> Transfer | None:
        try:
            credited = self.source.invoice(guid)
        except DataError:  # Severa does not know the id either
            return None
        if credited is None:
            return None
        return self.index.numbered(self.units.key_of(credited.numbering_unit), credited.number)


def match_rows(matcher: Matcher, invoice: Invoice, source: SeveraSource) -> tuple[RowMatch, ...]:
    """The product of each row. Where the code map goes by days and a row does not tell its own, Severa is asked for it.

    The day of the invoice stands in for one that Severa does not tell either. So it is for an invoice that has just
    come from this source; one that came by another way would get a wrong day without a word.
    """
    matches = []
    for row in invoice.rows:
        days = source.event_days(row) if matcher.needs_day(row) else ()
        matches.append(matcher.match(row, days or ((invoice.invoice_date,) if invoice.invoice_date else ())))
    return tuple(matches)


def _with_card(invoice: Invoice, customer: Customer | None) -> Invoice:
    """The invoice with the electronic address of its customer's card, where it does not tell one itself."""
    if customer is None or "buyer.electronic_address" not in invoice.not_told:
        return invoice
    return replace(invoice, buyer=replace(invoice.buyer, electronic_address=customer.electronic_address))


def _accepted(transfer: Transfer | None, seen: str) -> tuple[str, ...]:
    """The findings that a person has accepted of the invoice as it is: what was not seen is not accepted."""
    return tuple(sorted(transfer.accepted)) if transfer and transfer.accepted_digest == seen else ()


def _totals(transfer: Transfer) -> Totals | None:
    """The totals of a transfer; None where it could not be read."""
    amounts = (transfer.total_excluding_vat, transfer.total_vat, transfer.total_including_vat)
    excluding, vat, including = (None if each is None else Money(each, transfer.currency) for each in amounts)
    if excluding is None or vat is None or including is None:
        return None
    return Totals(excluding_vat=excluding, vat=vat, including_vat=including)
