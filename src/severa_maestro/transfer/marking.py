"""The last step: an invoice that is stored gets its status in Severa."""

from dataclasses import dataclass, field

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
from severa_maestro.transfer.identity import as_known, remember_id
from severa_maestro.transfer.ledger.models import (
    AWAITING_MARK,
    LogLine,
    Run,
    State,
    Transfer,
    Unmarked,
)
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


@dataclass
class Marker:
    """Sets the transferred status in Severa for one company during one run.

    Setting a status is safe to repeat, so every cut is mended by doing it again: after a lost reply, after a kill
    between Severa's answer and our commit, after an invoice was put back unchanged.
    """

    company: Company
    source: SeveraSource
    units: UnitBook
    run: Run
    counts: Counts
    _refused_in_a_row: int = 0
    _unanswered: list[TransientError] = field(default_factory=list)
    _later: list[int] = field(default_factory=list)

    def mark(self, transfer: Transfer) -> None:
        """Sets the status of an invoice that the walk brought, and keeps that it is set.

        One whose mark has failed in an earlier run is left to the end, so that it keeps no other waiting. A refusal,
        or an answer that does not come, leaves an invoice stored for now.

        Raises:
            TransientError: several new ones were not answered, or refused: it is not about these invoices.
            QuotaError, ConfigurationError: no invoice can be marked now.
        """
        if transfer.unmarked:
            self._later.append(transfer.pk)
            return
        try:
            self._set_status(transfer)
        except DataError as error:
            self._leave(transfer, Unmarked.REFUSED, reason=error.as_text())
            self._refused_in_a_row += 1
            if self._refused_in_a_row >= REFUSED_LIMIT:
                raise TransientError("marks-refused", messages.MARKS_REFUSED, reason=error.as_text()) from error
        except TransientError as error:
            self._later.append(transfer.pk)
            self._unanswered.append(error)
            if len(self._unanswered) >= UNANSWERED_LIMIT:
                self._leave(transfer, Unmarked.UNANSWERED, reason=error.as_text())
                raise
        else:
            self._refused_in_a_row = 0

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
        try:
            self._settle(transfer)
        except DataError as error:
            self._leave(transfer, Unmarked.REFUSED, reason=error.as_text())
        except TransientError as error:
            self._unanswered.append(error)
            self._leave(transfer, Unmarked.UNANSWERED, reason=error.as_text())

    def _set_status(self, transfer: Transfer) -> None:
        self.source.set_status(transfer.guid, self.company.transferred_status)
        reach("marked")
        self._write_severa_log(transfer)
        self._is_marked(transfer)

    def _settle(self, transfer: Transfer) -> None:
        invoice = self._look_up(transfer)
        if invoice is None:
            self._leave(transfer, Unmarked.GONE)
        elif not isinstance(invoice, Invoice):
            self._leave(transfer, Unmarked.REFUSED, reason=invoice.reason)
        elif invoice.status == self.company.transferred_status:
            self._is_marked(transfer)
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
                    remember_id(transfer, invoice)
                return invoice
        return None

    def _is_as_stored(self, transfer: Transfer, invoice: Invoice) -> bool:
        return booked_digest(as_known(transfer, invoice)) == transfer.stored_digest

    def _is_marked(self, transfer: Transfer) -> None:
        again = transfer.state == State.TRANSFERRED
        with transaction.atomic():
            transfer.enter(State.TRANSFERRED, actor=f"run {self.run.pk}", reason="marked-again" if again else "marked")
            transfer.is_waiting = False
            transfer.unmarked = ""
            transfer.save(update_fields=["state", "is_waiting", "unmarked", "changed_at"])
            code = "marked-again" if again else "transferred"
            self._line(transfer, LogLine.Level.INFO, code, **transfer.as_log_values()).save()
        self.counts.transferred += 1
        reach("transferred")

    def _leave(self, transfer: Transfer, why: Unmarked, **values: str | Text) -> None:
        """Leaves a stored invoice unmarked, and says so the first time."""
        if transfer.unmarked == why:
            return
        with transaction.atomic():
            transfer.unmarked = why
            transfer.save(update_fields=["unmarked", "changed_at"])
            self._line(transfer, LogLine.Level.ERROR, _LOG_CODES[why], **values).save()

    def _write_severa_log(self, transfer: Transfer) -> None:
        """Tells it in the invoice's own log in Severa too, where the company wants that. A failure only warns."""
        if not (self.company.writes_severa_log and self.source.keeps_log):
            return
        text = _SEVERA_LOG_TEXT.say(Language(self.company.language))
        try:
            self.source.add_log_entry(transfer.guid, text, timezone.now())
        except SeveraMaestroError as error:
            reason = error.as_text()
            self._line(transfer, LogLine.Level.WARNING, "severa-log-failed", reason=reason).save()

    def _line(self, transfer: Transfer, level: LogLine.Level, code: str, **values: object) -> LogLine:
        return log.line(level, code, values, company=self.company, run=self.run, transfer=transfer)
