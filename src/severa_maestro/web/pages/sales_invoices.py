"""Maestro's sales invoices as its register has them: the list, and what it comes to."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.models import RegisterCustomer, RegisterProduct, SalesInvoice
from severa_maestro.reports.report import Column, ColumnKind, Report, Value
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.downloads import MOST_IN_A_FILE, download
from severa_maestro.web.registers.lists import column, page_of
from severa_maestro.web.registers.sales_invoices import (
    MOST_ADDED_UP,
    SORTED_BY,
    SalesInvoiceFilters,
    counts_on_fallback,
    rows_on_fallback,
    sums_of,
    transfers_of,
)
from severa_maestro.web.say import say, text_of
from severa_maestro.web.written import number


@require_safe
def sales_invoices(request: HttpRequest, company: int) -> HttpResponse:
    """The list."""
    found = company_for(signed_in(request), company)
    form = SalesInvoiceFilters(request.GET)
    invoices = form.invoices(found)
    page = page_of(invoices.select_related("customer"), request.GET.get("page"), is_filtered=form.is_in_use)
    on_fallback = counts_on_fallback(found, [each.pk for each in page])
    transfers = transfers_of(found, list(page))
    shown = {
        "company": found,
        "menu": "products",
        "register": "sales_invoices",
        "form": form,
        "page": page,
        "columns": {name: column(name, first, form.sort) for name, first in SORTED_BY.items()},
        "lines": [(each, on_fallback.get(each.pk, 0), transfers.get(each.pk)) for each in page],
        "sums": sums_of(invoices) if page and page.paginator.count <= MOST_ADDED_UP else [],
        "only": _only(found, form),
    }
    return render(request, "sales_invoices.html", shown)


def _only(company: Company, form: SalesInvoiceFilters) -> list[tuple[str, str]]:
    """The customer and the product that the list is about: name of the filter, and in words."""
    wanted = form.wanted()
    customer = RegisterCustomer.objects.filter(company=company, pk=wanted.get("customer", 0)).first()
    products = RegisterProduct.objects.filter(company=company, pk=wanted.get("product", 0))
    product = products.select_related("group").first()
    named = (("customer", customer), ("product", product))
    return [(name, say(f"sales_invoices.of_{name}", name=each)) for name, each in named if each is not None]


_TEXTS = ("customer_number", "customer", "business_id", "currency")
_AMOUNTS = ("excluding_vat", "vat", "including_vat")
_COLUMNS = (
    Column("number", text_of("sales_invoices.number"), ColumnKind.NUMBER),
    Column("kind", text_of("sales_invoices.kind")),
    Column("invoice_date", text_of("invoice.invoice_date"), ColumnKind.DATE),
    Column("due_date", text_of("invoice.due_date"), ColumnKind.DATE),
    *(Column(name, text_of(f"sales_invoices.{name}")) for name in _TEXTS),
    *(Column(name, text_of(f"invoice.{name}"), ColumnKind.AMOUNT) for name in _AMOUNTS),
    Column("reference_number", text_of("invoice.reference_number")),
    Column("unit", text_of("invoice.unit")),
    Column("fallback_rows", text_of("sales_invoices.fallback"), ColumnKind.NUMBER),
)


@require_safe
def export(request: HttpRequest, company: int, ending: str) -> HttpResponse:
    """The invoices that the filter shows, as a file."""
    found = company_for(signed_in(request), company)
    chosen = list(SalesInvoiceFilters(request.GET).invoices(found).select_related("customer")[: MOST_IN_A_FILE + 1])
    if len(chosen) > MOST_IN_A_FILE:
        messages.error(request, say("registers.too_many", most=number(MOST_IN_A_FILE)))
        return redirect(f"{reverse('sales_invoices', args=[found.pk])}?{request.GET.urlencode()}")
    return download(Report(text_of("sales_invoices.title"), _COLUMNS, list(_rows(found, chosen))), found, ending)


def _rows(company: Company, invoices: Iterable[SalesInvoice]) -> Iterator[dict[str, Value]]:
    on_fallback: dict[int, int] = {}
    for key in rows_on_fallback(company).values_list("invoice", flat=True):
        on_fallback[key] = on_fallback.get(key, 0) + 1
    for invoice in invoices:
        yield {
            "number": invoice.number,
            "kind": text_of("sales_invoices.credit_note" if invoice.is_credit_note else "sales_invoices.invoice"),
            "invoice_date": invoice.invoice_date,
            "due_date": invoice.due_date,
            "customer_number": invoice.customer.number,
            "customer": invoice.customer.name,
            "business_id": invoice.customer.business_id,
            "currency": invoice.currency,
            "excluding_vat": invoice.total_excluding_vat,
            "vat": invoice.total_vat,
            "including_vat": invoice.total_including_vat,
            "reference_number": invoice.reference_number,
            "unit": f"{invoice.business_unit_code} {invoice.business_unit_name}".strip(),
            "fallback_rows": on_fallback.get(invoice.pk, 0),
        }


urlpatterns = [
    path("companies/<int:company>/sales-invoices/", sales_invoices, name="sales_invoices"),
    path("companies/<int:company>/sales-invoices.csv", export, {"ending": "csv"}, name="sales_invoices_csv"),
    path("companies/<int:company>/sales-invoices.xlsx", export, {"ending": "xlsx"}, name="sales_invoices_xlsx"),
]
