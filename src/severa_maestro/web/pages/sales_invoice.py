"""One sales invoice as Maestro's register has it: parties, rows with their products and accounts, VAT by rate."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from severa_maestro.invoicing.money import EXACT
from severa_maestro.maestro.registers.models import SalesInvoice, SalesInvoiceRow
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import Product
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.invoice_facts import facts_of
from severa_maestro.web.invoice_parties import identity_line, kept_account_lines, named
from severa_maestro.web.registers.sales_invoices import transfers_of
from severa_maestro.web.say import say

_PARTY = ("contact_name", "email", "phone")


@require_safe
def sales_invoice(request: HttpRequest, company: int, invoice: int) -> HttpResponse:
    """Shows it."""
    found = company_for(signed_in(request), company)
    shown_one = get_object_or_404(SalesInvoice.objects.select_related("customer", "credits"), company=found, pk=invoice)
    rows = shown_one.rows.select_related("product__group")
    shown = {
        "company": found,
        "menu": "products",
        "register": "sales_invoices",
        "invoice": shown_one,
        "transfer_key": transfers_of(found, [shown_one]).get(shown_one.pk),
        "facts": facts_of(
            shown_one,
            project=f"{shown_one.project_number} {shown_one.project_name}".strip(),
            unit=f"{shown_one.business_unit_code} {shown_one.business_unit_name}".strip(),
            virtual_bar_code=shown_one.virtual_bar_code,
        ),
        "buyer": [line for line in _party(shown_one, "buyer") if line],
        "seller": [line for line in _party(shown_one, "seller") if line],
        "rows": [(each, *_in_words(each)) for each in rows],
        "vat_lines": [(each, EXACT.add(each.base, each.vat)) for each in shown_one.vat_lines.all()],
        "credit_notes": shown_one.credit_notes.all(),
    }
    return render(request, "sales_invoice.html", shown)


def _in_words(row: SalesInvoiceRow) -> tuple[Product, str, str]:
    """The row's product with what its group gives it, of which register its code is, and the rule that found it."""
    return row.product.as_product(), WORDS[row.kind].say(reader.language()), say(f"invoice.rule_{row.rule}")


def _party(invoice: SalesInvoice, side: str) -> Iterator[str]:
    """The lines of the buyer or the seller."""

    def has(name: str) -> str:
        return str(getattr(invoice, f"{side}_{name}"))

    yield has("name")
    yield has("street")
    yield f"{has('postal_code')} {has('town')}".strip()
    yield has("region")
    yield has("country") or has("country_code")
    yield identity_line(has("vat_number"), has("business_id"))
    yield from (has(name) for name in _PARTY)
    yield named("customers.electronic_address", has("electronic_address"))
    yield named("customers.electronic_operator", has("electronic_operator"))
    if side == "seller":
        for account in invoice.seller_bank_accounts.splitlines():
            yield from kept_account_lines(account)


urlpatterns = [
    path("companies/<int:company>/sales-invoices/<int:invoice>/", sales_invoice, name="sales_invoice"),
]
