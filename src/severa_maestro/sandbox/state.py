"""The state of a sandbox: what its Severa holds, and how a test or a person changes it behind the client's back.

Nothing here knows SOAP or REST. Every public method takes the lock, and what it changes is committed when it returns.
"""

from dataclasses import replace
from typing import Any, TypeVar

from severa_maestro.sandbox.records import Address, Contact, Customer, Product, Row, TravelExpense, Unit, WorkType
from severa_maestro.sandbox.shelves import Shelf
from severa_maestro.sandbox.state_clients import ClientState
from severa_maestro.sandbox.state_core import NotHere
from severa_maestro.sandbox.state_invoices import InvoiceState
from severa_maestro.sandbox.state_switches import SwitchState

RegisterEntry = TypeVar("RegisterEntry", Product, TravelExpense, WorkType)


class State(InvoiceState, ClientState, SwitchState):
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

    def edit_product(self, which: str, /, **changes: Any) -> Product:
        """Changes a product, found by its code, key or opaque id; rows that were written before keep theirs."""
        return self._edit_item(self.products, which, changes)

    def edit_travel_expense(self, which: str, /, **changes: Any) -> TravelExpense:
        """Changes a travel expense, found likewise."""
        return self._edit_item(self.travel_expenses, which, changes)

    def edit_work_type(self, which: str, /, **changes: Any) -> WorkType:
        """Changes a work type, found likewise."""
        return self._edit_item(self.work_types, which, changes)

    def _edit_item(self, shelf: Shelf[RegisterEntry], which: str, changes: dict[str, Any]) -> RegisterEntry:
        with self.change() as now:
            found = shelf.get(self.key_of(which)) or next((each for each in shelf if each.code == which), None)
            if found is None:
                raise NotHere(f"There is no {shelf.kind} {which!r}.")
            return shelf.put(replace(found, **{"updated": now, **changes}))

    @property
    def right_codes(self) -> dict[str, str]:
        """The code of the product in Maestro that is right for each item of long registers, by the item's key.

        Such as ``B12``; ``A0`` where Maestro has none that is right.
        """
        return {truth.key: truth.right_code for truth in self.truths}

    @property
    def gap_keys(self) -> list[str]:
        """The items of long registers whose code led to no active product at first: the most used one first."""
        gaps = [truth for truth in self.truths if truth.is_gap]
        return [truth.key for truth in sorted(gaps, key=lambda truth: -truth.use)]

    def is_code_taken(self, shelf: Shelf[RegisterEntry], key: str, code: str) -> bool:
        """Whether ``unique_codes`` forbids the code to an item: another active one of its register has it."""
        others = (each for each in shelf if each.is_active and each.key != key)
        return self.unique_codes and bool(code) and any(each.code == code for each in others)

    def code_of_row(self, row: Row) -> str:
        """The code that goes out with a row: that of when it was made, or with ``rows_follow_registers`` today's."""
        if not self.rows_follow_registers:
            return row.code
        items: list[Product | TravelExpense | WorkType | None] = []
        for key in row.article_keys:
            items += [self.products.get(key), self.travel_expenses.get(key)]
        items += [self.work_type_of_hour(key) for key in row.hour_keys]
        return ",".join(dict.fromkeys(item.code for item in items if item is not None and item.code))

    def work_type_of_hour(self, hour_key: str) -> WorkType | None:
        """The work type as which an hour entry was done; None where the key is no hour's."""
        kind, _, number = hour_key.partition("@")
        return self.work_types.get(f"work-type-{number}") if kind.startswith("hour-") else None

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
        shelves = (
            *(self.invoices.entry, self.statuses.get, self.units.get, self.customers.get, self.addresses.get),
            *(self.contacts.get, self.projects.get, self.products.get, self.travel_expenses.get),
            *(self.work_types.get, self.currencies.get),
        )
        return self.row(key) is not None or any(find(key) is not None for find in shelves)
