"""The calls of the REST API: which records of the state they give, and what they change."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from severa_maestro.sandbox.opaque_ids import MalformedId
from severa_maestro.sandbox.records import (
    Address,
    Customer,
    Invoice,
    Product,
    Row,
    Status,
    TravelExpense,
    Unit,
    WorkType,
)
from severa_maestro.sandbox.rest_errors import not_found
from severa_maestro.sandbox.rest_ids import converted_ids
from severa_maestro.sandbox.rest_invoices import RestInvoices
from severa_maestro.sandbox.rest_marking import put_into_status, wanted_status
from severa_maestro.sandbox.rest_origins import RestOrigins
from severa_maestro.sandbox.rest_paging import Page, Paging, by_first_row
from severa_maestro.sandbox.rest_query import Query
from severa_maestro.sandbox.rest_records import Values
from severa_maestro.sandbox.rest_registers import RestRegisters
from severa_maestro.sandbox.rest_routes import Call, Route
from severa_maestro.sandbox.rest_settings import made_status, patched_product
from severa_maestro.sandbox.shelves import Entry, Shelf
from severa_maestro.sandbox.state import State

#: Where the contract says so.
_MOST_ROWS = 100

DatedType = TypeVar("DatedType", Address, Customer, Unit, Product, WorkType, TravelExpense)
EntryType = TypeVar("EntryType", Customer, Unit, Product, WorkType, TravelExpense)
CodedType = TypeVar("CodedType", Unit, Product, WorkType, TravelExpense)
HeldType = TypeVar("HeldType", Customer, Product, WorkType, TravelExpense, Status)


class RestOperations:
    """Reads invoices and registers, marks invoices, and changes products and statuses.

    Args:
        state: what the calls speak about.
        paging: cuts lists.
        converts_ids: whether SOAP's ids are converted.
    """

    def __init__(self, state: State, paging: Paging, *, converts_ids: bool) -> None:
        self._state = state
        self._paging = paging
        self._converts_ids = converts_ids
        self._invoices = RestInvoices(state)
        self._origins = RestOrigins(state)
        self._registers = RestRegisters(state)

    def routes(self) -> list[Route]:
        """Every call but the one for a token."""
        return [
            Route("GET", "/heartbeat/authorized", "", lambda _: None),
            Route("GET", "/v1/invoicestatuses", "settings:read", self.statuses),
            Route("POST", "/v1/invoicestatuses", "settings:write", self.make_status, success=201),
            Route("GET", "/v1/invoicestatuses/{guid}", "settings:read", self.status),
            Route("GET", "/v1/invoices", "invoices:read", self.invoices),
            Route("GET", "/v1/invoices/{guid}", "invoices:read", self.invoice),
            Route("PATCH", "/v1/invoices/{guid}", "invoices:write", self.change_invoice),
            Route("GET", "/v1/invoices/{invoiceGuid}/invoicerows", "invoices:read", self.rows_of_invoice),
            Route("GET", "/v1/invoices/{invoiceGuid}/invoicesettings", "invoices:read", self.invoice_settings),
            Route("GET", "/v1/invoicerows", "invoices:read", self.rows),
            Route("GET", "/v1/invoicerows/{invoiceRowGuid}/projectfees", "invoices:read", self.fees),
            Route("GET", "/v1/invoicerows/{invoiceRowGuid}/projecttravelexpenses", "invoices:read", self.travels),
            Route("GET", "/v1/invoicerows/{invoiceRowGuid}/workhours", "invoices:read", self.hours),
            Route("GET", "/v1/customers", "customers:read", self.customers),
            Route("GET", "/v1/customers/{guid}", "customers:read", self.customer),
            Route("GET", "/v1/customers/{customerGuid}/addresses", "customers:read", self.addresses_of_customer),
            Route("GET", "/v1/addresses", "customers:read", self.addresses),
            Route("GET", "/v1/businessunits", "settings:read", self.units),
            Route("GET", "/v1/bankaccounts", "settings:read", self.bank_accounts),
            Route("GET", "/v1/products", "settings:read", self.products),
            Route("GET", "/v1/products/{guid}", "settings:read", self.product),
            Route("PATCH", "/v1/products/{guid}", "settings:write", self.change_product),
            Route("GET", "/v1/worktypes", "settings:read", self.work_types),
            Route("GET", "/v1/worktypes/{guid}", "settings:read", self.work_type),
            Route("GET", "/v1/travelexpensetypes", "settings:read", self.travel_expenses),
            Route("GET", "/v1/travelexpensetypes/{guid}", "settings:read", self.travel_expense),
            Route("GET", "/v1/localization/countries", "settings:read", lambda _: self._registers.countries()),
            Route("POST", "/v1/guids/convert", "settings:read", self.convert_ids),
        ]

    def _key(self, guid: str) -> str:
        """The key behind an id; empty where it can be nobody's."""
        try:
            return self._state.rest_ids.key_of(guid) or ""
        except MalformedId:
            return ""

    def _keys(self, query: Query, name: str) -> frozenset[str] | None:
        """The keys behind a repeated parameter; None where it is not there."""
        guids = query.texts(name)
        return frozenset(self._key(guid) for guid in guids) if guids else None

    def _one(self, shelf: Shelf[HeldType], guid: str) -> HeldType:
        """The record of a register with an id."""
        found = shelf.get(self._key(guid))
        if found is None:
            raise not_found()
        return found

    # --- invoices

    def _entry(self, guid: str) -> Entry:
        entry = self._state.invoices.entry(self._key(guid))
        if entry is None:
            raise not_found()
        return entry

    def _rendered(self, entry: Entry) -> Values:
        return self._invoices.invoice(self._state.invoices.invoice(entry))

    def invoices(self, call: Call) -> Page[Values]:
        """Invoices, oldest number first, by status, customer, number or time of change."""
        return self._paging.by_token(self._entries(call.query), call.query).rendered(self._rendered)

    def _entries(self, query: Query) -> list[Entry]:
        shelf = self._state.invoices
        keys = self._keys(query, "invoiceStatusGuids")
        if keys is None:
            entries = shelf.in_order()
        else:
            names = [status.name for status in self._state.statuses if status.key in keys]
            found = [entry for name in names for entry in shelf.in_status(name)]
            entries = sorted(found, key=lambda entry: entry.order)
        since = query.moment("changedSince")
        numbers = query.numbers("numbers")
        customers = self._keys(query, "customerGuids")
        return [
            entry
            for entry in entries
            if (since is None or entry.updated >= since)
            and (not numbers or entry.number in numbers)
            and (customers is None or not customers.isdisjoint(entry.customer_keys))
        ]

    def invoice(self, call: Call) -> Values:
        """One invoice."""
        return self._rendered(self._entry(call.guid))

    def change_invoice(self, call: Call) -> list[Values]:
        """Puts an invoice into a status; gives the invoices that were changed, as they are now."""
        entry = self._entry(call.guid)
        status = wanted_status(call.body, self._status)
        if status is None:
            return []
        if not call.is_idle:
            put_into_status(self._state, entry.key, status)
        return [self._rendered(self._entry(call.guid))]

    def _status(self, guid: str) -> Status | None:
        return self._state.statuses.get(self._key(guid))

    def rows_of_invoice(self, call: Call) -> Page[Values]:
        """The rows of one invoice."""
        rows = self._invoices.rows(self._state.invoices.invoice(self._entry(call.guid)))
        return self._paging.by_token(rows, call.query, _MOST_ROWS)

    def rows(self, call: Call) -> Page[Values]:
        """The rows of all invoices in the order in which they were made, from a moment on."""
        since = call.query.moment("changedSince")
        offset, count = self._paging.window(call.query, _MOST_ROWS)
        entries = [each for each in self._state.invoices if since is None or each.inserted >= since]
        found: list[Values] = []
        passed = 0
        for entry in sorted(entries, key=lambda each: each.insertion_order):
            first = max(offset - passed, 0)
            passed += entry.row_count
            if first < entry.row_count and len(found) < count:
                found += self._invoices.rows(self._state.invoices.invoice(entry))[first:]
        return self._paging.page(found[:count], offset, passed)

    def invoice_settings(self, call: Call) -> Values:
        """How an invoice is written: above all whether it is reverse charged."""
        return self._invoices.settings(self._state.invoices.invoice(self._entry(call.guid)))

    def fees(self, call: Call) -> Page[Values]:
        """The products behind a row."""
        return self._paging.by_token(self._origins_of_row(call, self._origins.fees), call.query)

    def travels(self, call: Call) -> Page[Values]:
        """The travel expenses behind a row."""
        return self._paging.by_token(self._origins_of_row(call, self._origins.travel_expenses), call.query, _MOST_ROWS)

    def hours(self, call: Call) -> Page[Values]:
        """The hour entries behind a row."""
        return self._paging.by_token(self._origins_of_row(call, self._origins.hours), call.query, _MOST_ROWS)

    def _origins_of_row(self, call: Call, render: Callable[[Invoice, Row], list[Values]]) -> list[Values]:
        found = self._state.row(self._key(call.guid))
        if found is None:
            raise not_found()
        return render(*found)

    # --- statuses

    def statuses(self, call: Call) -> Page[Values]:
        """Invoice statuses, also those switched off unless only active ones are asked for."""
        active = call.query.truth("active")
        found = [each for each in self._state.statuses if active in (None, each.is_active)]
        found.sort(key=lambda status: status.sort_order)
        return by_first_row(found, call.query, _MOST_ROWS).rendered(self._registers.status)

    def status(self, call: Call) -> Values:
        """One invoice status."""
        return self._registers.status(self._one(self._state.statuses, call.guid))

    def make_status(self, call: Call) -> Values:
        """Makes an invoice status."""
        return self._registers.status(made_status(self._state, call.body))

    # --- registers

    def customers(self, call: Call) -> Page[Values]:
        """Customers, also inactive ones unless only active ones are asked for."""
        numbers = call.query.numbers("numbers")
        internal = call.query.truth("isInternal")
        found = [
            each
            for each in _chosen(self._state.customers, call.query, "isActive")
            if (not numbers or each.number in numbers) and internal in (None, each.is_internal)
        ]
        return self._paging.by_token(found, call.query).rendered(self._registers.customer)

    def customer(self, call: Call) -> Values:
        """One customer."""
        return self._registers.customer(self._one(self._state.customers, call.guid))

    def addresses_of_customer(self, call: Call) -> Page[Values]:
        """The addresses of one customer."""
        key = self._one(self._state.customers, call.guid).key
        found = [each for each in self._state.addresses if each.customer_key == key]
        return by_first_row(found, call.query, _MOST_ROWS).rendered(self._registers.address)

    def addresses(self, call: Call) -> Page[Values]:
        """The addresses of all customers, from a moment of change on."""
        found = _changed(self._state.addresses, call.query)
        return by_first_row(found, call.query, _MOST_ROWS).rendered(self._registers.address)

    def units(self, call: Call) -> Page[Values]:
        """Business units."""
        found = _of_code(_chosen(self._state.units, call.query, "active"), call.query)
        return by_first_row(found, call.query, _MOST_ROWS).rendered(self._registers.unit)

    def bank_accounts(self, call: Call) -> Page[Values]:
        """The bank accounts of the business units: none of them is switched off."""
        units = self._keys(call.query, "businessUnitGuid")
        is_wanted = call.query.truth("active") is not False
        found = [
            account
            for unit in self._state.units
            if is_wanted and (units is None or unit.key in units)
            for account in self._registers.bank_accounts(unit)
        ]
        return by_first_row(found, call.query, _MOST_ROWS)

    def products(self, call: Call) -> Page[Values]:
        """Products."""
        found = _of_code(_chosen(self._state.products, call.query, "isActive"), call.query)
        return self._paging.by_token(found, call.query).rendered(self._registers.product)

    def product(self, call: Call) -> Values:
        """One product."""
        return self._registers.product(self._one(self._state.products, call.guid))

    def change_product(self, call: Call) -> list[Values]:
        """Changes code or name of a product; gives the products that were changed, as they are now."""
        product = self._one(self._state.products, call.guid)
        patched = patched_product(self._state, product, call.body)
        if patched is None:
            return []
        if call.is_idle:
            return [self._registers.product(product)]
        with self._state.change() as now:
            return [self._registers.product(self._state.products.put(replace(patched, updated=now)))]

    def work_types(self, call: Call) -> Page[Values]:
        """Work types."""
        found = _of_code(_chosen(self._state.work_types, call.query, "active"), call.query)
        return by_first_row(found, call.query, _MOST_ROWS).rendered(self._registers.work_type)

    def work_type(self, call: Call) -> Values:
        """One work type."""
        return self._registers.work_type(self._one(self._state.work_types, call.guid))

    def travel_expenses(self, call: Call) -> Page[Values]:
        """Travel expense types."""
        found = _of_code(_chosen(self._state.travel_expenses, call.query, "active"), call.query)
        return by_first_row(found, call.query).rendered(self._registers.travel_expense)

    def travel_expense(self, call: Call) -> Values:
        """One travel expense type."""
        return self._registers.travel_expense(self._one(self._state.travel_expenses, call.guid))

    def convert_ids(self, call: Call) -> list[Values]:
        """SOAP's ids as REST's."""
        return converted_ids(self._state, call.body, converts_ids=self._converts_ids)


def _changed(records: Iterable[DatedType], query: Query) -> list[DatedType]:
    """The records that were changed since a moment, or all."""
    since = query.moment("changedSince")
    return [each for each in records if since is None or each.updated >= since]


def _chosen(records: Iterable[EntryType], query: Query, active: str) -> list[EntryType]:
    """The same, and of these only those in use, or only those that are not, if the parameter says so."""
    in_use = query.truth(active)
    return [each for each in _changed(records, query) if in_use in (None, each.is_active)]


def _of_code(records: list[CodedType], query: Query) -> list[CodedType]:
    code = query.text("code")
    return [each for each in records if code in (None, each.code)]
