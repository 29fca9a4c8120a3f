"""A company's runs, and a run now."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from severa_maestro.companies.models import Company
from severa_maestro.transfer.ledger.models import Run
from severa_maestro.web import run_errors, running
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import ApiToken, Right
from severa_maestro.web.api.authentication import company_for, token_of
from severa_maestro.web.api.paging import Page, Paging, page_of
from severa_maestro.web.api.problems import OF_SOMETHING, TO_A_DEED, problem
from severa_maestro.web.api.values import Answer, Key, Moment
from severa_maestro.web.run_states import RunState, run_state
from severa_maestro.web.say import say

router = Router(tags=["runs"])


class RunError(Answer):
    """Why a run ended before its end."""

    code: str
    text: str = Field(description="What is the matter and what to do, in the language asked for.")


class RunShown(Answer):
    """One pass over one company."""

    id: int
    state: RunState
    started_at: Moment
    ended_at: Moment | None
    error: RunError | None
    fetched: int = Field(description="Invoices that came from Severa's waiting status.")
    stored: int = Field(description="Of them, stored into Maestro's register.")
    transferred: int = Field(description="Invoices whose status in Severa was set.")
    blocked: int = Field(description="Invoices that wait for a person.")
    skipped: int = Field(description="Invoices judged or dismissed before, and unchanged.")
    fallback_rows: int = Field(description="Rows stored on product A/0.")
    customers_upserted: int = Field(description="Customers added or brought up to date.")
    severa_calls: int = Field(description="Requests sent to Severa.")
    quota_allowed: int | None = Field(description="Requests that Severa allows a day, where it said so.")
    quota_used: int | None = Field(description="Of them, used by then.")


class RunAsked(Answer):
    """A run that has been asked for."""

    follow: str = Field(description="The address of the company's standing, which tells of the run.")


def shown(runs: Sequence[Run], company: Company, newest: Run | None) -> list[RunShown]:
    """Runs of a company as the API shows them.

    Args:
        runs: some of its runs.
        company: whose.
        newest: its newest run: that alone may still go on.
    """
    for run in runs:
        run.company = company
    errors = run_errors.in_readers_words(runs)
    counted = ("fetched", "stored", "transferred", "blocked", "skipped", "fallback_rows", "customers_upserted")
    return [
        RunShown(
            id=run.pk,
            state=run_state(run, newest),
            started_at=run.started_at,
            ended_at=run.ended_at,
            error=RunError(code=run.error_code, text=errors[run.pk]) if run.error_code else None,
            severa_calls=run.severa_calls,
            quota_allowed=run.quota_allowed,
            quota_used=run.quota_used,
            **{name: getattr(run, name) for name in counted},
        )
        for run in runs
    ]


@router.get("/companies/{company}/runs", response={200: Page[RunShown], **OF_SOMETHING})
def list_runs(request: HttpRequest, company: Key, asked: Query[Paging]) -> Page[RunShown]:
    """The company's runs."""
    found = company_for(request, company)
    newest = running.newest_run(found)
    return page_of(request, found.runs.all(), asked, lambda runs: shown(runs, found, newest))


@router.get("/companies/{company}/runs/{run}", response={200: RunShown, **OF_SOMETHING})
def get_run(request: HttpRequest, company: Key, run: Key) -> RunShown:
    """One run."""
    found = company_for(request, company)
    return shown([get_object_or_404(found.runs, pk=run)], found, running.newest_run(found))[0]


@router.post("/companies/{company}/runs", response={202: RunAsked, **TO_A_DEED})
def run_now(request: HttpRequest, company: Key, response: HttpResponse) -> Status[RunAsked] | HttpResponse:
    """Asks for a run now. It goes on by itself: the company's standing tells how. 409 where one goes on already."""
    found = company_for(request, company, Right.ACT)
    if not _ask_for_run(found, token_of(request)):
        return problem(409, "run-under-way", say("company.runs_already"))
    follow = reverse("api-v1:get_company", args=[found.pk])
    response["Location"] = follow
    return Status(202, RunAsked(follow=follow))


def _ask_for_run(company: Company, token: ApiToken) -> bool:
    """Asks as the page does. False where a run goes on, or has been asked for and not begun."""
    with transaction.atomic():
        if not running.ask_for_run(company):
            return False
        record(token, company, "run-started")
    return True
