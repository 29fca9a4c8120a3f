"""The last step: an invoice that is stored gets its status in Severa."""

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Self

from django.db import transaction
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError, SeveraMaestroError, TransientError
from severa_maestro.failpoints import reach
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.snapshot import booked_digest, is_same_document
from severa_maestro.language import Language, Text
from severa_maestro.severa.source import FoundInvoice, SeveraSource
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.identity import TransferIndex, as_known
from severa_maestro.transfer.lease import Lease, LeaseLostError
from severa_maestro.transfer.ledger.insertions import LOG_LINES, TIMELINE
from severa_maestro.transfer.ledger.models import (
    AWAITING_MARK,
    LogLine,
    Run,
    State,
    Transfer,
    Unmarked,
)
from severa_maestro.transfer.steps import Steps
from severa_maestro.transfer.units import UnitBook

#: So many marks that Severa did not answer, and the run is broken off: it is not about one invoice.
UNANSWERED_LIMIT = 3

#: So many refusals with no mark between them, and the run is broken off: it is not about these invoices.
REFUSED_LIMIT = 10

#: The log line of each reason for which a stored invoice stays unmarked.
_LOG_CODES = {
    Unmarked.REFUSED: "mark-refused",
    Unmarked.UNANSWERED: "mark-refused",
    Unmarked.ELSEWHERE: "mark-elsewhere",
    Unmarked.GONE: "mark-gone",
}

_SEVERA_LOG_TEXT = Text(fi="Siirretty Maestroon.", sv="Överförd till Maestro.", en="Transferred to Maestro.")


#: So many marks are under way at once: Severa's pace over REST is kept by its own room, SOAP has none but the day's.
AT_ONCE = 8

#: So many times as many are sent or wait for their turn before the run waits for answers. Marks that are answered
#: together are kept together.
_ROUNDS_AHEAD = 4


@dataclass
class _UnderWay:
    """A mark that has been sent; its answer is an error of the log in Severa, which only warns, or None."""

    transfer: Transfer
    answer: "Future[SeveraMaestroError | None]"


@dataclass
class Marker:
    """Sets the transferred status in Severa for one company during one run, several invoices at once.

    The first mark goes alone, and so does each after one of which it is known that it failed: what stops them all, such
    as a missing right, is met with one invoice stored. Setting a status is safe to repeat, so every cut is mended by
    doing it again: after a lost reply, after a kill between Severa's answer and our commit, after an invoice was put
    back unchanged.

    Calls go out from threads; the database is this thread's alone. As a context it waits at its end for what is under
    way, and keeps what was set.
    """

    company: Company
    source: SeveraSource
    units: UnitBook
    index: TransferIndex
    lease: Lease
    run: Run
    counts: Counts
    steps: Steps
    at_once: int = AT_ONCE
    #: Whether the last mark that was answered is set: before the first is, little should be stored.
    goes_well: bool = False
    _refused_in_a_row: int = 0
    _unanswered: list[TransientError] = field(default_factory=list)
    _later: list[int] = field(default_factory=list)
    _under_way: list[_UnderWay] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Ready to send."""
        self._threads = ThreadPoolExecutor(self.at_once, thread_name_prefix="mark")
        return self

    def __exit__(self, *_error: object) -> None:
        """Waits for what has been sent, and keeps what was set, also where the run is broken off.

        Where marks fail, those whose turn has not come are left to the next run.
        """
        self._threads.shutdown(wait=True, cancel_futures=not self.goes_well)
        sent = [each for each in self._under_way if not each.answer.cancelled()]
        well = [each for each in sent if each.answer.exception() is None]
        self._under_way.clear()
        self._are_marked([each.transfer for each in well])
        for each in well:
            self._warn_of_log(each.transfer, each.answer.result())

    def mark(self, transfer: Transfer) -> None:
        """Sends the mark of an invoice that the walk brought, and keeps those that have been set meanwhile.

        One whose mark has failed in an earlier run is left to the end, so that it keeps no other waiting. A refusal,
        or an answer that does not come, leaves an invoice stored for now.

        Raises:
            TransientError: several new ones were not answered, or refused: it is not about these invoices.
            QuotaError, ConfigurationError: no invoice can be marked now.
        """
        if transfer.unmarked:
            self._later.append(transfer.pk)
            return
        self._under_way.append(
            _UnderWay(transfer, self._threads.submit(copy_context().run, self._tell_severa, transfer.guid))
        )
        if not self.goes_well:
            self.finish()
        elif len(self._under_way) >= self._most_under_way:
            self._take_answers(leave=self._most_under_way // 2)

    @property
    def _most_under_way(self) -> int:
        """One mark at a time means also that nothing else is done meanwhile."""
        return self.at_once * _ROUNDS_AHEAD if self.at_once > 1 else 1

    def is_under_way(self, transfer: Transfer) -> bool:
        """Whether its mark was sent, and the answer has not been taken."""
        return any(each.transfer.pk == transfer.pk for each in self._under_way)

    def finish(self) -> None:
        """Waits until every mark that was sent is answered. Raises as ``mark``."""
        self._take_answers(leave=0)

    def _take_answers(self, leave: int) -> None:
        """Takes the answers that have come, in the order of sending, and waits while more than ``leave`` are open."""
        with self.steps.of("marking"):
            self._wait_for_answers(leave)

    def _wait_for_answers(self, leave: int) -> None:
        marked = []
        try:
            while len(self._under_way) > leave:
                answered, _ = wait([each.answer for each in self._under_way], return_when=FIRST_COMPLETED)
                for sent in [each for each in self._under_way if each.answer in answered]:
                    self._under_way.remove(sent)
                    if self._went_well(sent):
                        marked.append(sent.transfer)
        finally:
            self._are_marked(marked)

    def _went_well(self, sent: _UnderWay) -> bool:
        """Whether the status is set. What says something about all invoices is raised."""
        transfer = sent.transfer
        self.goes_well = sent.answer.exception() is None
        try:
            log_failure = sent.answer.result()
        except DataError as error:
            self._leave(transfer, Unmarked.REFUSED, reason=error.as_text())
            self._refused_in_a_row += 1
            if self._refused_in_a_row >= REFUSED_LIMIT:
                raise TransientError("marks-refused", messages.MARKS_REFUSED, reason=error.as_text()) from error
            return False
        except LeaseLostError:
            raise
        except TransientError as error:
            self._later.append(transfer.pk)
            self._unanswered.append(error)
            if len(self._unanswered) >= UNANSWERED_LIMIT:
                self._leave(transfer, Unmarked.UNANSWERED, reason=error.as_text())
                raise
            return False
        reach("marked")
        self._refused_in_a_row = 0
        self._warn_of_log(transfer, log_failure)
        return True

    def settle_open(self, seen: set[int]) -> None:
        """Looks after what is stored and not marked, though this walk did not bring it, or its mark has failed.

        Was it marked all the same? Was it moved, or deleted? Only a run that was cut, a lost reply, or somebody's hand
        in Severa leaves such. Each of them is one or two calls a run.

        Args:
            seen: ids of the transfers that this walk brought.
        """
        open_ones = Transfer.objects.filter(company=self.company, state__in=AWAITING_MARK)
        again = Transfer.objects.filter(pk__in=self._later, state=State.TRANSFERRED)
        for transfer in [*(each for each in open_ones if each.pk in self._later or each.pk not in seen), *again]:
            if len(self._unanswered) < UNANSWERED_LIMIT:
                self._settle_one(transfer)

    def _settle_one(self, transfer: Transfer) -> None:
        """Settles one; what fails once more is left for the next run, and stops no other."""
        transfer.refresh_from_db()
        if transfer.state not in (*AWAITING_MARK, State.TRANSFERRED):
            return  # a person has settled it meanwhile
        try:
            self._settle(transfer)
        except DataError as error:
            self._leave(transfer, Unmarked.REFUSED, reason=error.as_text())
        except LeaseLostError:
            raise
        except TransientError as error:
            self._unanswered.append(error)
            self._leave(transfer, Unmarked.UNANSWERED, reason=error.as_text())

    def _set_status(self, transfer: Transfer) -> None:
        log_failure = self._tell_severa(transfer.guid)
        reach("marked")
        self._warn_of_log(transfer, log_failure)
        self._are_marked([transfer])

    def _tell_severa(self, guid: str) -> SeveraMaestroError | None:
        """Sets the status, and writes into the invoice's own log where the company wants that. Asks no database.

        Returns:
            Why nothing could be written into that log, which only warns; None where something was, or nothing should.
        """
        self.lease.ensure()
        self.source.set_status(guid, self.company.transferred_status)
        if not (self.company.writes_severa_log and self.source.keeps_log):
            return None
        text = _SEVERA_LOG_TEXT.say(Language(self.company.language))
        try:
            self.source.add_log_entry(guid, text, timezone.now())
        except SeveraMaestroError as error:
            return error
        return None

    def _settle(self, transfer: Transfer) -> None:
        invoice = self._look_up(transfer)
        if invoice is None:
            self._leave(transfer, Unmarked.GONE)
        elif not isinstance(invoice, Invoice):
            self._leave(transfer, Unmarked.REFUSED, reason=invoice.reason)
        elif invoice.status == self.company.transferred_status:
            self._are_marked([transfer])
        elif invoice.status == self.company.waiting_status and self._is_as_stored(transfer, invoice):
            self._set_status(transfer)
        elif invoice.status != self.company.waiting_status:
            self._leave(transfer, Unmarked.ELSEWHERE, status=invoice.status)

    def _look_up(self, transfer: Transfer) -> FoundInvoice | None:
        """The invoice by its id or, the first time that Severa does not know that, by its number."""
        refusal = None
        try:
            invoice = self.source.invoice(transfer.guid)
        except DataError as error:  # nor does Severa always say so of an id that it does not know
            invoice, refusal = None, error
        if invoice is None and transfer.unmarked != Unmarked.GONE:
            invoice = self._by_number(transfer)
        if invoice is None and refusal is not None:
            raise refusal
        return invoice

    def _by_number(self, transfer: Transfer) -> FoundInvoice | None:
        """The invoice under a new id: Severa has changed ids before, and each way into it has its own.

        Another invoice may have got its number, if somebody has deleted this one: it must be what was stored.
        """
        stored = transfer.stored_invoice()
        for invoice in self.source.invoices_numbered(transfer.number) if transfer.number is not None else ():
            is_it = isinstance(invoice, Invoice) and stored is not None and is_same_document(stored, invoice)
            if is_it and self.units.key_of(invoice.numbering_unit) == transfer.numbering_unit:
                with transaction.atomic():
                    transfer.guid = invoice.guid
                    transfer.save(update_fields=["guid", "changed_at"])
                    self.index.remember([(invoice, transfer)])
                return invoice
        return None

    def _is_as_stored(self, transfer: Transfer, invoice: Invoice) -> bool:
        return booked_digest(as_known(transfer, invoice)) == transfer.stored_digest

    def _are_marked(self, transfers: list[Transfer]) -> None:
        """Keeps in one transaction that these are marked: whatever is cut here, they are marked once more.

        One that a person has decided on since its mark was sent stays as the person wants it.
        """
        if not transfers:
            return
        with transaction.atomic():
            held = Transfer.objects.select_for_update().filter(pk__in=[each.pk for each in transfers])
            still = set(held.filter(state__in=(*AWAITING_MARK, State.TRANSFERRED)).values_list("pk", flat=True))
            marked = [each for each in transfers if each.pk in still]
            self._keep_marked(marked)
        self.counts.transferred += len(marked)
        for _ in marked:
            reach("transferred")

    def _keep_marked(self, transfers: list[Transfer]) -> None:
        changes, lines = [], []
        for transfer in transfers:
            again = transfer.state == State.TRANSFERRED
            reason = "marked-again" if again else "marked"
            changes.append(transfer.change(State.TRANSFERRED, actor=f"run {self.run.pk}", reason=reason))
            code = "marked-again" if again else "transferred"
            lines.append(self._line(transfer, LogLine.Level.INFO, code, **transfer.as_log_values()))
        TIMELINE.add_all(changes)
        Transfer.objects.filter(pk__in=[each.pk for each in transfers]).update(
            state=State.TRANSFERRED, is_waiting=False, unmarked="", changed_at=timezone.now()
        )
        LOG_LINES.add_all(lines)

    def _leave(self, transfer: Transfer, why: Unmarked, **values: str | Text) -> None:
        """Leaves a stored invoice unmarked, and says so the first time."""
        if transfer.unmarked == why:
            return
        with transaction.atomic():
            transfer.unmarked = why
            transfer.save(update_fields=["unmarked", "changed_at"])
            self._line(transfer, LogLine.Level.ERROR, _LOG_CODES[why], **values).save()

    def _warn_of_log(self, transfer: Transfer, failure: SeveraMaestroError | None) -> None:
        if failure is not None:
            reason = failure.as_text()
            self._line(transfer, LogLine.Level.WARNING, "severa-log-failed", reason=reason).save()

    def _line(self, transfer: Transfer, level: LogLine.Level, code: str, **values: object) -> LogLine:
        return log.line(level, code, values, company=self.company, run=self.run, transfer=transfer)
