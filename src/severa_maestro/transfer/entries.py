"""What becomes of an invoice, written down: in the ledger, its log, and Maestro's register, together or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.failpoints import reach
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.snapshot import booked_digest, invoice_to_json
from severa_maestro.maestro.target import MaestroTarget, MatchedInvoice
from severa_maestro.matching.findings import Finding, Level
from severa_maestro.transfer import log
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.identity import Arrived, TransferIndex
from severa_maestro.transfer.judgement import Judgement
from severa_maestro.transfer.ledger.insertions import LOG_LINES, TIMELINE, TRANSFERS
from severa_maestro.transfer.ledger.models import AWAITING_MARK, LogLine, Run, State, TimelineEntry, Transfer
from severa_maestro.transfer.registration import Registration
from severa_maestro.transfer.steps import Steps


class OvertakenError(Exception):
    """A person has decided on the transfer while it was judged: the next run sees to it."""


@dataclass
class Entries:
    """Writes what becomes of the invoices of one company during one run: each call is one transaction.

    Attributes:
        seen: ids of the transfers whose invoices have come.
    """

    company: Company
    target: MaestroTarget
    index: TransferIndex
    registration: Registration
    run: Run
    counts: Counts
    steps: Steps
    seen: set[int] = field(default_factory=set)

    def leave(self, transfer: Transfer, arrived: Invoice, state: State) -> None:
        """Leaves a transfer in a state that has been said already."""
        self.counts.skipped += 1
        if transfer.state == state and transfer.is_waiting and transfer.guid == arrived.guid:
            return
        with transaction.atomic():
            _hold(transfer)
            self._came_again(transfer, arrived, state, "dismissed-before")

    def return_to_stored(self, transfer: Transfer, arrived: Invoice) -> None:
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

    def store(self, judgements: Sequence[Judgement], known: Transfer | None = None) -> list[Transfer]:
        """Customers, invoices, rows, log lines and the transfers' states: one transaction, all or nothing.

        Args:
            judgements: of new invoices, or of one that has a transfer already.
            known: that transfer.

        Returns:
            The transfer of each.
        """
        replaces = known is not None and known.is_stored
        with self.steps.of("storing"), self.registration.counted_if_kept(), transaction.atomic():
            _hold(known)
            customer_ids = self._register_customers(judgements)
            register_ids = self._into_register(judgements, customer_ids, known)
            transfers = [self._filled(known, judgement) for judgement in judgements]
            for transfer, judgement, register_id in zip(transfers, judgements, register_ids, strict=True):
                transfer.register_id = register_id
                transfer.customer_register_id = customer_ids[judgement.known_customer]
                # What was accepted may have come under another number or unit: the transfer is named as it is booked.
                transfer.numbering_unit, transfer.number = judgement.unit, judgement.invoice.number
                transfer.stored = transfer.arrived
                transfer.stored_digest = judgement.booked
                transfer.dismissed_digest = ""
                transfer.accepted = []
            arrived = [(each.invoice, transfer) for each, transfer in zip(judgements, transfers, strict=True)]
            self._save_all(arrived, State.STORED, "replaced" if replaces else "stored")
            LOG_LINES.add_all(self._lines_of(judgements, transfers, replaces=replaces))
            reach("before-commit")
        for judgement in judgements:
            reach("stored")
            self.counts.stored += 1
            self.counts.fallback_rows += judgement.fallback_rows
        for customer, customer_id in customer_ids.items():
            self.registration.remember(customer, customer_id)
        return transfers

    def _register_customers(self, judgements: Sequence[Judgement]) -> dict[Customer, int]:
        """The register's ids of the invoices' customers, each registered as it is now."""
        customer_ids: dict[Customer, int] = {}
        for customer in (judgement.known_customer for judgement in judgements):
            if customer not in customer_ids:
                customer_ids[customer] = self.registration.register_one(customer)
            reach("customer-saved")
        return customer_ids

    def _into_register(
        self, judgements: Sequence[Judgement], customer_ids: Mapping[Customer, int], known: Transfer | None
    ) -> list[int]:
        """The register's ids of the invoices, which it has now."""
        invoices = [
            MatchedInvoice(
                invoice=judgement.invoice,
                numbering_unit=judgement.unit,
                customer_register_id=customer_ids[judgement.known_customer],
                matches=judgement.matches,
                credits_register_id=judgement.original_id,
            )
            for judgement in judgements
        ]
        if known is not None and known.register_id is not None:
            self.target.replace_invoice(known.register_id, invoices[0])
            return [known.register_id]
        register_ids = self.target.store_invoices(invoices)
        for _ in register_ids:
            reach("invoice-saved")
        return register_ids

    def _lines_of(
        self, judgements: Sequence[Judgement], transfers: Sequence[Transfer], *, replaces: bool
    ) -> Iterator[LogLine]:
        for judgement, transfer in zip(judgements, transfers, strict=True):
            for finding in judgement.findings:
                yield log.finding_line(finding, run=self.run, transfer=transfer)
            if replaces:
                yield self._replaced_line(transfer)

    def _replaced_line(self, transfer: Transfer) -> LogLine:
        values = transfer.as_log_values()
        return log.line(LogLine.Level.INFO, "replaced", values, company=self.company, run=self.run, transfer=transfer)

    def block(self, judgement: Judgement, transfer: Transfer | None) -> None:
        """Blocks an invoice for what its checks have found."""
        with self.steps.of("storing"), transaction.atomic():
            _hold(transfer)
            before = list(transfer.findings) if transfer is not None else []
            self._enter_blocked(self._filled(transfer, judgement), judgement.invoice, judgement.findings, before)

    def block_bare(
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
        LOG_LINES.add_all(said)
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
        transfer.arrived = judgement.as_json
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
        self._save_all([(arrived, transfer)], state, reason)

    def _save_all(self, arrived: Sequence[tuple[Arrived, Transfer]], state: State, reason: str) -> None:
        """Saves transfers in a state, each with its timeline, and the id under which it came."""
        transfers = [transfer for _, transfer in arrived]
        new = [transfer for transfer in transfers if transfer.pk is None]
        known = [transfer for transfer in transfers if transfer.pk is not None]
        before = [transfer.state for transfer in transfers]
        for transfer in transfers:
            transfer.state = state
        TRANSFERS.add_with_keys(new)
        for transfer in known:
            transfer.save()
        changes = [self._change(transfer, "", State.FETCHED, "fetched") for transfer in new]
        for transfer, state_before in zip(transfers, before, strict=True):
            if state_before != state:
                changes.append(self._change(transfer, state_before, state, reason))
        TIMELINE.add_all(changes)
        self.index.remember(arrived)
        self.seen.update(transfer.pk for transfer in transfers)

    def _change(self, transfer: Transfer, from_state: str, to_state: State, reason: str) -> TimelineEntry:
        return TimelineEntry(
            transfer=transfer, from_state=from_state, to_state=to_state, actor=self._actor, reason=reason
        )

    @property
    def _actor(self) -> str:
        return f"run {self.run.pk}"


def _hold(transfer: Transfer | None) -> None:
    """Keeps a person's decision and this run's apart: whoever comes second sees what the first has done."""
    if transfer is None:
        return
    now = Transfer.objects.select_for_update().only("state", "changed_at").get(pk=transfer.pk)
    if (now.state, now.changed_at) != (transfer.state, transfer.changed_at):
        raise OvertakenError


def _codes(findings: tuple[Finding, ...]) -> list[str]:
    return list(dict.fromkeys(finding.code for finding in findings if finding.level is Level.BLOCKING))
