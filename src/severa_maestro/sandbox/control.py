"""The controls over HTTP, for tests and people in another process: see ``docs/reference/sandbox.md``."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_type_hints

from severa_maestro.sandbox import records
from severa_maestro.sandbox.faults import Faults
from severa_maestro.sandbox.shelves import Entry, Shelf
from severa_maestro.sandbox.state import State
from severa_maestro.sandbox.state_core import NotHere
from severa_maestro.sandbox.state_switches import SWITCHES

Answer = dict[str, Any]
_Control = Callable[[dict[str, Any]], Answer]


class ControlError(Exception):
    """A control that cannot be carried out."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class Control:
    """Answers controls; every one is a small JSON object in, a JSON object out."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults
        self._controls: dict[tuple[str, str], _Control] = {
            ("GET", "summary"): lambda _: self.summary(),
            ("GET", "items"): lambda _: self.items(),
            ("GET", "faults"): lambda _: self.planted(),
            ("POST", "faults"): self.plant,
            ("POST", "faults/clear"): self.clear_faults,
            ("POST", "invoices/edit"): self.edit_invoice,
            ("POST", "invoices/edit-row"): self.edit_row,
            ("POST", "invoices/status"): self.set_status,
            ("POST", "invoices/waiting"): self.put_back,
            ("POST", "invoices/add"): self.add_invoices,
            ("POST", "invoices/delete"): self.delete_invoice,
            ("POST", "customers/edit"): self.edit_customer,
            ("POST", "customers/edit-address"): self.edit_address,
            ("POST", "customers/edit-contact"): self.edit_contact,
            ("POST", "customers/delete"): self.delete_customer,
            ("POST", "products/edit"): self.edit_register,
            ("POST", "statuses/edit"): self.edit_status,
            ("POST", "statuses/add"): self.add_status,
            ("POST", "statuses/delete"): self.delete_status,
            ("POST", "switches"): self.switches,
            ("POST", "rights"): self.rights,
            ("POST", "quota"): self.quota,
            ("POST", "ids/change"): self.change_ids,
            ("POST", "rest/expire-tokens"): self.expire_tokens,
            ("POST", "rest/revoke-secret"): self.revoke_secret,
            ("POST", "rest/restore-secret"): self.restore_secret,
            ("POST", "rest/scopes"): self.scopes,
        }

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """Carries out one control.

        Raises:
            ControlError: there is no such control, or it cannot be done so.
        """
        control = self._controls.get((method, path))
        if control is None:
            known = ", ".join(f"{verb} /sandbox/{name}" for verb, name in self._controls)
            raise ControlError(f"There is no control {method} {path}. There are: {known}", 404)
        try:
            given = json.loads(body) if body.strip() else {}
            if not isinstance(given, dict):
                raise ControlError("The body must be a JSON object.")
            return control(given)
        except NotHere as error:
            raise ControlError(str(error), 404) from error
        except KeyError as error:
            raise ControlError(f"The body lacks {error}.") from error
        except (TypeError, ValueError, InvalidOperation, IndexError) as error:
            raise ControlError(str(error)) from error

    def summary(self) -> Answer:
        """Every invoice and what is expected of it, sums, calls, quota, and what the REST client may do."""
        with self._state.lock:
            entries = self._state.invoices.in_order()
            return {
                "invoices": [self._line(entry) for entry in entries],
                "sums_by_currency": _sums(entries, lambda entry: entry.currency),
                "sums_by_status": _sums(entries, lambda entry: f"{entry.status} {entry.currency}"),
                "count_by_status": _counts(entries),
                "calls": dict(self._state.calls),
                "quota_used": self._state.quota_used,
                "rest": self._rest(),
            }

    def _line(self, entry: Entry) -> Answer:
        unit = self._state.units.get(entry.numbering_unit_key)
        return {
            "guid": self._state.opaque(entry.key),
            "rest_guid": self._state.rest_opaque(entry.key),
            "number": entry.number,
            "numbering_unit": unit.code if unit else None,
            "status": entry.status,
            "is_credit_note": entry.is_credit_note,
            "currency": entry.currency,
            "total_excluding_vat": format(entry.excluding_vat, "f"),
            "total_vat": format(entry.vat, "f"),
            "total_including_vat": format(entry.including_vat, "f"),
            "hard_case": entry.hard_case or None,
            "expected": entry.expected,
            "fallback_rows": entry.fallback_rows,
        }

    def items(self) -> Answer:
        """Every item of long registers, and what is right for it."""
        state = self._state
        with state.lock:
            shelves: dict[str, Shelf[Any]] = {
                "product": state.products,
                "work_type": state.work_types,
                "travel_expense": state.travel_expenses,
            }
            return {
                "items": [
                    {
                        "register": register,
                        "guid": state.opaque(item.key),
                        "rest_guid": state.rest_opaque(item.key),
                        "code": item.code,
                        "name": item.name,
                        "right_code": truth.right_code,
                        "is_gap": truth.is_gap,
                    }
                    for register, shelf in shelves.items()
                    for item in shelf
                    if (truth := state.truths.get(item.key))
                ]
            }

    def planted(self) -> Answer:
        """The faults that may still strike."""
        return {"faults": [asdict(fault) for fault in self._faults.planted]}

    def plant(self, given: dict[str, Any]) -> Answer:
        """Plants a fault."""
        return asdict(self._faults.plant(**given))

    def clear_faults(self, _given: dict[str, Any]) -> Answer:
        """Takes all faults away."""
        self._faults.clear()
        return self.planted()

    def edit_invoice(self, given: dict[str, Any]) -> Answer:
        """Changes fields of an invoice."""
        invoice = self._state.edit_invoice(_named(given["invoice"]), **_typed(records.Invoice, given["changes"]))
        return self._line(self._state.entry(invoice.key))

    def edit_row(self, given: dict[str, Any]) -> Answer:
        """Changes fields of one row of an invoice."""
        changes = _typed(records.Row, given["changes"])
        invoice = self._state.edit_row(_named(given["invoice"]), int(given["row"]), **changes)
        return self._line(self._state.entry(invoice.key))

    def set_status(self, given: dict[str, Any]) -> Answer:
        """Puts an invoice into a status."""
        invoice = _named(given["invoice"])
        self._state.set_status(invoice, given["status"])
        return self._line(self._state.entry(invoice))

    def put_back(self, given: dict[str, Any]) -> Answer:
        """Puts an invoice back into the waiting status."""
        invoice = _named(given["invoice"])
        self._state.put_back_to_waiting(invoice)
        return self._line(self._state.entry(invoice))

    def add_invoices(self, given: dict[str, Any]) -> Answer:
        """Adds clean invoices to the waiting ones."""
        added = self._state.add_invoices(int(given.get("count", 1)))
        return {"invoices": [self._line(self._state.entry(invoice.key)) for invoice in added]}

    def delete_invoice(self, given: dict[str, Any]) -> Answer:
        """Deletes an invoice."""
        self._state.delete_invoice(_named(given["invoice"]))
        return {"deleted": given["invoice"]}

    def edit_customer(self, given: dict[str, Any]) -> Answer:
        """Changes fields of a customer."""
        customer = self._state.edit_customer(_named(given["customer"]), **_typed(records.Customer, given["changes"]))
        return self._customer(customer)

    def edit_address(self, given: dict[str, Any]) -> Answer:
        """Changes the address of a customer, and nothing else of it."""
        customer = _named(given["customer"])
        self._state.edit_address(customer, **_typed(records.Place, given["changes"]))
        return self._customer(self._state.customer(customer))

    def edit_contact(self, given: dict[str, Any]) -> Answer:
        """Changes the contact person of a customer, and nothing else of it."""
        customer = _named(given["customer"])
        self._state.edit_contact(customer, **_typed(records.Contact, given["changes"]))
        return self._customer(self._state.customer(customer))

    def delete_customer(self, given: dict[str, Any]) -> Answer:
        """Deletes a customer."""
        self._state.delete_customer(_named(given["customer"]))
        return {"deleted": given["customer"]}

    def _customer(self, customer: records.Customer) -> Answer:
        return {
            "guid": self._state.opaque(customer.key),
            "number": customer.number,
            "name": customer.name,
            "vat_number": customer.vat_number,
            "is_active": customer.is_active,
        }

    def edit_register(self, given: dict[str, Any]) -> Answer:
        """Changes a product, work type or travel expense, found by its code."""
        register = given.get("register", "product")
        changes = _typed(_REGISTERS[register], given["changes"])
        changed: records.Product | records.WorkType | records.TravelExpense
        if register == "product":
            changed = self._state.edit_product(given["code"], **changes)
        elif register == "work_type":
            changed = self._state.edit_work_type(given["code"], **changes)
        else:
            changed = self._state.edit_travel_expense(given["code"], **changes)
        return {"guid": self._state.opaque(changed.key), "code": changed.code, "name": changed.name}

    def edit_status(self, given: dict[str, Any]) -> Answer:
        """Changes an invoice status: renames it, switches it off or on, changes what it means."""
        return _status(self._state.edit_status(given["name"], **_typed(records.Status, given["changes"])))

    def add_status(self, given: dict[str, Any]) -> Answer:
        """Makes an invoice status."""
        return _status(self._state.add_status(given["name"], **_typed(records.Status, given.get("members", {}))))

    def delete_status(self, given: dict[str, Any]) -> Answer:
        """Deletes an invoice status."""
        self._state.delete_status(given["name"])
        return {"deleted": given["name"]}

    def switches(self, given: dict[str, Any]) -> Answer:
        """Sets the switches that are named; tells them all."""
        for name, value in _checked(SWITCHES, given).items():
            setattr(self._state, name, value)
        return {name: getattr(self._state, name) for name in SWITCHES}

    def rights(self, given: dict[str, Any]) -> Answer:
        """Takes rights away (``deny``) or gives them back (``allow``), by operation."""
        for operation in given.get("deny", []):
            self._state.deny(operation)
        for operation in given.get("allow", []):
            self._state.allow(operation)
        return {"denied": self._state.denied}

    def quota(self, given: dict[str, Any]) -> Answer:
        """Sets how many calls of the day are used."""
        self._state.quota_used = int(given["used"])
        return {"quota_used": self._state.quota_used}

    def change_ids(self, _given: dict[str, Any]) -> Answer:
        """Gives every record another SOAP id."""
        self._state.change_all_ids()
        return {"scheme": self._state.ids.scheme}

    def expire_tokens(self, _given: dict[str, Any]) -> Answer:
        """Ends all access tokens of REST."""
        self._state.expire_tokens()
        return self._rest()

    def revoke_secret(self, _given: dict[str, Any]) -> Answer:
        """Makes the client's secret and all its tokens void."""
        self._state.revoke_secret()
        return self._rest()

    def restore_secret(self, _given: dict[str, Any]) -> Answer:
        """Makes the client's secret good again."""
        self._state.restore_secret()
        return self._rest()

    def scopes(self, given: dict[str, Any]) -> Answer:
        """Gives a scope to the client (``granted``), or takes it away."""
        if _truth(given["granted"]):
            self._state.give_scope(given["scope"])
        else:
            self._state.take_scope(given["scope"])
        return self._rest()

    def _rest(self) -> Answer:
        state = self._state
        return {
            "scopes": state.scopes,
            "secret_is_revoked": state.secret_is_revoked,
            "refused_calls": dict(state.refused_calls),
        }


def _status(status: records.Status) -> Answer:
    """The status, but for its key."""
    return {name: value for name, value in asdict(status).items() if name != "key"}


def _named(which: str | int) -> str | int:
    """The name of an invoice or a customer; digits in a string are its number, for no key or id is digits alone."""
    return int(which) if isinstance(which, str) and which.isdecimal() else which


def _sums(entries: list[Entry], group: Callable[[Entry], str]) -> Answer:
    sums: dict[str, dict[str, Decimal]] = {}
    for entry in entries:
        line = sums.setdefault(group(entry), dict.fromkeys(("excluding_vat", "vat", "including_vat"), Decimal(0)))
        line["excluding_vat"] += entry.excluding_vat
        line["vat"] += entry.vat
        line["including_vat"] += entry.including_vat
    return {name: {key: format(amount, "f") for key, amount in line.items()} for name, line in sums.items()}


def _counts(entries: list[Entry]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.status] = counts.get(entry.status, 0) + 1
    return counts


def _typed(kind: type[Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Changes as JSON has them, in the types of the record's fields; only plain fields can be changed so."""
    return _checked({name: hint for name, hint in get_type_hints(kind).items() if name != "key"}, changes)


def _checked(hints: Mapping[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in hints:
            raise ControlError(f"There is no field {name!r} to change.")
        typed[name] = _value(hints[name], name, value)
    return typed


def _value(hint: Any, name: str, value: Any) -> Any:
    if value is None:
        if type(None) not in getattr(hint, "__args__", ()):
            raise ControlError(f"{name} must not be null.")
        return None
    for kind, read in _READERS.items():
        if hint is kind or kind in getattr(hint, "__args__", ()):
            return read(value)
    raise ControlError(f"{name} cannot be changed here.")


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ControlError("A truth value must be true or false.")
    return value


def _amount(value: Any) -> Decimal:
    return Decimal(str(value))


_READERS: dict[type[Any], Callable[[Any], Any]] = {
    bool: _truth,
    int: int,
    Decimal: _amount,
    date: date.fromisoformat,
    str: str,
}
_REGISTERS: dict[str, type[Any]] = {
    "product": records.Product,
    "work_type": records.WorkType,
    "travel_expense": records.TravelExpense,
}
