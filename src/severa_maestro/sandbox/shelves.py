"""Where the state keeps its records: small registers whole in memory, invoices packed and indexed by status."""

import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from severa_maestro.sandbox.codec import pack, unpack
from severa_maestro.sandbox.records import Invoice
from severa_maestro.sandbox.storage import Storage, StoredInvoice


class Keyed(Protocol):
    """A record with a key."""

    @property
    def key(self) -> str:
        """The sandbox's plain name of the record."""


RecordType = TypeVar("RecordType", bound=Keyed)


class Shelf(Generic[RecordType]):
    """One register: records by key, in the order in which they came."""

    def __init__(self, kind: str, storage: Storage, changed: Callable[[], None]) -> None:
        self.kind = kind
        self._storage = storage
        self._changed = changed
        self._records: dict[str, RecordType] = {}

    def __iter__(self) -> Iterator[RecordType]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def load(self, records: Iterable[RecordType]) -> None:
        """Takes what was stored."""
        self._records = {record.key: record for record in records}

    def get(self, key: str | None) -> RecordType | None:
        """The record, or None."""
        return self._records.get(key) if key else None

    def put(self, record: RecordType) -> RecordType:
        """Keeps a new record, or puts it in the place of the one with its key."""
        self._records[record.key] = record
        self._storage.save_record(self.kind, record.key, record)
        self._changed()
        return record

    def delete(self, key: str) -> None:
        """Forgets the record.

        Raises:
            KeyError: there is none.
        """
        del self._records[key]
        self._storage.delete_record(self.kind, key)
        self._changed()


class Entry:
    """What is known of an invoice without unpacking it; what changes often is kept only here."""

    __slots__ = (
        *("currency", "customer_keys", "excluding_vat", "expected", "fallback_rows", "hard_case", "including_vat"),
        *("inserted", "is_credit_note", "key", "number", "numbering_unit_key", "packed", "payment_date", "row_count"),
        *("status", "unit_key", "updated", "vat", "version"),
    )

    def __init__(self, invoice: Invoice, packed: bytes, version: int) -> None:
        self.key = invoice.key
        self.number: int | None = invoice.number
        self.status: str = invoice.status
        self.payment_date: date | None = invoice.payment_date
        self.updated: datetime = invoice.updated
        self.inserted: datetime = invoice.inserted
        self.unit_key = invoice.unit_key
        self.numbering_unit_key = invoice.numbering_unit_key
        self.currency = invoice.currency
        #: Who is billed, and whose the project is.
        self.customer_keys = (invoice.customer_key, invoice.project_customer_key)
        self.excluding_vat: Decimal = invoice.excluding_vat
        self.vat: Decimal = invoice.vat
        self.including_vat: Decimal = invoice.including_vat
        self.is_credit_note = invoice.is_credit_note
        self.hard_case = invoice.hard_case
        self.expected = invoice.expected
        self.fallback_rows = invoice.fallback_rows
        self.row_count = len(invoice.rows)
        self.packed = packed
        self.version = version

    @property
    def order(self) -> tuple[int, str, str]:
        """The place in every list: oldest number first, those without a number before all."""
        return (self.number or 0, self.numbering_unit_key, self.key)

    @property
    def insertion_order(self) -> tuple[datetime, int]:
        """The place among all that were made before and after it."""
        return (self.inserted, int(self.key.removeprefix("invoice-")))

    def stored(self) -> StoredInvoice:
        """The entry as the storage keeps it."""
        payment_date = self.payment_date.isoformat() if self.payment_date else None
        return StoredInvoice(self.key, self.number, self.status, payment_date, self.updated, self.packed)


class InvoiceShelf:
    """All invoices, packed, with an index by status."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._entries: dict[str, Entry] = {}
        self._by_status: dict[str, list[tuple[int, str, str]]] = {}
        self._versions = 0

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, key: str | None) -> Entry | None:
        """The entry of an invoice, or None."""
        return self._entries.get(key) if key else None

    def invoice(self, entry: Entry) -> Invoice:
        """The whole invoice."""
        unpacked: Invoice = unpack(Invoice, entry.packed)
        return replace(
            unpacked,
            number=entry.number,
            status=entry.status,
            payment_date=entry.payment_date,
            updated=entry.updated,
        )

    def in_status(self, status: str) -> Iterator[Entry]:
        """The invoices in a status, in order."""
        for _, _, key in list(self._by_status.get(status, ())):
            entry = self._entries.get(key)
            if entry is not None:
                yield entry

    def in_order(self) -> list[Entry]:
        """All invoices, in order."""
        return sorted(self._entries.values(), key=lambda entry: entry.order)

    def load(self, stored: StoredInvoice) -> None:
        """Takes an invoice that was stored."""
        unpacked: Invoice = unpack(Invoice, stored.packed)
        self._versions += 1
        entry = Entry(unpacked, stored.packed, self._versions)
        entry.number, entry.status, entry.updated = stored.number, stored.status, stored.updated
        entry.payment_date = date.fromisoformat(stored.payment_date) if stored.payment_date else None
        self._place(entry)

    def put(self, invoice: Invoice) -> Entry:
        """Keeps a new invoice, or puts it in the place of the one with its key."""
        if invoice.key in self._entries:
            self._take_away(self._entries[invoice.key])
        self._versions += 1
        entry = Entry(invoice, pack(invoice), self._versions)
        self._place(entry)
        self._storage.save_invoice(entry.stored())
        return entry

    def touch(
        self, entry: Entry, *, status: str, number: int | None, payment_date: date | None, updated: datetime
    ) -> None:
        """Changes what changes often."""
        self._take_away(entry)
        entry.status, entry.number, entry.payment_date, entry.updated = status, number, payment_date, updated
        self._versions += 1
        entry.version = self._versions
        self._place(entry)
        self._storage.touch_invoice(entry.stored())

    def delete(self, entry: Entry) -> None:
        """Forgets an invoice."""
        self._take_away(entry)
        self._storage.delete_invoice(entry.key)

    def _place(self, entry: Entry) -> None:
        self._entries[entry.key] = entry
        bisect.insort(self._by_status.setdefault(entry.status, []), entry.order)

    def _take_away(self, entry: Entry) -> None:
        order = self._by_status[entry.status]
        del order[bisect.bisect_left(order, entry.order)]
        del self._entries[entry.key]
