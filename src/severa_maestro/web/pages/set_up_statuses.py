"""The two statuses: picked from Severa's own list, made there, or made by hand as the page says."""

from contextlib import closing
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from severa_maestro.companies.models import Company, Connection
from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.setup.company_settings import CompanySettings
from severa_maestro.severa.http import host_of
from severa_maestro.severa.setting_up_errors import STATUS_BY_HAND, choices_of
from severa_maestro.severa.source import InvoiceStatus
from severa_maestro.transfer.connect import source_of
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.forms import Form
from severa_maestro.web.refreshing import whole_page
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import changing, steps
from severa_maestro.web.setting_up.likely_statuses import TRANSFERRED, WAITING, likely
from severa_maestro.web.setting_up.making import MAKINGS, make
from severa_maestro.web.setting_up.waiting import waited_for


class StatusesForm(Form):
    """The two statuses, picked or typed."""

    page = "statuses"

    waiting = forms.CharField(max_length=200)
    transferred = forms.CharField(max_length=200)

    def offer(self, names: list[str]) -> None:
        """Lets the reader pick from these instead of typing; one that is chosen and not among them stays."""
        for name, each in self.fields.items():
            chosen = self[name].value() or ""
            others = [chosen] if chosen and chosen not in names else []
            choices = [("", say("statuses.choose")), *((option, option) for option in (*names, *others))]
            each.widget = forms.Select(choices=choices)
            each.widget.is_required = True


class MadeStatusesForm(Form):
    """The statuses that are to be in Severa."""

    page = "statuses"
    helps = ("takes_credit_notes",)

    make_waiting = forms.CharField(max_length=200, initial=WAITING)
    make_transferred = forms.CharField(max_length=200, initial=TRANSFERRED)
    takes_credit_notes = forms.BooleanField(required=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """Severa's statuses, or why they could not be read."""

    statuses: list[InvoiceStatus] = field(default_factory=list)
    error: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def statuses(request: HttpRequest, company: int) -> HttpResponse:
    """Shows Severa's statuses, and keeps the two that are picked; while some are being made, that they are."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    if not hasattr(found, "connection"):
        return redirect("connection", found.pk)
    if MAKINGS.under_way(found) is not None:
        return _show_going(request, found)
    form = StatusesForm(request.POST or None)
    if form.is_valid() and _keep(user, found, form, "waiting", "transferred"):
        MAKINGS.forget(found)
        messages.success(request, say("statuses.saved"))
        return redirect(steps.way_on(found, "statuses"))
    return _show(request, found, form, MadeStatusesForm())


@require_POST
def make_in_severa(request: HttpRequest, company: int) -> HttpResponse:
    """Picks both statuses, and begins to make those of them that Severa lacks."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    if not hasattr(found, "connection"):
        return redirect("connection", found.pk)
    if MAKINGS.under_way(found) is not None:
        messages.warning(request, say("statuses.making_goes_on"))
        return redirect("statuses", found.pk)
    form = MadeStatusesForm(request.POST)
    if not form.is_valid() or not _keep(user, found, form, "make_waiting", "make_transferred"):
        return _show(request, found, StatusesForm(), form)
    make(found, user, takes_credit_notes=form.cleaned_data["takes_credit_notes"])
    return redirect("statuses", found.pk)


@require_safe
def going(request: HttpRequest, company: int) -> HttpResponse:
    """Whether statuses are still being made; once they are not, the whole page is asked for anew."""
    found = company_for(signed_in(request), company, Role.ADMIN)
    making = MAKINGS.under_way(found)
    if making is None:
        return whole_page(request, "statuses", found.pk)
    return render(request, "set_up/statuses_going.html", {"company": found, "making": making})


def _keep(user: User, company: Company, form: Form, waiting: str, transferred: str) -> bool:
    """Picks the two that stand in these fields. False where they cannot be: the form says why."""
    given = form.cleaned_data
    picked = CompanySettings(waiting_status=given[waiting], transferred_status=given[transferred])
    try:
        changing.keep_company(user, company, picked.apply)
    except ConfigurationError as error:
        form.add_error(None, error_on_a_page(error))
        company.refresh_from_db()
        return False
    return True


def _show_going(request: HttpRequest, company: Company) -> HttpResponse:
    around = steps.around(signed_in(request), company, "statuses")
    shown = {**around, "making": MAKINGS.of(company), "is_making": True, "menu": "company_settings"}
    return render(request, "set_up/statuses.html", shown)


def _show(request: HttpRequest, company: Company, form: StatusesForm, made: MadeStatusesForm) -> HttpResponse:
    read = _read(company)
    if not form.is_bound:
        waiting, transferred = likely(read.statuses)
        form.initial = {
            "waiting": company.waiting_status or waiting,
            "transferred": company.transferred_status or transferred,
        }
    if read.statuses:
        form.offer([status.name for status in read.statuses if status.is_active])
    shown = {
        **steps.around(signed_in(request), company, "statuses"),
        "form": form,
        "made": made,
        **_made(company),
        "read": read,
        "makes": company.connection.way == Connection.Way.REST,
        "by_hand": [_by_hand(name) for name in (WAITING, TRANSFERRED)],
        "menu": "company_settings",
    }
    has_errors = (form.is_bound and form.errors) or (made.is_bound and made.errors)
    return render(request, "set_up/statuses.html", shown, status=422 if has_errors else 200)


def _made(company: Company) -> dict[str, object]:
    """What became of making statuses lately."""
    making = MAKINGS.of(company)
    if making is None or making.is_under_way:
        return {}
    if making.error is not None:
        return {"making_error": error_on_a_page(making.error)}
    names = ", ".join(making.result or ())
    return {"making_well": say("statuses.made", names=names) if names else say("statuses.nothing_to_make")}


def _read(company: Company) -> _Read:
    def ask() -> list[InvoiceStatus]:
        with closing(source_of(company)) as source:
            return source.statuses()

    try:
        return _Read(waited_for(ask, host_of(company.connection.url)))
    except SeveraMaestroError as error:
        return _Read(error=error_on_a_page(error))


def _by_hand(name: str) -> str:
    """What to click in Severa for a status."""
    status = InvoiceStatus(name=name, is_active=True, gives_number=True, is_read_only=True, is_sent=True)
    return reader.in_words(STATUS_BY_HAND.message.to_do, name=name, choices=choices_of(status))


urlpatterns = [
    path("companies/<int:company>/statuses/", statuses, name="statuses"),
    path("companies/<int:company>/statuses/make/", make_in_severa, name="make_statuses"),
    path("companies/<int:company>/statuses/going/", going, name="statuses_going"),
]
