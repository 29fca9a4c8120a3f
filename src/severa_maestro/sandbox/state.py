"""The state of a sandbox: what its Severa holds, and how a test or a person changes it behind the client's back.

Nothing here knows SOAP or REST. Every public method takes the lock, and what it changes is committed when it returns.
"""

from dataclasses import replace
from typing import Any, TypeVar

from severa_maestro.sandbox.records import Address, Contact, Customer, Product, TravelExpense, Unit, WorkType
from severa_maestro.sandbox.shelves import Shelf
from severa_maestro.sandbox.state_clients import ClientState
from severa_maestro.sandbox.state_invoices import InvoiceState, NotHere

RegisterEntry = TypeVar("RegisterEntry", Product, TravelExpense, WorkType)


class State(InvoiceState, ClientState):
    """What a Severa holds: see ``StateCore`` for its arguments."""

    def customer(self, which: str | int) -> Customer:
        """A customer by its key, opaque id, number or name.

        Raises:
            NotHere: there is none.
        """
        with self.lock:
            found = self.customers.get(self.key_of(which)) if isinstance(which, str) else None
            found = found or next((each for each in self.customers if which in (each.number, each.name)), None)
            if found is None:
                raise NotHere(f"There is no customer {which!r}.")
            return found

    def edit_customer(self, which: str | int, **changes: Any) -> Customer:
        """Changes fields of a customer; ``updated`` is touched unless it is given."""
        with self.change() as now:
            return self.customers.put(replace(self.customer(which), **{"updated": now, **changes}))

    def address_of(self, which: str | int) -> Address:
        """The first address of a customer."""
        key = self.customer(which).key
        return next(each for each in self.addresses if each.customer_key == key)

    def edit_address(self, which: str | int, **changes: Any) -> Address:
        """Changes the place (street, post_code, town, …) of a customer's first address; the customer is not touched."""
        with self.change() as now:
            address = self.address_of(which)
            return self.addresses.put(replace(address, place=replace(address.place, **changes), updated=now))

    def edit_contact(self, which: str | int, **changes: Any) -> Contact:
        """Changes fields of a customer's first contact; the customer itself is not touched."""
        with self.change() as now:
            key = self.customer(which).key
            contact = next(each for each in self.contacts if each.customer_key == key)
            return self.contacts.put(replace(contact, **{"updated": now, **changes}))

    def delete_customer(self, which: str | int) -> None:
        """Deletes a customer with its addresses and contacts; its invoices stay."""
        with self.change():
            customer = self.customer(which)
            for shelf in (self.addresses, self.contacts):
                for each in [each for each in shelf if each.customer_key == customer.key]:
                    shelf.delete(each.key)
            self.customers.delete(customer.key)

    def edit_product(self, code: str, **changes: Any) -> Product:
        """Changes a product, found by its code; rows that were written before keep theirs."""
        return self._edit_by_code(self.products, code, changes)

    def edit_travel_expense(self, code: str, **changes: Any) -> TravelExpense:
        """Changes a travel expense, found by its code."""
        return self._edit_by_code(self.travel_expenses, code, changes)

    def edit_work_type(self, code: str, **changes: Any) -> WorkType:
        """Changes a work type, found by its code."""
        return self._edit_by_code(self.work_types, code, changes)

    def _edit_by_code(self, shelf: Shelf[RegisterEntry], code: str, changes: dict[str, Any]) -> RegisterEntry:
        with self.change() as now:
            found = next((each for each in shelf if each.code == code), None)
            if found is None:
                raise NotHere(f"There is no {shelf.kind} with the code {code!r}.")
            return shelf.put(replace(found, **{"updated": now, **changes}))

    def units_below(self, unit_key: str) -> frozenset[str]:
        """A business unit and all under it."""
        found = {unit_key}
        grown = True
        while grown:
            below = {unit.key for unit in self.units if unit.parent_key in found}
            grown = not below <= found
            found |= below
        return frozenset(found)

    def sending_unit(self, unit_key: str) -> Unit:
        """The unit in whose name a unit's invoices go out: the nearest one upwards that has a VAT number."""
        unit = self.units.get(unit_key)
        while unit is not None and not unit.vat_number:
            unit = self.units.get(unit.parent_key)
        return unit or next(iter(self.units))

    def holds(self, key: str) -> bool:
        """Whether there is an invoice, a row or an entry of a register with this key."""
        if key.startswith("row-"):
            entry = self.invoices.entry("invoice-" + key.removeprefix("row-").partition(".")[0])
            return entry is not None and any(row.key == key for row in self.invoices.invoice(entry).rows)
        shelves = (
            *(self.invoices.entry, self.statuses.get, self.units.get, self.customers.get, self.addresses.get),
            *(self.contacts.get, self.projects.get, self.products.get, self.travel_expenses.get),
            *(self.work_types.get, self.currencies.get),
        )
        return any(find(key) is not None for find in shelves)
