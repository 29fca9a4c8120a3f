"""What needs a person, in all the user's companies: by cause, mended where it stands, many at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.transfer.ledger.models import Transfer
from severa_maestro.web.access import companies_for, companies_of, signed_in
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.transfers.deeds import Deed, ReasonForm, as_shown, carry_out, next_run_of
from severa_maestro.web.transfers.fallback import codes_on_fallback
from severa_maestro.web.transfers.mending import MOST_SHOWN, Group, failures_of, groups_of
from severa_maestro.web.transfers.shown_findings import name_of

_MOST_CODES = 50
_MOST_SAID = 5
_LONGEST_KEY = 19
_DONE = {Deed.RETRY: "deed.many_retried", Deed.ACCEPT: "deed.many_accepted", Deed.DISMISS: "deed.many_dismissed"}


@require_safe
def mend(request: HttpRequest) -> HttpResponse:
    """The list."""
    return _show(request, signed_in(request))


@require_POST
def mend_many(request: HttpRequest) -> HttpResponse:
    """Carries out a decision about all invoices that are ticked."""
    user = signed_in(request)
    ticked = _ticked(request, user)
    form, deed = ReasonForm(request.POST), request.POST.get("deed")
    if deed not in list(Deed) or (deed == Deed.DISMISS and not form.is_valid()):
        return _show(request, user, form)
    if not ticked:
        messages.warning(request, say("mend.nothing_ticked"))
    else:
        _decide(request, user, ticked, Deed(deed), form)
    return redirect(f"{reverse('mend')}?{request.GET.urlencode()}")


def _ticked(request: HttpRequest, user: User) -> list[tuple[Transfer, str]]:
    """The transfers that are ticked, each with how it was shown.

    Raises:
        Http404: the user may not see one of them.
        PermissionDenied: the user may not mend one of them.
    """
    ticks = dict(tick.split("@", 1) for tick in request.POST.getlist("transfer") if "@" in tick)
    wanted = {int(pk): shown for pk, shown in ticks.items() if pk.isdecimal() and len(pk) < _LONGEST_KEY}
    found = Transfer.objects.defer("arrived", "stored").filter(pk__in=wanted, company__in=companies_of(user))
    transfers = list(found.select_related("company"))
    if len(transfers) != len(ticks):
        raise Http404
    may_mend = set(companies_for(user, Role.BOOKKEEPER).values_list("pk", flat=True))
    if not {transfer.company_id for transfer in transfers} <= may_mend:
        raise PermissionDenied
    return [(transfer, wanted[transfer.pk]) for transfer in transfers]


def _decide(
    request: HttpRequest, user: User, ticked: list[tuple[Transfer, str]], deed: Deed, reason: ReasonForm
) -> None:
    """Each on its own: one that has changed meanwhile stops no other."""
    refused = []
    for transfer, shown in ticked:
        try:
            carry_out(user, transfer, deed, shown=shown, reason=reason)
        except DataError as error:
            refused.append(error_on_a_page(error))
    if len(refused) < len(ticked):
        messages.success(request, _done(deed, len(ticked) - len(refused), {each.company for each, _ in ticked}))
    for said in refused[:_MOST_SAID]:
        messages.error(request, said)
    if len(refused) > _MOST_SAID:
        messages.error(request, say("mend.more_refused", count=len(refused) - _MOST_SAID))


def _done(deed: Deed, count: int, companies: set[Company]) -> str:
    """What was done, and when it takes effect where that is one moment."""
    done = say(_DONE[deed], count=count)
    return done if deed is Deed.DISMISS or len(companies) > 1 else f"{done} {next_run_of(*companies)}"


def _show(request: HttpRequest, user: User, form: ReasonForm | None = None) -> HttpResponse:
    companies = list(companies_of(user))
    only = next((each for each in companies if str(each.pk) == request.GET.get("only")), None)
    chosen = [only] if only else companies
    ids = [each.pk for each in chosen]
    may_mend = set(companies_for(user, Role.BOOKKEEPER).values_list("pk", flat=True))
    groups, codes = groups_of(ids), codes_on_fallback(chosen)
    page = {
        "all_companies": companies,
        "only": only,
        "failures": failures_of(ids),
        "groups": [_group(each, may_mend, request, form) for each in groups],
        "codes": codes[:_MOST_CODES],
        "more_codes": max(len(codes) - _MOST_CODES, 0),
        "may_mend": may_mend,
        "most_shown": MOST_SHOWN,
    }
    return render(request, "mend.html", page, status=422 if form else 200)


def _group(group: Group, may_mend: set[int], request: HttpRequest, form: ReasonForm | None) -> dict[str, object]:
    """A group as its template wants it; the one that was just sent with a mistake keeps its ticks."""
    was_sent = form is not None and request.POST.get("group") == group.key
    ticked = set(request.POST.getlist("transfer")) if was_sent else set()
    lines = []
    for transfer, what in group.lines:
        tick = f"{transfer.pk}@{as_shown(transfer)}"
        lines.append({"transfer": transfer, "what": what, "tick": tick, "is_ticked": tick in ticked})
    reason = ReasonForm(request.POST if was_sent else None, auto_id=f"{group.key}-%s")
    return {
        "group": group,
        "lines": lines,
        "form": reason,
        "deeds": group.deeds if may_mend.intersection(each.company_id for each in group.transfers) else (),
        "accepted": [(name_of(group.code), say(f"deed.accept_{group.code}"))] if Deed.ACCEPT in group.deeds else [],
    }


urlpatterns = [path("mend/", mend, name="mend"), path("mend/decide/", mend_many, name="mend_many")]
MENU = [MenuItem("head", 20, "mend.title", "mend")]
