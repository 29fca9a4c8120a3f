"""A company's connection: the first step of the wizard, where the company is added, and its page later."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from severa_maestro.companies.models import Company, Connection
from severa_maestro.engine.models import Schedule
from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.setup.check import Level
from severa_maestro.setup.company_settings import CompanySettings
from severa_maestro.web import reader, running
from severa_maestro.web.access import company_for, only_firm_admins, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import changing, steps
from severa_maestro.web.setting_up.connection_form import ConnectionForm, NewCompanyForm
from severa_maestro.web.setting_up.shown_lines import shown, worst_first
from severa_maestro.web.setting_up.trial import tried


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add_company(request: HttpRequest) -> HttpResponse:
    """Adds a company with its connection."""
    user = signed_in(request)
    only_firm_admins(user)
    company = Company()
    connection = Connection(company=company)
    form = NewCompanyForm(request.POST or None, connection)
    if request.method == "POST" and all([form.apply(), _take_name(form, company)]):
        try:
            changing.add_company(user, company, connection)
        except ConfigurationError as error:  # somebody took the name just now
            form.add_error("name", error_on_a_page(error))
            return _show_new(request, form)
        _tell_whether_it_works(request, company)
        return redirect(_way_on(company))
    return _show_new(request, form)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def connection(request: HttpRequest, company: int) -> HttpResponse:
    """Changes a company's connection."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    made = _connection_of(found)
    way_before = made.way
    form = ConnectionForm(request.POST or None, made)
    if request.method != "POST" or not form.apply():
        return _show(request, found, form)
    try:
        changing.keep_connection(user, made)
    except SeveraMaestroError as error:
        form.add_error(None, error_on_a_page(error))
        return _show(request, found, form)
    if way_before not in {"", made.way}:
        messages.warning(request, say("connection.way_changed"))
    if _tell_whether_it_works(request, found):
        _run_again(request, user, found)
    return redirect(_way_on(found))


@sensitive_post_parameters()
@require_POST
def try_new_connection(request: HttpRequest) -> HttpResponse:
    """Tries the connection of a company that is about to be added. Keeps nothing."""
    only_firm_admins(signed_in(request))
    company = Company()
    typed = Connection(company=company)
    if _is_while_typing(request):
        return _show_trial(request, company, ConnectionForm(request.POST, typed))
    form = NewCompanyForm(request.POST, typed)
    return _show_new(request, form, _trial(request, company, form))


@sensitive_post_parameters()
@require_POST
def try_connection(request: HttpRequest, company: int) -> HttpResponse:
    """Tries a changed connection. Keeps nothing."""
    found = company_for(signed_in(request), company, Role.ADMIN)
    form = ConnectionForm(request.POST, _connection_of(found))
    if _is_while_typing(request):
        return _show_trial(request, found, form)
    return _show(request, found, form, _trial(request, found, form))


def _is_while_typing(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _connection_of(company: Company) -> Connection:
    return company.connection if hasattr(company, "connection") else Connection(company=company)


def _take_name(form: NewCompanyForm, company: Company) -> bool:
    """Gives the company its name. False where the form has none that it can have."""
    name = form.cleaned_data.get("name", "") if form.is_bound and not form.errors.get("name") else ""
    if not name:
        return False
    try:
        CompanySettings(name=name).apply(company)
    except ConfigurationError as error:
        form.add_error("name", error_on_a_page(error))
        return False
    return True


def _trial(request: HttpRequest, company: Company, form: ConnectionForm) -> dict[str, object]:
    """What a trial of the form's connection tells; nothing where there is nothing to try yet."""
    if not form.apply():
        return {"is_incomplete": form.is_incomplete, "errors": form.errors.values()}
    lines = tried(company, request.session, waits=not _is_while_typing(request))
    return {"is_still_trying": True} if lines is None else {"lines": [shown(line) for line in worst_first(lines)]}


def _show_trial(request: HttpRequest, company: Company, form: ConnectionForm) -> HttpResponse:
    return render(request, "set_up/trial.html", {"trial": _trial(request, company, form)})


def _show_new(request: HttpRequest, form: NewCompanyForm, trial: dict[str, object] | None = None) -> HttpResponse:
    _ask_for_secret_again(form, trial)
    shown = {"form": form, "trial": trial, "steps": steps.steps_of(None, "connection")}
    return render(request, "set_up/connection.html", shown, status=_status(form, trial))


def _show(
    request: HttpRequest, company: Company, form: ConnectionForm, trial: dict[str, object] | None = None
) -> HttpResponse:
    _ask_for_secret_again(form, trial)
    around = steps.around(signed_in(request), company, "connection")
    shown = {**around, "form": form, "trial": trial, "menu": "company_settings"}
    return render(request, "set_up/connection.html", shown, status=_status(form, trial))


def _ask_for_secret_again(form: ConnectionForm, trial: dict[str, object] | None) -> None:
    """A form that comes back with something wrong comes back without its secret; of a trial the page says so itself."""
    if form.is_bound and form.errors and trial is None:
        form.ask_for_secret_again()


def _status(form: ConnectionForm, trial: dict[str, object] | None) -> int:
    return 422 if form.is_bound and form.errors and trial is None else 200


def _tell_whether_it_works(request: HttpRequest, company: Company) -> bool:
    """It is kept, come what may: Severa may be down, or a right be given later. True where a trial went well."""
    lines = tried(company, request.session, waits=True)
    refused = [line.what(reader.language()) for line in lines or () if line.level is Level.ERROR]
    works = lines is not None and not refused
    steps.keep_trial(company, went_well=works)
    if lines is None:
        messages.info(request, say("connection.kept_untried"))
    elif refused:
        messages.warning(request, say("connection.kept_but", what=" ".join(refused)))
    else:
        messages.success(request, say("connection.kept"))
    return works


def _way_on(company: Company) -> str:
    """The next step; of a connection that does not work its own, which is not done."""
    is_left = steps.is_set_up(company) or steps.first_open(company).name != "connection"
    return steps.way_on(company, "connection") if is_left else reverse("connection", args=(company.pk,))


def _run_again(request: HttpRequest, user: User, company: Company) -> None:
    """A company that is run by itself need not wait for its next time: what its old connection hindered goes over."""
    with transaction.atomic():
        if Schedule.of(company).is_started and running.ask_for_run(company):
            record(user, company, "run-started")
            running.Awaited(request.session).add(company)


urlpatterns = [
    path("companies/new/", add_company, name="add_company"),
    path("companies/new/try/", try_new_connection, name="try_new_connection"),
    path("companies/<int:company>/connection/", connection, name="connection"),
    path("companies/<int:company>/connection/try/", try_connection, name="try_connection"),
]
