"""The ground of the sandbox's state: where it lies, how it is filled, ids, key, quota and rights."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.generate import World, generate
from severa_maestro.sandbox.opaque_ids import MalformedId, OpaqueIds
from severa_maestro.sandbox.records import (
    Address,
    Contact,
    Currency,
    Customer,
    LogEntry,
    MaestroProduct,
    Product,
    Project,
    Status,
    TravelExpense,
    Truth,
    Unit,
    WorkType,
)
from severa_maestro.sandbox.shelves import InvoiceShelf, Shelf
from severa_maestro.sandbox.storage import FileStorage, MemoryStorage, Storage


class NotHere(LookupError):  # noqa: N818 - the state's way of saying that something does not exist
    """What was asked for does not exist."""


class StateCore:
    """What a Severa holds: registers, invoices, and the settings of the API.

    Args:
        seed: where the data comes from.
        invoices: how many wait at first.
        clean: without hard cases.
        items: how many items the registers have in all; 0 for the short ones.
        gaps: how many of these have a code that leads to no product of Maestro.
        rows: how many rows each ordinary invoice has; 0 for one to seven, as they come.
        state_file: where to keep it; a file that already holds a state wins over seed and number.
    """

    def __init__(
        self,
        *,
        seed: int,
        invoices: int,
        clean: bool,
        items: int = 0,
        gaps: int = 0,
        rows: int = 0,
        state_file: Path | None = None,
    ) -> None:
        self.lock = threading.RLock()
        #: What time it is; a test may put its own clock here.
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        #: Calls since the start, by operation: also those that a planted fault or a wrong key stopped.
        self.calls: Counter[str] = Counter()
        #: Those of them that were one too many in a second.
        self.refused_calls: Counter[str] = Counter()
        #: Goes up with every change of a register: what was rendered from registers is stale then.
        self.registers_version = 0
        self._file = FileStorage(state_file) if state_file else None
        self._storage: Storage = self._file or MemoryStorage()
        self._make_shelves()
        self.ids = OpaqueIds("")
        self.rest_ids = OpaqueIds("", "rest")
        self._settings: dict[str, Any] = {}
        if self._file is not None and not self._file.is_empty:
            self._load(self._file)
        else:
            if self._file is not None:
                self._file.clear()
            world = generate(seed, invoices, clean=clean, items=items, gaps=gaps, rows=rows)
            self._fill(seed, clean=clean, world=world)

    def _make_shelves(self) -> None:
        self.statuses: Shelf[Status] = self._shelf("status")
        self.units: Shelf[Unit] = self._shelf("unit")
        self.customers: Shelf[Customer] = self._shelf("customer")
        self.addresses: Shelf[Address] = self._shelf("address")
        self.contacts: Shelf[Contact] = self._shelf("contact")
        self.projects: Shelf[Project] = self._shelf("project")
        self.products: Shelf[Product] = self._shelf("product")
        self.travel_expenses: Shelf[TravelExpense] = self._shelf("travel expense")
        self.work_types: Shelf[WorkType] = self._shelf("work type")
        self.currencies: Shelf[Currency] = self._shelf("currency")
        self.log_entries: Shelf[LogEntry] = self._shelf("log entry")
        #: Of long registers only: what is right for each item, and the products of the Maestro that fits them.
        self.truths: Shelf[Truth] = self._shelf("truth")
        self.maestro_products: Shelf[MaestroProduct] = self._shelf("product of Maestro")
        self.invoices = InvoiceShelf(self._storage)

    def _shelf(self, kind: str) -> Shelf[Any]:
        return Shelf(kind, self._storage, self._register_changed)

    def _register_changed(self) -> None:
        self.registers_version += 1

    def _load(self, file: FileStorage) -> None:
        settings = file.settings()
        secret = settings["secret"]
        # The file may have been written before the client, or the number of rows, was thought of.
        self._settings = {**_granted(secret), "rows": 0, **settings}
        self.ids = OpaqueIds(secret, self._settings["scheme"])
        self.rest_ids = OpaqueIds(secret, "rest")
        kinds: tuple[tuple[Shelf[Any], type[Any]], ...] = (
            (self.statuses, Status),
            (self.units, Unit),
            (self.customers, Customer),
            (self.addresses, Address),
            (self.contacts, Contact),
            (self.projects, Project),
            (self.products, Product),
            (self.travel_expenses, TravelExpense),
            (self.work_types, WorkType),
            (self.currencies, Currency),
            (self.log_entries, LogEntry),
            (self.truths, Truth),
            (self.maestro_products, MaestroProduct),
        )
        for shelf, record_type in kinds:
            shelf.load(file.records(shelf.kind, record_type))
        for stored in file.invoices():
            self.invoices.load(stored)

    def _fill(self, seed: int, *, clean: bool, world: World) -> None:
        secret = f"{'clean' if clean else 'hard'} {seed}"
        self._set(
            secret=secret,
            scheme="rijndael",
            soap_key="sandbox-" + _digest(secret),
            quota_used=0,
            quota_day=self._today(),
            denied=[],
            clean=clean,
            rows=world.desk.rows,
            **_granted(secret),
        )
        self.ids = OpaqueIds(secret)
        self.rest_ids = OpaqueIds(secret, "rest")
        sequence = 0
        for invoice in world.invoices:
            self.invoices.put(invoice)
            sequence += 1
        registers = world.registers
        self._put_all(self.statuses, catalogue.STATUSES)
        self._put_all(self.currencies, catalogue.CURRENCIES)
        self._put_all(
            self.units,
            [replace(unit, next_number=world.desk.next_numbers.get(unit.key)) for unit in registers.units],
        )
        self._put_all(self.customers, registers.customers)
        self._put_all(self.addresses, registers.addresses)
        self._put_all(self.contacts, registers.contacts)
        self._put_all(self.projects, registers.projects)
        self._put_all(self.products, registers.products)
        self._put_all(self.travel_expenses, registers.travel_expenses)
        self._put_all(self.work_types, registers.work_types)
        self._put_all(self.truths, registers.truths)
        self._put_all(self.maestro_products, registers.maestro_products)
        self._set(sequence=sequence, users=registers.users, complete=True)
        self._storage.commit()

    @staticmethod
    def _put_all(shelf: Shelf[Any], records: Iterable[Any]) -> None:
        for record in records:
            shelf.put(record)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            self._settings[name] = value
            self._storage.save_setting(name, value)

    def setting(self, name: str, first: Any) -> Any:
        """A named setting; ``first`` where nobody has set it."""
        return self._settings.get(name, first)

    def set_setting(self, name: str, value: Any) -> None:
        """Changes a named setting; what was rendered may no longer be right then."""
        with self.change():
            self._set(**{name: value})
            self.registers_version += 1

    def _today(self) -> str:
        return self.clock().date().isoformat()

    @contextmanager
    def change(self) -> Iterator[datetime]:
        """Holds the lock and commits at the end; gives the time of the change."""
        with self.lock:
            try:
                yield self.clock()
            finally:
                self._storage.commit()

    def close(self) -> None:
        """Ends: the state file may be used by another."""
        with self.lock:
            self._storage.close()

    # --- ids, key, quota, rights

    @property
    def soap_key(self) -> str:
        """The API key that SOAP calls must carry."""
        return str(self._settings["soap_key"])

    def opaque(self, key: str) -> str:
        """The opaque id of a record, by its key."""
        return self.ids.of(key)

    def rest_opaque(self, key: str) -> str:
        """The opaque id of a record in the other way of speaking; no change of ids touches it."""
        return self.rest_ids.of(key)

    def key_of(self, which: str) -> str:
        """The key of a record, by its key or either of its opaque ids; empty where there can be none."""
        try:
            return self.ids.key_of(which) or self.rest_ids.key_of(which) or ""
        except MalformedId:
            return which

    def change_all_ids(self) -> None:
        """Gives every record a SOAP id of the other scheme, as on 6 and 7 February 2020; once more turns back."""
        with self.change():
            self._set(scheme="rc2" if self._settings["scheme"] == "rijndael" else "rijndael")
            self.ids = OpaqueIds(self._settings["secret"], self._settings["scheme"])
            self.registers_version += 1

    @property
    def quota_used(self) -> int:
        """Calls of this UTC day so far."""
        with self.lock:
            if self._settings["quota_day"] != self._today():
                self._settings["quota_day"] = self._today()
                self._settings["quota_used"] = 0
            return int(self._settings["quota_used"])

    @quota_used.setter
    def quota_used(self, calls: int) -> None:
        with self.change():
            self._set(quota_day=self._today(), quota_used=calls)

    def count_call(self) -> int:
        """Counts one call against the quota and gives how many there were this day."""
        with self.lock:
            self._settings["quota_used"] = self.quota_used + 1
            self._storage.save_setting("quota_used", self._settings["quota_used"])
            self._storage.save_setting("quota_day", self._settings["quota_day"])
            self._storage.commit()
            return int(self._settings["quota_used"])

    def deny(self, operation: str) -> None:
        """Takes the right to an operation away: it answers NoPermission until ``allow``."""
        with self.change():
            self._set(denied=sorted({*self._settings["denied"], operation}))

    def allow(self, operation: str) -> None:
        """Gives the right back."""
        with self.change():
            self._set(denied=sorted({*self._settings["denied"]} - {operation}))

    @property
    def denied(self) -> list[str]:
        """Operations to which the API user lacks the right."""
        return list(self._settings["denied"])

    def is_denied(self, operation: str) -> bool:
        """Whether the API user lacks the right."""
        return operation in self._settings["denied"]


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _granted(secret: str) -> dict[str, Any]:
    """What a client of the API has at first: its name, its secret, and nothing taken away."""
    return {
        "client_id": "sandbox-client-" + _digest(f"client {secret}"),
        "client_secret": "sandbox-secret-" + _digest(f"client secret {secret}"),
        "secret_is_revoked": False,
        "taken_scopes": [],
    }
