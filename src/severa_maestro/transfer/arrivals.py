"""One invoice that has come from Severa: it is stored and marked, or blocked, or left as it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import structlog

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.failpoints import reach
from severa_maestro.invoicing.invoice import Invoice, UnreadableInvoice
from severa_maestro.invoicing.snapshot import booked_digest, is_same_document
from severa_maestro.language import Language
from severa_maestro.matching.findings import blocking
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.entries import Entries, OvertakenError
from severa_maestro.transfer.failures import is_about_one_invoice
from severa_maestro.transfer.identity import Arrived, TransferIndex, as_known
from severa_maestro.transfer.judgement import Judge, Judgement
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.transfer.log_context import about_transfer
from severa_maestro.transfer.marking import Marker
from severa_maestro.transfer.steps import Steps

_logger = structlog.get_logger(__name__)


#: So many new invoices are stored in one transaction at most (docs/decisions/023-invoices-stored-together.md).
STORED_TOGETHER = 25


@dataclass
class Arrivals:
    """Takes in the invoices of one company during one run.

    New invoices that pass their checks are stored a few at a time, in one transaction: see ``store_ready``.

    Attributes:
        held_back: credit notes whose originals had not come yet: they are taken in again at the end.
    """

    company: Company
    index: TransferIndex
    judge: Judge
    entries: Entries
    marker: Marker
    counts: Counts
    steps: Steps
    held_back: list[Invoice] = field(default_factory=list)
    _ready: list[Judgement] = field(default_factory=list)

    def take_in(self, arrived: Arrived) -> None:
        """Takes in one invoice. Whatever is wrong with it is a finding on it, and no other is touched.

        A new one that passes its checks may wait for others to be stored with it: ``store_ready`` ends the wait.
        """
        self.counts.fetched += 1
        unit = self.judge.units.key_of(arrived.numbering_unit)
        if self._depends_on_ready(arrived, unit):
            self.store_ready()
        self._find_and_take_in(arrived, unit, may_hold_back=True)
        if len(self._ready) >= (STORED_TOGETHER if self.marker.goes_well else 1):
            self.store_ready()

    def take_in_held_back(self) -> None:
        """Takes in the credit notes that were held back: their originals have come by now, or will not come."""
        for invoice in self.held_back:
            unit = self.judge.units.key_of(invoice.numbering_unit)
            self._find_and_take_in(invoice, unit, may_hold_back=False)
        self.held_back.clear()

    def store_ready(self) -> None:
        """Stores the new invoices that wait for it, and marks them.

        They are stored in one transaction: each is in it whole, or not at all. Where one of them cannot be stored, none
        is, and each is tried on its own: that one is blocked, and no other.
        """
        self._judge_the_outdated_anew()
        ready, self._ready = self._ready, []
        if not ready:
            return
        try:
            stored = self.entries.store(ready)
        except Exception as error:
            if not is_about_one_invoice(error):
                raise
            _logger.warning("invoices-stored-one-by-one", exc_info=error)
            stored = []
        for transfer in stored:
            self.marker.mark(transfer)
        for judgement in () if stored else ready:
            self._guarded(judgement.invoice, judgement.unit, None, partial(self._store_alone, judgement, None))

    def _judge_the_outdated_anew(self) -> None:
        """Those whose customer was read anew while they waited: no older card may be registered over a newer one."""
        waiting, self._ready = self._ready, []
        for judgement in waiting:
            if self.judge.customers.find(judgement.invoice.buyer.customer_guid) == judgement.customer:
                self._ready.append(judgement)
            else:
                self._find_and_take_in(judgement.invoice, judgement.unit, may_hold_back=True)

    def _depends_on_ready(self, arrived: Arrived, unit: str) -> bool:
        """Whether an invoice may be one that waits to be stored, be its double in another series, or credit it."""
        if isinstance(arrived, Invoice) and arrived.is_credit_note:
            return True
        for ready in self._ready:
            if arrived.guid == ready.invoice.guid:
                return True
            if arrived.number == ready.invoice.number and (
                unit == ready.unit or _may_be_double(arrived, ready.invoice)
            ):
                return True
        return False

    def _find_and_take_in(self, arrived: Arrived, unit: str, *, may_hold_back: bool) -> None:
        transfer = self.index.find(unit, arrived)
        if transfer is not None and self.marker.is_under_way(transfer):
            self.marker.finish()  # it comes twice on one page: what is decided now goes by how the mark went
            transfer = self.index.find(unit, arrived)
        if transfer is not None:
            self.entries.seen.add(transfer.pk)
        if isinstance(arrived, Invoice):
            arrived = as_known(transfer, arrived)
        take_in = partial(self._take_in, arrived, unit, transfer, may_hold_back=may_hold_back)
        self._guarded(arrived, unit, transfer, take_in)

    def _guarded(
        self, arrived: Arrived, unit: str, transfer: Transfer | None, work: Callable[[], Transfer | None]
    ) -> None:
        """Works on one invoice, and marks what comes of it; what nobody has foreseen blocks that one invoice."""
        try:
            with about_transfer(transfer, arrived.number):
                to_mark = self._done_or_blocked(arrived, unit, work)
        except OvertakenError:
            self.counts.skipped += 1
        else:
            if to_mark is not None:
                self.marker.mark(to_mark)

    def _done_or_blocked(self, arrived: Arrived, unit: str, work: Callable[[], Transfer | None]) -> Transfer | None:
        try:
            return work()
        except OvertakenError:
            raise
        except Exception as error:
            if not is_about_one_invoice(error):
                raise
            if isinstance(error, DataError):
                reason = error.say(Language(self.company.language))
            else:
                _logger.exception("invoice-failed")  # kept for support
                reason = type(error).__name__
            self._cannot_be_stored(arrived, unit, reason)
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
        6. One with a blocking finding is blocked.
        7. Any other is stored, and marked; a new one together with others, later.
        """
        reach("page-fetched")
        if isinstance(arrived, UnreadableInvoice):
            self._block_unreadable(arrived, unit, transfer)
            return None
        booked = booked_digest(arrived)
        if transfer is not None and transfer.dismissed_digest == booked:
            self.entries.leave(transfer, arrived, State.DISMISSED)
            return None
        if transfer is not None and self.judge.is_stored_so(transfer, arrived, unit, booked):
            self.entries.return_to_stored(transfer, arrived)
            return transfer
        with self.steps.of("judging"):
            judgement = self.judge.judge(arrived, unit, booked, transfer)
        reach("judged")
        if transfer is not None and transfer.state == State.BLOCKED and transfer.judged_digest == judgement.digest:
            self.entries.leave(transfer, arrived, State.BLOCKED)
        elif may_hold_back and judgement.has("credit-original-unknown") and judgement.is_blocked:
            self.held_back.append(arrived)
        elif judgement.is_blocked:
            self.entries.block(judgement, transfer)
        elif transfer is None and not arrived.is_credit_note:
            self._ready.append(judgement)
        else:
            return self._store_alone(judgement, transfer)
        return None

    def _store_alone(self, judgement: Judgement, transfer: Transfer | None) -> Transfer:
        [stored] = self.entries.store([judgement], transfer)
        return stored

    def _block_unreadable(self, arrived: UnreadableInvoice, unit: str, transfer: Transfer | None) -> None:
        if transfer is not None and is_said_already(transfer, arrived):
            self.counts.skipped += 1
            return
        finding = blocking(arrived.code, reason=arrived.reason)
        self.entries.block_bare(arrived, unit, transfer, finding, arrived.fingerprint)

    def _cannot_be_stored(self, arrived: Arrived, unit: str, reason: str) -> None:
        """Blocks an invoice that failed while it was worked on; its transaction was rolled back whole."""
        transfer = self.index.find(unit, arrived)
        self.entries.block_bare(arrived, unit, transfer, blocking("cannot-be-stored", reason=reason), judged_digest="")


def _may_be_double(arrived: Arrived, invoice: Invoice) -> bool:
    return isinstance(arrived, Invoice) and is_same_document(arrived, invoice)


def is_said_already(transfer: Transfer, arrived: UnreadableInvoice) -> bool:
    """Whether it stands in the ledger already that this invoice cannot be read, or need not be."""
    if transfer.state == State.BLOCKED:
        return transfer.judged_digest == arrived.fingerprint
    return transfer.state == State.DISMISSED and transfer.dismissed_digest == arrived.fingerprint
