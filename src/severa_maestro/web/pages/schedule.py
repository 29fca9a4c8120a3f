"""When a company is run by itself: the wizard's last step, where it is started, and the page of the schedule later."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.engine.timetable import EVERY_DAY, LONGEST, SHORTEST, Timetable
from severa_maestro.errors import ConfigurationError
from severa_maestro.web import running
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.forms import Form
from severa_maestro.web.say import lazily, say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up import steps


def _clock() -> forms.TimeField:
    return forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class ScheduleForm(Form):
    """How often, and at which times of the week."""

    page = "schedule"
    helps = ("minutes", "opens", "closes")

    minutes = forms.IntegerField(min_value=SHORTEST, max_value=LONGEST)
    days = forms.MultipleChoiceField(
        choices=[(day, lazily(f"schedule.day_{day}")) for day in EVERY_DAY], widget=forms.CheckboxSelectMultiple
    )
    opens = _clock()
    closes = _clock()

    def timetable(self) -> Timetable:
        """What the form says. Raises ConfigurationError where that cannot be kept to."""
        given = self.cleaned_data
        return Timetable(given["minutes"], "".join(sorted(given["days"])), given["opens"], given["closes"])


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, company: int) -> HttpResponse:
    """Shows the schedule; keeps another one, and starts the company where that is asked."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    kept = Schedule.of(found)
    form = ScheduleForm(request.POST or None, initial=_as_given(kept.timetable))
    if not form.is_valid():
        return _show(request, found, kept, form)
    starts = "start" in request.POST and _can_start(found)
    try:
        _keep(user, kept, form.timetable(), starts=starts)
    except ConfigurationError as error:
        form.add_error(None, error_on_a_page(error))
        return _show(request, found, kept, form)
    if starts:
        running.Awaited(request.session).add(found)
        messages.success(request, say("schedule.started"))
        return redirect("company", found.pk)
    messages.success(request, say("schedule.saved"))
    return redirect(steps.way_on(found, "start") if steps.is_set_up(found) else "schedule", found.pk)


def _keep(user: User, kept: Schedule, timetable: Timetable, *, starts: bool) -> None:
    with transaction.atomic():
        before, after = _as_told(kept.timetable), _as_told(timetable)
        if before != after:
            kept.keep_to(timetable)
            record(user, kept.company, "schedule-changed", before, after)
        if starts and not kept.is_started:
            kept.start()
            kept.ask()  # the first run at once, whatever the hours
            record(user, kept.company, "runs-started")


def _can_start(company: Company) -> bool:
    return hasattr(company, "connection") and bool(company.waiting_status and company.transferred_status)


def _as_given(timetable: Timetable) -> dict[str, object]:
    days = list(timetable.days)
    return {"minutes": timetable.minutes, "days": days, "opens": timetable.opens, "closes": timetable.closes}


def _as_told(timetable: Timetable) -> dict[str, object]:
    hours = {"opens": timetable.opens, "closes": timetable.closes}
    told = {name: f"{each:%H:%M}" if each is not None else "" for name, each in hours.items()}
    return {"minutes": timetable.minutes, "days": timetable.days, **told}


def _show(request: HttpRequest, company: Company, kept: Schedule, form: ScheduleForm) -> HttpResponse:
    shown = {
        **steps.around(signed_in(request), company, "start"),
        "form": form,
        "is_new": kept.state == Schedule.State.NOT_STARTED,
        "can_start": _can_start(company),
        "menu": "company_settings",
    }
    return render(request, "set_up/schedule.html", shown, status=422 if form.is_bound else 200)


urlpatterns = [path("companies/<int:company>/schedule/", schedule, name="schedule")]
