"""The list of a company's sales invoices: what may be asked of it, and what its invoices come to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, F, FloatField, OrderBy, Q, QuerySet
from django.db.models.functions import Cast

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.identifiers import is_payment_reference
from severa_maestro.maestro.registers.models import RegisterCustomer, RegisterProduct, SalesInvoice, SalesInvoiceRow
from severa_maestro.matching.products import FALLBACK
from severa_maestro.transfer.ledger.models import Transfer
from severa_maestro.web.by_day import Sums
from severa_maestro.web.registers.lists import LARGEST_NUMBER, FilterForm, having, key_field, search_field
from severa_maestro.web.say import lazily
from severa_maestro.web.transfers.filters import read_amount, read_day

#: More invoices than these are not added up while somebody waits for the page.
MOST_ADDED_UP = 10_000
_HALF_A_CENT = 0.005

_SORTS: Mapping[str, Any] = {
    "date": F("invoice_date"),
    "number": F("number"),
    "customer": F("customer__name"),
    "total": F("amount"),
}
#: The columns by which the list can be sorted, each with the order that is asked for first.
SORTED_BY = {"number": "-number", "date": "-date", "customer": "customer", "total": "-total"}
_DEFAULT_SORT = "-date"


def _day() -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget)


class SalesInvoiceFilters(FilterForm):
    """Which sales invoices are to be shown."""

    page = "sales_invoices"

    q = search_field()
    since = _day()
    until = _day()
    kind = forms.ChoiceField(
        required=False,
        choices=[
            ("", lazily("sales_invoices.all")),
            ("invoice", lazily("sales_invoices.only_invoices")),
            ("credit", lazily("sales_invoices.only_credit_notes")),
        ],
    )
    fallback = forms.BooleanField(required=False)
    customer = key_field()
    product = key_field()

    @property
    def sort(self) -> str:
        """By what, such as ``-total``."""
        asked = str(self.data.get("sort", ""))
        return asked if asked.removeprefix("-") in _SORTS else _DEFAULT_SORT

    def invoices(self, company: Company) -> QuerySet[SalesInvoice]:
        """The invoices that fit, in the order that is asked for."""
        of_field: dict[str, Callable[[Any], Q]] = {
            "q": lambda text: _free(company, text),
            "since": lambda day: Q(invoice_date__gte=day),
            "until": lambda day: Q(invoice_date__lte=day),
            "kind": lambda kind: Q(is_credit_note=kind == "credit"),
            "fallback": lambda _: Q(pk__in=rows_on_fallback(company).values("invoice")),
            "customer": lambda key: Q(customer=key),
            "product": lambda key: Q(pk__in=SalesInvoiceRow.objects.filter(product=key).values("invoice")),
        }
        # As floats, which tell cents apart, amounts are compared without asking us for each.
        amount = Cast("total_including_vat", FloatField())
        found = SalesInvoice.objects.alias(amount=amount).filter(company=company)
        for name, value in self.wanted().items():
            found = found.filter(of_field[name](value))
        descends = self.sort.startswith("-")
        order = OrderBy(_SORTS[self.sort.removeprefix("-")], descending=descends)
        return found.order_by(order, "-id" if descends else "id")


def _free(company: Company, text: str) -> Q:
    """The customer has every word; or the whole is a number, a reference number, an amount or a day."""
    customers = RegisterCustomer.objects.filter(having(text, "name", "number", "business_id"), company=company)
    found = Q(customer__in=customers)
    compact = "".join(text.split())
    if compact.isascii() and compact.isdecimal() and int(compact) <= LARGEST_NUMBER:
        found |= Q(number=int(compact))
    if is_payment_reference(compact):
        found |= Q(reference_number__in={compact, text.strip()})
    day, amount = read_day(text), read_amount(text)
    if day is not None:
        found |= Q(invoice_date=day)
    elif amount is not None and not compact.isdecimal():
        found |= Q(amount__range=(float(amount) - _HALF_A_CENT, float(amount) + _HALF_A_CENT))
    return found


def rows_on_fallback(company: Company) -> QuerySet[SalesInvoiceRow]:
    """The company's rows on A/0."""
    fallback = RegisterProduct.objects.filter(company=company, group__letter=FALLBACK.group, number=FALLBACK.number)
    return SalesInvoiceRow.objects.filter(product__in=fallback).order_by()


def counts_on_fallback(company: Company, invoices: Collection[int]) -> dict[int, int]:
    """How many rows of each of these invoices are on A/0, where any is."""
    rows = rows_on_fallback(company).filter(invoice__in=invoices)
    return dict(rows.values_list("invoice").annotate(rows=Count("pk")))


def transfers_of(company: Company, invoices: Collection[SalesInvoice]) -> dict[int, int]:
    """The transfer that brought each of these invoices, by the keys of both."""
    by_number = Transfer.objects.filter(company=company, number__in=[each.number for each in invoices])
    brought = by_number.filter(register_id__in=[each.pk for each in invoices]).order_by()  # led by the numbers' index
    return {key: transfer for key, transfer in brought.values_list("register_id", "pk") if key is not None}


def sums_of(invoices: QuerySet[SalesInvoice]) -> list[tuple[str, Sums]]:
    """What they come to in each currency, that of the most invoices first.

    SQLite adds up in floats, so they are added up here, to the cent. Their keys are found first, from an index where
    there is one.
    """
    found = SalesInvoice.objects.filter(pk__in=invoices.order_by().values("pk")).order_by()
    columns = ("currency", "total_excluding_vat", "total_vat", "total_including_vat")
    by_currency: dict[str, list[list[Decimal]]] = defaultdict(list)
    for currency, *totals in found.values_list(*columns).iterator():
        by_currency[currency].append(totals)
    sums = ((currency, Sums.of(totals)) for currency, totals in by_currency.items())
    return sorted(sums, key=lambda one: -one[1].invoices)
