"""The wizard: its first open step, going on from one, and the steps that look at products and codes."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.matching.suggestions import SURE_SCORE
from severa_maestro.setup.check import Level, check_products
from severa_maestro.setup.choices import suggested
from severa_maestro.setup.compare import OurSide
from severa_maestro.transfer.connect import target_of
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role
from severa_maestro.web.codes import reading
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import steps
from severa_maestro.web.setting_up.shown_lines import shown, worst_first

_MOST_GAPS = 10


@require_safe
def set_up(request: HttpRequest, company: int) -> HttpResponse:
    """Leads to the step with which the set-up goes on; of a company that is set up, to its settings."""
    found = company_for(signed_in(request), company, Role.ADMIN)
    if steps.is_set_up(found):
        return redirect("company_settings", found.pk)
    return redirect(steps.first_open(found).address)


@require_POST
def pass_step(request: HttpRequest, company: int, step: str) -> HttpResponse:
    """Goes on from a step that nothing else tells the end of."""
    found = company_for(signed_in(request), company, Role.ADMIN)
    if step not in steps.PASSED:
        raise Http404
    steps.pass_step(found, step)
    return redirect(steps.way_on(found, step))


@require_safe
def products(request: HttpRequest, company: int) -> HttpResponse:
    """Which products Maestro has, and what its groups lack."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    here = reverse("set_up_products", args=(found.pk,))
    lines = [line for line in check_products(target_of(found)) if line.level is not Level.OK]
    shown_page = {
        **steps.around(user, found, "products"),
        "count": RegisterProduct.objects.filter(company=found, is_active=True).count(),
        "groups": _groups(found),
        "lines": [shown(line, found, here) for line in worst_first(lines)],
        "import_address": f"{reverse('product_import', args=(found.pk,))}?{urlencode({'next': here})}",
        "menu": "company_settings",
    }
    return render(request, "set_up/products.html", shown_page)


def _groups(company: Company) -> QuerySet[ProductGroup]:
    """The product groups, each with how many products in use have to do without its account or its VAT rate."""
    in_use = Q(products__is_active=True)
    return ProductGroup.objects.filter(company=company).annotate(
        without_account=Count("products", filter=in_use & Q(products__sales_account="")),
        without_rate=Count("products", filter=in_use & Q(products__vat_rate=None)),
    )


@require_safe
def codes(request: HttpRequest, company: int) -> HttpResponse:
    """How many of Severa's codes lead to a product, and the costliest that do not."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    shown_page = {**steps.around(user, found, "codes"), "menu": "company_settings"}
    if hasattr(found, "connection"):
        shown_page |= {"is_connected": True, **_compared(found)}
    return render(request, "set_up/codes.html", shown_page)


def _compared(company: Company) -> dict[str, object]:
    ours = OurSide.of(company, target_of(company))
    read = reading.read(company, ours)
    if read.error is not None:
        return {"error": error_on_a_page(read.error)}
    if read.result is None or read.is_under_way:
        return {"is_reading": True}
    comparison = read.result.comparison(ours)
    return {
        "read_at": read.ended_at,
        "in_order": len(comparison.compared) - len(comparison.gaps),
        "gaps": len(comparison.gaps),
        "sure": len(suggested(comparison, SURE_SCORE)),
        "first_gaps": comparison.gaps[:_MOST_GAPS],
    }


urlpatterns = [
    path("companies/<int:company>/set-up/", set_up, name="set_up"),
    path("companies/<int:company>/set-up/products/", products, name="set_up_products"),
    path("companies/<int:company>/set-up/codes/", codes, name="set_up_codes"),
    path("companies/<int:company>/set-up/<str:step>/passed/", pass_step, name="pass_step"),
]
