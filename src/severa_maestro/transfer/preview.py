"""What a run would do: everything is read and judged, and nothing is written, here or in Severa."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace

import structlog

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import Invoice, UnreadableInvoice
from severa_maestro.invoicing.snapshot import booked_digest, changes
from severa_maestro.language import Language
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.matching.findings import Level, blocking
from severa_maestro.matching.rows import Matcher
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.arrivals import is_said_already
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.customers import CustomerBook
from severa_maestro.transfer.failures import is_about_one_invoice
from severa_maestro.transfer.foreseen import Change, Foreseen, ForeseenCustomer, Preview, Standing
from severa_maestro.transfer.identity import Arrived, TransferIndex, as_known
from severa_maestro.transfer.judgement import Judge, Judgement
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.transfer.moving import foresee_ids
from severa_maestro.transfer.registration import Registration
from severa_maestro.transfer.rehearsed_customers import RehearsedCustomers, RehearsedRegister
from severa_maestro.transfer.rehearsed_transfers import RehearsedTransfers, RehearsedUnits
from severa_maestro.transfer.run import Progress, originals_first
from severa_maestro.transfer.statuses import check_statuses

_logger = structlog.get_logger(__name__)

#: What the checks say of an invoice that was settled with other content.
_CHANGED = ("changed-since-stored", "changed-since-dismissed")


def preview_company(
    company: Company, source: SeveraSource, target: MaestroTarget, progress: Progress = lambda _counts: None
) -> Preview:
    """Does in memory what a run would do, by the same steps, and writes nothing. Closes the source.

    1. The two statuses are there. After a move to the other way into Severa, its ids are looked up.
    2. Changed customers are read and registered, in memory.
    3. Each waiting invoice is judged as if those before it had been stored.

    What an earlier run stored but could not mark is told of only where it waits in Severa still.

    Raises:
        SeveraMaestroError: what would break the run off.
    """
    with closing(source):
        check_statuses(company, source.statuses())
        ledger = RehearsedCustomers(company)
        new_ids = foresee_ids(company, source, ledger)
        register = RehearsedRegister(company, target)
        customers = CustomerBook(company, source, Registration(company, register, None, ledger), None)
        customers.read_changes()
        index = TransferIndex(company)
        transfers = RehearsedTransfers(company, index, new_ids)
        units = RehearsedUnits(company, source, new_ids)
        matcher = Matcher(target.catalogue(), company.code_map())
        judge = _ForeseeingJudge(company, source, matcher, customers, units, index, transfers)
        rehearsal = _Rehearsal(company, judge, transfers)
        waiting = Transfer.objects.filter(company=company, is_waiting=True).values_list("guid", flat=True)
        known = {new_ids.get(guid, guid) for guid in waiting}
        for page in source.invoices_in(company.waiting_status, known):
            index.look_ahead(page)
            for arrived in sorted(page, key=originals_first):
                rehearsal.take_in(arrived)
                progress(rehearsal.counts)
        rehearsal.take_in_held_back()
        rehearsal.counts.customers_upserted = customers.registration.upserted
        rehearsal.counts.severa_calls = source.calls
        return rehearsal.preview(register)


@dataclass(frozen=True)
class _ForeseeingJudge(Judge):
    """A judge who also knows the invoices that the run would have taken in by now."""

    transfers: RehearsedTransfers

    def judge(self, invoice: Invoice, unit: str, booked: str, transfer: Transfer | None) -> Judgement:
        """Judges an invoice, and holds it against those before it."""
        judgement = super().judge(invoice, unit, booked, transfer)
        return replace(judgement, findings=(*self.transfers.clashes(judgement, transfer), *judgement.findings))

    def _original(self, invoice: Invoice, *, ask: bool) -> Transfer | None:
        foreseen = self.transfers.with_id(invoice.credits_guid) if invoice.is_credit_note else None
        if foreseen is None:
            return super()._original(invoice, ask=ask)
        return foreseen if foreseen.is_stored or foreseen.state == State.DISMISSED else None


@dataclass
class _Rehearsal:
    """Goes through the invoices of one company as ``Arrivals`` does in a run."""

    company: Company
    judge: _ForeseeingJudge
    transfers: RehearsedTransfers
    counts: Counts = field(default_factory=Counts)
    _held_back: list[Invoice] = field(default_factory=list)
    #: Each with the register's id of its customer.
    _foreseen: list[tuple[Foreseen, int | None]] = field(default_factory=list)

    def take_in(self, arrived: Arrived) -> None:
        """Foresees one invoice; a credit note whose original may still come is held back."""
        self.counts.fetched += 1
        self._guarded(arrived, may_hold_back=True)

    def take_in_held_back(self) -> None:
        """Foresees the credit notes that were held back."""
        for invoice in self._held_back:
            self._guarded(invoice, may_hold_back=False)

    def preview(self, register: RehearsedRegister) -> Preview:
        """All that was foreseen."""
        touched = register.touched()
        with_invoices = {register_id for _, register_id in self._foreseen}
        return Preview(
            invoices=[_with_standing(each, register_id, touched) for each, register_id in self._foreseen],
            customers=[
                replace(customer, has_invoice=register_id in with_invoices) for register_id, customer in touched.items()
            ],
            counts=self.counts,
        )

    def _guarded(self, arrived: Arrived, *, may_hold_back: bool) -> None:
        unit = self.judge.units.key_of(arrived.numbering_unit)
        transfer = self.transfers.find(unit, arrived)
        if isinstance(arrived, Invoice):
            arrived = as_known(transfer, arrived)
        try:
            self._take_in(arrived, unit, transfer, may_hold_back=may_hold_back)
        except DataError as error:
            self._cannot_be_stored(arrived, unit, error.say(Language(self.company.language)))
        except Exception as error:
            if not is_about_one_invoice(error):
                raise
            _logger.exception("invoice-failed", company=str(self.company.reference), invoice=arrived.number)
            self._cannot_be_stored(arrived, unit, type(error).__name__)

    def _take_in(self, arrived: Arrived, unit: str, transfer: Transfer | None, *, may_hold_back: bool) -> None:
        """The decisions of ``Arrivals``, in the same order."""
        if isinstance(arrived, UnreadableInvoice):
            self._unreadable(arrived, unit, transfer)
            return
        booked = booked_digest(arrived)
        if transfer is not None and transfer.dismissed_digest == booked:
            self.counts.skipped += 1
            self._add_as_it_is(arrived, unit, transfer, State.DISMISSED)
            return
        if transfer is not None and self.judge.is_stored_so(transfer, arrived, unit, booked):
            self.counts.transferred += 1
            self._add_as_it_is(arrived, unit, transfer, State.TRANSFERRED)
            return
        judgement = self.judge.judge(arrived, unit, booked, transfer)
        if transfer is not None and transfer.state == State.BLOCKED and transfer.judged_digest == judgement.digest:
            self.counts.skipped += 1
            self._add(judgement, transfer, State.BLOCKED, is_new=False)
        elif may_hold_back and judgement.has("credit-original-unknown") and judgement.is_blocked:
            self._held_back.append(arrived)
        elif judgement.is_blocked:
            self.counts.blocked += 1
            self._add(judgement, transfer, State.BLOCKED)
            self.transfers.keep(judgement, transfer)
        else:
            self._store(judgement, transfer)

    def _store(self, judgement: Judgement, transfer: Transfer | None) -> None:
        registration = self.judge.customers.registration
        customer_id = registration.register_one(judgement.known_customer)
        registration.remember(judgement.known_customer, customer_id)
        self.counts.stored += 1
        self.counts.transferred += 1
        self.counts.fallback_rows += judgement.fallback_rows
        self._add(judgement, transfer, State.TRANSFERRED)
        self.transfers.keep(judgement, transfer, stored_under=customer_id)

    def _add(self, judgement: Judgement, transfer: Transfer | None, state: State, *, is_new: bool = True) -> None:
        invoice, customer = judgement.invoice, judgement.customer
        number = customer.number if customer else invoice.buyer.customer_number
        name = customer.name if customer else invoice.buyer.name
        register_id = self._register_id(invoice)
        foreseen = Foreseen(
            arrived=invoice,
            unit=judgement.unit,
            state=state,
            customer=ForeseenCustomer(number, name),
            matches=judgement.matches,
            findings=judgement.findings,
            differences=tuple(_differences(judgement, transfer, register_id)) if transfer else (),
            is_new=is_new,
        )
        self._foreseen.append((foreseen, register_id))

    def _add_as_it_is(self, invoice: Invoice, unit: str, transfer: Transfer, state: State) -> None:
        """One that was settled before, and comes again as it was."""
        is_stored = state == State.TRANSFERRED
        findings = [each for each in transfer.get_findings() if not (is_stored and each.level is Level.BLOCKING)]
        foreseen = Foreseen(
            arrived=invoice,
            unit=unit,
            state=state,
            customer=ForeseenCustomer(transfer.customer_number, transfer.customer_name),
            findings=tuple(findings),
            is_new=False,
        )
        self._foreseen.append((foreseen, self._register_id(invoice)))

    def _unreadable(self, arrived: UnreadableInvoice, unit: str, transfer: Transfer | None) -> None:
        if transfer is not None and is_said_already(transfer, arrived):
            self.counts.skipped += 1
            state, findings, is_new = State(transfer.state), tuple(transfer.get_findings()), False
        else:
            self.counts.blocked += 1
            state, findings, is_new = State.BLOCKED, (blocking(arrived.code, reason=arrived.reason),), True
        foreseen = Foreseen(arrived=arrived, unit=unit, state=state, findings=findings, is_new=is_new)
        self._foreseen.append((foreseen, None))

    def _cannot_be_stored(self, arrived: Arrived, unit: str, reason: str) -> None:
        self.counts.blocked += 1
        findings = (blocking("cannot-be-stored", reason=reason),)
        buyer = arrived.buyer if isinstance(arrived, Invoice) else None
        customer = ForeseenCustomer(buyer.customer_number, buyer.name) if buyer else None
        foreseen = Foreseen(arrived=arrived, unit=unit, state=State.BLOCKED, customer=customer, findings=findings)
        self._foreseen.append((foreseen, self._register_id(arrived)))

    def _register_id(self, arrived: Arrived) -> int | None:
        """The record of its customer, as it stands by now."""
        guid = arrived.buyer.customer_guid if isinstance(arrived, Invoice) else ""
        card = next(self.judge.customers.registration.ledger.cards("guid", [guid]), None)
        return card.registered_id if card else None


def _with_standing(foreseen: Foreseen, register_id: int | None, touched: Mapping[int, ForeseenCustomer]) -> Foreseen:
    """The invoice with what would become of its customer by the end of the run."""
    if foreseen.customer is None or register_id is None:
        return foreseen
    record = touched.get(register_id)
    standing, changes_of_it = (record.standing, record.changes) if record else (Standing.UNCHANGED, ())
    return replace(foreseen, customer=replace(foreseen.customer, standing=standing, changes=changes_of_it))


def _differences(judgement: Judgement, transfer: Transfer, register_id: int | None) -> Iterator[Change]:
    """What differs from what was settled, where the checks say that something does."""
    invoice = judgement.invoice
    before = transfer.stored_invoice() or transfer.arrived_invoice()
    if before is None or not any(judgement.has(code) for code in _CHANGED):
        return
    yield from (Change(*each) for each in changes(before, invoice))
    if not transfer.is_stored:
        return
    if transfer.numbering_unit != judgement.unit:
        yield Change("numbering_unit", transfer.numbering_unit, judgement.unit)
    if register_id not in {None, transfer.customer_register_id} and judgement.customer:
        there, here = before.buyer, judgement.customer
        yield Change("customer", f"{there.customer_number} {there.name}".strip(), f"{here.number} {here.name}".strip())
