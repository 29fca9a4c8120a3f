"""An invoice and a customer as JSON, there and back, and the digests that tell whether they have changed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.money import plain
from severa_maestro.invoicing.parties import Customer

_INVOICE = TypeAdapter(Invoice)
_CUSTOMER = TypeAdapter(Customer)


def invoice_to_json(invoice: Invoice) -> str:
    """Every member of the invoice; amounts as strings, so that none is rounded. Members left empty are left out."""
    return _INVOICE.dump_json(invoice, exclude_defaults=True).decode()


def invoice_from_json(text: str) -> Invoice:
    """The invoice that ``invoice_to_json`` wrote."""
    return _INVOICE.validate_json(text)


def customer_to_json(customer: Customer) -> str:
    """Every member of the customer that is not empty."""
    return _CUSTOMER.dump_json(customer, exclude_defaults=True).decode()


def customer_from_json(text: str) -> Customer:
    """The customer that ``customer_to_json`` wrote."""
    return _CUSTOMER.validate_json(text)


def digest(*parts: str) -> str:
    """A digest of texts in their order: 64 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


#: What of an invoice may change without its booking being another: Severa's ids (they differ between SOAP and REST, and
#: Severa has changed them before); what happens to an invoice after it is sent; labels that Severa takes from its other
#: registers as they are now (a renamed project, person or unit); and how to reach the parties.
NOT_BOOKED = (
    *("guid", "status", "is_credited", "payment_date", "credits_guid", "numbering_unit", "unit", "not_told"),
    *("project.guid", "project.name"),
    *("buyer.customer_guid", "buyer.customer_number", "buyer.contact_name", "buyer.email", "buyer.phone"),
    "buyer.electronic_address",
    *("seller.contact_name", "seller.email", "seller.phone", "seller.electronic_address"),
    *("rows.guid", "rows.person", "rows.cost", "rows.project.guid", "rows.project.name"),
    *("rows.cost_centre.guid", "rows.cost_centre.name"),
)


def booked_digest(invoice: Invoice) -> str:
    """Changes with anything that is booked: tells whether an invoice that comes again is still the same.

    Numbers count by their value: 100 and 100.00 are one. What does not count is in ``NOT_BOOKED``.
    """
    return digest(_as_json(_INVOICE.dump_python(invoice, exclude=_BOOKED_EXCLUDES, exclude_defaults=True)))


def is_same_booking(one: Invoice, other: Invoice) -> bool:
    """Whether two invoices are booked the same.

    Where they came by different ways into Severa, what only one of the ways tells says nothing; nor does the order of
    the rows, which each way has its own numbers for.
    """
    if one.not_told == other.not_told:
        return booked_digest(one) == booked_digest(other)
    excludes = _excluding((*NOT_BOOKED, *one.not_told, *other.not_told))
    return _told_by_both(one, excludes) == _told_by_both(other, excludes)


def is_same_document(one: Invoice, other: Invoice) -> bool:
    """Whether two invoices with one number are one document: of the same day, to the same cent.

    It asks less than ``is_same_booking``: a text may have been corrected since.
    """
    return (one.number, one.invoice_date, one.is_credit_note, one.totals) == (
        other.number,
        other.invoice_date,
        other.is_credit_note,
        other.totals,
    )


def as_named_now(known: Invoice, arrived: Invoice) -> Invoice:
    """An invoice as it is known here, with the ids and the status under which Severa has it now."""
    return replace(
        known,
        guid=arrived.guid,
        number=arrived.number,
        numbering_unit=arrived.numbering_unit,
        status=arrived.status,
        is_credited=arrived.is_credited,
        payment_date=arrived.payment_date,
        credits_guid=arrived.credits_guid,
        buyer=replace(
            known.buyer,
            customer_guid=arrived.buyer.customer_guid,
            customer_number=arrived.buyer.customer_number,
        ),
    )


def changes(one: Invoice, other: Invoice) -> list[tuple[str, str, str]]:
    """What is booked otherwise of the other invoice: member, what the one has, what the other has.

    Members of rows are named by the row's place, such as ``rows[2].text``. What only one way into Severa tells is no
    change.
    """
    excludes = _excluding((*NOT_BOOKED, *one.not_told, *other.not_told))
    before, now = (_flat(_INVOICE.dump_python(each, exclude=excludes)) for each in (one, other))
    members = [*before, *(member for member in now if member not in before)]
    pairs = ((member, before.get(member, ""), now.get(member, "")) for member in members)
    return [(member, old, new) for member, old, new in pairs if old != new]


def _flat(value: object, place: str = "") -> dict[str, str]:
    """Every member of a dumped invoice by its dotted path, as text."""
    if isinstance(value, dict):
        pairs = ((f"{place}.{name}".lstrip("."), each) for name, each in value.items())
    elif isinstance(value, tuple | list):
        pairs = ((f"{place}[{number}]", each) for number, each in enumerate(value, start=1))
    else:
        return {place: "" if value is None else _as_text(value)}
    return {member: text for path, each in pairs for member, text in _flat(each, path).items()}


def _told_by_both(invoice: Invoice, excludes: dict[str, Any]) -> str:
    told = _INVOICE.dump_python(invoice, exclude=excludes, exclude_defaults=True)
    told["rows"] = sorted(_as_json(row) for row in told.get("rows", ()))
    return _as_json(told)


def _excluding(paths: Iterable[str]) -> dict[str, Any]:
    """Paths such as ``rows.person`` in pydantic's form."""
    excludes: dict[str, Any] = {}
    for path in sorted(paths, key=lambda path: path.count(".")):
        place: Any = excludes
        *parents, name = path.split(".")
        for parent in parents:
            place = place.setdefault(parent, {})
            if place is True:
                break
            if parent == "rows":
                place = place.setdefault("__all__", {})
        else:
            place[name] = True
    return excludes


_BOOKED_EXCLUDES = _excluding(NOT_BOOKED)


def _as_json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_as_text)


def _as_text(value: object) -> str:
    return str(plain(value)) if isinstance(value, Decimal) else str(value)
