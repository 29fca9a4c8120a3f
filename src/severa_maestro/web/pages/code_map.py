"""The code map: a company's own Maestro products for codes of Severa, each for a time; added, changed, taken out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.matching.code_map import Mapping, code_key
from severa_maestro.matching.products import Product
from severa_maestro.setup import code_mapping
from severa_maestro.setup.choices import find_product
from severa_maestro.setup.code_mapping import Mapped
from severa_maestro.setup.compare import OurSide
from severa_maestro.setup.comparison import SOON
from severa_maestro.transfer.connect import target_of
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.codes.shown import OnFallback, offered
from severa_maestro.web.forms import Form
from severa_maestro.web.say import lazily, say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.transfers.fallback import codes_on_fallback
from severa_maestro.web.written import day

ON_A_PAGE = 100


def _day_field() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _kinds() -> list[tuple[str, Any]]:
    any_first = (RowKind.OTHER, RowKind.PRODUCT, RowKind.WORK, RowKind.TRAVEL)
    return [(each.value, lazily(f"code_map.kind_{each.value}")) for each in any_first]


class LineForm(Form):
    """A line of the map."""

    page = "code_map"
    helps = ("kind", "valid_from")

    kind = forms.ChoiceField(choices=_kinds)
    code = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    product = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"list": "products", "autocomplete": "off"}))
    valid_from = _day_field()
    valid_to = _day_field()

    @classmethod
    def of(cls, line: CodeMapping) -> "LineForm":
        """With what a line says."""
        names = ("kind", "code", "product", "valid_from", "valid_to")
        return cls(initial={name: getattr(line, name) for name in names})


@dataclass(frozen=True, slots=True)
class MapLine:
    """A line as the page shows it.

    Attributes:
        state: ``active``, ``waiting`` for its first day, ``warning`` where it ends soon or Maestro lacks its product,
            ``stale`` after its last day: states of ``states.py``.
        word: the state in words.
    """

    line: CodeMapping
    kind: str
    product: Product | None
    validity: str
    state: str
    word: str


@require_http_methods(["GET", "HEAD", "POST"])
def code_map(request: HttpRequest, company: int) -> HttpResponse:
    """Shows the map, and puts a line into it."""
    user = signed_in(request)
    is_new = request.method == "POST"
    found = company_for(user, company, Role.BOOKKEEPER if is_new else Role.READER)
    form = LineForm(request.POST if is_new else None)
    ours = OurSide.of(found, target_of(found))
    if is_new and form.is_valid() and _mapped(request, form, ours, _adding(user, found, ours)):
        return redirect("code_map", found.pk)
    return _show(request, found, ours, form)


@require_http_methods(["GET", "HEAD", "POST"])
def code_map_line(request: HttpRequest, company: int, line: int) -> HttpResponse:
    """Shows a line of the map, and changes it."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    kept = get_object_or_404(found.code_mappings, pk=line)
    is_sent = request.method == "POST"
    form = LineForm(request.POST) if is_sent else LineForm.of(kept)
    ours = OurSide.of(found, target_of(found))
    if is_sent and form.is_valid() and _mapped(request, form, ours, _changing(user, found, kept, ours)):
        return redirect("code_map", found.pk)
    shown = {"company": found, "menu": "codes", "form": form, "line": kept, "products": offered(ours)}
    return render(request, "code_map_line.html", shown, status=422 if form.errors else 200)


@require_POST
def remove_line(request: HttpRequest, company: int, line: int) -> HttpResponse:
    """Takes a line out of the map."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    kept = get_object_or_404(found.code_mappings, pk=line)
    with transaction.atomic():
        record(user, found, "code-unmapped", _told(kept))
        taken = code_mapping.unmap(found, kept.pk, actor=str(user))
    messages.success(request, say("code_map.removed", code=kept.code, product=kept.product))
    if taken.before is not None and taken.before.valid_to is not None:
        messages.warning(request, say("code_map.now_ends", code=kept.code, day=day(taken.before.valid_to)))
    return redirect("code_map", found.pk)


_Map = Callable[[Mapping], Mapped]


def _adding(user: User, company: Company, ours: OurSide) -> _Map:
    def add(mapping: Mapping) -> Mapped:
        mapped = code_mapping.map_code(company, mapping, ours.catalogue, actor=str(user))
        if mapped.is_new:
            record(user, company, "code-mapped", None, _told(mapped.line))
        return mapped

    return add


def _changing(user: User, company: Company, line: CodeMapping, ours: OurSide) -> _Map:
    def change(mapping: Mapping) -> Mapped:
        mapped = code_mapping.change(company, line.pk, mapping, ours.catalogue, actor=str(user))
        if mapped.line.pk != line.pk:
            record(user, company, "code-mapping-changed", _told(line), _told(mapped.line))
        return mapped

    return change


def _mapped(request: HttpRequest, form: LineForm, ours: OurSide, change: _Map) -> bool:
    """Whether the map says so now; where it does not, the form says why."""
    sent = form.cleaned_data
    try:
        product = find_product(ours.catalogue, sent["product"])
        mapping = Mapping(
            kind=RowKind(sent["kind"]),
            code=sent["code"],
            product=product.code,
            valid_from=sent["valid_from"],
            valid_to=sent["valid_to"],
        )
        with transaction.atomic():
            mapped = change(mapping)
    except (ConfigurationError, DataError) as error:
        form.add_error(None, error_on_a_page(error))
        return False
    messages.success(request, say("code_map.mapped", code=mapped.line.code, product=mapped.line.product))
    if mapped.ended is not None and mapped.ended.valid_to is not None:
        values = {"product": mapped.ended.product, "day": day(mapped.ended.valid_to)}
        messages.success(request, say("code_map.ended", code=mapped.ended.code, **values))
    return True


def _show(request: HttpRequest, company: Company, ours: OurSide, form: LineForm) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    lines = _lines(company, ours)
    found = [line for line in lines if _says(line, query.casefold().split())]
    shown = {
        "company": company,
        "menu": "codes",
        "form": form,
        "query": query,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "is_empty": not lines,
        "products": offered(ours),
        "on_fallback": OnFallback.of(codes_on_fallback([company])),
    }
    return render(request, "code_map.html", shown, status=422 if form.errors else 200)


def _lines(company: Company, ours: OurSide) -> list[MapLine]:
    products = {each.code: each for each in ours.products}
    lines = list(company.code_mappings.all())
    begins = {(line.kind, code_key(line.code, company.default_group), line.valid_from) for line in lines}

    def is_followed(line: CodeMapping) -> bool:
        after = line.valid_to + timedelta(days=1) if line.valid_to else None
        return (line.kind, code_key(line.code, company.default_group), after) in begins

    return [_line(line, products.get(line.product), ours.day, is_followed=is_followed(line)) for line in lines]


def _line(line: CodeMapping, product: Product | None, today: date, *, is_followed: bool) -> MapLine:
    state, word = _state(line, product, today, is_followed=is_followed)
    kind = say(f"code_map.kind_{line.kind}")
    return MapLine(line, kind, product, reader.in_words(code_mapping.validity(line.as_mapping())), state, say(word))


def _state(line: CodeMapping, product: Product | None, today: date, *, is_followed: bool) -> tuple[str, str]:
    """A state of ``states.py`` that looks the same, and the key of its word here."""
    if line.valid_to is not None and line.valid_to < today:
        return "stale", "code_map.past"
    if product is None or not product.is_active:
        return "warning", "code_map.product_missing"
    if line.valid_from is not None and line.valid_from > today:
        return "waiting", "code_map.coming"
    if line.valid_to is not None and line.valid_to <= today + SOON and not is_followed:
        return "warning", "code_map.ends_soon"
    return "active", "code_map.in_force"


def _says(line: MapLine, words: list[str]) -> bool:
    code, name = line.line.product, line.product.name if line.product else ""
    text = f"{line.kind} {line.line.code} {code} {code.group}{code.number} {name} {line.word}".casefold()
    return all(word in text for word in words)


def _told(line: CodeMapping) -> dict[str, str]:
    """A line for the audit log."""
    days = {"from": str(line.valid_from or ""), "to": str(line.valid_to or "")}
    return {"kind": line.kind, "code": line.code, "product": str(line.product), **days}


urlpatterns = [
    path("companies/<int:company>/codes/map/", code_map, name="code_map"),
    path("companies/<int:company>/codes/map/<int:line>/", code_map_line, name="code_map_line"),
    path("companies/<int:company>/codes/map/<int:line>/remove/", remove_line, name="code_map_remove"),
]
