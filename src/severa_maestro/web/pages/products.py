"""Maestro's products: the list, and one product to look at, add or change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.errors import DataError
from severa_maestro.maestro.registers.keeping import keep_product
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct, SalesInvoiceRow
from severa_maestro.maestro.registers.product_list import product_report
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import read_code
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.downloads import MOST_IN_A_FILE, download
from severa_maestro.web.forms import Form
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.registers.changes import as_shown, take_over, told
from severa_maestro.web.registers.fields import RateField
from severa_maestro.web.registers.lists import FilterForm, having, in_use_field, page_of, search_field
from severa_maestro.web.say import lazily, say
from severa_maestro.web.written import number

_LARGEST_NUMBER = 999_999_999
_MOST_MAPPINGS = 50
#: What may be changed of a product that is there; its code stays.
_FIELDS = ("name", "unit", "sales_account", "vat_rate", "supplier", "product_number", "is_active")


class ProductFilters(FilterForm):
    """Which products are to be shown."""

    page = "products"

    q = search_field()
    group = forms.ChoiceField(required=False)
    active = in_use_field()

    def __init__(self, company: Company, asked: Mapping[str, Any]) -> None:
        super().__init__(asked)
        groups = [(each.letter, str(each)) for each in company.product_groups.all()]
        self.fields["group"].choices = [("", lazily("registers.all")), *groups]  # type: ignore[attr-defined]
        self._company = company

    def products(self) -> QuerySet[RegisterProduct]:
        """The products that fit, by their codes."""
        wanted = self.wanted()
        found = RegisterProduct.objects.filter(company=self._company).select_related("group")
        if "q" in wanted:
            code = read_code(wanted["q"])
            by_code = found.filter(group__letter=code.group, number=code.number) if code else found.none()
            named = having(wanted["q"], "name", "sales_account", "group__sales_account", "product_number")
            found = by_code if by_code.exists() else found.filter(named)
        if "group" in wanted:
            found = found.filter(group__letter=wanted["group"])
        if "active" in wanted:
            found = found.filter(is_active=wanted["active"] == "yes")
        return found.order_by("group__letter", "number")


class ProductForm(Form):
    """What may be changed of a product."""

    page = "products"
    helps = ("vat_rate", "sales_account", "supplier", "is_active")

    name = forms.CharField(max_length=500)
    unit = forms.CharField(required=False, max_length=50)
    sales_account = forms.CharField(required=False, max_length=50, widget=forms.TextInput({"inputmode": "numeric"}))
    vat_rate = RateField(required=False)
    supplier = forms.CharField(required=False, max_length=200)
    product_number = forms.CharField(required=False, max_length=200)
    is_active = forms.BooleanField(required=False, initial=True)


class NewProductForm(ProductForm):
    """A new product: its code as well."""

    field_order = ("group", "number")

    group = forms.ChoiceField()
    number = forms.IntegerField(
        min_value=0, max_value=_LARGEST_NUMBER, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    )

    def __init__(self, company: Company, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = company.product_groups.annotate(last=Max("products__number"))
        named = [(each.letter, say("products.group_choice", group=each, free=_after(each.last))) for each in groups]
        self.fields["group"].choices = named  # type: ignore[attr-defined]


def _after(last: int | None) -> int:
    return 1 if last is None else last + 1


@require_safe
def products(request: HttpRequest, company: int) -> HttpResponse:
    """The list."""
    found = company_for(signed_in(request), company)
    form = ProductFilters(found, request.GET)
    page = page_of(form.products(), request.GET.get("page"), is_filtered=form.is_in_use)
    uses = _uses(page)
    shown = {
        "company": found,
        "menu": "products",
        "register": "products",
        "form": form,
        "page": page,
        "lines": [(each, each.as_product(), uses.get(each.pk, 0)) for each in page],
    }
    return render(request, "products.html", shown)


def _uses(listed: Iterable[RegisterProduct]) -> dict[int, int]:
    """On how many rows of sales invoices each of them is."""
    rows = SalesInvoiceRow.objects.filter(product__in=[each.pk for each in listed]).order_by()
    return dict(rows.values_list("product").annotate(rows=Count("pk")))


@require_safe
def export(request: HttpRequest, company: int, ending: str) -> HttpResponse:
    """The products that the filter shows, as a file that can be imported again where it is a CSV file."""
    found = company_for(signed_in(request), company)
    chosen = list(ProductFilters(found, request.GET).products()[: MOST_IN_A_FILE + 1])
    if len(chosen) > MOST_IN_A_FILE:
        messages.error(request, say("registers.too_many", most=number(MOST_IN_A_FILE)))
        return redirect(f"{reverse('products', args=[found.pk])}?{request.GET.urlencode()}")
    return download(product_report(chosen), found, ending)


@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, company: int, product: int) -> HttpResponse:
    """One product: shows it to everybody, and saves what a bookkeeper changes."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER if request.method == "POST" else Role.READER)
    changed = get_object_or_404(found.products.select_related("group"), pk=product)
    if request.method == "POST" and request.POST.get("shown") != as_shown(changed, _FIELDS):
        messages.error(request, say("registers.overtaken"))
        return redirect("product", found.pk, changed.pk)
    form = ProductForm(request.POST or None, initial={name: getattr(changed, name) for name in _FIELDS})
    if changed.is_fallback:
        form.fields["is_active"].disabled = True
    if not form.is_valid() or not _change(user, changed, form):
        return _show(request, found, form, changed)
    messages.success(request, say("products.saved", code=changed.code))
    return redirect("product", found.pk, changed.pk)


def _change(user: User, product: RegisterProduct, form: ProductForm) -> bool:
    """Saves what differs, with its line in the audit log. False where it cannot be, which the form says."""
    code = {"product": str(product.code)}
    before, after = take_over(product, {name: form.cleaned_data[name] for name in _FIELDS})
    try:
        with transaction.atomic():
            keep_product(product)
            if after:
                record(user, product.company, "product-changed", {**code, **before}, {**code, **after})
    except DataError as error:
        form.add_error(None, reader.in_words(error.as_text()))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def new_product(request: HttpRequest, company: int) -> HttpResponse:
    """Adds a product."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    form = NewProductForm(found, request.POST or None, initial={"group": request.GET.get("group", "")})
    added = _add(user, found, form) if form.is_valid() else None
    if added is None:
        return _show(request, found, form)
    messages.success(request, say("products.added", code=added.code))
    return redirect("product", found.pk, added.pk)


def _add(user: User, company: Company, form: NewProductForm) -> RegisterProduct | None:
    """The new product; None where it cannot be, which the form says."""
    given = form.cleaned_data
    values = {name: given[name] for name in _FIELDS}
    group = ProductGroup.objects.get(company=company, letter=given["group"])
    added = RegisterProduct(company=company, group=group, number=given["number"], **values)
    try:
        with transaction.atomic():
            keep_product(added)
            record(user, company, "product-added", None, {"product": str(added.code), **told(values)})
    except DataError as error:
        form.add_error("number", reader.in_words(error.as_text()))
        return None
    return added


def _show(
    request: HttpRequest, company: Company, form: ProductForm, product: RegisterProduct | None = None
) -> HttpResponse:
    shown = {
        "company": company,
        "menu": "products",
        "register": "products",
        "form": form,
        "product": product,
        "shown": request.POST.get("shown") or (as_shown(product, _FIELDS) if product else ""),
        "in_use": product.as_product() if product else None,
        "rows": _uses([product]).get(product.pk, 0) if product else 0,
        "mappings": _mappings(product) if product else [],
    }
    return render(request, "product.html", shown, status=422 if form.errors else 200)


def _mappings(product: RegisterProduct) -> list[tuple[str, CodeMapping]]:
    """The lines of the code map that lead to it, each with the register of its code in words."""
    group, code_number = product.code
    lines = CodeMapping.objects.filter(company=product.company, product_group=group, product_number=code_number)
    return [(WORDS[each.kind].say(reader.language()), each) for each in lines[:_MOST_MAPPINGS]]


urlpatterns = [
    path("companies/<int:company>/products/", products, name="products"),
    path("companies/<int:company>/products.csv", export, {"ending": "csv"}, name="products_csv"),
    path("companies/<int:company>/products.xlsx", export, {"ending": "xlsx"}, name="products_xlsx"),
    path("companies/<int:company>/products/new/", new_product, name="new_product"),
    path("companies/<int:company>/products/<int:product>/", product, name="product"),
]
MENU = [MenuItem("company", 40, "registers.title", "products")]
