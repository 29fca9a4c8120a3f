"""Customers into Maestro's register: a record follows its customer, whatever becomes of the number."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from django.db.models import Q

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.snapshot import customer_to_json, digest
from severa_maestro.maestro.target import CustomerRecord, MaestroTarget
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.ledger.models import LogLine, Run, SeveraCustomer

Card = tuple[SeveraCustomer, Customer]


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
    target: MaestroTarget
    run: Run | None
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
        kept = SeveraCustomer.objects.get(company=self.company, guid=customer.guid)
        if not is_registered(kept, customer):
            LogLine.objects.bulk_create(self.register([(kept, customer)]))
        if kept.registered_id is None or not is_registered(kept, customer):
            values = {"number": customer.number, "customer": customer.name}
            raise DataError("customer-not-registered", messages.CUSTOMER_NOT_REGISTERED, **values)
        return kept.registered_id

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
            names = {
                kept.pk: self._in_the_way(kept, customer, {each.pk for each, _ in going}) for kept, customer in going
            }
            stopped = [(kept, customer, names[kept.pk]) for kept, customer in going if names[kept.pk]]
            if not stopped:
                return going, refused
            refused += stopped
            going = [card for card in going if not names[card[0].pk]]

    def _in_the_way(self, kept: SeveraCustomer, customer: Customer, going: AbstractSet[int]) -> str:
        """The name of somebody else who has the customer's number now, or keeps it in the register; else empty."""
        if kept.registered_id is not None and kept.registered_number == customer.number:
            return ""
        number = Q(number=customer.number) | Q(registered_number=customer.number)
        for other in SeveraCustomer.objects.filter(number, company=self.company).exclude(pk=kept.pk):
            keeps_it = other.number == customer.number or (bool(other.number) and other.pk not in going)
            if keeps_it and not is_same(customer, other.name, other.identity):
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
        kept.registered_id = self.target.save_customer(customer, own)
        kept.registered_number = customer.number
        kept.registered_digest = _digest(customer)
        kept.save(update_fields=["registered_id", "registered_number", "registered_digest"])
        self.upserted += 1
        return lines

    def _is_shared(self, kept: SeveraCustomer) -> bool:
        """Whether another card has the record too: who gets another number then gets a record of their own."""
        if kept.registered_id is None:
            return False
        sharing = SeveraCustomer.objects.filter(company=self.company, registered_id=kept.registered_id)
        return sharing.exclude(pk=kept.pk).exists()

    def _is_anothers(self, there: CustomerRecord, kept: SeveraCustomer) -> bool:
        """Whether a record is that of a card with another number now, though both have one Y-tunnus."""
        owners = SeveraCustomer.objects.filter(company=self.company, registered_id=there.register_id)
        return owners.exclude(pk=kept.pk).exclude(number=kept.number).exists()

    def _refuse(self, kept: SeveraCustomer, customer: Customer, other: str) -> list[LogLine]:
        """Leaves out a customer whose number somebody else has. Returns the line for it, the first time."""
        now = _digest(customer)
        if kept.registered_digest == now:
            return []
        kept.registered_digest = now
        kept.save(update_fields=["registered_digest"])
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
