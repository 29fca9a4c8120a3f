"""The preview: what a run would do, invoice by invoice, before any run does it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from severa_maestro.transfer.foreseen import Preview, Standing
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import looking, steps
from severa_maestro.web.setting_up.looking import PREVIEWS
from severa_maestro.web.setting_up.shown_preview import changed_customers, in_state, invoices_of, sums_of

_ON_A_PAGE = 100
_MOST_CUSTOMERS = 100
#: What the invoices can be narrowed to, the worst first.
_STATES = ("blocked", "fallback", "transferred", "dismissed")


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, company: int) -> HttpResponse:
    """Shows what a run would do, or how far it is known; begins to look where that is asked."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    is_connected = hasattr(found, "connection")
    if request.method == "POST":
        if is_connected:
            looking.preview(found)
        return redirect("preview", found.pk)
    work = PREVIEWS.of(found)
    shown = {
        **steps.around(user, found, "preview"),
        "is_connected": is_connected,
        "work": work,
        "error": error_on_a_page(work.error) if work and work.error else "",
    }
    if work is not None and work.result is not None:
        shown |= _foreseen(request, work.result)
    return render(request, "preview.html", shown)


@require_safe
def previewed_invoice(request: HttpRequest, company: int, place: int) -> HttpResponse:
    """What would become of one invoice."""
    found = company_for(signed_in(request), company, Role.BOOKKEEPER)
    work = PREVIEWS.of(found)
    if work is None or work.result is None:
        messages.warning(request, say("preview.no_longer_kept"))
        return redirect("preview", found.pk)
    invoices = invoices_of(work.result)
    if not 1 <= place <= len(invoices):
        raise Http404
    neighbours = {"earlier": place - 1, "later": place + 1 if place < len(invoices) else 0}
    shown = {"company": found, "invoice": invoices[place - 1], "menu": "preview", **neighbours}
    return render(request, "previewed_invoice.html", shown)


def _foreseen(request: HttpRequest, result: Preview) -> dict[str, object]:
    changed = changed_customers(result)
    invoices = invoices_of(result)
    asked = request.GET.get("state", "")
    state = asked if asked in _STATES else ""
    return {
        "preview": result,
        "state": state,
        "still_blocked": sum(not each.foreseen.is_new for each in in_state(invoices, "blocked")),
        "tally": [(each, _word(each), len(in_state(invoices, each))) for each in _STATES],
        "page": Paginator(in_state(invoices, state), _ON_A_PAGE).get_page(request.GET.get("page")),
        "sums": sums_of(result),
        "new_customers": len(result.customers_who_are(Standing.NEW)),
        "changed": changed[:_MOST_CUSTOMERS],
        "changed_customers": len(changed),
        "most_customers": _MOST_CUSTOMERS,
    }


def _word(state: str) -> str:
    """What a narrowing is called: of what would be, not of what is."""
    return say(f"preview.{state}" if state in ("blocked", "transferred") else f"state.{state}")


urlpatterns = [
    path("companies/<int:company>/preview/", preview, name="preview"),
    path("companies/<int:company>/preview/<int:place>/", previewed_invoice, name="previewed_invoice"),
]
MENU = [MenuItem("company", 50, "preview.title", "preview", Role.BOOKKEEPER)]
