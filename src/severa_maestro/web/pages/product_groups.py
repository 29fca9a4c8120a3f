"""Maestro's product groups: what their products have where they have nothing of their own."""

from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.models import ProductGroup
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.forms import Form
from severa_maestro.web.registers.changes import as_shown, take_over, told
from severa_maestro.web.registers.fields import RateField
from severa_maestro.web.say import say

_FIELDS = ("name", "sales_account", "vat_rate")


class GroupForm(Form):
    """What may be changed of a group."""

    page = "product_groups"
    helps = ("sales_account",)

    name = forms.CharField(max_length=500)
    sales_account = forms.CharField(required=False, max_length=50, widget=forms.TextInput({"inputmode": "numeric"}))
    vat_rate = RateField(required=False)


class NewGroupForm(GroupForm):
    """A new group: one of the letters that are free."""

    field_order = ("letter",)

    letter = forms.ChoiceField()

    def __init__(self, company: Company, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(company.product_groups.values_list("letter", flat=True))
        free = [(each, each) for each in ascii_uppercase if each not in taken]
        self.fields["letter"].choices = free  # type: ignore[attr-defined]


@require_safe
def product_groups(request: HttpRequest, company: int) -> HttpResponse:
    """All of them, 26 at most, and where products have to do without an account or a rate."""
    found = company_for(signed_in(request), company)
    groups = found.product_groups.annotate(
        product_count=Count("products"),
        without_account=Count("products", filter=Q(products__sales_account="")),
        without_rate=Count("products", filter=Q(products__vat_rate=None)),
    )
    return render(request, "product_groups.html", {**_around(found), "groups": groups})


@require_http_methods(["GET", "HEAD", "POST"])
def product_group(request: HttpRequest, company: int, letter: str) -> HttpResponse:
    """Changes a group."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    group = get_object_or_404(found.product_groups, letter=letter)
    if request.method == "POST" and request.POST.get("shown") != as_shown(group, _FIELDS):
        messages.error(request, say("registers.overtaken"))
        return redirect("product_group", found.pk, group.letter)
    form = GroupForm(request.POST or None, initial={name: getattr(group, name) for name in _FIELDS})
    if not form.is_valid():
        return _show(request, found, form, group)
    _change(user, group, form.cleaned_data)
    messages.success(request, say("product_groups.saved", letter=group.letter))
    return redirect("product_groups", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new_product_group(request: HttpRequest, company: int) -> HttpResponse:
    """Adds a group."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    form = NewGroupForm(found, request.POST or None)
    if not form.is_valid():
        return _show(request, found, form)
    with transaction.atomic():
        added = ProductGroup.objects.create(company=found, **form.cleaned_data)
        record(user, found, "product-group-added", None, told(form.cleaned_data))
    messages.success(request, say("product_groups.added", letter=added.letter))
    return redirect("product_groups", found.pk)


def _change(user: User, group: ProductGroup, given: Mapping[str, Any]) -> None:
    """Saves what differs, with its line in the audit log."""
    letter = {"letter": group.letter}
    before, after = take_over(group, given)
    if after:
        with transaction.atomic():
            group.save()
            record(user, group.company, "product-group-changed", {**letter, **before}, {**letter, **after})


def _show(request: HttpRequest, company: Company, form: GroupForm, group: ProductGroup | None = None) -> HttpResponse:
    as_it_is = as_shown(group, _FIELDS) if group else ""
    shown = {**_around(company), "form": form, "group": group, "shown": as_it_is}
    return render(request, "product_group.html", shown, status=422 if form.errors else 200)


def _around(company: Company) -> dict[str, object]:
    return {"company": company, "menu": "products", "register": "product_groups"}


urlpatterns = [
    path("companies/<int:company>/product-groups/", product_groups, name="product_groups"),
    path("companies/<int:company>/product-groups/new/", new_product_group, name="new_product_group"),
    path("companies/<int:company>/product-groups/<str:letter>/", product_group, name="product_group"),
]
