"""The operations of IAPI, IInvoice and IInvoiceStatus."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, overload

from severa_maestro.sandbox.opaque_ids import MalformedId
from severa_maestro.sandbox.shelves import Entry
from severa_maestro.sandbox.soap_faults import general_failure, not_found
from severa_maestro.sandbox.soap_invoices import SoapInvoices
from severa_maestro.sandbox.soap_registers import SoapRegisters
from severa_maestro.sandbox.soap_writing import Rendered
from severa_maestro.sandbox.state import State
from severa_maestro.sandbox.state_core import NotHere

Handler = Callable[..., Any]

_INSERTED_ONLY = 1
_ONLY_THIS_UNIT = 16
_LOG_CONTEXTS = ("Payment", "Information")
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def to_the_minute(moment: datetime) -> datetime:
    """The moment without seconds: time frames of the API are compared to the minute."""
    return moment.replace(second=0, microsecond=0)


def key_of(state: State, opaque_id: str | None) -> str | None:
    """The key behind an id; None where it is nobody's.

    Raises:
        SoapFault: GeneralFailure, as the real API answers what cannot be an id at all.
    """
    try:
        return state.ids.key_of(opaque_id or "")
    except MalformedId as error:
        raise general_failure(f"Invalid GUID: {opaque_id}") from error


class RenderedInvoices(Sequence[Rendered]):
    """Invoices that are written only when they are asked for: there may be fifty thousand of them."""

    def __init__(self, entries: list[Entry], render: Callable[[Entry], Rendered]) -> None:
        self._entries = entries
        self._render = render

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, place: int) -> Rendered: ...

    @overload
    def __getitem__(self, place: slice) -> "RenderedInvoices": ...

    def __getitem__(self, place: int | slice) -> "Rendered | RenderedInvoices":
        if isinstance(place, slice):
            return RenderedInvoices(self._entries[place], self._render)
        return self._render(self._entries[place])


class InvoiceOperations:
    """Reads and marks invoices."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._records = SoapInvoices(state)

    def handlers(self) -> dict[str, Handler]:
        """The operations by name; each takes the contract's parameters, in the contract's order."""
        return {
            "GetVersion": lambda: "3.0.0-sandbox",
            "GetEntitySchemaVersion": lambda: "2021-03",
            "GetInvoiceByGUID": self.by_guid,
            "GetInvoiceByNumber": self.by_number,
            "GetInvoicesByDate": self.by_date,
            "GetInvoicesByDateAndStatus": self.by_date_and_status,
            "GetInvoicesByStatus": self.by_status,
            "GetInvoicesByStatusAndBusinessUnit": self.by_status_and_unit,
            "SetInvoiceStatus": self.set_status,
            "SetInvoicePaymentDate": self.set_payment_date,
            "GetInvoicePdfByInvoiceGUID": self.pdf,
            "AddNewInvoiceLogEntry": self.add_log_entry,
            "GetInvoiceAttachmentFileGUIDs": self.files,
            "GetInvoiceAttachmentFile": self.file,
            "GetAllInvoiceStatuses": self.statuses,
        }

    def _entry(self, opaque_id: str | None) -> Entry:
        entry = self._state.invoices.entry(key_of(self._state, opaque_id))
        if entry is None:
            raise not_found("Invoice could not be found.")
        return entry

    def _render(self, entries: list[Entry]) -> RenderedInvoices:
        return RenderedInvoices(entries, self._render_one)

    def _render_one(self, entry: Entry) -> Rendered:
        with self._state.lock:
            return self._records.rendered_invoice(entry)

    def _invoice(self, entry: Entry) -> dict[str, Any]:
        return self._records.invoice(self._state.invoices.invoice(entry))

    def _units(self, opaque_id: str | None, options: int) -> frozenset[str] | None:
        """The units that are meant; None for all."""
        if not opaque_id:
            return None
        key = key_of(self._state, opaque_id)
        if key is None or self._state.units.get(key) is None:
            raise not_found("Business unit could not be found.")
        return frozenset({key}) if options & _ONLY_THIS_UNIT else self._state.units_below(key)

    def by_guid(self, guid: str | None) -> dict[str, Any]:
        """One invoice."""
        return self._invoice(self._entry(guid))

    def by_number(self, number: int, unit: str | None) -> dict[str, Any]:
        """One invoice; without a unit only where its number is unique."""
        unit_key = key_of(self._state, unit) if unit else None
        found = [
            entry
            for entry in self._state.invoices
            if entry.number == number and (unit_key is None or entry.numbering_unit_key == unit_key)
        ]
        if len(found) != 1:
            raise not_found("Invoice could not be found by its number.")
        return self._invoice(found[0])

    def by_date(self, unit: str | None, start: datetime, end: datetime, options: int) -> RenderedInvoices:
        """Invoices that were inserted or updated in a time frame."""
        return self.by_date_and_status(unit, start, end, None, options)

    def by_date_and_status(
        self, unit: str | None, start: datetime | None, end: datetime | None, status: str | None, options: int
    ) -> RenderedInvoices:
        """The same of one status; both times are needed although the contract lets them be nil."""
        if start is None or end is None:
            raise general_failure("startDate and endDate are mandatory.")
        units = self._units(unit, options)
        first, last = to_the_minute(start), to_the_minute(end)

        def is_in_frame(entry: Entry) -> bool:
            moments = (entry.inserted,) if options & _INSERTED_ONLY else (entry.inserted, entry.updated)
            return any(first <= to_the_minute(moment) <= last for moment in moments)

        candidates = self._state.invoices.in_status(status) if status else self._state.invoices.in_order()
        return self._render(
            [entry for entry in candidates if (units is None or entry.unit_key in units) and is_in_frame(entry)]
        )

    def by_status(self, unit: str | None, status: str | None, options: int, most: int | None) -> RenderedInvoices:
        """The invoices of a status, oldest number first, at most as many as asked for."""
        self._known_status(status)
        return self._render(self._state.invoices_in(status or "", self._units(unit, options), most))

    def by_status_and_unit(self, status: str | None, unit: str | None) -> RenderedInvoices:
        """The invoices of a status and a unit with all below it."""
        return self.by_status(unit, status, 0, None)

    def _known_status(self, name: str | None) -> None:
        """A status that is switched off is known too: old invoices may still be in it."""
        if not any(status.name == name for status in self._state.statuses):
            raise not_found(f"Invoice status could not be found: {name}")

    def set_status(self, guid: str | None, status: str | None) -> None:
        """Puts an invoice into a status, by the status' name."""
        entry = self._entry(guid)
        try:
            self._state.set_status(entry.key, status or "")
        except NotHere as error:
            raise not_found("Invoice or invoice status could not be found.") from error

    def set_payment_date(self, guid: str | None, moment: datetime | None) -> None:
        """Notes when an invoice was paid; nil removes it."""
        self._state.set_payment_date(self._entry(guid).key, moment.date() if moment else None)

    def pdf(self, guid: str | None, which: str) -> bytes:
        """A picture of the invoice: one empty page."""
        entry = self._entry(guid)
        if which == "AttachmentOnly" and not _has_file(entry):
            raise not_found("The invoice has no attachment.")
        return _PDF

    def add_log_entry(
        self,
        guid: str | None,
        context: str | None,
        text: str | None,
        source: str | None,
        moment: datetime | None,
        ignore_duplicates: bool,  # noqa: FBT001 - the contract's parameter
    ) -> None:
        """Writes into the action history of an invoice."""
        entry = self._entry(guid)
        if context not in _LOG_CONTEXTS:
            raise general_failure(f"Context must be one of {', '.join(_LOG_CONTEXTS)}.")
        if ignore_duplicates and any(each.text == text for each in self._state.log_of(entry.key)):
            return
        self._state.add_log_entry(entry.key, context, text or "", source or "", moment)

    def files(self, guid: str | None) -> list[dict[str, Any]]:
        """The files attached to an invoice: every tenth has one."""
        entry = self._entry(guid)
        if not _has_file(entry):
            return []
        name = entry.key.replace("invoice", "file")
        return [
            {"GUID": self._state.opaque(name), "MIMEtype": "application/pdf", "Name": "Erittely.pdf", "PrintOrder": 1}
        ]

    def file(self, guid: str | None) -> bytes:
        """The content of an attached file."""
        key = key_of(self._state, guid) or ""
        if self._state.invoices.entry(key.replace("file", "invoice")) is None or not key.startswith("file-"):
            raise not_found("Attachment could not be found.")
        return _PDF

    def statuses(self) -> list[dict[str, Any]]:
        """All statuses, also those switched off."""
        ordered = sorted(self._state.statuses, key=lambda status: status.sort_order)
        return [SoapRegisters.status(status) for status in ordered]


def _has_file(entry: Entry) -> bool:
    return int(entry.key.removeprefix("invoice-")) % 10 == 0
