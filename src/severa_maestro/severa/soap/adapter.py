"""Severa over SOAP behind the port: ``SoapSource``."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import structlog
from lxml import etree

from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import BusinessUnit, Invoice, InvoiceRow, RowKind
from severa_maestro.invoicing.parties import Customer, CustomerAddress
from severa_maestro.severa.code_writing import write_code
from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.http_errors import ReplyTooLargeError
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.setting_up_errors import STATUS_BY_HAND, choices_of
from severa_maestro.severa.soap import operations
from severa_maestro.severa.soap.client import NO_PARAMETERS, Answer, SoapClient
from severa_maestro.severa.soap.code_writing import WRITABLE, SoapRegister
from severa_maestro.severa.soap.mapping import read_invoice, unreadable_invoice
from severa_maestro.severa.soap.operations import Operation
from severa_maestro.severa.soap.paging import MINUTE, WINDOW_BYTES, WaitingWalk, Window
from severa_maestro.severa.soap.recent_use import read_recent_use
from severa_maestro.severa.soap.register_mapping import (
    read_address,
    read_customer,
    read_product,
    read_status,
    read_travel_expense,
    read_unit,
    read_work_type,
    unreadable,
)
from severa_maestro.severa.soap.rights import read_rights
from severa_maestro.severa.source import (
    AccessRight,
    CustomerChanges,
    FoundInvoice,
    InvoiceStatus,
    Quota,
    RecentUse,
    RegisterItem,
)

T = TypeVar("T")

#: Older than anything in Severa: asks the "changed since" operations for all there is.
EVER = datetime(2000, 1, 1, tzinfo=UTC)

#: Bits of ``options``. Customers: inactive ones too (2), and those of whom only an address (64) or a contact (128)
#: changed. Units: inactive ones (2), the root (4), the entire hierarchy (8). Registers: inactive ones (2).
CUSTOMER_OPTIONS = 2 | 64 | 128
UNIT_OPTIONS = 2 | 4 | 8
WITH_INACTIVE = 2
ONLY_THAT_UNIT = 16

#: How many customers to ask for at once where all of them do not fit in one reply, or where some are enough.
CUSTOMER_PAGE = 100

#: xs:int's.
_LARGEST_NUMBER = 2**31 - 1

_log = structlog.get_logger(__name__)


class SoapSource:
    """One company's Severa over its SOAP API.

    Args:
        url: the API's address, such as ``https://sync.severa.com/webservice/S3/API.svc``.
        key: the API key; it is in no error, log line or ``repr``.
        http: time-outs and limits.
        retries: how often to try again.
        page_size: the largest page of ``invoices_in``.

    Raises:
        ConfigurationError: the address or the key cannot be used.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        http: HttpOptions | None = None,
        retries: RetryOptions | None = None,
        page_size: int = 200,
    ) -> None:
        self._client = SoapClient(url, key, http=http, retries=retries)
        self._page_size = page_size

    @property
    def calls(self) -> int:
        """How many requests were sent so far, repeated ones included."""
        return self._client.calls

    @property
    def refused_calls(self) -> int:
        """How many of them were refused for the day's quota, or with HTTP 429."""
        return self._client.refused_calls

    @property
    def quota(self) -> Quota | None:
        """What the last reply that spoke of the quota said of it."""
        return self._client.quota

    @property
    def keeps_log(self) -> bool:
        """Each invoice has a log of its own."""
        return True

    @property
    def clock_skew(self) -> timedelta | None:
        """Severa's clock less ours, as its last reply told it; None where it told no time."""
        return self._client.clock_skew

    @property
    def makes_statuses(self) -> bool:
        """SOAP has no way to make one."""
        return False

    @property
    def writes_codes_of(self) -> frozenset[RowKind]:
        """Products, travel expenses and work types."""
        return WRITABLE

    def rights(self) -> list[AccessRight]:
        """The user's rights to customers, projects and users, tried without changing anything."""
        return read_rights(self._client, self.statuses)

    def statuses(self) -> list[InvoiceStatus]:
        """All statuses of invoices, inactive ones too."""
        return self._register(operations.GET_STATUSES, read_status)

    def invoices_in(self, status: str, known: AbstractSet[str]) -> Iterator[list[FoundInvoice]]:
        """Every invoice in a status, once, in pages: how, ``paging`` tells."""
        walk = WaitingWalk(_Waiting(self._client, self), status, known=len(known), page_size=self._page_size)
        return walk.pages()

    def invoice(self, guid: str) -> FoundInvoice | None:
        """One invoice; None where Severa does not have it."""
        return _first(self._client.ask(operations.GET_INVOICE, read_invoice, {"invoiceGUID": guid}))

    def invoices_numbered(self, number: int) -> list[FoundInvoice]:
        """The invoices with a number: one of each series that has it. One call for each business unit."""
        if number > _LARGEST_NUMBER:
            return []
        found: dict[str, FoundInvoice] = {}
        for unit in self.business_units():
            parameters = {"invoiceNumber": number, "businessUnitGUID": unit.guid}
            for invoice in self._client.ask(operations.GET_INVOICE_BY_NUMBER, read_invoice, parameters).records:
                found[invoice.guid] = invoice
        return list(found.values())

    def converted_ids(self, ids: Iterable[str]) -> Iterator[dict[str, str]]:  # noqa: ARG002 the port's
        """Nothing: SOAP tells its ids for none of REST's."""
        yield from ()

    def set_status(self, guid: str, status: str) -> None:
        """Sets an invoice's status by its name. Safe to repeat."""
        self._client.perform(operations.SET_STATUS, {"invoiceGUID": guid, "status": status})

    def add_log_entry(self, guid: str, text: str, at: datetime) -> None:
        """Writes a line into the invoice's own log in Severa, which drops a repeated one."""
        self._client.perform(
            operations.ADD_LOG_ENTRY,
            {
                "invoiceGuid": guid,
                "context": "Information",
                "text": text,
                "source": "severa-maestro",
                "eventTimeUtc": _to_the_second(at),
                "ignoreDuplicates": True,
            },
        )

    def customers_changed_since(self, since: datetime | None) -> CustomerChanges:
        """Customers whose card, address or contact changed since a time (UTC); all of them for None.

        Where so many customers changed that they do not fit in one reply, all of them are read page by page instead.
        Addresses that do not fit are left out, which ``addresses_complete`` says.
        """
        start = _to_the_minute(since or EVER)
        customers, read_until = self._customers(start)
        addresses, addresses_complete = self._addresses(start)
        return CustomerChanges(
            customers=tuple(each for each in customers if isinstance(each, Customer)),
            addresses=tuple(each for each in addresses if isinstance(each, CustomerAddress)),
            unreadable=tuple(each for each in [*customers, *addresses] if isinstance(each, DataError)),
            read_until=read_until,
            addresses_complete=addresses_complete,
        )

    def customer(self, guid: str) -> Customer | None:
        """One customer with the addresses that invoices need; None where Severa does not have it."""
        customer = _first(self._client.ask(operations.GET_CUSTOMER, read_customer, {"accountGuid": guid}))
        if customer is None:
            return None
        if isinstance(customer, DataError):
            raise customer
        addresses = self._client.ask(operations.GET_BILLING_ADDRESS, read_address, {"accountGUID": guid}).records
        if not addresses and customer.head_office_guid:
            addresses = self._client.ask(
                operations.GET_ADDRESS, read_address, {"addressGUID": customer.head_office_guid}
            ).records
        return _with_addresses(customer, addresses)

    def business_units(self) -> list[BusinessUnit]:
        """All business units, inactive ones too."""
        return self._register(
            operations.GET_UNITS_CHANGED,
            read_unit,
            {"businessUnitGUID": "", "startDateTime": EVER, "options": UNIT_OPTIONS},
        )

    def register_items(self) -> list[RegisterItem]:
        """Products, travel expenses and work types, inactive ones too."""
        reads: tuple[tuple[Operation, Callable[[etree._Element], RegisterItem]], ...] = (
            (operations.GET_PRODUCTS_CHANGED, read_product),
            (operations.GET_TRAVEL_EXPENSES_CHANGED, read_travel_expense),
            (operations.GET_WORK_TYPES_CHANGED, read_work_type),
        )
        return [
            item
            for operation, read in reads
            for item in self._register(operation, read, {"startDateTime": EVER, "options": WITH_INACTIVE})
        ]

    def sample_customers(self) -> list[Customer]:
        """Up to a hundred active customers, without their addresses."""
        page = {"options": 0, "startFromIndex": 0, "count": CUSTOMER_PAGE}
        found = self._client.ask(operations.GET_ALL_CUSTOMERS, read_customer, page).records
        return [each for each in found if isinstance(each, Customer) and each.is_active]

    def recent_use(self, since: datetime) -> RecentUse:
        """How often each article stood on invoices that were made or changed since a time (UTC)."""
        return read_recent_use(self._client, since)

    def event_days(self, row: InvoiceRow) -> tuple[date, ...]:  # noqa: ARG002 the port's
        """None: SOAP tells a row's day with the row."""
        return ()

    def make_status(self, status: InvoiceStatus) -> None:
        """Raises the ConfigurationError that says what to click in Severa instead."""
        raise STATUS_BY_HAND.error(name=status.name, choices=choices_of(status))

    def write_code(self, item: RegisterItem, code: str) -> None:
        """Gives an item of a register another code, changes nothing else of it, and looks whether it is so."""
        register = SoapRegister(self._client, item.kind) if item.kind in WRITABLE else None
        write_code(register, item, code)

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def _register(
        self,
        operation: Operation,
        read: Callable[[etree._Element], T],
        parameters: Mapping[str, object] = NO_PARAMETERS,
    ) -> list[T]:
        """All records of a small register; one that cannot be read is left out, with a warning."""

        def read_or_warn(element: etree._Element) -> T | None:
            try:
                return read(element)
            except MemberError as error:
                values = unreadable(operation.record, element, error).values
                _log.warning("severa-record-unreadable", **values)
                return None

        records = self._client.ask(operation, read_or_warn, parameters).records
        return [record for record in records if record is not None]

    def _customers(self, start: datetime) -> tuple[list[Customer | DataError], datetime]:
        try:
            answer = self._client.ask(
                operations.GET_CUSTOMERS_CHANGED,
                read_customer,
                {"startDateTime": start, "options": CUSTOMER_OPTIONS},
            )
        except ReplyTooLargeError:
            return self._all_customers()
        return answer.records, answer.read_until

    def _all_customers(self) -> tuple[list[Customer | DataError], datetime]:
        """All customers page by page, until a page brings nothing new: a server may give less than a page."""
        found: dict[str, Customer | DataError] = {}
        read_until: datetime | None = None
        position = 0
        while True:
            answer = self._client.ask(
                operations.GET_ALL_CUSTOMERS,
                read_customer,
                {"options": WITH_INACTIVE, "startFromIndex": position, "count": CUSTOMER_PAGE},
            )
            read_until = read_until or answer.read_until
            known = len(found)
            found.update((_customer_identity(each), each) for each in answer.records)
            if len(found) == known:
                return list(found.values()), read_until
            position += len(answer.records)

    def _addresses(self, start: datetime) -> tuple[list[CustomerAddress | DataError], bool]:
        """The addresses that changed, and whether they are all; none where they do not fit in one reply."""
        try:
            answer = self._client.ask(
                operations.GET_ADDRESSES_CHANGED,
                read_address,
                {"accountGUID": "", "startDateTime": start, "options": 0},
            )
        except ReplyTooLargeError:
            _log.warning("severa-addresses-left-out", since=start.isoformat())
            return [], False
        return answer.records, True


class _Waiting:
    """What the walk over waiting invoices asks of Severa."""

    def __init__(self, client: SoapClient, source: SoapSource) -> None:
        self._client = client
        self._source = source

    def by_status(self, status: str, most: int) -> list[FoundInvoice]:
        return self._client.ask(
            operations.GET_INVOICES_BY_STATUS,
            functools.partial(_read_invoice_in, status),
            {"businessUnitGUID": "", "status": status, "options": 0, "maxInvoices": most},
        ).records

    def by_time(self, status: str, window: Window, *, largest: bool) -> list[FoundInvoice]:
        return self._by_time(status, window, "", 0, None if largest else WINDOW_BYTES)

    def by_unit(self, status: str, window: Window, unit_guid: str) -> list[FoundInvoice]:
        return self._by_time(status, window, unit_guid, ONLY_THAT_UNIT, None)

    def unit_guids(self) -> list[str]:
        return [unit.guid for unit in self._source.business_units()]

    def _by_time(
        self, status: str, window: Window, unit_guid: str, options: int, reply_bytes: int | None
    ) -> list[FoundInvoice]:
        return self._client.ask(
            operations.GET_INVOICES_BY_DATE,
            functools.partial(_read_invoice_in, status),
            {
                "businessUnitGUID": unit_guid,
                "startDate": window.start,
                "endDate": window.end + MINUTE,
                "status": status,
                "options": options,
            },
            reply_bytes=reply_bytes,
        ).records


def _read_invoice_in(status: str, element: etree._Element) -> FoundInvoice:
    """The invoice, which must say itself that it is in the status: one that is elsewhere is not to be transferred."""
    invoice = read_invoice(element)
    if isinstance(invoice, Invoice) and invoice.status and invoice.status.casefold() != status.strip().casefold():
        return unreadable_invoice(element, f"InvoiceStatus is {invoice.status!r:.80}, but {status!r} was asked for")
    return invoice


def _with_addresses(customer: Customer, addresses: list[CustomerAddress | DataError]) -> Customer:
    for each in addresses:
        if isinstance(each, DataError):
            raise each
    readable = tuple(each for each in addresses if isinstance(each, CustomerAddress))
    return replace(customer, addresses=readable)


def _customer_identity(customer: Customer | DataError) -> str:
    return customer.guid if isinstance(customer, Customer) else str(customer.values.get("reason"))


def _first(answer: Answer[T]) -> T | None:
    return next(iter(answer.records), None)


def _to_the_minute(moment: datetime) -> datetime:
    """UTC, the minute that it lies in: Severa compares no finer."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _to_the_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
