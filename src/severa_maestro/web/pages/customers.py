"""Maestro's customer register: the list, and one customer with its invoices and its card in Severa."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.snapshot import customer_from_json
from severa_maestro.language import Language
from severa_maestro.maestro.registers.models import RegisterCustomer, SalesInvoice
from severa_maestro.reports.report import Column, ColumnKind, Report
from severa_maestro.transfer.ledger.models import LogLine, SeveraCustomer
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.downloads import MOST_IN_A_FILE, download
from severa_maestro.web.invoice_parties import is_business_id
from severa_maestro.web.registers.lists import FilterForm, column, having, in_use_field, page_of, search_field
from severa_maestro.web.say import say, text_of
from severa_maestro.web.sentences import on_a_page
from severa_maestro.web.written import number, percent

#: How many of a customer's invoices, and lines of the log, are shown: the newest ones.
_MOST_INVOICES = 20
_MOST_LINES = 50
_SORTED_BY = {"number": "number", "name": "name", "town": "town"}
#: What the log tells of a customer by its number.
_CODES = ("customer-not-registered", "customer-renumbered", "customer-number-reassigned")


class CustomerFilters(FilterForm):
    """Which customers are to be shown."""

    page = "customers"

    q = search_field()
    active = in_use_field()

    def customers(self, company: Company) -> QuerySet[RegisterCustomer]:
        """The customers that fit, in the order that is asked for."""
        wanted = self.wanted()
        found = RegisterCustomer.objects.filter(company=company)
        if "q" in wanted:
            fields = ("number", "name", "business_id", "vat_number", "town", "electronic_address", "email")
            found = found.filter(having(wanted["q"], *fields))
        if "active" in wanted:
            found = found.filter(is_active=wanted["active"] == "yes")
        return found.order_by(self.sort, "id")

    @property
    def sort(self) -> str:
        """By what, such as ``-name``."""
        asked = str(self.data.get("sort", ""))
        return asked if asked.removeprefix("-") in _SORTED_BY else "number"


@require_safe
def customers(request: HttpRequest, company: int) -> HttpResponse:
    """The list."""
    found = company_for(signed_in(request), company)
    form = CustomerFilters(request.GET)
    page = page_of(form.customers(found), request.GET.get("page"), is_filtered=form.is_in_use)
    invoices = _invoices(page)
    shown = {
        "company": found,
        "menu": "products",
        "register": "customers",
        "form": form,
        "page": page,
        "columns": {name: column(name, first, form.sort) for name, first in _SORTED_BY.items()},
        "lines": [(each, invoices.get(each.pk, 0)) for each in page],
    }
    return render(request, "customers.html", shown)


def _invoices(listed: Iterable[RegisterCustomer]) -> dict[int, int]:
    """How many sales invoices each of them has."""
    found = SalesInvoice.objects.filter(customer__in=[each.pk for each in listed]).order_by()
    return dict(found.values_list("customer").annotate(invoices=Count("pk")))


_TEXTS = ("number", "name", "business_id", "vat_number", "street", "postal_code", "town", "region", "country")
_MORE_TEXTS = ("country_code", "email", "electronic_address", "electronic_operator", "language", "currency")
_COLUMNS = (
    *(Column(name, text_of(f"customers.{name}")) for name in (*_TEXTS, *_MORE_TEXTS)),
    Column("payment_term_days", text_of("customers.payment_term_days"), ColumnKind.NUMBER),
    Column("overdue_interest", text_of("customers.overdue_interest")),
    Column("is_reverse_charged", text_of("customers.is_reverse_charged")),
    Column("is_active", text_of("customers.is_active")),
)


@require_safe
def export(request: HttpRequest, company: int, ending: str) -> HttpResponse:
    """The customers that the filter shows, as a file."""
    found = company_for(signed_in(request), company)
    fields = [each.key for each in _COLUMNS]
    rows = list(CustomerFilters(request.GET).customers(found).values(*fields)[: MOST_IN_A_FILE + 1])
    if len(rows) > MOST_IN_A_FILE:
        messages.error(request, say("registers.too_many", most=number(MOST_IN_A_FILE)))
        return redirect(f"{reverse('customers', args=[found.pk])}?{request.GET.urlencode()}")
    return download(Report(text_of("customers.title"), _COLUMNS, rows), found, ending)


@require_safe
def customer(request: HttpRequest, company: int, customer: int) -> HttpResponse:
    """One customer."""
    found = company_for(signed_in(request), company)
    shown_one = get_object_or_404(RegisterCustomer, company=found, pk=customer)
    cards = SeveraCustomer.objects.filter(company=found, registered_id=shown_one.pk).order_by("pk")
    shown = {
        "company": found,
        "menu": "products",
        "register": "customers",
        "customer": shown_one,
        "interest": _interest(shown_one.overdue_interest),
        "spoken": _language(shown_one.language),
        "invoices": shown_one.sales_invoices.order_by("-invoice_date", "-id")[:_MOST_INVOICES],
        "invoice_count": shown_one.sales_invoices.count(),
        "cards": [(card, list(_facts(customer_from_json(card.card)))) for card in cards],
        "lines": [(line, on_a_page(line.text(reader.language()))) for line in _lines(found, shown_one)],
    }
    return render(request, "customer.html", shown)


def _facts(card: Customer) -> Iterator[tuple[str, str]]:
    """What stands on Severa's card, by its name, where there is something."""
    texts: Mapping[str, Any] = {
        "number": card.number,
        "name": card.name,
        "business_id" if is_business_id(card.vat_number) else "vat_number": card.vat_number,
        "email": card.email,
        "website": card.website,
        "electronic_address": card.electronic_address.address,
        "electronic_operator": card.electronic_address.operator,
        "payment_term_days": card.payment_term_days,
        "overdue_interest": _interest(card.overdue_interest),
        "notes": card.notes,
        "is_internal": say("invoice.yes") if card.is_internal else "",
        "is_active": "" if card.is_active else say("invoice.no"),
    }
    yield from ((say(f"customers.{name}"), str(text)) for name, text in texts.items() if text not in (None, ""))


def _language(locale: str) -> str:
    """A language of ours by its name; another one as Severa writes it."""
    known = Language.from_locale(locale)
    return say(f"settings.{known.value}") if known else locale


def _interest(text: str) -> str:
    """Per cent a year as the reader writes it; what is no number stays as Severa has it."""
    try:
        rate = Decimal(text)
    except InvalidOperation:
        return text
    return percent(rate) if rate.is_finite() else text


def _lines(company: Company, customer: RegisterCustomer) -> list[LogLine]:
    """What the log tells of the customer itself, the newest first; of its invoices their transfers tell."""
    lines = LogLine.objects.filter(company=company, code__in=_CODES).order_by("-id")
    names = {customer.number, customer.number.partition("~")[0]}
    told = lines.filter(values__number__in=names) | lines.filter(values__before__in=names)
    return list(told[:_MOST_LINES])


urlpatterns = [
    path("companies/<int:company>/customers/", customers, name="customers"),
    path("companies/<int:company>/customers.csv", export, {"ending": "csv"}, name="customers_csv"),
    path("companies/<int:company>/customers.xlsx", export, {"ending": "xlsx"}, name="customers_xlsx"),
    path("companies/<int:company>/customers/<int:customer>/", customer, name="customer"),
]
