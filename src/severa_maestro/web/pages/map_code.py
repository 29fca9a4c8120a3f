"""A product for a code of Severa: a line of the code map, and the rows on A/0 that it moves at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError, SeveraMaestroError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.matching.code_map import Mapping
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import FALLBACK, Catalogue, Product
from severa_maestro.matching.suggestions import Sought, Suggester, Suggestion, is_sure
from severa_maestro.setup import code_mapping
from severa_maestro.setup.choices import find_product
from severa_maestro.transfer.connect import target_of
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.forms import Form
from severa_maestro.web.pages.rematch import tell
from severa_maestro.web.say import lazily, say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.transfers import fallback

#: A suggestion of that score that stands clearly before the next is chosen beforehand.
_SURE = 85
_MOST_PRODUCTS = 20
_MOST_ROWS = 20


class MappingForm(Form):
    """The product, and on which days it holds."""

    page = "map_code"
    helps = ("valid_from",)

    product = forms.CharField(max_length=20, error_messages={"required": lazily("map_code.product_missing")})
    valid_from = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    valid_to = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A code of a company that somebody wants to map, from the page's address."""

    company: Company
    kind: RowKind
    code: str
    back: str

    @classmethod
    def of(cls, request: HttpRequest, company: Company) -> "_Asked":
        """Raises Http404 where the address names no code."""
        kind, code = request.GET.get("kind", ""), request.GET.get("code", "").strip()
        if kind not in list(RowKind) or not code:
            raise Http404
        transfer = request.GET.get("transfer", "")
        if not transfer.isdecimal():
            only = f"?only={company.pk}" if request.GET.get("only") == str(company.pk) else ""
            return cls(company, RowKind(kind), code, f"{reverse('mend')}{only}")
        get_object_or_404(company.transfers, pk=int(transfer))
        return cls(company, RowKind(kind), code, reverse("transfer", args=(company.pk, int(transfer))))


@require_http_methods(["GET", "HEAD", "POST"])
def map_code(request: HttpRequest, company: int) -> HttpResponse:
    """Shows the code, its rows on A/0 and products to choose from; maps it, and moves the rows where that is asked."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    asked = _Asked.of(request, found)
    catalogue = target_of(found).catalogue()
    form = MappingForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, asked, catalogue, form)
    try:
        product = find_product(catalogue, form.cleaned_data["product"])
        _map(user, asked, product, catalogue, form)
    except (ConfigurationError, DataError) as error:
        form.add_error(None, error_on_a_page(error))
        return _show(request, asked, catalogue, form)
    messages.success(request, say("map_code.mapped", code=asked.code, product=product.code))
    if request.POST.get("deed") == "move":
        _move(request, user, asked)
    return redirect(asked.back)


def _map(user: User, asked: _Asked, product: Product, catalogue: Catalogue, form: MappingForm) -> None:
    first, last = form.cleaned_data["valid_from"], form.cleaned_data["valid_to"]
    mapping = Mapping(kind=asked.kind, code=asked.code, product=product.code, valid_from=first, valid_to=last)
    with transaction.atomic():
        mapped = code_mapping.map_code(asked.company, mapping, catalogue, actor=str(user))
        if mapped.is_new:
            after = {"kind": asked.kind.value, "code": asked.code, "product": str(product.code)}
            days = {"from": str(first or ""), "to": str(last or "")}
            record(user, asked.company, "code-mapped", None, {**after, **days})


def _move(request: HttpRequest, user: User, asked: _Asked) -> None:
    """The code is mapped, come what may: what hinders the rows is said beside it."""
    try:
        planned = fallback.plan_for_code(asked.company, asked.kind, asked.code)
        done = fallback.move(user, asked.company, planned)
        tell(request, asked.company, [*done, *(each for each in planned if not each.is_possible)])
    except SeveraMaestroError as error:
        messages.error(request, error_on_a_page(error))


def _show(request: HttpRequest, asked: _Asked, catalogue: Catalogue, form: MappingForm) -> HttpResponse:
    rows = fallback.rows_with_code(asked.company, asked.kind, asked.code)
    names = [name for name, _ in Counter(row.name for row in rows if row.name).most_common()]
    query = request.POST.get("q", request.GET.get("q", "")).strip()
    sought = Sought(name=names[0] if names else "", code=asked.code, kind=asked.kind)
    suggestions = Suggester(catalogue).suggest(sought)
    chosen = form.data.get("product", "")
    page = {
        "company": asked.company,
        "menu": "transfers",
        "asked": asked,
        "kind": WORDS[asked.kind.value].say(reader.language()),
        "names": ", ".join(names[:3]),
        "rows": rows[:_MOST_ROWS],
        "row_count": len(rows),
        "invoice_count": len({row.invoice_id for row in rows}),
        "products": _with_chosen(_found(catalogue, query) if query else suggestions, chosen, catalogue),
        "query": query,
        "chosen": chosen or (str(suggestions[0].product.code) if is_sure(suggestions, _SURE) else ""),
        "form": form,
    }
    return render(request, "map_code.html", page, status=422 if form.errors else 200)


def _with_chosen(offered: Sequence[Suggestion], chosen: str, catalogue: Catalogue) -> list[Suggestion]:
    """What is offered, and what somebody chose before: a page that comes back with a mistake has not forgotten it."""
    is_offered = chosen in {"", str(FALLBACK), *(str(each.product.code) for each in offered)}
    before = [] if is_offered else [Suggestion(each, 0) for each in catalogue if str(each.code) == chosen]
    return [*before, *offered]


def _found(catalogue: Catalogue, query: str) -> list[Suggestion]:
    """Active products whose code or name has what somebody typed; a score of 0, for nobody guessed."""
    words = query.casefold().split()
    fitting = [each for each in catalogue if each.is_active and each.code != FALLBACK and _has(each, words)]
    return [Suggestion(product, 0) for product in sorted(fitting, key=lambda each: each.code)[:_MOST_PRODUCTS]]


def _has(product: Product, words: list[str]) -> bool:
    text = f"{product.code} {product.code.group}{product.code.number} {product.name}".casefold()
    return all(word in text for word in words)


urlpatterns = [path("companies/<int:company>/map-code/", map_code, name="map_code")]
