"""The customer register: what changed in Severa comes to Maestro, and invoices find their customers here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

from django.db import models, transaction
from pydantic import TypeAdapter

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.failpoints import reach
from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.parties import Customer, CustomerAddress
from severa_maestro.invoicing.snapshot import customer_from_json, customer_to_json, digest
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer import log
from severa_maestro.transfer.ledger.models import LogLine, Run, SeveraAddress, SeveraCustomer

#: Severa compares times to the minute, and its clock is not ours: each reading begins this much before the last end.
OVERLAP = timedelta(minutes=10)

_Model = TypeVar("_Model", bound=models.Model)

_ADDRESS = TypeAdapter(CustomerAddress)


@dataclass
class CustomerBook:
    """The customers of one company during one run.

    With ``writes`` false everything read is kept in memory only, over what the ledger knows.
    """

    company: Company
    source: SeveraSource
    target: MaestroTarget
    run: Run | None
    writes: bool
    upserted: int = 0
    _registered: set[str] = field(default_factory=set)
    _read: dict[str, Customer | None] = field(default_factory=dict)

    def read_changes(self) -> None:
        """Brings the register up to date with Severa.

        1. Read what changed since the last time, a little earlier to be safe.
        2. In one transaction: keep it, save into Maestro what differs, and move the time forward.
        """
        until = self.company.customers_read_until
        changes = self.source.customers_changed_since(until - OVERLAP if until else None)
        reach("customers-read")
        if not self.writes:
            self._remember(changes.customers, changes.addresses)
            return
        with transaction.atomic():
            lines = [self._log("record-unreadable", reason=each.as_text()) for each in changes.unreadable]
            lines += self._keep(changes.customers, changes.addresses)
            LogLine.objects.bulk_create(lines)
            self.company.customers_read_until = changes.read_until
            self.company.save(update_fields=["customers_read_until"])
        reach("customers-stored")

    def find(self, guid: str) -> Customer | None:
        """The customer with its addresses; None where there is none. Asks Severa for one that the ledger lacks."""
        if guid not in self._read:
            self._read[guid] = self._find(guid) if guid else None
        return self._read[guid]

    def namesake(self, customer: Customer) -> str:
        """The name of another customer with the same number, who is somebody else; empty where there is none."""
        if not customer.number:
            return ""
        kept = SeveraCustomer.objects.filter(company=self.company, number=customer.number)
        others = {each.guid: (each.name, each.identity) for each in kept}
        if not self.writes:
            read = (each for each in self._read.values() if each is not None and each.number == customer.number)
            others |= {each.guid: (each.name, identifiers.tax_identity(each.vat_number)) for each in read}
        others.pop(customer.guid, None)
        clashing = (name or guid for guid, (name, identity) in others.items() if not _is_same(customer, name, identity))
        return next(clashing, "")

    def register(self, customer: Customer) -> None:
        """Makes sure that Maestro's register has the customer as it is now. Part of the caller's transaction."""
        if customer.guid in self._registered:
            return
        kept = SeveraCustomer.objects.get(company=self.company, guid=customer.guid)
        if _is_registered(kept, digest(customer_to_json(customer))):
            self._registered.add(customer.guid)
        else:
            LogLine.objects.bulk_create(self._register(kept, customer))

    def _find(self, guid: str) -> Customer | None:
        kept = SeveraCustomer.objects.filter(company=self.company, guid=guid).first()
        if kept is not None:
            return next(self._with_addresses([kept]))
        try:
            customer = self.source.customer(guid)
        except DataError as error:
            if self.writes:
                self._log("record-unreadable", reason=error.as_text()).save()
            return None
        if customer is not None and self.writes:
            with transaction.atomic():
                LogLine.objects.bulk_create(self._keep([customer], customer.addresses))
        return customer

    def _remember(self, customers: Iterable[Customer], addresses: Iterable[CustomerAddress]) -> None:
        by_owner: dict[str, list[CustomerAddress]] = {}
        for address in addresses:
            by_owner.setdefault(address.owner, []).append(address)
        for customer in customers:
            self._read[customer.guid] = replace(customer, addresses=tuple(by_owner.get(customer.address_owner, ())))

    def _keep(self, customers: Iterable[Customer], addresses: Iterable[CustomerAddress]) -> list[LogLine]:
        """Keeps the cards and addresses that differ, and registers every customer that one of them touches.

        Customers that were refused before are tried again: the one in their way may be gone.
        """
        changed = self._keep_cards(customers)
        owners = self._keep_addresses(addresses)
        known = SeveraCustomer.objects.filter(company=self.company)
        affected = {each.guid: each for each in _in_chunks(known, "guid__in", changed)}
        affected |= {each.guid: each for each in _in_chunks(known, "address_owner__in", owners)}
        affected |= {each.guid: each for each in known.filter(registered_number="").exclude(number="")}
        lines: list[LogLine] = []
        before = self.upserted
        for customer in self._with_addresses(affected.values()):
            self._read[customer.guid] = customer
            lines += self._register(affected[customer.guid], customer)
        without_number = sum(not affected[guid].number for guid in changed)
        if self.upserted > before:
            lines.append(self._log("customers-updated", LogLine.Level.INFO, count=self.upserted - before))
        if without_number:
            lines.append(self._log("customers-without-number", LogLine.Level.INFO, count=without_number))
        return lines

    def _keep_cards(self, customers: Iterable[Customer]) -> set[str]:
        """Keeps what differs. Returns the ids of those customers."""
        cards = {each.guid: (each, customer_to_json(replace(each, addresses=()))) for each in customers}
        known = SeveraCustomer.objects.filter(company=self.company)
        same = {each.guid for each in _in_chunks(known, "guid__in", cards) if each.card == cards[each.guid][1]}
        changed = set(cards) - same
        SeveraCustomer.objects.bulk_create(
            [
                SeveraCustomer(
                    company=self.company,
                    guid=guid,
                    number=cards[guid][0].number,
                    name=cards[guid][0].name,
                    identity=identifiers.tax_identity(cards[guid][0].vat_number),
                    address_owner=cards[guid][0].address_owner,
                    card=cards[guid][1],
                )
                for guid in cards
                if guid in changed
            ],
            update_conflicts=True,
            unique_fields=["company", "guid"],
            update_fields=["number", "name", "identity", "address_owner", "card"],
            batch_size=500,
        )
        return changed

    def _keep_addresses(self, addresses: Iterable[CustomerAddress]) -> set[str]:
        """Keeps them. Returns their owners."""
        by_guid = {each.guid: each for each in addresses if each.guid and each.owner}
        SeveraAddress.objects.bulk_create(
            [
                SeveraAddress(
                    company=self.company,
                    guid=address.guid,
                    owner=address.owner,
                    content=_ADDRESS.dump_json(address, exclude_defaults=True).decode(),
                )
                for address in by_guid.values()
            ],
            update_conflicts=True,
            unique_fields=["company", "guid"],
            update_fields=["owner", "content"],
            batch_size=500,
        )
        return {address.owner for address in by_guid.values()}

    def _with_addresses(self, cards: Iterable[SeveraCustomer]) -> Iterator[Customer]:
        """The customers of these cards, each with its addresses."""
        customers = [customer_from_json(kept.card) for kept in cards]
        known = SeveraAddress.objects.filter(company=self.company).order_by("guid")
        by_owner: dict[str, list[CustomerAddress]] = {}
        for kept in _in_chunks(known, "owner__in", {customer.address_owner for customer in customers}):
            by_owner.setdefault(kept.owner, []).append(_ADDRESS.validate_json(kept.content))
        for customer in customers:
            yield replace(customer, addresses=tuple(by_owner.get(customer.address_owner, ())))

    def _register(self, kept: SeveraCustomer, customer: Customer) -> list[LogLine]:
        """Saves the customer into Maestro's register where it differs from what was saved there last.

        One without a number is left out: its invoices say so. One whose number somebody else has is left out too,
        and said to be once.
        """
        now = digest(customer_to_json(customer))
        if not customer.number or _is_registered(kept, now):
            return []
        if kept.registered_number != customer.number and (namesake := self.namesake(customer)):
            return self._refuse(kept, customer, namesake, now)
        lines = []
        before = kept.registered_number
        if before and before != customer.number:
            lines.append(self._log("customer-renumbered", name=customer.name, before=before, number=customer.number))
        self.target.save_customer(customer, formerly=before if self._alone_has(before, kept) else "")
        kept.registered_number = customer.number
        kept.registered_digest = now
        kept.save(update_fields=["registered_number", "registered_digest"])
        self.upserted += 1
        return lines

    def _refuse(self, kept: SeveraCustomer, customer: Customer, namesake: str, now: str) -> list[LogLine]:
        """Leaves out a customer whose number somebody else has. Returns the line for it, the first time."""
        if kept.registered_digest == now:
            return []
        kept.registered_digest = now
        kept.save(update_fields=["registered_digest"])
        values = {"number": customer.number, "name": customer.name, "other": namesake}
        return [self._log("customer-not-registered", LogLine.Level.ERROR, **values)]

    def _alone_has(self, number: str, kept: SeveraCustomer) -> bool:
        """Whether nobody else has, or had, this number: only then may Maestro's record of it be renumbered."""
        others = SeveraCustomer.objects.filter(company=self.company).exclude(pk=kept.pk)
        return bool(number) and not (others.filter(number=number) | others.filter(registered_number=number)).exists()

    def _log(self, code: str, level: LogLine.Level = LogLine.Level.WARNING, /, **values: object) -> LogLine:
        return log.line(level, code, values, company=self.company, run=self.run)


def _is_registered(kept: SeveraCustomer, now: str) -> bool:
    """Whether Maestro's register has the customer, and just as it is now."""
    return bool(kept.registered_number) and kept.registered_number == kept.number and kept.registered_digest == now


def _is_same(customer: Customer, name: str, identity: str) -> bool:
    """Whether another record with the customer's number is this customer: one Y-tunnus, or lacking one, one name.

    Severa has changed its ids before, and SOAP and REST have different ones: then one customer is there twice.
    """
    mine = identifiers.tax_identity(customer.vat_number)
    if mine and identity:
        return mine == identity
    return customer.name.casefold() == name.casefold()


def _in_chunks(known: models.QuerySet[_Model], lookup: str, values: Iterable[str]) -> Iterator[_Model]:
    """What a lookup finds, asked for 500 values at a time."""
    wanted = [value for value in values if value]
    for start in range(0, len(wanted), 500):
        yield from known.filter(**{lookup: wanted[start : start + 500]})
