"""The customers as a run would leave them: in memory, over what is kept, and gone afterwards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Generic, TypeVar

from severa_maestro.companies.models import Company
from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.parties import Customer, CustomerAddress
from severa_maestro.invoicing.snapshot import customer_from_json
from severa_maestro.maestro.target import CustomerRecord
from severa_maestro.transfer.customer_ledger import READ_COLUMNS, KeptCustomers, read_address, written_address
from severa_maestro.transfer.foreseen import Change, ForeseenCustomer, Standing, customer_changes
from severa_maestro.transfer.ledger.models import LogLine, SeveraAddress, SeveraCustomer
from severa_maestro.transfer.registration import CustomerRegister, is_registered

_Record = TypeVar("_Record", SeveraCustomer, SeveraAddress)


class _Shelf(Generic[_Record]):
    """Records by their guids, found by the values of some of their columns, the oldest first."""

    def __init__(self, columns: tuple[str, ...], records: Iterable[_Record]) -> None:
        self._columns = columns
        self._records: dict[str, _Record] = {}
        self._places: dict[str, int] = {}
        self._next_place = count()
        self._found: dict[tuple[str, object], set[str]] = defaultdict(set)
        self._keys: dict[str, list[tuple[str, object]]] = {}
        for record in records:
            self.put(record)

    def __iter__(self) -> Iterator[_Record]:
        return iter(list(self._records.values()))

    def get(self, guid: str) -> _Record | None:
        return self._records.get(guid)

    def find(self, column: str, values: Iterable[object]) -> list[_Record]:
        found = (self._found.get((column, value), set()) for value in values if value)
        guids = sorted({guid for each in found for guid in each}, key=self._places.__getitem__)
        return [self._records[guid] for guid in guids]

    def put(self, record: _Record) -> None:
        """Adds a record, or one that has changed: it keeps its place."""
        self._forget_keys(record.guid)
        self._records[record.guid] = record
        if record.guid not in self._places:
            self._places[record.guid] = next(self._next_place)
        self._keys[record.guid] = [(column, getattr(record, column)) for column in self._columns]
        for key in self._keys[record.guid]:
            self._found[key].add(record.guid)

    def take(self, guid: str) -> None:
        self._forget_keys(guid)
        self._records.pop(guid, None)
        self._places.pop(guid, None)

    def _forget_keys(self, guid: str) -> None:
        for key in self._keys.pop(guid, ()):
            self._found[key].discard(guid)


class RehearsedCustomers:
    """The ledger of customers as a run would leave it; fulfils ``CustomerLedger``."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._read_until = company.customers_read_until
        columns = ("guid", "number", "address_owner", "registered_id", "registered_number")
        self._cards = _Shelf(columns, KeptCustomers(company).everybody())
        self._addresses = _Shelf(("owner",), SeveraAddress.objects.filter(company=company).order_by("guid").iterator())

    @property
    def read_until(self) -> datetime | None:
        """Up to when changed customers have been read."""
        return self._read_until

    def at_once(self) -> AbstractContextManager[object]:
        """Nothing is kept."""
        return nullcontext()

    def everybody(self) -> Iterator[SeveraCustomer]:
        """All cards."""
        return iter(self._cards)

    def cards(self, column: str, values: Iterable[object]) -> Iterator[SeveraCustomer]:
        """The cards with one of these values in a column."""
        return iter(self._cards.find(column, values))

    def having(self, number: str) -> Iterator[SeveraCustomer]:
        """The cards with a number, here or in the register."""
        found = [*self._cards.find("number", [number]), *self._cards.find("registered_number", [number])]
        return iter({card.guid: card for card in found}.values())

    def unsettled(self) -> Iterator[SeveraCustomer]:
        """The cards with a number that the register does not have."""
        return (card for card in self._cards if card.number and card.number != card.registered_number)

    def addresses(self, owners: Iterable[str]) -> Iterator[CustomerAddress]:
        """The addresses of these owners."""
        found = self._addresses.find("owner", owners)
        return (read_address(kept) for kept in sorted(found, key=lambda kept: kept.guid))

    def keep_cards(self, cards: Iterable[SeveraCustomer]) -> None:
        """Adds cards, or brings them up to date."""
        for card in cards:
            known = self._cards.get(card.guid) or card
            for column in READ_COLUMNS:
                setattr(known, column, getattr(card, column))
            self._cards.put(known)

    def keep_registered(self, card: SeveraCustomer) -> None:
        """Remembers what the register would have."""
        self._cards.put(card)

    def keep_renamed(self, card: SeveraCustomer, guid: str) -> None:
        """Remembers the card under its new id."""
        self._cards.take(card.guid)
        card.guid = guid
        self._cards.put(card)

    def keep_addresses(self, addresses: Iterable[CustomerAddress]) -> None:
        """Adds addresses, or brings them up to date."""
        for address in addresses:
            self._addresses.put(written_address(self._company, address))

    def keep_read_until(self, until: datetime | None) -> None:
        """Remembers it."""
        self._read_until = until

    def forget(self, guids: Iterable[str]) -> None:
        """Forgets cards."""
        for guid in guids:
            self._cards.take(guid)

    def forget_addresses(self) -> None:
        """Forgets all addresses."""
        self._addresses = _Shelf(("owner",), ())

    def log(self, lines: Iterable[LogLine]) -> None:
        """A preview writes no log."""


class RehearsedRegister:
    """Maestro's customer register as a run would leave it; fulfils ``CustomerRegister``.

    New records have negative ids.
    """

    def __init__(self, company: Company, target: CustomerRegister) -> None:
        self._kept = KeptCustomers(company)
        self._target = target
        self._new_ids = count(-1, -1)
        self._untouched: dict[int, tuple[str, str]] = {}
        self._saved: dict[int, Customer] = {}
        #: Of each record that was touched, the number that it has by now, and the other way round; empty: none.
        self._numbers: dict[int, str] = {}
        self._holders: dict[str, int] = {}

    def customer_record(self, number: str) -> CustomerRecord | None:
        """Who would have a customer number by now."""
        if number in self._holders:
            register_id = self._holders[number]
            saved = self._saved[register_id]
            return CustomerRecord(register_id, saved.name, identifiers.tax_identity(saved.vat_number))
        record = self._target.customer_record(number)
        if record is None or record.register_id in self._numbers:
            return None
        self._untouched[record.register_id] = (number, record.name)
        return record

    def free_customer_number(self, register_id: int) -> None:
        """Remembers that the record has lost its number."""
        self._give(register_id, "")

    def save_customer(self, customer: Customer, register_id: int | None) -> int:
        """Remembers the customer."""
        if register_id is None:
            register_id = next(self._new_ids)
        self._give(register_id, customer.number)
        self._saved[register_id] = customer
        return register_id

    def _give(self, register_id: int, number: str) -> None:
        self._holders.pop(self._numbers.get(register_id, ""), None)
        self._numbers[register_id] = number
        if number:
            self._holders[number] = register_id

    def touched(self) -> dict[int, ForeseenCustomer]:
        """Every record that would be added or changed, by its id."""
        foreseen = {register_id: self._foresee(register_id) for register_id in self._numbers}
        return {register_id: each for register_id, each in foreseen.items() if each.standing is not Standing.UNCHANGED}

    def _foresee(self, register_id: int) -> ForeseenCustomer:
        saved = self._saved.get(register_id)
        if saved is None:
            number, name = self._untouched[register_id]
            return ForeseenCustomer(number, name, Standing.CHANGED, (Change("number", number, ""),))
        if register_id < 0:
            return ForeseenCustomer(saved.number, saved.name, Standing.NEW)
        before = self._as_registered(register_id, saved.guid)
        changes = customer_changes(before, replace(saved, number=self._numbers[register_id])) if before else ()
        is_unchanged = before is not None and not changes
        standing = Standing.UNCHANGED if is_unchanged else Standing.CHANGED
        return ForeseenCustomer(saved.number, saved.name, standing, changes)

    def _as_registered(self, register_id: int, guid: str) -> Customer | None:
        """The customer as it was saved into the register last; None where the ledger has no card of it.

        Of one whose newer card was refused, number and name are the record's, and the rest is as on that card.
        """
        refused = None
        for card in sorted(self._kept.cards("registered_id", [register_id]), key=lambda card: card.guid != guid):
            customer = customer_from_json(card.card)
            customer = replace(customer, addresses=tuple(self._kept.addresses([customer.address_owner])))
            if is_registered(card, customer):
                return customer
            record = self._target.customer_record(card.registered_number)
            if refused is None and record is not None and record.register_id == register_id:
                refused = replace(customer, number=card.registered_number, name=record.name)
        return refused
