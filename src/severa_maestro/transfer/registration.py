"""Customers into Maestro's register: a record follows its customer, whatever becomes of the number."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.snapshot import customer_to_json, digest
from severa_maestro.maestro.target import CustomerRecord
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.customer_ledger import CustomerLedger
from severa_maestro.transfer.ledger.models import LogLine, Run, SeveraCustomer

Card = tuple[SeveraCustomer, Customer]


class CustomerRegister(Protocol):
    """What the registration asks of Maestro: part of ``MaestroTarget``, which says what each of them does."""

    def customer_record(self, number: str) -> CustomerRecord | None:
        """Who has a customer number now."""

    def free_customer_number(self, register_id: int) -> None:
        """Takes a record's number away."""

    def save_customer(self, customer: Customer, register_id: int | None) -> int:
        """Brings a record up to date, or adds one for None. Returns the register's id of it."""


def is_same(customer: Customer, name: str, identity: str) -> bool:
    """Whether another record with the customer's number is this customer: one Y-tunnus, or lacking one, one name.

    Severa has changed its ids before, and SOAP and REST have different ones: then one customer is there twice.
    """
    mine = identifiers.tax_identity(customer.vat_number)
    if mine and identity:
        return mine == identity
    return customer.name.casefold() == name.casefold()


@dataclass
class Registration:
    """Saves the customers of one company during one run. Every call is part of the caller's transaction.

    Attributes:
        upserted: how many records were added or brought up to date.
    """

    company: Company
    target: CustomerRegister
    run: Run | None
    ledger: CustomerLedger
    upserted: int = 0
    _known: dict[str, int] = field(default_factory=dict)

    def register(self, cards: Iterable[Card]) -> list[LogLine]:
        """Saves the customers that differ from what was saved last. Returns the lines to log.

        1. One without a number is left out: its invoices say so.
        2. One whose number somebody else has, or still has in the register, is refused, and said to be once.
        3. The others are saved. Two may have changed numbers with one another: each keeps its record.
        """
        changed = [
            (kept, customer) for kept, customer in cards if customer.number and not is_registered(kept, customer)
        ]
        going, refused = self._part(changed)
        lines = [line for kept, customer, other in refused for line in self._refuse(kept, customer, other)]
        moving = {kept.registered_id for kept, _ in going if kept.registered_id is not None}
        for kept, customer in going:
            lines += self._save(kept, customer, moving)
        return lines

    def register_one(self, customer: Customer) -> int:
        """Makes sure that the register has the customer of an invoice as it is now. Returns the record's id.

        Raises:
            DataError: the register keeps the customer's number for somebody else.
        """
        if customer.guid in self._known:
            return self._known[customer.guid]
        kept = next(self.ledger.cards("guid", [customer.guid]), None)
        if kept is not None and not is_registered(kept, customer):
            self.ledger.log(self.register([(kept, customer)]))
        if kept is None or kept.registered_id is None or not is_registered(kept, customer):
            values = {"number": customer.number, "customer": customer.name}
            raise DataError("customer-not-registered", messages.CUSTOMER_NOT_REGISTERED, **values)
        return kept.registered_id

    @contextmanager
    def counted_if_kept(self) -> Iterator[None]:
        """What is registered within counts only if nothing is raised: then the transaction was rolled back."""
        upserted = self.upserted
        try:
            yield
        except BaseException:
            self.upserted = upserted
            raise

    def remember(self, customer: Customer, register_id: int) -> None:
        """The transaction that registered the customer is committed: it need not be looked at again in this run."""
        self._known[customer.guid] = register_id

    def _part(self, cards: list[Card]) -> tuple[list[Card], list[tuple[SeveraCustomer, Customer, str]]]:
        """Those that may have their numbers, and those that may not, with who is in the way.

        One who is refused keeps the old number, which may be the one that another wants: so it is asked again until
        nobody more is refused.
        """
        going = cards
        refused: list[tuple[SeveraCustomer, Customer, str]] = []
        while True:
            guids = {kept.guid for kept, _ in going}
            names = {kept.guid: self._in_the_way(kept, customer, guids) for kept, customer in going}
            stopped = [(kept, customer, names[kept.guid]) for kept, customer in going if names[kept.guid]]
            if not stopped:
                return going, refused
            refused += stopped
            going = [card for card in going if not names[card[0].guid]]

    def _in_the_way(self, kept: SeveraCustomer, customer: Customer, going: AbstractSet[str]) -> str:
        """The name of somebody else who has the customer's number now, or keeps it in the register; else empty."""
        if kept.registered_id is not None and kept.registered_number == customer.number:
            return ""
        for other in self.ledger.having(customer.number):
            keeps_it = other.number == customer.number or (bool(other.number) and other.guid not in going)
            if keeps_it and other.guid != kept.guid and not is_same(customer, other.name, other.identity):
                return other.name or other.guid
        return ""

    def _save(self, kept: SeveraCustomer, customer: Customer, moving: AbstractSet[int]) -> list[LogLine]:
        lines = []
        before = kept.registered_number
        own = None if before != customer.number and self._is_shared(kept) else kept.registered_id
        if before and before != customer.number:
            lines.append(self._log("customer-renumbered", name=customer.name, before=before, number=customer.number))
        there = self.target.customer_record(customer.number)
        if there is not None and there.register_id != own:
            if own is None and is_same(customer, there.name, there.identity) and not self._is_anothers(there, kept):
                own = there.register_id
            else:
                self.target.free_customer_number(there.register_id)
                if there.register_id not in moving:
                    values = {"number": customer.number, "other": there.name, "name": customer.name}
                    lines.append(self._log("customer-number-reassigned", **values))
        self._known.pop(kept.guid, None)
        kept.registered_id = self.target.save_customer(customer, own)
        kept.registered_number = customer.number
        kept.registered_digest = _digest(customer)
        self.ledger.keep_registered(kept)
        self.upserted += 1
        return lines

    def _is_shared(self, kept: SeveraCustomer) -> bool:
        """Whether another card has the record too: who gets another number then gets a record of their own."""
        if kept.registered_id is None:
            return False
        return any(each.guid != kept.guid for each in self.ledger.cards("registered_id", [kept.registered_id]))

    def _is_anothers(self, there: CustomerRecord, kept: SeveraCustomer) -> bool:
        """Whether a record is that of a card with another number now, though both have one Y-tunnus."""
        owners = self.ledger.cards("registered_id", [there.register_id])
        return any(each.guid != kept.guid and each.number != kept.number for each in owners)

    def _refuse(self, kept: SeveraCustomer, customer: Customer, other: str) -> list[LogLine]:
        """Leaves out a customer whose number somebody else has. Returns the line for it, the first time."""
        now = _digest(customer)
        if kept.registered_digest == now:
            return []
        kept.registered_digest = now
        self.ledger.keep_registered(kept)
        values = {"number": customer.number, "name": customer.name, "other": other}
        return [self._log("customer-not-registered", LogLine.Level.ERROR, **values)]

    def _log(self, code: str, level: LogLine.Level = LogLine.Level.WARNING, /, **values: object) -> LogLine:
        return log.line(level, code, values, company=self.company, run=self.run)


def is_registered(kept: SeveraCustomer, customer: Customer) -> bool:
    """Whether Maestro's register has the customer just as it is now."""
    has_number = kept.registered_id is not None and kept.registered_number == customer.number
    return has_number and kept.registered_digest == _digest(customer)


def _digest(customer: Customer) -> str:
    return digest(customer_to_json(customer))
