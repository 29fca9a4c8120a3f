"""Maestro's registers: products, product groups, customers and sales invoices."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from severa_maestro.maestro.registers.models import (
    ProductGroup,
    RegisterCustomer,
    RegisterProduct,
    SalesInvoice,
    SalesInvoiceRow,
)
from severa_maestro.web.api.authentication import company_for
from severa_maestro.web.api.paging import Page, Paging, page_of
from severa_maestro.web.api.problems import OF_SOMETHING
from severa_maestro.web.api.values import (
    Amount,
    Answer,
    AskedDay,
    AskedMoment,
    AskedNumber,
    AskedTruth,
    AskedWords,
    Key,
    Moment,
    Number,
    Percent,
    amounts_of,
)

router = Router(tags=["registers"])

_Row = TypeVar("_Row", bound=Model)


class ProductFilters(Paging):
    """Which products."""

    is_active: AskedTruth | None = None


class CustomerFilters(Paging):
    """Which customers."""

    number: AskedWords | None = None
    updated_since: AskedMoment | None = None


class InvoiceFilters(Paging):
    """Which invoices."""

    number: AskedNumber | None = None
    customer_number: AskedWords | None = None
    invoice_date_from: AskedDay | None = None
    invoice_date_to: AskedDay | None = None
    stored_since: AskedMoment | None = None


class ProductGroupShown(Answer):
    """A main group (pääryhmä) A–Z."""

    id: int
    letter: str
    name: str
    sales_account: str
    vat_rate: Percent | None


class ProductShown(Answer):
    """A product; its account and VAT are its group's where it has none of its own."""

    id: int
    code: str = Field(description="The group's letter and the number, such as A/1.")
    group: str
    number: int
    name: str
    unit: str
    supplier: str
    product_number: str = Field(description="The supplier's number of it (tuotenumero).")
    sales_account: str
    vat_rate: Percent | None
    is_active: bool
    is_fallback: bool = Field(description="Whether it is A/0.")


class CustomerShown(Answer):
    """A customer."""

    id: int
    number: str
    name: str
    business_id: str
    vat_number: str
    street: str
    postal_code: str
    town: str
    region: str
    country: str
    country_code: str
    email: str
    electronic_address: str
    electronic_operator: str
    language: str
    currency: str
    payment_term_days: int | None
    overdue_interest: str
    is_reverse_charged: bool
    is_active: bool
    updated_at: Moment


class RegisteredInvoice(Answer):
    """A sales invoice or credit note in the register, by its head."""

    id: int
    number: int
    numbering_unit: str
    is_credit_note: bool
    credits: int | None = Field(description="The id of the invoice that it credits, where that is in the register.")
    customer: int = Field(description="The id of the customer.")
    customer_number: str
    customer_name: str
    invoice_date: date
    due_date: date | None
    entry_date: date | None
    payment_date: date | None
    total_excluding_vat: Amount
    total_vat: Amount
    total_including_vat: Amount
    currency_rate: Number | None
    is_reverse_charged: bool
    reference_number: str
    stored_at: Moment


class RegisteredVat(Answer):
    """What one VAT rate of an invoice comes to."""

    rate: Percent
    excluding_vat: Amount
    vat: Amount


class RegisteredRow(Answer):
    """A row, and the product that it is on."""

    number: int
    product: str = Field(description="The product's code, such as A/1.")
    is_on_fallback: bool = Field(description="Whether that is A/0.")
    rule: str = Field(description="Which rule led to the product: code-map, equal-code or fallback.")
    kind: str = Field(description="Which of Severa's registers the code is of: product, work, travel or other.")
    severa_codes: str = Field(description="Severa's codes of the row, separated by a comma and a space.")
    name: str
    text: str
    quantity: Number
    unit: str
    unit_price: Amount
    excluding_vat: Amount
    vat: Amount
    including_vat: Amount
    vat_rate: Percent | None
    vat_code: str
    event_date: date | None
    person: str
    project_number: str
    project_name: str
    cost_centre_number: str
    cost_centre_name: str
    sales_account: str
    vat_account: str
    dimensions: str


class RegisteredInvoiceWhole(RegisteredInvoice):
    """A sales invoice or credit note with its rows and its totals by VAT rate."""

    rows: list[RegisteredRow]
    vat_totals: list[RegisteredVat]
    rounding_excluding_vat: Amount = Field(description="The total less the sum of the rows.")
    rounding_vat: Amount
    rounding_including_vat: Amount


@router.get("/companies/{company}/product-groups", response={200: Page[ProductGroupShown], **OF_SOMETHING})
def list_product_groups(request: HttpRequest, company: Key, asked: Query[Paging]) -> Page[ProductGroupShown]:
    """The product groups."""
    groups = ProductGroup.objects.filter(company=company_for(request, company))
    return page_of(request, groups, asked, lambda found: [ProductGroupShown.from_orm(each) for each in found])


@router.get("/companies/{company}/products", response={200: Page[ProductShown], **OF_SOMETHING})
def list_products(request: HttpRequest, company: Key, asked: Query[ProductFilters]) -> Page[ProductShown]:
    """The products."""
    products = RegisterProduct.objects.filter(company=company_for(request, company)).select_related("group")
    return page_of(request, _only(products, is_active=asked.is_active), asked, _products)


@router.get("/companies/{company}/customers", response={200: Page[CustomerShown], **OF_SOMETHING})
def list_customers(request: HttpRequest, company: Key, asked: Query[CustomerFilters]) -> Page[CustomerShown]:
    """The customers."""
    customers = RegisterCustomer.objects.filter(company=company_for(request, company))
    wanted = _only(customers, number=asked.number, updated_at__gte=asked.updated_since)
    return page_of(request, wanted, asked, lambda found: [CustomerShown.from_orm(each) for each in found])


@router.get("/companies/{company}/invoices", response={200: Page[RegisteredInvoice], **OF_SOMETHING})
def list_invoices(request: HttpRequest, company: Key, asked: Query[InvoiceFilters]) -> Page[RegisteredInvoice]:
    """The sales invoices and credit notes."""
    invoices = SalesInvoice.objects.filter(company=company_for(request, company)).select_related("customer")
    wanted = _only(
        invoices,
        number=asked.number,
        customer__number=asked.customer_number,
        invoice_date__gte=asked.invoice_date_from,
        invoice_date__lte=asked.invoice_date_to,
        stored_at__gte=asked.stored_since,
    )
    return page_of(request, wanted, asked, lambda found: [RegisteredInvoice(**_head(each)) for each in found])


@router.get("/companies/{company}/invoices/{invoice}", response={200: RegisteredInvoiceWhole, **OF_SOMETHING})
def get_invoice(request: HttpRequest, company: Key, invoice: Key) -> RegisteredInvoiceWhole:
    """One of them, with its rows."""
    invoices = SalesInvoice.objects.filter(company=company_for(request, company)).select_related("customer")
    found = get_object_or_404(invoices, pk=invoice)
    rounding = ("rounding_excluding_vat", "rounding_vat", "rounding_including_vat")
    return RegisteredInvoiceWhole(
        **_head(found),
        rows=rows_of(found),
        vat_totals=[
            RegisteredVat(
                rate=each.rate,
                excluding_vat=Amount(amount=each.base, currency=found.currency),
                vat=Amount(amount=each.vat, currency=found.currency),
            )
            for each in found.vat_lines.all()
        ],
        **amounts_of(found, rounding, found.currency),
    )


def rows_of(invoice: SalesInvoice) -> list[RegisteredRow]:
    """The rows of an invoice, each with its product."""
    return [_row(each, invoice.currency) for each in invoice.rows.select_related("product__group")]


def _only(rows: QuerySet[_Row], **conditions: object) -> QuerySet[_Row]:
    """The rows that meet each condition that is asked for."""
    return rows.filter(**{name: value for name, value in conditions.items() if value is not None})


def _products(products: Sequence[RegisterProduct]) -> list[ProductShown]:
    return [
        ProductShown(
            id=each.pk,
            code=str(each.code),
            group=each.group.letter,
            number=each.number,
            name=each.name,
            unit=each.unit,
            supplier=each.supplier,
            product_number=each.product_number,
            sales_account=each.sales_account or each.group.sales_account,
            vat_rate=each.as_product().vat_rate,
            is_active=each.is_active,
            is_fallback=each.is_fallback,
        )
        for each in products
    ]


def _head(invoice: SalesInvoice) -> dict[str, Any]:
    """What a list says of an invoice."""
    as_kept = (
        *("number", "numbering_unit", "is_credit_note", "invoice_date", "due_date", "entry_date", "payment_date"),
        *("currency_rate", "is_reverse_charged", "reference_number", "stored_at"),
    )
    totals = ("total_excluding_vat", "total_vat", "total_including_vat")
    return {
        "id": invoice.pk,
        "credits": invoice.credits_id,
        "customer": invoice.customer_id,
        "customer_number": invoice.customer.number,
        "customer_name": invoice.customer.name,
        **{name: getattr(invoice, name) for name in as_kept},
        **amounts_of(invoice, totals, invoice.currency),
    }


def _row(row: SalesInvoiceRow, currency: str) -> RegisteredRow:
    as_kept = (
        *("number", "rule", "kind", "severa_codes", "name", "text", "quantity", "unit", "vat_rate", "vat_code"),
        *("event_date", "person", "project_number", "project_name", "cost_centre_number", "cost_centre_name"),
        *("sales_account", "vat_account", "dimensions"),
    )
    amounts = ("unit_price", "excluding_vat", "vat", "including_vat")
    return RegisteredRow(
        product=str(row.product.code),
        is_on_fallback=row.product.is_fallback,
        **{name: getattr(row, name) for name in as_kept},
        **amounts_of(row, amounts, currency),
    )
