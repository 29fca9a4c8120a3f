"""One transfer: the invoice, what is the matter with it, what may be done, and what has become of it."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.transfer.ledger.models import AWAITING_MARK, State, Transfer, Unmarked
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page, on_a_page
from severa_maestro.web.transfers.deeds import (
    Deed,
    ReasonForm,
    acceptable,
    as_shown,
    blocking_codes,
    carry_out,
    deeds_of,
    next_run_of,
)
from severa_maestro.web.transfers.document import documents_of
from severa_maestro.web.transfers.listing import Listed, Listing
from severa_maestro.web.transfers.shown_findings import ShownFinding, name_of, shown
from severa_maestro.web.transfers.timeline import actor_of, reason_of

#: How many lines of the log are shown: the newest ones.
_MOST_LINES = 100
_LONGEST_PLACE = 10

_DONE = {Deed.RETRY: "deed.retried", Deed.ACCEPT: "deed.accepted", Deed.DISMISS: "deed.dismissed"}


@require_safe
def transfer(request: HttpRequest, company: int, transfer: int) -> HttpResponse:
    """Shows it."""
    found = company_for(signed_in(request), company)
    return _show(request, found, get_object_or_404(found.transfers, pk=transfer), ReasonForm())


@require_POST
def decide(request: HttpRequest, company: int, transfer: int) -> HttpResponse:
    """Carries out what the user decides."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    decided = get_object_or_404(found.transfers, pk=transfer)
    form = ReasonForm(request.POST)
    deed = request.POST.get("deed")
    if deed not in list(Deed) or (deed == Deed.DISMISS and not form.is_valid()):
        return _show(request, found, decided, form)
    try:
        carry_out(user, decided, Deed(deed), shown=request.POST.get("shown", ""), reason=form)
    except DataError as error:
        messages.error(request, error_on_a_page(error))
    else:
        done = say(_DONE[Deed(deed)], number=decided.number or "–")
        messages.success(request, done if deed == Deed.DISMISS else f"{done} {next_run_of(found)}")
    return redirect(f"{reverse('transfer', args=(found.pk, decided.pk))}?{request.GET.urlencode()}")


def _show(request: HttpRequest, company: Company, transfer: Transfer, form: ReasonForm) -> HttpResponse:
    documents, changes = documents_of(transfer)
    earlier, later = _neighbours(company, transfer, request.GET)
    accepted = acceptable(transfer)
    lines = transfer.log_lines.order_by("-id")[:_MOST_LINES]
    page = {
        "company": company,
        "menu": "transfers",
        "transfer": transfer,
        "documents": documents,
        "changes": changes,
        "findings": _findings(transfer),
        "deeds": deeds_of(transfer),
        "form": form,
        "shown": as_shown(transfer),
        "accepted": [(name_of(code), say(f"deed.accept_{code}")) for code in accepted],
        "not_accepted": ", ".join(name_of(code) for code in blocking_codes(transfer) if code not in accepted),
        "unmarked": _unmarked(company, transfer),
        "timeline": [(each, actor_of(each), reason_of(each)) for each in transfer.timeline.all()],
        "lines": [(line, on_a_page(line.text(reader.language()))) for line in lines],
        "list_address": _address(reverse("transfers", args=(company.pk,)), Listing(company, request.GET.dict()).query),
        "earlier": earlier,
        "later": later,
    }
    return render(request, "transfer.html", page)


def _findings(transfer: Transfer) -> list[ShownFinding]:
    """Its findings. What blocked an invoice that somebody has decided about blocks it no longer: it is said calmly."""
    found = [shown(finding) for finding in transfer.get_findings()]
    if transfer.state == State.BLOCKED:
        return found
    follows = _what_follows(transfer)
    return [replace(each, level="info", to_do=follows) if each.level == "blocking" else each for each in found]


def _what_follows(transfer: Transfer) -> str:
    """What the next run does with an invoice that a person has put back; empty where it does nothing."""
    if transfer.state not in (State.FETCHED, *AWAITING_MARK):
        return ""
    is_accepted = {*blocking_codes(transfer)} <= {*transfer.accepted}
    return say("transfer.accepted_goes_over" if is_accepted else "transfer.checked_again")


def _unmarked(company: Company, transfer: Transfer) -> tuple[str, str]:
    """What is the matter with a stored invoice that has not got its status, and what to do; empty where it has."""
    if not transfer.unmarked or Deed.DISMISS not in deeds_of(transfer):
        return "", ""
    run_tries = transfer.unmarked in (Unmarked.REFUSED, Unmarked.UNANSWERED)
    to_do = say(
        "transfer.unmarked_run_tries" if run_tries else "transfer.unmarked_to_do", status=company.transferred_status
    )
    return say(f"transfer.unmarked_{transfer.unmarked}"), to_do


def _neighbours(company: Company, transfer: Transfer, asked: QueryDict) -> tuple[str, str]:
    """The addresses of what stands before and after it: in the list that led here, else as they came."""
    place = str(asked.get("place", ""))
    if place.isdecimal() and len(place) < _LONGEST_PLACE:
        listing = Listing(company, asked.dict())
        before, after = listing.neighbours(transfer, int(place))
        return _place(before, listing.query), _place(after, listing.query)
    others = company.transfers.only("company")
    earlier = others.filter(pk__lt=transfer.pk).order_by("-pk").first()
    later = others.filter(pk__gt=transfer.pk).order_by("pk").first()
    return _page_of(earlier), _page_of(later)


def _place(listed: Listed | None, query: str) -> str:
    return _address(_page_of(listed.transfer), query, f"place={listed.place}") if listed else ""


def _page_of(transfer: Transfer | None) -> str:
    return reverse("transfer", args=(transfer.company_id, transfer.pk)) if transfer else ""


def _address(address: str, *parameters: str) -> str:
    return "?".join(part for part in (address, "&".join(each for each in parameters if each)) if part)


urlpatterns = [
    path("companies/<int:company>/transfers/<int:transfer>/", transfer, name="transfer"),
    path("companies/<int:company>/transfers/<int:transfer>/decide/", decide, name="decide"),
]
