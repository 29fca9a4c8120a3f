"""The port to Severa: what the transfer asks of it, whichever way in is used."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import BusinessUnit, Invoice, RowKind, UnreadableInvoice
from severa_maestro.invoicing.parties import Customer, CustomerAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceStatus:
    """A status of Severa's settings (Asetukset > Laskun tilat)."""

    name: str
    is_active: bool
    gives_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterItem:
    """A product, work type or travel expense of Severa's registers."""

    kind: RowKind
    guid: str
    code: str
    name: str
    is_active: bool
    unit: str = ""
    vat_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CustomerChanges:
    """Customers and addresses that changed since a time. Either may come without the other.

    Attributes:
        customers: without their addresses.
        addresses: each names its customer by ``owner``.
        unreadable: what is wrong with each record that could not be read.
        read_until: the time (UTC, Severa's clock where it tells it) up to which changes are included.
        addresses_complete: False: some customer's addresses are not among them; ask ``customer(guid)``.
    """

    customers: tuple[Customer, ...]
    addresses: tuple[CustomerAddress, ...]
    unreadable: tuple[DataError, ...]
    read_until: datetime
    addresses_complete: bool = True


@dataclass(frozen=True, slots=True)
class Quota:
    """How many calls Severa allows a day, and how many of them are used."""

    allowed: int
    used: int


FoundInvoice = Invoice | UnreadableInvoice


class SeveraSource(Protocol):
    """One company's Severa. Every call may raise an error of the tree in ``severa_maestro.errors``."""

    @property
    def calls(self) -> int:
        """How many requests were sent to Severa so far, repeated ones included."""

    @property
    def quota(self) -> Quota | None:
        """What Severa's last reply said of the quota; None where it says nothing of it."""

    @property
    def keeps_log(self) -> bool:
        """Whether a line can be written into an invoice's own log in Severa."""

    def statuses(self) -> list[InvoiceStatus]:
        """All statuses of invoices, inactive ones too."""

    def invoices_in(self, status: str, known: AbstractSet[str]) -> Iterator[list[FoundInvoice]]:
        """Every invoice in a status, once, in pages of moderate size.

        Between two pages the caller may move invoices out of the status; those that stay never hide the others,
        however many they are. A status that Severa does not have holds none: whether it is there, ``statuses`` tells.

        Args:
            status: the status's name.
            known: guids of invoices that the caller expects to be there still: how much to ask for at first.
        """

    def invoice(self, guid: str) -> FoundInvoice | None:
        """One invoice; None where Severa does not have it."""

    def invoices_numbered(self, number: int) -> list[FoundInvoice]:
        """The invoices with a number: one of each series that has it. For those whose id Severa does not know."""

    def converted_ids(self, ids: Iterable[str]) -> Iterator[dict[str, str]]:
        """This way's ids for ids of the other way in, batch by batch, as far as Severa tells them.

        Raises:
            DataError: Severa does not convert ids for this company.
        """

    def set_status(self, guid: str, status: str) -> None:
        """Sets an invoice's status by its name. Safe to repeat.

        Raises:
            DataError: Severa does not have the invoice, or refuses this one.
            ConfigurationError: the right to do it is missing.
        """

    def add_log_entry(self, guid: str, text: str, at: datetime) -> None:
        """Writes a line into the invoice's own log in Severa, where ``keeps_log``. Severa ignores a repeated one."""

    def customers_changed_since(self, since: datetime | None) -> CustomerChanges:
        """Customers whose card, address or contact changed since a time (UTC); all of them for None."""

    def customer(self, guid: str) -> Customer | None:
        """One customer with the addresses that invoices need; None where Severa does not have it."""

    def business_units(self) -> list[BusinessUnit]:
        """All business units, inactive ones too."""

    def register_items(self) -> list[RegisterItem]:
        """Products, travel expenses and work types, inactive ones too."""

    def close(self) -> None:
        """Ends the connections."""
