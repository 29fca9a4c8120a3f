"""The operations of the registers: customers, addresses, contacts, business units, products, work types, currencies."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from severa_maestro.sandbox.operations_invoices import Handler, key_of, to_the_minute
from severa_maestro.sandbox.records import Customer, Place, Unit
from severa_maestro.sandbox.shelves import Shelf
from severa_maestro.sandbox.soap_faults import general_failure, not_found
from severa_maestro.sandbox.soap_registers import SoapRegisters
from severa_maestro.sandbox.state import State

Values = dict[str, Any]

# Option bits: of customers (AccountGetOptions) …
_NEW_ONLY = 1
_WITH_INACTIVE = 2
_WITHOUT_UNNUMBERED = 4
_ADDRESS_CHANGES = 64
_CONTACT_CHANGES = 128
# … and of business units.
_WITH_ROOT = 4
_WHOLE_HIERARCHY = 8


class Dated(Protocol):
    """A record that knows when it was made and changed."""

    @property
    def inserted(self) -> datetime:
        """When it was made."""

    @property
    def updated(self) -> datetime:
        """When it was changed last."""


DatedType = TypeVar("DatedType", bound=Dated)


def _since(records: Iterable[DatedType], start: datetime, *, new_only: bool) -> list[DatedType]:
    """Those that were made or changed in the minute of ``start`` or later."""
    first = to_the_minute(start)
    return [each for each in records if to_the_minute(each.inserted if new_only else each.updated) >= first]


class RegisterOperations:
    """Reads the registers, and changes codes and customers."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._records = SoapRegisters(state)

    def handlers(self) -> dict[str, Handler]:
        """The operations by name; each takes the contract's parameters, in the contract's order."""
        state, records = self._state, self._records
        return {
            "GetCustomerByGUID": self._one(state.customers, records.customer, "Customer"),
            "UpdateCustomer": self.update_customer,
            "GetCustomersChangedSince": self.customers_since,
            "GetAllCustomers": self.all_customers,
            "GetAddressByGUID": self._one(state.addresses, records.address, "Address"),
            "GetAddressesChangedSince": self.addresses_since,
            "GetBillingAddress": self.own_billing_address,
            "GetFirstAccountsBillingAddress": self.billing_address,
            "GetContactByGUID": self._one(state.contacts, records.contact, "Contact"),
            "GetContactsByAccountGUID": self.contacts_of,
            "GetContactsChangedSince": self.contacts_since,
            "GetBusinessUnitByGUID": self._one(state.units, records.unit, "Business unit"),
            "GetBusinessUnitByCode": self.unit_by_code,
            "GetBusinessUnitHierarchy": self.units_under,
            "GetBusinessUnitsChangedSince": self.units_since,
            "GetProductByGUID": self._one(state.products, records.product, "Product"),
            "GetProductByCode": self._by_code(state.products, records.product, with_inactive=False),
            "GetProductByCodeIncludeInactive": self._by_code(state.products, records.product, with_inactive=True),
            "UpdateProduct": self._update(state.products, records.product, _product_changes),
            "GetProductsChangedSince": self._changed(state.products, records.product),
            "GetTravelExpenseByGUID": self._one(state.travel_expenses, records.travel_expense, "Travel expense"),
            "GetTravelExpenseByCode": self._by_code(state.travel_expenses, records.travel_expense, with_inactive=False),
            "GetTravelExpenseByCodeIncludeInactive": self._by_code(
                state.travel_expenses, records.travel_expense, with_inactive=True
            ),
            "UpdateTravelExpense": self._update(
                state.travel_expenses, records.travel_expense, _travel_expense_changes, is_not_found_told=True
            ),
            "GetTravelExpensesChangedSince": self._changed(state.travel_expenses, records.travel_expense),
            "GetWorkTypeByHourGUID": self.work_type_of_hour,
            "GetWorkTypeByGUID": self._one(state.work_types, records.work_type, "Work type"),
            "GetWorkTypesByPhaseGUID": self.work_types_of_phase,
            "GetAllWorkTypes": lambda: [records.work_type(each) for each in state.work_types if each.is_active],
            "UpdateWorkType": self._update(state.work_types, records.work_type, _work_type_changes),
            "GetWorkTypesChangedSince": self._changed(state.work_types, records.work_type),
            "GetCurrencyByGUID": self._one(state.currencies, records.currency, "Currency"),
            "GetCurrencyByIsoCode": self.currency_by_code,
            "GetCurrencies": lambda: [records.currency(each) for each in state.currencies],
        }

    def _one(self, shelf: Shelf[Any], rendered: Callable[[Any], Values], what: str) -> Handler:
        def find(guid: str | None) -> Values:
            found = shelf.get(key_of(self._state, guid))
            if found is None:
                raise not_found(f"{what} could not be found.")
            return rendered(found)

        return find

    def _by_code(self, shelf: Shelf[Any], rendered: Callable[[Any], Values], *, with_inactive: bool) -> Handler:
        def find(code: str | None) -> Values:
            for each in shelf:
                if code and each.code == code and (each.is_active or with_inactive):
                    return rendered(each)
            raise not_found(f"Nothing could be found by the code {code}.")

        return find

    def _changed(self, shelf: Shelf[Any], rendered: Callable[[Any], Values]) -> Handler:
        def find(start: datetime, options: int) -> list[Values]:
            changed = _since(shelf, start, new_only=bool(options & _NEW_ONLY))
            return [rendered(each) for each in changed if each.is_active or options & _WITH_INACTIVE]

        return find

    def _update(
        self,
        shelf: Shelf[Any],
        rendered: Callable[[Any], Values],
        changes: Callable[[Values], Values],
        *,
        is_not_found_told: bool = False,
    ) -> Handler:
        """Takes a record of a register as it is given: what is nil or missing is emptied, as WCF's services may do.

        Faults are of the kinds that the contract declares: NotFound only for some, Validation for none.
        """

        def update(given: Values | None) -> Values:
            found = shelf.get(key_of(self._state, (given or {}).get("GUID")))
            if given is None or found is None:
                message = f"The {shelf.kind} to update could not be found."
                raise not_found(message) if is_not_found_told else general_failure(message)
            if self._state.is_code_taken(shelf, found.key, given["Code"] or ""):
                raise general_failure(f"The code {given['Code']} is used by another {shelf.kind}.")
            with self._state.change() as now:
                if self._state.newer_members:
                    self._state.set_zone(found.key, given["Zone"])
                return rendered(shelf.put(replace(found, **changes(given), updated=now)))

        return update

    # --- customers

    def customers_since(self, start: datetime, options: int) -> list[Values]:
        """Customers that were changed; with their option bits also those whose address or contact was."""
        new_only = bool(options & _NEW_ONLY)
        changed = {each.key for each in _since(self._state.customers, start, new_only=new_only)}
        if options & _ADDRESS_CHANGES:
            changed |= {each.customer_key for each in _since(self._state.addresses, start, new_only=new_only)}
        if options & _CONTACT_CHANGES:
            changed |= {each.customer_key for each in _since(self._state.contacts, start, new_only=new_only)}
        return [self._records.customer(each) for each in self._customers(options) if each.key in changed]

    def all_customers(self, options: int, first: int, count: int) -> list[Values]:
        """One page of the customers."""
        page = self._customers(options)[max(first, 0) : max(first, 0) + max(count, 0)]
        return [self._records.customer(each) for each in page]

    def _customers(self, options: int) -> list[Customer]:
        return [
            each
            for each in self._state.customers
            if (each.is_active or options & _WITH_INACTIVE)
            and (each.number is not None or not options & _WITHOUT_UNNUMBERED)
        ]

    def update_customer(self, given: Values | None) -> Values:
        """Takes the fields of a customer as they are given, nil ones too."""
        found = self._state.customers.get(key_of(self._state, (given or {}).get("GUID")))
        if given is None or found is None:
            raise general_failure("The customer to update could not be found.")
        changed = self._state.edit_customer(
            found.key,
            number=given["Number"],
            name=given["Name"] or found.name,
            vat_number=given["VatNumber"] or "",
            email=given["Email"] or "",
            website=given["Website"] or "",
            payment_term=given["PaymentTerm"],
            overdue_interest=given["OverdueInterest"],
            is_active=given["IsActive"],
            e_address=given["eInvoiceAddress"] or "",
            e_operator=given["eInvoiceOperator"] or "",
            notes=given["Notes"] or "",
        )
        return self._records.customer(changed)

    # --- addresses and contacts

    def _customer_key(self, account: str | None) -> str | None:
        """The customer who is meant; None for all."""
        return (key_of(self._state, account) or "") if account else None

    def addresses_since(self, account: str | None, start: datetime, options: int) -> list[Values]:
        """Addresses that were changed, of one customer or of all."""
        wanted = self._customer_key(account)
        changed = _since(self._state.addresses, start, new_only=bool(options & _NEW_ONLY))
        return [self._records.address(each) for each in changed if wanted in (None, each.customer_key)]

    def billing_address(self, account: str | None) -> Values:
        """The first billing address of a customer."""
        wanted = key_of(self._state, account)
        for each in self._state.addresses:
            if each.customer_key == wanted and each.is_billing:
                return self._records.address(each)
        raise not_found("Billing address could not be found.")

    def own_billing_address(self) -> Values:
        """The billing address of the organisation itself."""
        unit = next(iter(self._state.units))
        place: Place = unit.place
        return {
            "Addressline": place.street,
            "City": place.town,
            "CountryCode": place.country_code,
            "CountryName": place.country,
            "GUID": self._state.opaque("address-own"),
            "IsBillingAddress": True,
            "PostalCode": place.post_code,
        }

    def contacts_of(self, account: str | None) -> list[Values]:
        """The contact persons of a customer."""
        wanted = key_of(self._state, account)
        if self._state.customers.get(wanted) is None:
            raise not_found("Account could not be found.")
        return [self._records.contact(each) for each in self._state.contacts if each.customer_key == wanted]

    def contacts_since(self, account: str | None, start: datetime, options: int) -> list[Values]:
        """Contact persons that were changed, of one customer or of all."""
        wanted = self._customer_key(account)
        changed = _since(self._state.contacts, start, new_only=bool(options & _NEW_ONLY))
        return [
            self._records.contact(each)
            for each in changed
            if wanted in (None, each.customer_key) and (each.is_active or options & _WITH_INACTIVE)
        ]

    # --- business units

    def unit_by_code(self, code: str | None) -> Values | None:
        """The unit with a code; nil where there is none, since the contract declares no NotFound here."""
        found = next((each for each in self._state.units if each.code == code), None)
        return self._records.unit(found) if found else None

    def units_under(self, root: str | None, options: int) -> list[Values]:
        """The units under one; without a root under the organisation itself."""
        key = key_of(self._state, root) if root else next(iter(self._state.units)).key
        if self._state.units.get(key) is None:
            raise not_found("Business unit could not be found.")
        return [self._records.unit(each) for each in self._below(key or "", options)]

    def _below(self, key: str, options: int) -> list[Unit]:
        below = self._state.units_below(key)
        return [
            each
            for each in self._state.units
            if (each.is_active or options & _WITH_INACTIVE)
            and (
                (each.key == key and options & _WITH_ROOT)
                or (each.key != key and each.key in below and (each.parent_key == key or options & _WHOLE_HIERARCHY))
            )
        ]

    def units_since(self, root: str | None, start: datetime, options: int) -> list[Values]:
        """Units that were changed; without a root of the whole organisation."""
        changed = _since(self._state.units, start, new_only=bool(options & _NEW_ONLY))
        key = key_of(self._state, root) if root else None
        keys = {each.key for each in (self._below(key, options) if key else self._state.units)}
        return [
            self._records.unit(each)
            for each in changed
            if each.key in keys and (each.is_active or options & _WITH_INACTIVE)
        ]

    # --- work types and currencies

    def work_type_of_hour(self, guid: str | None) -> Values:
        """The work type as which an hour entry was done."""
        found = self._state.work_type_of_hour(key_of(self._state, guid) or "")
        if found is None:
            raise not_found("Hour entry could not be found.")
        return self._records.work_type(found)

    def work_types_of_phase(self, guid: str | None) -> list[Values]:
        """The work types of a phase: all active ones."""
        if not (key_of(self._state, guid) or "").startswith("phase-"):
            raise not_found("Phase could not be found.")
        return [self._records.work_type(each) for each in self._state.work_types if each.is_active]

    def currency_by_code(self, code: str | None) -> Values:
        """The currency with an ISO code."""
        found = next((each for each in self._state.currencies if each.code == code), None)
        if found is None:
            raise not_found("Currency could not be found.")
        return self._records.currency(found)


def _work_type_changes(given: Values) -> Values:
    """What a ``WorkType`` makes of a work type."""
    return {
        "code": given["Code"] or "",
        "name": given["Name"] or "",
        "is_active": given["IsActive"],
        "is_default": given["IsDefault"],
        "is_productive": given["IsProductive"],
    }


def _travel_expense_changes(given: Values) -> Values:
    """What a ``TravelExpense`` makes of a travel expense."""
    return {
        "code": given["Code"] or "",
        "name": given["Name"] or "",
        "unit": given["MeasurementUnit"] or "",
        "price": given["UnitPrice"],
        "vat_rate": given["VAT"],
        "is_active": given["IsActive"],
    }


def _product_changes(given: Values) -> Values:
    """What a ``Product`` makes of a product."""
    return {**_travel_expense_changes(given), "cost": given["UnitCost"]}
