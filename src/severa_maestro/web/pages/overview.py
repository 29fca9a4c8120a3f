"""The overview: a line a company, the worst first."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from severa_maestro.web import charts, run_errors
from severa_maestro.web.access import companies_of, may, signed_in
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import lazily, say
from severa_maestro.web.standing import STATES, Standing, lately_from, standings
from severa_maestro.web.written import number


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and how the lines are sorted by it: what needs somebody comes first."""

    name: str
    heading: Any
    order: Callable[[Standing], Any]
    direction: Literal["ascending", "descending", "other"] = "descending"
    is_number: bool = True


_COLUMNS = (
    Column("name", lazily("overview.name"), lambda line: line.company.name.casefold(), "ascending", is_number=False),
    Column("state", lazily("overview.state"), lambda line: line.rank, "other", is_number=False),
    Column(
        "last_run",
        lazily("overview.last_run"),
        lambda line: line.last_run.pk if line.last_run else 0,
        "ascending",
        is_number=False,
    ),
    Column("waiting", lazily("overview.waiting"), lambda line: -line.waiting),
    Column("transferred", lazily("overview.transferred"), lambda line: -line.transferred_today),
    Column("blocked", lazily("overview.blocked"), lambda line: -line.blocked),
    Column("fallback", lazily("overview.fallback"), lambda line: -line.fallback_rows),
    Column(
        "quota",
        lazily("overview.quota"),
        lambda line: float("inf") if line.quota_left is None else line.quota_left,
        "ascending",
    ),
    Column("month", lazily("overview.month"), lambda line: -sum(line.by_day), is_number=False),
)
_ON_A_PAGE = 100
_SORTS = {column.name: column.order for column in _COLUMNS}


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """What the page shows of a company.

    Attributes:
        sets_up: whether the reader may go on with its set-up.
    """

    standing: Standing
    error: str
    sparkline: SafeString
    sets_up: bool


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """A line a company."""
    user = signed_in(request)
    lines = standings(companies_of(user))
    states = Counter(line.state for line in lines)
    wanted = request.GET.get("q", "").strip()
    state = _known(request.GET.get("state"), STATES, "")
    sort = _known(request.GET.get("sort"), _SORTS, "state")
    found = [
        line
        for line in lines
        if wanted.casefold() in line.company.name.casefold() and (not state or line.state == state)
    ]
    page = Paginator(sorted(found, key=_SORTS[sort]), _ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "has_companies": bool(lines),
        "columns": _COLUMNS,
        "page": page,
        "lines": _lines(user, list(page)),
        "states": [(each, states[each]) for each in STATES if states[each]],
        "is_all_well": states.keys() == {"well"},
        "wanted": wanted,
        "state": state,
        "sort": sort,
        "today": timezone.localdate(),
        "lately_from": lately_from(timezone.now()),
    }
    return render(request, "overview.html", shown)


def _known(asked: str | None, known: Collection[str], otherwise: str) -> str:
    return asked if asked is not None and asked in known else otherwise


def _lines(user: User, standings: Sequence[Standing]) -> list[CompanyLine]:
    errors = run_errors.in_readers_words([each.last_run for each in standings if each.last_run])
    return [
        CompanyLine(
            each,
            errors.get(each.last_run.pk, "") if each.last_run else "",
            _sparkline(each),
            sets_up=each.state == "unfinished" and may(user, each.company, Role.ADMIN),
        )
        for each in standings
    ]


def _sparkline(standing: Standing) -> SafeString:
    count, most = number(sum(standing.by_day)), number(max(standing.by_day))
    return charts.sparkline(standing.by_day, say("overview.sparkline_label", count=count, most=most))


urlpatterns = [path("", overview, name="overview")]
MENU = [MenuItem("head", 10, "overview.title", "overview")]
