"""The check: everything that a transfer needs, with what to do, as it is being looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from severa_maestro.setup.check import is_ready
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import looking, steps
from severa_maestro.web.setting_up.looking import CHECKS
from severa_maestro.web.setting_up.shown_lines import shown, worst_first


@require_http_methods(["GET", "HEAD", "POST"])
def company_check(request: HttpRequest, company: int) -> HttpResponse:
    """Shows what the check has seen so far; begins one where that is asked."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    is_connected = hasattr(found, "connection")
    if request.method == "POST":
        if is_connected:
            looking.check(found)
        return redirect("company_check", found.pk)
    work = CHECKS.of(found)
    lines = list((work.result or work.told or ()) if work else ())
    return render(
        request,
        "company_check.html",
        {
            **steps.around(user, found, "check"),
            "is_connected": is_connected,
            "work": work,
            "error": error_on_a_page(work.error) if work and work.error else "",
            "lines": [shown(line, found) for line in (worst_first(lines) if work and work.result else lines)],
            "is_ready": is_ready(lines),
        },
    )


urlpatterns = [path("companies/<int:company>/check/", company_check, name="company_check")]
MENU = [MenuItem("company", 60, "company_check.title", "company_check", Role.BOOKKEEPER)]
