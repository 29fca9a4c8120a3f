"""Severa's codes beside Maestro's products: where the rows of each go, the costly gaps first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.matching.suggestions import SURE_SCORE
from severa_maestro.setup.choices import Place, suggested
from severa_maestro.setup.compare import OurSide
from severa_maestro.setup.comparison_report import comparison_report
from severa_maestro.transfer.connect import target_of
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role
from severa_maestro.web.codes import lines, reading
from severa_maestro.web.codes.keeping import KEEPINGS
from severa_maestro.web.codes.reading import READINGS, Registers
from severa_maestro.web.codes.shown import OnFallback, offered
from severa_maestro.web.downloads import download
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.refreshing import whole_page
from severa_maestro.web.say import say, text_of
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import steps
from severa_maestro.web.transfers.fallback import codes_on_fallback

ON_A_PAGE = 100


@require_safe
def codes(request: HttpRequest, company: int) -> HttpResponse:
    """Shows the comparison; while Severa is being read for it, that it is, and where that fails, why."""
    user = signed_in(request)
    found = company_for(user, company)
    shown = {**steps.around(user, found, "codes"), "menu": "codes", "work": KEEPINGS.under_way(found)}
    if not hasattr(found, "connection"):
        return render(request, "codes.html", {**shown, "is_unconnected": True})
    ours = OurSide.of(found, target_of(found))
    read = reading.read(found, ours)
    if read.error is not None:
        error = error_on_a_page(read.error)
        return render(request, "codes.html", {**shown, "reading": read, "error": error}, status=503)
    if read.result is None or read.is_under_way:
        return render(request, "codes.html", {**shown, "reading": read})
    return render(request, "codes.html", {**shown, "reading": read, **_compared(request, found, read.result, ours)})


def _compared(request: HttpRequest, company: Company, registers: Registers, ours: OurSide) -> dict[str, object]:
    comparison = registers.comparison(ours)
    on_fallback = codes_on_fallback([company])
    every = lines.lines_of(comparison, company, on_fallback)
    form = lines.Filter(request.GET)
    fitting = [line for line in every if form.fits(line)]
    return {
        "comparison": comparison,
        "form": form,
        "tally": lines.tally(every),
        "page": Paginator(fitting, ON_A_PAGE).get_page(request.GET.get("page")),
        "products": offered(ours),
        "sure": len(suggested(comparison, SURE_SCORE)),
        "places": list(Place),
        "writes_all": registers.writes_all,
        "on_fallback": OnFallback.of(on_fallback),
    }


@require_safe
def progress(request: HttpRequest, company: int) -> HttpResponse:
    """Whether Severa is still being read; once it is not, the whole page is asked for anew."""
    found = company_for(signed_in(request), company)
    read = READINGS.under_way(found) if hasattr(found, "connection") else None
    if read is None:
        return whole_page(request, "codes", found.pk)
    return render(request, "codes_reading.html", {"company": found, "reading": read})


@require_POST
def read_again(request: HttpRequest, company: int) -> HttpResponse:
    """Has the page read Severa anew, unless that goes on, or was done just now."""
    found = company_for(signed_in(request), company, Role.BOOKKEEPER)
    if hasattr(found, "connection") and not reading.read_again(found):
        messages.warning(request, say("codes.read_just_now"))
    return redirect("codes", found.pk)


@require_safe
def export(request: HttpRequest, company: int, ending: str) -> HttpResponseBase:
    """The whole comparison as a file, with a column to fill in: what ``codes set --file`` reads."""
    found = company_for(signed_in(request), company)
    registers = reading.registers_of(found)
    if registers is None:
        messages.warning(request, say("codes.read_first"))
        return redirect("codes", found.pk)
    comparison = registers.comparison(OurSide.of(found, target_of(found)))
    report = comparison_report(comparison, only_gaps=False, for_file=True)
    return download(report, found, ending, text_of("codes.file"))


urlpatterns = [
    path("companies/<int:company>/codes/", codes, name="codes"),
    path("companies/<int:company>/codes/reading/", progress, name="codes_reading"),
    path("companies/<int:company>/codes/read/", read_again, name="codes_read"),
    *(
        path(f"companies/<int:company>/codes.{ending}", export, {"ending": ending}, name=f"codes_{ending}")
        for ending in ("csv", "xlsx", "json")
    ),
]
MENU = [MenuItem("company", 40, "codes.title", "codes")]
