"""How long pages take over the database that ``benchmarks.seed`` has filled, and how many queries they ask.

    python -m benchmarks.pages [--times 5] [--only overview]

The database is that of the settings (SEVERA_MAESTRO_HOME or DATABASE_URL). Each page is asked for with an empty cache
("first"), then so many times more. Times are of the page alone, in this process: no network, no browser. "Work" is this
process's own, whatever else the machine does. Prints the table of docs/performance.md; what is beyond a limit is bold.
"""

import argparse
import os
import platform
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "severa_maestro.web.settings")
django.setup()

from django.core.cache import cache  # noqa: E402 after Django is set up
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.seed import BOOKKEEPER, FIRM_ADMIN  # noqa: E402
from severa_maestro.companies.models import Company  # noqa: E402
from severa_maestro.transfer.ledger.database import bring_up_to_date  # noqa: E402
from severa_maestro.transfer.ledger.models import Transfer  # noqa: E402
from severa_maestro.web.accounts.models import ApiToken, Right, User  # noqa: E402

MOST_MILLISECONDS, MOST_QUERIES = 200, 20
#: What is measured as a bookkeeper too: the rest does not depend on how many companies somebody sees.
_BOOKKEEPERS = ("overview", "mend")
#: What programs ask for, after ``/api/v1/companies/1``.
_API = ("", "/transfers", "/log", "/invoices", "/customers", "/products", "/runs")

#: Pages by the names of their addresses, with what is asked of them. Where ``{…}`` stands, the seed has put something.
FIRMS = {
    "overview": ("", "q=1", "state=blocked", "sort=month", "page=5"),
    "mend": ("", "only={company}"),
    "firm_audit": ("",),
    "firm_users": ("",),
}
COMPANYS = {
    "company": ("", "days=90"),
    "transfers": (
        *("", "page=500", "page=1000", "q=rakennus", "q=oulun+äyräs", "q={number}", "q=1234,50", "q={day}"),
        *("state=blocked", "state=waiting", "state=unmarked", "finding=no-rows", "finding=free-text-long"),
        *("fallback=on", "customer=1001", "number={number}", "since=2025-01-01&until=2025-02-01"),
        *("least=100&most=200", "moved={day}", "sort=number", "sort=-total", "sort=customer&page=500"),
        "sort=-number&q=rakennus&state=transferred",
    ),
    "log": (
        *("", "before=100000", "q=rakennus", "q={number}", "q=nowhere-to-be-found", "level=error", "level=warning"),
        *("code=fallback", "code=transferred", "invoice={number}", "since={day}", "until=2025-02-01", "run={run}"),
    ),
    "audit": ("",),
    "users": ("",),
    "products": ("", "q=A1"),
    "product_groups": ("",),
    "customers": ("", "q=rakennus", "page=20"),
    "sales_invoices": (
        "",
        "page=500",
        "q=rakennus",
        "q={number}",
        "q=1234,50",
        "sort=-total",
        "fallback=on",
        "kind=credit",
    ),
    "code_map": ("",),
    "code_history": ("",),
    "api_tokens": ("",),
}


@dataclass(frozen=True)
class Asked:
    """One request: which page, as whom, and its address."""

    page: str
    user: User
    address: str


@dataclass(frozen=True)
class Measured:
    """What it took, in milliseconds, and how many queries it asked."""

    first: float
    median: float
    worst: float
    work: float
    queries: int


def requests_of(user: User, company: Company) -> Iterator[Asked]:
    """Every page, and pages of one thing each."""
    newest = Transfer.objects.filter(company=company).exclude(register_id=None).order_by("-pk")[0]
    known = {
        "company": company.pk,
        "number": newest.number,
        "day": timezone.localdate(newest.changed_at),
        "run": company.runs.order_by("-pk")[5].pk,
    }
    for pages, arguments in ((FIRMS, []), (COMPANYS, [company.pk])):
        for page, queries in pages.items():
            for query in queries:
                yield _asked(page, user, arguments, query.format(**known))
    for page, key in (
        ("transfer", newest.pk),
        ("sales_invoice", newest.register_id),
        ("customer", newest.customer_register_id),
        ("product", company.products.all()[1].pk),
    ):
        yield _asked(page, user, [company.pk, key], "")


def _asked(page: str, user: User, arguments: Sequence[object], query: str) -> Asked:
    address = reverse(page, args=arguments)
    return Asked(f"{page} `{query}`" if query else page, user, f"{address}?{query}" if query else address)


def measure(client: Client, address: str, times: int) -> Measured:
    """Asks once, and then so many times more. Raises SystemExit where the page is not shown."""
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        first, _ = _time(client, address)
        queries = len(asked)
    again, work = zip(*(_time(client, address) for _ in range(times)), strict=True)
    return Measured(first, median(again), max(again), median(work), queries)


def _time(client: Client, address: str) -> tuple[float, float]:
    """The clock's time and the process's own."""
    began, worked = time.perf_counter(), time.process_time()
    response = client.get(address)
    took, work = time.perf_counter() - began, time.process_time() - worked
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return 1000 * took, 1000 * work


def _where() -> str:
    """The machine, the versions and the day."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            database = f"PostgreSQL {cursor.fetchone()[0]}"
        else:
            database = f"SQLite {sqlite3.sqlite_version}"
    python = f"Python {platform.python_version()}, Django {django.__version__}"
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    return f"{timezone.localdate():%d.%m.%Y}: {database}, {python}, {machine}"


def _what() -> str:
    companies, transfers = Company.objects.count(), Transfer.objects.count()
    return f"{companies} companies, {transfers} transfers, {_largest().transfers.count()} of them one company's"


def _largest() -> Company:
    return Company.objects.annotate(size=Count("transfers")).order_by("-size")[0]


def _print(asked: Asked, took: Measured) -> None:
    times = (_bold(each, MOST_MILLISECONDS) for each in (took.first, took.median, took.worst, took.work))
    cells = (asked.page, "firm admin" if asked.user.is_firm_admin else "bookkeeper", *times)
    print(f"| {' | '.join((*cells, _bold(took.queries, MOST_QUERIES)))} |", flush=True)


def _bold(value: float, most: float) -> str:
    return f"**{value:.0f}**" if value > most else f"{value:.0f}"


def main() -> None:
    """Asks, and prints what it took."""
    parser = argparse.ArgumentParser(description="Measures pages over the database that benchmarks.seed has filled.")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--only", default="", help="measure only pages whose name begins so")
    told = parser.parse_args()
    bring_up_to_date()
    users = User.objects.filter(email__in=(FIRM_ADMIN, BOOKKEEPER)).order_by("-is_firm_admin")
    if len(users) != 2:
        raise SystemExit("benchmarks.seed has not filled this database.")
    company = _largest()
    print(f"{_what()}. {_where()}.\n\n| page | as | first, ms | median, ms | worst, ms | work, ms | queries |")
    print(f"|{' --- |' * 7}")
    for user in users:
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        for asked in requests_of(user, company):
            if asked.page.startswith(told.only) and (user.is_firm_admin or asked.page in _BOOKKEEPERS):
                _print(asked, measure(client, asked.address, told.times))
    if "api".startswith(told.only):
        _measure_api(users[0], company, told.times)


def _measure_api(user: User, company: Company, times: int) -> None:
    made, token = ApiToken.make(company, "benchmarks.pages", Right.READ, user, None)
    client = Client(headers={"host": "localhost", "authorization": f"Bearer {token}"})
    for path in _API:
        asked = Asked(f"api `{path}`", user, f"/api/v1/companies/{company.pk}{path}")
        _print(asked, measure(client, asked.address, times))
    made.delete()


if __name__ == "__main__":
    main()
