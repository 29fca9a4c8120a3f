"""One invoice that has come from Severa: it is stored and marked, or blocked, or left as it was."""

from dataclasses import dataclass, field

import structlog
from django.db import InterfaceError, OperationalError, transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError, SeveraMaestroError
from severa_maestro.failpoints import reach
from severa_maestro.invoicing.invoice import Invoice, UnreadableInvoice
from severa_maestro.invoicing.snapshot import booked_digest, invoice_to_json
from severa_maestro.language import Language
from severa_maestro.maestro.target import MaestroTarget, MatchedInvoice
from severa_maestro.matching.findings import Finding, Level, blocking
from severa_maestro.transfer import log
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.identity import Arrived, TransferIndex, as_known
from severa_maestro.transfer.judgement import Judge, Judgement
from severa_maestro.transfer.ledger.models import AWAITING_MARK, LogLine, Run, State, TimelineEntry, Transfer
from severa_maestro.transfer.log_context import about_transfer
from severa_maestro.transfer.marking import Marker
from severa_maestro.transfer.steps import Steps

_logger = structlog.get_logger(__name__)


class _OvertakenError(Exception):
    """A person has decided on the transfer while it was judged: the next run sees to it."""


@dataclass
class Arrivals:
    """Takes in the invoices of one company during one run.

    Attributes:
        seen: ids of the transfers whose invoices have come.
        held_back: credit notes whose originals had not come yet: they are taken in again at the end.
    """

    company: Company
    target: MaestroTarget
    index: TransferIndex
    judge: Judge
    marker: Marker
    run: Run
    counts: Counts
    steps: Steps
    seen: set[int] = field(default_factory=set)
    held_back: list[Invoice] = field(default_factory=list)

    def take_in(self, arrived: Arrived) -> None:
        """Takes in one invoice. Whatever is wrong with it is a finding on it, and no other is touched."""
        self.counts.fetched += 1
        self._guarded(arrived, may_hold_back=True)

    def take_in_held_back(self) -> None:
        """Takes in the credit notes that were held back: their originals have come by now, or will not come."""
        for invoice in self.held_back:
            self._guarded(invoice, may_hold_back=False)
        self.held_back.clear()

    def _guarded(self, arrived: Arrived, *, may_hold_back: bool) -> None:
        """Takes in one invoice; what nobody has foreseen blocks that one, and is kept for support."""
        unit = self.judge.units.key_of(arrived.numbering_unit)
        transfer = self.index.find(unit, arrived)
        if transfer is not None and self.marker.is_under_way(transfer):
            self.marker.finish()  # it comes twice on one page: what is decided now goes by how the mark went
            transfer = self.index.find(unit, arrived)
        if transfer is not None:
            self.seen.add(transfer.pk)
        if isinstance(arrived, Invoice):
            arrived = as_known(transfer, arrived)
        try:
            with about_transfer(transfer, arrived.number):
                to_mark = self._take_in_or_block(arrived, unit, transfer, may_hold_back=may_hold_back)
        except _OvertakenError:
            self.counts.skipped += 1
        else:
            if to_mark is not None:
                self.marker.mark(to_mark)

    def _take_in_or_block(
        self, arrived: Arrived, unit: str, transfer: Transfer | None, *, may_hold_back: bool
    ) -> Transfer | None:
        try:
            return self._take_in(arrived, unit, transfer, may_hold_back=may_hold_back)
        except DataError as error:
            self._cannot_be_stored(arrived, unit, error.say(Language(self.company.language)))
        except (SeveraMaestroError, OperationalError, InterfaceError, _OvertakenError):
            raise
        except Exception as error:
            _logger.exception("invoice-failed")
            self._cannot_be_stored(arrived, unit, f"{type(error).__name__}")
        return None

    def _take_in(
        self, arrived: Arrived, unit: str, transfer: Transfer | None, *, may_hold_back: bool
    ) -> Transfer | None:
        """Decides what is to be done with an invoice, and does it. Returns the transfer that is to be marked now.

        1. One that cannot be read is blocked.
        2. One that a person has dismissed as it is, is left.
        3. One that is stored as it is, is marked, and not stored again.
        4. Any other is judged. One that was blocked, and for which nothing has changed, is left.
        5. A credit note whose original may still come is held back to the end of the run.
        6. One with a blocking finding is blocked; any other is stored, and marked.
        """
        reach("page-fetched")
        if isinstance(arrived, UnreadableInvoice):
            self._block_unreadable(arrived, unit, transfer)
            return None
        booked = booked_digest(arrived)
        if transfer is not None and transfer.dismissed_digest == booked:
            self._leave(transfer, arrived, State.DISMISSED)
            return None
        if transfer is not None and self.judge.is_stored_so(transfer, arrived, unit, booked):
            self._return_to_stored(transfer, arrived)
            return transfer
        with self.steps.of("judging"):
            judgement = self.judge.judge(arrived, unit, transfer)
        reach("judged")
        if transfer is not None and transfer.state == State.BLOCKED and transfer.judged_digest == judgement.digest:
            self._leave(transfer, arrived, State.BLOCKED)
        elif may_hold_back and judgement.has("credit-original-unknown") and judgement.is_blocked:
            self.held_back.append(arrived)
        elif judgement.is_blocked:
            self._block(judgement, transfer)
        else:
            return self._store(judgement, transfer)
        return None

    def _leave(self, transfer: Transfer, arrived: Invoice, state: State) -> None:
        """Leaves a transfer in a state that has been said already."""
        self.counts.skipped += 1
        if transfer.state == state and transfer.is_waiting and transfer.guid == arrived.guid:
            return
        with transaction.atomic():
            _hold(transfer)
            self._came_again(transfer, arrived, state, "dismissed-before")

    def _return_to_stored(self, transfer: Transfer, arrived: Invoice) -> None:
        """A stored invoice has come again unchanged, or changed and changed back: it is as it was stored."""
        is_settled = transfer.state in (*AWAITING_MARK, State.TRANSFERRED)
        state = State(transfer.state) if is_settled else State.STORED
        if transfer.state == state and transfer.guid == arrived.guid:
            return
        with transaction.atomic():
            _hold(transfer)
            transfer.findings = [each for each in transfer.findings if each["level"] != Level.BLOCKING]
            transfer.judged_digest = ""
            self._came_again(transfer, arrived, state, "as-stored")

    def _came_again(self, transfer: Transfer, arrived: Invoice, state: State, reason: str) -> None:
        transfer.guid = arrived.guid
        transfer.is_waiting = True
        self._save(transfer, arrived, state, reason)

    def _store(self, judgement: Judgement, transfer: Transfer | None) -> Transfer:
        """Customer, invoice, rows, log lines and the transfer's state: one transaction, all or nothing."""
        assert judgement.customer is not None  # noqa: S101 without one, the checks block
        with self.steps.of("storing"), transaction.atomic():
            _hold(transfer)
            customer_id = self.judge.customers.registration.register_one(judgement.customer)
            reach("customer-saved")
            replaces = transfer is not None and transfer.is_stored
            transfer = self._filled(transfer, judgement)
            transfer.customer_register_id = customer_id
            transfer.register_id = self._into_register(judgement, transfer, customer_id)
            reach("invoice-saved")
            # What was accepted may have come under another number or unit: the transfer is named as it is booked.
            transfer.numbering_unit, transfer.number = judgement.unit, judgement.invoice.number
            transfer.stored = transfer.arrived
            transfer.stored_digest = judgement.booked
            transfer.dismissed_digest = ""
            transfer.accepted = []
            self._save(transfer, judgement.invoice, State.STORED, "replaced" if replaces else "stored")
            lines = [log.finding_line(each, run=self.run, transfer=transfer) for each in judgement.findings]
            LogLine.objects.bulk_create(lines + ([self._replaced_line(transfer)] if replaces else []))
            reach("before-commit")
        reach("stored")
        self.judge.customers.registration.remember(judgement.customer, customer_id)
        self.counts.stored += 1
        self.counts.fallback_rows += judgement.fallback_rows
        return transfer

    def _into_register(self, judgement: Judgement, transfer: Transfer, customer_id: int) -> int:
        matched = MatchedInvoice(
            invoice=judgement.invoice,
            numbering_unit=judgement.unit,
            customer_register_id=customer_id,
            matches=judgement.matches,
            credits_register_id=judgement.original_id,
        )
        if transfer.register_id is None:
            return self.target.store_invoice(matched)
        self.target.replace_invoice(transfer.register_id, matched)
        return transfer.register_id

    def _replaced_line(self, transfer: Transfer) -> LogLine:
        values = transfer.as_log_values()
        return log.line(LogLine.Level.INFO, "replaced", values, company=self.company, run=self.run, transfer=transfer)

    def _block(self, judgement: Judgement, transfer: Transfer | None) -> None:
        with self.steps.of("storing"), transaction.atomic():
            _hold(transfer)
            before = list(transfer.findings) if transfer is not None else []
            self._enter_blocked(self._filled(transfer, judgement), judgement.invoice, judgement.findings, before)

    def _block_unreadable(self, arrived: UnreadableInvoice, unit: str, transfer: Transfer | None) -> None:
        if transfer is not None and is_said_already(transfer, arrived):
            self.counts.skipped += 1
            return
        finding = blocking(arrived.code, reason=arrived.reason)
        self._block_bare(arrived, unit, transfer, finding, arrived.fingerprint)

    def _cannot_be_stored(self, arrived: Arrived, unit: str, reason: str) -> None:
        """Blocks an invoice that failed while it was worked on; its transaction was rolled back whole."""
        transfer = self.index.find(unit, arrived)
        self._block_bare(arrived, unit, transfer, blocking("cannot-be-stored", reason=reason), judged_digest="")

    def _block_bare(
        self, arrived: Arrived, unit: str, transfer: Transfer | None, finding: Finding, judged_digest: str
    ) -> None:
        """Blocks an invoice of which nothing but its identity is sure."""
        with transaction.atomic():
            _hold(transfer)
            before = list(transfer.findings) if transfer is not None else []
            if transfer is None:
                transfer = Transfer(company=self.company, state=State.FETCHED)
                self._name(transfer, unit, arrived.number)
            transfer.guid = arrived.guid or transfer.guid
            transfer.judged_digest = judged_digest
            transfer.arrived_digest = judged_digest
            if isinstance(arrived, Invoice):
                transfer.arrived = invoice_to_json(arrived)
                transfer.arrived_digest = booked_digest(arrived)
            self._enter_blocked(transfer, arrived, (finding,), before)

    def _enter_blocked(
        self, transfer: Transfer, arrived: Arrived, findings: tuple[Finding, ...], before: list[object]
    ) -> None:
        """Keeps the findings; what was said before in the same words, and still holds, is not logged again."""
        if transfer.state != State.BLOCKED:
            before = []
        transfer.set_findings(findings)
        transfer.is_waiting = True
        self._save(transfer, arrived, State.BLOCKED, ", ".join(_codes(findings)))
        said = [
            log.finding_line(finding, run=self.run, transfer=transfer)
            for finding, kept in zip(findings, transfer.findings, strict=True)
            if finding.level is Level.BLOCKING and kept not in before
        ]
        LogLine.objects.bulk_create(said)
        self.counts.blocked += 1
        reach("blocked")

    def _filled(self, transfer: Transfer | None, judgement: Judgement) -> Transfer:
        """The transfer with all that is known of the invoice as it came, not saved yet; a new one begins as fetched."""
        invoice, customer = judgement.invoice, judgement.customer
        if transfer is None:
            transfer = Transfer(company=self.company, state=State.FETCHED)
        self._name(transfer, judgement.unit, invoice.number)
        transfer.guid = invoice.guid
        transfer.is_waiting = True
        transfer.is_credit_note = invoice.is_credit_note
        transfer.customer_number = customer.number if customer else invoice.buyer.customer_number
        transfer.customer_name = customer.name if customer else invoice.buyer.name
        transfer.invoice_date = invoice.invoice_date
        transfer.currency = invoice.currency
        if not (transfer.is_stored and judgement.is_blocked):
            transfer.set_totals(invoice.totals)
            transfer.fallback_rows = judgement.fallback_rows
        transfer.arrived = invoice_to_json(invoice)
        transfer.arrived_digest = judgement.booked
        transfer.seen_digest = judgement.seen
        transfer.judged_digest = judgement.digest
        transfer.set_findings(judgement.findings)
        return transfer

    def _name(self, transfer: Transfer, unit: str, number: int | None) -> None:
        """Gives the transfer its identity, unless it is stored under one, or another transfer has this one."""
        if transfer.is_stored:
            return
        other = self.index.numbered(unit, number)
        if other is None or other.pk == transfer.pk:
            transfer.numbering_unit = unit
            transfer.number = number

    def _save(self, transfer: Transfer, arrived: Arrived, state: State, reason: str) -> None:
        """Saves the transfer in a state, with its timeline, and the id under which it came."""
        is_new = transfer.pk is None
        changes = [self._change("", State.FETCHED, "fetched")] if is_new else []
        if transfer.state != state:
            changes.append(self._change(transfer.state, state, reason))
        transfer.state = state
        transfer.save()
        for change in changes:
            change.transfer = transfer
        TimelineEntry.objects.bulk_create(changes)
        self.index.remember(transfer, arrived)
        self.seen.add(transfer.pk)

    def _change(self, from_state: str, to_state: State, reason: str) -> TimelineEntry:
        return TimelineEntry(from_state=from_state, to_state=to_state, actor=self._actor, reason=reason)

    @property
    def _actor(self) -> str:
        return f"run {self.run.pk}"


def _hold(transfer: Transfer | None) -> None:
    """Keeps a person's decision and this run's apart: whoever comes second sees what the first has done."""
    if transfer is None:
        return
    now = Transfer.objects.select_for_update().only("state", "changed_at").get(pk=transfer.pk)
    if (now.state, now.changed_at) != (transfer.state, transfer.changed_at):
        raise _OvertakenError


def is_said_already(transfer: Transfer, arrived: UnreadableInvoice) -> bool:
    """Whether it stands in the ledger already that this invoice cannot be read, or need not be."""
    if transfer.state == State.BLOCKED:
        return transfer.judged_digest == arrived.fingerprint
    return transfer.state == State.DISMISSED and transfer.dismissed_digest == arrived.fingerprint


def _codes(findings: tuple[Finding, ...]) -> list[str]:
    return list(dict.fromkeys(finding.code for finding in findings if finding.level is Level.BLOCKING))
