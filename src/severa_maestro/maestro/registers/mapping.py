"""From the domain's values to the fields of the registers' tables: one function a table, nothing recomputed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from severa_maestro.errors import DataError
from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.invoice import Invoice, InvoiceRow
from severa_maestro.invoicing.parties import BankAccount, Buyer, Customer, ElectronicAddress, PostalAddress, Seller
from severa_maestro.language import Language, Text
from severa_maestro.maestro.registers import messages
from severa_maestro.maestro.registers.models import SalesInvoiceRow, SalesInvoiceVat
from severa_maestro.maestro.target import MatchedInvoice
from severa_maestro.matching.products import ProductCode

#: What ``rate_field`` holds: three digits and four decimals.
_RATE_LIMIT = Decimal(1000)
_RATE_STEP = Decimal("0.0001")


def customer_fields(customer: Customer) -> dict[str, Any]:
    """The fields of ``RegisterCustomer``, its number among them."""
    text = customer.vat_number
    return {
        "number": customer.number,
        "name": customer.name,
        "business_id": _business_id(text),
        "vat_number": identifiers.vat_number(text) or text,
        **_address("", customer.invoicing_address),
        "email": customer.email,
        **_electronic("", customer.electronic_address),
        "language": customer.language,
        "currency": customer.currency,
        "payment_term_days": customer.payment_term_days,
        "overdue_interest": customer.overdue_interest,
        "is_reverse_charged": customer.is_reverse_charged,
        "is_active": customer.is_active,
    }


def _business_id(text: str) -> str:
    """The Y-tunnus in its one way of writing; a wrong one as it came; empty where it is not meant as one."""
    return identifiers.business_id(text) or (text if identifiers.looks_like_business_id(text) else "")


def invoice_fields(matched: MatchedInvoice) -> dict[str, Any]:
    """The fields of ``SalesInvoice`` but its company and customer.

    Raises:
        DataError: it has no number or no date. The checks before say so with more words.
    """
    invoice = matched.invoice
    return {
        "numbering_unit": matched.numbering_unit,
        "number": number_of(invoice),
        "is_credit_note": invoice.is_credit_note,
        "credits_id": matched.credits_register_id,
        "business_unit_code": invoice.unit.code,
        "business_unit_name": invoice.unit.name,
        "business_unit_vat_number": invoice.unit.vat_number,
        "invoice_date": _date_of(invoice),
        "due_date": invoice.due_date,
        "entry_date": invoice.entry_date,
        "payment_date": invoice.payment_date,
        **_totals(invoice),
        "is_reverse_charged": invoice.is_reverse_charged,
        "reverse_charge_text": invoice.reverse_charge_text,
        "reference_number": invoice.reference_number,
        "our_reference": invoice.our_reference,
        "your_reference": invoice.your_reference,
        "order_number": invoice.order_number,
        "purchase_order_number": invoice.purchase_order_number,
        "payment_term_days": invoice.payment_term_days,
        "payment_term_text": invoice.payment_term_text,
        "overdue_interest": invoice.overdue_interest,
        "virtual_bar_code": invoice.virtual_bar_code,
        "title": invoice.title,
        "notes": invoice.notes,
        "text_before_rows": invoice.text_before_rows,
        "text_after_rows": invoice.text_after_rows,
        "language": invoice.language,
        "project_number": invoice.project.number,
        "project_name": invoice.project.name,
        **_party("buyer_", invoice.buyer),
        **_party("seller_", invoice.seller),
        "seller_bank_accounts": "\n".join(_account(each) for each in invoice.seller.bank_accounts),
    }


def number_of(invoice: Invoice) -> int:
    """The invoice's number. Raises DataError where it has none."""
    if invoice.number is None:
        raise _incomplete(invoice, Text(fi="numero", sv="nummer", en="number"))
    return invoice.number


def _date_of(invoice: Invoice) -> date:
    if invoice.invoice_date is None:
        raise _incomplete(invoice, Text(fi="päivämäärä", sv="datum", en="date"))
    return invoice.invoice_date


def _incomplete(invoice: Invoice, missing: Text) -> DataError:
    values = {f"missing_{language}": missing.say(language) for language in Language}
    number = "–" if invoice.number is None else invoice.number
    return DataError("invoice-incomplete", messages.INVOICE_INCOMPLETE, number=number, **values)


def _totals(invoice: Invoice) -> dict[str, Any]:
    difference = invoice.rounding_difference
    return {
        "currency": invoice.currency,
        "currency_rate": invoice.currency_rate,
        "total_excluding_vat": invoice.totals.excluding_vat.amount,
        "total_vat": invoice.totals.vat.amount,
        "total_including_vat": invoice.totals.including_vat.amount,
        "rounding_excluding_vat": difference.excluding_vat.amount,
        "rounding_vat": difference.vat.amount,
        "rounding_including_vat": difference.including_vat.amount,
    }


def _party(prefix: str, party: Buyer | Seller) -> dict[str, Any]:
    return {
        f"{prefix}name": party.name,
        f"{prefix}business_id": party.business_id,
        f"{prefix}vat_number": party.vat_number,
        **_address(prefix, party.address),
        f"{prefix}contact_name": party.contact_name,
        f"{prefix}email": party.email,
        f"{prefix}phone": party.phone,
        **_electronic(prefix, party.electronic_address),
    }


def _address(prefix: str, address: PostalAddress) -> dict[str, Any]:
    return {
        f"{prefix}street": address.street,
        f"{prefix}postal_code": address.postal_code,
        f"{prefix}town": address.town,
        f"{prefix}region": address.region,
        f"{prefix}country": address.country,
        f"{prefix}country_code": address.country_code,
    }


def _electronic(prefix: str, electronic: ElectronicAddress) -> dict[str, Any]:
    return {f"{prefix}electronic_address": electronic.address, f"{prefix}electronic_operator": electronic.operator}


def _account(account: BankAccount) -> str:
    return f"{account.number} {account.bic}".strip()


def invoice_rows(
    matched: MatchedInvoice, invoice_id: int, product_ids: Mapping[ProductCode, int]
) -> Iterable[SalesInvoiceRow]:
    """The invoice's rows, unsaved, each on its product.

    Raises:
        DataError: a row's rate is none that a rate of VAT can be.
    """
    for match in matched.matches:
        yield SalesInvoiceRow(
            invoice_id=invoice_id,
            product_id=product_ids[match.product.code],
            rule=match.rule.value,
            **_row_fields(match.row, matched.invoice),
        )


def _row_fields(row: InvoiceRow, invoice: Invoice) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": row.kind.value,
        "severa_codes": ", ".join(row.codes),
        "name": row.name,
        "text": row.text,
        "quantity": row.quantity,
        "unit": row.unit,
        "unit_price": row.unit_price.amount,
        "excluding_vat": row.excluding_vat.amount,
        "vat": row.vat.amount,
        "including_vat": row.including_vat.amount,
        "vat_rate": None if row.vat_rate is None else _rate(row.vat_rate, invoice),
        "vat_code": row.vat_code,
        "cost": row.cost.amount if row.cost is not None else None,
        "cost_currency": row.cost.currency if row.cost is not None else "",
        "event_date": row.event_date,
        "person": row.person,
        "project_number": row.project.number,
        "project_name": row.project.name,
        "cost_centre_number": row.cost_centre.number,
        "cost_centre_name": row.cost_centre.name,
        "sales_account": row.accounts.sales,
        "recurring_sales_account": row.accounts.recurring_sales,
        "receivable_account": row.accounts.receivable,
        "vat_account": row.accounts.vat,
        "dimensions": row.accounts.dimensions,
    }


def vat_lines(invoice: Invoice, invoice_id: int) -> Iterator[SalesInvoiceVat]:
    """The invoice's VAT lines, unsaved."""
    for line in invoice.vat_lines:
        yield SalesInvoiceVat(
            invoice_id=invoice_id, rate=_rate(line.rate, invoice), base=line.base.amount, vat=line.vat.amount
        )


def _rate(rate: Decimal, invoice: Invoice) -> Decimal:
    """The rate, once it is sure that its column holds all of it."""
    if abs(rate) >= _RATE_LIMIT or rate != rate.quantize(_RATE_STEP):
        raise DataError("rate-does-not-fit", messages.RATE_DOES_NOT_FIT, number=invoice.number, rate=rate)
    return rate
