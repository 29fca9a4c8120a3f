"""Severa's codes beside Maestro's products: where the rows of each go, the costly gaps first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.matching.suggestions import SURE_SCORE
from severa_maestro.reports.files import as_csv, as_json, as_xlsx
from severa_maestro.setup.choices import Place, suggested
from severa_maestro.setup.compare import OurSide
from severa_maestro.setup.comparison_report import comparison_report
from severa_maestro.transfer.connect import target_of
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.codes import lines, reading, working
from severa_maestro.web.codes.reading import Reading
from severa_maestro.web.codes.shown import OnFallback, offered
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.transfers.fallback import codes_on_fallback

ON_A_PAGE = 100

_FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
}


@require_safe
def codes(request: HttpRequest, company: int) -> HttpResponse:
    """Shows the comparison; while Severa is being read for it, that it is, and where that fails, why."""
    found = company_for(signed_in(request), company)
    shown = {"company": found, "menu": "codes", "work": working.under_way(found)}
    if not hasattr(found, "connection"):
        return render(request, "codes.html", {**shown, "is_unconnected": True})
    ours = OurSide.of(found, target_of(found))
    read = reading.read(found, ours)
    if read.error is not None:
        error = error_on_a_page(read.error)
        return render(request, "codes.html", {**shown, "reading": read, "error": error}, status=503)
    if read.ended_at is None:
        return render(request, "codes.html", {**shown, "reading": read})
    return render(request, "codes.html", {**shown, "reading": read, **_compared(request, found, read, ours)})


def _compared(request: HttpRequest, company: Company, read: Reading, ours: OurSide) -> dict[str, object]:
    comparison = read.comparison(ours)
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
        "writes_all": read.writes_all,
        "on_fallback": OnFallback.of(on_fallback),
    }


@require_safe
def progress(request: HttpRequest, company: int) -> HttpResponse:
    """Whether Severa is still being read; once it is not, the whole page is asked for anew."""
    found = company_for(signed_in(request), company)
    read = reading.known_of(found) if hasattr(found, "connection") else None
    if read is None or read.ended_at is not None:
        is_htmx = "HX-Request" in request.headers
        return HttpResponse(headers={"HX-Refresh": "true"}) if is_htmx else redirect("codes", found.pk)
    return render(request, "codes_reading.html", {"company": found, "reading": read})


@require_POST
def read_again(request: HttpRequest, company: int) -> HttpResponse:
    """Forgets what was read, unless that goes on: the page reads Severa anew."""
    found = company_for(signed_in(request), company)
    known = reading.known_of(found) if hasattr(found, "connection") else None
    if known is not None and known.ended_at is not None:
        reading.forget(found)
    return redirect("codes", found.pk)


@require_safe
def export(request: HttpRequest, company: int, ending: str) -> HttpResponseBase:
    """The whole comparison as a file, with a column to fill in: what ``codes set --file`` reads."""
    found = company_for(signed_in(request), company)
    read = reading.known_of(found) if hasattr(found, "connection") else None
    if read is None or read.severa is None:
        messages.warning(request, say("codes.read_first"))
        return redirect("codes", found.pk)
    comparison = read.comparison(OurSide.of(found, target_of(found)))
    report = comparison_report(comparison, only_gaps=False, for_file=True)
    write, kind = _FILES[ending]
    name = f"{slugify(found.name) or found.pk}-{say('codes.file')}-{timezone.localdate():%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(write(report, reader.language()), content_type=kind, headers=headers)


urlpatterns = [
    path("companies/<int:company>/codes/", codes, name="codes"),
    path("companies/<int:company>/codes/reading/", progress, name="codes_reading"),
    path("companies/<int:company>/codes/read/", read_again, name="codes_read"),
    *(
        path(f"companies/<int:company>/codes.{ending}", export, {"ending": ending}, name=f"codes_{ending}")
        for ending in _FILES
    ),
]
MENU = [MenuItem("company", 40, "codes.title", "codes")]
