"""One company: what goes over, its runs and settings, and a run now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.ledger.models import Run
from severa_maestro.web import by_day, charts, run_errors, running
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role
from severa_maestro.web.by_day import Day, Sums
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.refreshing import whole_page
from severa_maestro.web.run_states import run_state
from severa_maestro.web.say import say
from severa_maestro.web.standing import Standing, is_under_way, lately_from, standings
from severa_maestro.web.written import day, money, number

_PERIODS = (30, 90)
_RUNS_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run as the page shows it: ``state`` is a key of ``states.py``, ``error`` says what to do."""

    run: Run
    state: str
    lasted: str
    error: str


@require_safe
def company(request: HttpRequest, company: int) -> HttpResponse:
    """The company's own page."""
    user = signed_in(request)
    found = company_for(user, company)
    [standing] = standings(Company.objects.filter(pk=found.pk))
    _tell_outcome(request, standing)
    days = 90 if request.GET.get("days") == "90" else 30
    transferred = by_day.transferred(found, days)
    runs = Paginator(found.runs.all(), _RUNS_ON_A_PAGE).get_page(request.GET.get("page"))
    errors = run_errors.in_readers_words([*runs, *([standing.last_run] if standing.last_run else [])])
    shown = {
        "company": found,
        "standing": standing,
        "error": errors.get(standing.last_run.pk, "") if standing.last_run else "",
        **_going(standing.newest_run, standing.schedule),
        "today": timezone.localdate(),
        "lately_from": lately_from(timezone.now()),
        "days": days,
        "periods": _PERIODS,
        **_chart(transferred),
        "page": runs,
        "runs": _run_lines(list(runs), standing.newest_run, errors),
        "connection": getattr(found, "connection", None),
        "mapped_codes": found.code_mappings.count(),
    }
    return render(request, "company.html", shown)


@require_POST
def run_now(request: HttpRequest, company: int) -> HttpResponse:
    """Asks for a run, which goes on while the page shows how far it has come."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    with transaction.atomic():
        if running.ask_for_run(found):
            record(user, found, "run-started")
            running.Awaited(request.session).add(found)
        else:
            messages.warning(request, say("company.runs_already"))
    return redirect("company", found.pk)


@require_POST
def pause(request: HttpRequest, company: int) -> HttpResponse:
    """Stops a company's runs for a while, or lets them go on."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    goes_on = "go-on" in request.POST
    with transaction.atomic():
        schedule = Schedule.of(found)
        if schedule.is_paused if goes_on else schedule.is_started:  # whether it is started at all, an admin says
            (schedule.start if goes_on else schedule.pause)()
            record(user, found, "runs-started" if goes_on else "runs-paused")
            messages.success(request, say("company.goes_on" if goes_on else "company.paused"))
    return redirect("company", found.pk)


@require_safe
def progress(request: HttpRequest, company: int) -> HttpResponse:
    """How far the run has come; once it has ended, the whole page is asked for anew."""
    found = company_for(signed_in(request), company)
    going = _going(running.newest_run(found), Schedule.of(found))
    if not going["going"] and not going["is_asked_for"]:
        return whole_page(request, "company", found.pk)
    return render(request, "company_progress.html", {"company": found, **going})


def _going(newest: Run | None, schedule: Schedule | None) -> dict[str, object]:
    """The run that is under way, and whether one has been asked for that has not begun."""
    going = newest if newest is not None and is_under_way(newest) else None
    is_asked_for = schedule is not None and schedule.asked_at is not None and going is None
    return {"going": going, "is_asked_for": is_asked_for}


def _tell_outcome(request: HttpRequest, standing: Standing) -> None:
    """Says how the run ended that the reader asked for: once. Why one failed stands on the page itself."""
    run = running.Awaited(request.session).ended(standing.company, standing.last_run)
    if run is None or run.error_code:
        return
    told = {name: number(getattr(run, name)) for name in Counts().as_dict()}
    messages.success(request, say("company.run_ended" if run.fetched else "company.run_found_nothing", **told))


def _run_lines(runs: Sequence[Run], newest: Run | None, errors: dict[int, str]) -> list[RunLine]:
    return [RunLine(run, run_state(run, newest), _lasted(run), errors.get(run.pk, "")) for run in runs]


def _lasted(run: Run) -> str:
    """``12 s``, ``3 min 4 s`` or ``1 h 2 min``, in any language; empty for one without an end."""
    if run.ended_at is None:
        return ""
    seconds = round((run.ended_at - run.started_at) / timedelta(seconds=1))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    shown = [f"{count}\u00a0{unit}" for count, unit in parts if count][:2]
    return " ".join(shown) or "0\u00a0s"


def _chart(days: Sequence[Day]) -> dict[str, object]:
    """What went over by day: the counts, and the amounts in the currency of the most invoices."""
    sums = by_day.by_currency(days)
    shown = {
        "by_day": days,
        "sums": sums,
        "most_invoices": max(each.invoices for each in days),
        "invoices_chart": _invoices_chart(days),
    }
    if sums:
        currency = sums[0][0]
        most = max(_amounts(days, currency))
        shown |= {"currency": currency, "most_amount": most, "amounts_chart": _amounts_chart(days, currency)}
    return shown


def _invoices_chart(days: Sequence[Day]) -> SafeString:
    titles = [f"{day(each.day)}: {number(each.invoices)}" for each in days]
    count = number(sum(each.invoices for each in days))
    label = say("company.invoices_chart_label", days=len(days), count=count)
    return charts.bars([each.invoices for each in days], titles, label)


def _amounts_chart(days: Sequence[Day], currency: str) -> SafeString:
    amounts = _amounts(days, currency)
    titles = [f"{day(each.day)}: {money(amount, currency)}" for each, amount in zip(days, amounts, strict=True)]
    label = say("company.amounts_chart_label", days=len(days), total=money(sum(amounts, Decimal(0)), currency))
    return charts.bars(amounts, titles, label)


def _amounts(days: Sequence[Day], currency: str) -> list[Decimal]:
    return [each.sums.get(currency, Sums()).including_vat for each in days]


urlpatterns = [
    path("companies/<int:company>/", company, name="company"),
    path("companies/<int:company>/run/", run_now, name="run_now"),
    path("companies/<int:company>/run/progress/", progress, name="run_progress"),
    path("companies/<int:company>/pause/", pause, name="pause"),
]
MENU = [MenuItem("company", 10, "company.tab", "company")]
