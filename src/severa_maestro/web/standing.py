"""How companies stand: what one line of the overview says. So many queries, however many companies there are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.utils import timezone

from severa_maestro.companies.models import Company, Connection
from severa_maestro.engine.models import Schedule
from severa_maestro.transfer.lease import is_run_under_way
from severa_maestro.transfer.ledger.models import AWAITING_MARK, LogLine, Run, State, Transfer

#: A company is stale where its next run should have begun so long ago; without a schedule, where none has ended since.
STALE_AFTER = timedelta(hours=1)
#: How far back "lately" goes, today included.
LATELY = timedelta(days=30)

#: The states of a company, the worst first; the first two are as bad as one another.
STATES = ("failed", "stale", "unfinished", "blocked", "fallback", "paused", "well")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one company stands.

    Attributes:
        newest_run: the one that began last; None where there is none.
        last_run: the one that ended last, well or not.
        is_running: whether a run is under way.
        is_connected: whether it has a connection to Severa.
        schedule: when it is run; None where nobody has said.
        waiting: transfers under way: fetched, or stored and not marked in Severa yet.
        blocked: transfers that wait for a person: blocked, or such that Severa could not be told of.
        fallback_rows: rows on A/0 of invoices dated lately.
        by_day: transferred invoices of each day lately, today last.
        quota_left: calls that Severa still allows today; None where no run has told it today.
    """

    company: Company
    newest_run: Run | None
    last_run: Run | None
    is_running: bool
    is_connected: bool
    schedule: Schedule | None
    waiting: int
    blocked: int
    fallback_rows: int
    by_day: tuple[int, ...]
    now: datetime

    @property
    def state(self) -> str:
        """The worst that is to be said of it, one of ``STATES``."""
        if self.has_failed:
            return "failed"
        if not self.is_connected or (self.last_run is None and not self.is_started):
            return "unfinished"
        if self.is_stale:
            return "stale"
        if self.blocked:
            return "blocked"
        if self.fallback_rows:
            return "fallback"
        return "paused" if self.is_paused else "well"

    @property
    def rank(self) -> int:
        """Smaller is worse."""
        return max(STATES.index(self.state), 1)

    @property
    def is_stale(self) -> bool:
        """Whether runs that should be made are not."""
        if self.is_paused or self.is_running:
            return False
        expected = self.last_run.ended_at if self.last_run else None
        if self.is_started and self.schedule is not None:
            expected = self.schedule.next_run_at
        return expected is None or self.now - expected > STALE_AFTER

    @property
    def is_started(self) -> bool:
        """Whether it is run by itself."""
        return self.schedule is not None and self.schedule.is_started

    @property
    def is_paused(self) -> bool:
        """Whether somebody has stopped that for a while."""
        return self.schedule is not None and self.schedule.is_paused

    @property
    def has_failed(self) -> bool:
        """Whether the last run broke off: by an error, or because its process was killed.

        One that was told to stop has not failed: what is left goes on at the next start.
        """
        if self.was_cut:
            return True
        return self.last_run is not None and self.last_run.error_code not in {"", "interrupted"}

    @property
    def was_cut(self) -> bool:
        """Whether the newest run has no end, and does not go on."""
        return self.newest_run is not None and self.newest_run.ended_at is None and not self.is_running

    @property
    def transferred_today(self) -> int:
        """Invoices transferred today."""
        return self.by_day[-1]

    @property
    def quota_left(self) -> int | None:
        """Calls that Severa still allows today; Severa's day is UTC's."""
        run = self.last_run
        if run is None or run.quota_allowed is None or run.quota_used is None:
            return None
        is_todays = run.started_at.astimezone(UTC).date() == self.now.astimezone(UTC).date()
        return max(run.quota_allowed - run.quota_used, 0) if is_todays else None


def is_under_way(newest_run: Run) -> bool:
    """Whether a company's newest run goes on. One that was killed has no end either."""
    return newest_run.ended_at is None and is_run_under_way(newest_run.company)


def standings(companies: QuerySet[Company]) -> list[Standing]:
    """How each of these companies stands, the worst first, then by name."""
    now = timezone.now()
    found = list(companies.order_by("name").annotate(newest=_newest(), ended=_newest(ended_at__isnull=False)))
    companies_by_pk = {each.pk: each for each in found}
    runs = Run.objects.in_bulk({pk for each in found for pk in (each.newest, each.ended) if pk is not None})
    for run in runs.values():
        run.company = companies_by_pk[run.company_id]
    connected = set(Connection.objects.filter(company__in=companies).values_list("company_id", flat=True))
    schedules = {each.company_id: each for each in Schedule.objects.filter(company__in=companies)}
    waiting, blocked = _by_state(companies)
    fallback_rows = _on_fallback(companies, now)
    by_day = _transferred_by_day(companies, now)
    lines = [
        Standing(
            company=each,
            newest_run=runs.get(each.newest),
            last_run=runs.get(each.ended),
            is_running=each.newest in runs and is_under_way(runs[each.newest]),
            is_connected=each.pk in connected,
            schedule=schedules.get(each.pk),
            waiting=waiting[each.pk],
            blocked=blocked[each.pk],
            fallback_rows=fallback_rows.get(each.pk, 0),
            by_day=by_day.get(each.pk, (0,) * LATELY.days),
            now=now,
        )
        for each in found
    ]
    return sorted(lines, key=lambda line: line.rank)


def _newest(**only: object) -> Subquery:
    return Subquery(Run.objects.filter(company=OuterRef("pk"), **only).order_by("-pk").values("pk")[:1])


def _by_state(companies: QuerySet[Company]) -> tuple[Counter[int], Counter[int]]:
    """How many transfers of each company are under way, and how many wait for a person."""
    under_way, blocked = Counter[int](), Counter[int]()
    of_companies = Transfer.objects.filter(company__in=companies).order_by()
    early = of_companies.filter(state__in=(State.FETCHED, State.BLOCKED)).values_list("company", "state")
    for company, state, count in early.annotate(Count("pk")):
        (blocked if state == State.BLOCKED else under_way)[company] += count
    stored = of_companies.filter(state__in=AWAITING_MARK).values_list("company")
    for company, count, unmarked in stored.annotate(count=Count("pk"), told=Count("pk", filter=~Q(unmarked=""))):
        under_way[company] += count
        blocked[company] += unmarked
    return under_way, blocked


def lately_from(now: datetime) -> date:
    """The first day of "lately"."""
    return timezone.localdate(now) - LATELY + timedelta(days=1)


def _on_fallback(companies: QuerySet[Company], now: datetime) -> Mapping[int, int]:
    there = Transfer.objects.filter(company__in=companies, fallback_rows__gt=0, invoice_date__gte=lately_from(now))
    return dict(there.order_by().values_list("company").annotate(Sum("fallback_rows")))


def _transferred_by_day(companies: QuerySet[Company], now: datetime) -> Mapping[int, tuple[int, ...]]:
    """Transferred invoices of each day lately, each counted once a day. One marked again was transferred before.

    The database counts them in one walk along the index of what was lately (``log_as_counted``). The company is an
    expression, so that SQLite does not take the index of these companies' lines instead, and read all their years.
    """
    first = lately_from(now)
    ends = [midnight(first + timedelta(days=number + 1)) for number in range(LATELY.days)]
    place = Case(*(When(at__lt=end, then=Value(number)) for number, end in enumerate(ends)))
    lately = LogLine.objects.filter(code="transferred", at__gte=midnight(first), at__lt=ends[-1]).order_by()
    lines = lately.alias(of=F("company") + 0).filter(of__in=companies.values("pk"))
    counts: dict[int, list[int]] = {}
    by_day = lines.annotate(place=place).values_list("company", "place").annotate(Count("transfer", distinct=True))
    for company, number, count in by_day:
        counts.setdefault(company, [0] * LATELY.days)[number] = count
    return {company: tuple(of_company) for company, of_company in counts.items()}


def midnight(day: date) -> datetime:
    """When a day begins in Helsinki."""
    return timezone.make_aware(datetime.combine(day, time.min))
