"""The two statuses: picked from Severa's own list, made there, or made by hand as the page says."""

from contextlib import closing
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from severa_maestro.companies.models import Company, Connection
from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.setup.company_settings import CompanySettings
from severa_maestro.setup.statuses import make_statuses, missing_statuses
from severa_maestro.severa.http import host_of
from severa_maestro.severa.setting_up_errors import STATUS_BY_HAND, choices_of
from severa_maestro.severa.source import InvoiceStatus
from severa_maestro.transfer.connect import source_of
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.forms import Form
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import changing, steps
from severa_maestro.web.setting_up.likely_statuses import TRANSFERRED, WAITING, likely
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
    """Shows Severa's statuses, and keeps the two that are picked."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    if not hasattr(found, "connection"):
        return redirect("connection", found.pk)
    form = StatusesForm(request.POST or None)
    if form.is_valid() and _keep(user, found, form, "waiting", "transferred"):
        messages.success(request, say("statuses.saved"))
        return redirect(steps.way_on(found, "statuses"))
    return _show(request, found, form, MadeStatusesForm())


@require_POST
def make_in_severa(request: HttpRequest, company: int) -> HttpResponse:
    """Makes those of the two statuses that Severa lacks, and picks both."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    form = MadeStatusesForm(request.POST)
    if not form.is_valid() or not _keep(user, found, form, "make_waiting", "make_transferred"):
        return _show(request, found, StatusesForm(), form)
    try:
        made = _make(user, found, takes_credit_notes=form.cleaned_data["takes_credit_notes"])
    except SeveraMaestroError as error:
        form.add_error(None, error_on_a_page(error))
        return _show(request, found, StatusesForm(), form)
    names = ", ".join(made)
    messages.success(request, say("statuses.made", names=names) if made else say("statuses.nothing_to_make"))
    return redirect(steps.way_on(found, "statuses"))


def _keep(user: User, company: Company, form: Form, waiting: str, transferred: str) -> bool:
    """Picks the two that stand in these fields. False where they cannot be: the form says why."""
    try:
        given = form.cleaned_data
        CompanySettings(waiting_status=given[waiting], transferred_status=given[transferred]).apply(company)
    except ConfigurationError as error:
        form.add_error(None, error_on_a_page(error))
        company.refresh_from_db()
        return False
    changing.keep_company(user, company)
    return True


def _make(user: User, company: Company, *, takes_credit_notes: bool) -> list[str]:
    """The names of those that were made. Raises SeveraMaestroError where Severa refuses one."""
    with closing(source_of(company)) as source:
        missing = missing_statuses(company, source, takes_credit_notes=takes_credit_notes)
        make_statuses(company, source, missing, actor=str(user))
    names = [status.name for status in missing]
    if names:
        with transaction.atomic():
            record(user, company, "statuses-made", None, {"statuses": names})
    return names


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
        "read": read,
        "makes": company.connection.way == Connection.Way.REST,
        "by_hand": [_by_hand(name) for name in (WAITING, TRANSFERRED)],
        "menu": "company_settings",
    }
    has_errors = (form.is_bound and form.errors) or (made.is_bound and made.errors)
    return render(request, "set_up/statuses.html", shown, status=422 if has_errors else 200)


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
]
