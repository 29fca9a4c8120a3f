"""The state's invoices: finding them, moving them between statuses, changing them behind the client's back."""

import random
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.desk import Desk, Registers
from severa_maestro.sandbox.finnish import reference_number
from severa_maestro.sandbox.generate import write_clean_invoice
from severa_maestro.sandbox.records import Invoice, LogEntry, Row
from severa_maestro.sandbox.shelves import Entry
from severa_maestro.sandbox.state_core import NotHere
from severa_maestro.sandbox.state_statuses import StatusState

_WAITING_KEY = next(status.key for status in catalogue.STATUSES if status.name == catalogue.WAITING)


class InvoiceState(StatusState):
    """What a Severa holds, as far as invoices go."""

    def entry(self, which: str | int) -> Entry:
        """The entry of an invoice, by its key, opaque id, number or hard case.

        A number is looked for in the main unit's series first; of a hard case the first invoice is given.

        Raises:
            NotHere: there is no such invoice.
        """
        with self.lock:
            if isinstance(which, str):
                found = self.invoices.entry(which) or self.invoices.entry(self.key_of(which))
                if found is not None:
                    return found
            found = next(
                (entry for entry in self.invoices.in_order() if which in (entry.number, entry.hard_case)), None
            )
            if found is None:
                raise NotHere(f"There is no invoice {which!r}.")
            return found

    def invoice(self, which: str | int) -> Invoice:
        """The whole invoice, by its key, opaque id, number or hard case."""
        with self.lock:
            return self.invoices.invoice(self.entry(which))

    def row(self, key: str) -> tuple[Invoice, Row] | None:
        """A row by its key, with its invoice; None where there is none."""
        with self.lock:
            kind, _, tail = key.partition("-")
            # A row's key has that of its invoice in it.
            entry = self.invoices.entry(f"invoice-{tail.partition('.')[0]}") if kind == "row" else None
            if entry is None:
                return None
            invoice = self.invoices.invoice(entry)
            found = next((row for row in invoice.rows if row.key == key), None)
            return (invoice, found) if found else None

    def invoices_in(
        self, status: str, unit_keys: frozenset[str] | None = None, limit: int | None = None
    ) -> list[Entry]:
        """The invoices in a status, oldest number first."""
        with self.lock:
            found: list[Entry] = []
            for entry in self.invoices.in_status(status):
                if limit is not None and len(found) >= limit:
                    break
                if unit_keys is None or entry.unit_key in unit_keys:
                    found.append(entry)
            return found

    def set_status(self, which: str | int, status: str) -> None:
        """Puts an invoice into a status, as Severa does: it may be given a number on the way.

        Raises:
            NotHere: the invoice or an active status of the name does not exist.
        """
        with self.change() as now:
            entry = self.entry(which)
            wanted = self.status(status)
            if wanted.key == _WAITING_KEY and entry.expected == "untouched":
                entry = self.invoices.put(replace(self.invoices.invoice(entry), expected="transferred"))
            if entry.number is None and wanted.has_invoice_number:
                entry = self._with_number(entry)
            self.invoices.touch(
                entry,
                status=wanted.name,
                number=entry.number,
                payment_date=entry.payment_date,
                updated=now,
            )

    def _with_number(self, entry: Entry) -> Entry:
        """The entry with the next number of its unit's series."""
        unit = self.units.get(entry.numbering_unit_key)
        if unit is None or unit.next_number is None:
            raise NotHere("The business unit has no number series.")
        number = unit.next_number
        self.units.put(replace(unit, next_number=number + 1))
        invoice = self.invoices.invoice(entry)
        return self.invoices.put(replace(invoice, number=number, reference_number=reference_number(number)))

    def set_payment_date(self, which: str | int, day: date | None) -> None:
        """Notes when an invoice was paid; None removes it."""
        with self.change() as now:
            entry = self.entry(which)
            self.invoices.touch(entry, status=entry.status, number=entry.number, payment_date=day, updated=now)

    def put_back_to_waiting(self, which: str | int) -> None:
        """Puts an invoice back into the waiting status."""
        self.set_status(which, self.waiting_name)

    @property
    def waiting_name(self) -> str:
        """What the waiting status is called now: somebody may have renamed it."""
        found = self.statuses.get(_WAITING_KEY)
        return found.name if found else catalogue.WAITING

    def edit_invoice(self, which: str | int, **changes: Any) -> Invoice:
        """Changes fields of an invoice, whatever its status; ``updated`` is touched unless it is given."""
        with self.change() as now:
            edited = replace(self.invoice(which), **{"updated": now, **changes})
            self.invoices.put(edited)
            return edited

    def edit_row(self, which: str | int, place: int, **changes: Any) -> Invoice:
        """Changes fields of one row; places are counted from 1. Totals stay as they are."""
        with self.lock:
            rows = list(self.invoice(which).rows)
            rows[place - 1] = replace(rows[place - 1], **changes)
            return self.edit_invoice(which, rows=tuple(rows))

    def add_invoices(self, count: int = 1) -> list[Invoice]:
        """Writes new clean invoices, dated today, into the waiting status."""
        with self.change() as now:
            desk = self._desk()
            written = []
            for _ in range(count):
                sequence = int(self._settings["sequence"]) + 1
                self._set(sequence=sequence)
                desk.open(sequence, now.date())
                invoice = replace(write_clean_invoice(desk), status=self.waiting_name, inserted=now, updated=now)
                self.invoices.put(invoice)
                written.append(invoice)
            for unit in list(self.units):
                if unit.next_number != desk.next_numbers.get(unit.key):
                    self.units.put(replace(unit, next_number=desk.next_numbers[unit.key]))
            return written

    def _desk(self) -> Desk:
        registers = Registers(
            units=list(self.units),
            customers=[each for each in self.customers if "-x" not in each.key],
            addresses=list(self.addresses),
            contacts=list(self.contacts),
            projects=list(self.projects),
            products=tuple(self.products),
            work_types=tuple(self.work_types),
            travel_expenses=tuple(self.travel_expenses),
            users=[(key, name) for key, name in self._settings["users"]],
            truths=tuple(self.truths),
            maestro_products=tuple(self.maestro_products),
        )
        numbers = {unit.key: unit.next_number for unit in self.units if unit.next_number is not None}
        chance = random.Random(f"{self._settings['secret']} {self._settings['sequence']}")  # noqa: S311 - no secrets
        return Desk(chance, registers, numbers, self._settings["rows"])

    def delete_invoice(self, which: str | int) -> None:
        """Deletes an invoice: nobody finds it any more."""
        with self.change():
            self.invoices.delete(self.entry(which))

    def add_log_entry(self, which: str, context: str, text: str, source: str, time: datetime | None) -> LogEntry:
        """Writes into the action history of an invoice."""
        with self.change() as now:
            entry = self.entry(which)
            key = f"log-{len(self.log_entries) + 1}"
            made = LogEntry(key=key, invoice_key=entry.key, context=context, text=text, source=source, time=time or now)
            return self.log_entries.put(made)

    def log_of(self, which: str | int) -> list[LogEntry]:
        """The action history of an invoice."""
        key = self.entry(which).key
        return [each for each in self.log_entries if each.invoice_key == key]
