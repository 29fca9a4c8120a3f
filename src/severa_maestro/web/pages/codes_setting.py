"""Products chosen for codes: shown before anything is done, then kept; how far that has come, what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.setup.choices import Planned, keep
from severa_maestro.setup.code_writing import Progress
from severa_maestro.setup.compare import OurSide
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.connect import target_of
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.codes import keeping, reading
from severa_maestro.web.codes.choosing import CodesPreview, read_place, read_wishes, sure_wishes
from severa_maestro.web.codes.keeping import KEEPINGS, CodesOutcome, Deed, Kind, Outcomes
from severa_maestro.web.codes.shown import OnFallback
from severa_maestro.web.refreshing import whole_page
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import steps
from severa_maestro.web.transfers.fallback import codes_on_fallback


@require_POST
def preview(request: HttpRequest, company: int) -> HttpResponse:
    """Shows exactly what the choices come to. Changes nothing."""
    found = company_for(signed_in(request), company, Role.BOOKKEEPER)
    planned = _preview(request, found)
    return redirect("codes", found.pk) if planned is None else _show(request, found, planned)


@require_POST
def set_codes(request: HttpRequest, company: int) -> HttpResponse:
    """Begins to do what was shown, if it is still the same."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    planned = _preview(request, found)
    if planned is None:
        return redirect("codes", found.pk)
    if request.POST.get("shown") != planned.shown:
        messages.warning(request, say("codes_setting.overtaken"))
        return _show(request, found, planned)
    if not _start(user, found, planned):
        messages.warning(request, say("codes_setting.under_way"))
    return redirect("codes_result", found.pk)


def _preview(request: HttpRequest, company: Company) -> CodesPreview | None:
    """What the form comes to; None where Severa has to be read first."""
    registers = reading.registers_of(company)
    if registers is None:
        messages.warning(request, say("codes.read_first"))
        return None
    ours = OurSide.of(company, target_of(company))
    comparison = registers.comparison(ours)
    wants_sure = request.POST.get("deed") == "sure"
    wishes = sure_wishes(comparison) if wants_sure else read_wishes(request.POST, comparison)
    return CodesPreview.of(wishes, read_place(request.POST.get("into", "")), registers.severa, ours, comparison)


def _show(request: HttpRequest, company: Company, planned: CodesPreview) -> HttpResponse:
    shown = {
        **steps.around(signed_in(request), company, "codes"),
        "menu": "codes",
        "preview": planned,
        "possible": len(planned.possible),
        "severa": planned.count("severa"),
        "map": planned.count("map"),
        "hindered": len(planned.lines) - len(planned.possible),
    }
    return render(request, "codes_preview.html", shown)


def _start(user: User, company: Company, planned: CodesPreview) -> bool:
    """Begins. False where other codes are being kept."""
    possible = planned.possible

    def carry_out(source: SeveraSource, progress: Progress) -> Outcomes:
        catalogue = target_of(company).catalogue()
        kept = keep(company, source, catalogue, possible, actor=str(user), progress=progress)
        return [CodesOutcome(_name(each.planned), str(each.planned.place), each.error) for each in kept]

    before, after = planned.before_and_after()
    deed = Deed(Kind.SET, planned.count("severa"), "codes-chosen", before, after, carry_out)
    return keeping.start(company, user, deed)


def _name(planned: Planned) -> str:
    item = planned.chosen.item
    return item.name or item.code


@require_safe
def result(request: HttpRequest, company: int) -> HttpResponse:
    """How far it has come, and what became of it."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    work = KEEPINGS.of(found)
    if work is None:
        return redirect("code_history", found.pk)
    outcomes = work.result or ()
    shown = {
        **steps.around(user, found, "codes"),
        "menu": "codes",
        "work": work,
        "severa": keeping.kept_in(outcomes, "severa"),
        "map": keeping.kept_in(outcomes, "map"),
        "error": error_on_a_page(work.error) if work.error else "",
        "refused": [(each.name, _words(each)) for each in keeping.refused(outcomes)],
        "on_fallback": OnFallback.of(codes_on_fallback([found])),
    }
    return render(request, "codes_result.html", shown)


def _words(outcome: CodesOutcome) -> str:
    return error_on_a_page(outcome.error) if outcome.error else ""


@require_safe
def progress(request: HttpRequest, company: int) -> HttpResponse:
    """How far it has come; once it has ended, the whole page is asked for anew."""
    found = company_for(signed_in(request), company, Role.BOOKKEEPER)
    work = KEEPINGS.under_way(found)
    if work is None:
        return whole_page(request, "codes_result", found.pk)
    return render(request, "codes_progress.html", {"company": found, "work": work})


urlpatterns = [
    path("companies/<int:company>/codes/preview/", preview, name="codes_preview"),
    path("companies/<int:company>/codes/set/", set_codes, name="codes_set"),
    path("companies/<int:company>/codes/result/", result, name="codes_result"),
    path("companies/<int:company>/codes/result/progress/", progress, name="codes_progress"),
]
