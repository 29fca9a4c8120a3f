"""Rows on A/0 whose codes lead to a product by now: shown first, then moved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from severa_maestro.companies.models import Company
from severa_maestro.errors import TransientError
from severa_maestro.invoicing.snapshot import digest
from severa_maestro.transfer.ledger.models import Transfer
from severa_maestro.transfer.rematch import Hindrance, Rematch
from severa_maestro.web import written
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.transfers import fallback


@require_http_methods(["GET", "HEAD", "POST"])
def rematch(request: HttpRequest, company: int) -> HttpResponse:
    """Shows what would move, of one invoice or of all; moves it, if it is still what was shown."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    asked = request.GET.get("transfer", "")
    only = get_object_or_404(found.transfers, pk=int(asked)) if asked.isdecimal() else None
    planned = fallback.plan(found, only)
    if request.method != "POST":
        return _show(request, found, only, planned)
    if request.POST.get("shown") != _as_shown(planned):
        messages.warning(request, say("rematch.overtaken"))
        return _show(request, found, only, planned)
    return _move(request, user, found, only, planned)


def _show(request: HttpRequest, company: Company, only: Transfer | None, planned: list[Rematch]) -> HttpResponse:
    possible = [each for each in planned if each.is_possible]
    page = {
        "company": company,
        "menu": "transfers",
        "only": only,
        "possible": possible,
        "moving": sum(len(each.moves) for each in possible),
        "left": sum(each.left + (0 if each.is_possible else len(each.moves)) for each in planned),
        "hindered": [(each.transfer, why) for each in planned if (why := why_not(company, each))],
        "shown": _as_shown(planned),
        "back": _way_back(company, only),
    }
    return render(request, "rematch.html", page)


def _move(
    request: HttpRequest, user: User, company: Company, only: Transfer | None, planned: list[Rematch]
) -> HttpResponse:
    try:
        tell(request, company, fallback.move(user, company, planned))
    except TransientError as error:  # a run is under way: nothing, or nothing more, was moved
        messages.error(request, error_on_a_page(error))
    return redirect(_way_back(company, only))


def tell(request: HttpRequest, company: Company, done: list[Rematch]) -> None:
    """Says what was moved, and of what was not, why."""
    moved = [each for each in done if why_not(company, each) == ""]
    messages.success(request, say("rematch.moved", count=sum(len(each.moves) for each in moved)))
    for each in done:
        if why := why_not(company, each):
            messages.warning(request, why)


def why_not(company: Company, planned: Rematch) -> str:
    """Why rows of an invoice stay though a product is known, or might be; empty where nothing stands in the way."""
    number = planned.transfer.number
    if planned.error is not None:
        return error_on_a_page(planned.error)
    if planned.hindrance is Hindrance.BOOKED and planned.moves:
        return say(
            "rematch.booked", number=number, until=written.day(company.booked_until) if company.booked_until else "–"
        )
    if planned.hindrance is Hindrance.HANDED_OVER and planned.moves:
        return say("rematch.handed_over", number=number)
    if planned.without_day and planned.hindrance is None:
        return say("rematch.day_unknown", number=number, rows=", ".join(str(row.number) for row in planned.without_day))
    return ""


def _as_shown(planned: list[Rematch]) -> str:
    """Changes with anything that would be moved."""
    possible = (each for each in planned if each.is_possible)
    moves = (
        f"{each.transfer.pk} {each.transfer.changed_at.isoformat()} {match.row.number} {match.product.code}"
        for each in possible
        for match in each.moves
    )
    return digest(*moves)


def _way_back(company: Company, only: Transfer | None) -> str:
    return reverse("transfer", args=(company.pk, only.pk)) if only else reverse("mend")


urlpatterns = [path("companies/<int:company>/rematch/", rematch, name="rematch")]
