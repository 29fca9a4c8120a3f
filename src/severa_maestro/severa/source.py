"""The port to Severa: what the transfer asks of it, whichever way in is used."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from severa_maestro.errors import DataError, SeveraMaestroError
from severa_maestro.invoicing.invoice import BusinessUnit, Invoice, InvoiceRow, RowKind, UnreadableInvoice
from severa_maestro.invoicing.parties import Customer, CustomerAddress
from severa_maestro.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceStatus:
    """A status of Severa's settings (Asetukset > Laskutus > Laskun tilat).

    Attributes:
        gives_number: an invoice that enters it gets its number.
        is_read_only: an invoice in it cannot be edited.
        is_credit_note_default: credit notes are made in it; None where this way into Severa does not tell.
    """

    name: str
    is_active: bool
    gives_number: bool
    is_read_only: bool = False
    is_sent: bool = False
    is_paid: bool = False
    is_credit_note_default: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRight:
    """A right of the API key's user, or a scope of the REST client.

    Attributes:
        name: as Severa names it.
        refusal: what Severa said instead of answering; None where it has the right.
        is_needed: False for what only serves setting up: writing codes back and making statuses.
    """

    name: Text
    refusal: SeveraMaestroError | None = None
    is_needed: bool = True


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUse:
    """How often one article stood on the rows of invoices.

    Attributes:
        guid: Severa's id of the register's item; empty where the row does not tell.
        codes: as they stand on the rows; none where it has none.
        name: the article's name, or the first line of the row's text where that is all that is told.
        rows: how many rows.
    """

    kind: RowKind
    guid: str
    codes: tuple[str, ...]
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class RecentUse:
    """What stood on the invoices that were made or changed since a time.

    Attributes:
        since: how far back was read (UTC): less far than asked where there was too much.
    """

    uses: tuple[ItemUse, ...]
    since: datetime


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
    """One company's Severa. Every call may raise an error of the tree in ``severa_maestro.errors``.

    For one thread at a time, but for ``set_status`` and ``add_log_entry``: those may be called from several at once,
    also while another call goes on.
    """

    @property
    def calls(self) -> int:
        """How many requests were sent to Severa so far, repeated ones included."""

    @property
    def refused_calls(self) -> int:
        """How many of them Severa refused because there were too many: in that second, or for the day's quota."""

    @property
    def quota(self) -> Quota | None:
        """What Severa's last reply said of the quota; None where it says nothing of it."""

    @property
    def keeps_log(self) -> bool:
        """Whether a line can be written into an invoice's own log in Severa."""

    @property
    def clock_skew(self) -> timedelta | None:
        """Severa's clock less ours, as its last reply told it; None where it told no time."""

    @property
    def makes_statuses(self) -> bool:
        """Whether ``make_status`` can be used."""

    @property
    def writes_codes_of(self) -> frozenset[RowKind]:
        """The registers whose codes ``write_code`` can change."""

    def rights(self) -> list[AccessRight]:
        """Each right that is needed, tried without changing anything.

        Raises:
            SeveraMaestroError: Severa cannot be reached, or does not accept the key or client at all.
        """

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

    def sample_customers(self) -> list[Customer]:
        """Up to a hundred active customers, without their addresses: to see what Severa tells of them at all."""

    def recent_use(self, since: datetime) -> RecentUse:
        """How often each article stood on invoices that were made or changed since a time (UTC), whatever their status.

        Reads from the newest back, with a limited number of calls.
        """

    def event_days(self, row: InvoiceRow) -> tuple[date, ...]:
        """The days of the work, expenses or products behind a row; none where Severa does not tell them.

        For rows whose ``event_date`` is not told with the invoice: one call a row.
        """

    def make_status(self, status: InvoiceStatus) -> None:
        """Makes an invoice status, where ``makes_statuses``. Makes no second one of a name.

        Raises:
            DataError: Severa refuses it, or has an inactive one of this name.
            ConfigurationError: the right to do it is missing.
        """

    def write_code(self, item: RegisterItem, code: str) -> None:
        """Gives an item of a register another code, changes nothing else of it, and looks whether it is so. Repeatable.

        Args:
            item: as it was read: its code must still be there, unless ``code`` is there already.
            code: empty takes the code away.

        Raises:
            DataError: the item has another code meanwhile or is gone, Severa refuses the code, or the register is none
                of ``writes_codes_of``.
            ConfigurationError: the right to do it is missing.
        """

    def close(self) -> None:
        """Ends the connections."""
