"""A company's settings: each part on this page, or one press away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.language import Language
from severa_maestro.setup.company_removal import stored_invoices
from severa_maestro.setup.company_settings import CompanySettings
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role
from severa_maestro.web.forms import Form
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import lazily, say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import changing, steps
from severa_maestro.web.setting_up.messages import NAME_DIFFERS

#: The field that each refusal is about.
_FIELDS = {"company-exists": "name", "value-empty": "name", "group-not-a-letter": "default_group"}


class CompanySettingsForm(Form):
    """What is set for the company itself."""

    page = "company_settings"
    helps = ("language", "default_group", "writes_severa_log", "booked_until")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.show_hidden_initial = True  # what was changed is told by what the reader had seen

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    language = forms.ChoiceField(choices=[(each.value, lazily(f"settings.{each.value}")) for each in Language])
    default_group = forms.CharField(required=False, max_length=1)
    booked_until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    writes_severa_log = forms.BooleanField(required=False)

    def apply(self, company: Company) -> None:
        """Changes what was changed in the form. Raises ConfigurationError where something cannot be kept."""
        given = {name: self.cleaned_data[name] for name in self.changed_data}
        CompanySettings(
            name=given.get("name"),
            default_group=given.get("default_group"),
            writes_severa_log=given.get("writes_severa_log"),
            language=Language(given["language"]) if "language" in given else None,
        ).apply(company)
        if "booked_until" in given:
            company.booked_until = given["booked_until"]


class RemovalForm(Form):
    """The company's name, typed by whoever wants it gone."""

    page = "company_settings"

    typed_name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


@require_http_methods(["GET", "HEAD", "POST"])
def company_settings(request: HttpRequest, company: int) -> HttpResponse:
    """Shows the settings, and keeps those of the company itself."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    initial = {name: getattr(found, name) for name in CompanySettingsForm.base_fields}
    form = CompanySettingsForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        changing.keep_company(user, found, form.apply)
    except ConfigurationError as error:
        form.add_error(_FIELDS.get(error.code), error_on_a_page(error))
        found.refresh_from_db()
        return _show(request, found, form)
    messages.success(request, say("company_settings.saved"))
    return redirect("company_settings", found.pk)


@require_POST
def remove_company(request: HttpRequest, company: int) -> HttpResponse:
    """Removes a company of which nothing has gone over, where its name was typed."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    name = found.name
    form = RemovalForm(request.POST)
    try:
        if form.is_valid():
            _check_name(found, form.cleaned_data["typed_name"])
            changing.remove(user, found)
    except SeveraMaestroError as error:
        form.add_error("typed_name", error_on_a_page(error))
    if form.errors:
        return _show(request, found, removal=form)
    messages.success(request, say("company_settings.removed", name=name))
    return redirect("overview")


def _check_name(company: Company, typed: str) -> None:
    if typed.strip() != company.name:
        raise ConfigurationError("company-name-differs", NAME_DIFFERS, name=company.name)


def _show(
    request: HttpRequest, company: Company, form: CompanySettingsForm | None = None, removal: RemovalForm | None = None
) -> HttpResponse:
    initial = {name: getattr(company, name) for name in CompanySettingsForm.base_fields}
    shown: dict[str, Any] = {
        "company": company,
        "is_unfinished": not steps.is_set_up(company),
        "connection": getattr(company, "connection", None),
        "schedule": Schedule.of(company),
        "form": form or CompanySettingsForm(initial=initial),
        "removal": removal or RemovalForm(),
        "stored_invoices": stored_invoices(company),
    }
    has_errors = (form is not None and form.is_bound) or removal is not None
    return render(request, "company_settings.html", shown, status=422 if has_errors else 200)


urlpatterns = [
    path("companies/<int:company>/settings/", company_settings, name="company_settings"),
    path("companies/<int:company>/remove/", remove_company, name="remove_company"),
]
MENU = [MenuItem("company", 70, "company_settings.title", "company_settings", Role.ADMIN)]
