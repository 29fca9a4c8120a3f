"""Severa over REST behind the port: ``RestSource``."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from severa_maestro.errors import DataError, SeveraMaestroError
from severa_maestro.invoicing.invoice import BusinessUnit, InvoiceRow, RowKind, UnreadableInvoice
from severa_maestro.invoicing.parties import Customer, CustomerAddress
from severa_maestro.severa.code_writing import write_code
from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.record_errors import INVOICE_NOT_FOUND, MemberError
from severa_maestro.severa.rest import errors, register_mapping, routes
from severa_maestro.severa.rest.client import PlacesOf, Query, RestClient, written_moment
from severa_maestro.severa.rest.code_writing import WRITABLE, Products
from severa_maestro.severa.rest.event_days import read_event_days
from severa_maestro.severa.rest.mapping import (
    basis_of,
    complete_invoice,
    read_invoice,
    unreadable_invoice,
    unusable_invoice,
)
from severa_maestro.severa.rest.pace import PER_SECOND
from severa_maestro.severa.rest.recent_use import read_recent_use
from severa_maestro.severa.rest.registers import Registers
from severa_maestro.severa.rest.rights import read_rights
from severa_maestro.severa.rest.routes import Route
from severa_maestro.severa.rest.row_reading import rows_in_bulk
from severa_maestro.severa.rest.rows import may_be_reverse_charged
from severa_maestro.severa.rest.statuses import Statuses
from severa_maestro.severa.rest.values import (
    ConversionValues,
    InvoiceValues,
    RegisterValues,
    RowValues,
    SettingsValues,
    UnitValues,
    text_of,
)
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.secret import Secret
from severa_maestro.severa.source import (
    AccessRight,
    CustomerChanges,
    FoundInvoice,
    InvoiceStatus,
    Quota,
    RecentUse,
    RegisterItem,
)

#: REST's replies are small. Who ends a run by hand waits for those under way.
HTTP = HttpOptions(read_seconds=30, total_seconds=120)

#: Invoices whose rows are read at the same time: enough to use the whole pace where a reply takes half a second.
READERS = 4
#: Invoices that go to the caller together.
CHUNK = 20
#: So many invoices after one another whose rows cannot be had: it is not about these invoices.
FAILED_LIMIT = 4
#: How many customers are enough to see what Severa tells of them.
SAMPLE = 100
#: How many ids are converted in one call: how many Severa takes is not documented.
IDS_A_CALL = 100


class RestSource:
    """One company's Severa over its REST API. Its caller is one thread; it reads rows with some of its own.

    Args:
        url: the API's address, such as ``https://api.severa.visma.com/rest-api``.
        client_id: the REST client's id.
        secret: its secret.
        per_second: how many requests a second, for all that uses the same client.
        places_of: where other processes that use it find the places of their requests; None: there are none.
        http: time-outs and limits.
        retries: how often to try again.

    Raises:
        ConfigurationError: the address or the credentials cannot be used.
    """

    def __init__(
        self,
        url: str,
        client_id: str,
        secret: Secret,
        *,
        per_second: float = PER_SECOND,
        places_of: PlacesOf | None = None,
        http: HttpOptions | None = None,
        retries: RetryOptions | None = None,
    ) -> None:
        self._client = RestClient(
            url, client_id, secret, per_second=per_second, places_of=places_of, http=http or HTTP, retries=retries
        )
        self._registers = Registers(self._client)
        self._statuses = Statuses(self._client, self._registers)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="severa-rows")
        self._failed_in_a_row = 0
        self._refused_ids = 0

    @property
    def calls(self) -> int:
        """How many requests were sent so far, repeated ones and those for tokens included."""
        return self._client.calls

    @property
    def refused_calls(self) -> int:
        """How many of them Severa refused for the pace: with 429."""
        return self._client.refused_calls

    @property
    def quota(self) -> Quota | None:
        """None: REST has no quota a day, but a pace, and tells nothing of it."""
        return None

    @property
    def keeps_log(self) -> bool:
        """REST has no way to an invoice's own log."""
        return False

    @property
    def clock_skew(self) -> timedelta | None:
        """Severa's clock less ours, as its last reply told it; None where it told no time."""
        return self._client.clock_skew

    @property
    def makes_statuses(self) -> bool:
        """REST can, with a scope more than the transfer needs."""
        return True

    @property
    def writes_codes_of(self) -> frozenset[RowKind]:
        """Products alone."""
        return WRITABLE

    def rights(self) -> list[AccessRight]:
        """The client's scopes and its user's rights to what they are for, tried without changing anything."""
        return read_rights(self._client)

    def statuses(self) -> list[InvoiceStatus]:
        """All statuses of invoices, inactive ones too."""
        return self._statuses.all()

    def invoices_in(
        self,
        status: str,
        known: AbstractSet[str],  # noqa: ARG002 pages tell the end by themselves
    ) -> Iterator[list[FoundInvoice]]:
        """Every invoice in a status, once.

        What a page token stands for is not documented. Should it be a place in the list as it is, then invoices that
        leave the status let as many others slip past: a list of several pages is read again until it brings nothing
        new.
        """
        guids = self._statuses.guids(status)
        if not guids:
            return
        seen: set[str] = set()
        goes_on = True
        while goes_on:
            seen_before = len(seen)
            pages = 0
            for page in self._client.pages(routes.INVOICES, query={"invoiceStatusGuids": guids}):
                pages += 1
                found = [_read_invoice_in(status, guids, record) for record in page]
                fresh = [each for each in found if each.guid not in seen]
                seen.update(each.guid for each in fresh if each.guid)
                yield from self._completed(fresh)
            goes_on = pages > 1 and len(seen) > seen_before

    def invoice(self, guid: str) -> FoundInvoice | None:
        """One invoice; None where Severa does not have it."""
        reply = self._client.ask(routes.INVOICE, guid=guid)
        return self._complete(read_invoice(reply.content)) if reply is not None else None

    def invoices_numbered(self, number: int) -> list[FoundInvoice]:
        """The invoices with a number: one of each series that has it."""
        pages = self._client.pages(routes.INVOICES, query={"numbers": str(number)})
        return [self._complete(read_invoice(record)) for page in pages for record in page]

    def converted_ids(self, ids: Iterable[str]) -> Iterator[dict[str, str]]:
        """REST's ids for ids of SOAP, in batches; what has none is not among them."""
        left = iter(ids)
        while batch := list(islice(left, IDS_A_CALL)):
            refused_before = self._refused_ids
            converted = self._converted(batch)
            if self._refused_ids - refused_before == len(batch):
                raise errors.IDS_NOT_CONVERTED.error(said=errors.REQUEST_REFUSED.code)
            yield converted

    def _converted(self, batch: Sequence[str]) -> dict[str, str]:
        """The new ids of a batch. One that Severa does not take is halved, for perhaps one id is to blame."""
        try:
            reply = self._client.ask(routes.CONVERT_IDS, content=batch)
        except SeveraMaestroError as error:
            if error.code in errors.OF_ONE_ROUTE:
                raise errors.IDS_NOT_CONVERTED.error(said=error.values.get("said") or error.code) from error
            if error.code != errors.REQUEST_REFUSED.code:
                raise
            middle = len(batch) // 2
            if not middle:
                self._refused_ids += 1
                return {}
            return self._converted(batch[:middle]) | self._converted(batch[middle:])
        records = reply.content if reply is not None and isinstance(reply.content, list) else []
        found = (ConversionValues.read(each) for each in records if isinstance(each, dict))
        return {each.guid: each.converted for each in found if each.guid and each.converted}

    def set_status(self, guid: str, status: str) -> None:
        """Sets an invoice's status by its name, and looks whether it is set. Safe to repeat."""
        status_guid = self._statuses.guid_in_use(status)
        change = [{"op": "Replace", "path": "/status/guid", "value": status_guid}]
        reply = self._client.ask(routes.SET_STATUS, guid=guid, content=change)
        if reply is None:
            raise INVOICE_NOT_FOUND.error()
        changed = reply.content if isinstance(reply.content, list) else [reply.content]
        answer = next((each for each in changed if isinstance(each, dict) and each.get("guid") == guid), None)
        if _status_of(answer) != status_guid:
            self._look_at_status(guid, status_guid)

    def add_log_entry(self, guid: str, text: str, at: datetime) -> None:
        """Does nothing: ``keeps_log`` says so."""

    def customers_changed_since(self, since: datetime | None) -> CustomerChanges:
        """Customers and addresses that changed since a time (UTC); all of them for None."""
        query = {"changedSince": written_moment(since)} if since else {}
        replies = list(self._client.replies(routes.CUSTOMERS, query=query))
        customers = [register_mapping.read_customer(each) for reply in replies for each in reply.content]
        addresses = self._addresses(routes.ADDRESSES, query=query)
        return CustomerChanges(
            customers=tuple(each for each in customers if isinstance(each, Customer)),
            addresses=tuple(each for each in addresses if isinstance(each, CustomerAddress)),
            unreadable=tuple(each for each in [*customers, *addresses] if isinstance(each, DataError)),
            read_until=replies[0].read_until,
        )

    def customer(self, guid: str) -> Customer | None:
        """One customer with its addresses; None where Severa does not have it."""
        reply = self._client.ask(routes.CUSTOMER, guid=guid)
        if reply is None:
            return None
        customer = register_mapping.read_customer(reply.content)
        if isinstance(customer, DataError):
            raise customer
        addresses = []
        for each in self._addresses(routes.ADDRESSES_OF_CUSTOMER, guid=guid):
            if isinstance(each, DataError):
                raise each
            addresses.append(replace(each, owner=guid))
        return replace(customer, addresses=tuple(addresses))

    def business_units(self) -> list[BusinessUnit]:
        """All business units, inactive ones too."""
        return [register_mapping.unit(each) for each in self._registers.read(routes.UNITS, UnitValues)]

    def register_items(self) -> list[RegisterItem]:
        """Products, travel expenses and work types, inactive ones too."""
        kinds = (
            (routes.PRODUCTS, RowKind.PRODUCT),
            (routes.TRAVEL_EXPENSES, RowKind.TRAVEL),
            (routes.WORK_TYPES, RowKind.WORK),
        )
        return [
            register_mapping.register_item(kind, values)
            for route, kind in kinds
            for values in self._registers.read(route, RegisterValues)
        ]

    def sample_customers(self) -> list[Customer]:
        """Up to a hundred active customers, without their addresses."""
        reply = self._client.ask(routes.CUSTOMERS, query={"isActive": "true", "rowCount": str(SAMPLE)})
        records = reply.content if reply is not None and isinstance(reply.content, list) else []
        found = [register_mapping.read_customer(record) for record in records]
        return [each for each in found if isinstance(each, Customer) and each.is_active]

    def recent_use(self, since: datetime) -> RecentUse:
        """How often each article stood on rows that were made or changed since a time (UTC)."""
        return read_recent_use(self._client, since)

    def event_days(self, row: InvoiceRow) -> tuple[date, ...]:
        """The days of the hours, expenses or fees behind a row."""
        return read_event_days(self._client, row)

    def make_status(self, status: InvoiceStatus) -> None:
        """Makes an invoice status unless one of its name is there."""
        self._statuses.make(status)

    def write_code(self, item: RegisterItem, code: str) -> None:
        """Gives a product another code, changes nothing else of it, and looks whether it is so."""
        register = Products(self._client) if item.kind in WRITABLE else None
        write_code(register, item, code)

    def close(self) -> None:
        """Ends the connections, and the threads that read rows."""
        self._client.stop()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._client.close()

    def _look_at_status(self, guid: str, status_guid: str) -> None:
        """Whether the invoice has its status although the answer to the change did not say so."""
        reply = self._client.ask(routes.INVOICE, guid=guid)
        if reply is None:
            raise INVOICE_NOT_FOUND.error()
        if _status_of(reply.content) != status_guid:
            invoice = read_invoice(reply.content)
            has = invoice.status.name if isinstance(invoice, InvoiceValues) and invoice.status else "?"
            raise errors.MARK_NOT_TAKEN.error(status=has)

    def _completed(self, found: Sequence[InvoiceValues | UnreadableInvoice]) -> Iterator[list[FoundInvoice]]:
        """The invoices with their rows, originals first; the next ones are read while the caller works on these."""
        readable = [each for each in found if isinstance(each, InvoiceValues)]
        in_bulk = rows_in_bulk(self._client, readable)
        in_order = deque(sorted(found, key=lambda each: isinstance(each, InvoiceValues) and each.is_credit_note))
        reading: deque[tuple[InvoiceValues | UnreadableInvoice, Future[FoundInvoice]]] = deque()
        try:
            while in_order or reading:
                while in_order and len(reading) < 2 * CHUNK:
                    each = in_order.popleft()
                    reading.append((each, self._readers.submit(self._complete, each, in_bulk.get(each.guid))))
                yield [self._result(*reading.popleft()) for _ in range(min(CHUNK, len(reading)))]
        finally:
            for _, future in reading:
                future.cancel()

    def _result(self, asked: InvoiceValues | UnreadableInvoice, future: Future[FoundInvoice]) -> FoundInvoice:
        """The invoice; one that Severa cannot give is a finding on it alone, unless the next ones fail too."""
        try:
            found = future.result()
        except SeveraMaestroError as error:
            self._failed_in_a_row += 1
            is_about_one = error.code in errors.OF_ONE_RECORD and self._failed_in_a_row < FAILED_LIMIT
            if not is_about_one or not isinstance(asked, InvoiceValues):
                raise
            return unusable_invoice(asked, str(error))
        self._failed_in_a_row = 0
        return found

    def _complete(self, found: InvoiceValues | UnreadableInvoice, rows: list[RowValues] | None = None) -> FoundInvoice:
        """An invoice with its rows, and with its settings where reverse charge can matter."""
        if not isinstance(found, InvoiceValues):
            return found
        try:
            rows = rows if rows is not None else self._rows_of(found.guid)
            settings = self._settings_of(found, rows) if rows else None
            return complete_invoice(found, rows, settings, self._registers)
        except _NotFoundError:
            if self._client.ask(routes.INVOICE, guid=found.guid) is None:
                return unusable_invoice(found, "", code="gone-while-read")
            return unusable_invoice(found, "Severa has the invoice, but neither its rows nor its settings")
        except (MemberError, DataError) as error:
            return unusable_invoice(found, str(error))

    def _rows_of(self, guid: str) -> list[RowValues]:
        """The rows of one invoice. Raises _NotFoundError where Severa has none."""
        pages = list(self._client.pages(routes.ROWS_OF_INVOICE, guid=guid))
        if not pages:
            raise _NotFoundError
        return [RowValues.read(record) for page in pages for record in page]

    def _settings_of(self, invoice: InvoiceValues, rows: Sequence[RowValues]) -> SettingsValues | None:
        if not may_be_reverse_charged(rows, basis_of(invoice)):
            return None
        reply = self._client.ask(routes.SETTINGS_OF_INVOICE, guid=invoice.guid)
        if reply is None:
            raise _NotFoundError
        return SettingsValues.read(reply.content)

    def _addresses(
        self, route: Route, *, guid: str = "", query: Query | None = None
    ) -> list[CustomerAddress | DataError]:
        pages = self._client.pages(route, guid=guid, query=query)
        return [register_mapping.read_address(each, self._registers) for page in pages for each in page]


class _NotFoundError(Exception):
    """Severa has no rows or settings of the invoice: somebody may have deleted it since the list was read."""


def _read_invoice_in(status: str, guids: Sequence[str], record: object) -> InvoiceValues | UnreadableInvoice:
    """The invoice, which must say itself that it is in the status: one that is elsewhere is not to be transferred."""
    invoice = read_invoice(record)
    if isinstance(invoice, InvoiceValues) and text_of(invoice.status, "guid") not in guids:
        said = text_of(invoice.status, "name")
        return unreadable_invoice(record, f"status is {said!r:.80}, but {status!r} was asked for")
    return invoice


def _status_of(record: object) -> str:
    status = record.get("status") if isinstance(record, dict) else None
    return str(status.get("guid")) if isinstance(status, dict) else ""
