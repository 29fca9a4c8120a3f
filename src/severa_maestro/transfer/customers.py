"""The customer register: what changed in Severa comes to Maestro, and invoices find their customers here."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import timedelta

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.failpoints import reach
from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.parties import Customer, CustomerAddress
from severa_maestro.invoicing.snapshot import customer_from_json, customer_to_json
from severa_maestro.language import Language
from severa_maestro.severa.source import CustomerChanges, SeveraSource
from severa_maestro.transfer import log
from severa_maestro.transfer.customer_ledger import CustomerLedger
from severa_maestro.transfer.ledger.models import LogLine, Run, SeveraCustomer
from severa_maestro.transfer.registration import Registration, is_same

#: Severa compares times to the minute, and its clock is not ours: each reading begins this much before the last end.
OVERLAP = timedelta(minutes=10)


@dataclass
class CustomerBook:
    """The customers of one company during one run, or one preview: its ledger tells which."""

    company: Company
    source: SeveraSource
    registration: Registration
    run: Run | None
    _read: dict[str, Customer | None] = field(default_factory=dict)
    _problems: dict[str, str] = field(default_factory=dict)
    _namesakes_of: dict[str, str] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _has_read_all: bool = False
    _addresses_left_out: bool = False

    def read_changes(self) -> None:
        """Brings the register up to date with Severa.

        1. Read what changed since the last time, a little earlier to be safe.
        2. Look again at whoever has the number of a changed one.
        3. In one transaction: keep it, save into Maestro what differs, and move the time forward.
        """
        until = self._ledger.read_until
        changes = self.source.customers_changed_since(until - OVERLAP if until else None)
        reach("customers-read")
        self._addresses_left_out = not changes.addresses_complete
        changed = {customer.guid for customer in changes.customers}
        for customer in changes.customers:
            self._look_again_at_namesakes(customer, changed)
        with self._ledger.at_once():
            lines = [self._log("record-unreadable", reason=each.as_text()) for each in changes.unreadable]
            if until is None:
                self._forget_all_but(changes)
            lines += self._keep(changes.customers, changes.addresses)
            self._ledger.log(lines)
            self._ledger.keep_read_until(changes.read_until)
        reach("customers-stored")

    def find(self, guid: str) -> Customer | None:
        """The customer with its addresses; None where there is none. Asks Severa for one that the ledger lacks."""
        if guid not in self._read:
            self._read[guid] = self._find(guid) if guid else None
        return self._read[guid]

    def register_id(self, guid: str) -> int | None:
        """The register's id of a customer; None where the register does not have it."""
        self.find(guid)
        kept = self._card(guid)
        return kept.registered_id if kept else None

    def problem(self, guid: str) -> str:
        """Why a customer that was asked for cannot be read; empty where it can, or where there is none."""
        return self._problems.get(guid, "")

    def namesake(self, customer: Customer) -> str:
        """The name of another customer with the same number, who is somebody else; empty where there is none."""
        if not customer.number:
            return ""
        if customer.guid not in self._namesakes_of:
            self._look_again_at_namesakes(customer, frozenset())
            namesakes = self._namesakes(customer)
            self._namesakes_of[customer.guid] = next((other.name or other.guid for other in namesakes), "")
        return self._namesakes_of[customer.guid]

    @property
    def _ledger(self) -> CustomerLedger:
        return self.registration.ledger

    def _card(self, guid: str) -> SeveraCustomer | None:
        return next(self._ledger.cards("guid", [guid]), None)

    def _namesakes(self, customer: Customer) -> list[SeveraCustomer]:
        others = [other for other in self._ledger.cards("number", [customer.number]) if other.guid != customer.guid]
        return [other for other in others if not is_same(customer, other.name, other.identity)]

    def _sharers(self, customer: Customer) -> list[SeveraCustomer]:
        """Other cards of the register's record of a customer whose number has changed."""
        kept = self._card(customer.guid)
        if kept is None or kept.registered_id is None or kept.registered_number == customer.number:
            return []
        sharing = self._ledger.cards("registered_id", [kept.registered_id])
        return [other for other in sharing if other.guid != customer.guid]

    def _look_again_at_namesakes(self, customer: Customer, changed: AbstractSet[str]) -> None:
        """Asks Severa, once a run, for those who have a customer's number as the ledger knows it.

        Severa tells of no deleted customer, and after its ids have changed, one customer is known under two. Where it
        does not know one any more, all customers are read anew: that one may be there under another id.
        """
        for other in [*self._namesakes(customer), *self._sharers(customer)] if customer.number else ():
            if other.guid in changed or other.guid in self._asked:
                continue
            self._asked.add(other.guid)
            found = self._ask_for(other.guid)
            if found is None:
                self._read_all_anew()
            elif found.number != other.number:
                self._keep_one(found)

    def _ask_for(self, guid: str) -> Customer | None:
        try:
            return self.source.customer(guid)
        except DataError:  # an id that Severa does not know any more
            return None

    def _read_all_anew(self) -> None:
        """Reads every customer, and forgets those that Severa does not have. Once a run."""
        if self._has_read_all:
            return
        self._has_read_all = True
        everything = self.source.customers_changed_since(None)
        with self._ledger.at_once():
            self._forget_all_but(everything)
            self._ledger.log(self._keep(everything.customers, everything.addresses))

    def _forget_all_but(self, everything: CustomerChanges) -> None:
        """Forgets the cards that Severa does not have any more."""
        there = {customer.guid for customer in everything.customers}
        if there and not everything.unreadable:
            self._ledger.forget([each.guid for each in self._ledger.everybody() if each.guid not in there])

    def _keep_one(self, customer: Customer) -> None:
        with self._ledger.at_once():
            self._ledger.log(self._keep([customer], customer.addresses))

    def _find(self, guid: str) -> Customer | None:
        """From the ledger; from Severa where the ledger has no such customer, or no address of it."""
        kept = self._card(guid)
        known = next(self._with_addresses([kept])) if kept is not None else None
        if known is not None and known.addresses and not self._addresses_left_out:
            return known
        try:
            customer = self.source.customer(guid)
        except DataError as error:
            if known is None:
                self._problems[guid] = error.say(Language(self.company.language))
            return known
        if customer is not None:
            self._keep_one(customer)
        return customer or known

    def _keep(self, customers: Iterable[Customer], addresses: Iterable[CustomerAddress]) -> list[LogLine]:
        """Keeps the cards and addresses that differ, and registers every customer that one of them touches.

        Customers that were refused before are tried again: the one in their way may be gone.
        """
        self._namesakes_of.clear()
        changed = self._keep_cards(customers)
        owners = self._keep_addresses(addresses)
        affected = {each.guid: each for each in self._ledger.cards("guid", changed)}
        affected |= {each.guid: each for each in self._ledger.cards("address_owner", owners)}
        affected |= {each.guid: each for each in self._ledger.unsettled()}
        customers_now = {customer.guid: customer for customer in self._with_addresses(affected.values())}
        self._read |= customers_now
        before = self.registration.upserted
        lines = self.registration.register((kept, customers_now[guid]) for guid, kept in affected.items())
        without_number = sum(not affected[guid].number for guid in changed)
        if self.registration.upserted > before:
            count = self.registration.upserted - before
            lines.append(self._log("customers-updated", LogLine.Level.INFO, count=count))
        if without_number:
            lines.append(self._log("customers-without-number", LogLine.Level.INFO, count=without_number))
        return lines

    def _keep_cards(self, customers: Iterable[Customer]) -> set[str]:
        """Keeps what differs. Returns the ids of those customers."""
        by_guid = {each.guid: each for each in customers}
        cards = {guid: customer_to_json(replace(each, addresses=())) for guid, each in by_guid.items()}
        same = {each.guid for each in self._ledger.cards("guid", cards) if each.card == cards[each.guid]}
        changed = [customer for guid, customer in by_guid.items() if guid not in same]
        self._ledger.keep_cards(
            [
                SeveraCustomer(
                    company=self.company,
                    guid=each.guid,
                    number=each.number,
                    name=each.name,
                    identity=identifiers.tax_identity(each.vat_number),
                    address_owner=each.address_owner,
                    card=cards[each.guid],
                )
                for each in changed
            ]
        )
        return {each.guid for each in changed}

    def _keep_addresses(self, addresses: Iterable[CustomerAddress]) -> set[str]:
        """Keeps them. Returns their owners."""
        by_guid = {each.guid: each for each in addresses if each.guid and each.owner}
        self._ledger.keep_addresses(by_guid.values())
        return {address.owner for address in by_guid.values()}

    def _with_addresses(self, cards: Iterable[SeveraCustomer]) -> Iterator[Customer]:
        """The customers of these cards, each with its addresses."""
        customers = [customer_from_json(kept.card) for kept in cards]
        by_owner: dict[str, list[CustomerAddress]] = {}
        for address in self._ledger.addresses({customer.address_owner for customer in customers}):
            by_owner.setdefault(address.owner, []).append(address)
        for customer in customers:
            yield replace(customer, addresses=tuple(by_owner.get(customer.address_owner, ())))

    def _log(self, code: str, level: LogLine.Level = LogLine.Level.WARNING, /, **values: object) -> LogLine:
        return log.line(level, code, values, company=self.company, run=self.run)
