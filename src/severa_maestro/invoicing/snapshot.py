"""An invoice and a customer as JSON, there and back, and the digests that tell whether they have changed."""

import hashlib
import json
from decimal import Decimal

from pydantic import TypeAdapter

from severa_maestro.invoicing.invoice import Invoice, InvoiceRow
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


def booked_digest(invoice: Invoice) -> str:
    """Changes only with what is booked: tells whether an invoice that comes again is still the same.

    Severa's ids are left out (they differ between SOAP and REST, and Severa has changed them before), and so is what
    happens to an invoice after it is sent: its status, its payment, that it was credited.
    """
    booked = [
        invoice.number,
        str(invoice.invoice_date),
        str(invoice.due_date),
        invoice.is_credit_note,
        invoice.is_reverse_charged,
        invoice.currency,
        None if invoice.currency_rate is None else str(plain(invoice.currency_rate)),
        invoice.buyer.customer_number,
        invoice.reference_number,
        *_amounts(invoice.totals.excluding_vat.amount, invoice.totals.vat.amount, invoice.totals.including_vat.amount),
        [_booked_row(row) for row in invoice.rows],
    ]
    return digest(json.dumps(booked, ensure_ascii=False))


def _booked_row(row: InvoiceRow) -> list[object]:
    amounts = (row.quantity, row.excluding_vat.amount, row.vat.amount, row.including_vat.amount, row.effective_vat_rate)
    return [*sorted(row.codes), row.name, row.text, row.unit, *_amounts(*amounts)]


def _amounts(*numbers: Decimal) -> list[str]:
    return [str(plain(number)) for number in numbers]
