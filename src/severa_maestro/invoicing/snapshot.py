"""An invoice and a customer as JSON, there and back, and the digests that tell whether they have changed."""

import hashlib
import json
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


def whole_digest(invoice: Invoice) -> str:
    """Changes with any member of the invoice."""
    return digest(invoice_to_json(invoice))


#: What of an invoice may change without its booking being another: Severa's ids (they differ between SOAP and REST, and
#: Severa has changed them before); what happens to an invoice after it is sent; labels that Severa takes from its other
#: registers as they are now (a renamed project, person or unit); and how to reach the parties.
NOT_BOOKED: Any = {
    "guid": True,
    "status": True,
    "is_credited": True,
    "payment_date": True,
    "credits_guid": True,
    "numbering_unit": True,
    "unit": True,
    "project": {"guid", "name"},
    "buyer": {"customer_guid", "customer_number", "contact_name", "email", "phone", "electronic_address"},
    "seller": {"contact_name", "email", "phone", "electronic_address"},
    "rows": {
        "__all__": {
            "guid": True,
            "person": True,
            "cost": True,
            "project": {"guid", "name"},
            "cost_centre": {"guid", "name"},
        }
    },
}


def booked_digest(invoice: Invoice) -> str:
    """Changes with anything that is booked: tells whether an invoice that comes again is still the same.

    Numbers count by their value: 100 and 100.00 are one. What does not count is in ``NOT_BOOKED``.
    """
    booked = _INVOICE.dump_python(invoice, exclude=NOT_BOOKED, exclude_defaults=True)
    return digest(json.dumps(booked, ensure_ascii=False, sort_keys=True, default=_as_text))


def _as_text(value: object) -> str:
    return str(plain(value)) if isinstance(value, Decimal) else str(value)
