"""What is known of Severa's customers, and which records of Maestro's register are theirs."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from pydantic import TypeAdapter

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.parties import CustomerAddress
from severa_maestro.transfer.ledger.models import LogLine, SeveraAddress, SeveraCustomer

#: The columns of a card that come from Severa, and those that say what Maestro's register has of it.
READ_COLUMNS = ("number", "name", "identity", "address_owner", "card")
REGISTERED_COLUMNS = ("registered_id", "registered_number", "registered_digest")

_ADDRESS = TypeAdapter(CustomerAddress)

_Model = TypeVar("_Model", bound=models.Model)


class CustomerLedger(Protocol):
    """The customers of one company: kept in the database by a run, in memory alone by a preview."""

    @property
    def read_until(self) -> datetime | None:
        """Up to when (UTC) changed customers have been read; None: all are to be read."""

    def at_once(self) -> AbstractContextManager[object]:
        """What is kept within is kept together, or not at all."""

    def everybody(self) -> Iterator[SeveraCustomer]:
        """All cards, the oldest first; so are those of every search."""

    def cards(self, column: str, values: Iterable[object]) -> Iterator[SeveraCustomer]:
        """The cards with one of these values in ``guid``, ``number``, ``address_owner`` or ``registered_id``."""

    def having(self, number: str) -> Iterator[SeveraCustomer]:
        """The cards with a customer number, and those whose record in the register has it."""

    def unsettled(self) -> Iterator[SeveraCustomer]:
        """The cards with a number that their record in the register does not have."""

    def addresses(self, owners: Iterable[str]) -> Iterator[CustomerAddress]:
        """The addresses of these owners, by their ids."""

    def keep_cards(self, cards: Iterable[SeveraCustomer]) -> None:
        """Keeps what Severa tells of customers, new or known; what the register has of them stays."""

    def keep_registered(self, card: SeveraCustomer) -> None:
        """Keeps what the register has of a customer."""

    def keep_renamed(self, card: SeveraCustomer, guid: str) -> None:
        """Keeps a card that goes by this id of Severa's from now on."""

    def keep_addresses(self, addresses: Iterable[CustomerAddress]) -> None:
        """Keeps addresses, new or known."""

    def keep_read_until(self, until: datetime | None) -> None:
        """Keeps up to when changed customers have been read."""

    def forget(self, guids: Iterable[str]) -> None:
        """Forgets cards."""

    def forget_addresses(self) -> None:
        """Forgets all addresses."""

    def log(self, lines: Iterable[LogLine]) -> None:
        """Writes lines into the log that bookkeepers read."""


class KeptCustomers:
    """The ledger of a run: in the database."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._cards = SeveraCustomer.objects.filter(company=company).order_by("pk")
        self._addresses = SeveraAddress.objects.filter(company=company).order_by("guid")

    @property
    def read_until(self) -> datetime | None:
        """Stands with the company."""
        return self._company.customers_read_until

    def at_once(self) -> AbstractContextManager[object]:
        """One transaction."""
        return transaction.atomic()

    def everybody(self) -> Iterator[SeveraCustomer]:
        """All cards."""
        return self._cards.iterator()

    def cards(self, column: str, values: Iterable[object]) -> Iterator[SeveraCustomer]:
        """The cards with one of these values in a column."""
        return _in_chunks(self._cards, f"{column}__in", values)

    def having(self, number: str) -> Iterator[SeveraCustomer]:
        """The cards with a number, here or in the register."""
        return iter(self._cards.filter(Q(number=number) | Q(registered_number=number)))

    def unsettled(self) -> Iterator[SeveraCustomer]:
        """The cards with a number that the register does not have."""
        return iter(self._cards.exclude(number="").exclude(registered_number=F("number")))

    def addresses(self, owners: Iterable[str]) -> Iterator[CustomerAddress]:
        """The addresses of these owners."""
        return (read_address(kept) for kept in _in_chunks(self._addresses, "owner__in", owners))

    def keep_cards(self, cards: Iterable[SeveraCustomer]) -> None:
        """Adds cards, or brings them up to date."""
        SeveraCustomer.objects.bulk_create(
            cards,
            update_conflicts=True,
            unique_fields=["company", "guid"],
            update_fields=READ_COLUMNS,
            batch_size=500,
        )

    def keep_registered(self, card: SeveraCustomer) -> None:
        """Saves what the register has."""
        card.save(update_fields=REGISTERED_COLUMNS)

    def keep_renamed(self, card: SeveraCustomer, guid: str) -> None:
        """Saves the card under its new id."""
        card.guid = guid
        card.save()

    def keep_addresses(self, addresses: Iterable[CustomerAddress]) -> None:
        """Adds addresses, or brings them up to date."""
        SeveraAddress.objects.bulk_create(
            [written_address(self._company, address) for address in addresses],
            update_conflicts=True,
            unique_fields=["company", "guid"],
            update_fields=["owner", "content"],
            batch_size=500,
        )

    def keep_read_until(self, until: datetime | None) -> None:
        """Saves it with the company."""
        self._company.customers_read_until = until
        self._company.save(update_fields=["customers_read_until"])

    def forget(self, guids: Iterable[str]) -> None:
        """Deletes cards."""
        gone = list(guids)
        for start in range(0, len(gone), 500):
            self._cards.filter(guid__in=gone[start : start + 500]).delete()

    def forget_addresses(self) -> None:
        """Deletes all addresses."""
        self._addresses.delete()

    def log(self, lines: Iterable[LogLine]) -> None:
        """Saves the lines."""
        LogLine.objects.bulk_create(lines)


def read_address(kept: SeveraAddress) -> CustomerAddress:
    """The address that ``written_address`` wrote."""
    return _ADDRESS.validate_json(kept.content)


def written_address(company: Company, address: CustomerAddress) -> SeveraAddress:
    """An address as the ledger has it, not saved yet."""
    content = _ADDRESS.dump_json(address, exclude_defaults=True).decode()
    return SeveraAddress(company=company, guid=address.guid, owner=address.owner, content=content)


def _in_chunks(known: models.QuerySet[_Model], lookup: str, values: Iterable[object]) -> Iterator[_Model]:
    """What a lookup finds, asked for 500 values at a time."""
    wanted = [value for value in values if value]
    for start in range(0, len(wanted), 500):
        yield from known.filter(**{lookup: wanted[start : start + 500]})
