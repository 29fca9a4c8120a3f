"""The token's company, and how it stands."""

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from severa_maestro.companies.models import Company
from severa_maestro.transfer.ledger.models import Run
from severa_maestro.web.api.authentication import company_for, token_of
from severa_maestro.web.api.paging import Page, Paging, page_of
from severa_maestro.web.api.problems import ALWAYS, OF_SOMETHING
from severa_maestro.web.api.runs import RunShown, shown
from severa_maestro.web.api.values import Answer, Key, Moment
from severa_maestro.web.standing import STATES, Standing, standings

router = Router(tags=["companies"])


class CompanyNamed(Answer):
    """A company."""

    id: int
    name: str


class CompanyShown(CompanyNamed):
    """A company, and how it stands."""

    waiting_status: str = Field(description="Severa's status whose invoices are fetched.")
    transferred_status: str = Field(description="Severa's status that an invoice gets once it is in Maestro.")
    state: str = Field(description="The worst that is to be said of it.", json_schema_extra={"enum": list(STATES)})
    is_connected: bool = Field(description="Whether it has a connection to Severa.")
    is_started: bool = Field(description="Whether it is run by itself.")
    is_paused: bool = Field(description="Whether somebody has stopped that for a while.")
    is_running: bool = Field(description="Whether a run is under way.")
    is_run_asked_for: bool = Field(description="Whether a run has been asked for that has not begun.")
    next_run_at: Moment | None
    waiting: int = Field(description="Transfers under way.")
    blocked: int = Field(description="Transfers that wait for a person.")
    fallback_rows: int = Field(description="Rows on A/0 of invoices of the last 30 days.")
    transferred_today: int
    quota_left: int | None = Field(description="Requests that Severa still allows today, where a run has told it.")
    newest_run: RunShown | None = Field(description="The run that began last.")
    last_run: RunShown | None = Field(description="The run that ended last.")


@router.get("/companies", response={200: Page[CompanyNamed], **ALWAYS})
def list_companies(request: HttpRequest, asked: Query[Paging]) -> Page[CompanyNamed]:
    """The companies that the token opens: its one."""
    companies = Company.objects.filter(pk=token_of(request).company_id)
    return page_of(
        request, companies, asked, lambda found: [CompanyNamed(id=each.pk, name=each.name) for each in found]
    )


@router.get("/companies/{company}", response={200: CompanyShown, **OF_SOMETHING})
def get_company(request: HttpRequest, company: Key) -> CompanyShown:
    """How the company stands."""
    found = company_for(request, company)
    [standing] = standings(Company.objects.filter(pk=found.pk))
    schedule = standing.schedule
    return CompanyShown(
        id=found.pk,
        name=found.name,
        waiting_status=found.waiting_status,
        transferred_status=found.transferred_status,
        state=standing.state,
        is_connected=standing.is_connected,
        is_started=standing.is_started,
        is_paused=standing.is_paused,
        is_running=standing.is_running,
        is_run_asked_for=schedule is not None and schedule.asked_at is not None,
        next_run_at=schedule.next_run_at if schedule is not None and standing.is_started else None,
        waiting=standing.waiting,
        blocked=standing.blocked,
        fallback_rows=standing.fallback_rows,
        transferred_today=standing.transferred_today,
        quota_left=standing.quota_left,
        newest_run=_run(standing.newest_run, standing),
        last_run=_run(standing.last_run, standing),
    )


def _run(run: Run | None, standing: Standing) -> RunShown | None:
    return shown([run], standing.company, standing.newest_run)[0] if run is not None else None
